"""From the bus to the window: one Qt signal, whatever thread a happening comes from, and views that look at most every 50 ms."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from kit.happenings import Bus, Happening

PAUSE = 50


class Bridge(QObject):
    """Emits `happened` on the window's thread for everything that is published on the bus."""

    happened = Signal(object)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = bus.listen(self._cross)

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def _cross(self, happening: Happening) -> None:
        if shiboken6.isValid(self):
            self.happened.emit(happening)


class Throttle(QObject):
    """Calls at once the first time, then at most once every `pause` milliseconds, and never loses the last."""

    def __init__(self, call: Callable[[], object], parent: QObject, pause: int = PAUSE) -> None:
        super().__init__(parent)
        self._call = call
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._rested)

    def ask(self) -> None:
        """Call now, or when the pause is over."""
        if self._timer.isActive():
            self._asked = True
        else:
            self._timer.start()
            self._call()

    def _rested(self) -> None:
        if self._asked:
            self._asked = False
            self.ask()
