"""Themes: shipped ones are readable and in contrast; a broken one is refused with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.decks.author import contrast
from kit.decks.author import theme as themes
from kit.decks.author.theme import Theme
from kit.errors import KitError

THEMES = ("lectern", "night", "graphite")


@pytest.mark.parametrize("name", THEMES)
def test_every_text_colour_is_in_contrast(themed: Callable[..., Theme], name: str) -> None:
    theme = themed(name)
    c = theme.colours
    for ground in (c.paper, c.surface):
        for ink in (c.ink, c.muted, c.link, c.accents[0], c.accents[2], c.accents[3]):
            assert contrast.ratio(ink, ground) >= 4.5, (ink, ground)
    grounds = {"tx1": c.ink, "bg2": c.surface, "accent1": c.accents[0]}
    inks = {"bg1": c.paper, "tx1": c.ink}
    assert contrast.ratio(inks[theme.cover.text], grounds[theme.cover.fill]) >= 7
    assert contrast.ratio(theme.cover.soft, grounds[theme.cover.fill]) >= 4.5
    assert all(contrast.ratio(accent, c.paper) >= 2.5 for accent in c.accents)


def test_a_folder_is_read_like_its_file(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text("name: Mine\ncolours: {ink: '#102030'}\n", "utf-8")
    theme = themes.read(tmp_path)
    assert (theme.name, theme.colours.ink, theme.sizes.body) == ("Mine", "102030", 24)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colours: {ink: red}\n", "RRGGBB"),
        ("colour: {ink: 000000}\n", "colours"),
        ("sizes: {body: huge}\n", "number"),
        ("page: {ratio: 21:9}\n", "16:9"),
    ],
)
def test_a_broken_theme_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "theme.yaml"
    path.write_text("name: X\n" + text, "utf-8")
    with pytest.raises(KitError, match=said) as caught:
        themes.read(path)
    assert ":2" in str(caught.value)


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast.ratio("000000", "FFFFFF"), 2) == 21
    assert contrast.ratio("777777", "777777") == 1
    assert round(contrast.ratio("767676", "FFFFFF"), 2) == 4.54
