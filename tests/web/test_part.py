"""Parts, seats and leaving on a phone: one tap for each part, a sentence for a closed one and for a full room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kit.context import Kit
from kit.events.event import Draft, Event
from kit.events.part import Part
from kit.ops import attendance, events
from tests.web.conftest import Phone

NOON = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)
PARTS = (Part("am", "上午场", NOON, 120), Part("pm", "下午场", NOON + timedelta(hours=4), 120))


@pytest.fixture
def event(kit: Kit) -> Event:
    """An event with two parts and two seats, at which phones may check out."""
    kit.now = lambda: NOON
    return events.create(kit, Draft("两场", NOON, form="none", parts=PARTS, capacity=2, check_out=True))


def walk_in(phone: Phone, event: Event, name: str) -> str:
    return phone.fill(f"/c/{event.code}", who=name, which="法务", walk_in="1").text


def test_a_known_phone_taps_once_for_each_part(kit: Kit, event: Event, phone: Phone) -> None:
    assert "上午场" in walk_in(phone, event, "王五")
    assert "You are in since" in phone.get(f"/c/{event.code}").text
    kit.now = lambda: NOON + timedelta(hours=3)
    assert "not open yet" in phone.fill(f"/c/{event.code}", known="1").text
    kit.now = lambda: NOON + timedelta(hours=3, minutes=45)
    assert "Check in as 王五" in phone.get(f"/c/{event.code}").text
    assert "下午场" in phone.fill(f"/c/{event.code}", known="1").text
    assert [(line.part, line.outcome) for line in attendance.log(kit, event.code)] == [("am", "walk_in"), ("pm", "not_open"), ("pm", "ok")]


def test_a_full_room_and_one_that_is_over_are_told(kit: Kit, event: Event, another: Callable[..., Phone]) -> None:
    assert all("You are in" in walk_in(another(), event, name) for name in ("甲", "乙"))
    assert "Every seat is taken" in walk_in(another(), event, "丙")
    kit.now = lambda: NOON + timedelta(hours=9)
    assert "is closed" in walk_in(another(), event, "丁")


def test_who_leaves_says_so_with_one_tap(kit: Kit, event: Event, phone: Phone) -> None:
    walk_in(phone, event, "王五")
    kit.now = lambda: NOON + timedelta(minutes=30)
    page = phone.fill(f"/c/{event.code}", known="1", out="1")
    assert "Checked out" in page.text
    (entry,) = attendance.all(kit, event.code)
    assert (entry.minutes, entry.last_out) == (30, NOON + timedelta(minutes=30))
    assert "Already in" in phone.fill(f"/c/{event.code}", known="1").text
    assert attendance.all(kit, event.code)[0].minutes == 120
