"""Codes: short, hard to misread, hard to guess, and the same again for who holds the key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import qr
from kit.events import door, token

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


@given(st.binary(min_size=24, max_size=64))
def test_codes_hold_only_what_is_not_misread(chance: bytes) -> None:
    event, badge = token.event_code(chance), token.badge(chance)
    assert set(event + badge[2:]) <= set(qr.ALPHABET)
    assert (len(event), len(badge)) == (6, 16)
    assert door.looks_like_badge(badge.lower())
    assert not door.looks_like_badge(event)
    assert len(qr.matrix(badge)) == 21, "a badge fits the smallest code"


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="random"):
        token.badge(b"short")


@given(st.text(min_size=1), st.text(min_size=1))
def test_receipts_and_markers_follow_from_the_key(one: str, other: str) -> None:
    assert token.receipt(KEY, one) == token.receipt(KEY, one)
    assert len(token.receipt(KEY, one)) == 5
    assert token.marker(KEY, 1, one) != token.marker(OTHER, 1, one)
    assert token.marker(KEY, 1, one) != token.marker(KEY, 2, one)
    assert token.hidden(KEY, one) not in (one, token.hidden(OTHER, one))
    if one != other:
        assert token.marker(KEY, 1, one) != token.marker(KEY, 1, other)
