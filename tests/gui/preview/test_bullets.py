"""Bullets and numbers are counted as slide programs count them."""

from __future__ import annotations

import pytest

from kit.decks.scene import Paragraph, Run
from kit.gui.preview import bullets


def item(bullet: str, level: int = 0, text: str = "x", start: int = 1) -> Paragraph:
    return Paragraph((Run(text, 18.0),), level, bullet=bullet, mark_start=start)


def test_numbers_go_on_after_a_deeper_level_and_begin_anew_in_it() -> None:
    found = bullets.marks([item("#arabicPeriod"), item("#alphaLcParenR", 1), item("#alphaLcParenR", 1), item("#arabicPeriod")])
    assert found == ["1.", "a)", "b)", "2."]


def test_an_empty_paragraph_has_no_bullet_and_does_not_count() -> None:
    assert bullets.marks([item("#arabicPeriod"), item("#arabicPeriod", text=""), item("#arabicPeriod", text=" ")]) == ["1.", "", "2."]


def test_numbers_begin_where_they_are_told() -> None:
    assert bullets.marks([item("#arabicPeriod", start=4), item("#arabicPeriod", start=4)]) == ["4.", "5."]


@pytest.mark.parametrize(
    ("kind", "count", "shown"),
    [("romanUcPeriod", 14, "XIV."), ("alphaUcParenBoth", 28, "(BB)"), ("circleNumDbPlain", 3, "③"), ("ea1ChsPeriod", 12, "十二."),
     ("arabicPlain", 7, "7"), ("ea1ChsPlain", 30, "三十")],
)  # fmt: skip
def test_numbers_are_written_as_their_kind_says(kind: str, count: int, shown: str) -> None:
    assert bullets.numbered(kind, count) == shown


def test_signs_of_symbol_fonts_become_those_of_any_font() -> None:
    assert bullets.letter("§", "Wingdings") == ("▪", "")
    assert bullets.letter("\uf0b7", "Symbol") == ("•", "")
    assert bullets.letter("–", "Arial") == ("–", "Arial")
