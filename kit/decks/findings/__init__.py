"""What a critical reader would find on finished slides: text that does not fit, too small, too much; pictures without words."""

from __future__ import annotations

from kit.decks.findings import placing, titling, wording
from kit.decks.scene import Deck
from kit.errors import Finding


def check(deck: Deck) -> tuple[Finding, ...]:
    """Return what is worth mending in a deck, in the order of its slides; hidden slides are left out."""
    shown = [slide for slide in deck.slides if not slide.hidden]
    found = [finding for slide in shown for finding in (*placing.check(slide, deck), *wording.check(slide, deck))]
    found += titling.check(deck, shown)
    return tuple(sorted(found, key=lambda finding: finding.slide))
