"""Paragraphs set into rows: pieces of one font, how wide they are, where lines end and how high they stand."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from kit.decks.fit import metrics
from kit.decks.scene.values import Paragraph, Run
from kit.gui.preview import breaks, bullets
from kit.gui.preview.stage import Stage

LINE = 1.2  # of the size of its letters a line is high, whatever their font
DESCENT = 0.2
ABOVE = 0.8
SPACED = 0.24  # between Chinese and Latin, of the size
RAISED = 0.66
TAB = 72.0
WIDE = 1e6
TURNS = 10
TABS = re.compile("(\t)")
WEAK = re.compile("[ \\t\\n\u00a0\u2000-\u206f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one font: those for Chinese are kept apart from the others; `gap` pixels are left free before them."""

    run: Run
    text: str
    east_asian: bool
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line to draw: its pieces, the space before it, its height, how far up its letters stand, its left end and room, in pixels."""

    paragraph: Paragraph
    pieces: tuple[Piece, ...]
    before: float
    height: float
    descent: float
    left: float
    room: float
    mark: str
    last: bool


def laid(stage: Stage, paragraphs: Sequence[Paragraph], room: float, wrap: bool = True, natural: bool = False) -> list[Row]:
    """Return the rows of paragraphs in `room` pixels of width; `natural` lines are as high as their fonts are, as in tables."""
    rows: list[Row] = []
    after = 0.0
    for paragraph, mark in zip(paragraphs, bullets.marks(paragraphs), strict=True):
        before = stage.points(paragraph.before) + after
        after = stage.points(paragraph.after)
        rows += _rows(stage, paragraph, mark, room if wrap else WIDE, before)
    return [_natural(stage, row) for row in rows] if natural else rows


def _natural(stage: Stage, row: Row) -> Row:
    """Return a row as high as the fonts in it."""
    if row.paragraph.spacing < 0 or not row.pieces:
        return row
    used = [stage.font(piece.run, size_of(stage, piece.run), piece.east_asian) for piece in row.pieces]
    deep = max(face.descent for face in used)
    high, spacing = max(face.ascent for face in used) + deep, row.paragraph.spacing or 1.0
    return replace(row, height=high * spacing, descent=_descent(high, deep, spacing))


def _descent(high: float, deep: float, spacing: float) -> float:
    """Return how far below its letters a line ends: where lines are set closer, at most four fifths are left above."""
    return max(deep - high * (1 - spacing), high * spacing * (1 - ABOVE)) if 0 < spacing < 1 else deep


def height(rows: Sequence[Row]) -> float:
    """Return the height that rows take in pixels."""
    return sum(row.before + row.height for row in rows) - (rows[0].before if rows else 0.0)


def columned(rows: Sequence[Row], columns: int, high: float) -> list[list[Row]]:
    """Return the rows of each column: `high` pixels of them, more where they would not fit."""
    while True:
        found, used, next_ = [[rows[0]]], rows[0].height, math.inf
        for row in rows[1:]:
            deeper = used + row.before + row.height
            if deeper > high + 0.5 and len(found) < columns:
                next_ = min(next_, deeper)
                found.append([])
                deeper = row.height
            found[-1].append(row)
            used = deeper
        if used <= high + 0.5 or next_ == math.inf:
            return found
        high = next_


def shrunk(
    stage: Stage, paragraphs: Sequence[Paragraph], rows: list[Row], room: tuple[float, float], wrap: bool = True, natural: bool = False
) -> list[Row]:
    """Return the rows at a size at which they fit into the width and height of `room`.

    Like LibreOffice it tries whole per cents, each the last one times the root of how much of its height there is room for.
    """
    wide, high = room
    if height(rows) <= high + 0.5:
        return rows
    tried, part, best = {100: rows}, 100, 0
    for _turn in range(TURNS):
        fits = math.sqrt(max(high, 1.0) / height(tried[part]))
        best = max(best, part) if fits >= 1 else best
        part = max(min(int(part * fits), 100), 1)
        if part in tried:
            break
        tried[part] = laid(stage, [_smaller(paragraph, part / 100) for paragraph in paragraphs], wide, wrap, natural)
    return tried[best or min(tried)]


def size_of(stage: Stage, run: Run) -> float:
    """Return the size of a run's letters in pixels."""
    return stage.points(run.size * (RAISED if run.raised else 1))


