"""By what modules are narrowed down: the values there are, how many modules have each, and the test they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.decks.outline import formats
from kit.i18n import N_, NAMES, _

if TYPE_CHECKING:
    from kit.ops.slides import ModuleRow

Values = Callable[["ModuleRow"], Iterable[str]]
Chosen = dict[str, frozenset[str]]

TRACKS = {
    "architecture": N_("Architecture"),
    "value": N_("Value and benefit"),
    "rollout": N_("Rollout"),
    "future": N_("Future"),
    "structure": N_("Structure"),
}
STATES = {
    "own": N_("In this workspace"),
    "program": N_("Came with Lectern"),
    "pptx": N_("From PowerPoint"),
    "stale": N_("Review due"),
    "findings": N_("With findings"),
}


@dataclass(frozen=True)
class Facet:
    """One way to narrow down: its id, title, the values of a module, and how a value reads."""

    id: str
    title: str
    values: Values
    names: dict[str, str]

    def name(self, value: str) -> str:
        """Return how a value reads."""
        return _(self.names[value]) if value in self.names else value


def _states(row: ModuleRow) -> Iterable[str]:
    yield "own" if row.own else "program"
    if row.kind != "markdown":
        yield "pptx"
    if row.stale:
        yield "stale"
    if row.findings:
        yield "findings"


def _audiences(row: ModuleRow) -> Iterable[str]:
    return (name for name, fit in row.card.audience.items() if fit >= 2)


FACETS = (
    Facet("track", N_("Track"), lambda row: (row.track or ("structure" if row.role else ""),), TRACKS),
    Facet("audience", N_("Audience"), _audiences, formats.AUDIENCES),
    Facet("lang", N_("Language"), lambda row: (row.lang,), dict(NAMES)),
    Facet("state", N_("State"), _states, STATES),
    Facet("tag", N_("Tags"), lambda row: row.tags, {}),
)


def passes(row: ModuleRow, chosen: Chosen, but: str = "") -> bool:
    """Whether a module has, of every facet with a choice (except `but`), one of the values chosen."""
    return all(not wanted or facet.id == but or wanted & set(facet.values(row)) for facet in FACETS for wanted in (chosen.get(facet.id),))


def counts(rows: Sequence[ModuleRow], chosen: Chosen) -> dict[str, list[tuple[str, int]]]:
    """Return for each facet its values with how many modules choosing it would show: known ones in their order, others by number."""
    found = {}
    for facet in FACETS:
        fitting = [row for row in rows if passes(row, chosen, facet.id)]
        tally = Counter(value for row in fitting for value in set(facet.values(row)) if value)
        tally.update({value: 0 for value in chosen.get(facet.id, ()) if value not in tally})
        order = list(facet.names)
        known = sorted((v for v in tally if v in facet.names), key=order.index)
        others = sorted((v for v in tally if v not in facet.names), key=lambda v: (-tally[v], v))
        found[facet.id] = [(value, tally[value]) for value in (*known, *others)]
    return found
