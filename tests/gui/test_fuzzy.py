"""What a few letters find, and which letters are marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.gui import fuzzy


def test_whole_words_beat_scattered_letters() -> None:
    whole, parts = fuzzy.fit("deck", "New deck"), fuzzy.fit("deck", "Delete the check")
    assert whole is not None
    assert parts is None or parts.score < whole.score


def test_the_first_letters_of_words_are_found_and_marked() -> None:
    found = fuzzy.fit("nd", "New deck")
    assert found is not None
    assert found.spots == (0, 4)


def test_chinese_is_found_and_what_is_not_there_is_not() -> None:
    found = fuzzy.fit("架构", "平台整体架构")
    assert found is not None
    assert found.spots == (4, 5)
    assert fuzzy.fit("架构图", "平台整体架构") is None


@given(st.text(max_size=8), st.text(max_size=30))
def test_the_marked_letters_are_those_that_were_typed(typed: str, text: str) -> None:
    found = fuzzy.fit(typed, text)
    if found is not None:
        assert list(found.spots) == sorted(set(found.spots))
        marked = "".join(text[spot] for spot in found.spots).casefold()
        assert marked == "".join(typed.casefold().split()) or not marked.isascii()
