"""Make a workspace, keep a copy of it, bring a copy back."""

from __future__ import annotations

import secrets
from pathlib import Path

from kit import workspace as workspaces
from kit.context import Kit, clock
from kit.workspace import Workspace


def new(root: Path, *, zone: str = "", lang: str = "zh") -> Workspace:
    """Make a workspace at `root` with a key of its own, in the zone of this machine unless one is given."""
    return workspaces.new(root.expanduser().absolute(), secrets.token_bytes(32), zone=zone or local_zone(), lang=lang)


def backup(kit: Kit, out: Path) -> Path:
    """Write everything of the workspace that cannot be made again into one file; works while it is in use."""
    from kit.store import backup as backups

    return backups.pack(kit.workspace, out, kit.now())


def restore(file: Path, root: Path) -> tuple[Workspace, Path]:
    """Bring a backup into `root`; returns the workspace and the folder that holds what was there before.

    Refused while a window or a server has the workspace open.
    """
    from kit.store import backup as backups

    root = root.expanduser().absolute()
    aside = f"before-restore-{clock().strftime('%Y%m%d-%H%M%S')}"
    if (root / workspaces.FILE).exists():
        old = workspaces.open_(root)
        with workspaces.lock(old, "window"), workspaces.lock(old, "server"):
            pass
    backups.unpack(file, root, aside)
    return workspaces.open_(root), root / aside


def local_zone() -> str:
    """Return the IANA name of this machine's time zone, or Asia/Shanghai when it cannot be told."""
    import datetime
    import os
    from zoneinfo import available_timezones

    named = os.environ.get("TZ", "").lstrip(":")
    link = Path("/etc/localtime")
    linked = "/".join(link.resolve().parts[-2:]) if link.is_symlink() else ""
    offset = datetime.datetime.now().astimezone().utcoffset()
    zones = available_timezones()
    for zone in (named, linked):
        if zone in zones and zone not in ("UTC", "Etc/UTC"):
            return zone
    return "Asia/Shanghai" if offset in (datetime.timedelta(hours=8), datetime.timedelta(0)) else _by_offset(offset)


def _by_offset(offset: object) -> str:
    """Return a fixed zone with the machine's present offset (Windows tells no IANA name)."""
    from datetime import timedelta

    hours = round(offset / timedelta(hours=1)) if isinstance(offset, timedelta) else 8
    return f"Etc/GMT{-hours:+d}"
