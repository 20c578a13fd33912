"""Look at a compiled deck of the gallery without rendering it: nothing lost, nothing too small, pale, off the slide or over another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kit.decks import findings, scene
from kit.decks.author import Compiled
from kit.decks.findings import measuring
from kit.decks.module import Module, blocks
from kit.decks.scene import Deck, Shape, Slide
from kit.decks.scene.values import EMU_PER_POINT

IGNORED = ("deck.title-twice", "deck.untitled", "deck.wordy")  # the gallery repeats itself, has a blank layout, and crowds on purpose
PIECE = 14
SLACK = 3 * EMU_PER_POINT
MARKS = re.compile(r"[`*]|https?://\S+")


def faults(made: Compiled, module: Module) -> list[str]:
    """Return what is wrong with a deck, one sentence each."""
    deck = scene.read(made.data, module.title)
    said = [f"slide {f.slide}: {f}" for f in findings.check(deck) if f.code not in IGNORED]
    said += [f"slide {s.number}: {text}" for s in deck.slides for text in overlaps(s, deck)]
    said += [f"lost: {piece}" for piece in lost(deck, module)]
    return said + [str(f) for f in made.findings if f.severity == "error"]


def squeezed(text: str) -> str:
    """Return a text without spaces and with its letters in their plain form."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def lost(deck: Deck, module: Module) -> Iterator[str]:
    """Yield pieces of what was written that no slide shows."""
    shown = squeezed(" ".join(text for slide in deck.slides for text in (slide.title, *slide.texts)))
    for slide in module.slides:
        for line in (slide.heading, *blocks.words(slide.blocks)):
            for sentence in re.split(r"[\s，。；：、,.;:|]+", MARKS.sub("", line)):
                piece = squeezed(sentence)[:PIECE]
                if piece and piece not in shown and not _elsewhere(piece, deck):
                    yield piece


def _elsewhere(piece: str, deck: Deck) -> bool:
    """Tell whether words stand in a chart or describe a picture."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if piece in squeezed(shape.description) or (shape.chart and piece in squeezed(" ".join(_charted(shape)))):
                return True
    return False


def _charted(shape: Shape) -> Iterator[str]:
    if shape.chart is not None:
        yield from shape.chart.categories
        for series in shape.chart.series:
            yield series.name
            yield from (f"{value:g}" for value in series.values if value is not None)


def overlaps(slide: Slide, deck: Deck) -> Iterator[str]:
    """Yield pairs of words, tables, charts and pictures that lie over each other."""
    whole = deck.width * deck.height
    placed = [(shape, _area(shape)) for shape in slide.shapes if shape.placed and not shape.hidden]
    solid = [(shape, area) for shape, area in placed if area is not None and area.size < whole * 0.8]
    for place, (shape, area) in enumerate(solid):
        for other, its in solid[place + 1 :]:
            if area.shrunk(SLACK).shared(its.shrunk(SLACK)).size and "picture-full" not in slide.layout:
                yield f"{_name(shape)} lies over {_name(other)}"


def _name(shape: Shape) -> str:
    return f"“{shape.text[:16]}”" if shape.text.strip() else shape.name


def _area(shape: Shape) -> measuring.Area | None:
    if shape.kind in ("picture", "table", "chart"):
        return measuring.of(shape)
    return measuring.words(shape) if shape.text.strip() else None
