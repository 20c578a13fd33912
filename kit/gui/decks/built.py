"""The strip that stays after a build: what was made, and what to do with it now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame

from kit.gui import widgets
from kit.gui.page import Kind
from kit.i18n import _


class BuiltBar(QFrame):
    """Says where the finished deck is; Open, Show in folder, Export, Report."""

    def __init__(self, report: Callable[[], object], export: Callable[[], object], say: Callable[[str, Kind], object]) -> None:
        super().__init__()
        self._say = say
        self.setObjectName("workbar")
        self.path: Path | None = None
        self.text = widgets.label("", "strong")
        self.open = widgets.button(_("Open"), "open", self.open_deck)
        self.folder = widgets.button(_("Show in folder"), "folder", self.open_folder, kind="quiet")
        self.report = widgets.button(_("Report"), "list", report, kind="quiet")
        self.paper = widgets.button(_("Export"), "export", export, kind="quiet")
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

    def open_deck(self) -> None:
        """Open the deck in the presentation program."""
        self._open(self.path)

    def open_folder(self) -> None:
        """Show the folder the deck lies in."""
        self._open(self.path.parent if self.path is not None else None)

    def _open(self, path: Path | None) -> None:
        if path is not None and not open_file(path):
            self._say(unopened(path), "warning")


def unopened(path: Path) -> str:
    """Say that no program opens a file."""
    return _("No program is set to open {path}.").format(path=path)


def open_file(path: Path) -> bool:
    """Open a file or folder in the program set for it; returns whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
