"""Both palettes of the phone pages can be read: WCAG AA for text, 3:1 for the edges of fields."""

from __future__ import annotations

import re

import pytest

from kit.web import pages

PALETTES = [dict(re.findall(r"--(\w+):#([0-9a-f]{3,6})", block)) for block in re.findall(r":root\{([^}]+)\}", pages.STYLE)]
TEXT = [("ink", "paper"), ("ink", "soft"), ("muted", "paper"), ("muted", "soft"), ("accent", "paper"), ("accent", "soft"), ("on", "accent")]
TEXT += [("good", "paper"), ("warn", "paper"), ("warn", "warnbg"), ("bad", "paper"), ("bad", "badbg")]


def light(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2)."""
    full = "".join(sign * 2 for sign in colour) if len(colour) == 3 else colour
    parts = [int(full[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark"])
def test_text_can_be_read(palette: dict[str, str]) -> None:
    faint = {pair: ratio for pair in TEXT if (ratio := contrast(palette[pair[0]], palette[pair[1]])) < 4.5}
    assert faint == {}


def test_there_are_two_palettes() -> None:
    assert len(PALETTES) == 2
    assert PALETTES[0].keys() == PALETTES[1].keys()
