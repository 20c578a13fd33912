"""Slides without a title, and titles that say the same twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.decks.findings.report import footer, found
from kit.decks.scene import Deck, Slide
from kit.errors import Finding
from kit.i18n import N_

TWICE = "deck.title-twice"
COUNTER = re.compile(r"\s*\(\d+/\d+\)\Z")


def check(deck: Deck, slides: Sequence[Slide]) -> list[Finding]:
    """Return the findings about titles; parts of one split slide may share theirs."""
    bare = [slide for slide in slides if not slide.title.strip() and any(not footer(shape) and not shape.hidden for shape in slide.shapes)]
    text = N_("This slide has no title: screen readers and the outline skip it.")
    untitled = [found(deck, slide, "deck.untitled", text, severity="note") for slide in bare]
    return untitled + twice([(slide.number, slide.title) for slide in slides], deck.path.name if deck.path else "")


def twice(titles: Sequence[tuple[int, str]], file: str = "") -> list[Finding]:
    """Return a finding for each title, given with the number of its slide, that an earlier slide has already.

    A talk may end with the title that it began with.
    """
    ends = {titles[0][0], titles[-1][0]} if len(titles) > 2 else set()
    made: list[Finding] = []
    first: dict[str, int] = {}
    for number, words in titles:
        title = " ".join(words.split())
        if not title or COUNTER.search(title):
            continue
        earlier = first.setdefault(title.casefold(), number)
        if earlier != number and {earlier, number} != ends:
            text = N_("The title “{title}” is already on slide {earlier}: say what is new here.")
            fields = {"title": title, "earlier": earlier}
            made.append(Finding(TWICE, text, fields, file=file, slide=number, severity="note"))
    return made
