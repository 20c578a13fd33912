"""Records in, table out: one model and one view for every list of frozen records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kit.gui import theme
from kit.i18n import _

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole + 1
SORT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its title (untranslated), what it says of a record, and, where the words do not sort, what it sorts by.

    `align` is "left", "right" or "center"; `width` in pixels, 0 takes what is left; `tint` names the token of the text's colour,
    `badge` the kind of a capsule around it; `tip` is a longer text to show on hover.
    """

    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    align: str = "left"
    width: int = 0
    tint: Callable[[R], str] | None = None
    badge: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None


ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}


class RecordsModel(QAbstractTableModel, Generic[R]):
    """A table of records; `show` replaces them all."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], Any] | None = None) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.key: Callable[[R], Any] = key or (lambda record: getattr(record, "id", record))
        self.records: tuple[R, ...] = ()

    def show(self, records: Sequence[R]) -> None:
        """Show these records in place of the ones before."""
        self.beginResetModel()
        self.records = tuple(records)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title)
        return ALIGN[self.columns[section].align] if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, record = self.columns[index.column()], self.records[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.text(record)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip(record) if column.tip else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return ALIGN[column.align]
            case Qt.ItemDataRole.ForegroundRole:
                return theme.look().colour(column.tint(record)) if column.tint else None
        if role == SORT:
            return column.sort(record) if column.sort else column.text(record).casefold()
        return record if role == RECORD else None


class RecordsProxy(QSortFilterProxyModel):
    """Sorts by what columns sort by, keeps the records that a test passes."""

    def __init__(self, model: RecordsModel[Any]) -> None:
        super().__init__()
        self._test: Callable[[Any], bool] | None = None
        self.setSourceModel(model)
        self.setSortRole(SORT)

    def keep(self, test: Callable[[Any], bool] | None) -> None:
        """Show only the records that pass `test`; None shows all."""
        self.beginFilterChange()
        self._test = test
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        model = self.sourceModel()
        return self._test is None or (isinstance(model, RecordsModel) and self._test(model.records[row]))

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = left.data(SORT), right.data(SORT)
        if one is None or other is None:
            return one is None and other is not None
        return bool(one < other)


class RecordsTable(QTableView, Generic[R]):
    """The one table: rows are picked whole, sorting by its header, Enter and double click tell `opened(record)`.

    The selection stays on the same record when others are shown; `picked(record)` tells each change of it, None when empty.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, columns: Sequence[Column[R]], name: str, key: Callable[[R], Any] | None = None, *, framed: bool = True) -> None:
        super().__init__()
        self.records = RecordsModel(columns, key)
        self.proxy = RecordsProxy(self.records)
        self.setModel(self.proxy)
        self.setAccessibleName(name)
        self.setProperty("framed", framed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self._set_header()
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.picked.emit(self.record()))

    def _set_header(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.look().px(13) + 23)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setAccessibleName(_("Columns"))
        self.setSortingEnabled(True)
        for number, column in enumerate(self.records.columns):
            if column.width:
                self.setColumnWidth(number, round(column.width * theme.look().scale))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def show_records(self, records: Sequence[R]) -> None:
        """Show these records; the selection stays on the record it was on, if it is still there."""
        before = self.record()
        wanted = None if before is None else self.records.key(before)
        self.records.show(records)
        if wanted is not None:
            self.pick(wanted)

    def record(self) -> R | None:
        """Return the record that is picked."""
        found = self.currentIndex().data(RECORD)
        return None if found is None else found

    def pick(self, key: Any) -> bool:
        """Pick the record with this key; returns whether it is shown."""
        for row in range(self.proxy.rowCount()):
            index = self.proxy.index(row, 0)
            if self.records.key(index.data(RECORD)) == key:
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                self.scrollTo(index)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        record = self.record()
        if record is not None:
            self.opened.emit(record)
