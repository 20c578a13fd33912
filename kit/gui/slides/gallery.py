"""The middle of the page: tiles as a grid of pictures or as a list, painted by delegates so that thousands scroll."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kit.gui import theme
from kit.gui.slides import thumbnail
from kit.gui.slides.tiles import TILE, Tile, Tiles
from kit.i18n import _

if TYPE_CHECKING:
    from kit.decks.library import Card

    Pictures = Callable[[Card, int, int, float], QPixmap | None]  # card, slide number, width, pixel ratio

Index = QModelIndex | QPersistentModelIndex
LEAST = 216
PAD = 8
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Gallery(QListView):
    """Shows tiles; `picked(tile)` follows the selection, `opened(tile)` comes with Enter and double click."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.query = ""
        self.pictures: Pictures | None = None
        self.tiles = Tiles()
        self.setModel(self.tiles)
        self.setAccessibleName(_("Slides and modules"))
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(32)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWrapping(True)
        self.grid = True
        self.set_grid(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(TILE)))
        self.selectionModel().currentChanged.connect(lambda now, _before: self.picked.emit(now.data(TILE)))

    def set_grid(self, grid: bool) -> None:
        """Show pictures in a grid, or one line a tile."""
        self.grid = grid
        self.setViewMode(QListView.ViewMode.IconMode if grid else QListView.ViewMode.ListMode)
        self.setMovement(QListView.Movement.Static)
        self.setFlow(QListView.Flow.LeftToRight if grid else QListView.Flow.TopToBottom)
        self.setWrapping(grid)
        self._measure()

    def show_tiles(self, tiles: Sequence[Tile], query: str = "") -> None:
        """Show these tiles with the words of `query` marked; the selection stays where it was if that is still shown."""
        before = self.tile()
        self.query = query
        self.tiles.show(tiles)
        row = self.tiles.row_of(before.key) if before else -1
        self.setCurrentIndex(self.tiles.index(max(row, 0)) if tiles else QModelIndex())
        if not tiles:
            self.picked.emit(None)

    def tile(self) -> Tile | None:
        """Return the tile that is picked."""
        found = self.currentIndex().data(TILE)
        return found if isinstance(found, Tile) else None

    def pick(self, key: tuple[str, str, int]) -> bool:
        """Pick a tile and bring it into view; returns whether it is shown."""
        row = self.tiles.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.tiles.index(row))
            self.scrollTo(self.tiles.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.tile():
            self.opened.emit(self.tile())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Let tiles fill the width: as many columns as fit, all of one width."""
        room = self.viewport().width() - 2
        columns = max(1, room // LEAST) if self.grid else 1
        width = max(80, room // columns)
        high = round((width - 2 * PAD) * thumbnail.WIDE) + 2 * PAD + self._words() if self.grid else self.row_height()
        self.setGridSize(QSize(width, high))
        delegate = self.itemDelegate()
        if isinstance(delegate, _Painter):
            delegate.size = QSize(width, high)

    def _words(self) -> int:
        return theme.look().px(13) + theme.look().px(12) + 22

    def row_height(self) -> int:
        """Return the height of one line of the list."""
        return theme.look().px(13) + theme.look().px(12) * 2 + 36


class _Painter(QStyledItemDelegate):
    """Paints a tile: picture, title with what was searched marked, one line under it."""

    def __init__(self, gallery: Gallery) -> None:
        super().__init__(gallery)
        self._gallery = gallery
        self.size = QSize(LEAST, 180)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(TILE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        self._ground(painter, rect.adjusted(1, 1, -1, -1), option)
        if self._gallery.grid:
            width = rect.width() - 2 * PAD
            picture = QRect(rect.x() + PAD, rect.y() + PAD, width, round(width * thumbnail.WIDE))
            words = QRect(picture.x(), picture.bottom() + 6, width, rect.bottom() - picture.bottom() - 8)
        else:
            high = rect.height() - 2 * PAD
            picture = QRect(rect.x() + PAD, rect.y() + PAD, round(high / thumbnail.WIDE), high)
            words = QRect(picture.right() + 16, rect.y() + PAD + 2, rect.right() - picture.right() - 28, high - 4)
        self._picture(painter, picture, tile)
        self._words(painter, words, tile)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        look, state = theme.look(), option.state
        chosen, hover = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(rect, 8, 8)
        if chosen and self._gallery.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)

    def _picture(self, painter: QPainter, rect: QRect, tile: Tile) -> None:
        ratio = self._gallery.devicePixelRatioF()
        if tile.whole and tile.row.slides > 1 and self._gallery.grid:
            painter.setPen(QPen(theme.look().colour("line"), 1))
            painter.setBrush(theme.look().colour("surface"))
            painter.drawRoundedRect(QRectF(rect).adjusted(6, -3.5, -6, -3.5), 3, 3)
        pictures = self._gallery.pictures
        made = pictures(tile.row.card, tile.slide.number, rect.width(), ratio) if pictures else None
        thumbnail.frame(painter, rect, made or thumbnail.pixmap(tile.slide, tile.row.card.version, rect.width(), ratio))

    def _words(self, painter: QPainter, rect: QRect, tile: Tile) -> None:
        look = theme.look()
        mark, kind = tile.mark
        high = look.px(13) + 6
        first = QRect(rect.x(), rect.y(), rect.width(), high)
        write(painter, first, tile.title, self._gallery.query, 13, QFont.Weight.DemiBold, "ink")
        second = QRect(rect.x(), rect.y() + high, rect.width(), look.px(12) + 6)
        ink = f"{kind}_ink" if kind else "muted"
        said = QFontMetrics(look.font(12)).horizontalAdvance(mark)
        painter.setFont(look.font(12))
        painter.setPen(look.colour(ink))
        painter.drawText(second, Qt.AlignmentFlag.AlignRight | MIDDLE, mark)
        narrower = second.adjusted(0, 0, -said - 8, 0)
        under = tile.snippet if tile.snippet and self._gallery.grid else tile.under
        write(painter, narrower, under, self._gallery.query, 12, QFont.Weight.Normal, "muted")
        if not self._gallery.grid:
            third = second.translated(0, second.height())
            text = tile.snippet or " ".join(tile.slide.text.split())
            write(painter, third, text, self._gallery.query, 12, QFont.Weight.Normal, "muted")


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Return (start, end) of every word of the query in the text, in any case, without overlaps."""
    words = sorted({word for word in query.split() if word}, key=len, reverse=True)
    if not words:
        return []
    return [(m.start(), m.end()) for m in re.finditer("|".join(map(re.escape, words)), text, re.IGNORECASE)]


def write(painter: QPainter, rect: QRect, text: str, query: str, size: int, weight: QFont.Weight, token: str) -> None:
    """Write one line, shortened where it must be, with the words of the query on a tinted ground."""
    look = theme.look()
    font = look.font(size, weight)
    metrics = QFontMetrics(font)
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    for start, end in spans(short, query):
        left = metrics.horizontalAdvance(short[:start])
        box = QRectF(rect.x() + left - 1, rect.y() + 1, metrics.horizontalAdvance(short[start:end]) + 2, rect.height() - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("warning_soft"))
        painter.drawRoundedRect(box, 3, 3)
    painter.setPen(look.colour(token))
    painter.drawText(rect, MIDDLE, short)
