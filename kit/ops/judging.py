"""What people would notice on the slides of a module, before a deck takes it: it is compiled in the workspace's look and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kit.errors import Finding, KitError

if TYPE_CHECKING:
    from kit.decks.author.theme import Theme
    from kit.decks.bindings import Bindings
    from kit.decks.module import Module

# what a deck, its event or the programme gives; a module may name these
GIVEN = ("speaker", "guest", "title", "audience", "minutes", "label", "footer", "agenda", "sources", "section", "page.minutes")
FACTS = ("title", "place", "host", "code", "minutes", "date", "time", "zone")
CODES = ("checkin", "feedback")
EVIDENCE = "ev:"
# said already by who reads the words, or of the look and not of a module
HUSHED = ("author.layout", "author.picture-missing", "author.picture-remote", "deck.font", "deck.unbound")


def of(module: Module, path: Path, roots: Sequence[Path]) -> list[Finding]:
    """Return the findings about the slides of a module: at their lines, in its own language; none where the look cannot be used."""
    from kit.decks import author, findings, scene

    theme = _theme(tuple(roots))
    if theme is None or not module.slides:
        return []
    made = author.compile(module.title, module.slides, theme, _bound(module), base=path.parent, lang=module.lang or "zh")
    lines = {number: slide.line for number, slide in enumerate(made.slides, 1)}
    found = [one for one in made.findings if one.severity != "note"]
    found += [replace(one, line=lines.get(one.slide, 0)) for one in findings.check(scene.read(made.data))]
    return [replace(one, file=str(path), slide=0) for one in found if one.code not in HUSHED]


def overdue(module: Module, path: Path, today: date) -> list[Finding]:
    """Return the finding that a module is to be reviewed again, where it is."""
    from kit.decks.outline import checks

    due = module.reviewed is not None and 0 < module.review_days < (today - module.reviewed).days
    return [checks.overdue(module.id, path, module.reviewed, module.review_days, today)] if due and module.reviewed else []


@lru_cache(maxsize=4)
def _theme(roots: tuple[Path, ...]) -> Theme | None:
    """Return the look of the workspace, else the program's own; None when it cannot be used, which is said of the look itself."""
    from kit import workspace
    from kit.decks.author import looks

    home = roots[0]
    name = workspace.open_(home).theme if (home / workspace.FILE).is_file() else workspace.Workspace.theme
    try:
        return looks.load(name, roots)
    except KitError:
        return None


def _bound(module: Module) -> Bindings:
    """Return something for each name that a deck will know, so that only names that nobody gives are found."""
    from kit.decks import bindings
    from kit.decks.bindings import Bindings, QrTarget

    known = (*GIVEN, *(f"event.{name}" for name in FACTS))
    evidence = [name for name in bindings.names(repr(module.slides)) if name.startswith(EVIDENCE)]
    target = QrTarget("HTTP://192.0.2.1:8642/F/K7M2", "192.0.2.1:8642/f/K7M2", "K7M2")
    return Bindings({name: name.rpartition(".")[2] for name in (*known, *evidence)}, dict.fromkeys(CODES, target))
