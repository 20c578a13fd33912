"""The shelf: choose a run of show, look at it as a timed table, write it as text."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QTabWidget, QVBoxLayout, QWidget

from kit.context import Kit
from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.gui.workshops import words, work
from kit.gui.workshops.editor import Editor
from kit.gui.workshops.library import Library
from kit.gui.workshops.planview import PlanView
from kit.i18n import _
from kit.ops import workshops
from kit.ops.workshops import PlanRow
from kit.workshops.plan import Plan


class Shelf(QWidget):
    """`saved` comes when a text is in its file, `changed` when what can be done may be another, `told(text, kind)` for the message bar."""

    saved = Signal()
    changed = Signal()
    told = Signal(str, str)
    said_ = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.row: PlanRow | None = None
        self.unsaved: str | None = None
        self._texts = jobs.Latest(self)
        self.library, self.plan, self.editor = Library(), PlanView(), Editor()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.plan, _("Timed table"))
        self.tabs.addTab(self.editor, _("Text"))
        self.about = widgets.label("", "heading", wrap=True)
        self.facts = widgets.label("", "muted", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(4)
        for thing in (self.about, self.facts, self.tabs):
            column.addWidget(thing)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(24)
        line.addWidget(self.library, 3)
        line.addLayout(column, 7)
        self.library.picked.connect(self._pick)
        self.editor.understood.connect(self._show_plan)
        self.editor.touched.connect(lambda _on: self.changed.emit())

    def save(self) -> None:
        """Write the text into the workspace; the program's own file stays as it is."""
        if self.row is None or not self.editor.changed:
            return
        text, plan = self.editor.text.toPlainText(), self.row.plan
        verb = partial(workshops.save, self.kit, plan.name, plan.lang, text)
        jobs.start(verb, partial(self._kept, text), self.said_.emit, owner=self)

    def _kept(self, text: str, plan: Plan) -> None:
        self.editor.kept(text, plan.path)
        self.told.emit(_("Saved: {path}").format(path=plan.path), "success")
        self.saved.emit()

    def free(self) -> bool:
        """Ask what becomes of a changed text, if there is one."""
        if not self.editor.changed:
            return True
        save, drop, stay = QMessageBox.StandardButton.Save, QMessageBox.StandardButton.Discard, QMessageBox.StandardButton.Cancel
        answer = QMessageBox.question(self, self.window().windowTitle(), _("The text is not saved."), save | drop | stay, save)
        if answer == save:
            self.save()
        return answer == drop

    def _pick(self, row: PlanRow | None) -> None:
        if row is None or row == self.row or (self.row is not None and self.editor.changed and _same(row, self.row)):
            return
        if self.editor.changed and not self.free():
            if self.row is not None:
                self.library.table.pick((self.row.plan.name, self.row.plan.lang))
            return
        self.row = row
        self._show_plan(row.plan)
        if row.error is not None:
            self.tabs.setCurrentWidget(self.editor)
        self._texts.start(partial(work.text, self.kit, row), self._show_text, self._unreadable)

    def _show_text(self, found: tuple[PlanRow, str]) -> None:
        row, text = found
        self.editor.show_text(text, str(row.path))
        if self.unsaved is not None:
            self.editor.text.setPlainText(self.unsaved)
            self.unsaved = None
        self.changed.emit()

    def _unreadable(self, error: KitError) -> None:
        self.editor.show_text("", "")
        self.said_.emit(error)

    def _show_plan(self, plan: Plan) -> None:
        self.plan.show_plan(plan)
        self.about.setText(plan.title)
        facts = [words.minutes(plan.minutes * 60) if plan.minutes else "", _people(plan)]
        facts.append(_("in the workspace") if self.row and self.row.own else _("part of the program; saving makes a copy of your own"))
        self.facts.setText(" · ".join(fact for fact in facts if fact))


def _people(plan: Plan) -> str:
    if not plan.seats:
        return ""
    if not plan.helper_ratio:
        return _("{n} seats").format(n=plan.seats)
    return _("{n} seats, {helpers} assistants").format(n=plan.seats, helpers=-int(-plan.seats // plan.helper_ratio))


def _same(one: PlanRow, other: PlanRow) -> bool:
    return (one.plan.name, one.plan.lang) == (other.plan.name, other.plan.lang)
