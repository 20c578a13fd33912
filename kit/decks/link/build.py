"""The state of one join: the sources, the deck being made, and where each slide goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kit.decks.link.deck import Deck
from kit.decks.link.output import Output, Part
from kit.decks.link.values import Options, Source
from kit.decks.opc import Rel, xml
from kit.errors import Finding, KitError

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(eq=False)
class Placed:
    """One slide of the new deck: where it comes from and what is said about it."""

    number: int
    source: int
    taken: int
    deck: Deck
    source_number: int
    name: str
    id: int
    part: Part
    stamp: dict[str, str] = field(default_factory=dict)
    title: str = ""
    layout: str = ""
    section: str = ""
    look: str = "source"
    hidden: bool = False
    fonts: set[str] = field(default_factory=set)
    changed: list[Finding] = field(default_factory=list)
    dropped: list[Finding] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass(eq=False)
class Scope:
    """Which copies belong together: those of one slide, one master, or of the deck; `placed` is the slide when there is one."""

    placed: Placed | None = None
    memo: dict[str, Part] = field(default_factory=dict)


Point = Callable[["Build", Scope, Deck, Rel, str], "Part | Finding | None"]
Edit = Callable[["Build", Scope, Deck, Part, xml.Element, bytes], bool]


@dataclass(eq=False)
class Build:
    """Everything one join knows; the rooms of the linker add to it and read from it.

    `points` say what relationships of a kind lead to in the new deck (a part, a finding that tells why nothing, None for nothing),
    `edits` what changes inside parts of a content type (they return whether anything did).
    """

    options: Options
    sources: tuple[Source, ...]
    decks: list[Deck]
    base: Deck
    output: Output
    presentation: Part
    placed: list[Placed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)
    edits: dict[str, Edit] = field(default_factory=dict)
    cancelled: Callable[[], bool] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Return the slide size of the new deck in EMU."""
        return self.base.size

    def scale(self, deck: Deck) -> float:
        """Return by how much slides of `deck` are scaled to fit the new size."""
        return min(self.size[0] / max(deck.size[0], 1), self.size[1] / max(deck.size[1], 1)) if deck.size != self.size else 1.0

    def strips(self, what: str) -> bool:
        """Tell whether the export policy takes `what` out."""
        return what in self.options.strip

    def of_source(self, source: int) -> list[Placed]:
        """Return the slides that come from one source, in the order of the new deck."""
        return [placed for placed in self.placed if placed.source == source]

    def where(self, deck: Deck, number: int, source: int = -1) -> Placed | None:
        """Return the slide that a link to slide `number` of `deck` means now, best in the same source; None when it is absent."""
        if "where" not in self.state:
            table: dict[tuple[int, int, int], Placed] = {}
            for placed in self.placed:
                table.setdefault((id(placed.deck), placed.source_number, placed.source), placed)
                table.setdefault((id(placed.deck), placed.source_number, -1), placed)
            self.state["where"] = table
        found: dict[tuple[int, int, int], Placed] = self.state["where"]
        return found.get((id(deck), number, source)) or found.get((id(deck), number, -1))

    def new(self, kind: str, folder: str, content_type: str, *, number: bool = False) -> Part:
        """Make a part that belongs to the presentation and relate the presentation to it."""
        made = self.output.part(folder, content_type, number=number)
        self.presentation.link(kind, made)
        return made

    def deck_of(self, source: int) -> Deck:
        """Return the open deck of a source; sources of the same file share one."""
        deck: Deck = self.state["decks"][source]
        return deck

    def check_cancelled(self) -> None:
        """Stop when the person asked for it."""
        if self.cancelled is not None and self.cancelled():
            raise KitError("deck.cancelled", "Stopped: nothing was written.")
