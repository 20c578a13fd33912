"""When something unexpected happens: it is logged, and said once with its details to copy."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from kit import __version__
from kit.i18n import _

log = logging.getLogger("lectern")
SIZE = 1_000_000


class Crash(QObject):
    """Takes over what Python does with an exception that nobody caught, on every thread."""

    happened = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._open = False
        self.happened.connect(self._show)

    def install(self) -> None:
        """Catch what nobody caught from now on."""
        sys.excepthook = self.hook
        threading.excepthook = lambda args: self.hook(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)

    def write(self) -> None:
        """Log to the workspace's cache from now on; not needed for the first paint."""
        from logging.handlers import RotatingFileHandler

        try:
            file = RotatingFileHandler(self._folder / "lectern.log", maxBytes=SIZE, backupCount=1, encoding="utf-8", delay=True)
        except OSError:
            file = None
        if file:
            file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
            logging.getLogger().addHandler(file)

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it and show it."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected\n%s", text)
        self.happened.emit(text)

    def _show(self, text: str) -> None:
        if self._open:  # one dialog: what follows is in the log
            return
        self._open = True
        try:
            box(text).exec()
        finally:
            self._open = False


def box(text: str) -> QMessageBox:
    """Return the dialog that offers to copy the details."""
    made = QMessageBox(QMessageBox.Icon.Critical, "Lectern", _("Something went wrong that should not."))
    made.setInformativeText(_("Your records are safe. Copy the details and send them to the makers, please."))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setDetailedText(text)
    copy = made.addButton(_("Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda _on=False: QApplication.clipboard().setText(f"Lectern {__version__}, {sys.platform}\n{text}"))
    made.addButton(_("Go on"), QMessageBox.ButtonRole.AcceptRole)
    return made
