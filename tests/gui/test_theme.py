"""Both palettes are readable, the stylesheet is whole, the look switches while the window runs."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from kit.gui import theme
from kit.gui.tokens import DARK, LIGHT, Tokens, contrast
from kit.settings import Settings
from tests.conftest import ROOT

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
GROUNDS = ("window", "surface", "sunken", "hover")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#777777") == pytest.approx(4.48, abs=0.01)


@BOTH
def test_every_text_reaches_aa(tokens: Tokens) -> None:
    pairs = [(ink, ground) for ink in ("ink", "muted", "accent_ink") for ground in GROUNDS]
    pairs += [(f"{kind}_ink", ground) for kind in ("success", "warning", "error", "info") for ground in (*GROUNDS, f"{kind}_soft")]
    pairs += [("accent_ink", "accent_soft"), ("ink", "accent_soft"), ("muted", "accent_soft")]
    pairs += [("ink", "warning_soft"), ("muted", "warning_soft")]
    pairs += [("on_accent", fill) for fill in ("accent", "accent_hover", "accent_pressed")]
    pairs += [("surface", "ink")]
    poor = [(a, b, contrast(getattr(tokens, a), getattr(tokens, b))) for a, b in pairs]
    assert [pair for pair in poor if pair[2] < 4.5] == []


@BOTH
def test_controls_and_focus_stand_out_from_what_is_around(tokens: Tokens) -> None:
    pairs = [("border", "window"), ("border", "surface"), ("accent", "window"), ("accent", "surface"), ("accent", "accent_soft")]
    assert [(a, b) for a, b in pairs if contrast(getattr(tokens, a), getattr(tokens, b)) < 3] == []


@BOTH
def test_the_colours_of_series_stand_out_from_the_surface(tokens: Tokens) -> None:
    assert [colour for colour in tokens.series if contrast(colour, tokens.surface) < 3] == []


@BOTH
def test_the_stylesheet_leaves_no_name_open(tokens: Tokens) -> None:
    text = theme.sheet(theme.Look(tokens, 1.3))
    assert "$" not in text
    assert f"font-size: {round(12 * 1.3)}px" in text
    for path in re.findall(r'url\("([^"]+)"\)', text):
        assert (ROOT / path).is_file(), path


def test_the_arrow_of_boxes_has_the_colour_of_quiet_text() -> None:
    for tokens in (LIGHT, DARK):
        assert tokens.muted in (ROOT / "assets" / "icons" / f"arrow-{tokens.name}.svg").read_text("utf-8")


def test_the_look_switches_live(qapp: QApplication) -> None:
    seen: list[str] = []
    theme.changes.changed.connect(lambda: seen.append(theme.look().tokens.name))
    theme.apply(qapp, Settings(theme="dark"))
    theme.apply(qapp, Settings(theme="dark"))
    theme.apply(qapp, Settings(theme="light", text_size=150))
    assert seen == ["dark", "light"]
    assert theme.look().px(20) >= 30
    assert qapp.palette().window().color().name().upper() == LIGHT.window
