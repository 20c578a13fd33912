"""Start the window: the workspace, its lock, the look, the language, and what to do when something breaks."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from kit import i18n, workspace
from kit import settings as preferences
from kit.context import Kit
from kit.errors import KitError
from kit.gui import icons, jobs, theme, words
from kit.gui.crash import Crash
from kit.gui.garbage import Collector
from kit.gui.window import Window, language
from kit.i18n import _
from kit.settings import Settings

AFTER = 300


def run(workspace: Path | None = None, lang: str | None = None) -> int:
    """Open the window on a workspace, making one with the try-out ready when there is none; returns the exit status.

    A refusal (the workspace is open in another window, damaged …) is said in one dialog and returned as 2.
    """
    app = application()
    with ExitStack() as held:
        held.callback(Collector().close)
        start = Start(app, held, workspace, lang)
        try:
            start.begin()
        except KitError as error:
            return refuse(error)
        status = app.exec()
        jobs.wait()
        return start.status or status


def application() -> QApplication:
    """Return the one QApplication, named."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Lectern")
    app.setDesktopFileName("lectern")
    app.setWindowIcon(icons.icon("decks", "accent"))
    return app


def first(root: Path, lang: str) -> workspace.Workspace:
    """Make the workspace and, in it, the event to practise with."""
    from kit.ops import events, workspaces

    made = workspaces.first_start(root, lang)
    kit = Kit(made)
    try:
        events.try_out(kit, lang)
    finally:
        kit.close()
    return made


def refuse(error: KitError) -> int:
    """Say in one dialog why the window does not open."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Lectern", i18n.said(error))
    box.setIconPixmap(icons.pixmap("warning", 32, "warning_ink", box.devicePixelRatioF()))
    box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    return 2


class Start:
    """Goes from the preferences to the open window; the first time, the workspace is made meanwhile."""

    def __init__(self, app: QApplication, held: ExitStack, root: Path | None, lang: str | None) -> None:
        self.app = app
        self.held = held
        self.status = 0
        self.window: Window | None = None
        self.settings = self._settings(lang)
        named = root or (Path(self.settings.workspace) if self.settings.workspace else workspace.default_root())
        self.root = named.expanduser().absolute()

    def _settings(self, lang: str | None) -> Settings:
        import dataclasses

        read = preferences.read()
        return dataclasses.replace(read, lang=lang) if lang else read

    def begin(self) -> None:
        """Open the workspace, or begin to make it."""
        words.use(self.app, language(self.settings))
        theme.apply(self.app, self.settings)
        if (self.root / workspace.FILE).is_file():
            self.open_(workspace.open_(self.root))
        else:
            self._first()

    def open_(self, found: workspace.Workspace) -> None:
        """Take the window's lock and show the window."""
        self.held.enter_context(workspace.lock(found, "window"))
        kit = Kit(found, self.settings)
        self.held.callback(kit.close)
        self.crash = Crash(found.cache)
        self.crash.install()
        self.held.callback(setattr, sys, "excepthook", sys.__excepthook__)
        self.window = Window(kit)
        self.window.painted.connect(lambda: QTimer.singleShot(AFTER, self.crash.write))
        self.app.styleHints().colorSchemeChanged.connect(lambda _scheme: theme.apply(self.app, kit.settings))
        self.window.show()

    def _first(self) -> None:
        from kit.gui.welcome import Welcome

        self.welcome = Welcome(self.root)
        self.welcome.show()
        jobs.start(partial(first, self.root, i18n.current()), self._made, self._refused, owner=self.welcome)

    def _made(self, found: workspace.Workspace) -> None:
        try:
            self.open_(found)
        except KitError as error:
            self._refused(error)
            return
        self.welcome.close()
        if self.window:
            self.window.say(_("Your workspace is ready in {path}.").format(path=found.root), "success")

    def _refused(self, error: KitError) -> None:
        self.welcome.close()
        self.status = refuse(error)
        self.app.exit(self.status)
