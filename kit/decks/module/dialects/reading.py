"""Read a talk in the dialect it was found to be written in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kit.content.yamltext import Page
from kit.decks.module.dialects import marp, pandoc, presenterm, quarto, slidev
from kit.decks.module.dialects.talk import Talk

READERS: dict[str, Callable[[Page, str, int, Path], Talk]] = {
    "marp": marp.read,
    "slidev": slidev.read,
    "pandoc": pandoc.read,
    "quarto": quarto.read,
    "presenterm": presenterm.read,
}


def read(dialect: str, front: Page, text: str, first: int, path: Path) -> Talk:
    """Return the talk in `text`, whose first line is line `first` of the file at `path`."""
    return READERS[dialect](front, text, first, path)
