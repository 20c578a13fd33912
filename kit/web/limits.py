"""How often somebody may fail before being asked to wait: failures only, so that a room behind one address is never locked out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kit.errors import KitError
from kit.ops import limits

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.failure import Count, Mark

PHONE, ADDRESS, EVENT = (10, 600), (300, 60), (2000, 60)
"""Failures of one kind, and the seconds in which they are forgotten: of one phone, of one address, of one event."""

SEEN_SECONDS = 1.0
WAIT = KitError("web.often", "That went wrong too often: wait a few minutes, or ask the host to check you in.")


class Limits:
    """Counts failures by kind and by whose they are. They lie in the records: what another process counted is known within a second."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._noted: dict[str, tuple[Count, ...]] = {}
        self._until = 0.0

    def check(self, kind: str, code: str, phone: str, address: str) -> None:
        """Refuse who failed too often in this way. A phone without cookies counts by its address alone."""
        if self._seen() and limits.reached(self._kit, self._noted, self._whose(kind, code, phone, address)):
            raise WAIT

    def failed(self, kind: str, code: str, phone: str, address: str) -> None:
        """Count a failure."""
        limits.add(self._kit, self._whose(kind, code, phone, address))
        self._until = 0.0

    def succeeded(self, kind: str, code: str, phone: str) -> None:
        """Forget the failures of a phone that made it: a tablet at the entrance serves one after the other."""
        mark = self._whose(kind, code, phone, "")[0]
        if phone and mark.name in self._noted:
            limits.forget(self._kit, mark)
            self._until = 0.0

    def _seen(self) -> bool:
        """Return whether anybody failed often, as the records said a moment ago."""
        if time.monotonic() >= self._until:
            self._until = time.monotonic() + SEEN_SECONDS
            self._noted = limits.noted(self._kit)
        return bool(self._noted)

    def _whose(self, kind: str, code: str, phone: str, address: str) -> tuple[Mark, ...]:
        whose = [(f"{kind}|address|{address}", *ADDRESS), (f"{kind}|event|{code}", *EVENT)]
        return limits.marks(self._kit, [(f"{kind}|{code}|phone|{phone}", *PHONE), *whose] if phone else whose)
