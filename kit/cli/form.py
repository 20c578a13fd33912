"""`lectern form list|show NAME|answered EVENT|import FILE.xlsx [--name N]|export NAME -o OUT.xlsx`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kit.cli import main


def add(commands: Any) -> None:
    """Hang the commands on."""
    verbs = commands.add_parser("form", help="feedback forms: list, show, and exchange them as XLSForm").add_subparsers(
        metavar="VERB", required=True
    )
    verbs.add_parser("list", help="every form there is").set_defaults(run=list_)
    one = verbs.add_parser("show", help="the questions of a form")
    one.add_argument("name", metavar="NAME", help="as `lectern form list` says it")
    one.set_defaults(run=show)
    taken = verbs.add_parser("import", help="take a form from an XLSForm workbook")
    taken.add_argument("file", type=Path, metavar="FILE.xlsx", help="an XLSForm workbook")
    taken.add_argument("--name", default="", metavar="N", help="its name here (default: the file's)")
    taken.set_defaults(run=import_)
    who = verbs.add_parser("answered", help="who has answered at an event, where the form says that the host may see that")
    who.add_argument("event", metavar="EVENT", help="the event's short code")
    who.set_defaults(run=answered)
    given = verbs.add_parser("export", help="write a form as an XLSForm workbook")
    given.add_argument("name", metavar="NAME", help="as `lectern form list` says it")
    given.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.xlsx", help="the file to write")
    given.set_defaults(run=export)


def list_(args: argparse.Namespace) -> int:
    """List the forms."""
    from kit.ops import forms

    found = forms.all(main.open_kit(args))
    lines = [f"{form.name:<16} {len(form.questions):>3} questions  {_said(args, form.titles)}" for form in found]
    main.show(args, [{"name": form.name, "questions": len(form.questions), "titles": dict(form.titles)} for form in found], lines)
    return 0


def show(args: argparse.Namespace) -> int:
    """Show the questions of a form."""
    from kit.forms import document
    from kit.ops import forms

    form = forms.find(main.open_kit(args), args.name)
    lines = [f"{q.code:<12} {q.type:<9} {'*' if q.required else ' '} {_said(args, q.labels)}" for q in form.questions]
    main.show(args, document.as_json(form), [_said(args, form.titles), *lines])
    return 0


def answered(args: argparse.Namespace) -> int:
    """List who has answered at an event."""
    from kit.ops import feedback

    found = feedback.respondents(main.open_kit(args), args.event)
    document = [{"name": person.name, "emp_no": person.emp_no, "answered": done} for person, done in found]
    main.show(args, document, [f"{'x' if done else '-'}  {person.name}  {person.emp_no}".rstrip() for person, done in found])
    return 0


def import_(args: argparse.Namespace) -> int:
    """Take a form over; exit 1 when something of it is not asked the same way."""
    from kit.ops import forms

    form = forms.import_(main.open_kit(args), args.file, args.name)
    told = [str(finding) for finding in form.findings]
    main.show(
        args,
        {"name": form.name, "questions": len(form.questions), "findings": told},
        [*told, f"{form.name}: {len(form.questions)} questions"],
    )
    return 1 if told else 0


def export(args: argparse.Namespace) -> int:
    """Write a form for other tools."""
    from kit.ops import forms

    kit = main.open_kit(args)
    written = forms.export(kit, args.name, args.out)
    told = [str(finding) for finding in forms.left_out(kit, args.name)]
    main.show(args, {"file": str(written), "findings": told}, [*told, str(written)])
    return 0


def _said(args: argparse.Namespace, labels: Any) -> str:
    from kit.forms.model import said

    return said(labels, args.ui or "en")
