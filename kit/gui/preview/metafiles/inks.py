"""Pens, brushes and letters of metafiles."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPen

BLACK, WHITE = QColor("#000000"), QColor("#FFFFFF")
NULL, THINNEST, WIDEST = 5, 0.7, 512.0
DASHES = {1: [6.0, 3.0], 2: [1.5, 2.0], 3: [5.0, 2.0, 1.5, 2.0], 4: [5.0, 2.0, 1.5, 2.0, 1.5, 2.0]}
HATCHES = {
    0: Qt.BrushStyle.HorPattern,
    1: Qt.BrushStyle.VerPattern,
    2: Qt.BrushStyle.FDiagPattern,
    3: Qt.BrushStyle.BDiagPattern,
    4: Qt.BrushStyle.CrossPattern,
    5: Qt.BrushStyle.DiagCrossPattern,
}
CAPS = {0x000: Qt.PenCapStyle.RoundCap, 0x100: Qt.PenCapStyle.SquareCap, 0x200: Qt.PenCapStyle.FlatCap}
JOINS = {0x0000: Qt.PenJoinStyle.RoundJoin, 0x1000: Qt.PenJoinStyle.BevelJoin, 0x2000: Qt.PenJoinStyle.MiterJoin}
PAGES = {128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip


@dataclass(frozen=True)
class Pen:
    """How lines are drawn; the width is in logical units."""

    style: int = 0
    width: float = 0.0
    colour: QColor = field(default_factory=lambda: QColor(BLACK))


@dataclass(frozen=True)
class Brush:
    """How areas are filled: style 0 solid, 1 not at all, 2 hatched, else with a picture."""

    style: int = 0
    colour: QColor = field(default_factory=lambda: QColor(WHITE))
    hatch: int = 0
    image: QImage | None = None


@dataclass(frozen=True)
class Face:
    """Letters: a height below 0 is that of the letters, above 0 that of a line; `turn` is in tenths of a degree, to the left."""

    height: float = 0.0
    turn: float = 0.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    charset: int = 0
    name: str = "Arial"


Tool = Pen | Brush | Face


def stock(number: int) -> Tool | None:
    """Return one of the tools that are always there."""
    greys = {0: "#FFFFFF", 1: "#C0C0C0", 2: "#808080", 3: "#404040", 4: "#000000"}
    if number in greys:
        return Brush(0, QColor(greys[number]))
    if number == 5:
        return Brush(1)
    if number in (6, 7, 8):
        return Pen(NULL if number == 8 else 0, 0.0, QColor(WHITE if number == 6 else BLACK))
    return Face() if 10 <= number <= 17 else None


def colour(value: int) -> QColor:
    """Return a colour that is written as 0x00BBGGRR."""
    return QColor(value & 255, value >> 8 & 255, value >> 16 & 255)


def pen(made: Pen, scale: float) -> QPen:
    """Return a pen for pixels."""
    kind = made.style & 0xF
    if kind == NULL:
        return QPen(Qt.PenStyle.NoPen)
    found = QPen(made.colour, min(max(made.width * scale, THINNEST), WIDEST))
    found.setCapStyle(CAPS.get(made.style & 0xF00, Qt.PenCapStyle.RoundCap))
    found.setJoinStyle(JOINS.get(made.style & 0xF000, Qt.PenJoinStyle.RoundJoin))
    if kind in DASHES:
        found.setDashPattern(DASHES[kind])
    return found


def brush(made: Brush, ground: QColor | None) -> list[QBrush]:
    """Return the brushes that fill an area one after another; `ground` lies under hatches."""
    if made.style == 1:
        return []
    if made.style == 2:
        hatched = QBrush(made.colour, HATCHES.get(made.hatch, Qt.BrushStyle.SolidPattern))
        return [QBrush(ground), hatched] if ground is not None else [hatched]
    return [QBrush(made.image) if made.image is not None else QBrush(made.colour)]
