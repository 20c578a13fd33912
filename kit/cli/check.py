"""`lectern check [PATH…]`: all content files, one finding a line."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kit.cli import main
from kit.errors import Finding, KitError
from kit.i18n import N_


def add(commands: Any) -> None:
    """Hang the command on."""
    parser = commands.add_parser("check", help="check modules, decks, workshops, forms and themes: file:line: message")
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: the workspace, else the program's content)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the findings; the exit status is 1 when there are any beside notes."""
    from kit.ops import content

    roots = _roots(args)
    found = content.check(roots, args.paths, datetime.now(UTC).astimezone().date())
    if args.paths and not content.checked(args.paths, roots):
        text = N_("There is nothing to check in {paths}: give modules, decks, workshops, forms or themes.")
        raise KitError("check.nothing", text, paths=", ".join(str(path) for path in args.paths))
    main.show(args, [plain(finding) for finding in found], [str(finding) for finding in found] or _well(args, roots))
    return 1 if any(finding.severity != "note" for finding in found) else 0


def plain(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values."""
    fields = {"file": finding.file, "line": finding.line, "slide": finding.slide, "part": finding.part, "fix": finding.fix}
    text = str(Finding(finding.code, finding.text, finding.fields))
    return {"code": finding.code, "severity": finding.severity, "text": text, **{key: value for key, value in fields.items() if value}}


def _roots(args: argparse.Namespace) -> tuple[Path, ...]:
    """Return where content is looked up: the workspace and the program, or the program alone where there is no workspace."""
    from kit import workspace

    try:
        return main.open_kit(args).workspace.roots
    except KitError as error:
        if args.workspace is not None or error.code != "workspace.missing":
            raise
        return (workspace.program(),)


def _well(args: argparse.Namespace, roots: tuple[Path, ...]) -> list[str]:
    from kit.ops import content

    return [f"{main.many(content.checked(args.paths, roots), 'file')}, nothing to mend"]
