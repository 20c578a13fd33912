"""Advance widths of one em, by character: Latin from the shipped table, Chinese, Japanese and Korean one em, code a fixed width."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from kit import workspace
from kit.content import files

LATIN_LINE = 1.2  # as PowerPoint and LibreOffice set Arial, whatever the font itself asks for
WIDE_LINE = 1.45
MONO_LINE = 1.2
MONO = 0.602
UNKNOWN = 0.6
EMOJI = 1.3
SAFETY = 1.015
QUOTES = frozenset("“”‘’…—·")


@lru_cache(maxsize=4096)
def units(text: str, bold: bool = False, mono: bool = False) -> tuple[float, ...]:
    """Return the advance of each character of `text` in ems.

    Curly quotes, dashes and ellipses are one em where the text is Chinese: they are set in the East Asian font there.
    """
    chinese = any(wide(c) for c in text)
    return tuple(_advance(c, bold, mono, chinese) for c in text)


def width(text: str, size: float, *, bold: bool = False, mono: bool = False) -> float:
    """Return the width of `text` on one line in points."""
    return sum(units(text, bold, mono)) * size


@lru_cache(maxsize=8192)
def wide(char: str) -> bool:
    """Tell whether `char` is set in the East Asian font: an ideograph, kana, hangul or full-width sign."""
    return unicodedata.east_asian_width(char) in "WF" and not emoji(char)


def emoji(char: str) -> bool:
    """Tell whether `char` is a pictograph outside the text fonts."""
    return ord(char) >= 0x1F000


def line(char: str, mono: bool = False) -> float:
    """Return the natural line height that `char` asks for, in ems: the tallest of the fonts a reader may have."""
    if wide(char) or emoji(char):
        return WIDE_LINE
    return MONO_LINE if mono else LATIN_LINE


@lru_cache(maxsize=4096)
def lines(text: str, mono: bool = False) -> tuple[float, ...]:
    """Return the natural line height that each character of `text` asks for, in ems."""
    return tuple(line(char, mono) for char in text)


def _advance(char: str, bold: bool, mono: bool, chinese: bool) -> float:
    if wide(char) or (chinese and char in QUOTES):
        return 1.0
    if unicodedata.combining(char) or char in "\u200b\u200d\ufe0f":
        return 0.0
    if emoji(char):
        return EMOJI
    if mono:
        return MONO
    return _face(bold).get(ord(char), UNKNOWN) * SAFETY


@lru_cache
def _face(bold: bool) -> Mapping[int, float]:
    table = json.loads(files.read_text(workspace.program() / "assets" / "metrics" / "arial.json"))
    rows: dict[str, list[int]] = table["bold" if bold else "regular"]
    return {int(start, 16) + i: advance / 1000 for start, advances in rows.items() for i, advance in enumerate(advances)}
