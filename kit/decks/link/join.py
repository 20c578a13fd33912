"""Join slides of any decks into one: open, plan, copy, finish, check, save; sources are only read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from kit.content import collecting, files
from kit.decks.link import masters, people, presentation, properties, rules, shows, slides, tables
from kit.decks.link.build import REL, Build, Placed
from kit.decks.link.deck import Deck, open_deck, slide_part
from kit.decks.link.output import Output
from kit.decks.link.proof import prove
from kit.decks.link.values import STRIPS, Options, Report, SlideReport, Source
from kit.decks.opc import Package, contenttypes
from kit.decks.opc.xml import q
from kit.errors import Finding, KitError
from kit.i18n import N_

Progress = Callable[[int, int], None]
FIRST_SLIDE_ID = 256
PLAIN = Options()


def join(
    sources: Sequence[Source],
    out: Path,
    options: Options = PLAIN,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Write the slides of `sources`, in their order, to `out`, whole or not at all, and report what became of each.

    Raises KitError when a source cannot be read or the deck cannot be written; sources are never changed.
    """
    _refuse(sources, out, options)
    with ExitStack() as open_files, collecting.seldom():
        build = _plan(sources, options, open_files)
        build.cancelled = cancelled
        _copy(build, progress)
        _finish(build)
        findings, inherited = prove(build)
        build.check_cancelled()
        saved = files.write(out, build.output.write)
        return _report(build, saved, findings, inherited)


def count(path: Path) -> int:
    """Return how many slides a deck has."""
    with Package.open(path) as package:
        return len(package.root(package.main).findall(f"{q('p:sldIdLst')}/{q('p:sldId')}"))


def _refuse(sources: Sequence[Source], out: Path, options: Options) -> None:
    if not sources:
        raise KitError("deck.nothing", "There is nothing to join: name at least one deck.")
    if unknown := options.strip - STRIPS:
        known = ", ".join(sorted(STRIPS))
        raise KitError(
            "deck.strip-unknown", "{what} cannot be stripped: choose from {known}.", what=", ".join(sorted(unknown)), known=known
        )
    for source in sources:
        if source.path is not None and _same_file(source.path, out):
            text = N_("{file} is one of the decks that are joined: choose another name for the new deck.")
            raise KitError("deck.same-file", text, file=str(out))


def _same_file(a: Path, b: Path) -> bool:
    try:
        return os.path.samefile(a, b)
    except OSError:
        return False


def _plan(sources: Sequence[Source], options: Options, open_files: ExitStack) -> Build:
    """Open every deck once and decide which slide goes where."""
    known: dict[object, Deck] = {}
    decks = [_open(source.path if source.path is not None else source.data or b"", source.label, known, open_files) for source in sources]
    base = _template(options.template, known, open_files) if options.template else decks[0]
    output = Output()
    main = output.part("/ppt/presentation.xml", contenttypes.PRESENTATION, number=False)
    output.root.link(REL + "officeDocument", main)
    main.origin = (base.package, base.presentation)
    build = Build(options, tuple(sources), list(dict.fromkeys(decks)), base, output, main, points=rules.POINTS, edits=rules.EDITS)
    build.state["decks"] = decks
    _place(build)
    shows.plan(build)
    tables.plan(build)
    return build


def _template(where: Path | bytes, known: dict[object, Deck], open_files: ExitStack) -> Deck:
    return _open(where, where.name if isinstance(where, Path) else "the template", known, open_files)


def _open(where: Path | bytes, label: str, known: dict[object, Deck], open_files: ExitStack) -> Deck:
    key: object = where.resolve() if isinstance(where, Path) else id(where)
    if key not in known:
        package = open_files.enter_context(Package.open(where, "" if isinstance(where, Path) else label))
        known[key] = open_deck(package, label)
    return known[key]


def _place(build: Build) -> None:
    """Give every taken slide its number, its id and its part, so that links between them can be made in any order."""
    wanted = [_wanted(build, number) for number in range(len(build.sources))]
    if build.options.links == "include":
        shows.include(build, wanted)
    for number, source in enumerate(build.sources):
        deck = build.deck_of(number)
        for taken, slide in enumerate(wanted[number]):
            name = slide_part(deck, slide)
            if build.strips("hidden") and _is_hidden(deck, name):
                continue
            part = build.output.part("/ppt/slides/slide1.xml", contenttypes.SLIDE)
            at = len(build.placed)
            stamp = source.stamps[taken] if taken < len(source.stamps) else {}
            look = source.look or build.options.look
            build.placed.append(Placed(at + 1, number, taken, deck, slide, name, FIRST_SLIDE_ID + at, part, dict(stamp), look=look))


def _wanted(build: Build, number: int) -> list[int]:
    slides = build.sources[number].slides
    return list(slides if slides is not None else range(1, len(build.deck_of(number).slides) + 1))


def _is_hidden(deck: Deck, name: str) -> bool:
    return deck.package.root(name).get("show") in ("0", "false")


def _copy(build: Build, progress: Progress | None) -> None:
    for placed in build.placed:
        build.check_cancelled()
        slides.copy(build, placed)
        placed.deck.forget()
        if progress is not None:
            progress(placed.number, len(build.placed))


def _finish(build: Build) -> None:
    """Write what belongs to the deck as a whole; an empty deck taken whole brings its masters."""
    for number, source in enumerate(build.sources):
        deck = build.deck_of(number)
        if source.slides is None and not deck.slides:
            masters.everything(build, deck)
        elif source.slides is None:
            masters.with_objects(build, deck)
    if not masters.of(build):
        masters.everything(build, build.base)
    if not masters.of(build):
        raise KitError("deck.damaged", "{file} is damaged: it has no slide master.", file=build.base.package.file)
    presentation.finish(build)
    people.finish(build)
    properties.finish(build)
    for deck in build.decks:
        build.findings.extend(deck.findings)


def _report(build: Build, path: Path, findings: list[Finding], inherited: list[Finding]) -> Report:
    sizes: dict[str, int] = {}
    for part in build.output.parts:
        kind = part.name.rsplit("/", 2)[-2]
        sizes[kind] = sizes.get(kind, 0) + part.stored
    rows = tuple(_slide_report(placed) for placed in build.placed)
    bound = masters.of(build)
    layouts = sum(len(master.layouts) for master in bound)
    return Report(path, rows, tuple(build.findings + findings), tuple(inherited), sizes, len(bound), layouts, _fonts(build))


def _fonts(build: Build) -> tuple[str, ...]:
    """Return the typefaces that slides name and the deck does not carry inside: they must be installed where it is shown."""
    held = {
        node.get("typeface")
        for deck in (build.base, *build.decks)
        for node in deck.root.iterfind(f"{q('p:embeddedFontLst')}//{q('p:font')}")
    }
    return tuple(sorted({face for placed in build.placed for face in placed.fonts} - held))


def _slide_report(placed: Placed) -> SlideReport:
    return SlideReport(
        placed.number,
        placed.deck.label,
        placed.source_number,
        placed.title,
        placed.layout,
        placed.section,
        placed.hidden,
        slides.kept(placed),
        tuple(replace(finding, slide=placed.number) for finding in placed.changed),
        tuple(replace(finding, slide=placed.number) for finding in placed.dropped),
        slides.sizes(placed),
    )
