"""Where the window stood: kept in the workspace's cache between two starts."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kit.content import files
from kit.errors import KitError
from kit.workspace import Workspace

SIZE = (1280, 800)
FILE = "window.txt"


def bring_back(window: QWidget, workspace: Workspace) -> None:
    """Put the window where it was, if that is on a screen; else in a good size."""
    window.resize(*SIZE)
    try:
        x, y, width, height, maximized = (int(word) for word in (workspace.cache / FILE).read_text("utf-8").split())
    except (OSError, ValueError):
        return
    place = QRect(x, y, width, height)
    if any(screen.availableGeometry().contains(place.center()) for screen in QGuiApplication.screens()):
        window.setGeometry(place)
    if maximized:
        window.showMaximized()


def keep(window: QWidget, workspace: Workspace) -> None:
    """Remember where the window stands; a cache that cannot be written is no reason not to close."""
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    kept = (place.x(), place.y(), place.width(), place.height(), int(window.isMaximized()))
    with contextlib.suppress(KitError):
        files.write_text(workspace.cache / FILE, " ".join(map(str, kept)) + "\n")
