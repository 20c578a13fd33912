"""A small dialog of labelled fields that saves off the window's thread and says beside the fields why it could not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QDoubleSpinBox, QFormLayout, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.i18n import _, said

Save = Callable[[dict[str, Any]], Any]


@dataclass(frozen=True)
class Field:
    """One field: its name in the record, its label (untranslated), its value, and its choices as (value, label) where there are some."""

    name: str
    label: str
    value: Any = ""
    choices: tuple[tuple[str, str], ...] = ()
    long: bool = False
    hint: str = ""
    least: int = 0
    most: int = 1000


class FormDialog(QDialog):
    """Save calls `save(values)` in a job; the dialog closes when that was done, and stays with the reason when it was refused."""

    def __init__(self, parent: QWidget, title: str, fields: Sequence[Field], save: Save, action: str = "") -> None:
        super().__init__(parent)
        self._save = save
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.editors: dict[str, QWidget] = {}
        self.error = widgets.label("", "error", wrap=True)
        self.error.hide()
        self.save = widgets.button(action or _("Save"), "", self.take, kind="primary")
        self.save.setDefault(True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in fields:
            editor = self._editor(field)
            editor.setAccessibleName(_(field.label))
            self.editors[field.name] = editor
            form.addRow(widgets.label(_(field.label)), editor)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 24, 24, 16)
        lay.setSpacing(16)
        lay.addLayout(form)
        lay.addWidget(self.error)
        lay.addLayout(widgets.row(1, widgets.button(_("Cancel"), call=self.reject), self.save))

    def _editor(self, field: Field) -> QWidget:
        if field.choices:
            box = QComboBox()
            for value, text in field.choices:
                box.addItem(_(text), value)
            box.setCurrentIndex(max(0, box.findData(field.value)))
            return box
        if isinstance(field.value, float):
            number = QDoubleSpinBox()
            widgets.roomy(number.lineEdit())
            number.setRange(field.least, field.most)
            number.setDecimals(1)
            number.setValue(field.value)
            return number
        if isinstance(field.value, int):
            spin = QSpinBox()
            widgets.roomy(spin.lineEdit())
            spin.setRange(field.least, field.most)
            spin.setValue(field.value)
            return spin
        if field.long:
            page = QPlainTextEdit(str(field.value))
            page.setTabChangesFocus(True)
            page.setFixedHeight(96)
            return page
        line = QLineEdit(str(field.value))
        line.setPlaceholderText(_(field.hint) if field.hint else "")
        return line

    def values(self) -> dict[str, Any]:
        """Return what stands in the fields."""
        return {name: _value(editor) for name, editor in self.editors.items()}

    def take(self) -> None:
        """Save what stands in the fields."""
        self.save.setEnabled(False)
        jobs.start(partial(self._save, self.values()), lambda _done: self.accept(), self.said, owner=self)

    def said(self, error: KitError) -> None:
        """Say why it was refused."""
        self.save.setEnabled(True)
        self.error.setText(said(error))
        self.error.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take()
        else:
            super().keyPressEvent(event)


def _value(editor: QWidget) -> Any:
    match editor:
        case QComboBox():
            return editor.currentData()
        case QSpinBox() | QDoubleSpinBox():
            return editor.value()
        case QPlainTextEdit():
            return editor.toPlainText()
        case QLineEdit():
            return editor.text()
    raise TypeError(type(editor).__name__)
