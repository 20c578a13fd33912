"""What a person should know of a template that decks are made with: layouts that it lacks, and what was not usable as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kit.decks.author.corporate.holders import TEXTS, TITLES, Holder
from kit.decks.author.corporate.source import Sheet
from kit.decks.author.theme import Theme
from kit.errors import Finding
from kit.i18n import N_

MOST = 4  # layouts that a sentence names
SHOWN = 2  # levels whose size most slides show


def told(theme: Theme, sheets: list[Sheet], lacking: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return notes about a template, of which decks use these layouts and lack those."""
    file = Path(theme.template.path).name if theme.template else ""
    pale = N_("{file} sets text in colours that are hard to read where it stands ({layouts}): other colours were taken there.")
    moved = N_("In {file} text has its place off the slide, or on other text ({layouts}): it was moved.")
    lost = N_("In {file} places for text lie off the slide or are too small ({layouts}): others were made.")
    small = N_("{file} sets text smaller than 14 pt ({layouts}): it was made larger.")
    asked: tuple[tuple[str, str, Callable[[Sheet], bool]], ...] = (
        ("theme.pale", pale, lambda sheet: any(any(one.inks[:1]) and one.kind in (*TITLES, *TEXTS) for one in sheet.holders)),
        ("theme.moved", moved, lambda sheet: any(one.moved for one in sheet.holders)),
        ("theme.lost", lost, lambda sheet: bool(sheet.lost)),
        ("theme.small", small, lambda sheet: any(_small(one) for one in sheet.holders)),
    )
    made = [_finding(code, text, file, [sheet.name for sheet in sheets if told(sheet)]) for code, text, told in asked]
    if lacking:
        text = N_("The template {name} has no layouts for {missing}: they were made in its own colours and fonts.")
        fields = {"name": theme.name, "missing": ", ".join(lacking)}
        made.insert(0, Finding("theme.lacking", text, fields, severity="note"))
    return tuple(one for one in made if one is not None)


def _finding(code: str, text: str, file: str, names: list[str]) -> Finding | None:
    shown = ", ".join(dict.fromkeys(names[:MOST])) + (" …" if len(names) > MOST else "")
    return Finding(code, text, {"file": file, "layouts": shown}, severity="note") if names else None


def _small(holder: Holder) -> bool:
    return holder.kind in (*TITLES, *TEXTS) and any(holder.larger[:SHOWN])
