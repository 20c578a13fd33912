"""Words of a slide: paragraphs broken into lines, drawn run by run."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from kit.decks.fit import metrics
from kit.decks.scene.values import Paragraph, Run
from kit.gui.preview import breaks, bullets, typeset
from kit.gui.preview.faces import Face
from kit.gui.preview.stage import Stage
from kit.gui.preview.typeset import Piece, Row

RIGHT_TO_LEFT = ("R", "AL")
LEAST = 0.2  # of its natural width a line is pressed into
Insets = tuple[int, int, int, int]
Fonts = Sequence[Face]


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
    gap: int = 0,
    centred: bool = False,
    natural: bool = False,
) -> None:
    """Draw paragraphs into `rect`; `gap` lies between columns, a `centred` block is as wide as its words."""
    if not any(paragraph.text.strip() for paragraph in paragraphs):
        return
    left, top, right, bottom = (inset * stage.unit for inset in insets)
    inner = rect.adjusted(left, top, -right, -bottom)
    apart = gap * stage.unit
    room = max((inner.width() - apart * (columns - 1)) / columns, 4.0)
    rows = typeset.laid(stage, paragraphs, room, wrap, natural)
    if columns > 1:
        for n, column in enumerate(typeset.columned(rows, columns, inner.height())):
            _draw(stage, column, inner.left() + n * (room + apart), inner.top(), room)
        return
    if shrink:
        rows = typeset.shrunk(stage, paragraphs, rows, (room, inner.height()), wrap, natural)
    free = inner.height() - typeset.height(rows)
    y = inner.top() + (free / 2 if anchor == "ctr" else free if anchor == "b" else 0.0)
    block = max(row.left + _places(stage, row, _fonts(stage, row))[1] for row in rows) if centred else room
    _draw(stage, rows, inner.left() + (room - block) / 2, y, block)


def _fonts(stage: Stage, row: Row) -> Fonts:
    return [stage.font(piece.run, typeset.size_of(stage, piece.run), piece.east_asian) for piece in row.pieces]


def _draw(stage: Stage, rows: Sequence[Row], x: float, y: float, room: float) -> None:
    for n, row in enumerate(rows):
        y += (row.before if n else 0.0) + row.height
        if row.pieces:
            _line(stage, row, x, y - row.descent, room)


def _line(stage: Stage, row: Row, x: float, baseline: float, room: float) -> None:
    fonts = _fonts(stage, row)
    places, total = _places(stage, row, fonts)
    bounded = row.room < typeset.WIDE / 2
    free = min(row.room, room - row.left) if bounded else room - row.left
    if bounded and total > free + 1 and row.paragraph.hangs and row.pieces[-1].text[-1] in breaks.HANGING:
        total -= fonts[-1].wide(row.pieces[-1].text[-1])
    squeeze = max(free / total, LEAST) if bounded and total > free + 1 else 1.0
    at = x + row.left + _shift(row.paragraph, free, total * squeeze)
    at -= row.left if row.paragraph.rtl and row.paragraph.align == "r" else 0.0
    if row.paragraph.rtl or any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for piece in row.pieces for c in piece.text):
        _mixed(stage, row.pieces, fonts, QPointF(at, baseline), row.paragraph.rtl)
        if row.mark:
            _mark(stage, row, at + total + stage.points(row.paragraph.size) * 0.5, baseline)
        return
    if row.mark:
        _mark(stage, row, at - row.left + (max(row.paragraph.left, 0) + min(row.paragraph.indent, 0)) * stage.unit, baseline)
    wider = _justified(row, free - total) if bounded else (0.0, 0.0)
    moved = 0.0
    for piece, face, place in zip(row.pieces, fonts, places, strict=True):
        if piece.text != "\t":
            _letters(stage, piece, _stretched(face, wider), at + place * squeeze + moved, baseline, squeeze)
        moved += piece.text.count(" ") * wider[0] + len(piece.text) * wider[1]


def _places(stage: Stage, row: Row, fonts: Fonts) -> tuple[list[float], float]:
    """Return where each piece begins and how wide the line is."""
    places, at = [], 0.0
    for piece, face in zip(row.pieces, fonts, strict=True):
        at += piece.gap
        places.append(at)
        if piece.text == "\t":
            at = breaks.tabbed(row.left + at, stage.points(typeset.TAB)) - row.left
        else:
            at += face.wide(piece.text)
    return places, at


def _justified(row: Row, free: float) -> tuple[float, float]:
    """Return how much wider each space, or each letter of a line without any, is set so that the line fills its room."""
    if row.paragraph.align not in ("just", "dist") or (row.last and row.paragraph.align == "just") or free <= 0:
        return 0.0, 0.0
    text = "".join(piece.text for piece in row.pieces)
    if "\t" in text:
        return 0.0, 0.0
    if spaces := text.count(" "):
        return free / spaces, 0.0
    return 0.0, free / max(len(text) - 1, 1)


def _stretched(face: Face, wider: tuple[float, float]) -> Face:
    if not any(wider):
        return face
    made = QFont(face.font)
    made.setWordSpacing(wider[0] / face.part)
    return replace(face, font=made, apart=face.apart + wider[1])


def _mixed(stage: Stage, pieces: Sequence[Piece], fonts: Fonts, at: QPointF, rtl: bool) -> None:
    """Draw a line in which some words run from right to left: Qt orders them."""
    layout = QTextLayout("".join(piece.text for piece in pieces), fonts[0].font if fonts else QFont(), stage.image)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    ranges, start = [], 0
    for piece, face in zip(pieces, fonts, strict=True):
        one = QTextLayout.FormatRange()
        one.start, one.length = start, len(piece.text)
        look = QTextCharFormat()
        look.setFont(face.font)
        look.setForeground(stage.ink(piece.run))
        one.format = look
        ranges.append(one)
        start += len(piece.text)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    if line.isValid():
        line.setPosition(QPointF(0, 0))
        part = fonts[0].part if fonts else 1.0
        stage.painter.save()
        stage.painter.translate(at)
        stage.painter.scale(part, part)
        layout.draw(stage.painter, QPointF(-line.naturalTextRect().left(), -line.ascent()))
        stage.painter.restore()


def _letters(stage: Stage, piece: Piece, face: Face, x: float, y: float, squeeze: float) -> None:
    stage.painter.setPen(stage.ink(piece.run))
    face.draw(stage.painter, x, y - piece.run.raised * stage.points(piece.run.size), piece.text, squeeze)


def _mark(stage: Stage, row: Row, x: float, baseline: float) -> None:
    """Draw the bullet at its place before the text."""
    paragraph = row.paragraph
    run = next((run for run in paragraph.runs if run.text.strip()), Run("", paragraph.size))
    run = run._replace(
        colour=paragraph.mark_colour or run.colour, underline=False, strike=False, blended=run.blended and not paragraph.mark_colour
    )
    text, name = bullets.letter(row.mark, paragraph.mark_font)
    face = stage.font(run, stage.points(run.size) * paragraph.mark_size, metrics.wide(text[:1]), name)
    stage.painter.setPen(stage.ink(run._replace(opacity=1.0)))
    face.draw(stage.painter, x, baseline, text)


def _shift(paragraph: Paragraph, free: float, used: float) -> float:
    if paragraph.align == "ctr":
        return (free - used) / 2
    return max(free - used, 0.0) if paragraph.align == "r" else 0.0
