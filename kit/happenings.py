"""What happened, in the past tense, published after commit; views listen, nothing answers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from kit.store.ids import CheckInId, EventId, RunId

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Happening:
    """Anything that happened."""


@dataclass(frozen=True)
class EventCreated(Happening):
    event_id: EventId


@dataclass(frozen=True)
class EventChanged(Happening):
    event_id: EventId


@dataclass(frozen=True)
class EventDeleted(Happening):
    event_id: EventId


@dataclass(frozen=True)
class RosterImported(Happening):
    event_id: EventId
    people: int


@dataclass(frozen=True)
class CheckedIn(Happening):
    """A scan was recorded, whatever its outcome."""

    event_id: EventId
    checkin_id: CheckInId


@dataclass(frozen=True)
class Voided(Happening):
    event_id: EventId
    checkin_id: CheckInId


@dataclass(frozen=True)
class DeviceChanged(Happening):
    """A helper's phone was let in or taken off."""

    event_id: EventId


@dataclass(frozen=True)
class LiveChanged(Happening):
    """A poll or a question from the room changed."""

    event_id: EventId


@dataclass(frozen=True)
class PeopleMerged(Happening):
    """Two records were said to be one person, or no longer."""


@dataclass(frozen=True)
class Responded(Happening):
    event_id: EventId


@dataclass(frozen=True)
class RunChanged(Happening):
    run_id: RunId


@dataclass(frozen=True)
class DeckBuilt(Happening):
    path: str


@dataclass(frozen=True)
class LibraryChanged(Happening):
    """Modules, decks or imported slides changed on disk."""


@dataclass(frozen=True)
class ProgrammeChanged(Happening):
    """A case, a champion or evidence changed."""


@dataclass(frozen=True)
class SharingChanged(Happening):
    """Phones can or can no longer reach us; `address` is "" when off."""

    address: str


@dataclass(frozen=True)
class PhoneSeen(Happening):
    """A phone opened the self-test page."""

    address: str


class Bus:
    """Hands each happening to everyone who listens, on the thread that published it."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Happening], None]] = []
        self._lock = threading.Lock()

    def listen(self, listener: Callable[[Happening], None]) -> Callable[[], None]:
        """Call `listener` for every happening from now on; returns what stops it."""
        with self._lock:
            self._listeners.append(listener)

        def stop() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return stop

    def publish(self, happening: Happening) -> None:
        """Tell every listener; one that fails is logged and does not stop the others (the work is committed already)."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            try:
                listener(happening)
            except Exception:
                log.exception("a listener failed at %s", type(happening).__name__)
