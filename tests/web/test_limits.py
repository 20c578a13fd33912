"""Failures are counted by kind and by whose they are: a room behind one address goes on while one phone that guesses waits."""

from __future__ import annotations

import pytest

from kit.errors import KitError
from kit.web.limits import MOST_KEPT, Limits

ROOM = "203.0.113.7"


def refused(limits: Limits, kind: str, code: str, phone: str, address: str = ROOM) -> bool:
    try:
        limits.check(kind, code, phone, address)
    except KitError as error:
        return error.code == "web.often"
    return False


def test_one_phone_waits_and_the_room_goes_on() -> None:
    limits = Limits()
    for _again in range(12):
        limits.failed("who", "AAAAAA", "guesser", ROOM)
    assert refused(limits, "who", "AAAAAA", "guesser")
    assert not any(refused(limits, "who", "AAAAAA", f"phone {n}") for n in range(50))
    assert not refused(limits, "slot", "AAAAAA", "guesser")
    assert not refused(limits, "who", "BBBBBB", "guesser")
    limits.succeeded("who", "AAAAAA", "guesser")
    assert not refused(limits, "who", "AAAAAA", "guesser")


@pytest.mark.parametrize("phones", [[""], [f"new {n}" for n in range(400)]], ids=["no cookies", "a new cookie each time"])
def test_who_changes_phones_to_guess_on_is_held_by_the_address(phones: list[str]) -> None:
    limits = Limits()
    for n in range(400):
        limits.failed("slot", "AAAAAA", phones[n % len(phones)], ROOM)
    assert refused(limits, "slot", "AAAAAA", "yet another")
    assert not refused(limits, "slot", "AAAAAA", "yet another", "198.51.100.4")


def test_what_is_kept_stays_small() -> None:
    limits = Limits()
    for n in range(MOST_KEPT):
        limits.failed("token", "AAAAAA", f"phone {n}", f"address {n}")
    assert len(limits._kept) <= MOST_KEPT
