"""Titles: no last line with one or two characters, whatever the length."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import workspace
from kit.decks.author import catalogue, text, titles
from kit.decks.author import theme as themes
from kit.decks.author.canvas import Job
from kit.decks.author.grid import POINT
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Run

THEME = themes.read(workspace.program() / "assets" / "themes" / "lectern")


def _lines(said: str, layout: str) -> list[str]:
    """Return the lines in which a title is set."""
    made = catalogue.layouts(THEME)[layout]
    job = Job(THEME, Bindings(), workspace.program(), "zh")
    fit = titles.fitted(made, (Run(said),), job)
    slot = made.slot("title")
    assert slot is not None
    width = titles.box(slot, fit).w / POINT - (slot.style.inset[0] + slot.style.inset[2]) * 72
    broken = titles._broken(slot, text.Par((Run(said),)), fit.size, width)
    return [said[line.start : line.end] for line in broken]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(24, 62))
def test_no_chinese_title_ends_with_a_forgotten_character(count: int) -> None:
    made = _lines(("送达率在六个月里稳步上升" * 6)[:count], "claim-text")
    assert len(made) == 1 or len(made[-1]) > 2
    assert sum(len(line) for line in made) == count


@pytest.mark.parametrize("layout", ["claim-text", "section", "title", "picture-full", "two-content"])
@pytest.mark.parametrize("count", [27, 28, 29, 30])
def test_short_titles_stay_on_one_line_or_share_two(layout: str, count: int) -> None:
    made = _lines(("统一通知平台让接入只做一次" * 4)[:count], layout)
    assert len(made) == 1 or len(made[-1]) > 2
