"""The outline in the middle of the editor: pick, drag, move with Alt+↑↓, rename, change the variant in place."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from kit.gui import icons, theme
from kit.gui.decks import model as models
from kit.gui.decks.model import CLOCK, DEPTHS, LOOKS, MINUTES, NODE, TITLE, VARIANT, Node, OutlineModel
from kit.i18n import _

Index = QModelIndex | QPersistentModelIndex


class OutlineTree(QTreeView):
    """Shows an outline; `picked(node)` follows the selection, the other signals ask for edits."""

    picked = Signal(object)
    varied = Signal(object, str)
    removed = Signal()
    shifted = Signal(int)
    file_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.outline = OutlineModel()
        self.setModel(self.outline)
        self.setItemDelegate(_Painter(self))
        self.setProperty("framed", True)
        self.setAccessibleName(_("Outline"))
        self.setUniformRowHeights(False)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        self.setIndentation(18)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_header()
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double)
        self._closed: set[tuple[Any, ...]] = set()
        self._opened: set[tuple[Any, ...]] = set()
        self.collapsed.connect(lambda index: self._folded(index, False))
        self.expanded.connect(lambda index: self._folded(index, True))
        self.selectionModel().currentChanged.connect(lambda now, _before: self.picked.emit(self.outline.node(now)))

    def _set_header(self) -> None:
        scale = theme.look().scale
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in ((VARIANT, 108), (MINUTES, 56), (CLOCK, 68)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, round(width * scale))
        header.setSectionsClickable(False)
        header.setAccessibleName(_("Columns"))

    def show_outline(self, outline: Any, wanted: tuple[Any, ...] | None = None) -> None:
        """Show an outline; what was folded stays folded, the selection goes to the line `wanted`, else stays where it was."""
        key = wanted or self.node().key
        bar = self.verticalScrollBar().value()
        self.outline.show(outline)
        self._fold()
        self.verticalScrollBar().setValue(bar)
        index = self.outline.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.picked.emit(self.node())

    def node(self) -> Node:
        """Return the line at the cursor; the root when there is none."""
        return self.outline.node(self.currentIndex())

    def places(self) -> list[tuple[int, int]]:
        """Return the places of all selected lines that the spec names."""
        nodes = [self.outline.node(index) for index in self.selectionModel().selectedRows()]
        return sorted({node.place for node in nodes if node.place is not None})

    def pick(self, key: tuple[Any, ...]) -> None:
        """Put the cursor on a line."""
        index = self.outline.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)

    def rename(self) -> None:
        """Edit the title of the section at the cursor."""
        node = self.node()
        index = self.outline.index_of(("section", node.number))
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def _fold(self) -> None:
        """Open sections, close modules, but for what a person folded otherwise."""
        self.blockSignals(True)
        for row in range(self.outline.rowCount()):
            index = self.outline.index(row, 0)
            self.setExpanded(index, self.outline.node(index).key not in self._closed)
            for inner in range(self.outline.rowCount(index)):
                child = self.outline.index(inner, 0, index)
                self.setExpanded(child, self.outline.node(child).key in self._opened)
        self.blockSignals(False)

    def _folded(self, index: Index, opened: bool) -> None:
        node = self.outline.node(index)
        if node.kind == "section":
            (self._closed.discard if opened else self._closed.add)(node.key)
        else:
            (self._opened.add if opened else self._opened.discard)(node.key)

    def _clicked(self, index: QModelIndex) -> None:
        node = self.outline.node(index)
        if index.column() == VARIANT and choices(node):
            self.vary(self.visualRect(index).bottomLeft())

    def _double(self, index: QModelIndex) -> None:
        node = self.outline.node(index)
        if node.kind == "entry" and index.column() != VARIANT:
            self.setExpanded(index.siblingAtColumn(0), not self.isExpanded(index.siblingAtColumn(0)))

    def vary(self, corner: QPoint | None = None) -> None:
        """Offer the variants of the line at the cursor."""
        node = self.node()
        menu = QMenu(self)
        self._offer(menu, node)
        if menu.actions():
            menu.popup(self.viewport().mapToGlobal(corner or self.visualRect(self.currentIndex()).bottomLeft()))

    def _offer(self, menu: QMenu, node: Node) -> None:
        entry = node.entry
        for value, text in choices(node).items():
            action = menu.addAction(_(text), partial(self.varied.emit, node, value))
            action.setCheckable(True)
            now = "" if entry is None else (entry.look if entry.kind == "file" else entry.depth or "standard")
            action.setChecked(value == now)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        node = self.node()
        menu = QMenu(self)
        self._offer(menu, node)
        menu.addSeparator()
        if node.place is not None or (node.kind == "section" and node.number >= 0):
            menu.addAction(icons.icon("up"), _("Move up"), lambda: self.shifted.emit(-1))
            menu.addAction(icons.icon("down"), _("Move down"), lambda: self.shifted.emit(1))
        if node.kind == "section" and node.number >= 0:
            menu.addAction(icons.icon("edit"), _("Rename"), self.rename)
        if models.path_of(node) is not None:
            menu.addAction(icons.icon("open"), _("Open in editor"), lambda: self.file_asked.emit(node))
        if node.kind != "slide" and (node.number >= 0 or node.place is not None or (node.entry is not None and node.entry.role)):
            menu.addAction(icons.icon("trash"), _("Take out"), self.removed.emit)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shifted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key == Qt.Key.Key_Space and choices(self.node()):
            self.vary()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        own = [node for node in self.outline.root.children if node.number >= 0]
        if self.outline.root.children and not any(child.place for node in own for child in node.children):
            self._hint()

    def _hint(self) -> None:
        """Say below the lines what to do with a deck that has no module yet."""
        painter = QPainter(self.viewport())
        painter.setPen(theme.look().colour("muted"))
        painter.setFont(theme.look().font(13))
        text = _("Drag modules here from the left, or drop PowerPoint files.")
        room = self.viewport().rect().adjusted(24, self.viewport().height() - 72, -24, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, text)
        painter.end()


def choices(node: Node) -> dict[str, str]:
    """Return the variants that a line can be changed to, untranslated."""
    if node.place is None or node.entry is None or node.entry.kind == "missing":
        return {}
    return LOOKS if node.entry.kind == "file" else DEPTHS


class _Painter(QStyledItemDelegate):
    """Gives sections room, and the variant a small arrow that says it can be changed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        node: Node = index.data(NODE)
        height = {"section": 38, "entry": 32, "slide": 26}.get(node.kind, 30)
        return QSize(super().sizeHint(option, index).width(), round(height * theme.look().scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        node: Node = index.data(NODE)
        if index.column() == VARIANT and choices(node):
            rect: QRect = option.rect
            wide = QFontMetrics(theme.look().font(13)).horizontalAdvance(models.variant(node.entry)) if node.entry else 0
            left = min(rect.left() + wide + 14, rect.right() - 18)
            painter.drawPixmap(left, rect.center().y() - 7, icons.pixmap("chevron-down", 14, "muted", painter.device().devicePixelRatioF()))
