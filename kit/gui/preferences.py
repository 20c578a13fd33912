"""The settings dialog, made from the fields of the preferences: label, help and choices; each change takes effect at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kit.gui import widgets
from kit.i18n import _
from kit.settings import Settings

Take = Callable[[Any], None]


class Preferences(QDialog):
    """One line a field; `prefer(settings)` is called with the new preferences after each change."""

    def __init__(self, settings: Settings, prefer: Callable[[Settings], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.settings = settings
        self._prefer = prefer
        self.setMinimumWidth(560)
        self.editors: dict[str, QWidget] = {}
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(24, 24, 24, 16)
        self._lay.setSpacing(16)
        self._body: QWidget | None = None
        self._build()

    def _build(self) -> None:
        """Lay out the fields in the language in force."""
        self.setWindowTitle(_("Settings"))
        if self._body is not None:
            self._lay.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in dataclasses.fields(Settings):
            form.addRow(widgets.label(_(field.metadata["label"])), self._line(field))
        column.addLayout(form)
        column.addLayout(widgets.row(1, widgets.button(_("Close"), call=self.accept)))
        self._lay.addWidget(self._body)

    def _line(self, field: dataclasses.Field[Any]) -> QWidget:
        editor = self._editor(field)
        name = field.name
        target = editor.findChild(QLineEdit) if name == "workspace" else None
        named = target or editor
        named.setAccessibleName(_(field.metadata["label"]))
        named.setAccessibleDescription(_(field.metadata["help"]))
        self.editors[name] = named
        box = QWidget()
        lay = QVBoxLayout(box)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(4)
        lay.addWidget(editor)
        lay.addWidget(widgets.label(_(field.metadata["help"]), "small", wrap=True))
        return box

    def _editor(self, field: dataclasses.Field[Any]) -> QWidget:
        value, take = getattr(self.settings, field.name), self._taker(field.name)
        if field.metadata["choices"]:
            return choice(field.metadata["choices"], value, take)
        if isinstance(value, bool):
            check = QCheckBox(_(field.metadata["label"]))
            check.setChecked(value)
            check.toggled.connect(take)
            return check
        if isinstance(value, int):
            spin = QSpinBox()
            widgets.roomy(spin.lineEdit())
            spin.setRange(field.metadata["least"], field.metadata["most"] or 1_000_000)
            spin.setValue(value)
            spin.valueChanged.connect(take)
            return spin
        line = QLineEdit(str(value))
        line.editingFinished.connect(lambda: take(line.text().strip()))
        return with_folder(line, take, self) if field.name == "workspace" else line

    def _taker(self, name: str) -> Take:
        def take(value: Any) -> None:
            if getattr(self.settings, name) == value:
                return
            self.settings = dataclasses.replace(self.settings, **{name: value})
            self._prefer(self.settings)
            if name in ("lang", "text_size"):
                self._build()

        return take


def choice(choices: tuple[tuple[Any, str], ...], value: Any, take: Take) -> QComboBox:
    """Return a box with one line a choice."""
    box = QComboBox()
    for one, text in choices:
        box.addItem(_(text), one)
    box.setCurrentIndex(max(0, box.findData(value)))
    box.currentIndexChanged.connect(lambda _row: take(box.currentData()))
    return box


def with_folder(line: QLineEdit, take: Take, parent: QWidget) -> QWidget:
    """Return the line with a button beside it that chooses a folder."""

    def choose() -> None:
        folder = QFileDialog.getExistingDirectory(parent, _("Choose a folder"), line.text())
        if folder:
            line.setText(folder)
            take(folder)

    both = QWidget()
    lay = QHBoxLayout(both)
    lay.setContentsMargins(0, 0, 0, 0)
    lay.addWidget(line, 1)
    lay.addWidget(widgets.icon_button("folder", _("Choose a folder"), choose))
    return both
