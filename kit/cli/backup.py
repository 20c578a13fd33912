"""`lectern backup FILE` and `lectern restore FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kit.cli import main


def add(commands: Any) -> None:
    """Hang the commands on."""
    keep = commands.add_parser("backup", help="write the workspace's records and content into one file")
    keep.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    keep.set_defaults(run=backup)
    bring = commands.add_parser("restore", help="bring a backup into the workspace; what was there is set aside")
    bring.add_argument("file", type=Path, metavar="FILE", help="a file that `lectern backup` wrote")
    bring.set_defaults(run=restore)


def backup(args: argparse.Namespace) -> int:
    """Write the backup."""
    from kit.ops import workspaces

    written = workspaces.backup(main.open_kit(args), args.file)
    main.show(args, {"file": str(written), "bytes": written.stat().st_size}, [f"{written}: {written.stat().st_size:,} bytes"])
    return 0


def restore(args: argparse.Namespace) -> int:
    """Bring the backup in."""
    from kit import settings, workspace
    from kit.ops import workspaces

    root = args.workspace or settings.read().workspace or workspace.default_root()
    made, aside = workspaces.restore(args.file, Path(root))
    lines = [f"{made.root}: restored"] + ([f"what was there before: {aside}"] if aside.exists() else [])
    main.show(args, {"workspace": str(made.root), "aside": str(aside) if aside.exists() else ""}, lines)
    return 0
