"""What became of each slide of a finished deck: kept, changed, left out; its size by kind, fonts that are missing, everything found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QDialog, QHeaderView, QSplitter, QVBoxLayout, QWidget

from kit.gui import theme, widgets
from kit.gui.decks.findings import Findings
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, ngettext, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.decks.link import Report, SlideReport
    from kit.errors import Finding

KINDS = {
    "media": N_("pictures and media"),
    "slides": N_("slides"),
    "slideLayouts": N_("layouts and themes"),
    "slideMasters": N_("layouts and themes"),
    "theme": N_("layouts and themes"),
    "charts": N_("charts"),
    "embeddings": N_("objects"),
    "diagrams": N_("diagrams"),
    "notesSlides": N_("notes"),
    "notesMasters": N_("notes"),
    "fonts": N_("fonts"),
}
MOST = 6
UNBROKEN = {ord(" "): "\u00a0", ord("-"): "\u2011", ord("/"): "\u2060/\u2060"}


def _became(slide: SlideReport) -> str:
    told = dict.fromkeys(said(finding) for finding in (*slide.dropped, *slide.changed))
    return " ".join(told) or _("kept as it was")


def _line(text: str) -> str:
    """Return a text that stays on one line: only what became of a slide may take several."""
    return text.translate(UNBROKEN)


def _kept(slide: SlideReport) -> str:
    return _(", ").join(f"{_(kind)} {count}" for kind, count in slide.kept.items())


COLUMNS = (
    Column["SlideReport"](N_("No."), lambda s: str(s.number), lambda s: s.number, align="right", width=48),
    Column["SlideReport"](N_("Slide"), lambda s: _line(s.title) or "–", width=216, tip=lambda s: s.title),
    Column["SlideReport"](
        N_("From"), lambda s: _line(f"{s.source_slide} · {s.source}"), width=200, tint=lambda _s: "muted", tip=lambda s: s.source
    ),
    Column["SlideReport"](N_("Layout"), lambda s: _line(s.layout), width=136, tint=lambda _s: "muted", tip=lambda s: s.layout),
    Column["SlideReport"](N_("Kept"), _kept, width=148, tint=lambda _s: "muted", tip=_kept),
    Column["SlideReport"](
        N_("What became of it"),
        _became,
        lambda s: (-len(s.dropped), -len(s.changed)),
        tip=_became,
        tint=lambda s: "warning_ink" if s.dropped else "ink" if s.changed else "muted",
    ),
)


class ReportDialog(QDialog):
    """Shows a report; nothing can be changed here."""

    def __init__(self, report: Report, findings: Sequence[Finding], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Report"))
        self.resize(QSize(1080, 680))
        self.slides = _slides(report)
        self.only = QCheckBox(_("Only slides that changed"))
        self.only.setEnabled(any(slide.changed or slide.dropped for slide in report.slides))
        self.only.toggled.connect(lambda on: self.slides.proxy.keep((lambda s: bool(s.changed or s.dropped)) if on else None))
        told = {id(finding) for slide in report.slides for finding in (*slide.changed, *slide.dropped)}
        self.findings = Findings()
        self.findings.show_findings([finding for finding in findings if id(finding) not in told])
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.setSpacing(8)
        lay.addWidget(widgets.label(report.path.name, "heading"))
        lay.addWidget(widgets.label(str(report.path), "small", select=True))
        lay.addLayout(widgets.row(widgets.label(summary(report)), 1, self.only))
        for text in filter(None, (by_kind(report), missing_fonts(report))):
            lay.addWidget(widgets.label(text, "muted", wrap=True, select=True))
        lay.addWidget(self._parts(), 1)
        lay.addLayout(widgets.row(1, widgets.button(_("Close"), call=self.reject)))

    def _parts(self) -> QSplitter:
        parts = QSplitter()
        parts.setOrientation(parts.orientation().Vertical)
        parts.addWidget(self.slides)
        parts.addWidget(self.findings)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        return parts


def summary(report: Report) -> str:
    """Return the deck in one line: how many slides, of how many files, how many changed or lost something, how large."""
    changed = sum(1 for slide in report.slides if slide.changed and not slide.dropped)
    lost = sum(1 for slide in report.slides if slide.dropped)
    files = len({slide.source for slide in report.slides})
    words = [
        ngettext("{n} slide", "{n} slides", len(report.slides)).format(n=len(report.slides)),
        ngettext("{n} file", "{n} files", files).format(n=files),
        _("{n} changed").format(n=changed) if changed else "",
        _("{n} with something left out").format(n=lost) if lost else "",
        _bytes(sum(report.sizes.values())),
    ]
    return " · ".join(filter(None, words))


def by_kind(report: Report) -> str:
    """Return what takes the room in the file, the largest first."""
    sizes: dict[str, int] = {}
    for folder, size in report.sizes.items():
        kind = KINDS.get(folder, N_("other"))
        sizes[kind] = sizes.get(kind, 0) + size
    largest = sorted(((size, kind) for kind, size in sizes.items() if size), reverse=True)[:MOST]
    return _("Size: {parts}").format(parts=_(", ").join(f"{_(kind)} {_bytes(size)}" for size, kind in largest)) if largest else ""


def missing_fonts(report: Report) -> str:
    """Return the fonts that slides use, the deck does not carry and this computer does not have."""
    here = {family.casefold() for family in QFontDatabase.families()}
    missing = [face for face in report.fonts if face.casefold() not in here]
    return _("Fonts that this computer does not have: {fonts}").format(fonts=_(", ").join(missing)) if missing else ""


def _slides(report: Report) -> RecordsTable[SlideReport]:
    table = RecordsTable["SlideReport"](COLUMNS, _("Slides"), key=lambda slide: slide.number)
    table.setWordWrap(True)
    table.verticalHeader().setMinimumSectionSize(round(32 * theme.look().scale))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.show_records(report.slides)
    return table


def _bytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{max(1, round(size / 1e3))} KB"
