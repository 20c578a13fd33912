"""Events as pages show them, kept for a moment: what decides is read anew in the transaction that writes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kit import happenings
from kit.ops import events

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.event import Event

KEPT_SECONDS = 1.0
MOST = 200


class Glance:
    """The events that phones look at. A change in this process is seen at once, one by another process within a second."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._kept: dict[str, tuple[float, Event]] = {}
        kit.bus.listen(self._heard)

    def event(self, code: str) -> Event:
        """Return the event with this short code; raises KitError when there is none."""
        known = self.known(code)
        if known is not None:
            return known
        found = events.show(self._kit, code)
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[code.upper()] = (time.monotonic() + KEPT_SECONDS, found)
        return found

    def known(self, code: str) -> Event | None:
        """Return the event with this short code if it was looked at a moment ago; never waits."""
        until, found = self._kept.get(code.upper(), (0.0, None))
        return found if time.monotonic() < until else None

    def _heard(self, happening: happenings.Happening) -> None:
        if isinstance(happening, happenings.EventChanged | happenings.EventDeleted):
            self._kept.clear()
