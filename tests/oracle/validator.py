"""Microsoft's Open XML SDK validator, from the npm package pinned beside this file."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parent / "node_modules" / "@xarsh"
SECONDS = 300


def program() -> Path | None:
    """Return the validator's program for this computer; None where `make test` has not fetched it."""
    found = sorted(HOME.glob("ooxml-validator-*/ooxml-validator*")) if HOME.is_dir() else []
    return found[0] if found else None


def errors(program: Path, path: Path, inherited: Sequence[Path] = ()) -> tuple[str, ...]:
    """Return what the validator finds in the deck or workbook at `path`, as "part: what", less what `inherited` files have too."""
    known = {text for other in inherited for _part, text in _found(program, other)}
    return tuple(f"{part}: {text}" for part, text in _found(program, path) if text not in known)


def _found(program: Path, path: Path) -> list[tuple[str, str]]:
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run([program, path], capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, env=environment)
    document = json.loads(done.stdout[done.stdout.index("{") :])
    return [(str(one.get("path", "")), str(one.get("description", ""))) for one in document.get("errors", [])]
