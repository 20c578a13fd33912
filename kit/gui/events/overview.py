"""The event at a glance: figures, arrivals over time, the last lines of the door."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.gui.events import words
from kit.gui.events.chart import Arrivals
from kit.gui.events.lines import Lines
from kit.gui.events.work import Seen
from kit.gui.figures import Figure
from kit.i18n import _


class OverviewTab(QWidget):
    """Shows the figures; `phones` asks to let phones in."""

    phones = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.registered = Figure(_("Registered"))
        self.inside = Figure(_("In"))
        self.walk_ins = Figure(_("Walk-ins"))
        self.late = Figure(_("Late"))
        self.answers = Figure(_("Answers"))
        self.chart = Arrivals()
        self.lines = Lines(_("Last arrivals"))
        self.notice = _notice(self.phones.emit)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 16, 0, 0)
        lay.setSpacing(16)
        lay.addWidget(self.notice)
        lay.addLayout(figures_row(self.registered, self.inside, self.walk_ins, self.late, self.answers))
        lay.addLayout(self._below(), 1)

    def _below(self) -> QHBoxLayout:
        surface = QFrame()
        surface.setObjectName("surface")
        inner = QVBoxLayout(surface)
        inner.setContentsMargins(16, 8, 16, 8)
        inner.addWidget(self.chart)
        lay = QHBoxLayout()
        lay.setSpacing(16)
        lay.addLayout(_titled(_("Arrivals, every five minutes"), surface), 3)
        lay.addLayout(_titled(_("Last arrivals"), self.lines), 2)
        return lay

    def show_seen(self, seen: Seen) -> None:
        """Show the event as it is now."""
        o, counts = seen.overview, seen.overview.counts
        expected = counts.present - counts.walk_ins
        share = expected / counts.registered if counts.registered else None
        self.registered.show_(f"{counts.registered}")
        self.inside.show_(f"{counts.present}", _("{share} of the roster").format(share=words.percent(share)) if counts.registered else "")
        self.walk_ins.show_(f"{counts.walk_ins}")
        self.late.show_(f"{o.late}")
        rate = _("{share} of those in").format(share=words.percent(o.response_rate)) if o.response_rate is not None else ""
        self.answers.show_(f"{o.responses}", rate)
        self.chart.show_(tuple((o.event.local(at), n) for at, n in o.arrivals), o.event.local(o.event.starts_at))
        self.lines.show_lines(o.event, o.lines)
        self.notice.setVisible(not seen.phones and o.phase in ("upcoming", "running"))


def figures_row(*figures: Figure) -> QHBoxLayout:
    """Return figures side by side, their numbers on one line whether or not they have a note."""
    lay = widgets.row(spacing=40)
    for figure in figures:
        lay.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
    lay.addStretch(1)
    return lay


def _titled(title: str, view: QWidget) -> QVBoxLayout:
    lay = QVBoxLayout()
    lay.setSpacing(8)
    lay.addWidget(widgets.label(title, "section"))
    lay.addWidget(view, 1)
    return lay


def _notice(call: object) -> QFrame:
    """Return the strip that says phones are off and offers to turn them on."""
    made = QFrame()
    made.setObjectName("surface")
    said = widgets.label(_("Phones cannot reach this computer yet: nobody can scan the codes."), "")
    turn = widgets.button(_("Turn phones on"), "signal", call)  # type: ignore[arg-type]
    lay = widgets.row(widgets.picture("signal-off", 20, "warning_ink"), said, 1, turn, spacing=10)
    lay.setContentsMargins(16, 8, 8, 8)
    made.setLayout(lay)
    made.hide()
    return made
