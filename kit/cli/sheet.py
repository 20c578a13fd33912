"""`lectern sheet attendance|feedback EVENT|all -o OUT.xlsx`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kit.cli import main


def add(commands: Any) -> None:
    """Hang the commands on."""
    sheet = commands.add_parser("sheet", help="write attendance or feedback as a workbook")
    kinds = sheet.add_subparsers(metavar="KIND", required=True)
    for kind, told in (
        ("attendance", "who was there, every attempt at the door, a list to sign"),
        ("feedback", "figures, one row a response, codebook, comments"),
    ):
        one = kinds.add_parser(kind, help=told)
        one.add_argument("event", metavar="EVENT", help="the event's short code, or all")
        out_help = "the workbook to write; as .csv its main table alone"
        one.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.xlsx", help=out_help)
        if kind == "feedback":
            one.add_argument("--earlier", default="", metavar="EVENT", help="an earlier event to compare with")
        one.set_defaults(run=write, kind=kind)


def write(args: argparse.Namespace) -> int:
    """Write the workbook."""
    from kit.ops import sheets

    kit = main.open_kit(args)
    if args.kind == "attendance":
        written = sheets.attendance(kit, args.event, args.out, args.ui or "")
    else:
        written = sheets.feedback(kit, args.event, args.out, args.ui or "", args.earlier)
    main.show(args, {"file": str(written), "bytes": written.stat().st_size}, [f"{written}: {written.stat().st_size:,} bytes"])
    return 0
