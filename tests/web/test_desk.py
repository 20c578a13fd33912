"""Helpers' phones: let in with the PIN, taken off one by one; the log says who did what."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from kit import qr
from kit.context import Kit
from kit.errors import KitError
from kit.events.event import Event
from kit.ops import attendance, devices, rosters
from tests.web.conftest import Phone

Phones = Callable[..., Phone]


def helper(kit: Kit, event: Event, phone: Phone, name: str = "小王") -> Phone:
    """Let a phone in as a helper's."""
    pin = devices.pin(kit, event.code) or devices.new_pin(kit, event.code)
    page = phone.fill(f"/h/{event.code}", do="enter", pin=pin, name=name)
    assert "Name, pinyin" in page.text, page.text
    return phone


def badge_of(kit: Kit, event: Event, emp_no: str) -> str:
    return next(str(entry.badge) for entry in rosters.all(kit, event.code) if entry.person.emp_no == emp_no)


def sent(phone: Phone, event: Event, picture: bytes, kind: str = "image/jpeg") -> httpx.Response:
    token = phone.token(f"/h/{event.code}")
    return phone.post(f"/h/{event.code}/photo", data={"token": token}, files={"photo": ("badge.jpg", picture, kind)})


def test_without_the_pin_nobody_sees_a_name(kit: Kit, event: Event, phone: Phone) -> None:
    assert "lets no helpers" in phone.get(f"/h/{event.code}").text
    pin = devices.new_pin(kit, event.code)
    assert re.fullmatch(r"\d{6}", pin)
    page = phone.fill(f"/h/{event.code}", do="find", q="李四")
    assert (page.status_code, "李四" in page.text) == (403, False)
    wrong = phone.fill(f"/h/{event.code}", do="enter", pin=f"{(int(pin) + 1) % 10**6:06}", name="x")
    assert (wrong.status_code, "not right" in wrong.text) == (403, True)
    assert devices.all(kit, event.code) == ()


def test_people_are_found_and_let_in_and_out_and_the_log_says_by_whom(kit: Kit, event: Event, phone: Phone) -> None:
    helper(kit, event, phone)
    for query in ("李四", "lisi", "ls", "00103"):
        assert "李四" in phone.fill(f"/h/{event.code}", do="find", q=query).text
    assert "two characters" in phone.fill(f"/h/{event.code}", do="find", q="李").text
    assert "&lt;script&gt;" in phone.fill(f"/h/{event.code}", do="find", q="<script>").text
    badge = badge_of(kit, event, "00103")
    assert "Checked in" in phone.fill(f"/h/{event.code}", **{"in": badge}).text
    assert "In already" in phone.fill(f"/h/{event.code}", do="find", q=badge).text
    assert "Checked out" in phone.fill(f"/h/{event.code}", out=badge).text
    assert "Not on the list" in phone.fill(f"/h/{event.code}", do="find", q="LB" + "2" * 14).text
    lines = attendance.log(kit, event.code)
    assert [line.outcome for line in lines] == ["ok", "already", "out", "unknown"]
    assert {(line.proof, line.actor, line.device) for line in lines} == {("helper", "helper: 小王", "helper-1")}


def test_a_helper_lets_a_walk_in_in_once_however_often_the_form_comes(kit: Kit, event: Event, phone: Phone) -> None:
    helper(kit, event, phone)
    token = phone.token(f"/h/{event.code}")
    for _again in range(2):
        page = phone.fill(f"/h/{event.code}", token=token, do="walk_in", name="王五", dept="法务", emp_no="Q1")
        assert "Checked in" in page.text
    assert [(e.person.name, e.person.emp_no) for e in attendance.all(kit, event.code) if e.present] == [("王五", "Q1")]
    assert phone.fill(f"/h/{event.code}", do="walk_in", name="王" * 500).status_code == 400


