"""Contrast of two colours, as WCAG 2 defines it."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)  # a deck has few colours and many words
def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written RRGGBB: 1 for equal ones, 21 for black on white."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
