"""Make cards of the files below slides/: Markdown modules, and PowerPoint files by section or by sidecar."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from kit.content import files, yamltext
from kit.content.yamltext import Page
from kit.decks import refs
from kit.decks.library.card import Card, CardSlide
from kit.decks.module import front, read
from kit.decks.module.model import Module
from kit.errors import Finding, KitError
from kit.i18n import N_

SIDECAR = ".yaml"


def of(path: Path, root: Path) -> tuple[Card, ...]:
    """Return the cards of one file below the slides folder `root`; a file that cannot be read is a card that says why."""
    try:
        return (of_module(module(path, root)),) if path.suffix in refs.MARKDOWN else _of_pptx(path, root)
    except KitError as error:
        name, lang = read.identity(path, root)
        finding = Finding("library.broken", error.text, error.fields, severity="error")
        if path.suffix in refs.MARKDOWN:
            return (Card(name, lang, name, path, findings=(finding,)),)
        where = path.absolute().relative_to(root.absolute()).as_posix()
        card = Card(where, lang, path.stem, path, "pptx", where, findings=(finding,))
        return (replace(card, kind="file"), card)


def module(path: Path, root: Path) -> Module:
    """Read a Markdown module once as long as its file stays the same."""
    return _module(path, root, *_stamps(path))


@lru_cache(maxsize=512)
def _module(path: Path, root: Path, *_stamps: int) -> Module:
    return read.read(path, root)


def _stamps(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino


def of_module(module: Module) -> Card:
    """Return the card of a Markdown module."""
    kept = {
        name: getattr(module, name)
        for name in ("id", "lang", "title", "path", "track", "phase", "role", "minutes", "audience", "formats", "needs", "after", "group")
    }
    more = {name: getattr(module, name) for name in ("tags", "label", "owner", "reviewed", "review_days", "version", "findings")}
    slides = tuple(
        CardSlide(number, slide.heading, slide.layout, slide.depth, slide.text, slide.notes)
        for number, slide in enumerate(module.slides, 1)
    )
    return Card(slides=slides, **kept, **more)


def _of_pptx(path: Path, root: Path) -> tuple[Card, ...]:
    from kit.decks import scene

    where = path.absolute().relative_to(root.absolute()).as_posix()
    shown = scene.read(path).slides
    slides = tuple(CardSlide(s.number, s.title, s.layout, "", "\n".join(s.texts), s.notes, s.hidden) for s in shown)
    sections = [slide.section for slide in shown]
    _name, lang = read.identity(path, root)
    whole = Card(where, lang, path.stem, path, "pptx", where, slides, version=files.digest(files.read_bytes(path))[:16])
    side = path.with_name(path.name + SIDECAR)
    parts = _by_section(whole, sections)
    if side.is_file():
        page = yamltext.read(side)
        dressed = _dressed(whole, page) if not page.has("modules") else whole
        parts = _by_sidecar(page, whole) if page.has("modules") else _by_section(dressed, sections)
    return (replace(whole, kind="file"), *parts)


def _by_section(whole: Card, sections: list[str]) -> tuple[Card, ...]:
    """Return one card a section, or one for the whole file."""
    if len(set(sections)) < 2:
        return (replace(whole, title=next(iter(sections), "") or whole.title),)
    pairs = zip(sections, whole.slides, strict=True)
    return tuple(
        _part(whole, tuple(s for _name, s in group), name or whole.title) for name, group in groupby(pairs, key=lambda pair: pair[0])
    )


def _part(whole: Card, slides: tuple[CardSlide, ...], title: str) -> Card:
    numbers = tuple(slide.number for slide in slides)
    return replace(whole, id=f"{whole.file}#{refs.ranges(numbers)}", title=title, slides=slides)


def _by_sidecar(page: Page, whole: Card) -> tuple[Card, ...]:
    """Return one card per entry of `modules:`; what an entry does not say is taken from the sidecar's own top."""
    page.only(("modules", "slides", *front.KEYS))
    found: list[Card] = []
    top = Page(page.file, page.line, {k: v for k, v in page.values.items() if k != "modules"}, page.lines, page.notes)
    for entry in page.items("modules"):
        if not isinstance(entry, Page) or not entry.has("slides"):
            page.note("modules", "library.sidecar", N_("A module of a PowerPoint file needs `slides: 3-5`."), severity="error")
            continue
        try:
            numbers = refs.numbers(entry.text("slides"))
        except KitError as error:
            entry.notes.append(Finding(error.code, error.text, error.fields, file=page.file, line=entry.at("slides"), severity="error"))
            continue
        by_number = {slide.number: slide for slide in whole.slides}
        beyond = [number for number in numbers if number not in by_number]
        if beyond:
            text = N_("The file has {count} slides, there is no slide {number}.")
            entry.note("slides", "library.beyond", text, count=len(by_number), number=beyond[0], severity="error")
        part = _part(whole, tuple(by_number[number] for number in numbers if number in by_number), whole.title)
        found.append(_dressed(_dressed(part, top), entry))
    return tuple(replace(card, findings=page.findings if place == 0 else ()) for place, card in enumerate(found)) or (whole,)


def _dressed(card: Card, page: Page) -> Card:
    """Return the card with what a sidecar says of it."""
    page.only(("slides", *front.KEYS))
    said = Page(page.file, page.line, {k: v for k, v in page.values.items() if k != "slides"}, page.lines, page.notes)
    fields = {key: value for key, value in front.fields(said).items() if said.has(key)}
    lang = said.text("lang", card.lang)
    return replace(card, title=said.text("title", card.title), lang=lang, findings=page.findings, **fields)
