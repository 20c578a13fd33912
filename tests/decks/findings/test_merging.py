"""One thing that several readers find is told once."""

from __future__ import annotations

from kit.decks.findings import merging
from kit.errors import Finding

LOST = Finding("module.picture", "The picture {path} was not found.", {"path": "a.png"}, file="m.md", line=4)
MISSED = Finding("author.picture-missing", "The picture {path} was not found.", {"path": "a.png"}, file="m.md", line=4, slide=2)
OTHER = Finding("module.picture", "The picture {path} was not found.", {"path": "b.png"}, file="m.md", line=9)
NAMED = Finding("deck.unbound", "`{name}` was never given a value.", {"name": "{{x}}"}, file="m.md", line=1, slide=2)
UNBOUND = Finding("author.unbound", "`{name}` has no value here.", {"name": "{{x}}"}, file="m.md", line=2, slide=2)


def test_the_one_who_knows_more_says_it() -> None:
    assert merging.merged([LOST, OTHER, MISSED, NAMED, UNBOUND]) == (OTHER, MISSED, UNBOUND)
    assert merging.merged([LOST, NAMED]) == (LOST, NAMED)


def test_what_was_said_is_not_said_again() -> None:
    assert merging.merged([LOST, OTHER, LOST]) == (LOST, OTHER)
