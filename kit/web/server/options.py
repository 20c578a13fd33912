"""How uvicorn runs for us, in this process and in workers."""

from __future__ import annotations

from typing import Any

from kit.web.server.place import Front
from kit.web.server.port import BACKLOG

STOP_SECONDS = 5
OPTIONS: dict[str, Any] = {
    "loop": "asyncio",
    "http": "kit.web.server.patience:Patient",
    "ws": "none",
    "lifespan": "off",
    "log_config": None,
    "access_log": False,
    "proxy_headers": False,
    "server_header": False,
    "backlog": BACKLOG,
    "timeout_graceful_shutdown": STOP_SECONDS,
}


def options(front: Front) -> dict[str, Any]:
    """Return the server's options; what proxies say of phones and of https is believed from the named addresses only."""
    return OPTIONS | {"proxy_headers": bool(front.proxies), "forwarded_allow_ips": ",".join(front.proxies)}
