"""Connections that never say what they want: each request has to be there with all of its headers in time."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0


class Patient(H11Protocol):
    """uvicorn's HTTP, which waits without end for a first request, and for the rest of any request once a byte of it has come."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what came; while the headers of a request are not whole the clock goes on from when the waiting began."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._asked:
            self._stop()
        elif self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if not self._asked and not self.transport.is_closing():
            self.transport.close()

    @property
    def _asked(self) -> bool:
        """Whether a request is here with all of its headers and not answered yet."""
        return self.cycle is not None and not self.cycle.response_complete
