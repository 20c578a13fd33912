"""Case studies as a board: one column a stage, cards moved by drag or by Alt and arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kit.gui import theme, widgets
from kit.i18n import _

if TYPE_CHECKING:
    from kit.programme.cases import Case

CASE = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-lectern-case"
Index = QModelIndex | QPersistentModelIndex


class Board(QWidget):
    """Tells `opened(case)` and `moved(case, stage)`."""

    opened = Signal(object)
    moved = Signal(object, str)

    def __init__(self, stages: Sequence[tuple[str, str]], scopes: dict[str, str]) -> None:
        super().__init__()
        self.columns: dict[str, Column] = {}
        self.heads: dict[str, widgets.Section] = {}
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(12)
        for stage, name in stages:
            head = widgets.Section(_(name))
            column = Column(stage, _(name), scopes)
            column.dropped.connect(self._drop)
            column.itemActivated.connect(lambda item: self.opened.emit(item.data(CASE)))
            column.pushed.connect(self._push)
            one = QVBoxLayout()
            one.setSpacing(8)
            one.addWidget(head)
            one.addWidget(column, 1)
            lay.addLayout(one, 1)
            self.columns[stage], self.heads[stage] = column, head

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Show these cases, each in the column of its stage; the one that is picked stays picked."""
        before = self.case()
        for stage, column in self.columns.items():
            own = [case for case in cases if case.stage == stage]
            column.show_cases(own)
            self.heads[stage].count.setText(str(len(own)) if own else "")
        if before is not None:
            self.pick(before.id)

    def case(self) -> Case | None:
        """Return the case that is picked."""
        column = next((c for c in self.columns.values() if c.hasFocus() and c.currentItem()), None)
        column = column or next((c for c in self.columns.values() if c.selectedItems()), None)
        found: Case | None = column.currentItem().data(CASE) if column and column.currentItem() else None
        return found

    def pick(self, case_id: object) -> None:
        """Pick a case, wherever it stands now."""
        for column in self.columns.values():
            column.clearSelection()
            for row in range(column.count()):
                if column.item(row).data(CASE).id == case_id:
                    column.setCurrentRow(row)
                    column.setFocus()

    def _drop(self, case_id: int, stage: str) -> None:
        for column in self.columns.values():
            for row in range(column.count()):
                case = column.item(row).data(CASE)
                if case.id == case_id and case.stage != stage:
                    self.moved.emit(case, stage)
                    return

    def _push(self, case: Case, by: int) -> None:
        stages = list(self.columns)
        to = stages.index(case.stage) + by
        if 0 <= to < len(stages):
            self.moved.emit(case, stages[to])


class Column(QListWidget):
    """The cases of one stage."""

    dropped = Signal(int, str)
    pushed = Signal(object, int)

    def __init__(self, stage: str, name: str, scopes: dict[str, str]) -> None:
        super().__init__()
        self.stage = stage
        self.setObjectName("lane")
        self.setAccessibleName(name)
        self.setItemDelegate(_Card(self, scopes))
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSpacing(2)
        self.setMinimumWidth(140)

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Show these cases."""
        self.clear()
        for case in cases:
            item = QListWidgetItem(f"{case.title}, {case.team}".strip(", "), self)
            item.setData(CASE, case)
            item.setToolTip(case.summary or case.title)

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, str(items[0].data(CASE).id).encode())
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)  # the records move it, not the list
        event.accept()
        self.dropped.emit(int(event.mimeData().data(MIME).data()), self.stage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        item = self.currentItem()
        if step and item and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pushed.emit(item.data(CASE), step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item:
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)


class _Card(QStyledItemDelegate):
    """Title in two lines, team, and how far its team agrees to be quoted."""

    def __init__(self, column: Column, scopes: dict[str, str]) -> None:
        super().__init__(column)
        self._column, self._scopes = column, scopes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.look()
        return QSize(120, look.px(13) * 3 + look.px(12) * 2 + 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, case, rect = theme.look(), index.data(CASE), QRectF(option.rect).adjusted(4, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ring = chosen and self._column.hasFocus()
        painter.setPen(QPen(look.colour("accent" if ring else "line"), 2 if ring else 1))
        painter.setBrush(look.colour("accent_soft" if chosen else "hover" if over else "surface"))
        painter.drawRoundedRect(rect, 6, 6)
        inner = rect.adjusted(12, 8, -12, -8).toRect()
        font = look.font(13, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        high = QFontMetrics(font).lineSpacing() * 2
        painter.drawText(QRect(inner.x(), inner.y(), inner.width(), high), Qt.TextFlag.TextWordWrap, case.title)
        small = look.font(12)
        painter.setFont(small)
        step = QFontMetrics(small).lineSpacing() + 2
        agreed = case.scope != "none"
        for line, token in ((case.team, "muted"), (_(self._scopes[case.scope]), "success_ink" if agreed else "warning_ink")):
            painter.setPen(look.colour(token))
            place = QRect(inner.x(), inner.bottom() - step * (2 if token == "muted" else 1), inner.width(), step)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(small).elidedText(line, Qt.TextElideMode.ElideRight, inner.width())
            )
        painter.restore()
