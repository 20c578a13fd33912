"""The choices of a question as a small table: what they say in both languages, their codes, whether one excludes the others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kit.forms.model import Choice
from kit.gui import theme, widgets
from kit.i18n import _

ZH, EN, CODE, ALONE, OTHER = range(5)
ROWS_SHOWN = 6


class Choices(QWidget):
    """`edited(choices, name)` tells each edit; `name` says which cell, so that typing in one is one step of undo."""

    edited = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableWidget(0, 5)
        self.table.setAccessibleName(_("Choices"))
        self.table.setHorizontalHeaderLabels(["中文", "English", _("Code"), _("alone"), _("+ words")])
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        for column, width in ((CODE, 64), (ALONE, 56), (OTHER, 64)):
            self.table.setColumnWidth(column, round(width * theme.look().scale))
        for column in (ZH, EN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.table.setProperty("framed", True)
        self.table.itemChanged.connect(lambda item: self._tell(f"{item.row()}-{item.column()}"))
        self.add = widgets.icon_button("plus", _("Add a choice"), self.add_choice)
        self.drop = widgets.icon_button("trash", _("Remove the choice"), self.drop_choice)
        self.up = widgets.icon_button("up", _("Move the choice up"), lambda: self.move_choice(-1))
        self.down = widgets.icon_button("down", _("Move the choice down"), lambda: self.move_choice(1))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.table)
        lay.addLayout(widgets.row(self.add, self.drop, self.up, self.down, 1))
        self._shown: tuple[Choice, ...] = ()

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Show these; a cell that says the same already is left alone."""
        self._shown = choices
        self.table.blockSignals(True)
        self.table.setRowCount(len(choices))
        for row, choice in enumerate(choices):
            for column, text in ((ZH, choice.labels.get("zh", "")), (EN, choice.labels.get("en", "")), (CODE, choice.code)):
                item = self._item(row, column)
                if item.text() != text:
                    item.setText(text)
            for column, on in ((ALONE, choice.exclusive), (OTHER, choice.other)):
                item = self._item(row, column)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.table.blockSignals(False)
        rows = min(ROWS_SHOWN, max(2, len(choices)))
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height() + rows * self.table.verticalHeader().defaultSectionSize() + 4
        )

    def choices(self) -> tuple[Choice, ...]:
        """Return the choices as they stand in the table; one without a code keeps the one it had."""
        return tuple(self._choice(row) for row in range(self.table.rowCount()))

    def add_choice(self) -> None:
        """Add a choice at the end and begin to write it."""
        code = next(code for n in range(1, 200) if (code := _letter(n)) not in {choice.code for choice in self._shown})
        self.edited.emit((*self._shown, Choice(code, {"zh": "", "en": ""})), "add")
        self.table.setCurrentCell(self.table.rowCount() - 1, ZH)
        self.table.editItem(self._item(self.table.rowCount() - 1, ZH))

    def drop_choice(self) -> None:
        """Remove the choice that is picked."""
        row = self.table.currentRow()
        if 0 <= row < len(self._shown):
            self.edited.emit((*self._shown[:row], *self._shown[row + 1 :]), "drop")

    def move_choice(self, by: int) -> None:
        """Move the choice that is picked."""
        row = self.table.currentRow()
        if 0 <= row < len(self._shown) and 0 <= row + by < len(self._shown):
            order = list(self._shown)
            order.insert(row + by, order.pop(row))
            self.edited.emit(tuple(order), "move")
            self.table.setCurrentCell(row + by, self.table.currentColumn())

    def _choice(self, row: int) -> Choice:
        zh, en, code = (self._item(row, column).text().strip() for column in (ZH, EN, CODE))
        checked = [self._item(row, column).checkState() == Qt.CheckState.Checked for column in (ALONE, OTHER)]
        labels = {lang: text for lang, text in (("zh", zh), ("en", en)) if text}
        taken = {other.code for n, other in enumerate(self._shown) if n != row}
        kept = self._shown[row].code if not code or code in taken else code
        return Choice(kept, labels, *checked)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        found = self.table.item(row, column)
        if found is None:
            found = QTableWidgetItem("")
            self.table.setItem(row, column, found)
        return found

    def _tell(self, name: str) -> None:
        if self.choices() != self._shown:
            self.edited.emit(self.choices(), name)


def _letter(n: int) -> str:
    return chr(96 + n) if n <= 26 else f"c{n}"
