"""`lectern deck render | export | status`: what can be made of a finished deck, and what has become of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kit.cli import main


def add(kinds: Any) -> None:
    """Hang the commands on."""
    from kit.ops import exports

    render = kinds.add_parser("render", help="every slide of a deck as a picture")
    render.add_argument("file", type=Path, metavar="FILE")
    render.add_argument("-o", "--out", type=Path, required=True, metavar="DIR")
    render.add_argument("--engine", choices=exports.ENGINES, default="own", help="who paints: Lectern itself, or LibreOffice")
    render.add_argument("--width", type=int, default=1280, metavar="PX")
    render.set_defaults(run=render_)
    export = kinds.add_parser("export", help="a deck as a PDF")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf")
    export.add_argument("--what", choices=exports.KINDS, default="slides")
    export.add_argument("--each", type=int, choices=exports.EACH, default=3, help="slides on a page of a handout")
    export.set_defaults(run=export_)


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
