"""How well a few typed letters fit a text, and which letters of it they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fit:
    """A fit: the higher the score the better; `spots` are the places in the text of the typed letters."""

    score: float
    spots: tuple[int, ...]


def fit(typed: str, text: str) -> Fit | None:
    """Return how `typed` fits into `text`, letter after letter, or None; case and spaces in `typed` do not matter."""
    wanted = "".join(typed.casefold().split())
    if not wanted:
        return Fit(0.0, ())
    low = "".join(c.casefold() if len(c.casefold()) == 1 else c for c in text)
    whole = low.find(wanted)
    if whole >= 0:
        starts = whole == 0 or not low[whole - 1].isalnum()
        return Fit(100.0 + (20 if starts else 0) - whole * 0.1 - len(low) * 0.01, tuple(range(whole, whole + len(wanted))))
    spots = _scattered(wanted, low)
    if spots is None:
        return None
    gaps = spots[-1] - spots[0] + 1 - len(spots)
    words = sum(1 for spot in spots if spot == 0 or not low[spot - 1].isalnum())
    score = 50.0 + 8 * words - 2 * gaps - spots[0] * 0.1 - len(low) * 0.01
    return Fit(score, spots) if score > 20 else None


def _scattered(wanted: str, low: str) -> tuple[int, ...] | None:
    """Find the letters in order, each at the start of a word if it can be there."""
    spots: list[int] = []
    at = 0
    for letter in wanted:
        near = low.find(letter, at)
        if near < 0:
            return None
        begins = next((i for i in range(near, len(low)) if low[i] == letter and (i == 0 or not low[i - 1].isalnum())), near)
        spot = begins if near != at and begins - near < 24 and _rest(wanted[len(spots) + 1 :], low, begins + 1) else near
        spots.append(spot)
        at = spot + 1
    return tuple(spots)


def _rest(wanted: str, low: str, at: int) -> bool:
    """Whether the letters still to come can be found from `at` on."""
    for letter in wanted:
        at = low.find(letter, at) + 1
        if not at:
            return False
    return True