def test_a_phone_taken_off_is_nobody_from_then_on(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    helper(kit, event, phone, "甲"), helper(kit, event, another(), "乙")
    one = next(device for device in devices.all(kit, event.code) if device.name == "甲")
    token = phone.token(f"/h/{event.code}")
    devices.revoke(kit, event.code, one.id, actor="window")
    assert phone.fill(f"/h/{event.code}", token=token, do="find", q="李四").status_code == 403
    assert "PIN from the host" in phone.get(f"/h/{event.code}").text
    assert [device.revoked_at is None for device in devices.all(kit, event.code)] == [True, False]
    with pytest.raises(KitError, match="off already"):
        devices.revoke(kit, event.code, one.id)


def test_a_helper_may_go_and_the_host_may_send_all_away(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    other = helper(kit, event, another())
    assert "PIN from the host" in helper(kit, event, phone).fill(f"/h/{event.code}", do="leave").text
    old, token = devices.pin(kit, event.code), other.token(f"/h/{event.code}")
    devices.close(kit, event.code)
    assert other.fill(f"/h/{event.code}", token=token, do="find", q="李四").status_code == 403
    assert devices.pin(kit, event.code) == ""
    assert other.fill(f"/h/{event.code}", token=token, do="enter", pin=old, name="x").status_code == 403
    assert devices.new_pin(kit, event.code) != old
    assert other.fill(f"/h/{event.code}", do="enter", pin=old, name="x").status_code == 403


def test_a_new_pin_leaves_who_is_in(kit: Kit, event: Event, phone: Phone) -> None:
    helper(kit, event, phone)
    devices.new_pin(kit, event.code)
    assert "李四" in phone.fill(f"/h/{event.code}", do="find", q="李四").text


def test_guessing_the_pin_is_locked_for_who_guesses_and_in_the_end_for_all(kit: Kit, event: Event, another: Phones) -> None:
    now = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)
    kit.now = lambda: now
    pin = devices.new_pin(kit, event.code)
    wrong = f"{(int(pin) + 1) % 10**6:06}"

    def guess(who: str, given: str = wrong) -> str:
        try:
            return devices.enter(kit, event.code, given, "x", who=who) and "in"
        except KitError as error:
            return error.code

    assert [guess("a") for _try in range(6)] == ["device.pin"] * 5 + ["device.locked"]
    assert guess("a", pin) == "device.locked"
    assert guess("b", pin) == "in"
    now += timedelta(minutes=2)
    assert [guess("a"), guess("a", pin)] == ["device.pin", "device.locked"]
    assert {guess(f"c{n}") for n in range(40)} == {"device.pin", "device.locked"}
    assert guess("nobody yet", pin) == "device.locked"
    now += timedelta(hours=2)
    assert guess("nobody yet", pin) == "in"
    assert {guess(f"d{n}") for n in range(3)} <= {"device.pin", "device.locked"}
    assert devices.new_pin(kit, event.code) != pin
    assert guess("a") == "device.pin"


def test_a_badge_is_read_off_a_photo(kit: Kit, event: Event, phone: Phone) -> None:
    helper(kit, event, phone)
    badge = badge_of(kit, event, "00104")
    page = Image.new("RGB", (1600, 1200), "#777")
    page.paste(Image.open(BytesIO(qr.picture(badge, scale=12))).convert("RGB").rotate(8, expand=True, fillcolor="#777"), (500, 300))
    kept = BytesIO()
    page.save(kept, "JPEG", quality=70)
    assert "尉迟冬" in sent(phone, event, kept.getvalue()).text
    assert [line.outcome for line in attendance.log(kit, event.code)] == ["ok"]


def bomb() -> bytes:
    kept = BytesIO()
    Image.new("1", (20_000, 20_000)).save(kept, "PNG")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("picture", "status"),
    [
        (b"", 200),
        (b"no picture", 422),
        (bomb(), 422),
        (qr.picture("x")[:-30], 422),
        (b"%!PS-Adobe-3.0 EPSF\n", 422),
        (b"a" * 13_000_000, 413),
    ],
    ids=["none", "text", "bomb", "cut", "postscript", "huge"],
)
def test_a_photo_that_is_none_is_said_to_be(kit: Kit, event: Event, phone: Phone, picture: bytes, status: int) -> None:
    assert sent(helper(kit, event, phone), event, picture).status_code == status
    assert attendance.log(kit, event.code) == ()


def test_only_helpers_send_photos(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    devices.new_pin(kit, event.code)
    assert sent(phone, event, b"x" * 2_000_000).status_code == 403
    forged = another()
    forged.cookies.set("lectern-desk", "WyJhIiwiYiJd.forged")
    assert sent(forged, event, b"x").status_code == 403


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@example(place=27, other=b"\x0c\x00q", kind="GIF")  # larger than a picture can be
@given(place=st.integers(0, 400), other=st.binary(min_size=1, max_size=8), kind=st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "BMP"]))
def test_a_broken_picture_is_refused_or_read_never_a_bug(place: int, other: bytes, kind: str) -> None:
    kept = BytesIO()
    Image.new("RGB", (40, 40), "white").save(kept, kind)
    broken = kept.getvalue()[:place] + other + kept.getvalue()[place + len(other) :]
    with contextlib.suppress(KitError):
        assert isinstance(qr.read(broken), tuple)
