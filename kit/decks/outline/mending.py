"""Fixes of a deck that a person takes with one click: each finding that has one says it in a sentence and gives the mended spec."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kit.content import mending
from kit.decks import refs
from kit.decks.spec import DeckSpec, Item
from kit.errors import Finding, KitError
from kit.i18n import N_

Place = tuple[int, int]
WRITE = N_("Write `{new}`")
OFFERS = {
    "outline.twice": N_("Take the second one out"),
    "outline.needs": N_("Put `{need}` before it"),
    "outline.needs-before": N_("Move `{need}` before it"),
    "outline.after": N_("Move it behind `{earlier}`"),
    "outline.role": N_("Leave this page out"),
    "outline.stale": N_("Mark as reviewed today"),
}


def offer(finding: Finding) -> tuple[str, dict[str, str]]:
    """Return the sentence of a finding's fix with its fields; the sentence is "" where there is none."""
    old, new = mending.words(finding)
    if finding.code in OFFERS and (finding.code != "outline.stale" or new):
        return OFFERS[finding.code], {name: str(value) for name, value in finding.fields.items()}
    return (WRITE, {"new": new}) if old and finding.line else ("", {})


def own(spec: DeckSpec, finding: Finding) -> bool:
    """Tell whether a finding is mended in the deck itself and not in one of its modules."""
    return finding.file in ("", str(spec.path or "")) and finding.code != "outline.stale"


def mended(spec: DeckSpec, finding: Finding) -> DeckSpec:
    """Return the deck with the fix of a finding; raises KitError when what it was about is gone."""
    make = _MENDS.get(finding.code)
    after = make(spec, finding) if make else None
    if after is None:
        raise KitError(
            "mend.gone", "Line {line} of {file} has changed: check it again.", line=finding.line, file=finding.file or spec.title
        )
    return replace(after, findings=tuple(other for other in after.findings if other != finding))


def _places(spec: DeckSpec, name: str) -> list[Place]:
    """Return where the deck has a module or file."""
    lines = ((number, line, item) for number, section in enumerate(spec.sections) for line, item in enumerate(section.items))
    return [(number, line) for number, line, item in lines if name in (item.ref, item.module, item.file)]


def _with(spec: DeckSpec, section: int, items: tuple[Item, ...]) -> DeckSpec:
    return replace(spec, sections=tuple(replace(one, items=items) if n == section else one for n, one in enumerate(spec.sections)))


def _without(spec: DeckSpec, place: Place) -> DeckSpec:
    items = spec.sections[place[0]].items
    return _with(spec, place[0], (*items[: place[1]], *items[place[1] + 1 :]))


def _put(spec: DeckSpec, place: Place, item: Item) -> DeckSpec:
    items = spec.sections[place[0]].items
    return _with(spec, place[0], (*items[: place[1]], item, *items[place[1] :]))


def _renamed(spec: DeckSpec, finding: Finding) -> DeckSpec | None:
    old, new = mending.words(finding)
    for section, line in _places(spec, old):
        item = spec.sections[section].items[line]
        named = replace(item, module=new) if item.module else replace(item, file=refs.parse(new).file)
        spec = _put(_without(spec, (section, line)), (section, line), named)
    return spec if new else None


def _worded(spec: DeckSpec, finding: Finding) -> DeckSpec | None:
    """Set a word at the top of the deck: language, audience, format, label."""
    old, new = mending.words(finding)
    key = str(finding.fields.get("key"))
    return replace(spec, **{key: new}) if new and getattr(spec, key, None) in (old, "lecture") else None  # type: ignore[arg-type]


def _switched(spec: DeckSpec, finding: Finding) -> DeckSpec | None:
    old, new = mending.words(finding)
    kept = {new if role == old else role: switch for role, switch in spec.structure.items()}
    return replace(spec, structure=kept) if new and old in spec.structure else None


def _dropped(spec: DeckSpec, finding: Finding) -> DeckSpec:
    return replace(spec, structure={**spec.structure, str(finding.fields["role"]): "off"})


def _once(spec: DeckSpec, finding: Finding) -> DeckSpec | None:
    found = _places(spec, str(finding.fields["id"]))
    return _without(spec, found[-1]) if len(found) > 1 else None


def _needed(spec: DeckSpec, finding: Finding) -> DeckSpec | None:
    """Put what a module needs right before it, from where it stands or anew."""
    need, found = str(finding.fields["need"]), _places(spec, str(finding.fields["id"]))
    if not found:
        return None
    standing = _places(spec, need)
    item = spec.sections[standing[0][0]].items[standing[0][1]] if standing else Item(module=need)
    spec = _without(spec, standing[0]) if standing else spec
    return _put(spec, _places(spec, str(finding.fields["id"]))[0], item)


def _behind(spec: DeckSpec, finding: Finding) -> DeckSpec | None:
    found, earlier = _places(spec, str(finding.fields["id"])), _places(spec, str(finding.fields["earlier"]))
    if not found or not earlier:
        return None
    item = spec.sections[found[0][0]].items[found[0][1]]
    spec = _without(spec, found[0])
    section, line = _places(spec, str(finding.fields["earlier"]))[0]
    return _put(spec, (section, line + 1), item)


_MENDS: dict[str, Callable[[DeckSpec, Finding], DeckSpec | None]] = {
    "deck.module-missing": _renamed,
    "deck.file-missing": _renamed,
    "yaml.choice": _worded,
    "outline.structure": _switched,
    "outline.role": _dropped,
    "outline.twice": _once,
    "outline.needs": _needed,
    "outline.needs-before": _needed,
    "outline.after": _behind,
}
