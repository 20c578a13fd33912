"""The one door off the window's thread: work runs in a pool, its outcome arrives back on the window's thread."""

from __future__ import annotations

import contextvars
import functools
import inspect
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from kit.errors import KitError, from_os

Work = Callable[..., Any]
Done = Callable[[Any], object]
Failed = Callable[[KitError], object]
Progress = Callable[[int, int], object]
BUG = "window.bug"
CANCELLED = "job.cancelled"


def start(
    work: Work, done: Done | None = None, failed: Failed | None = None, *, owner: QObject, progress: Progress | None = None, title: str = ""
) -> Job:
    """Run `work` off the window's thread; call `done(result)` or `failed(error)` on it, unless `owner` is gone by then.

    Work that has a parameter `report` or `progress` is handed a callable (done, total); one with `cancel` a threading.Event,
    one with `cancelled` a callable that tells. A job with a `title` shows in the window's work bar with time left and Cancel.
    The language in force travels along. Without `failed`, the owner's own `said(error)` says it, if it has one.
    """
    job = Job(work, done, failed or getattr(owner, "said", None), owner, progress, title)
    job.begin()
    return job


def running() -> tuple[Job, ...]:
    """Return the jobs at work that have a title: those a person waits for."""
    return tuple(job for job in _alive if job.title)


def wait(milliseconds: int = 30_000) -> bool:
    """Wait until every job's work has ended; the outcomes are still to be delivered by Qt."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)


class Job(QObject):
    """One piece of work on its way; lives on the window's thread."""

    changed = Signal()
    _ended = Signal(object, object)
    _moved = Signal()

    def __init__(self, work: Work, done: Done | None, failed: Failed | None, owner: QObject, progress: Progress | None, title: str) -> None:
        super().__init__()
        self.title = title
        self.at = (0, 0)
        self._work, self._done, self._failed, self._owner, self._progress = work, done, failed, owner, progress
        self._cancel = threading.Event()
        self._forgotten = False
        self._moving = False
        self._began = time.monotonic()
        self._ended.connect(self._deliver)
        self._moved.connect(self._show)

    def begin(self) -> None:
        """Put the work into the pool."""
        _alive[self] = None
        news.started.emit(self)
        context = contextvars.copy_context()
        QThreadPool.globalInstance().start(lambda: context.run(self._run))

    def cancel(self) -> None:
        """Ask the work to stop; its outcome is still told: done when it had finished, else failed with job.cancelled."""
        self._cancel.set()
        self.changed.emit()

    def forget(self) -> None:
        """Ask the work to stop and tell nobody about it any more."""
        self._forgotten = True
        self.cancel()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancel.is_set()

    @property
    def left(self) -> float:
        """Seconds left at the pace so far; 0 while nobody can say."""
        done, total = self.at
        return (time.monotonic() - self._began) / done * (total - done) if 0 < done <= total else 0.0

    def _report(self, done: int, total: int) -> None:
        self.at = (done, total)
        if not self._moving:  # one message on its way is enough: it shows the latest state
            self._moving = True
            self._moved.emit()

    def _run(self) -> None:
        result: Any = None
        error: BaseException | None = None
        try:
            result = self._work(**_wishes(self._work, self._report, self._cancel))
        except OSError as caught:  # a disk, a folder or a lock refuses: no mistake of ours
            error = from_os(caught, caught.filename) if caught.filename else caught
        except BaseException as caught:
            error = caught
        if shiboken6.isValid(self):  # at the end of the program Qt may be gone before the pool is
            self._ended.emit(result, error)

    @Slot()
    def _show(self) -> None:
        self._moving = False
        self.changed.emit()
        if self._progress and self._wanted():
            self._progress(*self.at)

    @Slot(object, object)
    def _deliver(self, result: Any, error: BaseException | None) -> None:
        _alive.pop(self, None)
        news.ended.emit(self)
        if self._wanted():
            if error is None:
                if self._done:
                    self._done(result)
            elif self._failed:
                self._failed(_refusal(error, self.cancelled))
        if error is not None and not isinstance(error, KitError) and not self.cancelled:
            sys.excepthook(type(error), error, error.__traceback__)

    def _wanted(self) -> bool:
        return not self._forgotten and shiboken6.isValid(self._owner)


class Latest:
    """Keeps only the newest of a view's questions: starting one forgets the one before."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._job: Job | None = None

    def start(self, work: Work, done: Done | None = None, failed: Failed | None = None, **options: Any) -> Job:
        """Start `work` as `jobs.start` does; an answer to an earlier question is never told."""
        if self._job is not None:
            self._job.forget()
        self._job = start(work, done, failed, owner=self._owner, **options)
        return self._job


class _News(QObject):
    """Tells the work bar which jobs begin and end."""

    started = Signal(object)
    ended = Signal(object)


news = _News()
_alive: dict[Job, None] = {}


def _refusal(error: BaseException, cancelled: bool) -> KitError:
    if isinstance(error, KitError) and not cancelled:
        return error
    if cancelled:
        return KitError(CANCELLED, "Stopped; nothing was changed.")
    return KitError(BUG, "This did not work because of a mistake in Lectern.")


def _wishes(work: Work, report: Progress, cancel: threading.Event) -> dict[str, Any]:
    """Return the keyword arguments that `work` asks for by name."""
    offers: dict[str, Any] = {"report": report, "progress": report, "cancel": cancel, "cancelled": cancel.is_set}
    taken = work.keywords if isinstance(work, functools.partial) else {}
    try:
        names = inspect.signature(work).parameters
    except (TypeError, ValueError):
        return {}
    return {name: offer for name, offer in offers.items() if name in names and name not in taken}
