"""Whatever anybody sends, however odd: no request is a bug, nothing gets into a header, and the sheets can still be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.ops import devices, events, live, sheets
from kit.web import gate
from kit.web.server import Server
from tests.web.conftest import Phone

BYTES = [b"", b"\0", b"a\0b", b"%00", b"../..", b"..\\..\\x", b"'; DROP TABLE event; --", b"${7*7}", b"{{7*7}}", b"<svg/onload=x>", b"-1"]
BYTES += [
    b"\r\nSet-Cookie: a=b",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"=cmd|'/c calc'!A1",
    b"+1",
    b"@x",
    b"x" * 20_000,
    b"NaN",
    b"9" * 30,
    b"1e9",
]
TEXTS = ["\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe", "𠮷" * 30, "e" + "\N{COMBINING ACUTE ACCENT}" * 200, "👩‍👩‍👧‍👦" * 9, "٣"]
ODD = st.sampled_from([*BYTES, *(text.encode() for text in TEXTS)])
VALUES = st.one_of(
    ODD, st.text(st.characters(), max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=40)
)
KNOWN = (
    "who",
    "which",
    "walk_in",
    "known",
    "out",
    "do",
    "q",
    "pin",
    "name",
    "in",
    "part",
    "dept",
    "emp_no",
    "vote",
    "poll",
    "support",
    "drop",
)
FIELDS = st.sampled_from([*KNOWN, "text", "token", "q.use", "q.nps", "q.why", "q.heard", "q.people", "q.contact", "q.", "q.\0"])
DOES = st.sampled_from([b"find", b"walk_in", b"enter", b"1", b"5", b"zhangsan", b"00103"])
PAGES = st.sampled_from(["c/{}", "f/{}", "f/{}/live", "h/{}", "s/{}", "c/{}/LB23456789ABCDEF", "c/{}/AAAAAAAAAAA", "t", "healthz", "{}"])
PARTS = st.lists(st.one_of(VALUES, st.sampled_from([b"c", b"f", b"s", b"h", b"t", b"healthz", b"photo", b"live"])), max_size=4)
HEADERS = st.dictionaries(
    st.sampled_from(
        ["cookie", "origin", "referer", "accept-language", "content-type", "range", "if-none-match", "x-forwarded-for", "host"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80).map(str.strip),
    max_size=3,
)


@dataclass(frozen=True)
class Room:
    """A server, the code of its event, and phones of every kind."""

    server: Server
    code: str
    phones: tuple[Phone, ...]


@pytest.fixture(scope="module", params=["server", "office"])
def room(request: pytest.FixtureRequest) -> Iterator[Room]:
    server: Server = request.getfixturevalue(request.param)
    if request.param == "server":
        request.getfixturevalue("event")
    kit = server.kit
    code = events.all(kit)[0].event.code
    live.open_poll(kit, code, "A or B?", ["A", "B"])
    stranger, attendee, helper = (Phone(server) for _ in range(3))
    attendee.fill(f"/c/{code}", who="尉迟冬")
    helper.fill(f"/h/{code}", do="enter", pin=devices.new_pin(kit, code), name="helper")
    yield Room(server, code, (stranger, attendee, helper))
    for phone in (stranger, attendee, helper):
        phone.close()


def test_no_request_however_odd_is_a_bug(room: Room, tmp_path: Path) -> None:
    @settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        method=st.sampled_from(["GET", "POST", "POST", "POST", "HEAD", "PUT", "OPTIONS"]),
        path=st.one_of(PAGES, PAGES, PARTS),
        who=st.integers(0, 2),
        fields=st.lists(st.tuples(FIELDS, st.one_of(DOES, VALUES)), max_size=6),
        query=st.dictionaries(st.sampled_from(["lang", "for", "t"]), VALUES, max_size=2),
        headers=st.one_of(st.just({}), HEADERS),
        whole=st.booleans(),
    )
    def sent(
        method: str,
        path: str | list[bytes],
        who: int,
        fields: list[tuple[str, bytes]],
        query: dict[str, bytes],
        headers: dict[str, str],
        whole: bool,
    ) -> None:
        phone = room.phones[who]
        place = path.format(room.code) if isinstance(path, str) else "/".join(quote_from_bytes(part, safe="") for part in path)
        asked = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in query.items())
        found = re.search(r'name="token" value="([^"]+)"', phone.get(f"{room.server.address}/{place}").text) if method == "POST" else None
        pairs = ([("token", found[1].encode())] if found else []) + fields
        body = b"&".join(quote(name).encode() + b"=" + (quote_from_bytes(value).encode() if whole else value) for name, value in pairs)
        told = {"content-type": gate.FORM, **headers}
        page = phone.request(
            method, f"{room.server.address}/{place}?{asked}", headers=told, content=body if method in ("POST", "PUT") else None
        )
        assert page.status_code < 500, (method, place, body, page.text[:300])
        assert "Traceback" not in page.text
        assert "a=b" not in page.headers.get("set-cookie", "")
        assert all(page.headers.get(name) for name in gate.HEADERS)

    sent()
    for kind, write in (("attendance", sheets.attendance), ("feedback", sheets.feedback)):
        assert write(room.server.kit, room.code, tmp_path / f"{kind}.xlsx")
