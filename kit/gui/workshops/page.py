"""The page Workshops: runs of show in a list, one as a table or as text, and the cockpit that runs it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QMessageBox, QStackedWidget

from kit.context import Kit
from kit.gui import jobs, widgets
from kit.gui.bridge import Bridge
from kit.gui.page import Page, PageSpec
from kit.gui.workshops import words, work
from kit.gui.workshops.cockpit import Cockpit
from kit.gui.workshops.shelf import Shelf
from kit.gui.workshops.work import Loaded
from kit.happenings import EventChanged, EventCreated, EventDeleted, RunChanged
from kit.i18n import _, current
from kit.ops import workshops
from kit.store.ids import RunId
from kit.workshops.plan import Plan
from kit.workshops.run import Run


class WorkshopsPage(Page):
    """Choose, write, run."""

    def __init__(self, kit: Kit, bridge: Bridge, spec: PageSpec) -> None:
        super().__init__(kit, bridge, spec)
        self.loaded = Loaded((), (), ())
        self._wanted: Any = None
        self._build()
        self.follow(RunChanged, EventCreated, EventChanged, EventDeleted)

    def _build(self) -> None:
        self.shelf, self.cockpit = Shelf(self.kit), Cockpit(self.kit)
        text = _("A run of show says what happens when, who does it and what must be ticked. Write one, or bring one in.")
        self.empty = widgets.EmptyState("workshops", _("No workshop yet"), text, _("New run of show"), self.new)
        self.stack = QStackedWidget()
        for view in (self.shelf, self.empty, self.cockpit):
            self.stack.addWidget(view)
        self.body.addWidget(self.stack)
        self._build_tools()
        self._connect()

    def _build_tools(self) -> None:
        self.leave_button = widgets.button(_("All workshops"), "chevron-left", self.leave, kind="quiet")
        self.note_button = widgets.button(_("Note"), "edit", self.note, kind="quiet", tip=_("Write something down for the next time"))
        self.screen_button = widgets.button(_("Projector"), "screen", self.project, tip=_("Show the room where we are (P)"))
        self.end_button = widgets.button(_("End"), "stop", self.end, kind="danger")
        self.new_button = widgets.button(_("New"), "plus", self.new, kind="quiet")
        self.bring_button = widgets.button(_("Bring in"), "import", self.bring, kind="quiet", tip=_("Copy a run of show from a file"))
        self.save_button = widgets.button(_("Save"), "check", self.shelf.save)
        self.on_shelf = (self.new_button, self.bring_button, self.save_button)
        self.on_air = (self.leave_button, self.note_button, self.screen_button, self.end_button)
        for one in (*self.on_shelf, *self.on_air):
            self.tools.addWidget(one)
        self.set_primary(_("Run"), "play", self.run)
        self.primary.setToolTip(_("Run this workshop from the cockpit"))
        self._show_tools()

    def _connect(self) -> None:
        self.shelf.library.opened.connect(self.show_run)
        self.shelf.said_.connect(self.said)
        self.shelf.told.connect(self.say)
        self.shelf.saved.connect(self.refresh)
        self.shelf.changed.connect(self._show_tools)
        self.cockpit.said.connect(self.said)
        self.cockpit.moved.connect(lambda _run: self._show_tools())

    def refresh(self) -> None:
        """List again; a run in the cockpit is read again from its log."""
        self.latest.start(partial(work.load, self.kit), self._loaded)
        if self.on_run() and self.cockpit.run and self.cockpit.acts.idle:
            run_id = self.cockpit.run.id
            jobs.start(partial(workshops.state, self.kit, run_id), self._seen, owner=self)

    def open_(self, what: Any) -> None:
        """Show a run (by its number) or a run of show (by its name)."""
        self._wanted = what
        if self.loaded.rows:
            self._open_wanted()

    def keep(self) -> Any:
        """Keep what is open, and a text that is not saved, over a change of language."""
        run = self.cockpit.run.id if self.on_run() and self.cockpit.run else None
        self.cockpit.leave()
        row, editor = self.shelf.row, self.shelf.editor
        return run, row.plan.name if row else None, editor.text.toPlainText() if editor.changed else None

    def bring_back(self, kept: Any) -> None:
        """Take up again what was open."""
        run, name, text = kept
        self._wanted = run or name
        self.shelf.unsaved = text

    def on_run(self) -> bool:
        """Whether the cockpit is open."""
        return self.stack.currentWidget() is self.cockpit

    def can_run(self) -> bool:
        """Whether a run of show is chosen that can be run."""
        return not self.on_run() and self.shelf.row is not None and self.shelf.row.error is None

    def save(self) -> None:
        """Write the text into the workspace."""
        self.shelf.save()

    def can_save(self) -> bool:
        """Whether there is a changed text to save."""
        return not self.on_run() and self.shelf.editor.changed

    def can_undo(self) -> bool:
        """Whether the text has an edit to take back."""
        return not self.on_run() and self.shelf.editor.text.document().isUndoAvailable()

    def can_redo(self) -> bool:
        """Whether the text has an edit to do again."""
        return not self.on_run() and self.shelf.editor.text.document().isRedoAvailable()

    def undo(self) -> None:
        """Take the last edit of the text back."""
        self.shelf.editor.text.undo()

    def redo(self) -> None:
        """Do it again."""
        self.shelf.editor.text.redo()

    def run(self) -> None:
        """Open the cockpit for the chosen run of show; asks for which event when there are several answers."""
        if not self.can_run() or not self.shelf.free():
            return
        if not self.loaded.events:
            self._prepare("")
            return
        menu = QMenu(self)
        for event in self.loaded.events[:8]:
            text = f"{event.local(event.starts_at):%Y-%m-%d %H:%M} {event.title}".replace("&", "&&")
            menu.addAction(text, partial(self._prepare, event.code))
        menu.addSeparator()
        menu.addAction(_("As a rehearsal, without an event"), partial(self._prepare, ""))
        menu.popup(self.primary.mapToGlobal(QPoint(0, self.primary.height() + 4)))
        self.menu = menu

    def _prepare(self, event: str) -> None:
        if self.shelf.row is not None:
            plan = self.shelf.row.plan
            jobs.start(partial(workshops.prepare, self.kit, plan.name, plan.lang, event), self.show_run, owner=self)

    def show_run(self, run: Run) -> None:
        """Open the cockpit on a run."""
        self.stack.setCurrentWidget(self.cockpit)
        self.cockpit.open_run(run)
        self._show_tools()

    def leave(self) -> None:
        """Go back to the list; the run goes on."""
        self.cockpit.leave()
        self.stack.setCurrentWidget(self.shelf)
        self._show_tools()
        self.refresh()

    def project(self) -> None:
        """Show the room where we are."""
        if self.on_run():
            self.cockpit.project()

    def next_cue(self) -> None:
        """Start the run, or go to the next cue."""
        self.cockpit.next_cue()

    def hold(self) -> None:
        """Stop the clock, or let it go on."""
        self.cockpit.hold()

    def end(self) -> None:
        """End the run, asking first when cues are left."""
        run = self.cockpit.run
        if run is None or run.ended_at:
            return
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        asked = _("End the run now? What was ticked stays; the cues left are told as not held.")
        if not run.ahead or QMessageBox.question(self, self.window().windowTitle(), asked, yes | no, no) == yes:
            self.cockpit.finish()

    def note(self) -> None:
        """Write something down at the current cue."""
        run = self.cockpit.run
        if run is None:
            return
        words_, ok = QInputDialog.getText(self, _("Note"), _("What should be better next time?"))
        if ok and words_.strip():
            self.cockpit.acts.do(workshops.note, run.id, words_.strip())
            self.say(_("Noted."), "success")

    def new(self) -> None:
        """Write a new run of show."""
        name, ok = QInputDialog.getText(self, _("New run of show"), _("Its short name, as the file will be called"))
        if ok and self.shelf.free():
            lang = current()
            self._wanted = name.strip()
            jobs.start(partial(workshops.new, self.kit, name.strip(), lang, work.starter(name.strip())), self._written, owner=self)

    def bring(self) -> None:
        """Copy a run of show from a file into the workspace."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Bring in"), "", _("Runs of show") + " (*.md)")
        if name and self.shelf.free():
            jobs.start(partial(workshops.bring, self.kit, Path(name)), self._written, owner=self)

    def _written(self, plan: Plan) -> None:
        self._wanted = plan.name
        self.shelf.editor.path = ""
        self.refresh()

    def _loaded(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.shelf.library.show_rows(loaded.rows, loaded.runs, self.kit.workspace.lang)
        if not self.on_run():
            self.stack.setCurrentWidget(self.shelf if loaded.rows or loaded.runs else self.empty)
        self._show_tools()
        if self._wanted is not None:
            self._open_wanted()

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if isinstance(wanted, int):
            jobs.start(partial(workshops.state, self.kit, RunId(wanted)), self.show_run, owner=self)
            return
        found = [row for row in self.loaded.rows if row.plan.name == wanted]
        mine = [row for row in found if row.plan.lang == self.kit.workspace.lang] or found
        if mine:
            self.shelf.library.table.pick((mine[0].plan.name, mine[0].plan.lang))

    def _seen(self, run: Run) -> None:
        if self.cockpit.run and self.cockpit.run.id == run.id and self.cockpit.acts.idle:
            self.cockpit.show_run(run)

    def _show_tools(self) -> None:
        running = self.on_run()
        for one in self.on_shelf:
            one.setVisible(not running)
        for one in self.on_air:
            one.setVisible(running)
        run = self.cockpit.run
        over = run is None or run.ended_at is not None
        self.end_button.setVisible(running and not over)
        self.save_button.setEnabled(self.shelf.editor.changed)
        self.primary.setVisible(not running)
        self.primary.setEnabled(self.can_run())
        self.title.setText(words.named(run) if running and run else _(self.spec.title))
