"""`lectern bench [NAME]`: what is fast enough, as ratios against a floor measured in the same run (source checkout only)."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

from kit.errors import KitError

BENCH = Path(__file__).resolve().parent.parent.parent / "tests" / "bench"


def add(commands: Any) -> None:
    """Hang the command on."""
    parser = commands.add_parser("bench", help="measure speed against floors of the same run (source checkout only)")
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="one measurement (default: each in turn)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the named measurement, or each one in turn; exit 1 when a figure misses its bound."""
    names = sorted(path.stem for path in BENCH.glob("[a-z]*.py"))
    if not names:
        raise KitError("bench.source", "Measurements lie in the source checkout, not in the installed package.")
    if args.name and args.name not in names:
        raise KitError("bench.unknown", "There is no measurement {name}: there are {names}.", name=args.name, names=", ".join(names))
    status = 0
    for name in [args.name] if args.name else names:
        words = [sys.executable, "-m", f"tests.bench.{name}"] + (["--json"] if args.json else [])
        status = max(status, subprocess.run(words, cwd=BENCH.parent.parent, check=False).returncode)
    return 1 if status else 0
