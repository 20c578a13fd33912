"""The page Decks: a list, and one deck opened in the editor; building and joining show their progress."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget

from kit.context import Kit
from kit.gui import icons, jobs, widgets
from kit.gui.bridge import Bridge
from kit.gui.decks import built, finished, joining, paperwork, work
from kit.gui.decks.decklist import DeckList
from kit.gui.decks.desk import Desk
from kit.gui.decks.model import PPTX
from kit.gui.decks.work import Opened
from kit.gui.page import Page, PageSpec
from kit.happenings import EventChanged, EventCreated, EventDeleted, LibraryChanged
from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.decks.link import Report
    from kit.errors import Finding, KitError
    from kit.ops.decks import Built


class DecksPage(Page):
    """Put a deck together and build it."""

    def __init__(self, kit: Kit, bridge: Bridge, spec: PageSpec) -> None:
        super().__init__(kit, bridge, spec)
        self._told: tuple[Report, tuple[Finding, ...]] | None = None
        self._building = False
        self.setAcceptDrops(True)
        self._build()
        self.follow(LibraryChanged, EventCreated, EventChanged, EventDeleted)

    def _build(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.list = DeckList(self.new, self.join, {_("Copy the deck"): self.duplicate, _("Remove the deck"): self.delete})
        self.desk = Desk(self.kit, self)
        self.editor = self.desk.editor
        self.built = built.BuiltBar(self.report, self.export, self.say)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.editor)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.built)
        self._build_tools()
        self.list.opened.connect(self.open_)
        self.list.dropped.connect(self.join_files)
        self.desk.changed.connect(self._head)
        self.desk.says.connect(self.says)
        self.desk.failed.connect(self.said)
        if application := QApplication.instance():
            application.aboutToQuit.connect(self.desk.keep_now)
        self._head()

    def _build_tools(self) -> None:
        self.back_ = widgets.icon_button("chevron-left", _("All decks"), self.back)
        self.undo_ = widgets.icon_button("undo", _("Undo"), self.undo)
        self.redo_ = widgets.icon_button("redo", _("Redo"), self.redo)
        self.save_ = widgets.button(_("Save"), "check", self.save, kind="quiet")
        line = self.header.layout()
        if isinstance(line, QHBoxLayout):
            line.insertWidget(0, self.back_)
        for made in (self.undo_, self.redo_, self.save_):
            self.tools.addWidget(made)
        self.set_primary(_("New deck"), "plus", self._primary)

    # what the window asks of every page

    def refresh(self) -> None:
        """Read the list, or the library and the opened deck, again."""
        self.latest.start(partial(work.rows, self.kit), self.list.show_rows)
        if self.is_open():
            self.desk.refresh()

    def shown(self) -> None:
        """Look whether another program changed the opened file meanwhile."""
        super().shown()
        self.desk.look()

    def open_(self, what: Any) -> None:
        """Open the deck in this file."""
        if self._opened() != Path(what):
            jobs.start(partial(work.open_, self.kit, Path(what)), self._open, owner=self)

    def keep(self) -> Any:
        """Keep the opened deck over a change of language."""
        self.desk.keep_now()
        return self._opened()

    def bring_back(self, kept: Any) -> None:
        """Open the deck again."""
        self.open_(kept)

    # what a person can do

    def is_open(self) -> bool:
        """Whether a deck is opened."""
        return self.desk.opened is not None

    def is_picked(self) -> bool:
        """Whether a deck is opened or picked in the list."""
        return self._path() is not None

    def can_build(self) -> bool:
        """Whether the opened deck has a slide."""
        return self.desk.buildable and not self._building

    def can_save(self) -> bool:
        """Whether something was changed since the deck was saved."""
        return self.desk.unsaved

    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self.is_open() and self.editor.document.stack.canUndo()

    def can_redo(self) -> bool:
        """Whether an edit was taken back."""
        return self.is_open() and self.editor.document.stack.canRedo()

    def undo(self) -> None:
        """Take the last edit back."""
        self.editor.document.stack.undo()

    def redo(self) -> None:
        """Do the edit again that was taken back."""
        self.editor.document.stack.redo()

    def new(self) -> None:
        """Begin a new deck."""
        jobs.start(partial(work.new, self.kit, _("New deck")), self._begin, owner=self)

    def duplicate(self) -> None:
        """Begin a new deck from the one picked."""
        if path := self._path():
            jobs.start(partial(work.copied, self.kit, path), self._open, owner=self)

    def delete(self) -> None:
        """Take the picked deck out of the list."""
        if path := self._path():
            self.back()
            jobs.start(partial(work.delete, self.kit, path), partial(self._deleted, path), owner=self)

    def back(self) -> None:
        """Go back to the list; what is not saved stays as a draft."""
        self.desk.close()
        self.built.hide()
        self.stack.setCurrentWidget(self.list)
        self.refresh()

    def save(self) -> None:
        """Save the opened deck."""
        self.desk.save()

    def build(self) -> None:
        """Build the opened deck."""
        if self.can_build():
            title = _("Building {title}").format(title=self.desk.spec.title)
            self._building = True
            self._head()
            jobs.start(partial(work.build, self.kit, self.desk.spec), self._done, self._failed, owner=self, title=title)

    def export(self) -> None:
        """Write a finished deck as a PDF or as pictures."""
        paperwork.ask(self, self.built.shown())

    def look_back(self) -> None:
        """See which modules of a finished deck are out of date."""
        finished.ask(self, self.built.shown())

    def search(self) -> None:
        """Put the cursor into the library's search field."""
        self.editor.drawer.field.setFocus()
        self.editor.drawer.field.selectAll()

    def add_section(self) -> None:
        """Put a new section into the deck."""
        self.editor.add_section()

    def move_up(self) -> None:
        """Move the line at the cursor up."""
        self.editor.shift(-1)

    def move_down(self) -> None:
        """Move the line at the cursor down."""
        self.editor.shift(1)

    def vary(self) -> None:
        """Offer the variants of the line at the cursor."""
        self.editor.tree.vary()

    def join(self) -> None:
        """Choose PowerPoint files to join."""
        self.join_files(joining.choose(self))

    def join_files(self, paths: Sequence[Path]) -> None:
        """Ask how to join these files, and do it."""
        if not paths:
            return
        dialog = joining.JoinDialog(paths, self.kit.workspace.out, self)
        if dialog.exec() and dialog.out is not None:
            task = partial(work.join, dialog.texts, dialog.out, dialog.look)
            jobs.start(task, self._joined, owner=self, title=_("Joining decks"))

    def report(self) -> None:
        """Show what became of each slide of the last build."""
        from kit.gui.decks.report import ReportDialog

        if self._told is not None:
            ReportDialog(*self._told, self).exec()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.is_open() and widgets.dropped_files(event.mimeData(), PPTX):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = widgets.dropped_files(event.mimeData(), PPTX)
        QTimer.singleShot(0, partial(self.join_files, paths))  # the drag ends before a dialog opens

    # what comes back

    def _open(self, opened: Opened) -> None:
        self._told = None
        self.built.hide()
        self.desk.show(opened)
        self.stack.setCurrentWidget(self.editor)
        self.editor.tree.setFocus()

    def _begin(self, opened: Opened) -> None:
        """Open a new deck and let its title be typed first."""
        self._open(opened)
        self.editor.side.show_form()

    def _deleted(self, path: Path, removed: Path) -> None:
        self.refresh()
        again = partial(jobs.start, partial(work.restore, self.kit, removed, path), lambda _path: self.refresh(), owner=self)
        self.say(_("{name} was removed.").format(name=path.stem), "info", _("Bring it back"), again)

    def _done(self, built: Built) -> None:
        self._building = False
        self._head()
        self._tell(built.report, built.findings, _("{name} is built: {slides}."))
        known = {str(finding) for finding in built.outline.findings}
        self.editor.show_findings([finding for finding in built.findings if str(finding) not in known])
        if self.kit.settings.open_built:
            self.built.open_deck()

    def _failed(self, error: KitError) -> None:
        self._building = False
        self._head()
        self.said(error)

    def _joined(self, report: Report) -> None:
        self._tell(report, report.everything, _("{name} is joined: {slides}."))

    def _tell(self, report: Report, findings: tuple[Finding, ...], text: str) -> None:
        self._told = (report, findings)
        slides = ngettext("{n} slide", "{n} slides", len(report.slides)).format(n=len(report.slides))
        self.built.show_deck(report.path, text.format(name=report.path.name, slides=slides))

    def _opened(self) -> Path | None:
        return self.desk.opened.path if self.desk.opened is not None else None

    def _path(self) -> Path | None:
        return self._opened() or self.list.path()

    def _primary(self) -> None:
        if self.is_open():
            self.build()
        else:
            self.new()

    def _head(self) -> None:
        """Let the title line say what is open and what can be done."""
        opened = self.is_open()
        self.title.setText(self.desk.spec.title if opened else _("Decks"))
        self.subtitle.setText(_("not saved") if self.can_save() else "")
        for part in (self.back_, self.undo_, self.redo_, self.save_):
            part.setVisible(opened)
        self.undo_.setEnabled(self.can_undo())
        self.redo_.setEnabled(self.can_redo())
        self.save_.setEnabled(self.can_save())
        stack = self.editor.document.stack
        self.undo_.setToolTip(f"{_('Undo')}: {stack.undoText()}" if stack.canUndo() else _("Undo"))
        self.redo_.setToolTip(f"{_('Redo')}: {stack.redoText()}" if stack.canRedo() else _("Redo"))
        text, icon = (_("Build"), "play") if opened else (_("New deck"), "plus")
        self.primary.setText(text)
        self.primary.setAccessibleName(text)
        self.primary.setIcon(icons.icon(icon, "on_accent"))
        self.primary.setEnabled(not opened or self.can_build())
