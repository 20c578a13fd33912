"""Findings of several readers of one deck told once: who reads the words, who makes the slides, who looks at them."""

from __future__ import annotations

from collections.abc import Sequence

from kit.errors import Finding

# what one reader calls a thing, and what the one calls it who knows more of it; both name it in the same field
BETTER = {
    "module.picture": ("author.picture-missing", "path"),
    "module.layout": ("author.layout", "name"),
    "deck.unbound": ("author.unbound", "name"),
}


def merged(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings in their order, without those said before and those that another reader says better."""
    known = {(one.code, one.file, one.fields.get(field)) for one in found for _code, field in BETTER.values()}
    made: dict[str, Finding] = {}
    for one in found:
        if not _said_better(one, known):
            made.setdefault(str(one), one)
    return tuple(made.values())


def _said_better(finding: Finding, known: set[tuple[str, str, object]]) -> bool:
    better, field = BETTER.get(finding.code, ("", ""))
    return (better, finding.file, finding.fields.get(field)) in known
