"""The command palette: a few letters find any action, module, deck, event or person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from kit.gui import fuzzy, icons, theme
from kit.i18n import _

SHOWN = 40
ENTRY = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """Something to find: what it is called, what kind of thing it is, and what to do when it is chosen; `also` are other words for it."""

    text: str
    kind: str
    icon: str
    call: Callable[[], object]
    keys: str = ""
    also: str = ""
    weight: float = 0.0


def ranked(typed: str, entries: Sequence[Entry]) -> list[tuple[Entry, tuple[int, ...]]]:
    """Return the entries that fit, best first, with the places of the typed letters."""
    found = []
    for entry in entries:
        fit = fuzzy.fit(typed, entry.text)
        if fit is None and entry.also and (other := fuzzy.fit(typed, entry.also)) is not None:
            fit = fuzzy.Fit(other.score - 10, ())
        if fit is not None:
            found.append((fit.score + entry.weight, entry, fit.spots))
    found.sort(key=lambda one: -one[0])
    return [(entry, spots) for _score, entry, spots in found[:SHOWN]]


class Palette(QDialog):
    """A field and a list over the window; Enter does, Escape leaves."""

    def __init__(self, parent: QWidget, entries: Sequence[Entry]) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAccessibleName(_("Find anything"))
        self._entries = list(entries)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find an action, module, deck, event or person"))
        self.field.setAccessibleName(_("Find anything"))
        self.model = _Found()
        self.list = QListView()
        self.list.setAccessibleName(_("Found"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(self.field)
        lay.addWidget(self.list)
        self.field.textChanged.connect(self._look)
        self.list.clicked.connect(lambda _index: self._do())
        self._place(parent)
        self._look()
        self.field.setFocus()

    def add(self, entries: Sequence[Entry]) -> None:
        """Offer more: what was asked of the records has arrived."""
        self._entries.extend(entries)
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(Qt.Key(key), 0)
        if step:
            count = self.model.rowCount()
            row = min(max(self.list.currentIndex().row() + step, 0), count - 1)
            self.list.setCurrentIndex(self.model.index(row))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
        else:
            super().keyPressEvent(event)

    def _place(self, parent: QWidget) -> None:
        width, height = min(640, parent.width() - 64), min(440, parent.height() - 120)
        self.resize(width, height)
        self.move(parent.mapToGlobal(QPoint((parent.width() - width) // 2, 72)))

    def _look(self) -> None:
        self.model.show(ranked(self.field.text(), self._entries))
        self.list.setCurrentIndex(self.model.index(0))

    def _do(self) -> None:
        entry = self.list.currentIndex().data(ENTRY)
        self.close()
        if entry is not None:
            entry[0].call()


class _Found(QAbstractListModel):
    """The entries that fit."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[tuple[Entry, tuple[int, ...]]] = []

    def show(self, found: list[tuple[Entry, tuple[int, ...]]]) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._found[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry[0].text} · {entry[0].kind}"
        return entry if role == ENTRY else None


class _Painter(QStyledItemDelegate):
    """Icon, text with the typed letters marked, kind and keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.look().px(13) + 23)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme.look(), QRect(option.rect)
        entry, spots = index.data(ENTRY)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(rect, 6, 6)
        icons.paint(painter, QRectF(rect.x() + 12, rect.center().y() - 8, 18, 18), entry.icon, "accent_ink" if chosen else "muted")
        side = f"{entry.kind}   {entry.keys}" if entry.keys else entry.kind
        painter.setFont(look.font(12))
        painter.setPen(look.colour("muted"))
        painter.drawText(rect.adjusted(0, 0, -14, 0), ALIGN_RIGHT, side)
        width = rect.width() - 64 - QFontMetrics(look.font(12)).horizontalAdvance(side)
        marked(painter, QRect(rect.x() + 42, rect.y(), width, rect.height()), entry.text, spots, look.colour("ink"))
        painter.restore()


ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def marked(painter: QPainter, rect: QRect, text: str, spots: Sequence[int], ink: QColor) -> None:
    """Write `text` in one line with the letters at `spots` bold and in the accent."""
    look = theme.look()
    plain, bold = look.font(13), look.font(13, QFont.Weight.DemiBold)
    x, here = rect.x(), set(spots)
    for at, letter in enumerate(text):
        font = bold if at in here else plain
        width = QFontMetrics(font).horizontalAdvance(letter)
        if x + width > rect.right():
            painter.drawText(QRect(x, rect.y(), 20, rect.height()), Qt.AlignmentFlag.AlignVCenter, "…")
            return
        painter.setFont(font)
        painter.setPen(look.colour("accent_ink") if at in here else ink)
        painter.drawText(QRect(x, rect.y(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, letter)
        x += width
