"""`lectern slides list | search QUERY | import FILE… | show ID`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kit.cli import main


def add(commands: Any) -> None:
    """Hang the commands on."""
    slides = commands.add_parser("slides", help="list, search, show and import slide modules")
    kinds = slides.add_subparsers(metavar="VERB", required=True)
    listed = kinds.add_parser("list", help="every module of the workspace and the program")
    listed.add_argument("--lang", default="", help="only modules in this language")
    listed.set_defaults(run=list_)
    found = kinds.add_parser("search", help="find slides by words in title, text, notes and tags")
    found.add_argument("query", nargs="+", metavar="QUERY", help="words; every one must be there")
    found.add_argument("--lang", default="", help="only slides in this language")
    found.set_defaults(run=search)
    imported = kinds.add_parser("import", help="copy PowerPoint files into the workspace")
    imported.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a PowerPoint file (.pptx)")
    imported.set_defaults(run=import_)
    shown = kinds.add_parser("show", help="one module with the words of its slides")
    shown.add_argument("id", metavar="ID", help="the module's name, as `lectern slides list` says it")
    shown.add_argument("--lang", default="", help="the language to show")
    shown.set_defaults(run=show)


def list_(args: argparse.Namespace) -> int:
    """List the modules."""
    from kit.ops import slides

    rows = slides.modules(main.open_kit(args), args.lang)
    documents = [
        {
            "id": row.id,
            "lang": row.lang,
            "title": row.title,
            "track": row.track,
            "phase": row.phase,
            "role": row.role,
            "minutes": row.minutes,
            "slides": row.slides,
            "tags": list(row.tags),
            "kind": row.kind,
            "path": str(row.path),
            "own": row.own,
            "stale": row.stale,
            "findings": [str(finding) for finding in row.findings],
        }
        for row in rows
    ]
    wide = max((len(row.id) for row in rows), default=0)
    lines = [
        f"{row.id:<{wide}}  {row.lang or '-':<2}  {main.many(row.slides, 'slide'):>10}  {row.title}"
        + ("  (review due)" if row.stale else "")
        for row in rows
    ]
    main.show(args, documents, lines or ["there are no modules yet"])
    return 0


def search(args: argparse.Namespace) -> int:
    """Show the slides that hold every word."""
    from kit.ops import slides

    hits = slides.search(main.open_kit(args), " ".join(args.query), args.lang)
    documents = [
        {
            "id": hit.id,
            "ref": hit.ref,
            "slide": hit.slide,
            "lang": hit.lang,
            "title": hit.title,
            "module": hit.module_title,
            "snippet": hit.snippet,
        }
        for hit in hits
    ]
    lines = [
        f"{hit.ref if hit.file else f'{hit.id} slide {hit.slide}'} ({hit.lang or '-'})  {hit.title}\n    {hit.snippet}" for hit in hits
    ]
    main.show(args, documents, lines or ["nothing found"])
    return 0


def import_(args: argparse.Namespace) -> int:
    """Copy files in; each has its verdict, refused ones make the exit status 2 when none was taken and 1 otherwise."""
    from kit.ops import slides

    found = slides.import_files(main.open_kit(args), args.files, main.progress(args, "importing"))
    documents = [
        {
            "file": str(one.path),
            "into": str(one.into or ""),
            "slides": one.slides,
            "known": one.known,
            "code": one.error.code if one.error else "",
            "text": str(one.error or ""),
        }
        for one in found
    ]
    lines = [
        f"{one.path}: {main.many(one.slides, 'slide')}, {'already there as' if one.known else 'now'} {one.into}"
        for one in found
        if not one.error
    ]
    main.show(args, documents, lines)
    refusals = [one.error for one in found if one.error]
    for error in refusals:
        print(f"lectern: {error}", file=sys.stderr)
    return 0 if not refusals else 2 if len(refusals) == len(found) else 1


def show(args: argparse.Namespace) -> int:
    """Print one module."""
    from kit.ops import slides

    card = slides.show(main.open_kit(args), args.id, args.lang)
    document = {
        "id": card.id,
        "lang": card.lang,
        "title": card.title,
        "path": str(card.path),
        "version": card.version,
        "minutes": card.minutes,
        "audience": card.audience,
        "formats": card.formats,
        "needs": list(card.needs),
        "tags": list(card.tags),
        "slides": [
            {"number": s.number, "title": s.title, "layout": s.layout, "depth": s.depth, "text": s.text, "notes": s.notes}
            for s in card.slides
        ],
        "findings": [str(finding) for finding in card.findings],
    }
    lines = [f"{card.title}  ({card.id}, {card.lang or 'any language'}, {main.many(len(card.slides), 'slide')})", str(card.path)]
    for slide in card.slides:
        lines.append(f"\n{slide.number}. {slide.title}" + (f"  <{slide.layout}>" if slide.layout else ""))
        lines += [f"   {line}" for line in slide.text.splitlines() if line != slide.title]
        lines += [f"   | {line}" for line in slide.notes.splitlines()]
    lines += [f"! {finding}" for finding in card.findings]
    main.show(args, document, lines)
    return 0
