"""What is to be mended in the words: one line a problem, the button that mends it where the mending is certain."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kit.errors import Finding
from kit.gui import widgets
from kit.gui.slides.inspector import clear
from kit.gui.slides.source import WORST
from kit.i18n import _, ngettext, said

ORDER = ("error", "warning", "note")
SHOWN, LINES = 60, 4


class Problems(QWidget):
    """`opened(line)` comes when a problem is picked, `mended(line, old, new)` when its mending is."""

    opened = Signal(int)
    mended = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()
        self.state = widgets.label("", "small")
        self.list = QVBoxLayout()
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(0)
        inside = QWidget()
        inside.setLayout(self.list)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(_("Problems"))
        self.area.setWidget(inside)
        inside.setAutoFillBackground(False)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 6, 0, 8)
        lay.setSpacing(4)
        lay.addWidget(self.state)
        lay.addWidget(self.area)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show these problems."""
        once = tuple({(one.line, str(one)): one for one in found}.values())
        if once == self.findings and self.state.text():
            return
        self.findings = once
        clear(self.list)
        rows = [self._row(one) for one in once[:SHOWN]]
        for row in rows:
            self.list.addWidget(row)
        self.list.addStretch(1)
        self.area.setVisible(bool(once))
        self.area.setFixedHeight(sum(row.sizeHint().height() for row in rows[:LINES]) + 2)
        n = len(once)
        self.state.setText(ngettext("{n} problem", "{n} problems", n).format(n=n) if n else _("No problems."))

    def _row(self, one: Finding) -> QWidget:
        words = f"{said(one)} {one.mending(_)}".strip()
        text = _("line {line}: {words}").format(line=one.line, words=words) if one.line else words
        icon, role = WORST[one.severity]
        open_ = widgets.button(text, call=partial(self.opened.emit, one.line), kind="row", tip=words, made=_Line(text))
        row = QWidget()
        line = widgets.row(widgets.picture(icon, 16, role), open_, spacing=4)
        line.setStretch(1, 1)
        change = mending(one)
        if change is not None:
            old, new = change
            mend = _("Change to “{new}”").format(new=new)
            line.addWidget(widgets.button(mend, call=partial(self.mended.emit, one.line, old, new), kind="link"))
        row.setLayout(line)
        return row


class _Line(QPushButton):
    """A button as wide as there is room, its words shortened to fit."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = text
        self.setProperty("tight", True)
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 20))


def by_line(found: Sequence[Finding]) -> dict[int, tuple[str, str]]:
    """Return for each line with problems the worst severity and all their words."""
    lines: dict[int, list[Finding]] = {}
    for one in found:
        lines.setdefault(one.line or 1, []).append(one)
    made: dict[int, tuple[str, str]] = {}
    for line, ones in lines.items():
        worst = min((one.severity for one in ones), key=ORDER.index)
        made[line] = (worst, "\n".join(dict.fromkeys(f"{said(one)} {one.mending(_)}".strip() for one in ones)))
    return made


def mending(one: Finding) -> tuple[str, str] | None:
    """Return what to put in the place of what where a finding names both: a name that is not known and the nearest that is."""
    wrong = next((str(one.fields[key]) for key in ("name", "value", "key", "layout") if one.fields.get(key)), "")
    near = next((str(one.fields[key]) for key in ("near", "best", "nearest") if one.fields.get(key)), "")
    right = near.split(",")[0].strip(" `")
    return (wrong, right) if wrong and right and wrong != right else None
