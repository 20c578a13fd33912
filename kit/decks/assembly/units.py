"""Pieces of work: the slides of one line of a deck, in parts small enough to share out and to compile again alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from kit.decks import author
from kit.decks.assembly import compiled
from kit.decks.assembly.compiled import Made
from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Bullets, Code, Item, Paragraph, Run, Table
from kit.decks.module.model import SlideSource
from kit.decks.outline import Entry, Outline, bound

SIZE = 24  # slides: what takes a tenth of a second at most


def of_entry(entry: Entry, decided: Outline, theme: Theme, bindings: Bindings, cache: Path | None = None) -> tuple[Unit, ...]:
    """Return the units of a line of a deck that is written as words; what becomes of them is kept in `cache`."""
    words = tuple(slide.source for slide in entry.slides if slide.source is not None)
    words = bound.without_gaps(words, bindings) if entry.role else words
    base = entry.path.parent if entry.path else Path()
    return tuple(Unit(entry.title, part, theme, bindings, base, decided.lang, cache) for part in _parts(words))


def practice(theme: Theme, lang: str) -> Unit:
    """Return a unit that nobody needs: who has made it has read the look, the metrics and the languages that other units need."""
    words = (Run("Aa 一"),)
    blocks = (Paragraph(words), Bullets((Item(words),)), Table((words,), ((words,),)), Code("import this", "python"))
    return Unit("", tuple(SlideSource(words, blocks=(block,)) for block in blocks), theme, Bindings({}), Path(), lang)


def shares(slides: int) -> tuple[int, ...]:
    """Return into which even parts of at most SIZE so many slides are cut."""
    count = -(-slides // SIZE)
    edges = [slides * i // count for i in range(count + 1)] if count else [0]
    return tuple(end - start for start, end in pairwise(edges))


def _parts(words: tuple[SlideSource, ...]) -> Iterator[tuple[SlideSource, ...]]:
    first = 0
    for share in shares(len(words)):
        yield words[first : first + share]
        first += share


@dataclass(frozen=True)
class Unit:
    """Slides to compile together."""

    title: str
    slides: tuple[SlideSource, ...]
    theme: Theme
    bindings: Bindings
    base: Path
    lang: str
    cache: Path | None = None

    @property
    def size(self) -> int:
        """The number of slides."""
        return len(self.slides)

    @cached_property
    def key(self) -> str:
        """The name under which the result is kept."""
        return compiled.key(self.title, self.slides, self.theme, self.bindings, base=self.base, lang=self.lang)

    def made(self) -> Made:
        """Compile the slides, look at them, and keep both."""
        made = author.compile(self.title, self.slides, self.theme, self.bindings, base=self.base, lang=self.lang)
        looked = Made(made).looked()
        if self.cache is not None:
            compiled.keep(self.cache, self.key, looked)
        return looked
