"""The strip that stays after a build: what was made, and what to do with it now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame

from kit.gui import widgets
from kit.i18n import _


class BuiltBar(QFrame):
    """Says where the finished deck is; Open, Show in folder, PDF, Report."""

    def __init__(self, report: Callable[[], object], export: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("workbar")
        self.path: Path | None = None
        self.text = widgets.label("", "strong")
        self.open = widgets.button(_("Open"), "open", self.open_deck)
        self.folder = widgets.button(_("Show in folder"), "folder", self.open_folder, kind="quiet")
        self.report = widgets.button(_("Report"), "list", report, kind="quiet")
        self.paper = widgets.button(_("PDF"), "export", export, kind="quiet")
        close = widgets.icon_button("close", _("Close"), self.hide, size=16)
        tools = (self.report, self.paper, self.folder, self.open, close)
        lay = widgets.row(widgets.picture("success", 20, "success_ink"), self.text, 1, *tools)
        lay.setContentsMargins(24, 8, 16, 8)
        self.setLayout(lay)
        self.hide()

    def show_deck(self, path: Path, text: str) -> None:
        """Show a finished deck."""
        self.path = path
        self.text.setText(text)
        self.setAccessibleName(text)
        self.show()

    def shown(self) -> Path | None:
        """Return the deck it is about, None while it is not there."""
        return self.path if self.isVisible() else None

    def open_deck(self) -> bool:
        """Open the deck in the presentation program; returns whether one is set for it."""
        return self.path is not None and open_file(self.path)

    def open_folder(self) -> bool:
        """Show the folder the deck lies in."""
        return self.path is not None and open_file(self.path.parent)


def open_file(path: Path) -> bool:
    """Open a file or folder in the program set for it; returns whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
