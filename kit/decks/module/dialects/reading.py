"""Read a talk in the dialect it was found to be written in."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from kit.content.yamltext import Page
from kit.decks.module.dialects.talk import Talk


def read(dialect: str, front: Page, text: str, first: int, path: Path) -> Talk:
    """Return the talk in `text`, whose first line is line `first` of the file at `path`.

    Only the reader of that dialect is loaded: most modules are written in our own.
    """
    talk: Talk = import_module(f"{__package__}.{dialect}").read(front, text, first, path)
    return talk
