"""`lectern privacy due|apply|anonymise EVENT|delete PERSON|notices EVENT|exports`: what is kept of people, and for how long."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kit.cli import main
from kit.errors import KitError

WORDS = {"contact": "phone numbers and addresses", "names": "names", "comments": "texts"}


def add(commands: Any) -> None:
    """Hang the commands on."""
    verbs = commands.add_parser("privacy", help="what is kept of people, and for how long").add_subparsers(metavar="VERB", required=True)
    verbs.add_parser("due", help="what is kept longer than keep_days of workspace.yaml says").set_defaults(run=due)
    verbs.add_parser("apply", help="forget what is due, for good").set_defaults(run=apply)
    one = verbs.add_parser("anonymise", help="put strangers in the place of everybody at a closed event, for good")
    one.add_argument("event", metavar="EVENT", help="the event's short code")
    one.add_argument("--export", type=Path, default=None, metavar="DIR", help="write both workbooks there first")
    one.set_defaults(run=anonymise)
    gone = verbs.add_parser("delete", help="delete one person everywhere, for good")
    gone.add_argument("person", metavar="PERSON", help="employee number or whole name")
    gone.set_defaults(run=delete)
    said = verbs.add_parser("notices", help="what phones said about people's data before they checked in, word for word")
    said.add_argument("event", metavar="EVENT", help="the event's short code")
    said.set_defaults(run=notices)
    verbs.add_parser("exports", help="which files left with people's data").set_defaults(run=exports)


def due(args: argparse.Namespace) -> int:
    """List what is due."""
    from kit.ops import privacy

    _tell(args, privacy.due(main.open_kit(args)), "nothing is kept longer than said")
    return 0


def apply(args: argparse.Namespace) -> int:
    """Forget what is due."""
    from kit.ops import privacy

    _tell(args, privacy.apply(main.open_kit(args)), "nothing was due")
    return 0


def anonymise(args: argparse.Namespace) -> int:
    """Anonymise one event, exported first when asked."""
    from kit.ops import events, privacy, sheets

    kit, written = main.open_kit(args), []
    if args.export:
        if events.show(kit, args.event).closed_at is None:
            raise KitError("privacy.close-first", "The event is open: close it first, then export and anonymise it.")
        code = args.event.upper()
        written.append(sheets.attendance(kit, code, args.export / f"{code} attendance.xlsx", args.ui or ""))
        if events.show(kit, code).version_id:
            written.append(sheets.feedback(kit, code, args.export / f"{code} feedback.xlsx", args.ui or ""))
    count = privacy.anonymise(kit, args.event)
    document = {"people": count, "files": [str(path) for path in written]}
    main.show(args, document, [*(f"{path}" for path in written), f"{count} people are strangers now"])
    return 0


def delete(args: argparse.Namespace) -> int:
    """Delete one person."""
    from kit.ops import privacy

    kit = main.open_kit(args)
    count = privacy.delete(kit, privacy.person(kit, args.person))
    told = f"deleted; a stranger stands at {main.many(count, 'event')}. Files exported before and backups are as they were."
    main.show(args, {"events": count}, [told])
    return 0


def notices(args: argparse.Namespace) -> int:
    """List the wordings that were shown at an event."""
    from kit.ops import notices as ops

    rows = ops.shown(main.open_kit(args), args.event)
    document = [
        {"first": row.first_at.isoformat(), "lines": row.lines, "digest": row.notice.digest, "text": row.notice.text} for row in rows
    ]
    lines = [f"{row.first_at:%Y-%m-%d %H:%M} UTC  {row.lines:>5} lines  {row.notice.text}" for row in rows]
    main.show(args, document, lines or ["nobody has checked in by phone"])
    return 0


def exports(args: argparse.Namespace) -> int:
    """List what was taken out."""
    from kit.ops import privacy

    rows = privacy.exports(main.open_kit(args))
    document = [{"at": row.at.isoformat(), "kind": row.kind, "event": row.code, "people": row.people, "file": row.path} for row in rows]
    lines = [
        f"{row.at:%Y-%m-%d %H:%M} UTC  {row.kind:<12} {row.code or 'all':<8} {row.people:>5} people  {row.path}  {row.actor}"
        for row in rows
    ]
    main.show(args, document, lines or ["nothing was exported"])
    return 0


def _tell(args: argparse.Namespace, found: Any, nothing: str) -> None:
    document = [{"what": one.what, "count": one.count, "event": one.event.code if one.event else ""} for one in found]
    lines = [f"{WORDS[one.what]}: {one.count}" + (f", {one.event.code} {one.event.title}" if one.event else "") for one in found]
    main.show(args, document, lines or [nothing])
