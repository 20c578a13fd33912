"""Tables: rows as high as their words need, fills, words, then edges."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from kit.decks.scene.values import Cell, Shape
from kit.gui.preview import typeset, words
from kit.gui.preview.stage import Stage, colour


def draw(stage: Stage, shape: Shape) -> None:
    """Draw a table in slide coordinates."""
    heights = _heights(stage, shape.cells)
    tops, at = {}, shape.y * stage.unit
    for row in range(max(heights, default=-1) + 1):
        tops[row] = at
        at += heights.get(row, 0.0)
    tops[len(tops)] = at
    placed = [(cell, _rect(stage, cell, tops, _rows(cell, shape.cells))) for cell in shape.cells]
    for cell, rect in placed:
        if cell.fill:
            stage.painter.fillRect(rect, colour(cell.fill))
    for cell, rect in placed:
        _edges(stage, cell, rect)
    for cell, rect in placed:
        words.write(stage, rect, cell.paragraphs, cell.insets, cell.anchor, natural=True)


def _rows(cell: Cell, cells: tuple[Cell, ...]) -> int:
    """Return how many rows a cell spans: those that begin above its bottom."""
    starts = {one.row for one in cells if cell.row <= one.row and one.y < cell.y + cell.h}
    return max(len(starts), 1)


def _heights(stage: Stage, cells: tuple[Cell, ...]) -> dict[int, float]:
    """Return the height of each row: as the file says, more where words need it."""
    found: dict[int, float] = {}
    for cell in cells:
        if _rows(cell, cells) > 1:
            continue
        left, top, right, bottom = (inset * stage.unit for inset in cell.insets)
        rows = typeset.laid(stage, cell.paragraphs, max(cell.w * stage.unit - left - right, 4.0), natural=True)
        need = typeset.height(rows) + top + bottom
        found[cell.row] = max(found.get(cell.row, 0.0), need, cell.h * stage.unit)
    for cell in cells:
        found.setdefault(cell.row, cell.h * stage.unit)
    return found


def _rect(stage: Stage, cell: Cell, tops: dict[int, float], rows: int) -> QRectF:
    top, bottom = tops[cell.row], tops[min(cell.row + rows, len(tops) - 1)]
    return QRectF(cell.x * stage.unit, top, cell.w * stage.unit, bottom - top)


def _edges(stage: Stage, cell: Cell, rect: QRectF) -> None:
    lt, rt, rb, lb = rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()
    ends: tuple[tuple[QPointF, QPointF], ...] = ((lt, lb), (lt, rt), (rt, rb), (lb, rb))
    for edge, (a, b) in zip(cell.edges, ends, strict=True):
        if edge.colour:
            pen = QPen(colour(edge.colour), max(edge.width * stage.unit, 0.6))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            stage.painter.setPen(pen)
            stage.painter.drawLine(a, b)
