"""From a decided outline to what the linker joins: modules compiled, slides of files named, every slide stamped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from kit.decks import crew, lineage, link, scene
from kit.decks.assembly import compiled, units
from kit.decks.assembly.compiled import Made
from kit.decks.assembly.units import Unit
from kit.decks.author import Compiled
from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings
from kit.decks.link import Source
from kit.decks.outline import Entry, Outline, bound
from kit.errors import Finding


@dataclass(frozen=True)
class Assembled:
    """What the linker joins, in order; what was found while compiling, and what a reader would find on the slides that were compiled.

    Slides are counted through the whole deck; `seen` are those that `noticed` is about, `places` the files and lines they are written on.
    """

    sources: tuple[Source, ...]
    findings: tuple[Finding, ...] = field(default=(), hash=False)
    noticed: tuple[Finding, ...] = field(default=(), hash=False)
    seen: frozenset[int] = frozenset()
    places: dict[int, tuple[str, int]] = field(default_factory=dict, hash=False)


def assemble(
    decided: Outline,
    theme: Theme,
    bindings: Bindings,
    *,
    by: str,
    built: Mapping[str, str] = {},
    cache: Path | None = None,
    progress: Callable[[int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
    hired: Sequence[crew.Worker] = (),
) -> Assembled:
    """Compile each Markdown module and name the slides of each PowerPoint file.

    `by` is the program named in the stamps, `built` what else they tell of the build (spec, theme, event); `hired` are workers who wait.

    `progress` hears how many entries are done. Raises KitError (deck.cancelled) when `cancelled` tells so.
    """
    lines = [(section.title, entry) for section, entry, _at in decided.clocked()]
    written = [units.of_entry(entry, decided, theme, bindings, cache) if entry.kind != "file" else () for _, entry in lines]
    made = _made(written, cache, progress, cancelled, hired)
    parts = [
        (section, entry, part)
        for (section, entry), pieces in zip(lines, made, strict=True)
        for part in (_file(entry, by, built) if entry.kind == "file" else _words(entry, by, built, pieces))
    ]
    return _numbered(parts)


def _made(
    written: Sequence[tuple[Unit, ...]],
    cache: Path | None,
    progress: Callable[[int], object] | None,
    cancelled: Callable[[], bool] | None,
    hired: Sequence[crew.Worker],
) -> list[list[Made]]:
    """Return what became of each unit: out of the cache, or compiled now."""
    places = [(place, part) for place, pieces in enumerate(written) for part in range(len(pieces))]
    flat = [written[place][part] for place, part in places]
    found: dict[int, Made] = {}
    left = [len(pieces) for pieces in written]

    def keep(index: int, made: Made) -> None:
        found[index] = made
        left[places[index][0]] -= 1
        if progress is not None:
            progress(sum(not count for count in left))

    open_ = [index for index, unit in enumerate(flat) if not _kept(unit, cache, partial(keep, index))]

    crew.compile([flat[index] for index in open_], lambda at, made: keep(open_[at], made), cancelled, hired)
    if cache is not None and open_:
        compiled.prune(cache)
    at = iter(range(len(flat)))
    return [[found[next(at)] for _ in pieces] for pieces in written]


def _kept(unit: Unit, cache: Path | None, keep: Callable[[Made], object]) -> bool:
    """Take a unit out of the cache; tell whether it was there."""
    made = compiled.kept(cache, unit.key) if cache is not None else None
    if made is None or cache is None:
        return False
    if made.noticed is None:  # compiled for its picture until now
        made = made.looked()
        compiled.keep(cache, unit.key, made)
    keep(made)
    return True


Part = tuple[Source, Made | None]


def _file(entry: Entry, by: str, built: Mapping[str, str]) -> list[Part]:
    if not entry.slides:
        return []
    numbers = [slide.number for slide in entry.slides]
    stamps = lineage.stamps(entry, numbers, by, _prints(entry, numbers), **built)
    return [(link.Source(path=entry.path, slides=tuple(numbers), look=entry.look, stamps=stamps), None)]


def _prints(entry: Entry, numbers: Sequence[int]) -> list[str]:
    """Return the words' part of the prints of a file's slides: their places change when the deck has another size or look."""
    assert entry.path is not None
    seen = {slide.number: lineage.print_of(slide).partition("-")[0] for slide in scene.read(entry.path, only=set(numbers)).slides}
    return [seen.get(number, "") for number in numbers]


def _words(entry: Entry, by: str, built: Mapping[str, str], pieces: Sequence[Made]) -> list[Part]:
    """Return the sources of a line that is written as words, one for each unit."""
    numbers = [slide.number for slide in entry.slides if slide.source is not None]
    parts: list[Part] = []
    first = 0
    for made, share in zip(pieces, units.shares(len(numbers)), strict=True):
        slides = made.compiled.slides
        stamps = lineage.stamps(entry, [numbers[first + slide.source_index] for slide in slides], by, made.prints, **built)
        data, name = made.compiled.data, entry.id
        parts.append((link.Source(data=data, name=name, slides=tuple(range(1, len(slides) + 1)), stamps=stamps), made))
        first += share
    return parts


def _numbered(parts: Sequence[tuple[str, Entry, Part]]) -> Assembled:
    """Return all parts in order, with their findings at the slides of the whole deck."""
    sources, findings, noticed, slides = [], [], [], 0
    places: dict[int, tuple[str, int]] = {}
    for section, entry, (source, made) in parts:
        count = len(source.slides or ())
        sources.append(replace(source, section=section))
        if made is not None:
            findings += compiled.shifted(made.compiled.findings, slides, str(entry.path or ""))
            noticed += compiled.shifted(_placed(made), slides, str(entry.path or ""))
            file = str(entry.path or "")
            places |= {slides + number: (file, slide.line) for number, slide in enumerate(made.compiled.slides, 1)}
        slides += count
    return Assembled(tuple(sources), tuple(findings), tuple(noticed), frozenset(places), places)


def _placed(made: Made) -> list[Finding]:
    """Return what was noticed on compiled slides with the line of the module that each slide was written on."""
    lines = {number: slide.line for number, slide in enumerate(made.compiled.slides, 1)}
    return [replace(finding, line=finding.line or lines.get(finding.slide, 0)) for finding in made.noticed or ()]


def compiled_entry(entry: Entry, decided: Outline, theme: Theme, bindings: Bindings, cache: Path | None) -> Compiled:
    """Compile the words of one line of a deck, out of `cache` where nothing in them has changed."""
    words = tuple(slide.source for slide in entry.slides if slide.source is not None)
    words = bound.without_gaps(words, bindings) if entry.role else words
    base = entry.path.parent if entry.path else Path()
    return compiled.module(entry.title, words, theme, bindings, base=base, lang=decided.lang, cache=cache)
