"""What the page asks of the records and the files, off the window's thread."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kit.context import Kit
from kit.errors import KitError
from kit.i18n import _, ngettext, said
from kit.ops import decks, pages, slides

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from kit.decks.library import Card
    from kit.gui.preview.shelf import Look, Shelf
    from kit.ops.slides import Imported, ModuleRow


def uses(kit: Kit, row: ModuleRow) -> tuple[decks.DeckRow, ...]:
    """Return the decks whose spec names a module or its file."""
    from kit.decks import spec

    names = {row.id, row.card.file} - {""}
    found = []
    for deck in decks.specs(kit):
        try:
            items = spec.read(deck.path).items if deck.error is None else ()
        except KitError:
            continue
        if any(item.module in names or item.file in names for item in items):
            found.append(deck)
    return tuple(found)


def editable(kit: Kit, row: ModuleRow) -> Path:
    """Return the file to edit: the workspace's own, copied from the program's when there is none yet."""
    return row.path if row.own else slides.own(kit, row.id, row.lang)


def picture(kit: Kit, shelf: Shelf, card: Card, number: int, width: int, ratio: float) -> QPixmap | None:
    """Return the picture of a slide of a module, None until there is one."""
    return None if card.broken else shelf.pixmap(_key(kit, card), number, partial(pages.of_module, kit, card), width, ratio)


def look(kit: Kit, shelf: Shelf, card: Card, number: int) -> Look | None:
    """Return a slide of a module as a large preview shows it."""
    from kit.gui.preview.shelf import Look

    return None if card.broken else Look(shelf, _key(kit, card), number, partial(pages.of_module, kit, card))


def _key(kit: Kit, card: Card) -> Hashable:
    return (card.path, card.version, kit.workspace.theme)


def told(found: Sequence[Imported]) -> tuple[str, str]:
    """Say in one sentence what an import came to, and how bad it is."""
    new = [one for one in found if one.into and not one.known]
    words = []
    if new:
        count = sum(one.slides for one in new)
        words.append(ngettext("{n} slide is here now.", "{n} slides are here now.", count).format(n=count))
    known = sum(one.known for one in found)
    if known:
        words.append(ngettext("{n} file was here already.", "{n} files were here already.", known).format(n=known))
    refused = [(one.path, one.error) for one in found if one.error is not None]
    for path, error in refused[:1]:
        fields = {key: path.name if str(value) == str(path) else value for key, value in error.fields.items()}  # the folder is known
        words.append(said(KitError(error.code, error.text, **fields)))
    if refused[1:]:
        words.append(_("Also refused: {names}.").format(names=", ".join(path.name for path, _error in refused[1:])))
    return " ".join(words), "success" if not refused else "warning" if new else "error"