def _smaller(paragraph: Paragraph, part: float) -> Paragraph:
    runs = tuple(run._replace(size=run.size * part) for run in paragraph.runs)
    spacing = paragraph.spacing * (1 if paragraph.spacing > 0 else part)
    return paragraph._replace(
        runs=runs,
        size=paragraph.size * part,
        spacing=spacing,
        before=paragraph.before * part,
        after=paragraph.after * part,
        left=round(paragraph.left * part),
        indent=round(paragraph.indent * part),
    )


def _rows(stage: Stage, paragraph: Paragraph, mark: str, room: float, before: float) -> list[Row]:
    pieces = _all(stage, paragraph)
    left, first = max(paragraph.left, 0) * stage.unit, _first(stage, paragraph, mark)
    space = max(room - left, 8.0)
    text = "".join(piece.text for piece in pieces)
    advances = [wide for piece in pieces for wide in stage.advances(piece.run, size_of(stage, piece.run), piece.east_asian, piece.text)]
    sizes = [stage.points(piece.run.size) for piece in pieces for _c in piece.text]
    chinese = [piece.east_asian for piece in pieces for _c in piece.text]
    for i in range(1, len(text)):
        if chinese[i - 1] != chinese[i] and text[i - 1] not in "\t\n":
            advances[i - 1] += sizes[i - 1] * SPACED
    cut = breaks.broken(text, advances, space - first, space, left + first, stage.points(TAB), hangs=paragraph.hangs)
    made = []
    for n, line in enumerate(cut):
        size = max(sizes[line.start : line.end], default=sizes[-1] if sizes else stage.points(paragraph.size))
        high = stage.points(-paragraph.spacing) if paragraph.spacing < 0 else size * LINE * (paragraph.spacing or 1.0)
        start = left + (first if n == 0 else 0.0)
        part = _part(stage, pieces, line)
        whole = line.end >= len(text) or text[line.end] == "\n"
        head = (before, mark, space - first) if n == 0 else (0.0, "", space)
        deep = _descent(size * LINE, size * DESCENT, paragraph.spacing)
        made.append(Row(paragraph, part, head[0], high, deep, start, head[2], head[1], whole))
    return made


def _first(stage: Stage, paragraph: Paragraph, mark: str) -> float:
    """Return how far right of the others the first line begins: text makes room for a bullet that is wider than its indent."""
    hang = paragraph.indent * stage.unit
    if not mark:
        return max(hang, -max(paragraph.left, 0) * stage.unit)
    run = next((run for run in paragraph.runs if run.text.strip()), Run("", paragraph.size))
    name = bullets.letter(mark, paragraph.mark_font)[0]
    wide = sum(stage.advances(run, stage.points(run.size) * paragraph.mark_size, metrics.wide(name[:1]), name))
    return max(wide + min(hang, 0.0), 0.0) + (stage.points(run.size) * 0.2 if wide > -hang else 0.0)


def _all(stage: Stage, paragraph: Paragraph) -> list[Piece]:
    """Return the letters of a paragraph in pieces of one font."""
    shown = [_shown(run, stage) for run in paragraph.runs]
    found, flags = [], iter(chinese("".join(shown)))
    for run, text in zip(paragraph.runs, shown, strict=True):
        for wide, letters in groupby(zip(text, flags), key=lambda letter: letter[1]):  # noqa: B905  (flags go on)
            found.append(Piece(run, "".join(letter for letter, _wide in letters), wide))
    return found


@lru_cache(maxsize=1024)
def chinese(text: str) -> tuple[bool, ...]:
    """Tell of each letter whether it stands in the font for Chinese: spaces, quotes and dashes go with the letter before them."""
    strong = [None if WEAK.match(c) else metrics.wide(c) for c in text]
    last = next((one for one in strong if one is not None), False)
    return tuple(last := last if one is None else one for one in strong)


def _shown(run: Run, stage: Stage) -> str:
    if run.field == "slidenum" and stage.number:
        return str(stage.number)
    text = run.text.replace("\v", "\n").replace("\r", "").replace("\u200b", "")
    return text.upper() if run.caps else text


def _part(stage: Stage, pieces: Sequence[Piece], line: breaks.Line) -> tuple[Piece, ...]:
    """Return the pieces of one line, cut at tabs; spaces at its end hang out."""
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        start, end = max(line.start - at, 0), min(line.end - at, len(piece.text))
        at += len(piece.text)
        if start >= end:
            continue
        last = found[-1] if found else piece
        gap = size_of(stage, last.run) * SPACED if last.east_asian != piece.east_asian and last.text not in "\t\n" else 0.0
        for words in TABS.split(piece.text[start:end]):
            if words:
                found.append(replace(piece, text=words, gap=gap))
                gap = 0.0
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" \n"))
    return tuple(piece for piece in found if piece.text)
