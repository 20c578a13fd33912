"""`lectern event …`: make, list, show, close and (try-outs only) delete events."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.cli import main

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.event import Event
    from kit.ops.events import EventRow


def add(commands: Any) -> None:
    """Hang the commands on."""
    parser = commands.add_parser("event", help="make, list, show and close events")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    _add_new(verbs)
    verbs.add_parser("list", help="all events, the latest first").set_defaults(run=list_)
    packing = verbs.add_parser("pack", help="write an event into a file, to move it to another computer or server")
    packing.add_argument("event", metavar="EVENT", help="short code")
    packing.add_argument("-o", "--out", type=Path, required=True, metavar="FILE", help="the file to write")
    packing.set_defaults(run=pack)
    taking = verbs.add_parser("take", help="take an event in from such a file; taken twice it is there once")
    taking.add_argument("file", type=Path, metavar="FILE", help="a file that `lectern event pack` wrote")
    taking.set_defaults(run=take)
    for one in (packing, taking):
        one.add_argument(
            "--database", default="", metavar="URL", help="postgresql://… of an organisation (default: the workspace's records)"
        )
    verbs.add_parser("tryout", help="make the event to practise with").set_defaults(run=tryout)
    _add_helpers(verbs)
    _add_feedback(verbs)
    for name, help_, run in (
        ("show", "figures of one event", show),
        ("close", "close the door and the feedback of an event", close),
        ("delete", "delete a try-out with all that belongs to it", delete),
    ):
        one = verbs.add_parser(name, help=help_)
        one.add_argument("event", metavar="EVENT", help="short code")
        one.set_defaults(run=run)


def _add_new(verbs: Any) -> None:
    new_ = verbs.add_parser("new", help="make an event")
    new_.add_argument("--title", required=True, help="what phones, sheets and prints call it")
    new_.add_argument("--starts", required=True, metavar="ISO", help="such as 2026-12-01T14:00, a clock of the event's zone")
    new_.add_argument("--minutes", type=int, default=None, help="how long it lasts (default: as long as the workshop, else 60)")
    new_.add_argument("--zone", default="", help="time zone such as Asia/Shanghai (default: the workspace's)")
    new_.add_argument("--lang", choices=("zh", "en"), default="", help="language of its pages and sheets (default: the workspace's)")
    new_.add_argument("--place", default="", help="where it is")
    new_.add_argument("--host", default="", help="who holds it")
    new_.add_argument("--audience", default="", help="whom it is for")
    new_.add_argument("--workshop", default="", metavar="W", help="name of a run of show in workshops/")
    new_.add_argument("--form", default="", metavar="F", help="name of a form in workshops/forms/, or none (default: the workshop's)")
    new_.add_argument("--late-after", type=int, default=10, metavar="MIN", help="arrivals count as late this many minutes after the start")
    new_.add_argument(
        "--capacity", type=int, default=0, metavar="N", help="seats: walk-ins are refused when all are taken (default: no limit)"
    )
    new_.add_argument("--rotating", type=int, default=0, metavar="SEC", help="the code on the wall changes so often (default: never)")
    new_.add_argument("--check-out", action="store_true", help="offer phones to check out")
    new_.add_argument(
        "--part", action="append", default=[], metavar="CODE,ISO,MIN[,TITLE]", help="a part with its own check-in; give it once for each"
    )
    new_.add_argument("--tryout", action="store_true", help="mark it as a try-out, which may be deleted")
    new_.set_defaults(run=new)


def _add_helpers(verbs: Any) -> None:
    desk = verbs.add_parser("helpers", help="the PIN that lets helpers' phones in, and who is in")
    desk.add_argument("event", metavar="EVENT", help="short code")
    desk.add_argument("--new-pin", action="store_true", help="let helpers in with a new PIN")
    desk.add_argument("--none", action="store_true", help="let none in and take off those that are")
    desk.add_argument("--off", type=int, default=0, metavar="ID", help="take one phone off")
    desk.set_defaults(run=helpers)


def _add_feedback(verbs: Any) -> None:
    asks = verbs.add_parser("feedback", help="from when on an event takes answers: from its start, or earlier where the host says so")
    asks.add_argument("event", metavar="EVENT", help="short code")
    when = asks.add_mutually_exclusive_group()
    when.add_argument("--open", action="store_true", help="take answers from now on, though the event has not begun")
    when.add_argument("--from-start", action="store_true", help="wait for the start again; what was answered stays")
    asks.set_defaults(run=feedback)


def feedback(args: argparse.Namespace) -> int:
    """Say from when on answers are taken; open the feedback before the start, or take that back."""
    from kit.ops import events, feedback

    kit = main.open_kit(args)
    feedback.form_of(kit, args.event)  # refuses where nothing is asked
    verb = events.open_feedback if args.open else events.feedback_from_start if args.from_start else events.show
    event = verb(kit, args.event)
    later = feedback.opens(kit, event)
    early = event.feedback_at is not None and event.asks_from < event.starts_at
    since = event.local(later or event.asks_from)
    state = "closed" if event.closed_at else "opens" if later else "open since" if early else "open"
    at = f" {since:%Y-%m-%d %H:%M} ({event.zone})" if state in ("opens", "open since") else ""
    told = {"event": event.code, "open": state in ("open", "open since")}
    main.show(args, {**told, "from": since.isoformat(), "early": early}, [f"{event.code}: feedback {state}{at}"])
    return 0


def pack(args: argparse.Namespace) -> int:
    """Write an event into a file that another Lectern takes."""
    from kit.ops import moving

    written = moving.pack(main.open_kit(args, database=args.database), args.event, args.out)
    main.show(args, {"file": str(written)}, [f"{written}: it holds names and answers, guard it"])
    return 0


def take(args: argparse.Namespace) -> int:
    """Take an event in, or what is new of it."""
    from kit.ops import moving

    taken = moving.take(main.open_kit(args, database=args.database), args.file)
    told = {"event": taken.event.code, "new": taken.new, "people": taken.people, "lines": taken.lines, "responses": taken.responses}
    what = "taken in" if taken.new else "was here: what is new was added"
    line = f"{taken.event.code} {what}; {taken.people} people, {taken.lines} new lines at the door, {taken.responses} new answers"
    main.show(args, told, [line])
    return 0


def new(args: argparse.Namespace) -> int:
    """Make an event and print its short code."""
    kit = main.open_kit(args)
    from kit.events import event as events
    from kit.events import part
    from kit.ops import events as ops

    zone = args.zone or kit.workspace.zone
    draft = events.Draft(
        title=args.title,
        starts_at=events.moment(args.starts, zone),
        minutes=_minutes(kit, args),
        zone=zone,
        lang=args.lang or kit.workspace.lang,
        place=args.place,
        host=args.host,
        audience=args.audience,
        workshop=args.workshop,
        form=args.form,
        late_after=args.late_after,
        tryout=args.tryout,
        capacity=args.capacity,
        rotating=args.rotating,
        check_out=args.check_out,
        parts=tuple(part.from_line(text, events.zone(zone)) for text in args.part),
    )
    made = ops.create(kit, draft)
    main.show(args, document(made), [made.code])
    return 0


def _minutes(kit: Kit, args: argparse.Namespace) -> int:
    """Return how long the event lasts: as said, else as long as its workshop."""
    if args.minutes is not None or not args.workshop:
        return 60 if args.minutes is None else int(args.minutes)
    from kit.ops import workshops

    return workshops.plan(kit, args.workshop, args.lang).minutes or 60


def tryout(args: argparse.Namespace) -> int:
    """Make the event to practise with."""
    from kit.ops import events as ops

    made = ops.try_out(main.open_kit(args), args.ui or "")
    main.show(args, document(made), [made.code])
    return 0


def helpers(args: argparse.Namespace) -> int:
    """Let helpers' phones in, take them off, and print the PIN and the phones."""
    from kit.ops import devices, sharing
    from kit.store.ids import DeviceId

    kit = main.open_kit(args)
    if args.none:
        devices.close(kit, args.event, actor="command line")
    if args.off:
        devices.revoke(kit, args.event, DeviceId(args.off), actor="command line")
    pin = devices.new_pin(kit, args.event) if args.new_pin else devices.pin(kit, args.event)
    phones = [{"id": int(one.id), "name": one.name, "in": one.revoked_at is None} for one in devices.all(kit, args.event)]
    address = sharing.desk_target(kit, args.event).address
    said = [f"PIN {pin}  {address}" if pin else "no helper's phone is let in: --new-pin lets them in"]
    main.show(
        args,
        {"pin": pin, "address": address, "phones": phones},
        [*said, *(f"{p['id']}  {p['name']}{'' if p['in'] else '  (off)'}" for p in phones)],
    )
    return 0


