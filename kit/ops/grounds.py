"""What the verbs about decks stand on: a deck's event, its theme, and the values that its words are bound to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kit.errors import Finding, KitError

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.author.theme import Theme
    from kit.decks.bindings import Bindings, QrTarget
    from kit.decks.crew import Worker
    from kit.decks.outline import Evidence, Outline
    from kit.decks.spec import DeckSpec
    from kit.events.event import Event

SLIDE = 400  # bytes of Markdown, about
LOADED = ("kit.decks.assembly.units", "kit.decks.author.building", "PIL.PngImagePlugin", "pygments.lexers")


def decide(kit: Kit, deck: Path | DeckSpec, *, lenient: bool = False) -> Outline:
    """Return what a deck consists of; raises KitError with file:line when a line of it names nothing, unless `lenient`."""
    from kit.decks import library, outline, spec

    made = spec.read(deck) if isinstance(deck, Path) else deck
    known = library.load(kit.workspace.roots, kit.workspace.cache / "library.db")
    today = kit.now().date()
    decided = outline.decide(made, known, lenient=lenient, today=today)
    keys = outline.evidence_used(decided)
    return outline.decide(made, known, evidence(kit), lenient=lenient, today=today) if keys else decided


@contextmanager
def workers(kit: Kit, spec: DeckSpec) -> Iterator[tuple[Theme, list[Worker]]]:
    """Start workers for a large deck that is compiled for the first time: they practise on its theme, which is yielded too."""
    from kit.decks import crew

    hired = crew.hire(_slides(kit, spec), load=LOADED) if not any((kit.workspace.cache / "compiled").glob("*.pptx")) else []
    try:
        theme = theme_of(kit, spec)
        if hired:
            from kit.decks.assembly import units

            for one in hired:
                one.practise(units.practice(theme, spec.lang))
        yield theme, hired
    finally:
        for one in hired:
            one.dismiss()


def _slides(kit: Kit, spec: DeckSpec) -> int:
    """Return about how many slides a deck has, by the sizes of its modules' files: a guess that costs nothing."""
    from kit import workspace

    names = [f"slides/{item.module}{lang}.md" for item in spec.items if item.module for lang in (f".{spec.lang}", "")]
    found = [path for name in names if (path := workspace.find(name, kit.workspace.roots)) is not None]
    return sum(path.stat().st_size for path in found) // SLIDE


def event_of(kit: Kit, code: str) -> Event | None:
    """Return the event with this short code, None for no code; raises KitError when there is no such event."""
    if not code:
        return None
    from kit.events import event as events

    with kit.db.read() as tx:
        return events.by_code(tx, code)


def spec_name(kit: Kit, spec: DeckSpec) -> str:
    """Return how a deck names its spec: by its name among the decks, "" where it lies elsewhere."""
    inside = spec.path is not None and spec.path.parent in [root / "slides" / "decks" for root in kit.workspace.roots]
    return spec.path.stem if spec.path is not None and inside else ""


def evidence(kit: Kit) -> dict[str, Evidence]:
    """Return the numbers that the programme keeps, by key."""
    from kit.decks.outline import Evidence
    from kit.programme import evidence as kept

    with kit.db.read() as tx:
        return {one.key: Evidence(one.key, one.value, one.statement, one.source, one.period, one.owner) for one in kept.listed(tx)}


def theme_of(kit: Kit, spec: DeckSpec) -> Theme:
    """Return the theme that a deck names, else the workspace's."""
    from kit.decks.author import looks

    beside = spec.path.parent if spec.path else None
    return looks.load(spec.theme or kit.workspace.theme, kit.workspace.roots, beside, spec.ratio)


def told_of(theme: Theme, spec: DeckSpec) -> tuple[Finding, ...]:
    """Say what a deck should know of somebody's own template: layouts that it lacks, what was put right, a page of another shape."""
    from kit.decks.author import looks

    at = str(spec.path or "")
    return tuple(replace(one, file=at) if one.code == "theme.ratio" else one for one in looks.told(theme, spec.ratio))


def bindings(kit: Kit, decided: Outline, qr: Mapping[str, QrTarget] | None = None, event: str = "") -> Bindings:
    """Return what the words of a deck are bound to: its own facts, evidence, those of its event (or of the one named) while it is there."""
    try:
        happening = event_of(kit, event or decided.spec.event)
    except KitError:
        happening = None
    return bound_to(kit, decided, happening, qr or {})


def bound_to(kit: Kit, decided: Outline, event: Event | None, qr: Mapping[str, QrTarget]) -> Bindings:
    """Return what the words of a deck are bound to when it is for an event, or for none."""
    from kit import i18n
    from kit.decks.bindings import Bindings
    from kit.decks.outline import bound, evidence_used, told

    values = told(decided.spec)
    if keys := evidence_used(decided):
        with i18n.language(decided.lang):
            values |= bound.evidence(evidence(kit), keys)
    speaker = decided.spec.speaker or (event.host if event else "") or kit.settings.speaker or kit.workspace.speaker
    values |= {"speaker": speaker} if speaker else {}
    if event is not None:
        local = event.local(event.starts_at)
        facts = {"title": event.title, "place": event.place, "host": event.host, "code": event.code, "minutes": str(event.minutes)}
        facts |= {"date": bound.day(local, decided.lang), "time": f"{local:%H:%M}", "zone": event.zone}
        values |= {f"event.{name}": value for name, value in facts.items() if value}
    return Bindings(values, dict(qr), kit.now())
