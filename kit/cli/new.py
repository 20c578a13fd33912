"""`lectern new DIR`: a workspace from the program content."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kit.cli import main


def add(commands: Any) -> None:
    """Hang the command on."""
    parser = commands.add_parser("new", help="make a workspace from the program content")
    parser.add_argument("dir", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--zone", default="", help="time zone of your events, such as Asia/Shanghai (default: this machine's)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the workspace and say what to do next."""
    from kit.ops import workspaces

    made = workspaces.new(args.dir, zone=args.zone, lang=args.ui or "zh")
    at = f' --workspace "{made.root}"'
    next_ = f"next: lectern{at}    (the window), or lectern slides list{at}"
    main.show(args, {"workspace": str(made.root), "zone": made.zone}, [f"{made.root}: a new workspace", next_])
    return 0
