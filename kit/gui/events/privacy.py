"""Personal data of an event and of all: what is kept too long, who leaves as a stranger, who goes, what was exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kit.context import Kit
from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.gui.events import asking, work
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, ngettext
from kit.ops import privacy

if TYPE_CHECKING:
    from kit.events.erasure import Due
    from kit.events.event import Event
    from kit.events.exports import Export

SHOWN = 4
KINDS = {
    "attendance": N_("Attendance"),
    "feedback": N_("Feedback"),
    "badges": N_("Badges"),
    "signin": N_("Sign-in list"),
    "certificates": N_("Certificates"),
}


def due_said(one: Due) -> str:
    """Return what is due in words."""
    if one.what == "contact":
        return ngettext("phone number and address of {n} person", "phone numbers and addresses of {n} people", one.count).format(
            n=one.count
        )
    title = one.event.title if one.event else ""
    if one.what == "names":
        return ngettext("{title}: {n} name", "{title}: {n} names", one.count).format(title=title, n=one.count)
    return ngettext("{title}: {n} text", "{title}: {n} texts", one.count).format(title=title, n=one.count)


@dataclass(frozen=True)
class Seen:
    """What the dialog shows."""

    due: tuple[Due, ...]
    exports: tuple[Export, ...]
    event: Event


def look(kit: Kit, code: str) -> Seen:
    """Read what the dialog shows."""
    from kit.ops import events

    return Seen(privacy.due(kit), privacy.exports(kit), events.show(kit, code))


class PrivacyDialog(QDialog):
    """Four cards, each with its one button; nothing goes without a question."""

    def __init__(self, parent: QWidget, kit: Kit, code: str) -> None:
        super().__init__(parent)
        self.kit, self.code = kit, code
        self.setWindowTitle(_("Personal data"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 640)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 24, 24, 24)
        lay.setSpacing(12)
        self.due, self.forget = self._card(lay, _("Kept longer than said"), _("Forget now"), self._forget)
        self.told, self.anonymise = self._card(lay, _("This event"), _("Export, then anonymise"), self._anonymise)
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Employee number or whole name"))
        self.gone, self.delete = self._card(lay, _("One person, everywhere"), _("Delete"), self._delete, self.name)
        self.delete.setEnabled(False)
        self.name.textChanged.connect(lambda text: self.delete.setEnabled(bool(text.strip())))
        self.gone.setText(_("Strangers stand at the events instead, figures stay. Files exported before and backups are as they were."))
        lay.addWidget(widgets.label(_("Files with people's data that left"), "strong"))
        self.table: RecordsTable[Export] = RecordsTable(_columns(), _("Files with people's data that left"), lambda row: (row.at, row.path))
        lay.addWidget(self.table, 1)
        self.said_ = widgets.label("", "muted", wrap=True)
        lay.addWidget(self.said_)
        self.refresh()

    def _card(
        self, lay: QVBoxLayout, title: str, do: str, call: Callable[[], object], field: QWidget | None = None
    ) -> tuple[QLabel, QPushButton]:
        card = QFrame()
        card.setObjectName("surface")
        told, button = widgets.label("", "muted", wrap=True), widgets.button(do, call=call)
        inner = QVBoxLayout()
        inner.setSpacing(4)
        inner.addWidget(widgets.label(title, "strong"))
        inner.addWidget(told)
        if field:
            inner.addWidget(field)
        line = widgets.row(spacing=16)
        line.setContentsMargins(16, 12, 16, 12)
        line.addLayout(inner, 1)
        line.addWidget(button)
        card.setLayout(line)
        lay.addWidget(card)
        return told, button

    def refresh(self) -> None:
        """Look again."""
        jobs.start(partial(look, self.kit, self.code), self._show, self.said, owner=self)

    def _show(self, seen: Seen) -> None:
        keep = self.kit.workspace.keep
        if seen.due:
            more = [_("and {n} more").format(n=len(seen.due) - SHOWN)] if len(seen.due) > SHOWN else []
            self.due.setText("\n".join([*map(due_said, seen.due[:SHOWN]), *more]))
        else:
            text = _("Nothing. Days after an event: contact {contact}, names {names}, texts {comments}; 0 is for ever (workspace.yaml).")
            self.due.setText(text.format(contact=keep.contact, names=keep.names, comments=keep.comments))
        self.forget.setEnabled(bool(seen.due))
        closed = seen.event.closed_at is not None
        self.anonymise.setEnabled(closed)
        text = _("Writes both workbooks, then puts strangers in the place of everybody and forgets what they wrote.")
        self.told.setText(text if closed else _("Close the event first: whoever comes in later would be named."))
        self.table.show_records(seen.exports)

    def _forget(self) -> None:
        if asking.sure(self, _("Forget now"), _("What is due is deleted for good.")):
            jobs.start(partial(privacy.apply, self.kit), self._forgot, self.said, owner=self)

    def _forgot(self, found: tuple[Due, ...]) -> None:
        self.said_.setText(ngettext("{n} thing was forgotten.", "{n} things were forgotten.", len(found)).format(n=len(found)))
        self.refresh()

    def _anonymise(self) -> None:
        text = _("Everybody at this event becomes a stranger, for good. The workbooks written first keep the names: guard them.")
        if asking.sure(self, _("Export, then anonymise"), text):
            title = _("Exporting and anonymising")
            jobs.start(partial(leave, self.kit, self.code), self._left, self.said, owner=self, title=title)

    def _left(self, written: tuple[Path, ...]) -> None:
        self.said_.setText(_("Done. Written first: {files}").format(files=", ".join(path.name for path in written)))
        self.refresh()

    def _delete(self) -> None:
        name = self.name.text().strip()
        if name and asking.sure(self, _("Delete"), _("{name} is deleted everywhere, for good.").format(name=name)):
            jobs.start(partial(remove, self.kit, name), self._deleted, self.said, owner=self)

    def _deleted(self, count: int) -> None:
        self.name.clear()
        self.said_.setText(
            ngettext("Deleted; a stranger stands at {n} event.", "Deleted; a stranger stands at {n} events.", count).format(n=count)
        )
        self.refresh()

    def said(self, error: KitError) -> None:
        """Say why something was refused."""
        self.said_.setText(error.said(_))


def leave(kit: Kit, code: str) -> tuple[Path, ...]:
    """Write both workbooks of an event, then anonymise it; returns where they are."""
    from kit import i18n
    from kit.ops import events

    kinds = ("attendance", "feedback") if events.show(kit, code).version_id else ("attendance",)
    written = tuple(work.sheet(kit, code, kind, i18n.current()) for kind in kinds)
    privacy.anonymise(kit, code)
    return written


def remove(kit: Kit, name: str) -> int:
    """Delete the one person that `name` means; returns at how many events a stranger stands instead."""
    return privacy.delete(kit, privacy.person(kit, name))


def _columns() -> tuple[Column[Export], ...]:
    return (
        Column(N_("When (UTC)"), lambda row: f"{row.at:%Y-%m-%d %H:%M}", width=130),
        Column(N_("What"), lambda row: _(KINDS.get(row.kind, row.kind)), width=110),
        Column(N_("People"), lambda row: str(row.people), lambda row: row.people, "right", 70),
        Column(N_("File"), lambda row: row.path, tip=lambda row: row.path),
        Column(N_("By"), lambda row: row.actor, width=90),
    )
