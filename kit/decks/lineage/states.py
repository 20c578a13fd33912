"""What has become of each part of a built deck: up to date, out of date, edited by hand, detached, or its module gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kit.decks.lineage import prints
from kit.decks.scene import Deck, Slide

PREFIX = "LECTERN."
STATES = ("current", "outdated", "edited", "detached", "gone", "foreign")


@dataclass(frozen=True)
class Origin:
    """What a slide's stamp says: module, version, language, depth, its number there, and the deck's spec, theme and event."""

    module: str
    version: str = ""
    lang: str = ""
    depth: str = ""
    role: str = ""
    slide: int = 0
    spec: str = ""
    theme: str = ""
    event: str = ""
    print_: str = ""
    skip: str = ""
    detached: bool = False


@dataclass(frozen=True)
class State:
    """Slides of one module that stand together: how they are (`state`), which were edited by hand, and the version there is now."""

    origin: Origin
    slides: tuple[int, ...]
    state: str
    edited: tuple[int, ...] = ()
    section: str = ""
    now: str = ""

    @property
    def outdated(self) -> bool:
        """Whether there is a newer version that nobody skipped."""
        return bool(self.now) and self.now != self.origin.version and self.now != self.origin.skip and not self.origin.detached


def origin(slide: Slide) -> Origin | None:
    """Return what the stamp of a slide says, None where it has none."""
    tags = {name.removeprefix(PREFIX): value for name, value in slide.tags.items() if name.startswith(PREFIX)}
    if not tags.get("MODULE"):
        return None
    named = {name: tags.get(name.upper(), "") for name in ("module", "version", "lang", "depth", "role", "spec", "theme", "event", "skip")}
    number = tags.get("SLIDE", "")
    return Origin(
        **named, slide=int(number) if number.isdecimal() else 0, print_=tags.get("PRINT", ""), detached=tags.get("DETACHED", "") == "1"
    )


def read(deck: Deck, version: Callable[[Origin], str | None]) -> tuple[State, ...]:
    """Return the states of a deck's slides in order; `version` tells the version of a module now, None when it is gone."""
    found = [(slide, origin(slide)) for slide in deck.slides]
    return tuple(_state([slide for slide, _ in group], [one for _, one in group], version) for group in _together(found))


def _together(found: Sequence[tuple[Slide, Origin | None]]) -> list[list[tuple[Slide, Origin | None]]]:
    """Return neighbouring slides of the same build of the same module."""

    def same(pair: tuple[Slide, Origin | None]) -> object:
        slide, one = pair
        if one is None:
            return slide.section
        return (one.module, one.version, one.lang, one.depth, one.role, one.detached, one.skip, slide.section)

    return [list(group) for _, group in groupby(found, key=same)]


def _state(slides: Sequence[Slide], origins: Sequence[Origin | None], version: Callable[[Origin], str | None]) -> State:
    numbers, section, first = tuple(slide.number for slide in slides), slides[0].section, origins[0]
    if first is None:
        return State(Origin(""), numbers, "foreign", section=section)
    changed = tuple(s.number for s, one in zip(slides, origins, strict=True) if one is not None and prints.edited(s, one.print_))
    now = version(first)
    made = State(first, numbers, "", changed, section, now or "")
    state = "detached" if first.detached else "gone" if now is None else "edited" if changed else "outdated" if made.outdated else "current"
    return State(first, numbers, state, changed, section, now or "")
