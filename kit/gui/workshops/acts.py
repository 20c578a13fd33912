"""What the host does goes into the log one act after the other, off the window's thread; the latest state comes back."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from kit.context import Kit
from kit.errors import KitError
from kit.gui import jobs
from kit.ops import workshops
from kit.store.ids import RunId
from kit.workshops.run import Run

Verb = Callable[..., Run]


class Acts(QObject):
    """A queue with one act under way: a tick and its untick can never overtake each other."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self.kit = kit
        self._waiting: deque[tuple[RunId, Callable[[], Run]]] = deque()
        self._busy = False

    @property
    def idle(self) -> bool:
        """Whether everything asked for is in the log."""
        return not self._busy and not self._waiting

    def do(self, verb: Verb, run_id: RunId, *words: Any, **more: Any) -> None:
        """Call a verb of `ops.workshops` on a run; its nonce makes it count once."""
        self._waiting.append((run_id, partial(verb, self.kit, run_id, *words, nonce=secrets.token_hex(16), **more)))
        self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        run_id, act = self._waiting.popleft()
        jobs.start(act, self._done, partial(self._refused, run_id), owner=self)

    def _done(self, run: Run) -> None:
        self._busy = False
        if not self._waiting:
            self.changed.emit(run)
        self._next()

    def _refused(self, run_id: RunId, error: KitError) -> None:
        """Say it, and show again what the log really holds."""
        self._busy = False
        self._waiting.clear()
        self.failed.emit(error)
        jobs.start(partial(workshops.state, self.kit, run_id), self.changed.emit, self.failed.emit, owner=self)
