"""Stamps: every slide of a built deck carries which module it comes from, at which version and place."""

from __future__ import annotations

from collections.abc import Sequence

from kit.decks.outline import Entry

PREFIX = "LECTERN."


def stamps(entry: Entry, numbers: Sequence[int], by: str) -> tuple[dict[str, str], ...]:
    """Return one stamp per slide of an entry: `numbers` are the slides' places in their module or file, `by` the program that built."""
    base = {"MODULE": entry.id, "VERSION": entry.version, "LANG": entry.lang, "DEPTH": entry.depth, "BY": by}
    kept = {PREFIX + name: value for name, value in base.items() if value}
    return tuple({**kept, PREFIX + "SLIDE": str(number)} for number in numbers)
