"""Many units of work done with all cores: worker processes beside this one where there is enough to do, none where they would cost more.

Knows nothing of what is made, so that workers can be started before anything else is loaded.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from kit.decks.crew import worker
from kit.errors import KitError

ENOUGH = 240  # slides: starting a worker costs as much time as compiling half as many
MOST = 3  # workers
PATIENCE = 120.0  # seconds for one unit; a worker that needs more is given up and its unit compiled here
ROOT = Path(__file__).resolve().parents[3]


class Unit(Protocol):
    """A piece of work that can be sent to another process, and how many slides it is about."""

    def made(self) -> Any:
        """Do the work and return what was made."""

    @property
    def size(self) -> int:
        """The number of slides."""


def compile(
    units: Sequence[Unit], done: Callable[[int, Any], object], cancelled: Callable[[], bool] | None = None, hired: Sequence[Worker] = ()
) -> None:
    """Compile `units`, calling `done(index, made)` on this thread for each; raises KitError (deck.cancelled) when told to stop.

    `hired` are workers who are there already; without any they are hired now where there is enough to do. All are stopped at the end.
    """
    crew = _Crew(units)
    own = hire(sum(unit.size for unit in units), len(units)) if not hired else []
    workers = [*hired, *own] if len(units) > 1 else []
    try:
        for one in workers:
            one.serve(crew)
        while (index := crew.take()) is not None:
            _stop_if(cancelled)
            done(index, units[index].made())
            _deliver(crew, done)
        while crew.away():
            _stop_if(cancelled)
            crew.wait()
            _deliver(crew, done)
    finally:
        for one in workers:
            one.stop()
        for one in own:
            one.dismiss()


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def hire(slides: int, units: int = MOST + 1, load: Sequence[str] = ()) -> list[Worker]:
    """Start as many workers as so many slides are worth, none for few; whoever hires them dismisses them.

    `load` names the modules that they load while they wait.
    """
    count = min(cores() - 1, MOST, slides // ENOUGH, units - 1) if sys.executable else 0
    workers: list[Worker] = []
    for _ in range(count):
        with contextlib.suppress(OSError):  # no further process: the others do the work
            workers.append(Worker(load))
    return workers


def _deliver(crew: _Crew, done: Callable[[int, Any], object]) -> None:
    for index, made in crew.arrived():
        done(index, made if made is not None else crew.units[index].made())


def _stop_if(cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise KitError("deck.cancelled", "Stopped: nothing was written.")


class _Crew:
    """What is still to do, what workers have taken, and what they brought back."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self._lock = threading.Condition()
        self._open = deque(range(len(units)))
        self._away: set[int] = set()
        self._back: list[tuple[int, Any]] = []

    def take(self, away: bool = False) -> int | None:
        """Return the next unit's index, None when all are taken; workers take from the end."""
        with self._lock:
            if not self._open:
                return None
            index = self._open.pop() if away else self._open.popleft()
            if away:
                self._away.add(index)
            return index

    def bring(self, index: int, made: Any) -> None:
        """Take back what a worker made, None when it failed."""
        with self._lock:
            self._away.discard(index)
            self._back.append((index, made))
            self._lock.notify_all()

    def arrived(self) -> list[tuple[int, Any]]:
        """Return what came back since the last call."""
        with self._lock:
            back, self._back = self._back, []
            return back

    def away(self) -> bool:
        """Whether something is still out, or not yet delivered."""
        with self._lock:
            return bool(self._away or self._back)

    def wait(self) -> None:
        """Wait a moment for something to come back."""
        with self._lock:
            if self._away and not self._back:
                self._lock.wait(0.1)


class Worker:
    """One process, and the thread that feeds it."""

    def __init__(self, load: Sequence[str] = ()) -> None:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process: Any = subprocess.Popen(
            [sys.executable, "-c", worker.COMMAND, str(ROOT), *load],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )
        self._thread: threading.Thread | None = None

    def practise(self, unit: Unit) -> None:
        """Do a unit that nobody needs, so that what all units need is there when they come."""
        self._begin(self._ask, unit)

    def serve(self, crew: _Crew) -> None:
        """Take units of `crew` from now on."""
        self._begin(self._feed, crew, self._thread)

    def _begin(self, work: Callable[..., object], *args: Any) -> None:
        self._thread = threading.Thread(target=work, args=args, name="compile", daemon=True)
        self._thread.start()

    def _feed(self, crew: _Crew, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()
        while (index := crew.take(away=True)) is not None:
            made = None
            try:
                there, made = self._ask(crew.units[index])
            finally:
                crew.bring(index, made)
            if not there:
                return

    def _ask(self, unit: Unit) -> tuple[bool, Any]:
        """Return whether the process is still there, and what it made of a unit."""
        clock = threading.Timer(PATIENCE, self._process.kill)
        clock.daemon = True
        clock.start()
        try:
            worker.send(self._process.stdin, unit)
            return True, worker.receive(self._process.stdout)
        except (OSError, EOFError, ValueError):
            return False, None
        finally:
            clock.cancel()

    def stop(self) -> None:
        """Let the process end by itself: nothing of it is needed any more."""
        self._process.kill()

    def dismiss(self) -> None:
        """Wait until the process has ended. May be called twice."""
        self.stop()
        if self._thread is not None:
            self._thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()
