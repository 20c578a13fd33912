"""What is written of an event, workbooks and prints, and offered to be opened; whose certificate a number is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from kit.gui import jobs
from kit.gui.events import work
from kit.i18n import _

if TYPE_CHECKING:
    from kit.events.door import Attendance
    from kit.gui.events.page import EventsPage
    from kit.gui.events.prints import Order
    from kit.ops.prints import Printed


class Made(QObject):
    """Does what the sheets and prints of the page's event ask for."""

    def __init__(self, page: EventsPage) -> None:
        super().__init__(page)
        self.page = page
        page.view.wanted.connect(self.write)
        page.view.ordered.connect(self.print_)
        page.view.asked.connect(self.whose)

    def write(self, what: str, lang: str) -> None:
        """Write a workbook and offer to open it."""
        kit, code = self.page.kit, self.page.code
        job = partial(work.template, kit, lang) if what == "template" else partial(work.sheet, kit, code, what, lang)
        jobs.start(job, self._written, owner=self.page, title=_("Writing the workbook"))

    def print_(self, order: Order) -> None:
        """Write a print and offer to open it."""
        job = partial(work.print_, self.page.kit, self.page.code, order)
        jobs.start(job, self._printed, owner=self.page, title=_("Writing the print"))

    def _printed(self, done: Printed) -> None:
        if done.findings:
            self.page.say(done.findings[0].said(_), "warning", _("Open"), partial(_open, done.path))
        else:
            self._written(done.path)

    def whose(self, number: str) -> None:
        """Say whose certificate a number is."""
        jobs.start(partial(work.whose, self.page.kit, number), self._found, owner=self.page)

    def _found(self, entry: Attendance) -> None:
        self.page.say(_("A real one: {name}, {n} min present.").format(name=entry.person.name, n=entry.minutes), "success")

    def _written(self, path: Path) -> None:
        self.page.say(_("Written: {path}").format(path=path), "success", _("Open"), partial(_open, path))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
