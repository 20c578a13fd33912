"""The code on the wall that changes: whoever scanned it lately is let in, an old, a forged and a typed one is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kit import qr
from kit.context import Kit
from kit.events import token
from kit.events.event import Draft, Event
from kit.ops import attendance, events, sharing
from kit.web.server import Server
from tests.web.conftest import Phone

Phones = Callable[..., Phone]
NOON = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)


class Clock:
    """A clock that the test holds."""

    def __init__(self, kit: Kit) -> None:
        self.at = NOON
        kit.now = lambda: self.at

    def pass_(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock(kit: Kit) -> Clock:
    return Clock(kit)


@pytest.fixture
def event(kit: Kit, clock: Clock) -> Event:
    """An event whose code on the wall changes every 20 seconds."""
    return events.create(kit, Draft("平台一页纸", NOON, form="none", rotating=20))


def wall(kit: Kit, event: Event) -> str:
    """Return the path that a phone scans off the wall now."""
    return "/" + sharing.wall(kit, event).payload.split("/", 3)[3]


def walk_in(phone: Phone, page: str, path: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found, page
    return phone.fill(path, token=found[1], who="王五", which="法务", walk_in="1").text


def test_a_scan_opens_the_form_and_stays_good_while_it_is_filled_in(kit: Kit, event: Event, clock: Clock, phone: Phone) -> None:
    page = phone.get(wall(kit, event))
    assert page.status_code == 200
    assert f'action="/c/{event.code.lower()}"' in page.text
    clock.pass_(300)
    assert phone.get(f"/c/{event.code}").status_code == 200
    assert "You are in" in walk_in(phone, page.text, f"/c/{event.code}")


def test_a_phone_that_keeps_nothing_gets_in_by_the_form_alone(kit: Kit, event: Event, clock: Clock, another: Phones) -> None:
    page = another().get(wall(kit, event)).text
    clock.pass_(300)
    assert "You are in" in walk_in(another(), page, f"/c/{event.code}")


def test_the_code_of_a_change_ago_holds_and_an_older_one_does_not(kit: Kit, event: Event, clock: Clock, another: Phones) -> None:
    scanned = wall(kit, event)
    for seconds, status in ((0, 200), (19, 200), (25, 200), (2, 403), (3600, 403)):
        clock.pass_(seconds)
        page = another().get(scanned)
        assert page.status_code == status, seconds
    assert "has changed since" in page.text
    assert "token" not in page.text


def test_a_clock_that_is_set_back_and_a_wall_that_is_ahead_let_in(kit: Kit, event: Event, clock: Clock, another: Phones) -> None:
    phone = another()
    page = phone.get(wall(kit, event)).text
    clock.pass_(-30)
    assert "You are in" in walk_in(phone, page, f"/c/{event.code}")
    clock.pass_(20 - clock.at.timestamp() % 20)
    ahead = wall(kit, event)  # just begun by the clock of the host's computer
    for seconds, status in ((-3, 200), (-5, 403)):
        clock.pass_(seconds)
        assert another().get(ahead).status_code == status


def test_the_address_alone_a_forged_code_and_one_of_another_event_are_refused(
    kit: Kit, event: Event, another: Phones, phone: Phone
) -> None:
    other = events.create(kit, Draft("Other", NOON, form="none", rotating=20))
    assert "Scan the code on the wall" in phone.get(f"/c/{event.code}").text
    foreign = wall(kit, other).replace(other.code, event.code)
    for path in (f"/c/{event.code}", foreign, f"/c/{event.code}/{'A' * 11}"):
        assert another().get(path).status_code == 403
    for path in (f"/c/{event.code}/x", f"/c/{event.code}/{'0' * 11}", f"/c/{event.code}/{'A' * 12}", f"/c/{event.code}/a/b"):
        assert another().get(path).status_code == 404


def test_a_scan_ends_after_ten_minutes(kit: Kit, event: Event, clock: Clock, phone: Phone) -> None:
    page = phone.get(wall(kit, event)).text
    clock.pass_(602)
    assert "Scan the code on the wall" in walk_in(phone, page, f"/c/{event.code}")
    assert phone.get(f"/c/{event.code}").status_code == 403
    assert attendance.log(kit, event.code) == ()


def test_answers_do_not_make_a_scan_last_longer(kit: Kit, event: Event, clock: Clock, phone: Phone) -> None:
    page = phone.get(wall(kit, event)).text
    for _ask in range(3):
        clock.pass_(250)
        found = re.search(r'name="token" value="([^"]+)"', page)
        assert found
        page = phone.fill(f"/c/{event.code}", token=found[1], who="谁").text
        if "Scan the code" in page:
            break
    assert "Scan the code on the wall" in page


def test_the_ticket_of_one_phone_is_no_use_to_another(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    phone.get(wall(kit, event))
    thief = another()
    thief.cookies.set("lectern-scan", phone.cookies["lectern-scan"])
    assert thief.get(f"/c/{event.code}").status_code == 403


def test_guessing_codes_is_slowed_and_the_room_is_not(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    phone.get(wall(kit, event))
    tries = [phone.get(f"/c/{event.code}/{'23456789ABC'[n:] + '23456789ABC'[:n]}").status_code for n in range(11)]
    assert tries.count(403) >= 9
    assert phone.get(f"/c/{event.code}/{'A' * 11}").status_code == 429
    assert another().get(wall(kit, event)).status_code == 200


def test_every_projector_shows_the_same_code_and_only_helpers_see_it_elsewhere(
    kit: Kit, event: Event, server: Server, phone: Phone
) -> None:
    assert sharing.wall(kit, event) == sharing.wall(kit, event)
    assert 0 < sharing.changes_in(kit, event) <= 20
    page = phone.get(f"/s/{event.code}").text
    assert "<path" not in page
    assert token.slot(kit.key, event.code, 20, kit.now()) not in page


def test_the_code_stays_small(kit: Kit, event: Event) -> None:
    target = sharing.wall(kit, event, "http://192.168.1.23:8642")
    assert len(qr.matrix(target.payload)) <= 33
    assert target.address == f"http://192.168.1.23:8642/c/{event.code.lower()}"


def test_a_wall_that_no_longer_changes_lets_in_by_its_last_code(kit: Kit, event: Event, phone: Phone) -> None:
    scanned = wall(kit, event)
    draft = Draft("平台一页纸", NOON, form="none")
    events.change(kit, event.code, draft)
    assert phone.get(scanned).status_code == 200


def test_a_personal_code_in_the_address_fills_in_the_form(kit: Kit, phone: Phone) -> None:
    still = events.create(kit, Draft("Still", NOON, form="none"))
    badge = "LB" + "2" * 14
    page = phone.get(f"/c/{still.code}/{badge.lower()}").text
    assert f'value="{badge}"' in page
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    assert "is not on the list" in phone.fill(f"/c/{still.code}", token=found[1], who=badge).text