def list_(args: argparse.Namespace) -> int:
    """Print every event."""
    from kit.ops import events as ops

    rows = ops.all(main.open_kit(args))
    main.show(
        args, [_row(row) for row in rows], [_line(row) for row in rows] or ["no events yet: lectern event new --title T --starts ISO"]
    )
    return 0


def show(args: argparse.Namespace) -> int:
    """Print the figures of one event."""
    from kit.ops import events as ops

    seen = ops.overview(main.open_kit(args), args.event)
    figures = {
        "registered": seen.counts.registered,
        "present": seen.counts.present,
        "walk_ins": seen.counts.walk_ins,
        "late": seen.late,
        "voided": seen.counts.voided,
        "refused": seen.counts.refused,
        "responses": seen.responses,
    }
    event = seen.event
    lines = [
        f"{event.code}  {event.title}",
        f"starts      {event.local(event.starts_at):%Y-%m-%d %H:%M} ({event.zone}), {main.many(event.minutes, 'minute')}",
    ]
    lines += [f"{name.replace('_', '-'):<11} {n}" for name, n in figures.items()]
    main.show(args, {**document(event), "phase": seen.phase, **figures}, lines)
    return 0


def close(args: argparse.Namespace) -> int:
    """Close an event."""
    from kit.ops import events as ops

    closed = ops.close(main.open_kit(args), args.event)
    main.show(args, document(closed), [f"{closed.code}: closed"])
    return 0


