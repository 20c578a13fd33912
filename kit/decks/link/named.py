"""Links to slides of other modules by name (`slide:ID`, `slide:ID#2`): only the finished deck knows where these are."""

from __future__ import annotations

import re

from kit.decks.link.build import Build, Placed, Scope
from kit.decks.link.output import Part
from kit.decks.opc import Rel
from kit.errors import Finding
from kit.i18n import N_

SCHEME = "slide:"
NAME = re.compile(r"slide:(?P<module>[^#]*)(?:#(?P<slide>\d+))?\Z")
MODULE, SLIDE = "LECTERN.MODULE", "LECTERN.SLIDE"


def is_named(rel: Rel) -> bool:
    """Tell whether a relationship names a slide of a module instead of a part."""
    return rel.external and rel.kind == "slide" and rel.target.startswith(SCHEME)


def point(build: Build, scope: Scope, rel: Rel) -> Part | Finding:
    """Return the slide that a name means in the new deck, or what to say when it is not there."""
    found = NAME.match(rel.target)
    own = scope.placed.stamp.get(MODULE, "") if scope.placed is not None else ""
    module, number = ((found["module"] or own), found["slide"] or "") if found else ("", "")
    slides = [placed for placed in build.placed if module and placed.stamp.get(MODULE) == module]
    target = _numbered(slides, number)
    if target is not None:
        return target.part
    text = N_("A link leads to {name}, which is not in the deck: its text stays, the link is taken off.")
    return Finding("link.module-absent", text, {"name": rel.target.removeprefix(SCHEME)}, fix="Add that module to the deck.")


def _numbered(slides: list[Placed], number: str) -> Placed | None:
    exact = (placed for placed in slides if number and placed.stamp.get(SLIDE) == number)
    return next(exact, None) or next((placed for placed in slides if not number), None)
