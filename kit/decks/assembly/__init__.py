"""From a decided outline to what the linker joins: modules compiled, slides of files named, every slide stamped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kit.decks import lineage, link
from kit.decks.assembly import compiled
from kit.decks.author import Compiled
from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings
from kit.decks.link import Source
from kit.decks.outline import Entry, Outline, bound
from kit.errors import Finding, KitError


@dataclass(frozen=True)
class Assembled:
    """What the linker joins, in order, and what was found on the way (slides counted through the whole deck)."""

    sources: tuple[Source, ...]
    findings: tuple[Finding, ...] = field(default=(), hash=False)


def assemble(
    decided: Outline,
    theme: Theme,
    bindings: Bindings,
    *,
    by: str,
    cache: Path | None = None,
    progress: Callable[[int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Assembled:
    """Compile each Markdown module and name the slides of each PowerPoint file; `by` is the program named in the stamps."""
    sources: list[Source] = []
    findings: list[Finding] = []
    slides = 0
    for place, (section, entry, _at) in enumerate(decided.clocked(), 1):
        if cancelled is not None and cancelled():
            raise KitError("deck.cancelled", "Stopped: nothing was written.")
        if entry.slides:
            source, found = _source(entry, decided, theme, bindings, by, cache)
            sources.append(replace(source, section=section.title))
            findings += [replace(f, slide=f.slide + slides if f.slide else 0, file=f.file or str(entry.path or "")) for f in found]
            slides += len(source.slides or ())
        if progress is not None:
            progress(place)
    return Assembled(tuple(sources), tuple(findings))


def _source(
    entry: Entry, decided: Outline, theme: Theme, bindings: Bindings, by: str, cache: Path | None
) -> tuple[Source, tuple[Finding, ...]]:
    numbers = [slide.number for slide in entry.slides]
    if entry.kind == "file":
        return link.Source(path=entry.path, slides=tuple(numbers), look=entry.look, stamps=lineage.stamps(entry, numbers, by)), ()
    made = compiled_entry(entry, decided, theme, bindings, cache)
    stamps = lineage.stamps(entry, [numbers[slide.source_index] for slide in made.slides], by)
    return link.Source(data=made.data, name=entry.id, slides=tuple(range(1, len(made.slides) + 1)), stamps=stamps), made.findings


def compiled_entry(entry: Entry, decided: Outline, theme: Theme, bindings: Bindings, cache: Path | None) -> Compiled:
    """Compile the words of one line of a deck, out of `cache` where nothing in them has changed."""
    words = tuple(slide.source for slide in entry.slides if slide.source is not None)
    words = bound.without_gaps(words, bindings) if entry.role else words
    base = entry.path.parent if entry.path else Path()
    return compiled.module(entry.title, words, theme, bindings, base=base, lang=decided.lang, cache=cache)