def delete(args: argparse.Namespace) -> int:
    """Delete a try-out."""
    from kit.ops import events as ops

    ops.delete_tryout(main.open_kit(args), args.event)
    main.show(args, {"deleted": args.event.upper()}, [f"{args.event.upper()}: deleted"])
    return 0


def document(event: Event) -> dict[str, Any]:
    """Return an event as one JSON object; moments are ISO in the event's zone."""
    moments = {name: getattr(event, name) for name in ("starts_at", "created_at", "closed_at")}
    plain = {
        name: getattr(event, name) for name in ("code", "title", "minutes", "zone", "lang", "place", "host", "audience", "workshop", "form")
    }
    told = {name: event.local(at).isoformat() if at else None for name, at in moments.items()}
    return {**plain, **told, "late_after": event.late_after, "tryout": event.tryout}


def _row(row: EventRow) -> dict[str, Any]:
    figures = {"registered": row.counts.registered, "present": row.counts.present, "responses": row.responses}
    return {**document(row.event), "phase": row.phase, **figures}


def _line(row: EventRow) -> str:
    event, counts = row.event, row.counts
    mark = " (try-out)" if event.tryout else ""
    start = f"{event.local(event.starts_at):%Y-%m-%d %H:%M}"
    return f"{event.code}  {start}  {row.phase:<8}  {counts.present}/{counts.registered} in  {row.responses} answers  {event.title}{mark}"
