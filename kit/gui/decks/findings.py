"""What is to be mended, below the outline: each finding with its place; opening one goes there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from kit.errors import Finding, fill
from kit.gui import theme, widgets
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, said

WEIGHT = {"error": 0, "warning": 1, "note": 2}
WORDS = {"error": N_("Must"), "warning": N_("Should"), "note": N_("Hint")}
TINTS = {"error": "error_ink", "warning": "warning_ink", "note": "muted"}


def _where(finding: Finding) -> str:
    if finding.slide:
        return _("slide {n}").format(n=finding.slide)
    return f"{Path(finding.file).name}:{finding.line}".removesuffix(":0") if finding.file else ""


def _what(finding: Finding) -> str:
    return f"{said(finding)} {finding.mending(_)}".strip()


def offered(finding: Finding) -> str:
    """Return the fix of a finding in the person's language, "" where there is none."""
    from kit.decks.outline import mending

    text, fields = mending.offer(finding)
    return fill(_(text), fields) if text else ""


COLUMNS = (
    Column[Finding](N_("Weight"), lambda f: _(WORDS[f.severity]), lambda f: WEIGHT[f.severity], width=72, tint=lambda f: TINTS[f.severity]),
    Column[Finding](N_("What"), _what, tip=_what),
    Column[Finding](N_("Fix"), offered, width=180, tint=lambda _f: "accent", tip=offered),
    Column[Finding](N_("Where"), _where, width=104, tint=lambda _f: "muted", tip=lambda f: f.place),
)


PARTS = (0.14, 1.0, 0.28, 0.18)  # of the width, at most
FIX = 2  # the column whose click takes the fix


class _Roomy(QStyledItemDelegate):
    """Gives sentences of two lines room above and below, so that rows stay apart."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 8)


class Findings(QWidget):
    """A table of findings with its count.

    `opened(finding)` comes with Enter and double click, `mended(finding)` with a click on its fix or Ctrl+Enter.
    """

    opened = Signal(object)
    mended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.head = widgets.Section(_("Findings"))
        self.table = RecordsTable[Finding](COLUMNS, _("Findings"), key=str, framed=False)
        self.table.horizontalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setItemDelegate(_Roomy(self.table))
        self.table.verticalHeader().setMinimumSectionSize(round(28 * theme.look().scale))
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.opened.connect(self.opened)
        self.table.clicked.connect(self._clicked)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self.table, self.mend)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.well = widgets.label(_("Nothing to mend."), "muted")
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 4, 0, 0)
        lay.setSpacing(4)
        lay.addWidget(self.head)
        lay.addWidget(self.well)
        lay.addWidget(self.table, 1)
        self.rest = QWidget()
        lay.addWidget(self.rest, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, let the sentence keep the largest part of it."""
        super().resizeEvent(event)
        for number, (column, part) in enumerate(zip(COLUMNS, PARTS, strict=True)):
            if column.width:
                self.table.setColumnWidth(number, round(min(column.width * theme.look().scale, self.width() * part)))

    def mend(self) -> None:
        """Take the fix of the finding at the cursor."""
        finding = self.table.record()
        if finding is not None and offered(finding):
            self.mended.emit(finding)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == FIX:
            self.mend()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these findings, the weightiest first."""
        once = {str(finding): finding for finding in findings}.values()
        ordered = sorted(once, key=lambda f: WEIGHT[f.severity])
        self.table.show_records(ordered)
        self.table.setColumnHidden(FIX, not any(offered(finding) for finding in ordered))  # its room is the sentences' then
        self.table.setVisible(bool(ordered))
        self.well.setVisible(not ordered)
        self.rest.setVisible(not ordered)
        self.head.count.setText(str(len(ordered)) if ordered else "")
