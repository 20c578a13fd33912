"""Steps to tick: what must be done is marked, what can be left out is lighter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kit.gui import icons, theme, widgets
from kit.gui.workshops import words
from kit.i18n import _
from kit.workshops.plan import Cue, Step
from kit.workshops.run import Run


class Checklist(QScrollArea):
    """The steps of some cues; `ticked(step id, done)` comes for each click or press of Space."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Checklist"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: dict[str, StepRow] = {}
        self._shown: tuple[str, ...] = ()

    def show_cues(self, run: Run, cues: Sequence[Cue], *, titled: bool = False) -> None:
        """Show the steps of `cues`, each cue under its title if `titled`; rows stay when only ticks changed."""
        shown = (str(run.id), *(step.id for cue in cues for step in cue.steps))
        if shown != self._shown:
            self._shown = shown
            self._build(cues, titled)
        for step_id, row in self.rows.items():
            row.show_done(step_id in run.ticks)

    def _build(self, cues: Sequence[Cue], titled: bool) -> None:
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(0, 0, 8, 0)
        lay.setSpacing(6)
        self.rows = {}
        for cue in cues:
            if titled and cue.steps:
                lay.addWidget(widgets.label(cue.title, "section", wrap=True))
            for step in cue.steps:
                self.rows[step.id] = StepRow(step)
                self.rows[step.id].ticked.connect(self.ticked)
                lay.addWidget(self.rows[step.id])
        if not self.rows:
            lay.addWidget(widgets.label(_("Nothing to tick here."), "muted"))
        lay.addStretch(1)
        self.setWidget(inside)


class StepRow(QWidget):
    """One step: its box, its words over as many lines as they need, and whether it is a must."""

    ticked = Signal(str, bool)

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.box = Box()
        told = _("{step} (must)").format(step=step.text) if step.must else step.text
        self.box.setAccessibleName(told)
        self.box.clicked.connect(lambda done: self.ticked.emit(step.id, done))
        self.words = _Label(step.text, self.box)
        self.words.setProperty("role", "" if step.must else "muted")
        line = widgets.row(self.box, self.words, spacing=4)
        line.setStretch(1, 1)
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        if step.owner:
            line.addWidget(widgets.label(words.said(step.owner), "small"), 0, Qt.AlignmentFlag.AlignTop)
        if step.must:
            line.addWidget(widgets.Badge(_("must"), "accent"), 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_done(self, done: bool) -> None:
        """Show whether it is ticked."""
        self.box.setChecked(done)
        widgets.restyle(self.words, "role", "muted" if done or not self.step.must else "")


class _Label(QLabel):
    """Words beside a box that tick it when clicked."""

    def __init__(self, text: str, box: Box) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.click()


class Box(QCheckBox):
    """A box large enough to hit in a hurry, seen on every surface."""

    SIDE = 20

    def sizeHint(self) -> QSize:
        return QSize(self.SIDE + 4, self.SIDE + 4)

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, done = theme.look(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF((self.width() - self.SIDE) / 2, (self.height() - self.SIDE) / 2, self.SIDE, self.SIDE).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.colour("accent" if done or self.hasFocus() else "border"), 2.0 if self.hasFocus() else 1.4))
        painter.setBrush(look.colour("accent" if done else "surface"))
        painter.drawRoundedRect(room, 4, 4)
        if self.hasFocus() and done:
            painter.setPen(QPen(look.colour("ink"), 2.0))
            painter.drawRoundedRect(room, 4, 4)
        if done:
            icons.paint(painter, room.adjusted(2, 2, -2, -2), "check", "on_accent")
        painter.end()


class Words(QScrollArea):
    """A piece of Markdown that scrolls when it is long."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.MarkdownText)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setWidget(self.label)

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self.label.text():
            self.label.setText(text)
            self.verticalScrollBar().setValue(0)
