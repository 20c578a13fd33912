"""What a critical reader would find on finished slides: text that does not fit, too small, too pale, too much; what leads nowhere."""

from __future__ import annotations

from kit.decks.findings import contrasting, fonting, linking, placing, titling, wording
from kit.decks.scene import Deck
from kit.errors import Finding


def check(deck: Deck) -> tuple[Finding, ...]:
    """Return what is worth mending in a deck, in the order of its slides; hidden slides are left out."""
    shown = [slide for slide in deck.slides if not slide.hidden]
    each = (placing, contrasting, wording)
    found = [finding for slide in shown for room in each for finding in room.check(slide, deck)]
    found += [*linking.check(deck, shown), *fonting.check(deck, shown), *titling.check(deck, shown)]
    return tuple(sorted(found, key=lambda finding: finding.slide))
