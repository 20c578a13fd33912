"""The first start: a small window while the workspace is being made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.i18n import _


class Welcome(QWidget):
    """Says what is being made and where."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Lectern")
        self.setFixedWidth(480)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(_("Progress"))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(32, 32, 32, 32)
        lay.setSpacing(12)
        lay.addWidget(widgets.picture("decks", 40, "accent"))
        lay.addWidget(widgets.label(_("Welcome to Lectern"), "title"))
        text = _("Making your workspace with a deck, a workshop and an event to try, in {path}.")
        lay.addWidget(widgets.label(text.format(path=root), "muted", wrap=True))
        lay.addSpacing(8)
        lay.addWidget(bar)
