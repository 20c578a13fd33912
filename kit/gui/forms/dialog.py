"""The editor of a form: questions at the left, the chosen one in the middle, the phone at the right; every edit can be undone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kit import i18n
from kit.context import Kit
from kit.errors import KitError
from kit.forms.model import TYPES, Form, Question
from kit.gui import icons, jobs, widgets
from kit.gui.forms import edits
from kit.gui.forms.fields import NAMES, Fields
from kit.gui.forms.phone import Phone
from kit.gui.undo import Document
from kit.i18n import N_, _
from kit.ops import forms

HOW = {
    "anonymous": N_("Anonymous"),
    "pseudonymous": N_("The host sees who answered, not what"),
    "named": N_("With names"),
}

WHEN = {"start": N_("Opens with the event"), "early": N_("Answered before the event")}


class FormDialog(QDialog):
    """Edits a form; `kept(name)` comes when it was saved. With `form` None it begins a new one."""

    kept = Signal(str)

    def __init__(self, parent: QWidget, kit: Kit, form: Form | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kit = kit
        self.document: Document[Form] = Document(form or begun(), self)
        self._fresh = form is None
        self.setWindowTitle(_("Form"))
        self.resize(1240, 760)
        self._head()
        self._list()
        self._panes()
        self.document.changed.connect(self._show)
        for keys, call in (
            (QKeySequence.StandardKey.Undo, self.document.stack.undo),
            (QKeySequence.StandardKey.Redo, self.document.stack.redo),
        ):
            QShortcut(QKeySequence(keys), self, call)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)
        self._show()
        self.questions.setCurrentRow(0)

    def _head(self) -> None:
        self.name = QLineEdit(self.document.value.name)
        self.name.setAccessibleName(_("File name"))
        self.name.setEnabled(self._fresh)
        self.titles = {lang: QLineEdit() for lang in ("zh", "en")}
        for lang, field in self.titles.items():
            field.setAccessibleName(f"{_('Title')}, {i18n.NAMES[lang]}")
            field.setPlaceholderText(f"{_('Title')}, {i18n.NAMES[lang]}")
            field.textEdited.connect(lambda text, lang=lang: self._titled(lang, text))
        self.lang = QComboBox()
        self.lang.setAccessibleName(_("Language of the phone"))
        for lang, name in i18n.NAMES.items():
            self.lang.addItem(name, lang)
        self.lang.setCurrentIndex(self.lang.findData(i18n.current()))
        self.lang.currentIndexChanged.connect(lambda _n: self._preview())
        self.anonymity = QComboBox()
        self.anonymity.setAccessibleName(_("How answers are kept"))
        for how, words in HOW.items():
            self.anonymity.addItem(_(words), how)
        self.anonymity.activated.connect(lambda n: self._keep_so(self.anonymity.itemData(n)))
        self.opens = QComboBox()
        self.opens.setAccessibleName(_("When it is answered"))
        for when, words in WHEN.items():
            self.opens.addItem(_(words), when)
        self.opens.activated.connect(lambda n: self._open_so(self.opens.itemData(n)))

    def _list(self) -> None:
        self.questions = QListWidget()
        self.questions.setAccessibleName(_("Questions"))
        self.questions.setProperty("framed", True)
        self.questions.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.questions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.questions.setSpacing(3)
        self.questions.currentRowChanged.connect(self._chosen)
        self.add = QToolButton()
        self.add.setIcon(icons.icon("plus"))
        self.add.setToolTip(_("Add a question"))
        self.add.setAccessibleName(_("Add a question"))
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.add)
        for kind in TYPES:
            menu.addAction(_(NAMES[kind]), partial(self.add_question, kind))
        menu.addAction(_("matrix: one scale for several things"), partial(self.add_question, edits.MATRIX))
        menu.addAction(_("usability: ten statements and a score (SUS)"), partial(self.add_question, edits.SUS))
        self.add.setMenu(menu)
        self.tools = [
            widgets.icon_button("copy", _("Copy the question"), self.copy_question),
            widgets.icon_button("up", _("Move the question up"), lambda: self.move_question(-1)),
            widgets.icon_button("down", _("Move the question down"), lambda: self.move_question(1)),
            widgets.icon_button("trash", _("Remove the question"), self.remove_question),
        ]

    def _panes(self) -> None:
        self.fields, self.phone = Fields(), Phone()
        self.fields.changed.connect(self._edited)
        middle = QScrollArea()
        middle.setWidgetResizable(True)
        middle.setFrameShape(QScrollArea.Shape.NoFrame)
        middle.setWidget(self.fields)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(widgets.row(self.add, *self.tools, 1))
        left.addWidget(self.questions, 1)
        right.addLayout(widgets.row(widgets.label(_("On the phone"), "section"), 1, self.lang))
        right.addWidget(self.phone, 1)
        self.told = widgets.label("", "muted", wrap=True)
        self.do = widgets.button(_("Save"), call=self.save, kind="primary")
        foot = widgets.row(widgets.button(_("Export as XLSForm…"), "export", self.export, kind="quiet"), 1, self.told, self.do)
        panes = widgets.row(spacing=16)
        panes.addLayout(left, 3)
        panes.addWidget(middle, 5)
        panes.addLayout(right)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.setSpacing(12)
        lay.addLayout(widgets.row(widgets.label(_("File name"), "muted"), self.name, *self.titles.values(), self.anonymity, self.opens))
        lay.addLayout(panes, 1)
        lay.addLayout(foot)

    @property
    def place(self) -> int:
        """Where the chosen question is."""
        return self.questions.currentRow()

    def _show(self) -> None:
        """Show the document as it is now."""
        form, at = self.document.value, self.place
        for lang, field in self.titles.items():
            if field.text() != form.titles.get(lang, ""):
                field.setText(form.titles.get(lang, ""))
        self.anonymity.setCurrentIndex(self.anonymity.findData(form.anonymity))
        self.opens.setCurrentIndex(self.opens.findData(form.opens))
        self.questions.blockSignals(True)
        texts = [_listed(question) for question in form.questions]
        if len(texts) != self.questions.count():
            self.questions.clear()
            self.questions.addItems(texts)
        for row, text in enumerate(texts):
            item = self.questions.item(row)
            if item.text() != text:
                item.setText(text)
        self.questions.setCurrentRow(min(max(at, 0), len(texts) - 1))
        self.questions.blockSignals(False)
        self._chosen(self.place)
        self._preview()
        self.do.setEnabled(bool(form.questions))

    def _chosen(self, place: int) -> None:
        there = 0 <= place < len(self.document.value.questions)
        self.fields.setVisible(there)
        for tool in self.tools:
            tool.setEnabled(there)
        if there:
            self.fields.show_question(self.document.value, place)

    def _preview(self) -> None:
        self.phone.show_form(self.document.value, str(self.lang.currentData()))

    def _edited(self, question: Question, name: str) -> None:
        self.document.edit(edits.put(self.document.value, self.place, question), _("Change the question"), f"{self.place}-{name}")

    def _titled(self, lang: str, text: str) -> None:
        titles = {**self.document.value.titles, lang: text}
        after = replace(self.document.value, titles={key: value for key, value in titles.items() if value})
        self.document.edit(after, _("Change the title"), f"title-{lang}")

    def _keep_so(self, how: str) -> None:
        self.document.edit(replace(self.document.value, anonymity=how), _("Change how answers are kept"))

    def _open_so(self, when: str) -> None:
        self.document.edit(replace(self.document.value, opens=when), _("Change when it is answered"))

    def add_question(self, kind: str) -> None:
        """Add a question behind the chosen one, and choose it."""
        form, place = edits.add(self.document.value, kind, max(0, self.place))
        self.document.edit(form, _("Add a question"))
        self.questions.setCurrentRow(place)
        self.fields.labels[i18n.current()].setFocus()
        self.fields.labels[i18n.current()].selectAll()

    def copy_question(self) -> None:
        """Copy the chosen question."""
        form, place = edits.copy(self.document.value, self.place)
        self.document.edit(form, _("Copy the question"))
        self.questions.setCurrentRow(place)

    def move_question(self, by: int) -> None:
        """Move the chosen question."""
        form, place = edits.move(self.document.value, self.place, by)
        self.document.edit(form, _("Move the question"))
        self.questions.setCurrentRow(place)

    def remove_question(self) -> None:
        """Remove the chosen question."""
        self.document.edit(edits.remove(self.document.value, self.place), _("Remove the question"))

    def save(self) -> None:
        """Keep the form in the workspace."""
        form = replace(self.document.value, name=self.name.text().strip())
        jobs.start(partial(keep, self.kit, form, new=self._fresh), self._kept, self.said, owner=self)

    def _kept(self, path: Path) -> None:
        self._fresh = False
        self.name.setEnabled(False)
        self.document.stack.setClean()
        self.told.setText(_("Saved: {path}. Events that asked before keep asking what they asked.").format(path=path.name))
        self.kept.emit(path.stem)

    def export(self) -> None:
        """Write the form, as it was saved, for other form tools."""
        name = self.name.text().strip()
        out, _kind = QFileDialog.getSaveFileName(self, _("Export as XLSForm…"), f"{name}.xlsx", "XLSForm (*.xlsx)")
        if out:
            jobs.start(partial(forms.export, self.kit, name, Path(out)), lambda path: self.told.setText(str(path)), self.said, owner=self)

    def said(self, error: KitError) -> None:
        """Say why something was refused."""
        self.told.setText(error.said(_))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once before edits are lost."""
        event.setAccepted(self.document.stack.isClean() or self._sure())

    def reject(self) -> None:
        """Take Escape as closing."""
        self.close()

    def _sure(self) -> bool:
        yes, no = QMessageBox.StandardButton.Discard, QMessageBox.StandardButton.Cancel
        return QMessageBox.question(self, _("Form"), _("The form is not saved. Discard the changes?"), yes | no, no) == yes


def begun() -> Form:
    """Return a new form with one question to begin with."""
    return edits.add(Form("my-form", edits.both(N_("Feedback"))), "scale", 0)[0]


def keep(kit: Kit, form: Form, *, new: bool) -> Path:
    """Keep a form; a new one never takes another's place."""
    if new and any(known.name == form.name for known in forms.all(kit)):
        raise KitError("form.exists", "The workspace has a form {name} already: give another name.", name=form.name)
    return forms.save(kit, form)


def _listed(question: Question) -> str:
    mark = "    " if question.group else ""
    text = _(NAMES[question.type])
    return f"{mark}{question.labels.get(i18n.current()) or next(iter(question.labels.values()), question.code)}   ·   {text}"
