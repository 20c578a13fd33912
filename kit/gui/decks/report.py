"""What became of each slide of a finished deck: kept, changed, left out; and everything found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.gui.decks.findings import Findings
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.decks.link import Report, SlideReport
    from kit.errors import Finding


def _changes(slide: SlideReport) -> str:
    return " ".join(said(finding) for finding in (*slide.changed, *slide.dropped)) or _("kept as it was")


COLUMNS = (
    Column["SlideReport"](N_("No."), lambda s: str(s.number), lambda s: s.number, align="right", width=48),
    Column["SlideReport"](N_("Slide"), lambda s: s.title or "–", width=260),
    Column["SlideReport"](N_("From"), lambda s: f"{s.source} {s.source_slide}", width=200, tint=lambda _s: "muted"),
    Column["SlideReport"](N_("What became of it"), _changes, tip=_changes),
)


class ReportDialog(QDialog):
    """Shows a report; nothing can be changed here."""

    def __init__(self, report: Report, findings: Sequence[Finding], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Report"))
        self.resize(QSize(980, 620))
        self.slides = RecordsTable["SlideReport"](COLUMNS, _("Slides"), key=lambda slide: slide.number)
        self.slides.show_records(report.slides)
        self.findings = Findings()
        self.findings.show_findings(findings)
        parts = QSplitter()
        parts.setOrientation(parts.orientation().Vertical)
        parts.addWidget(self.slides)
        parts.addWidget(self.findings)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.setSpacing(12)
        lay.addWidget(widgets.label(report.path.name, "heading"))
        lay.addWidget(widgets.label(str(report.path), "small", select=True))
        lay.addWidget(parts, 1)
        lay.addLayout(widgets.row(1, widgets.button(_("Close"), call=self.reject)))
