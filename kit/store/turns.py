"""Writers take turns on the one file: those who wait together are written together and made durable by one commit."""

from __future__ import annotations

import contextvars
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from contextlib import closing
from typing import Any, TypeVar

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

T = TypeVar("T")
TOGETHER_MOST = 64


class Turns:
    """Runs writers one after the other; whoever gets the turn does the work of all who wait by then.

    Each has a savepoint of its own, so one that raises is undone alone, and nobody gets an answer before the commit of all is on disk.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._waiting: deque[_Job] = deque()
        self._traces = False

    def run(self, work: Callable[[Connection], T], *, clean: bool = False) -> T:
        """Return what `work` returns once it is on disk; raise what it raises, or what kept the commit from the disk.

        `clean`: the log, which holds every page as it was before and after, is emptied then, or with a later writer if it is being read.
        """
        job = _Job(work, clean)
        self._waiting.append(job)
        with self._turn:
            while not job.done:
                self._together([self._waiting.popleft() for _ in range(min(len(self._waiting), TOGETHER_MOST))])
        if job.error is not None:
            raise job.error
        result: T = job.result
        return result

    def _together(self, jobs: list[_Job]) -> None:
        try:
            with self._engine.connect() as tx, tx.execution_options(lectern_writes=True).begin():
                for job in jobs:
                    _alone(tx, job)
        except BaseException as error:  # nothing of all this is on disk
            for job in jobs:
                job.error = job.error or error
        self._traces = self._traces or any(job.clean for job in jobs)
        if self._traces and not self._waiting:  # in a rush the last one cleans up for all
            self._traces = not emptied(self._engine)
        for job in jobs:
            job.done = True


def emptied(engine: Engine, patience: int = 0) -> bool:
    """Move the log into the file and cut it to nothing; returns whether that was done. What is committed stays so either way.

    `patience` is how many milliseconds those may take who read what is in the log.
    """
    with closing(engine.raw_connection()) as held:
        connection: Any = held.driver_connection
        (before,) = connection.execute("PRAGMA busy_timeout").fetchone()
        try:
            connection.execute(f"PRAGMA busy_timeout={patience}")
            (busy, _frames, _moved) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error:  # no space left, or a broken disk: the next writer is told
            return False
        finally:
            connection.execute(f"PRAGMA busy_timeout={before}")
        return not busy


def _alone(tx: Connection, job: _Job) -> None:
    """Run one job between savepoints. A full or broken disk may make SQLite undo everything: then everybody is told.

    The savepoints are plain statements: those of the library are put together anew each time, at the cost of a check-in.
    """
    tx.exec_driver_sql("SAVEPOINT job")
    try:
        job.result = job.context.run(job.work, tx)
    except Exception as error:
        if not _under_way(tx):
            raise
        tx.exec_driver_sql("ROLLBACK TO job")
        job.error = error
    if not _under_way(tx):
        raise OperationalError("COMMIT", None, RuntimeError("the transaction was undone"))
    tx.exec_driver_sql("RELEASE job")


def _under_way(tx: Connection) -> bool:
    return bool(getattr(tx.connection.dbapi_connection, "in_transaction", False))


class _Job:
    """One writer's work, in the context (the language) of who asked for it, and how it ended."""

    def __init__(self, work: Callable[[Connection], Any], clean: bool) -> None:
        self.work = work
        self.clean = clean
        self.context = contextvars.copy_context()
        self.done = False
        self.result: Any = None
        self.error: BaseException | None = None
