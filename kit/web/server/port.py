"""The port: taken before the server runs, never moved elsewhere, with room for a connection from every phone."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import suppress

from kit.errors import KitError

BACKLOG = 2048
CONNECTIONS = 8192
ANYWHERE = "0.0.0.0"


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` (every card when empty) and `port`; what comes before the server runs waits in its queue.

    Raises KitError when the port is taken, forbidden, or the host is not this computer's: it is never moved elsewhere, since printed
    codes name it. Windows would let a second program share the port unasked; there the socket is made exclusive. Elsewhere the
    address may be reused, which only lets a restarted server in while old connections fade.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    option = getattr(socket, "SO_EXCLUSIVEADDRUSE", None) if os.name == "nt" else socket.SO_REUSEADDR
    try:
        if option is not None:
            listener.setsockopt(socket.SOL_SOCKET, option, 1)
        listener.bind((host or ANYWHERE, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise _refusal(error, host, port) from error
    return listener


def _refusal(error: Exception, host: str, port: int) -> KitError:
    number = getattr(error, "errno", 0)  # 0, since the Windows numbers are None elsewhere
    if number in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", None)):
        return KitError(
            "serve.port-taken", "Port {port} is in use by another program: close it, or choose another port with --port.", port=port
        )
    if number in (errno.EACCES, errno.EPERM, getattr(errno, "WSAEACCES", None)):
        return KitError("serve.port-denied", "Port {port} may not be used on this computer: choose one above 1023 with --port.", port=port)
    if isinstance(error, OverflowError):
        return KitError("serve.port", "There is no port {port}: choose one from 1024 to 65535.", port=port)
    return KitError("serve.host", "{host} is not an address of this computer: leave --host out, or give one that is.", host=host)


def make_room() -> None:
    """Let this process hold a connection for every phone: macOS allows a program 256 open files unless it asks for more."""
    try:
        import resource
    except ImportError:  # Windows sets no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, CONNECTIONS)
    if 0 <= soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
