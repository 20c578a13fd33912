"""`lectern theme list | build | new`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.cli import main

if TYPE_CHECKING:
    from kit.ops.themes import ThemeRow

INCH = 914400


def add(commands: Any) -> None:
    """Hang the commands on."""
    theme = commands.add_parser("theme", help="list themes, build a PowerPoint template, make a theme from a logo and colours")
    kinds = theme.add_subparsers(metavar="VERB", required=True)
    kinds.add_parser("list", help="the themes and templates that decks can name").set_defaults(run=list_)
    build = kinds.add_parser("build", help="write a theme as a template that PowerPoint opens")
    build.add_argument("name", metavar="NAME", help="a theme, or a template's file")
    build.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.potx", help=".potx or .pptx")
    build.add_argument("--ratio", choices=("16:9", "4:3"), default="", help="the page (default: the theme's own)")
    build.set_defaults(run=build_)
    new = kinds.add_parser("new", help="make a theme in the workspace; contrast is kept by itself")
    new.add_argument("name", metavar="NAME", help="its name, by which decks ask for it")
    new.add_argument("--logo", type=Path, default=None, metavar="FILE", help="PNG, JPEG or SVG")
    new.add_argument("--colours", "--colors", nargs="+", default=[], metavar="#RRGGBB", help="one or two (default: read from the logo)")
    new.add_argument("--dark", action="store_true", help="light text on a dark ground")
    new.set_defaults(run=new_)


def list_(args: argparse.Namespace) -> int:
    """Print the themes."""
    from kit.ops import themes

    rows = themes.listed(main.open_kit(args))
    main.show(args, [_plain(row) for row in rows], [line for row in rows for line in _lines(row)])
    return 0


def build_(args: argparse.Namespace) -> int:
    """Write a template."""
    from kit.ops import themes

    path = themes.build(main.open_kit(args), args.name, args.out, args.ratio)
    main.show(args, {"path": str(path)}, [str(path)])
    return 0


def new_(args: argparse.Namespace) -> int:
    """Make a theme."""
    from kit.ops import themes

    made = themes.new(main.open_kit(args), args.name, logo=args.logo, colours=args.colours, dark=args.dark)
    colours = [f"#{value}" for value in made.colours]
    accents = [f"#{value}" for value in made.theme.colours.accents]
    main.show(
        args,
        {"path": str(made.path), "from": colours, "accents": accents},
        [f"{made.path}: from {', '.join(colours)}; accents {' '.join(accents)}"],
    )
    return 0


def _lines(row: ThemeRow) -> list[str]:
    if row.error is not None:
        return [f"{row.name}: {row.error}"]
    width, height = row.size
    made = [f"{row.name}: {row.title}, {row.kind}, {width / INCH:.4g} x {height / INCH:.4g} in{', dark' if row.dark else ''}"]
    if row.taken:
        made.append("  " + ", ".join(f"{ours} = {theirs}" for ours, theirs in row.taken))
    made += [f"  made in its style: {', '.join(row.lacking)}"] if row.lacking else []
    return [*made, *(f"  {one}" for one in row.told)]


def _plain(row: ThemeRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "title": row.title,
        "kind": row.kind,
        "path": str(row.path),
        "size": list(row.size),
        "own": row.own,
        "dark": row.dark,
        "accents": [f"#{value}" for value in row.accents],
        "layouts": dict(row.taken),
        "made": list(row.lacking),
        "told": [str(one) for one in row.told],
        "error": str(row.error) if row.error else "",
    }
