"""`lectern print poster|badges|certificates|signin EVENT -o OUT.pdf`, `calibration`, and `verify` for a certificate's number."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kit.cli import main

KINDS = {
    "poster": "the check-in code for the door, with steps and Wi-Fi",
    "badges": "a badge with a code for everybody on the roster",
    "certificates": "a certificate for everybody who was there",
    "signin": "a list to sign by hand",
}
NOUNS = {"poster": "poster", "badges": "badge", "certificates": "certificate", "signin": "name", "calibration": "page"}


def add(commands: Any) -> None:
    """Hang the commands on."""
    kinds = commands.add_parser("print", help="write posters, badges, certificates and sign-in lists as PDF").add_subparsers(
        metavar="KIND", required=True
    )
    made = {}
    for kind, told in KINDS.items():
        made[kind] = kinds.add_parser(kind, help=told)
        made[kind].add_argument("event", metavar="EVENT", help="the event's short code")
        made[kind].add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf", help="the file to write")
        made[kind].set_defaults(run=write, kind=kind)
    made["poster"].add_argument("--size", choices=("a4", "a3"), default="a4", help="the paper (default: a4)")
    made["poster"].add_argument("--wifi", default="", metavar="NAME", help="the Wi-Fi that phones join; printed with its code")
    made["poster"].add_argument("--wifi-password", default="", metavar="P", help="its password, readable on the poster")
    made["poster"].add_argument("--wifi-hidden", action="store_true", help="the network hides its name")
    made["certificates"].add_argument("--least", type=int, default=1, metavar="MINUTES", help="present at least so long (default: 1)")
    _stock(made["badges"])
    made["badges"].add_argument("--first", type=int, default=1, metavar="N", help="the first free label of the first sheet")
    made["badges"].add_argument("--outline", action="store_true", help="draw the labels' edges, for a test on plain paper")
    page = kinds.add_parser("calibration", help="the page that tells how far the printer is off")
    page.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf", help="the file to write")
    page.set_defaults(run=write, kind="calibration", event="")
    _stock(page)
    check = kinds.add_parser("verify", help="tell whose certificate a number is")
    check.add_argument("number", metavar="NUMBER", help="the number on the certificate")
    check.set_defaults(run=verify)


def write(args: argparse.Namespace) -> int:
    """Write one kind of print."""
    from kit.ops import prints

    kit, lang = main.open_kit(args), args.ui or ""
    if args.kind == "poster":
        from kit.prints.poster import Wifi

        wifi = Wifi(args.wifi, args.wifi_password, args.wifi_hidden) if args.wifi else None
        done = prints.poster(kit, args.event, args.out, lang, size=args.size, wifi=wifi)
    elif args.kind == "certificates":
        done = prints.certificates(kit, args.event, args.out, lang, least=args.least)
    elif args.kind == "signin":
        done = prints.signin(kit, args.event, args.out, lang)
    else:
        done = _labels(args, kit, lang)
    told = [f"{done.path}: {main.many(done.count, NOUNS[args.kind])}", *(str(finding) for finding in done.findings)]
    main.show(args, {"file": str(done.path), "count": done.count, "findings": [str(f) for f in done.findings]}, told)
    return 0


def verify(args: argparse.Namespace) -> int:
    """Say whose certificate it is."""
    from kit.ops import prints

    found = prints.verify(main.open_kit(args), args.number)
    document = {"name": found.person.name, "dept": found.person.dept, "minutes": found.minutes}
    main.show(args, document, [f"{found.person.name}, {found.minutes} min"])
    return 0


def _labels(args: argparse.Namespace, kit: Any, lang: str) -> Any:
    from kit.ops import prints
    from kit.prints import stock

    sheet = stock.moved(stock.named(args.stock), args.x, args.y, args.scale)
    if args.kind == "calibration":
        return prints.calibration(kit, args.out, lang, stock=sheet)
    return prints.badges(kit, args.event, args.out, lang, stock=sheet, first=args.first, outline=args.outline)


def _stock(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stock", default="badge-2x5", metavar="NAME", help="badge-2x5, label-3x7, label-3x8, card, a6 or roll-62")
    parser.add_argument("--x", type=float, default=0.0, metavar="MM", help="move the print to the right")
    parser.add_argument("--y", type=float, default=0.0, metavar="MM", help="move the print down")
    parser.add_argument("--scale", type=float, default=100.0, metavar="PERCENT", help="stretch the print")
