"""The cockpit of a run: the current cue huge, its clock and drift, what comes next, what to tick, what to drop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kit.context import Kit
from kit.gui import theme, widgets
from kit.gui.workshops import words
from kit.gui.workshops.acts import Acts
from kit.gui.workshops.catchup import CatchUpPanel
from kit.gui.workshops.checklist import Checklist, Words
from kit.gui.workshops.face import Face
from kit.gui.workshops.projector import Projector
from kit.gui.workshops.schedule import Schedule
from kit.i18n import _
from kit.ops import workshops
from kit.workshops import run as runs
from kit.workshops import timing
from kit.workshops.run import Run

TICK = 250  # milliseconds between two looks at the clock


class Cockpit(QWidget):
    """Runs one run of show; all it does goes through `acts`, so what it shows is always what the log holds."""

    said = Signal(object)
    moved = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.run: Run | None = None
        self.acts = Acts(kit, self)
        self.acts.changed.connect(self.show_run)
        self.acts.failed.connect(self.said)
        self.projector: Projector | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)
        self._build()
        self._arm()

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        right.setSpacing(12)
        self._build_cue(left)
        self._build_side(right)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(32)
        lay.addLayout(left, 7)
        lay.addLayout(right, 5)

    def _build_cue(self, left: QVBoxLayout) -> None:
        self.where = widgets.label("", "muted")
        self.title = widgets.label("", "display", wrap=True)
        self.title.setStyleSheet(f"font-size: {theme.look().px(40)}px;")
        self.drift = widgets.Badge()
        self.held = widgets.Badge()
        self.face = Face(110)
        self.told = widgets.label("", "muted")
        self.notes = widgets.label("", "", wrap=True, select=True)
        self.next = widgets.label("", "lead", wrap=True)
        self.back_button = widgets.icon_button("chevron-left", _("Back (B)"), self.back)
        self.hold_button = widgets.button(_("Hold the clock"), "pause", self.hold, tip=_("Stop the clock of this cue (H)"))
        self.one = widgets.button(_("+1 min"), "", lambda: self.add(60), tip=_("Give this cue one minute more (+)"))
        self.five = widgets.button(_("+5 min"), "", lambda: self.add(300), tip=_("Give this cue five minutes more"))
        self.skip_button = widgets.button(_("Skip the next"), "skip", self.skip, kind="quiet", tip=_("Leave the next cue out (S)"))
        self.next_button = widgets.button(_("Next"), "chevron-right", self.next_cue, kind="primary", tip=_("Go to the next cue (N)"))
        left.addLayout(widgets.row(self.where, 1, self.held, self.drift))
        left.addWidget(self.title)
        left.addWidget(self.face, 5)
        left.addWidget(self.told)
        left.addSpacing(4)
        controls = (self.back_button, self.next_button, self.hold_button, self.one, self.five, 1, self.skip_button)
        left.addLayout(widgets.row(*controls))
        left.addWidget(self.next)
        left.addWidget(self.notes)
        self.schedule = Schedule()
        self.schedule.chosen.connect(self.go)
        left.addWidget(self.schedule, 6)

    def _build_side(self, right: QVBoxLayout) -> None:
        self.catch_up = CatchUpPanel()
        self.catch_up.dropped.connect(self.leave_out)
        self.steps = widgets.Section(_("To do now"))
        self.checklist = Checklist()
        self.checklist.ticked.connect(self.tick)
        right.addWidget(self.catch_up)
        right.addWidget(self.steps)
        right.addWidget(self.checklist, 3)
        self.screens = widgets.Section(_("What the room sees"))
        self.seen = Words()
        right.addWidget(self.screens)
        right.addWidget(self.seen, 2)

    def _arm(self) -> None:
        """Give each act a key; Page Up and Page Down are what presenters' remote controls send."""
        keys: dict[str, Callable[[], None]] = {
            "N": self.next_cue,
            "PgDown": self.next_cue,
            "B": self.back,
            "PgUp": self.back,
            "H": self.hold,
            "S": self.skip,
            "+": lambda: self.add(60),
            "=": lambda: self.add(60),
            "P": self.project,
        }
        for key, call in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(call)

    def open_run(self, run: Run) -> None:
        """Show a run and follow its clock."""
        self.show_run(run)
        self._timer.start()
        self.setFocus()

    def leave(self) -> None:
        """Follow no run; the run itself goes on."""
        self._timer.stop()
        if self.projector:
            self.projector.close()

    def show_run(self, run: Run) -> None:
        """Show another state."""
        before, self.run = self.run, run
        if before is None or (before.id, before.current) != (run.id, run.current):
            self._show_cue(run)
        self._show_steps(run)
        self.look()
        self.moved.emit(run)

    def _show_cue(self, run: Run) -> None:
        cue = run.cue
        ended = _("This run has ended") if run.ended_at else _("Ready to start")
        self.title.setText(cue.title if cue else ended)
        self.title.setAccessibleName(self.title.text())
        words_ = " · ".join(word for word in ((words.said(cue.phase), words.said(cue.role)) if cue else (run.plan.title,)) if word)
        self.where.setText(words_)
        note = cue.notes if cue else ""
        self.notes.setText(note)
        self.notes.setVisible(bool(note))
        text = cue.text if cue else run.plan.intro if not run.ended_at else ""
        self.seen.show_text(text)
        for one in (self.screens, self.seen):
            one.setVisible(bool(text))

    def _show_steps(self, run: Run) -> None:
        if run.ended_at:
            self.steps.text.setText(_("To do afterwards"))
            self.checklist.show_cues(run, run.plan.after, titled=True)
        elif run.cue is None:
            self.steps.text.setText(_("To do before the start"))
            early = [cue for cue in run.plan.timed if run.plan.nominal(cue.id) < 0]
            self.checklist.show_cues(run, [*run.plan.before, *early], titled=True)
        else:
            self.steps.text.setText(_("To do now"))
            self.checklist.show_cues(run, [run.cue])
        rows = self.checklist.rows
        done = sum(step in run.ticks for step in rows)
        self.steps.count.setText(_("{done} of {all}").format(done=done, all=len(rows)) if rows else "")

    def look(self) -> None:
        """Look at the clock."""
        run = self.run
        if run is None:
            return
        now = self.kit.now()
        shown = timing.clock(run, now)
        on = run.cue is not None
        left = shown.remaining / shown.allotted if shown.allotted else 0.0
        text = words.clock(shown.remaining) if on else words.local(run.ended_at or now, run.zone)
        self.face.show_(text, "held" if run.status == "held" else shown.phase, left if on else 0.0)
        self.drift.show_(words.drift(shown.drift) if on else "", words.drift_kind(shown.drift))
        self.held.show_(_("on hold") if run.status == "held" else "", "info")
        self.told.setText(self._ends(run, shown))
        self._show_next(run, shown.phase == "overtime")
        self._enable(run)
        self.catch_up.show_(run, timing.catch_up(run, now))
        self.schedule.show_lines(timing.lines(run, now), run.zone)
        if self.projector and self.projector.isVisible():
            self.projector.show_run(run, now)

    def _ends(self, run: Run, shown: timing.Clock) -> str:
        planned, expected = words.local(shown.planned_end, run.zone), words.local(shown.expected_end, run.zone)
        if run.ended_at:
            return _("Ended at {time}, planned {planned}").format(time=expected, planned=planned)
        told = _("Ends at {time}, planned {planned}").format(time=expected, planned=planned)
        has = _("{minutes} for this cue").format(minutes=words.minutes(shown.allotted)) if run.cue else ""
        return " · ".join(word for word in (has, told) if word)

    def _show_next(self, run: Run, urgent: bool) -> None:
        cue = run.next_cue if run.started_at else run.plan.cue(runs.first(run, self.kit.now()))
        text = _("Next: {title} ({minutes})").format(title=cue.title, minutes=words.minutes(cue.minutes * 60)) if cue else ""
        self.next.setText(text if run.cue or not run.ended_at else "")
        widgets.restyle(self.next, "role", "heading" if urgent else "lead")

    def _enable(self, run: Run) -> None:
        on = run.cue is not None
        self.back_button.setEnabled(on and run.previous_cue is not None)
        self.skip_button.setVisible(on and run.next_cue is not None)
        for button in (self.back_button, self.hold_button, self.one, self.five):
            button.setVisible(on)
        held = run.status == "held"
        widgets.button(_("Go on") if held else _("Hold the clock"), "play" if held else "pause", made=self.hold_button)
        last = on and run.next_cue is None
        text = _("Finish") if last else _("Next") if on else _("Start")
        widgets.button(text, "chevron-right" if on else "play", kind="primary", made=self.next_button)
        self.next_button.setVisible(not run.ended_at)

    def _do(self, verb: Callable[..., Run], *what: object, **more: object) -> None:
        if self.run is not None:
            self.acts.do(verb, self.run.id, *what, **more)

    def go(self, cue: str) -> None:
        """Go to a cue; the run starts with it if it had not."""
        if self.run and not self.run.ended_at:
            self._do(workshops.go, cue)

    def next_cue(self) -> None:
        """Start, go to the next cue, or end after the last."""
        run = self.run
        if run is None or run.ended_at or not self.acts.idle:
            return
        if run.cue is None:
            self._do(workshops.begin)
        elif run.next_cue:
            self.go(run.next_cue.id)
        else:
            self._do(workshops.end)

    def back(self) -> None:
        """Go back to the cue before."""
        if self.run and self.run.previous_cue and self.acts.idle:
            self.go(self.run.previous_cue.id)

    def hold(self) -> None:
        """Stop the clock, or let it go on."""
        if self.run and self.run.cue and self.acts.idle:
            self._do(workshops.resume if self.run.status == "held" else workshops.hold)

    def add(self, seconds: float) -> None:
        """Give the current cue more time."""
        if self.run and self.run.cue:
            self._do(workshops.add, seconds, self.run.current)

    def skip(self) -> None:
        """Leave the next cue out."""
        if self.run and self.run.cue and self.run.next_cue and self.acts.idle:
            self._do(workshops.skip, self.run.next_cue.id)

    def leave_out(self, cues: tuple[str, ...]) -> None:
        """Leave several cues out."""
        for cue in cues:
            self._do(workshops.skip, cue)

    def tick(self, step: str, done: bool) -> None:
        """Tick a step, or take its tick away."""
        self._do(workshops.tick if done else workshops.untick, step)

    def finish(self) -> None:
        """End the run."""
        if self.run and not self.run.ended_at:
            self._do(workshops.end)

    def project(self) -> None:
        """Open the projector window."""
        if self.projector is None:
            self.projector = Projector(self)
        if self.run:
            self.projector.show_run(self.run, self.kit.now())
        self.projector.place()
