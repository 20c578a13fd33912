"""What no browser sends: broken HTTP, heads and bodies without end, foreign names, photos whose envelope is torn. None of it is a bug."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.context import Kit
from kit.events.event import Event
from kit.ops import devices
from kit.web.server import Server
from tests.web.conftest import Phone

Say = Callable[..., tuple[int, bytes]]
HOST = b"Host: 127.0.0.1\r\nConnection: close\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
BREAK = b"\r\n"


@pytest.fixture
def say(server: Server, caplog: pytest.LogCaptureFixture) -> Iterator[Say]:
    """Send bytes as they are and read to the end, hanging up first where they are half of something; gives status (0: none) and answer."""
    caplog.set_level(logging.ERROR)

    def send(words: bytes, half: bool = False) -> tuple[int, bytes]:
        found = b""
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as one, suppress(ConnectionError):
            with suppress(ConnectionError):
                one.sendall(words)
            if half:
                with suppress(OSError):  # hung up on already
                    one.shutdown(socket.SHUT_WR)
            while more := one.recv(65536):
                found += more
        status = re.match(rb"HTTP/1\.1 (\d{3})", found)
        return (int(status[1]) if status else 0), found

    yield send
    assert httpx.get(f"{server.address}/healthz", trust_env=False, timeout=20).text == "ok"
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


def get(path: str = "/healthz", *headers: bytes) -> bytes:
    return b"GET " + path.encode() + b" HTTP/1.1\r\n" + b"".join(header + BREAK for header in (*headers, b"Connection: close")) + BREAK


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (b"", {0}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200, {0, 400}),  # TLS
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {0, 400, 421}),
        (b"GET /healthz\r\n\r\n", {0, 400}),
        (b"GET  /healthz  HTTP/1.1\r\n\r\n", {0, 400}),
        (b"get /healthz HTTP/1.1\r\n" + HOST + BREAK, {405}),
        (b"GET /\xff\xfe\0 HTTP/1.1\r\n" + HOST + BREAK, {0, 400, 404}),
        (b"GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", {421}),
        (b"GET //evil.example/c HTTP/1.1\r\n" + HOST + BREAK, {404}),
        (b"GET /healthz HTTP/1.1\n" + b"Host: 127.0.0.1\nConnection: close\n\n", {200, 400}),
        (get("/healthz", b"Host: 127.0.0.1", b"Host: evil.example"), {400, 421}),
        (get("/healthz", b"X"), {400}),
        (get("/healthz", b"Host: 127.0.0.1", b"A\0B: c"), {400}),
        (get("/healthz", b"Host: 127.0.0.1", *[b"X-%d: y" % n for n in range(4000)]), {200, 400, 431}),
        (get("/healthz", b"Host: 127.0.0.1", b"X: " + b"y" * 200_000), {400, 431}),
        (b"GET /" + b"a" * 200_000, {0, 400, 414, 431}),
        (get("/healthz", b"Host: 127.0.0.1", b"Connection: upgrade", b"Upgrade: websocket", b"Sec-WebSocket-Version: 13"), {200, 400}),
        (get("/healthz", b"Host: 127.0.0.1", b"Cookie: " + b"a=b; " * 9000), {200, 400, 431}),
        (get("/healthz", b"Host: 127.0.0.1", b"Range: bytes=0-0,1-2,9999999999999-"), {200}),
        ((b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 200) + get("/healthz", b"Host: 127.0.0.1"), {200}),
    ],
    ids=range(20),
)
def test_broken_heads_are_refused_in_good_order(say: Say, words: bytes, allowed: set[int]) -> None:
    status, _answer = say(words, half=0 in allowed)
    assert status in allowed


@pytest.mark.parametrize(
    "host",
    [b"", b":", b"[", b"[::1", b"a" * 5000, b"127.0.0.1@evil.example", b"evil.example:80", b"127.0.0.1.evil.example", b"127.1",
     b"0x7f000001", b"localhost.evil.example", b"127.0.0.1, evil.example", b"\xe4\xb8\xad.example", b"xn--", b"..", b"%31"],
)  # fmt: skip
def test_a_name_that_is_not_ours_gets_no_page(say: Say, event: Event, host: bytes) -> None:
    status, answer = say(get(f"/c/{event.code}", b"Host: " + host))
    assert status in (400, 421)
    assert event.title.encode() not in answer


@pytest.mark.parametrize(
    ("headers", "body", "allowed"),
    [
        (b"Content-Length: -1\r\n", b"a=b", {400}),
        (b"Content-Length: 9999999999999999999999\r\n", b"a=b", {400, 413}),
        (b"Content-Length: 3\r\nContent-Length: 4\r\n", b"a=bc", {400}),
        (b"Content-Length: 3, 3\r\n", b"a=b", {400, 403}),
        (b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n", {400, 403}),
        (b"Transfer-Encoding: gzip\r\n", b"a=b", {400, 403, 501}),
        (b"Transfer-Encoding: chunked\r\n", b"zz\r\nabc\r\n", {400}),
        (b"Transfer-Encoding: chunked\r\n", b"fffffffffffffffff\r\nabc", {0, 400, 413}),
        (b"Transfer-Encoding: chunked\r\n", b"1;" + b"x" * 100_000 + b"\r\na\r\n0\r\n\r\n", {400, 403, 413}),
        (b"Transfer-Encoding: chunked\r\n", b"10\r\n0123456789abcdef\r\n" * 5000 + b"0\r\n\r\n", {413}),
        (b"Transfer-Encoding: chunked\r\n", b"3\r\na=b\r\n0\r\nX: y\r\n\r\n", {400, 403}),
        (b"Content-Length: 50\r\n", b"a=b", {0, 400, 403}),  # and hangs up
        (b"Content-Length: 60000\r\n", b"a=b&" * 15000, {400, 403}),
        (b"Content-Length: 3\r\nExpect: 100-continue\r\n", b"a=b", {0, 100, 400, 403}),
        (b"Content-Length: 3\r\nContent-Encoding: gzip\r\n", b"\x1f\x8b\x08", {400, 403}),
    ],
    ids=range(15),
)
def test_broken_bodies_are_refused_in_good_order(say: Say, event: Event, headers: bytes, body: bytes, allowed: set[int]) -> None:
    for path in (f"/c/{event.code}", f"/f/{event.code}", f"/h/{event.code}", f"/f/{event.code}/live"):
        status, _answer = say(b"POST " + path.encode() + b" HTTP/1.1\r\n" + HOST + FORM + headers + BREAK + body, half=0 in allowed)
        assert status in allowed, (path, status)


@pytest.fixture(scope="module")
def helper(kit: Kit, event: Event, server: Server) -> Iterator[tuple[Phone, str]]:
    """A helper's phone with the token of its desk."""
    with Phone(server) as phone:
        page = phone.fill(f"/h/{event.code}", do="enter", pin=devices.new_pin(kit, event.code), name="helper")
        found = re.search(r'name="token" value="([^"]+)"', page.text)
        assert found
        yield phone, found[1]


