"""`lectern deck render | export | status`: what can be made of a finished deck, and what has become of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.cli import main

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.lineage import State


def add(kinds: Any) -> None:
    """Hang the commands on."""
    from kit.ops import exports

    render = kinds.add_parser("render", help="every slide of a deck as a picture")
    render.add_argument("file", type=Path, metavar="FILE", help="the deck")
    render.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help="the folder for the pictures")
    render.add_argument("--engine", choices=exports.ENGINES, default="own", help="who paints: Lectern itself, or LibreOffice")
    render.add_argument("--width", type=int, default=1280, metavar="PX", help="pixels across (default: 1280)")
    render.set_defaults(run=render_)
    export = kinds.add_parser("export", help="a deck as a PDF")
    export.add_argument("file", type=Path, metavar="FILE", help="the deck")
    export.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf", help="the file to write")
    export.add_argument("--what", choices=exports.KINDS, default="slides", help="what stands on the pages (default: slides)")
    export.add_argument("--each", type=int, choices=exports.EACH, default=3, help="slides on a page of a handout")
    export.set_defaults(run=export_)
    status = kinds.add_parser("status", help="which modules of a built deck are out of date, edited by hand, detached or gone")
    status.add_argument("file", type=Path, metavar="FILE", help="the deck")
    deed = status.add_mutually_exclusive_group()
    deed.add_argument("--update", nargs="*", metavar="MODULE", help="put the present version in place: of these, or of all out of date")
    deed.add_argument("--skip", nargs="+", metavar="MODULE", help="say nothing more about their present version")
    deed.add_argument("--detach", nargs="+", metavar="MODULE", help="follow these modules no more")
    status.add_argument("--edited", action="store_true", help="with --update: also where slides were edited by hand")
    status.set_defaults(run=status_)


def render_(args: argparse.Namespace) -> int:
    """Write the pictures."""
    from kit.gui.preview import prints
    from kit.ops import exports

    progress = main.progress(args, "painting")
    made = exports.render(args.file, args.out, prints.pictures, engine=args.engine, width=args.width, progress=progress)
    document = {"folder": str(made.folder), "engine": made.engine, "pictures": [str(path) for path in made.pictures]}
    main.show(args, document, [f"{made.folder}: {main.many(len(made.pictures), 'picture')}"])
    return 0


def export_(args: argparse.Namespace) -> int:
    """Write the PDF; who made it is told."""
    from kit.cli import check
    from kit.gui.preview import paper
    from kit.ops import exports

    progress = main.progress(args, "writing")
    made = exports.export(args.file, args.out, paper.write, what=args.what, each=args.each, progress=progress)
    document = {"file": str(made.path), "what": made.what, "engine": made.engine, "findings": [check.plain(f) for f in made.findings]}
    main.show(args, document, [*(str(finding) for finding in made.findings), str(made.path)])
    return 0


def status_(args: argparse.Namespace) -> int:
    """Tell the state of each module; the exit status is 1 when one is out of date or gone."""
    from kit.ops import versions

    kit = main.open_kit(args)
    said: list[str] = []
    if args.update is not None:
        said = _update(kit, args)
    elif args.skip:
        versions.skip(kit, args.file, args.skip)
    elif args.detach:
        versions.detach(kit, args.file, args.detach)
    states = versions.status(kit, args.file)
    main.show(args, [_state(state) for state in states], [*said, *(_line(state) for state in states)])
    return 1 if any(state.outdated or state.state == "gone" for state in states) else 0


def _update(kit: Kit, args: argparse.Namespace) -> list[str]:
    from kit.ops import events, sharing, versions

    event = next((state.origin.event for state in versions.status(kit, args.file) if state.origin.event), "")
    known = {row.event.code for row in events.all(kit)} if event else set()
    qr = sharing.targets(kit, event) if event in known else {}
    progress = main.progress(args, "updating")
    made = versions.update(kit, args.file, args.update, edited=args.edited, qr=qr, progress=progress)
    return [*(str(finding) for finding in made.findings), f"{made.path}: updated {', '.join(made.modules)}"]


def _line(state: State) -> str:
    from kit.decks import refs

    where = f"slides {refs.ranges(state.slides)}" if len(state.slides) > 1 else f"slide {state.slides[0]}"
    edited = f", edited by hand: {refs.ranges(state.edited)}" if state.edited else ""
    newer = ", a newer version is there" if state.outdated and state.state != "outdated" else ""
    return f"{state.state:<9} {where}: {state.origin.module or 'not from a module'}{edited}{newer}"


def _state(state: State) -> dict[str, Any]:
    origin = state.origin
    told = {"state": state.state, "slides": list(state.slides), "edited": list(state.edited), "outdated": state.outdated}
    told |= {"module": origin.module, "lang": origin.lang, "depth": origin.depth, "role": origin.role}
    return told | {"version": origin.version, "now": state.now}
