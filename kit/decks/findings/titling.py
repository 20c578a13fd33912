"""Slides without a title, and titles that say the same twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.decks.findings.report import footer, found
from kit.decks.scene import Deck, Slide
from kit.errors import Finding
from kit.i18n import N_

COUNTER = re.compile(r"\s*\(\d+/\d+\)\Z")


def check(deck: Deck, slides: Sequence[Slide]) -> list[Finding]:
    """Return the findings about titles; parts of one split slide may share theirs."""
    made: list[Finding] = []
    first: dict[str, int] = {}
    for slide in slides:
        title = " ".join(slide.title.split())
        if not title:
            if any(not footer(shape) and not shape.hidden for shape in slide.shapes):
                text = N_("This slide has no title: screen readers and the outline skip it.")
                made.append(found(deck, slide, "deck.untitled", text, severity="note"))
            continue
        if COUNTER.search(title):
            continue
        earlier = first.setdefault(title.casefold(), slide.number)
        if earlier != slide.number:
            text = N_("The title “{title}” is already on slide {earlier}: say what is new here.")
            made.append(found(deck, slide, "deck.title-twice", text, severity="note", title=title, earlier=earlier))
    return made
