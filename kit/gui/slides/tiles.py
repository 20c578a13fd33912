"""What the middle of the page shows: one tile a module, or one a slide, and the list model of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from kit.i18n import NAMES, _, ngettext

if TYPE_CHECKING:
    from kit.decks.library import Card, CardSlide, Hit
    from kit.ops.slides import ModuleRow

TILE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Tile:
    """One picture in the middle: a module (`whole`) shown by its first slide, or one slide of it; `snippet` is where a search found it."""

    row: ModuleRow
    slide: CardSlide
    whole: bool = True
    snippet: str = ""

    @property
    def key(self) -> tuple[str, str, int]:
        """What the tile is remembered by."""
        return (self.row.id, self.row.lang, 0 if self.whole else self.slide.number)

    @property
    def title(self) -> str:
        """The module's title, or the slide's."""
        return self.row.title if self.whole else self.slide.title or self.row.title

    @property
    def under(self) -> str:
        """One line about it: how long and how many slides, or where it comes from."""
        if not self.whole:
            return _("Slide {n} · {title}").format(n=self.slide.number, title=self.row.title)
        words = [ngettext("{n} slide", "{n} slides", self.row.slides).format(n=self.row.slides)]
        if "standard" in self.row.minutes:
            words.append(_("{minutes} min").format(minutes=f"{self.row.minutes['standard']:g}"))
        return " · ".join(words)

    @property
    def mark(self) -> tuple[str, str]:
        """A word in the corner and its kind: the language, or what is wrong."""
        if self.row.card.broken:
            return _("Cannot be read"), "error"
        if self.row.stale:
            return _("Review due"), "warning"
        return NAMES.get(self.row.lang, ""), ""


def of_modules(rows: Iterable[ModuleRow]) -> tuple[Tile, ...]:
    """Return one tile a module."""
    return tuple(Tile(row, _first(row.card)) for row in rows)


def of_slides(rows: Iterable[ModuleRow]) -> tuple[Tile, ...]:
    """Return one tile a slide."""
    return tuple(Tile(row, slide, whole=False) for row in rows for slide in row.card.slides)


def of_hits(hits: Sequence[Hit], rows: Sequence[ModuleRow]) -> tuple[Tile, ...]:
    """Return one tile a slide found, best first; a slide is found once, whichever modules of a file hold it."""
    places = {(_place(row.card), row.lang, slide.number): (row, slide) for row in rows for slide in row.card.slides}
    loose = {(place, number): found for (place, _lang, number), found in places.items()}
    tiles: dict[tuple[str, str, int], Tile] = {}
    for hit in hits:
        found = places.get((hit.file or hit.id, hit.lang, hit.slide)) or loose.get((hit.file or hit.id, hit.slide))
        if found:
            tile = Tile(*found, whole=False, snippet=hit.snippet)
            tiles.setdefault(tile.key, tile)
    return tuple(tiles.values())


def _place(card: Card) -> str:
    return card.file or card.id


def _first(card: Card) -> CardSlide:
    from kit.decks.library import CardSlide

    return card.slides[0] if card.slides else CardSlide(1, card.title)


class Tiles(QAbstractListModel):
    """The tiles shown; `show` replaces them all."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: tuple[Tile, ...] = ()

    def show(self, tiles: Sequence[Tile]) -> None:
        """Show these tiles."""
        self.beginResetModel()
        self.tiles = tuple(tiles)
        self.endResetModel()

    def row_of(self, key: tuple[str, str, int]) -> int:
        """Return the row of a tile, -1 when it is not shown."""
        return next((row for row, tile in enumerate(self.tiles) if tile.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        tile = self.tiles[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{tile.title}, {tile.under}"
            case Qt.ItemDataRole.ToolTipRole:
                return tile.title
        return tile if role == TILE else None
