"""Find what each line of a spec means in the library; a line that means nothing is refused with file, line and the nearest names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kit.decks.library import Card, Library, cards
from kit.decks.library.card import CardSlide
from kit.decks.module.model import Module, SlideSource
from kit.decks.outline import missing
from kit.decks.outline.values import Entry, OutlineSlide
from kit.decks.spec import DeckSpec, Item
from kit.errors import Finding, KitError
from kit.i18n import N_


def find(item: Item, spec: DeckSpec, library: Library) -> tuple[Entry, tuple[Finding, ...]]:
    """Return the entry that a line of the spec means, and what is to be said of it."""
    return _file(item, spec, library) if item.file else _module(item, spec, library)


def of_module(module: Module, card: Card, depth: str = "", **fields: object) -> Entry:
    """Return the entry of a Markdown module."""
    made = Entry(
        "module", module.id, module.title, card.lasts(depth), depth=depth, path=module.path, lang=module.lang, version=module.version
    )
    return with_slides(replace(made, module=module, **fields), module.at(depth or "standard"))  # type: ignore[arg-type]


def with_slides(entry: Entry, slides: tuple[SlideSource, ...]) -> Entry:
    """Return the entry with these slides."""
    numbers = {slide.line: number for number, slide in enumerate(entry.module.slides if entry.module else (), 1)}
    made = tuple(OutlineSlide(numbers.get(slide.line, 0), slide.heading, slide.layout, slide, slide.notes, slide.text) for slide in slides)
    return replace(entry, slides=made)


def _module(item: Item, spec: DeckSpec, library: Library) -> tuple[Entry, tuple[Finding, ...]]:
    card = library.card(item.module, spec.lang)
    if card is None:
        raise missing.refusal("deck.module-missing", spec, item, library.near(item.module), id=item.module)
    if card.kind == "pptx":
        numbers = tuple(slide.number for slide in card.slides)
        return _file(Item(file=card.file, slides=numbers, line=item.line), spec, library)
    module = library.module(item.module, spec.lang)
    found = []
    if card.lang and card.lang.split("-")[0] != spec.lang.split("-")[0]:
        text = N_("`{id}` is not written in {lang}: the text in {other} is taken.")
        found.append(_finding("outline.language", text, spec, item, id=item.module, lang=spec.lang, other=card.lang))
    entry = of_module(module, card, item.depth, line=item.line)
    if not entry.slides:
        text = N_("`{id}` has no slide at this depth.")
        found.append(_finding("outline.empty", text, spec, item, id=item.module))
    return entry, (*found, *module.findings)


def _file(item: Item, spec: DeckSpec, library: Library) -> tuple[Entry, tuple[Finding, ...]]:
    whole = library.decks.get(item.file) or _outside(item, spec, library)
    broken = next((finding for finding in whole.findings if finding.code == "library.broken"), None)
    if broken is not None:
        raise KitError(broken.code, broken.text, **broken.fields)
    by_number = {slide.number: slide for slide in whole.slides}
    numbers = item.slides or tuple(by_number)
    beyond = next((number for number in numbers if number not in by_number), 0)
    if beyond:
        raise missing.refusal("deck.slide-missing", spec, item, file=item.file, count=len(by_number), number=beyond)
    taken = tuple(by_number[number] for number in numbers)
    parts = [card for card in library.cards if card.file == item.file and library.decks.get(item.file) is whole]
    same = next((card for card in parts if tuple(slide.number for slide in card.slides) == numbers), None)
    entry = Entry(
        "file",
        item.ref,
        same.title if same else _title(taken, whole),
        _lasts(taken, parts),
        tuple(OutlineSlide(s.number, s.title, s.layout, None, s.notes, s.text) for s in taken),
        path=whole.path,
        look=item.look or "source",
        line=item.line,
        lang=same.lang if same else whole.lang,
        version=whole.version,
    )
    return entry, ()


def _outside(item: Item, spec: DeckSpec, library: Library) -> Card:
    """Return the card of a file that lies beside the spec or at a full path, not in the library."""
    base = spec.path.parent if spec.path else Path.cwd()
    path = base / item.file
    if not path.is_file():
        raise missing.refusal("deck.file-missing", spec, item, library.near_files(item.file), file=item.file)
    return cards.of(path, path.parent)[0]


def _title(taken: tuple[CardSlide, ...], whole: Card) -> str:
    return next((slide.title for slide in taken if slide.title), whole.title)


def _lasts(taken: tuple[CardSlide, ...], parts: list[Card]) -> float:
    """Return the minutes of slides: their share of the module they belong to, else one each; hidden ones take none."""
    each: dict[int, float] = {}
    for card in parts:
        shown = [slide for slide in card.slides if not slide.hidden]
        each.update({slide.number: card.lasts("") / len(shown) for slide in shown})
    return round(sum(each.get(slide.number, 1.0) for slide in taken if not slide.hidden), 1)


def _finding(code: str, text: str, spec: DeckSpec, item: Item, **fields: object) -> Finding:
    return Finding(code, text, dict(fields), file=str(spec.path or ""), line=item.line)
