"""`lectern roster …`: bring a list of people in, look at it, write an empty one."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.cli import main

if TYPE_CHECKING:
    from kit.events.door import Attendance
    from kit.people.matching import Verdict
    from kit.people.person import Person


def add(commands: Any) -> None:
    """Hang the commands on."""
    parser = commands.add_parser("roster", help="bring in and list who is expected")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    bring = verbs.add_parser("import", help="take a list of people from an .xlsx or .csv file")
    bring.add_argument("event", metavar="EVENT", help="short code")
    bring.add_argument("file", type=Path, metavar="FILE", help="a list of people, or an attendance workbook that was edited (.xlsx, .csv)")
    bring.add_argument("--dry-run", action="store_true", help="only say what would become of each row")
    bring.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="such as name=B or dept=Team")
    bring.add_argument("--apart", default="", metavar="ROWS", help="rows, such as 7,9, that are other people than those they look like")
    bring.set_defaults(run=import_)
    listed = verbs.add_parser("list", help="who is expected and who is in")
    listed.add_argument("event", metavar="EVENT", help="short code")
    listed.set_defaults(run=list_)
    past = verbs.add_parser("imports", help="the lists brought in that can be taken back, the latest first")
    past.add_argument("event", metavar="EVENT", help="short code")
    past.set_defaults(run=imports)
    undo = verbs.add_parser("take-back", help="take a list back: whom it brought goes, whom it changed gets the old details")
    undo.add_argument("event", metavar="EVENT", help="short code")
    undo.add_argument("list", nargs="?", default="", metavar="LIST", help="as `lectern roster imports` says it (default: the latest)")
    undo.add_argument("--dry-run", action="store_true", help="only say what would become of each row")
    undo.set_defaults(run=take_back)
    same = verbs.add_parser("merge", help="say that two records are one person, such as a walk-in who was registered")
    same.add_argument("event", metavar="EVENT", help="short code")
    same.add_argument("kept", metavar="KEPT", help="badge code, employee number or name of the record that stays")
    same.add_argument("gone", metavar="GONE", help="the same of the other record; everything recorded of it stays too")
    same.add_argument("--undo", action="store_true", help="they are two people after all")
    same.set_defaults(run=merge)
    maybe = verbs.add_parser("doubles", help="which two records may be one person, and by what")
    maybe.add_argument("event", metavar="EVENT", help="short code")
    maybe.set_defaults(run=doubles)
    blank = verbs.add_parser("template", help="write an empty list with the right columns")
    blank.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.xlsx", help="the file to write")
    blank.set_defaults(run=template)


def merge(args: argparse.Namespace) -> int:
    """Say that two records are one person, or with --undo that they are not."""
    from kit.ops import people as ops

    kit = main.open_kit(args)
    kept, gone = ops.of(kit, args.event, args.kept), ops.of(kit, args.event, args.gone)
    if args.undo:
        ops.unmerge(kit, gone.id, actor="command line")
    else:
        ops.merge(kit, kept.id, gone.id, actor="command line")
    document = {"kept": int(kept.id), "gone": int(gone.id), "merged": not args.undo}
    main.show(
        args,
        document,
        [f"{gone.name} {gone.dept}".strip() + (" is a person again" if args.undo else f" is {kept.name} {kept.dept}".rstrip())],
    )
    return 0


def doubles(args: argparse.Namespace) -> int:
    """Print the pairs that may be one person, as `roster merge` takes them."""
    from kit.ops import people as ops

    found = ops.doubles(main.open_kit(args), args.event)
    document = [{"why": one.why, "kept": dataclasses.asdict(one.kept), "gone": dataclasses.asdict(one.gone)} for one in found]
    lines = [f"{one.why:<6} {_who(one.kept)}  =  {_who(one.gone)}" for one in found]
    main.show(args, document, lines or ["no two records look like one person"])
    return 0


def _who(person: Person) -> str:
    return "  ".join(word for word in (person.name, person.emp_no, person.dept) if word)


def import_(args: argparse.Namespace) -> int:
    """Take the list, or with --dry-run say what would become of it; rows with an error are left out and told."""
    from kit.ops import rosters as ops

    kit = main.open_kit(args)
    mapping = dict(_pair(text) for text in args.map)
    apart = {int(number) for number in args.apart.split(",") if number.strip().isdigit()}
    judged = (ops.preview if args.dry_run else ops.import_)(kit, args.event, args.file, mapping, apart)
    counts = {kind: judged.count(kind) for kind in ("new", "update", "duplicate", "error")}
    rows = [_verdict(verdict) for verdict in judged.verdicts]
    found = [str(finding) for finding in judged.roster.findings]
    document = {
        "file": str(args.file),
        "taken": not args.dry_run,
        **counts,
        "unused": judged.roster.unused,
        "rows": rows,
        "findings": found,
    }
    told = [f"row {row['row']}: {row['verdict']}: {row['name']}  {row['reason']}".rstrip() for row in rows if args.dry_run or row["reason"]]
    would = "would be " if args.dry_run else ""
    summary = f"{would}new {counts['new']}, updated {counts['update']}, repeated {counts['duplicate']}, left out {counts['error']}"
    main.show(args, document, [*told, *found, summary])
    return 0


def imports(args: argparse.Namespace) -> int:
    """Print the lists that can be taken back."""
    from kit.ops import rosters as ops

    found = ops.batches(main.open_kit(args), args.event)
    lines = [f"{one.key[:8]}  {one.at:%Y-%m-%d %H:%M} UTC  new {one.added}, changed {one.changed}  {one.file}" for one in found]
    main.show(args, [dataclasses.asdict(one) for one in found], lines or ["no list to take back"])
    return 0


def take_back(args: argparse.Namespace) -> int:
    """Take a list back, and name who stays and why."""
    from kit.events import takeback
    from kit.ops import rosters as ops

    done = ops.take_back(main.open_kit(args), args.event, args.list, dry=args.dry_run)
    counts = {what: sum(one.what == what for one in done) for what in ("removed", "restored", "kept")}
    rows = [{"name": one.person.name, "emp_no": one.person.emp_no, "what": one.what, "why": one.why} for one in done]
    told = [f"{one.what}: {_who(one.person)}: {takeback.WHY[one.why]}" for one in done if one.why]
    would = "would be " if args.dry_run else ""
    summary = f"{would}removed {counts['removed']}, restored {counts['restored']}, kept {counts['kept']}"
    main.show(args, {"taken_back": not args.dry_run, **counts, "rows": rows}, [*told, summary])
    return 0


def list_(args: argparse.Namespace) -> int:
    """Print everybody on the roster and every walk-in."""
    from kit.ops import rosters as ops

    entries = ops.all(main.open_kit(args), args.event)
    main.show(args, [_entry(entry) for entry in entries], [_line(entry) for entry in entries] or ["nobody yet"])
    return 0


def template(args: argparse.Namespace) -> int:
    """Write an empty list that the import understands."""
    from kit.ops import sheets as ops

    path = ops.roster_template(args.out, args.ui or "zh")
    main.show(args, {"path": str(path)}, [str(path)])
    return 0


def _pair(text: str) -> tuple[str, str]:
    field, _equals, column = text.partition("=")
    return field.strip(), column.strip()


def _verdict(verdict: Verdict) -> dict[str, Any]:
    reason = verdict.reason
    told = {"row": verdict.row.number, "verdict": verdict.kind, **verdict.row.texts, "name": verdict.draft.name}
    changes = {field: new for field, _old, new in verdict.changes}
    return {**told, "reason": str(reason.said(str)) if reason else "", "cell": reason.part if reason else "", "changes": changes}


def _entry(entry: Attendance) -> dict[str, Any]:
    person = entry.person
    texts = {name: getattr(person, name) for name in ("name", "emp_no", "dept", "email", "phone")}
    first = entry.first_in.isoformat() if entry.first_in else None
    return {**texts, "source": entry.source, "status": entry.status, "first_in": first, "late": entry.late, "badge": entry.badge}


def _line(entry: Attendance) -> str:
    words = (entry.person.name, entry.person.emp_no, entry.person.dept, "walk-in" if entry.walk_in else "", entry.badge)
    return f"{'in ' if entry.present else '-  '} " + "  ".join(word for word in words if word)
