"""Cut text by the columns it takes on a terminal, where a Chinese character is two wide."""

from __future__ import annotations

import unicodedata


def wide(text: str) -> int:
    """Return how many columns text takes."""
    return sum(_one(c) for c in text)


def cut(text: str, start: int, end: int | None) -> str:
    """Return what of text stands in the columns from `start` to before `end` (None: to the end of the line)."""
    at, kept = 0, []
    for c in text:
        if at >= start and (end is None or at < end):
            kept.append(c)
        at += _one(c)
    return "".join(kept)


def _one(c: str) -> int:
    return 0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
