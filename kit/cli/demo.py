"""`lectern demo`: the whole chain without a window: deck, event, phones over real HTTP, workbooks."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from kit import i18n
from kit.cli import main
from kit.cli.phone import Phone
from kit.errors import KitError
from kit.i18n import _

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.bindings import QrTarget
    from kit.events.event import Event

FOLDER = "lectern-demo"
AUDIENCE = "management"
CONTENT = "workshops/tryout.yaml"
PHONES, WALK_INS, TWICE, ABSENT = 30, 5, 6, 7


def add(commands: Any) -> None:
    """Hang the command on."""
    demo = commands.add_parser("demo", help="show the whole chain without a window: deck, event, 30 phones, workbooks")
    demo.add_argument("--out", type=Path, default=None, metavar="DIR", help=f"a new or empty folder (default: ./{FOLDER})")
    demo.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make everything in a new workspace, check it, say where it lies."""
    from kit.content import files
    from kit.context import Kit
    from kit.ops import workspaces

    started, lang = time.monotonic(), args.ui or "zh"
    root = args.out or files.free_name(Path(FOLDER))
    kit = Kit(workspaces.new(root, lang=lang))
    try:
        with i18n.language(lang):
            done = _chain(kit, lang, args)
    finally:
        kit.close()
    took = time.monotonic() - started
    document = {"seconds": round(took, 1), "workspace": str(kit.workspace.root), **done}
    lines = [f"{name:<12}{value}" for name, value in document.items() if name != "seconds"]
    main.show(args, document, [*lines, f'done in {took:.1f} s; next: lectern serve {done["event"]} --workspace "{kit.workspace.root}"'])
    return 0


def _chain(kit: Kit, lang: str, args: argparse.Namespace) -> dict[str, Any]:
    from kit.ops import attendance, decks, events, feedback, sharing, sheets
    from kit.web.server import Server

    out = kit.workspace.out
    event, names = _event(kit, lang)
    _say(args, f"event {event.code}: {event.title}, {len(attendance.all(kit, event.code))} on the roster")
    targets = sharing.targets(kit, event.code)
    built = decks.build(kit, _spec(kit, lang), out / "deck.pptx", event=event.code, qr=targets, progress=main.progress(args, "building"))
    _say(args, f"deck: {built.slides} slides")
    _scan(built.path, targets)
    event = events.open_(kit, event.code)
    with Server(kit, "127.0.0.1", 0) as server:
        _say(args, f"{PHONES} phones at {server.address}")
        visits = _room(server.address, event, names, lang)
    sheet = sheets.attendance(kit, event.code, out / "attendance.xlsx", lang)
    answers = sheets.feedback(kit, event.code, out / "feedback.xlsx", lang)
    present = [entry for entry in attendance.all(kit, event.code) if entry.present]
    responses = feedback.results(kit, event.code).responses
    if not len(present) == len(responses) == len(visits) == PHONES:
        raise RuntimeError(f"{PHONES} phones came, {len(present)} are in and {len(responses)} answered")
    return {
        "event": event.code,
        "deck": str(built.path),
        "slides": built.slides,
        "feedback_qr": targets["feedback"].payload,
        "present": len(present),
        "walk_ins": sum(entry.walk_in for entry in present),
        "absent": sum(not entry.present for entry in attendance.all(kit, event.code)),
        "responses": len(responses),
        "attendance": str(sheet),
        "feedback": str(answers),
    }


def _event(kit: Kit, lang: str) -> tuple[Event, tuple[str, ...]]:
    """Make the event to practise with, and bring in a roster of numbered sample people; returns their names."""
    from kit.content import files
    from kit.ops import events, rosters

    event = events.try_out(kit, lang)
    names = tuple(_("Sample {n}").format(n=f"{n:02}") for n in range(1, PHONES - WALK_INS + ABSENT + 1))
    rows = [f"{name},S{n:04},{_('Sample department {n}').format(n=n % 4 + 1)}" for n, name in enumerate(names, 1)]
    head = ",".join((_("Name"), _("Employee number"), _("Department")))
    path = files.write_text(kit.workspace.out / "roster.csv", "\n".join([head, *rows]) + "\n")
    rosters.import_(kit, event.code, path)
    return event, names


def _spec(kit: Kit, lang: str) -> Path:
    """Return the deck that the event to practise with names, in this language, else the first one for management."""
    from kit import workspace
    from kit.content import yamltext
    from kit.ops import decks

    rows = sorted((row for row in decks.specs(kit) if row.lang == lang and row.error is None), key=lambda row: row.path.name)
    found = workspace.find(CONTENT, kit.workspace.roots)
    named = yamltext.read(found).text("deck") if found else ""
    fits = [row for row in rows if row.path.name.split(".")[0] == named] or [row for row in rows if row.audience == AUDIENCE]
    if not fits:
        raise KitError("demo.no-deck", "There is no deck for {audience} in {lang} in slides/decks.", audience=AUDIENCE, lang=lang)
    return fits[0].path


def _scan(deck: Path, targets: dict[str, QrTarget]) -> None:
    """Read the codes out of the deck's pictures, as a phone would from the wall, and see that they lead to the event."""
    from kit import qr
    from kit.decks import scene

    pictures = [picture for slide in scene.read(deck).slides for picture in slide.pictures if picture.name.startswith("qr:")]
    read = {text for picture in pictures for text in qr.read(picture.read())}
    for name in ("checkin", "feedback"):
        if targets[name].payload not in read:
            raise RuntimeError(f"the deck's {name} code does not read as {targets[name].payload}: {sorted(read)}")


def _room(base: str, event: Event, names: Sequence[str], lang: str) -> list[Visit]:
    """Let the phones come, all at once: some twice, some not on the roster; each answers the form."""
    guest, guests, comment = _("Sample guest {n}"), _("Sample guests"), _("Sample comment {n}")
    visits = [Visit(n, name, comment.format(n=n + 1), twice=n < TWICE) for n, name in enumerate(names[: PHONES - WALK_INS])]
    visits += [Visit(n, guest.format(n=n + 1), comment.format(n=n + 1), dept=guests) for n in range(len(visits), PHONES)]
    with ThreadPoolExecutor(PHONES, "phone") as room:
        return list(room.map(lambda visit: _come(Phone(base, lang), event.code, visit), visits))


def _come(phone: Phone, code: str, visit: Visit) -> Visit:
    """Check in through the pages, then answer the form, as a person does with one phone."""
    door, form = f"/C/{code}", f"/F/{code}"
    try:
        for _time in range(2 if visit.twice else 1):
            page = phone.send(phone.open(door), {"who": visit.name})
            if visit.dept:
                page = phone.send(page, {"who": visit.name, "which": visit.dept})
            _expect(page.status, 200, door)
        questions = phone.open(form)
        _expect(phone.send(questions, questions.filled(Random(visit.number), visit.comment)).status, 200, form)
    finally:
        phone.close()
    return visit


def _expect(got: int, wanted: int, path: str) -> None:
    if got != wanted:
        raise RuntimeError(f"{path} answered {got}, not {wanted}")


def _say(args: argparse.Namespace, line: str) -> None:
    if not args.quiet and not args.json:
        print(line, flush=True)


@dataclass(frozen=True)
class Visit:
    """One phone's visit: who holds it and what is written; a department for one who comes unexpected; whether twice."""

    number: int
    name: str
    comment: str
    dept: str = ""
    twice: bool = False
