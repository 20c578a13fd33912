"""What comes into an event from elsewhere and goes out of it: signed lists, packed events, personal data."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu

from kit.errors import KitError
from kit.gui import icons, jobs
from kit.gui.events import work
from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.events.pack import Taken
    from kit.gui.events.page import EventsPage
    from kit.ops.paper import Signed

PACKED = "Lectern (*.lectern)"


class Outside(QObject):
    """Adds its actions to the menu of the page's event and does them."""

    def __init__(self, page: EventsPage, menu: QMenu) -> None:
        super().__init__(page)
        self.page = page
        self.paper = menu.addAction(icons.icon("import"), _("Take a signed list…"), self.ask_paper)
        self.packing = menu.addAction(icons.icon("export"), _("Pack for another computer…"), self.ask_pack)
        self.privacy = menu.addAction(icons.icon("user"), _("Personal data…"), self.show_privacy)

    def ask_paper(self) -> None:
        """Choose a list of who signed, and take it."""
        kinds = _("Lists (*.xlsx *.xls *.csv)")
        file, _kind = QFileDialog.getOpenFileName(self.page, _("Take a signed list…"), "", kinds)
        if file:
            job = partial(work.signed, self.page.kit, self.page.code, Path(file))
            jobs.start(job, self._signed, self.said, owner=self.page, title=_("Taking the list"))

    def _signed(self, rows: tuple[Signed, ...]) -> None:
        counted = sum(one.counts for one in rows)
        left = next((one for one in rows if not one.counts), None)
        text = ngettext("{n} of {all} row counts", "{n} of {all} rows count", len(rows)).format(n=counted, all=len(rows))
        if left is None:
            self.page.say(text, "success")
        else:
            why = _("row {row}, {name}: not found or not readable").format(row=left.row, name=left.name or "–")
            self.page.say(f"{text} · {why}", "warning")

    def ask_pack(self) -> None:
        """Choose where, and write everything of the event there."""
        name = f"{self.page.code}.lectern"
        out, _kind = QFileDialog.getSaveFileName(self.page, _("Pack for another computer…"), name, PACKED)
        if out:
            jobs.start(partial(work.pack, self.page.kit, self.page.code, Path(out)), self._packed, self.said, owner=self.page)

    def _packed(self, path: Path) -> None:
        self.page.say(_("Packed: {path}. It holds names and answers: guard it.").format(path=path), "success")

    def ask_take(self) -> None:
        """Choose a packed event, and take in what is new of it."""
        file, _kind = QFileDialog.getOpenFileName(self.page, _("Take in a packed event…"), "", PACKED)
        if file:
            jobs.start(partial(work.take, self.page.kit, Path(file)), self._taken, self.said, owner=self.page)

    def _taken(self, taken: Taken) -> None:
        text = _("{title}: {lines} new lines at the door, {answers} new answers")
        self.page.say(text.format(title=taken.event.title, lines=taken.lines, answers=taken.responses), "success")
        self.page.open_(taken.event.code)

    def show_privacy(self) -> None:
        """Show what is kept of people and what can go."""
        from kit.gui.events.privacy import PrivacyDialog

        PrivacyDialog(self.page, self.page.kit, self.page.code).open()

    def said(self, error: KitError) -> None:
        """Say why something was refused."""
        self.page.said(error)
