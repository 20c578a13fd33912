"""`lectern checkin EVENT CODE|NAME`: check somebody in at the desk, or take a check-in back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.cli import main
from kit.errors import KitError
from kit.i18n import N_

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.door import CheckIn

SAID = {"ok": "checked in", "walk_in": "checked in, was not on the roster", "already": "was checked in already", "out": "checked out"}
REFUSED = {
    "not_open": N_("{name} was not checked in: this part of the event is not open yet; --part names one."),
    "not_in": N_("{name} is not checked in, so there is nothing to check out of."),
    "full": N_("{name} was not checked in: every seat is taken."),
    "closed": N_("{name} was not checked in: this event is closed."),
    "unknown": N_("{name} was not checked in: nobody of this name or code is on the roster; --walk-in lets them in."),
    "ambiguous": N_("{name} was not checked in: several people are called so; give the employee number, the badge code, or --dept."),
}


def add(commands: Any) -> None:
    """Hang the command on."""
    parser = commands.add_parser("checkin", help="check somebody in, or take a check-in back")
    parser.add_argument("event", metavar="EVENT", help="short code")
    parser.add_argument("who", nargs="?", default="", metavar="CODE|NAME", help="badge code, employee number or name")
    parser.add_argument("--list", type=Path, default=None, metavar="FILE", help="who signed on paper or in another tool (.xlsx, .csv)")
    parser.add_argument("--dept", default="", help="department, where several people are called so")
    parser.add_argument("--walk-in", action="store_true", help="let in somebody who is not on the roster")
    parser.add_argument("--part", default=None, metavar="P", help="the part of the event (default: the one whose door is open)")
    parser.add_argument("--out", action="store_true", help="the person leaves")
    parser.add_argument("--void", default=None, metavar="REASON", help="take the check-in back")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check somebody in and say how it ended; exit 2 when nobody was let in."""
    from kit.ops import attendance as ops
    from kit.ops import events

    kit = main.open_kit(args)
    if args.list:
        return _list(kit, args)
    if not args.who:
        raise KitError("door.nobody", "Give a name or a code.")
    if args.void is not None:
        done = ops.void_of(kit, args.event, args.who, args.void, actor="command line")
        main.show(args, document(done), [f"{done.name}: taken back"])
        return 0
    done = _recorded(kit, args)
    outcome = str(done.outcome)
    if outcome not in SAID:
        raise KitError(f"door.{outcome}", REFUSED[outcome], name=done.name)
    since = f" at {events.show(kit, args.event).local(done.first_at):%H:%M}" if outcome == "already" and done.first_at else ""
    main.show(args, document(done), [f"{done.name}: {SAID[outcome]}{since}"])
    return 0


def _list(kit: Kit, args: argparse.Namespace) -> int:
    """Take a list of who signed; exit 1 when a row did not count."""
    from kit.ops import paper

    rows = paper.take(kit, args.event, args.list, walk_ins=args.walk_in, actor="command line")
    told = [f"row {one.row}: {one.name}: {SAID.get(one.outcome) or one.outcome.replace('_', ' ')}" for one in rows]
    counted = sum(one.counts for one in rows)
    document_ = [{"row": one.row, "name": one.name, "outcome": one.outcome} for one in rows]
    main.show(args, document_, [*told, f"{counted} of {len(rows)} rows count"])
    return 0 if counted == len(rows) else 1


def _recorded(kit: Kit, args: argparse.Namespace) -> CheckIn:
    from kit.ops import attendance as ops

    at: dict[str, Any] = {"proof": "desk", "actor": "command line", "part": args.part}
    if args.out or not (args.walk_in or args.dept):
        return ops.scan(kit, args.event, args.who, leaving=args.out, **at)
    return ops.check_in(kit, args.event, name=args.who, dept=args.dept, walk_in=args.walk_in, full_too=True, **at)


def document(line: CheckIn) -> dict[str, Any]:
    """Return a line of the ledger as one JSON object; moments are UTC."""
    moments = {name: getattr(line, name) for name in ("happened_at", "received_at", "first_at", "voided_at")}
    plain = {name: getattr(line, name) for name in ("id", "name", "dept", "proof", "receipt", "void_reason")}
    return {**plain, "outcome": str(line.outcome), **{name: at.isoformat() if at else None for name, at in moments.items()}}
