"""Words of a slide: paragraphs broken into lines by the kit's own measures, drawn run by run."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from kit.decks.fit import lines, metrics
from kit.decks.scene.values import Paragraph, Run
from kit.gui.preview import bullets, faces
from kit.gui.preview.stage import Stage, colour

DESCENT = 0.19  # of a line's natural height
SMALLEST = 0.4
CHINESE = 1.25 / metrics.WIDE_LINE  # lines are measured for the tallest face; those in use are lower
RIGHT_TO_LEFT = ("R", "AL")
Insets = tuple[int, int, int, int]


@dataclass(frozen=True)
class Row:
    """One line to draw: its paragraph, the text it shows, how far right it begins and how much room it has, in pixels."""

    paragraph: Paragraph
    line: lines.Line
    before: float
    left: float
    room: float
    first: bool
    mark: str
    natural: float


@dataclass(frozen=True)
class Piece:
    """Letters of one font: those for Chinese are kept apart from the others."""

    run: Run
    text: str
    east_asian: bool


def write(
    stage: Stage,
    rect: QRectF,
    paragraphs: Sequence[Paragraph],
    insets: Insets,
    anchor: str = "t",
    *,
    wrap: bool = True,
    shrink: bool = False,
    columns: int = 1,
) -> None:
    """Draw paragraphs into `rect`."""
    if not any(paragraph.text.strip() for paragraph in paragraphs):
        return
    left, top, right, bottom = (inset * stage.unit for inset in insets)
    inner = rect.adjusted(left, top, -right, -bottom)
    room = max(inner.width() / columns if columns > 1 else inner.width(), 4.0)
    shown = paragraphs
    rows = laid(stage, shown, room, wrap)
    if shrink and columns == 1:
        shown, rows = _shrunk(stage, paragraphs, rows, room, inner.height(), wrap)
    high = height(rows)
    if columns > 1:
        _columns(stage, inner, rows, room)
        return
    y = inner.top()
    if anchor == "ctr":
        y += (inner.height() - high) / 2
    elif anchor == "b":
        y += inner.height() - high
    _draw(stage, rows, inner.left(), y, room)


def height(rows: Sequence[Row]) -> float:
    """Return the height that rows take in pixels."""
    return sum(row.before + row.line.height for row in rows) - (rows[0].before if rows else 0.0)


def laid(stage: Stage, paragraphs: Sequence[Paragraph], room: float, wrap: bool = True) -> list[Row]:
    """Return the rows of paragraphs in `room` pixels of width."""
    rows: list[Row] = []
    marks = bullets.marks(paragraphs)
    after = 0.0
    for paragraph, mark in zip(paragraphs, marks, strict=True):
        before = stage.points(paragraph.before) + after
        after = stage.points(paragraph.after)
        rows += _paragraph(stage, paragraph, mark, room if wrap else 1e6, before)
    return rows


def _paragraph(stage: Stage, paragraph: Paragraph, mark: str, room: float, before: float) -> list[Row]:
    left = max(paragraph.left, 0) * stage.unit
    hang = paragraph.indent * stage.unit
    spans = [
        lines.Span(_shown(run, stage), stage.points(run.size * (0.66 if run.raised else 1)), run.bold, faces.mono(run.font))
        for run in paragraph.runs
    ]
    spans = [span for span in spans if span.text] or [lines.Span("", stage.points(paragraph.size))]
    text = "".join(span.text for span in spans)
    spacing = paragraph.spacing if paragraph.spacing > 0 else 1.0
    wide = faces.width(next((run.font for run in paragraph.runs if run.text.strip()), ""))
    space = max(room - left - max(hang, 0), 8.0)
    made = []
    for n, line in enumerate(lines.broken(spans, space / wide + 0.01, spacing)):
        chinese = any(metrics.wide(c) for c in text[line.start : line.end])
        line = replace(line, height=line.height * CHINESE) if chinese else line
        natural = line.height / spacing
        line = replace(line, height=stage.points(-paragraph.spacing)) if paragraph.spacing < 0 else line
        start = left + (hang if n == 0 and not mark else 0.0)
        made.append(Row(paragraph, line, before if n == 0 else 0.0, max(start, 0.0), space, n == 0, mark if n == 0 else "", natural))
    return made


def _shown(run: Run, stage: Stage) -> str:
    if run.field == "slidenum" and stage.number:
        return str(stage.number)
    return run.text.replace("\v", "\n").replace("\t", "    ").replace("\r", "").replace("\u200b", "")


def _shrunk(
    stage: Stage, paragraphs: Sequence[Paragraph], rows: list[Row], room: float, high: float, wrap: bool
) -> tuple[Sequence[Paragraph], list[Row]]:
    """Return the paragraphs at the first size at which they fit, as programs do that shrink text on overflow."""
    part, shown = 1.0, paragraphs
    while height(rows) > high * 1.02 and part > SMALLEST:
        part -= 0.05
        shown = [_smaller(paragraph, part) for paragraph in paragraphs]
        rows = laid(stage, shown, room, wrap)
    return shown, rows


def _smaller(paragraph: Paragraph, part: float) -> Paragraph:
    runs = tuple(replace(run, size=run.size * part) for run in paragraph.runs)
    spacing = paragraph.spacing * (max(part, 0.8) if paragraph.spacing > 0 else part)
    return replace(paragraph, runs=runs, size=paragraph.size * part, spacing=spacing, before=paragraph.before * part)


def _columns(stage: Stage, inner: QRectF, rows: list[Row], room: float) -> None:
    """Fill one column after the other."""
    column, y, start = 0, 0.0, 0
    for n, row in enumerate(rows):
        if y + row.line.height > inner.height() and n > start:
            _draw(stage, rows[start:n], inner.left() + column * room, inner.top(), room)
            column, y, start = column + 1, 0.0, n
        y += row.before + row.line.height
    _draw(stage, rows[start:], inner.left() + column * room, inner.top(), room)


def _draw(stage: Stage, rows: Sequence[Row], x: float, y: float, room: float) -> None:
    for n, row in enumerate(rows):
        y += row.before if n else 0.0
        y += row.line.height
        _line(stage, row, x, y - row.natural * DESCENT, room)


def _line(stage: Stage, row: Row, x: float, baseline: float, room: float) -> None:
    pieces = _pieces(stage, row)
    fonts = [stage.font(piece.run, _size(stage, piece.run), piece.east_asian) for piece in pieces]
    advances = [metric.horizontalAdvance(piece.text) for piece, (_font, metric) in zip(pieces, fonts, strict=True)]
    total = sum(advances)
    free = row.room if row.room < 1e5 else max(room, total)
    squeeze = min(1.0, free / total) if total > free else 1.0
    at = x + row.left + _shift(row.paragraph.align, free if row.room < 1e5 else room - row.left, total * squeeze)
    at -= row.left if row.paragraph.rtl and row.paragraph.align == "r" else 0.0
    if row.paragraph.rtl or any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for piece in pieces for c in piece.text):
        _mixed(stage, pieces, fonts, QPointF(at, baseline), row.paragraph.rtl)
        if row.mark:
            _mark(stage, row, at + total * squeeze - row.left + stage.points(row.paragraph.size) * 0.5, baseline, 0.0)
        return
    if row.mark:
        _mark(stage, row, x if at <= x + row.left + 0.5 else at - row.left, baseline)
    for piece, (font, _metric), advance in zip(pieces, fonts, advances, strict=True):
        _letters(stage, piece, font, at, baseline, squeeze)
        at += advance * squeeze


def _mixed(stage: Stage, pieces: Sequence[Piece], fonts: Sequence[tuple[QFont, QFontMetricsF]], at: QPointF, rtl: bool) -> None:
    """Draw a line in which some words run from right to left: Qt orders them."""
    layout = QTextLayout("".join(piece.text for piece in pieces), fonts[0][0] if fonts else QFont(), stage.image)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    ranges, start = [], 0
    for piece, (font, _metric) in zip(pieces, fonts, strict=True):
        one = QTextLayout.FormatRange()
        one.start, one.length = start, len(piece.text)
        look = QTextCharFormat()
        look.setFont(font)
        look.setForeground(colour(piece.run.colour))
        one.format = look
        ranges.append(one)
        start += len(piece.text)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    if line.isValid():
        line.setPosition(QPointF(0, 0))
        layout.draw(stage.painter, QPointF(at.x() - line.naturalTextRect().left(), at.y() - line.ascent()))


def _letters(stage: Stage, piece: Piece, font: QFont, x: float, y: float, squeeze: float) -> None:
    painter = stage.painter
    painter.setFont(font)
    painter.setPen(colour(piece.run.colour))
    y -= piece.run.raised * stage.points(piece.run.size)
    if squeeze > 0.995:
        painter.drawText(QPointF(x, y), piece.text)
        return
    painter.save()
    painter.translate(x, y)
    painter.scale(squeeze, 1.0)
    painter.drawText(QPointF(0, 0), piece.text)
    painter.restore()


def _mark(stage: Stage, row: Row, x: float, baseline: float, before: float = 1.0) -> None:
    """Draw the bullet at its place before the text."""
    paragraph = row.paragraph
    run = next((run for run in paragraph.runs if run.text.strip()), Run("", paragraph.size))
    run = replace(run, colour=paragraph.mark_colour or run.colour, underline=False, strike=False)
    size = stage.points(run.size) * paragraph.mark_size
    text, name = bullets.letter(row.mark, paragraph.mark_font)
    font, _metric = stage.font(run, size, metrics.wide(text[:1]), name)
    stage.painter.setFont(font)
    stage.painter.setPen(colour(run.colour))
    stage.painter.drawText(QPointF(x + row.left + min(paragraph.indent, 0) * stage.unit * before, baseline), text)


def _pieces(stage: Stage, row: Row) -> list[Piece]:
    """Return the letters of a line in pieces of one font."""
    found: list[Piece] = []
    at = 0
    chinese = any(metrics.wide(c) for run in row.paragraph.runs for c in run.text)
    for run in row.paragraph.runs:
        text = _shown(run, stage)
        start, end = max(row.line.start - at, 0), min(row.line.end - at, len(text))
        at += len(text)
        if start < end:
            for wide, letters in groupby(text[start:end], key=lambda c: metrics.wide(c) or (chinese and c in metrics.QUOTES)):
                found.append(Piece(run, "".join(letters), wide))
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" \n"))
    return [piece for piece in found if piece.text]


def _size(stage: Stage, run: Run) -> float:
    return stage.points(run.size * (0.66 if run.raised else 1))


def _shift(align: str, free: float, used: float) -> float:
    if align == "ctr":
        return (free - used) / 2
    return max(free - used, 0.0) if align == "r" else 0.0
