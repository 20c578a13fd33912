"""What is done with records of the roster: two of one person are merged and parted again, undoably; an empty list is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from kit.context import Kit
from kit.errors import KitError
from kit.gui import icons, jobs
from kit.gui.events import asking, work
from kit.gui.events.joining import Joining
from kit.gui.events.work import Seen
from kit.gui.undo import Replace
from kit.i18n import _, ngettext
from kit.ops import people

if TYPE_CHECKING:
    from kit.events.door import Attendance
    from kit.events.takeback import Back
    from kit.people.batch import Batch
    from kit.people.merging import Merge
    from kit.people.person import Person
    from kit.store.ids import PersonId

SHOWN = 12


@dataclass(frozen=True)
class Step:
    """Who stays, who goes, how both are called, and whether they are one person."""

    kept: PersonId
    gone: PersonId
    kept_said: str
    gone_said: str
    one: bool


class RosterMenu(QToolButton):
    """`offered(text, action, call)` goes to the message bar, `failed(error)` too; `blank` asks for an empty list."""

    failed = Signal(object)
    offered = Signal(str, str, object)
    blank = Signal()

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.kit = kit
        self.seen: Seen | None = None
        self.entry: Attendance | None = None
        self.stack = QUndoStack(self)
        self.setIcon(icons.icon("more"))
        self.setToolTip(_("More about the roster"))
        self.setAccessibleName(_("More about the roster"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.join = menu.addAction(icons.icon("users"), _("Same person…"), self.ask)
        self.part = menu.addAction(icons.icon("undo"), _("Two people after all"), self.ask_part)
        self.likely = menu.addMenu(icons.icon("search"), _("May be one person"))
        menu.addSeparator()
        self.lists = menu.addMenu(icons.icon("undo"), _("Take a list back"))
        menu.addAction(icons.icon("sheet"), _("Empty list"), self.blank.emit)
        self.setMenu(menu)
        self.pick(None)

    def show_seen(self, seen: Seen) -> None:
        """Offer what may be one person at the event."""
        if self.seen is None or self.seen.overview.event.id != seen.overview.event.id:
            self.stack.clear()
        fresh = self.seen is None or self.seen.doubles != seen.doubles
        lists = self.seen is None or self.seen.batches != seen.batches
        self.seen = seen
        if lists:
            self._show_lists(seen)
        self.likely.setEnabled(bool(seen.doubles))
        if fresh:
            self.likely.clear()
            n = len(seen.doubles)
            self.likely.setTitle(_("May be one person ({n})").format(n=n) if n else _("May be one person"))
            for one in seen.doubles[:SHOWN]:
                self.likely.addAction(f"{_said(one.kept)}  =  {_said(one.gone)}", partial(self.ask, int(one.kept.id), int(one.gone.id)))

    def _show_lists(self, seen: Seen) -> None:
        self.lists.clear()
        self.lists.setEnabled(bool(seen.batches))
        for one in seen.batches[:SHOWN]:
            at = seen.overview.event.local(one.at)
            told = _("{day}, {file}: {added} added, {changed} changed")
            text = told.format(day=f"{at:%Y-%m-%d %H:%M}", file=one.file, added=one.added, changed=one.changed)
            self.lists.addAction(text.replace("&", "&&"), partial(self.ask_back, one))

    def ask_back(self, batch: Batch | None = None) -> None:
        """Say what would become of a list's people (of the latest list's when none is named), and take it back if that is wanted."""
        batch = batch or (self.seen.batches[0] if self.seen and self.seen.batches else None)
        if self.seen and batch:
            job = partial(work.take_back, self.kit, self.seen.overview.event.code, batch.key, dry=True)
            jobs.start(job, partial(self._ask_back, batch), self.failed.emit, owner=self)

    def _ask_back(self, batch: Batch, would: tuple[Back, ...]) -> None:
        title = _("Take {file} back?").format(file=batch.file)
        if self.seen and asking.sure(self.window(), title, f"{_counted(would)}\n\n{_left(would)}".strip(), _("Take the list back")):
            job = partial(work.take_back, self.kit, self.seen.overview.event.code, batch.key)
            jobs.start(job, self._went_back, self.failed.emit, owner=self)

    def _went_back(self, done: tuple[Back, ...]) -> None:
        self.offered.emit(" ".join(_left(done, _counted(done)).split("\n")), "", None)

    def pick(self, entry: Attendance | None) -> None:
        """Offer what can be done with this person."""
        self.entry = entry
        self.join.setEnabled(entry is not None and self.seen is not None and len(self.seen.entries) > 1)
        self.part.setEnabled(entry is not None and len(entry.badges) > 1)

    def ask(self, mine: int = 0, other: int = 0) -> None:
        """Ask which other record is the picked person (or the person `mine`), and say that they are one."""
        seen = self.seen
        entry = next((one for one in seen.entries if int(one.person.id) == mine), self.entry) if seen else None
        if seen is None or entry is None:
            return
        self.dialog = Joining(self.window(), entry, seen.entries, seen.doubles)
        self.dialog.choose(other)
        self.dialog.accepted.connect(self._joined)
        self.dialog.open()

    def _joined(self) -> None:
        pair = self.dialog.pair()
        if pair:
            kept, gone = pair[0].person, pair[1].person
            self._push(Step(kept.id, gone.id, _said(kept), _said(gone), True), _("Merge two records"))

    def ask_part(self) -> None:
        """Part the record that was merged last into the picked person."""
        if self.entry:
            jobs.start(partial(people.merges, self.kit), partial(self._part, self.entry.person), self.failed.emit, owner=self)

    def _part(self, kept: Person, merges: tuple[Merge, ...]) -> None:
        found = next((one for one in merges if one.kept == kept.id), None)
        if found:
            self._push(Step(found.kept, found.gone, _said(kept), found.gone_name, False), _("Part two records"))

    def _push(self, step: Step, text: str) -> None:
        self.stack.push(Replace(self._do, replace(step, one=not step.one), step, text))

    def _do(self, step: Step) -> None:
        merge = partial(people.merge, self.kit, step.kept, step.gone, actor=work.ACTOR)
        part = partial(people.unmerge, self.kit, step.gone, actor=work.ACTOR)
        jobs.start(merge if step.one else part, lambda _done: self._done(step), self._refused, owner=self)

    def _done(self, step: Step) -> None:
        text = _("{gone} and {kept} are one person now.") if step.one else _("{gone} and {kept} are two people again.")
        self.offered.emit(text.format(gone=step.gone_said, kept=step.kept_said), _("Undo"), self.undo)

    def _refused(self, error: KitError) -> None:
        self.stack.clear()  # what was refused did not happen, and cannot be undone
        self.failed.emit(error)

    def undo(self) -> None:
        """Take the last step back."""
        self.stack.undo()

    def redo(self) -> None:
        """Do it again."""
        self.stack.redo()


def _counted(done: Sequence[Back]) -> str:
    """Return how many go and how many get their old details back."""
    gone, back = (sum(one.what == what for one in done) for what in ("removed", "restored"))
    told = [ngettext("{n} person goes off the roster.", "{n} people go off the roster.", gone).format(n=gone)]
    if back:
        told.append(ngettext("{n} person has the old details again.", "{n} people have the old details again.", back).format(n=back))
    return " ".join(told)


def _left(done: Sequence[Back], before: str = "") -> str:
    """Return what does not go back, by name."""
    from kit.events.takeback import WHY

    stays = [f"{_said(one.person)}: {_(WHY[one.why])}" for one in done if one.why]
    more = [_("and {n} more").format(n=len(stays) - SHOWN)] if len(stays) > SHOWN else []
    return "\n".join(filter(None, [before, *([_("Not taken back:")] if stays else []), *stays[:SHOWN], *more]))


def _said(person: Person) -> str:
    return " · ".join(word for word in (person.name, person.emp_no or person.dept) if word)
