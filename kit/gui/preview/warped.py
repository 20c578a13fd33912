"""Words as art: outlines of letters stretched over their whole shape."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainterPath, QTransform

from kit.decks.scene.values import Paragraph
from kit.gui.preview import typeset
from kit.gui.preview.stage import Stage, colour
from kit.gui.preview.typeset import Row

ALONG = ("Arch", "Circle", "Button", "NoShape")  # these lead words along a line and leave them their size


def stretches(warp: str) -> bool:
    """Tell whether a warp of text (textPlain, textWave1 …) stretches words over their shape."""
    return bool(warp) and not any(name in warp for name in ALONG)


def write(stage: Stage, rect: QRectF, paragraphs: Sequence[Paragraph]) -> None:
    """Draw paragraphs so that their letters fill `rect`."""
    rows = [row for row in typeset.laid(stage, paragraphs, typeset.WIDE, wrap=False) if row.pieces]
    widths = [_wide(stage, row) for row in rows]
    drawn: list[tuple[QPainterPath, str, float]] = []
    y = 0.0
    for row, wide in zip(rows, widths, strict=True):
        y += max(typeset.size_of(stage, piece.run) for piece in row.pieces)
        free = max(widths) - wide
        _add(stage, row, free / 2 if row.paragraph.align == "ctr" else free if row.paragraph.align == "r" else 0.0, y, drawn)
    bounds = QRectF()
    for path, _ink, _opacity in drawn:
        bounds = bounds.united(path.boundingRect())
    if bounds.width() < 1 or bounds.height() < 1:
        return
    fit = QTransform().translate(rect.left(), rect.top()).scale(rect.width() / bounds.width(), rect.height() / bounds.height())
    fit.translate(-bounds.left(), -bounds.top())
    for path, ink, opacity in drawn:
        stage.painter.fillPath(fit.map(path), colour(ink, opacity))


def _wide(stage: Stage, row: Row) -> float:
    return sum(
        piece.gap + stage.font(piece.run, typeset.size_of(stage, piece.run), piece.east_asian).wide(piece.text) for piece in row.pieces
    )


def _add(stage: Stage, row: Row, x: float, y: float, drawn: list[tuple[QPainterPath, str, float]]) -> None:
    """Add the outlines of a row that begins at `x`."""
    for piece in reversed(row.pieces) if row.paragraph.rtl else row.pieces:
        face = stage.font(piece.run, typeset.size_of(stage, piece.run), piece.east_asian)
        path, font = QPainterPath(), QFont(face.font)
        font.setPixelSize(round(face.font.pointSizeF()))  # outlines have no picture whose dots a point could be
        path.addText(0, 0, font, piece.text)
        x += piece.gap
        drawn.append((QTransform().translate(x, y).scale(face.part, face.part).map(path), piece.run.colour, piece.run.opacity))
        x += face.wide(piece.text)
