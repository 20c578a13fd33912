"""Between the page and the module that is being written: what is in front, the buttons of the title line, the questions asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from kit.gui import jobs, widgets
from kit.gui.slides import conflict
from kit.i18n import _, current
from kit.ops import writing

if TYPE_CHECKING:
    from kit.gui.slides.page import SlidesPage
    from kit.gui.slides.writer import Writer
    from kit.ops.writing import Opened

STARTER = """---
title: {title}
track: architecture
phase: what
minutes: {{short: 2, standard: 5, deep: 8}}
audience: {{tech: 2, product: 2, business: 2, management: 2, newcomer: 2}}
---
# {title}
- {first}

<!-- {notes} -->
"""


def _titled(name: str) -> str:
    """Return the title that a module's name stands for: its last part, with spaces, beginning large."""
    words = name.rstrip("/").rsplit("/", 1)[-1].replace("-", " ").strip()
    return words[:1].upper() + words[1:]


class Desk:
    """Shows the writer in the place of the library, and takes it away again."""

    def __init__(self, page: SlidesPage) -> None:
        self.page = page
        self._writer: Writer | None = None
        self._asking = False
        self._build()

    def _build(self) -> None:
        page = self.page
        self.new_button = widgets.button(_("New module"), "plus", self.new, kind="quiet")
        self.back = widgets.button(_("All modules"), "chevron-left", self.leave, kind="quiet")
        self.more = widgets.button(_("More"), "more", self._menu, kind="quiet")
        self.save_button = widgets.button(_("Save"), "check", self.save, kind="primary")
        self.on_browse: tuple[QWidget, ...] = (self.new_button,)
        self.on_write: tuple[QWidget, ...] = (self.back, self.more, self.save_button)
        for one in (*self.on_browse, *self.on_write):
            page.tools.addWidget(one)
        self._show_tools()

    @property
    def open(self) -> bool:
        """Whether a module is being written."""
        return self._writer is not None and self.page.stack.currentWidget() is self._writer

    def writer(self) -> Writer:
        """Return the writer, made when it is first asked for."""
        if self._writer is None:
            from kit.gui.slides.writer import Writer

            made = self._writer = Writer(self.page.kit)
            made.changed.connect(self._show_tools)
            made.opened.connect(self._front)
            made.failed.connect(self.page.said)
            made.told.connect(self.page.says)
            made.conflict.connect(self._ask)
            self.page.stack.addWidget(made)
        return self._writer

    def show_module(self, path: Path, name: str) -> None:
        """Write the module in a file, once it could be read."""
        self.writer().open_(path, name)

    def show_file(self, file: Opened) -> None:
        """Write a module that has just been made, its heading first."""
        from kit.decks.module import read

        writer = self.writer()
        writer.row_id = read.identity(file.path, self.page.kit.workspace.slides)[0]
        writer.show_file(file)
        writer.source.go(next((n for n, line in enumerate(file.text.splitlines(), 1) if line.startswith("# ")), 1))

    def leave(self) -> None:
        """Go back to the library."""
        if self.open:
            self.writer().keep()
            self.page.stack.setCurrentWidget(self.page.browse)
            self._show_tools()
            self.page.gallery.setFocus()
            self.page.refresh()

    def save(self) -> None:
        """Save the words."""
        if self.open:
            self.writer().save()

    def look_again(self) -> None:
        """Ask whether the file was changed by another program."""
        if self.open:
            self.writer().look_again()

    def find(self) -> None:
        """Find words in what is being written."""
        self.writer().seeker.begin()

    def keep(self) -> tuple[Opened, str] | None:
        """Return what is being written with its words as they are; they are kept as a draft too."""
        if not self.open or self._writer is None or self._writer.file is None:
            return None
        self._writer.keep()
        return replace(self._writer.file, text=self._writer.source.toPlainText()), self._writer.row_id

    def bring_back(self, kept: tuple[Opened, str] | None) -> None:
        """Go on writing."""
        if kept is not None:
            file, self.writer().row_id = kept
            self.writer().show_file(file)

    def new(self) -> None:
        """Ask for a name and write a new module."""
        name = self._asked(_("New module"), _("Its short name, with / between folders"), "")
        if name:
            title = _titled(name)
            words = {"first": _("The first point"), "notes": _("What you say and do not show")}
            text = STARTER.format(title=title, **words)
            self._made(partial(writing.new, self.page.kit, name, current(), text))

    def duplicate(self) -> None:
        """Write a copy of the module under another name."""
        file = self.writer().file
        name = self._asked(_("Copy the module"), _("The name of the copy"), f"{self.writer().row_id}-2") if file else ""
        if file is not None and name:
            self._made(partial(writing.duplicate, self.page.kit, file.path, name, self.writer().source.toPlainText()))

    def rename(self) -> None:
        """Give the module another name."""
        file = self.writer().file
        name = self._asked(_("Rename the module"), _("Its new name"), self.writer().row_id) if file else ""
        if file is not None and name and name != self.writer().row_id:
            self.writer().keep()
            self._made(partial(writing.rename, self.page.kit, file.path, name))

    def _asked(self, title: str, text: str, value: str) -> str:
        name, ok = QInputDialog.getText(self.page, title, text, text=value)
        return name.strip() if ok else ""

    def _made(self, work: Callable[[], Opened]) -> None:
        jobs.start(work, self.show_file, owner=self.page)

    def _front(self) -> None:
        self.page.stack.setCurrentWidget(self.writer())
        self._show_tools()

    def _menu(self) -> None:
        menu, file = QMenu(self.page), self.writer().file
        menu.addAction(_("Copy the module"), self.duplicate)
        renamed = menu.addAction(_("Rename the module"), self.rename)
        renamed.setEnabled(file is not None and file.own)
        thrown = menu.addAction(_("Take what is saved"), self.writer().discard)
        thrown.setEnabled(self.writer().dirty)
        menu.addAction(_("Open in another program"), self.page.edit_outside)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        self.menu = menu

    def _ask(self) -> None:
        """Ask what to do with a file that another program has changed while there are words of ours; one question at a time."""
        if self._asking:
            return
        self._asking = True
        answer = conflict.ask(self.page)
        self._asking = False
        if answer == "mine":
            self.writer().save(force=True)
        elif answer == "theirs":
            self.writer().discard()
        else:
            self.writer().later()

    def _show_tools(self) -> None:
        for one in self.on_browse:
            one.setVisible(not self.open)
        for one in self.on_write:
            one.setVisible(self.open)
        self.page.primary.setVisible(not self.open)
        self.save_button.setEnabled(self.open and self.writer().dirty)
        name = self.writer().row_id if self.open else ""
        self.page.title.setText(name.rsplit("/", 1)[-1] if name else _(self.page.spec.title))
