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


def first_start(root: Path, lang: str = "zh") -> Workspace:
    """Open the workspace at `root`, made first where there is none; `kit.ops.events.try_out` then makes the event to practise with."""
    root = root.expanduser().absolute()
    return workspaces.open_(root) if (root / workspaces.FILE).exists() else new(root, lang=lang)


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
    """Return the IANA name of this machine's time zone; a machine set to UTC has none of its own: Asia/Shanghai."""
    import tzlocal

    try:
        name = tzlocal.get_localzone_name()
    except (LookupError, OSError, ValueError):
        name = ""
    return "Asia/Shanghai" if name in ("", "UTC", "Etc/UTC", "GMT") else str(name)
