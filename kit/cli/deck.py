"""`lectern deck build | join | check | render | export | status | qr | outline`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.cli import deckout, main
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.bindings import QrTarget

STRIPS = ("notes", "comments", "authors", "hidden", "tags", "properties")


def add(commands: Any) -> None:
    """Hang the commands on."""
    deck = commands.add_parser("deck", help="build, join, check decks, put them on paper, renew their QR codes")
    kinds = deck.add_subparsers(metavar="VERB", required=True)
    _add_build(kinds)
    _add_join(kinds)
    outline = kinds.add_parser("outline", help="print what a deck consists of, without building it")
    outline.add_argument("spec", metavar="SPEC", help="the deck's name or file")
    outline.set_defaults(run=outline_)
    check = kinds.add_parser("check", help="broken rules of the format, and what people would notice")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a PowerPoint file (.pptx)")
    check.set_defaults(run=check_)
    deckout.add(kinds)
    qr = kinds.add_parser("qr", help="renew the QR codes in a finished deck")
    qr.add_argument("file", type=Path, metavar="FILE", help="the deck, which is changed")
    qr.add_argument("--event", required=True, metavar="EVENT", help="the event's short code")
    qr.add_argument("--address", default="", metavar="URL", help="where phones reach the server (default: the one last in use)")
    qr.set_defaults(run=qr_)


def _add_build(kinds: Any) -> None:
    build = kinds.add_parser("build", help="make a deck from its spec")
    build.add_argument("spec", metavar="SPEC", help="the deck's name or file")
    build.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pptx", help="the file to write")
    build.add_argument(
        "--event", default="", metavar="EVENT", help="bind title, date and QR codes of this event, and note the deck with it"
    )
    build.add_argument("--address", default="", metavar="URL", help="where phones reach the server (default: the one last in use)")
    build.add_argument("--report", type=Path, default=None, metavar="R.json", help="write what became of each slide")
    build.add_argument("--strip", default="", metavar="WHAT", help=f"leave out, comma-separated: {','.join(STRIPS)}")
    build.set_defaults(run=build_)


def _add_join(kinds: Any) -> None:
    join = kinds.add_parser("join", help="join slides of decks: A.pptx B.pptx#2-4,7 …")
    join.add_argument("decks", nargs="+", metavar="DECK", help="a deck, or slides of it: B.pptx#2-4,7 or B.pptx:2-4,7")
    join.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pptx", help="the file to write")
    join.add_argument("--look", choices=("source", "deck"), default="source", help="keep each source's look, or take the template's")
    join.add_argument(
        "--template", type=Path, default=None, metavar="T", help="the deck whose page and defaults count (default: the first)"
    )
    join.add_argument("--report", type=Path, default=None, metavar="R.json", help="write what became of each slide")
    join.add_argument("--strip", default="", metavar="WHAT", help=f"leave out, comma-separated: {','.join(STRIPS)}")
    join.set_defaults(run=join_)


def build_(args: argparse.Namespace) -> int:
    """Build a deck; findings are told but do not fail the command."""
    from kit.decks import spec as specs
    from kit.ops import decks

    kit = main.open_kit(args)
    spec = specs.read(_spec(kit, args.spec))
    event = args.event or spec.event
    built = decks.build(
        kit,
        spec,
        args.out,
        event=event,
        qr=_targets(kit, event, args.address),
        strip=_words(args.strip),
        progress=main.progress(args, "building"),
    )
    document = {**built.report.as_json(), "minutes": built.outline.minutes, "outline": built.outline.text()}
    document["findings"] = [_plain(finding) for finding in built.findings]
    _report(args.report, document)
    lines = [str(finding) for finding in built.findings]
    main.show(args, document, [*lines, f"{built.path}: {main.many(built.slides, 'slide')}, {main.many(built.outline.minutes, 'minute')}"])
    return 0


def join_(args: argparse.Namespace) -> int:
    """Join decks; what was changed or left out is told."""
    from kit.ops import decks

    report = decks.join(
        args.decks,
        args.out,
        look=args.look,
        template=args.template,
        strip=_words(args.strip),
        progress=main.progress(args, "joining"),
    )
    document = report.as_json()
    _report(args.report, document)
    main.show(
        args, document, [*(str(finding) for finding in report.everything), f"{report.path}: {main.many(len(report.slides), 'slide')}"]
    )
    return 0


def outline_(args: argparse.Namespace) -> int:
    """Print the outline."""
    from kit.ops import decks

    kit = main.open_kit(args)
    made = decks.outline(kit, _spec(kit, args.spec))
    main.show(args, {"title": made.title, "minutes": made.minutes, "slides": made.slides, "text": made.text()}, [made.text().rstrip()])
    return 0


def check_(args: argparse.Namespace) -> int:
    """Print the findings; the exit status is 1 when there are any beside notes."""
    from kit.ops import decks

    found = decks.check(args.files)
    main.show(args, [_plain(finding) for finding in found], [str(finding) for finding in found] or ["nothing to mend"])
    return 1 if any(finding.severity != "note" for finding in found) else 0


def qr_(args: argparse.Namespace) -> int:
    """Renew the QR codes."""
    from kit.ops import decks

    kit = main.open_kit(args)
    renewed = decks.renew_qr(kit, args.file, args.event, _targets(kit, args.event, args.address))
    codes = [{"slide": slide, "code": purpose, "address": address} for slide, purpose, address in renewed.codes]
    lines = [f"slide {slide}: {purpose} now leads to {address}" for slide, purpose, address in renewed.codes]
    main.show(args, {"file": str(renewed.path), "codes": codes}, [*lines, str(renewed.path)])
    return 0


def _spec(kit: Kit, name: str) -> Path:
    """Return the spec's file: a path, or the name of a deck in the workspace or the program."""
    from kit import workspace

    path = Path(name)
    if path.is_file():
        return path
    names = (name,) if path.suffix in (".yaml", ".yml") else (f"slides/decks/{name}.yaml", f"{name}.yaml")
    found = next((found for one in names if (found := workspace.find(one, kit.workspace.roots))), None)
    if found is None or not found.is_file():
        known = sorted({spec.stem for root in kit.workspace.roots for spec in (root / "slides" / "decks").glob("*.yaml")})
        raise KitError("deck.unknown", "There is no deck “{name}”: use a file, or one of {known}.", name=name, known=", ".join(known))
    return found


def _targets(kit: Kit, event: str, address: str) -> dict[str, QrTarget]:
    if not event:
        return {}
    from kit.ops import events, sharing

    return sharing.targets(kit, events.show(kit, event).code, address)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.replace(",", " ").split() if word)


def _plain(finding: Any) -> dict[str, Any]:
    from kit.cli import check

    return check.plain(finding)


def _report(path: Path | None, document: dict[str, Any]) -> None:
    if path is None:
        return
    import json

    from kit.content import files

    files.write_text(path, json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")
