"""Which layout a slide gets: the one its author named, else the one its content asks for."""

from __future__ import annotations

from collections.abc import Iterable

from kit.decks.author import arranging, text
from kit.decks.fit import metrics
from kit.decks.module.blocks import Block, Bullets, Chart, Code, Columns, Paragraph, Picture, QrCode, Quote, Table, plain
from kit.decks.module.model import SlideSource
from kit.errors import Finding
from kit.i18n import N_

MANY = (9, 18)  # so many items of a list, if they are short, stand in two columns
EASY, HALF = 22.0, 340.0  # points: the size of a list that is read with ease, and the width of half a slide
SHORT = 90  # characters of text that still count as one leading line


def choose(source: SlideSource, names: Iterable[str], number: int) -> tuple[str, list[Finding]]:
    """Return the layout's name, and a finding with the nearest names when the written one is not known."""
    known = tuple(names)
    written = source.layout.strip().lower().replace("_", "-").replace(" ", "-")
    if written in known:
        return written, []
    chosen = fitting(source)
    if not written:
        return chosen, []
    from rapidfuzz import process  # only a typo needs it

    near = ", ".join(name for name, *_ in process.extract(source.layout, known, limit=3))
    sentence = N_("There is no layout “{name}”: did you mean {near}? The slide took “{chosen}”.")
    fields = {"name": source.layout, "near": near, "chosen": chosen}
    return chosen, [Finding("author.layout", sentence, fields, line=source.line, slide=number)]


def fitting(source: SlideSource) -> str:
    """Return the layout that the content asks for."""
    if not source.blocks:
        return "section" if source.title else "blank"
    columns = [block for block in source.blocks if isinstance(block, Columns)]
    if columns:
        return _columned(columns[0], len(source.blocks) - bool(_sourced(source.blocks[-1])))
    objects = [block for block in source.blocks if not text.is_wordy(block)]
    words = [block for block in source.blocks if text.is_wordy(block)]
    if not objects:
        return "quote" if len(words) == 1 and isinstance(words[0], Quote) else "two-content" if _many(words) else "claim-text"
    return _object(objects, words)


def _many(words: list[Block]) -> bool:
    """Tell whether a slide is one list of many short items, which reads better in two columns than in small letters."""
    last = words[-1]
    sourced = len(words) == 2 and _sourced(last)
    if not isinstance(words[0], Bullets) or not (len(words) == 1 or sourced) or words[0].incremental:
        return False
    items = words[0].items
    return MANY[0] <= len(items) <= MANY[1] and all(not item.level and metrics.width(plain(item.runs), EASY) <= HALF for item in items)


def further(name: str, rest: SlideSource) -> str:
    """Return the layout for what a slide had no place for: more people stay people."""
    if name == "people" and rest.blocks and all(isinstance(block, Columns) for block in rest.blocks):
        return name
    return fitting(rest)


def _sourced(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(arranging.SOURCE.match(plain(block.runs)))


def _columned(block: Columns, count: int) -> str:
    """Return the layout of columns that are one of `count` blocks: cards have no place for others."""
    wordy = all(text.is_text(inner) for column in block.columns for inner in column.blocks)
    return "three-cards" if len(block.columns) == 3 and wordy and count == 1 else "two-content"


def _object(objects: list[Block], words: list[Block]) -> str:
    """Return the layout for one kind of object with or without text beside it."""
    first = objects[0]
    if any(type(other) is not type(first) for other in objects):
        return "claim-text"
    match first:
        case QrCode():
            return "qr"
        case Picture():
            return "picture-full" if not words and len(objects) == 1 and first.fit == "cover" else "picture-text"
        case Table():
            return "table"
        case Code():
            return "code"
        case Chart():
            return "chart" if _brief(words) else "two-content"
    return "claim-text"


def _brief(words: list[Block]) -> bool:
    pars = text.pars(words)
    return len(pars) <= 1 and sum(len(plain(par.runs)) for par in pars) <= SHORT
