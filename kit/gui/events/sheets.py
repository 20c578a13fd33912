"""Workbooks of an event: written at any time, also while it is on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from kit import i18n
from kit.gui import widgets
from kit.gui.events.work import Seen
from kit.i18n import NAMES, _

KINDS = ("attendance", "feedback", "template")


class SheetsTab(QWidget):
    """`wanted(what, lang)` asks for a workbook: attendance, feedback or template."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.lang = QComboBox()
        self.lang.setAccessibleName(_("Language of the workbooks"))
        for lang, name in NAMES.items():
            self.lang.addItem(name, lang)
        self.lang.setCurrentIndex(self.lang.findData(i18n.current()))
        self.buttons = {kind: widgets.button(_("Write workbook"), "sheet") for kind in KINDS}
        for kind, made in self.buttons.items():
            made.clicked.connect(lambda _checked=False, kind=kind: self.wanted.emit(kind, str(self.lang.currentData())))
        attendance = _("Summary, everybody with their times, every line of the door, a sign-in sheet and definitions.")
        feedback = _("Summary with scores and intervals, all responses, the codebook, a long table for pivots, and comments.")
        template = _("An empty list with the columns that the import recognises, to send to whoever registers people.")
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 16, 0, 0)
        lay.setSpacing(12)
        lay.addLayout(widgets.row(widgets.label(_("Language of the workbooks"), "muted"), self.lang, 1))
        for kind, title, text in (
            ("attendance", _("Attendance"), attendance),
            ("feedback", _("Feedback"), feedback),
            ("template", _("Empty list"), template),
        ):
            self.buttons[kind].setAccessibleName(f"{title}: {_('Write workbook')}")
            lay.addWidget(self._row(title, text, self.buttons[kind]))
        lay.addStretch(1)

    def _row(self, title: str, text: str, button: QWidget) -> QFrame:
        made = QFrame()
        made.setObjectName("surface")
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(widgets.label(title, "strong"))
        said.addWidget(widgets.label(text, "muted", wrap=True))
        lay = widgets.row(widgets.picture("sheet", 24, "accent_ink"), spacing=16)
        lay.setContentsMargins(16, 12, 16, 12)
        lay.addLayout(said, 1)
        lay.addWidget(button)
        made.setLayout(lay)
        return made

    def show_seen(self, seen: Seen) -> None:
        """Offer what there is to write about the event as it is now."""
        self.buttons["feedback"].setEnabled("feedback" in seen.codes)
