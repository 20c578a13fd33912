"""Fonts that another computer will not have: neither part of Windows, macOS or an office program, nor carried inside the deck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kit.content import files
from kit.decks.findings.report import found
from kit.decks.fit import metrics
from kit.decks.scene import Cell, Deck, Paragraph, Run, Slide
from kit.errors import Finding
from kit.i18n import N_
from kit.workspace import program

MARKS = re.compile(r"[\s_-]+")
WEIGHT = re.compile(r"(thin|extralight|light|demilight|regular|normal|medium|semibold|demibold|demi|bold|extrabold|black|heavy|italic)+\Z")


def check(deck: Deck, slides: Sequence[Slide]) -> list[Finding]:
    """Return one finding for each font that is likely to be missing elsewhere, on the first slide that uses it."""
    carried = {_plain(name) for name in deck.embedded}
    made: dict[str, Finding] = {}
    for slide in slides:
        for name in _used(slide):
            if name not in made and _plain(name) not in carried and not common(name):
                text = N_("The font “{font}” is not on every computer: elsewhere another one takes its place, and lines break differently.")
                made[name] = found(deck, slide, "deck.font", text, severity="note", font=name)
    return list(made.values())


def common(name: str) -> bool:
    """Tell whether a font comes with Windows, macOS, an office program, or is a standard one of phones and Linux."""
    plain = _plain(name)
    return not plain or plain.startswith(("+", "@")) or plain in _known() or WEIGHT.sub("", plain) in _known()


def _plain(name: str) -> str:
    return MARKS.sub("", name).casefold()


@lru_cache
def _known() -> frozenset[str]:
    lines = files.read_text(program() / "assets" / "metrics" / "fonts.txt").splitlines()
    return frozenset(_plain(line) for line in lines if line and not line.startswith("#"))


def _used(slide: Slide) -> list[str]:
    """Return the fonts that letters of a slide are really set in: the East Asian one only where there are such letters."""
    runs = [run for shape in slide.shapes if not shape.hidden for par in _all(shape.paragraphs, shape.cells) for run in par.runs]
    return sorted({name for run in runs if run.text.strip() for name in _fonts(run) if name})


def _fonts(run: Run) -> tuple[str, ...]:
    wide = any(metrics.wide(char) for char in run.text)
    latin = any(char.isascii() and char.isalnum() for char in run.text)
    return (run.font if latin else "", run.east_asian if wide else "")


def _all(paragraphs: Sequence[Paragraph], cells: Sequence[Cell]) -> list[Paragraph]:
    return [*paragraphs, *(par for cell in cells for par in cell.paragraphs)]
