"""Where the slides of a built deck come from: stamps in them, and what has become of the modules and of the slides since."""

from __future__ import annotations

from collections.abc import Sequence

from kit.decks.lineage.prints import of as print_of
from kit.decks.lineage.states import PREFIX, Origin, State, read
from kit.decks.outline import Entry

__all__ = ["PREFIX", "Origin", "State", "print_of", "read", "stamps"]


def stamps(entry: Entry, numbers: Sequence[int], by: str, prints: Sequence[str] = (), **deck: str) -> tuple[dict[str, str], ...]:
    """Return one stamp per slide of an entry: `numbers` are the slides' places in their module or file, `by` the program that built.

    `prints` tell how each slide looked when it was built; `deck` what the deck was built from: its spec, theme and event.
    """
    base = {"MODULE": entry.id, "VERSION": entry.version, "LANG": entry.lang, "DEPTH": entry.depth, "ROLE": entry.role, "BY": by}
    base |= {name.upper(): value for name, value in deck.items()}
    kept = {PREFIX + name: value for name, value in base.items() if value}
    made = [{**kept, PREFIX + "SLIDE": str(number)} for number in numbers]
    for stamp, seen in zip(made, prints, strict=bool(prints)):
        stamp[PREFIX + "PRINT"] = seen
    return tuple(made)
