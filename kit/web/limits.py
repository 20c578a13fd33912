"""How often somebody may fail before being asked to wait: failures only, so that a room behind one address is never locked out."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from kit.errors import KitError

MOST_KEPT = 20_000
PHONE, ADDRESS, EVENT = (10, 600.0), (300, 60.0), (2000, 60.0)
"""Failures of one kind, and the seconds in which they are forgotten: of one phone, of one address, of one event."""

WAIT = KitError("web.often", "That went wrong too often: wait a few minutes, or ask the host to check you in.")


class Limits:
    """Counts failures by kind and by whose they are; each process counts its own."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, ...], tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, kind: str, code: str, phone: str, address: str) -> None:
        """Refuse who failed too often in this way. A phone without cookies counts by its address alone."""
        with self._lock:
            now = time.monotonic()
            if any(self._level(key, seconds, most, now) >= most for key, most, seconds in _whose(kind, code, phone, address)):
                raise WAIT

    def failed(self, kind: str, code: str, phone: str, address: str) -> None:
        """Count a failure."""
        with self._lock:
            now = time.monotonic()
            for key, most, seconds in _whose(kind, code, phone, address):
                self._kept[key] = (self._level(key, seconds, most, now) + 1, now)
                self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def succeeded(self, kind: str, code: str, phone: str) -> None:
        """Forget the failures of a phone that made it: a tablet at the entrance serves one after the other."""
        with self._lock:
            self._kept.pop((kind, code, "phone", phone), None)

    def _level(self, key: tuple[str, ...], seconds: float, most: int, now: float) -> float:
        level, at = self._kept.get(key, (0.0, now))
        return max(0.0, level - (now - at) * most / seconds)


def _whose(kind: str, code: str, phone: str, address: str) -> list[tuple[tuple[str, ...], int, float]]:
    whose: list[tuple[tuple[str, ...], int, float]] = [((kind, "address", address), *ADDRESS), ((kind, "event", code), *EVENT)]
    return [((kind, code, "phone", phone), *PHONE), *whose] if phone else whose