NAMED = b"Content-Disposition: form-data; name="
LINES = st.sampled_from(
    [NAMED + b'"token"', NAMED + b'"photo"; filename="a.jpg"', NAMED + b'"photo', NAMED + b"\"token\"; filename*=UTF-8''%FF%FE",
     b"Content-Disposition: form-data", b"Content-Disposition: attachment", b"Content-Type: image/png",
     b"Content-Type: text/plain; charset=nonsense",
     b"Content-Transfer-Encoding: base64", b"X" * 9000, b"", b":", b"\xff\0: \xfe"]
)  # fmt: skip
VALUES = st.one_of(
    st.binary(max_size=60), st.sampled_from([b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"--B", b"\r\n--B--\r\n", b"GIF89a", b"BM"])
)
PARTS = st.tuples(st.lists(LINES, max_size=4), VALUES, st.sampled_from([b"--B\r\n", b"--B", b"--C\r\n", b"--B--\r\n", b"B\r\n", b""]))
BOUNDARIES = [
    "; boundary=B",
    '; boundary="B"',
    "",
    "; boundary=",
    "; boundary=" + "B" * 300,
    "; boundary=\xe4",
    "; charset=utf-7; boundary=B",
]
KINDS = ["multipart/form-data" + boundary for boundary in BOUNDARIES]


# the parser forgets a file whose end never came: Python closes it, with a warning, when it is gone
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_torn_envelope_is_refused_never_a_bug(helper: tuple[Phone, str], event: Event, caplog: pytest.LogCaptureFixture) -> None:
    phone, token = helper
    whole = b'--B\r\nContent-Disposition: form-data; name="token"\r\n\r\n' + token.encode() + b"\r\n"

    @settings(max_examples=80, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.booleans(), st.lists(PARTS, max_size=5), st.sampled_from([*KINDS[:1] * 5, *KINDS]), st.booleans())
    def sent(known: bool, parts: list[tuple[list[bytes], bytes, bytes]], kind: str, ended: bool) -> None:
        body = whole if known else b""
        body += b"".join(edge + b"".join(line + BREAK for line in lines) + BREAK + value + BREAK for lines, value, edge in parts)
        body += b"--B--\r\n" if ended else b""
        page = phone.post(f"/h/{event.code}/photo", content=body, headers={"content-type": kind.encode("latin-1")})
        assert page.status_code < 500, (kind, body, page.text[:200])

    with caplog.at_level(logging.ERROR):
        sent()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_many_parts_are_too_many(helper: tuple[Phone, str], event: Event) -> None:
    phone, _token = helper
    body = b'--B\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n' * 20_000 + b"--B--\r\n"
    kind = {"content-type": KINDS[0]}
    assert phone.post(f"/h/{event.code}/photo", content=body, headers=kind).status_code in (400, 413)
    assert phone.post(f"/h/{event.code}/photo", content=b"x" * (13 << 20), headers=kind).status_code == 413
