"""The door: the code to scan at the left; at the right the scan field, its answer, whom it may mean, and who came last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kit.context import Kit
from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.gui.events import asking, tones, words, work
from kit.gui.events.card import Card
from kit.gui.events.lines import Lines
from kit.gui.events.plate import Plate
from kit.gui.events.scanfield import ScanField
from kit.gui.events.work import Entered, Seen
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, said

if TYPE_CHECKING:
    from kit.events.door import Attendance, CheckIn

MATCHES: tuple[Column[Attendance], ...] = (
    Column(N_("Name"), lambda entry: entry.person.name),
    Column(N_("Employee no."), lambda entry: entry.person.emp_no, width=130),
    Column(N_("Department"), lambda entry: entry.person.dept, width=170),
    Column(N_("State"), words.status, width=120, tint=words.status_ink),
)
LEFT, BELOW = 320, 260


class DoorTab(QWidget):
    """`projector` asks for the second screen, `phones` to let phones in."""

    projector = Signal(str)
    phones = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.code = ""
        self.what = "checkin"
        self._seen: Seen | None = None
        self._finding = jobs.Latest(self)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 16, 0, 0)
        lay.setSpacing(24)
        lay.addLayout(self._left())
        lay.addLayout(self._right(), 1)

    def _left(self) -> QVBoxLayout:
        self.plate = Plate()
        self.plate.setFixedSize(LEFT, LEFT)
        self._beside: list[QWidget] = []
        self.address = widgets.label("", "lead", wrap=True, select=True)
        self.address.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.checkin = widgets.button(_("Check-in"), call=partial(self.choose, "checkin"), kind="quiet")
        self.feedback = widgets.button(_("Feedback"), call=partial(self.choose, "feedback"), kind="quiet")
        for made in (self.checkin, self.feedback):
            made.setCheckable(True)
        self.off = widgets.label(_("Phones are off: the code leads nowhere yet."), "muted", wrap=True)
        self.turn_on = widgets.button(_("Turn phones on"), "signal", self.phones.emit)
        self.show_ = widgets.button(_("Show on the projector"), "screen", lambda: self.projector.emit(self.what))
        self.helpers = widgets.button(_("Helpers' phones…"), "users", self.open_helpers, kind="quiet")
        lay = QVBoxLayout()
        lay.setSpacing(12)
        lay.addLayout(widgets.row(1, self.checkin, self.feedback, 1))
        lay.addWidget(self.plate)
        lay.addWidget(self.address)
        lay.addWidget(self.show_)
        lay.addWidget(self.helpers)
        lay.addWidget(self.off)
        lay.addWidget(self.turn_on)
        lay.addStretch(1)
        for at in range(lay.count()):
            item = lay.itemAt(at)
            widget = item.widget() if item else None
            if widget and widget is not self.plate:
                self._beside.append(widget)
        return lay

    def _right(self) -> QVBoxLayout:
        self.field = ScanField()
        self.field.scanned.connect(self.scan)
        self.field.typed.connect(self.look_for)
        self.field.down.connect(self._into_matches)
        self.walk_in = widgets.button(_("Walk-in…"), "plus", self.ask_walk_in)
        self.camera = widgets.icon_button("camera", _("Scan badges with the camera"), self.open_camera)
        self.eye: QWidget | None = None
        self.card = Card(_("Ready: scan a badge, or type who is standing before you."))
        self.matches = RecordsTable(MATCHES, _("Whom it may mean"), key=lambda entry: entry.badge)
        self.matches.opened.connect(lambda entry: self.let_in(entry))
        self.take_back = widgets.button(_("Take back…"), "undo", self.ask_void, kind="quiet")
        self.take_back.setEnabled(False)
        self.lines = Lines(_("Last arrivals"))
        self.lines.picked.connect(self._picked)
        for watched in (self.matches, self.lines):
            watched.installEventFilter(self)
        self.below = QStackedWidget()
        self.below.addWidget(self._part(_("Last arrivals"), self.lines, self.take_back))
        self.below.addWidget(self._part(_("Whom it may mean: Enter or double click lets in"), self.matches))
        lay = QVBoxLayout()
        lay.setSpacing(12)
        top = widgets.row(self.field, self.camera, self.walk_in)
        top.setStretch(0, 1)
        lay.addLayout(top)
        lay.addWidget(self.card)
        lay.addWidget(self.below, 1)
        return lay

    def _part(self, title: str, view: QWidget, *tools: QWidget) -> QWidget:
        made = QWidget()
        lay = QVBoxLayout(made)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(4)
        head = widgets.row(widgets.label(title, "section"), 1, *tools)
        lay.addLayout(head)
        lay.addWidget(view, 1)
        return made

    def resizeEvent(self, event: object) -> None:
        """Give the code as much room as the window has: it is what people in the room look for."""
        side = round(max(LEFT, min(self.width() * 0.36, self.height() - BELOW)))
        self.plate.setFixedSize(side, side)
        for widget in self._beside:
            widget.setFixedWidth(side)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send letters and digits to the scan field, wherever the focus is: a scan must not be swallowed by a list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is not self.field:
            plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            if plain and event.text() and event.text().isprintable():
                self.field.setFocus()
                QCoreApplication.sendEvent(self.field, event)
                return True
        return super().eventFilter(watched, event)

    def show_seen(self, seen: Seen) -> None:
        """Show the event as it is now."""
        fresh = self.code != seen.overview.event.code
        self._seen, self.code = seen, seen.overview.event.code
        if fresh:
            self.card.show_("info", "", _("Ready: scan a badge, or type who is standing before you."))
            self.field.clear()
            self.below.setCurrentIndex(0)
        self.lines.show_lines(seen.overview.event, seen.overview.lines)
        self.off.setVisible(not seen.phones)
        self.turn_on.setVisible(not seen.phones)
        self.feedback.setVisible("feedback" in seen.codes)
        self.choose(self.what if self.what in seen.codes else "checkin")

    def choose(self, what: str) -> None:
        """Show the code for "checkin" or "feedback"."""
        self.what = what
        self.checkin.setChecked(what == "checkin")
        self.feedback.setChecked(what == "feedback")
        if self._seen:
            code = self._seen.codes[what]
            self.plate.show_(code)
            self.address.setText(code.address.removeprefix("http://"))

    def open_helpers(self) -> None:
        """Show how helpers' phones come in, and which are there."""
        from kit.gui.events.helping import HelpersDialog

        HelpersDialog(self.kit, self.code, self.window()).exec()

    def open_camera(self) -> None:
        """Open the camera's window; where there is no camera, say so."""
        from kit.gui.events import camera

        try:
            eye = camera.Eye(self.window())
        except KitError as error:
            self._refused(error)
            return
        eye.scanned.connect(self.scan)
        self.eye = eye
        eye.show()

    def scan(self, text: str) -> None:
        """Check in whom a text means; each scan has its own job, so that none waits for another's answer."""
        self._finding.start(lambda: None)
        jobs.start(partial(work.enter, self.kit, self.code, text), self._entered, self._refused, owner=self)

    def look_for(self, text: str) -> None:
        """Show whom the text may mean while it is typed."""
        if text:
            self._finding.start(partial(work.find, self.kit, self.code, text), self._found)
        else:
            self._finding.start(lambda: None)
            self.below.setCurrentIndex(0)

    def let_in(self, entry: Attendance) -> None:
        """Check in the person that was picked."""
        jobs.start(partial(work.let_in, self.kit, self.code, entry.badge), self._entered, self._refused, owner=self)

    def ask_walk_in(self, name: str = "") -> None:
        """Ask who is standing there, and let them in."""
        told = asking.walk_in(self, name)
        if told:
            jobs.start(partial(work.walk_in, self.kit, self.code, *told), self._entered, self._refused, owner=self)

    def ask_void(self, line: CheckIn | None = None) -> None:
        """Ask why a check-in is taken back, and take it back."""
        line = line or self.lines.line()
        reason = asking.reason(self, line.name) if line and line.counts else ""
        if line and reason:
            jobs.start(partial(work.void, self.kit, line.id, reason), self._voided, self._refused, owner=self)

    def _picked(self, line: CheckIn | None) -> None:
        self.take_back.setEnabled(bool(line and line.counts))

    def _found(self, matches: tuple[Attendance, ...]) -> None:
        self.matches.show_records(matches)
        self.below.setCurrentIndex(1 if self.field.text().strip() else 0)

    def _into_matches(self) -> None:
        if self.below.currentIndex() == 1 and self.matches.proxy.rowCount():
            self.matches.setFocus()
            self.matches.selectRow(0)

    def _entered(self, entered: Entered) -> None:
        line = entered.line
        if line is None:
            self.matches.show_records(entered.matches)
            self.below.setCurrentIndex(1)
            told = _("Several people may be meant: pick one below.")
            self.card.show_("warning", entered.text, told)
            self._into_matches()
            self._sound("warning")
            return
        self.below.setCurrentIndex(0)
        self.field.setFocus()
        kind, outcome = words.kind(line), str(line.outcome)
        action, call = "", None
        if line.counts:
            action, call = _("Take back…"), partial(self.ask_void, line)
        elif outcome == "unknown":
            name = "" if line.raw.upper().startswith("LB") else line.raw
            action, call = _("Let in as walk-in…"), partial(self.ask_walk_in, name)
        self.card.show_(kind, line.name, self._told(line), action, call)
        self._sound(kind)

    def _told(self, line: CheckIn) -> str:
        assert self._seen is not None
        event = self._seen.overview.event
        told = [words.outcome(line), line.dept]
        if str(line.outcome) == "already":
            told[0] = _("In already since {time}").format(time=words.clock(event, line.first_at))
        elif line.counts:
            told.append(_("Receipt {code}").format(code=line.receipt))
        return " · ".join(word for word in told if word)

    def _voided(self, line: CheckIn) -> None:
        self.card.show_("warning", line.name, _("Taken back: {reason}").format(reason=line.void_reason))
        self.field.setFocus()

    def _refused(self, error: KitError) -> None:
        self.card.show_("error", "", said(error))
        self._sound("error")

    def _sound(self, kind: str) -> None:
        if self.kit.settings.sounds:
            tones.play(kind)
