"""The library at the left of the editor: search as you type, drag a module or a single slide into the outline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from kit.gui import icons, theme, widgets
from kit.gui.decks.model import MODULES, minutes
from kit.gui.slides import searchbar
from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.decks.library import Hit
    from kit.ops.slides import ModuleRow

Index = QModelIndex | QPersistentModelIndex
OFFER = Qt.ItemDataRole.UserRole + 1
WIDTH = 264


@dataclass(frozen=True)
class Offer:
    """One thing to drag: how a deck names it, and what to show of it; `fit` is 0 where it does not suit the deck's audience."""

    ref: str
    title: str
    note: str
    icon: str = "slides"
    fit: int = 1


def of_modules(rows: Sequence[ModuleRow], lang: str, audience: str) -> tuple[Offer, ...]:
    """Return modules in a deck's language, those that suit its audience best first."""
    kept = [row for row in rows if row.lang in ("", lang)]
    offers = [_module(row, row.card.audience.get(audience, 1) if audience else 1) for row in kept]
    return tuple(sorted(offers, key=lambda offer: (-offer.fit, offer.ref)))


def of_hits(hits: Iterable[Hit], known: set[str]) -> tuple[Offer, ...]:
    """Return the slides a search found: modules once, slides of PowerPoint files one by one."""
    found: dict[str, Offer] = {}
    for hit in hits:
        if hit.file:
            found.setdefault(hit.ref, Offer(hit.ref, hit.title or hit.module_title, hit.snippet, "file"))
        elif hit.id in known:
            found.setdefault(hit.id, Offer(hit.id, hit.module_title, hit.snippet))
    return tuple(found.values())


def _module(row: ModuleRow, fit: int) -> Offer:
    slides = ngettext("{n} slide", "{n} slides", row.slides).format(n=row.slides)
    note = _("{minutes} min · {slides}").format(minutes=minutes(row.card.lasts("")), slides=slides)
    if fit == 0:
        note = _("not for this audience") + " · " + note
    return Offer(row.id, row.title, note, "file" if row.kind == "pptx" else "slides", fit)


class Offers(QAbstractListModel):
    """Offers as a list that can be dragged from."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: tuple[Offer, ...] = ()
        self.used: frozenset[str] = frozenset()

    def show(self, offers: Sequence[Offer], used: frozenset[str]) -> None:
        """Show other offers; those in `used` are in the deck already. Equal ones stay: a drag may just begin on them."""
        if tuple(offers) == self.offers:
            self.used = used
            self.dataChanged.emit(self.index(0), self.index(max(len(self.offers) - 1, 0)))
            return
        self.beginResetModel()
        self.offers, self.used = tuple(offers), used
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return offer.title
            case Qt.ItemDataRole.ToolTipRole:
                return f"{offer.title}\n{offer.ref}\n{offer.note}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{offer.title}, {offer.note}" + (", " + _("in the deck") if offer.ref in self.used else "")
        return offer if role == OFFER else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag(0)
        )

    def mimeTypes(self) -> list[str]:
        return [MODULES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MODULES, json.dumps([self.offers[index.row()].ref for index in indexes]).encode())
        return data


class Drawer(QWidget):
    """Search field and list; `asked(refs)` comes with Enter and double click, `searched(text)` while typing."""

    asked = Signal(object)
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(round(176 * theme.look().scale))
        self.field = widgets.SearchField(_("Search modules and slides"))
        self.field.searched.connect(self.searched)
        self.offers = Offers()
        self.list = _List()
        self.list.setModel(self.offers)
        self.list.entered_.connect(self._ask)
        self.list.doubleClicked.connect(lambda _index: self._ask())
        searchbar.leads(self.field, self.list)
        self.none = widgets.label(_("Nothing fits. Search for less."), "muted", wrap=True)
        self.none.hide()
        head = widgets.Section(_("Library"))
        self.count = head.count
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 0, 12, 0)
        lay.setSpacing(8)
        lay.addWidget(self.field)
        lay.addWidget(head)
        lay.addWidget(self.none)
        lay.addWidget(self.list, 1)

    def show_offers(self, offers: Sequence[Offer], used: frozenset[str]) -> None:
        """Show other offers; the cursor stays on the one it was on, so that the next can be put in by key."""
        bar = self.list.verticalScrollBar().value()
        before: Offer | None = self.list.currentIndex().data(OFFER)
        self.offers.show(offers, used)
        row = next((row for row, offer in enumerate(offers) if before is not None and offer.ref == before.ref), -1)
        if row >= 0:
            self.list.setCurrentIndex(self.offers.index(row))
        self.list.verticalScrollBar().setValue(bar)
        self.count.setText(str(len(offers)) if offers else "")
        self.none.setVisible(not offers)

    def picked(self) -> list[str]:
        """Return what is selected."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.offers.offers[row].ref for row in rows]

    def _ask(self) -> None:
        if refs := self.picked():
            self.asked.emit(refs)


class _List(QListView):
    entered_ = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Library"))
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_.emit()
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Paints an offer in two lines, with a tick when it is in the deck."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, round(48 * theme.look().scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(OFFER)
        look, rect = theme.look(), option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, over = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(rect.adjusted(0, 1, -4, -1), 6, 6)
        ratio = painter.device().devicePixelRatioF()
        quiet = "accent_ink" if chosen else "muted"
        painter.drawPixmap(rect.left() + 8, rect.top() + 9, icons.pixmap(offer.icon, 16, quiet, ratio))
        model = index.model()
        used = isinstance(model, Offers) and offer.ref in model.used
        if used:
            painter.drawPixmap(rect.right() - 26, rect.center().y() - 8, icons.pixmap("check", 16, "accent_ink", ratio))
        room = rect.adjusted(32, 0, -30 if used else -12, 0)
        half = room.height() // 2
        _line(
            painter,
            QRect(room.left(), room.top() + 4, room.width(), half),
            offer.title,
            look.font(13),
            "muted" if offer.fit == 0 else "ink",
        )
        _line(painter, QRect(room.left(), room.top() + half, room.width(), half - 4), offer.note, look.font(12), quiet)
        painter.restore()


def _line(painter: QPainter, rect: QRect, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.look().colour(ink))
    short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
