"""The phones' server, in a thread of this process or as several processes; the only room that knows uvicorn."""

from __future__ import annotations

from kit.web.server.embedded import Server
from kit.web.server.place import AROUND_SECONDS, Front, Place, reachable
from kit.web.server.port import bind

__all__ = ["AROUND_SECONDS", "Front", "Place", "Server", "bind", "reachable"]
