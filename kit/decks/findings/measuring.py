"""Where the words of a shape really stand: the rectangle that its lines take, as far as shipped metrics tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kit.decks.fit import lines, room
from kit.decks.scene import Paragraph, Shape
from kit.decks.scene.values import EMU_PER_POINT

MONO = ("consol", "courier", "mono", "menlo", "code")
ENDLESS = 100_000.0


@dataclass(frozen=True)
class Area:
    """A rectangle on a slide in EMU."""

    x: float
    y: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """Its size, 0 when it is empty."""
        return max(self.right - self.x, 0.0) * max(self.bottom - self.y, 0.0)

    def shared(self, other: Area) -> Area:
        """Return what both cover."""
        return Area(max(self.x, other.x), max(self.y, other.y), min(self.right, other.right), min(self.bottom, other.bottom))

    def shrunk(self, by: float) -> Area:
        """Return it with each edge moved in by so many EMU."""
        return Area(self.x + by, self.y + by, self.right - by, self.bottom - by)


def of(shape: Shape) -> Area:
    """Return the box of a shape."""
    return Area(shape.x, shape.y, shape.x + shape.w, shape.y + shape.h)


@lru_cache(maxsize=256)
def mono(font: str) -> bool:
    """Tell whether a typeface is one for code."""
    return any(part in font.lower() for part in MONO)


def paragraphs(found: Sequence[Paragraph]) -> list[room.Para]:
    """Return a shape's paragraphs as they are measured."""
    made = []
    for par in found:
        spans = tuple(lines.Span(run.text.replace("\v", "\n"), run.size, run.bold, mono(run.font)) for run in par.runs if run.text)
        spacing, exact = (par.spacing, 0.0) if par.spacing > 0 else (1.0, -par.spacing)
        made.append(room.Para(spans or (lines.Span("", par.size),), par.left / EMU_PER_POINT, par.before + par.after, spacing, exact))
    return made


def words(shape: Shape) -> Area:
    """Return the rectangle that the text of a shape takes, wherever its box ends."""
    left, top, right, bottom = shape.insets
    columns = max(shape.columns, 1)
    inner = max((shape.w - left - right) / columns, 1.0)
    width = inner / EMU_PER_POINT if shape.wrap else ENDLESS
    paras = paragraphs(shape.paragraphs)
    high = room.height(paras, width) / columns * EMU_PER_POINT
    used = max((_widest(para, width) for para in paras), default=0.0) * EMU_PER_POINT
    wide = min(used, inner) if shape.wrap else used
    x = _across(shape, wide, left, right) if columns == 1 else float(shape.x + left)
    y = _down(shape, high, top, bottom)
    return Area(x, y, x + (wide if columns == 1 else shape.w - left - right), y + high)


def _widest(para: room.Para, width: float) -> float:
    return para.indent + max((line.width for line in lines.broken(para.spans, max(width - para.indent, 1.0), para.spacing)), default=0.0)


def _across(shape: Shape, wide: float, left: int, right: int) -> float:
    aligned = {par.align for par in shape.paragraphs if par.text.strip()}
    if aligned == {"ctr"}:
        return shape.x + (shape.w + left - right - wide) / 2
    return shape.x + shape.w - right - wide if aligned == {"r"} else float(shape.x + left)


def _down(shape: Shape, high: float, top: int, bottom: int) -> float:
    if shape.anchor.startswith("ctr"):
        return shape.y + (shape.h + top - bottom - high) / 2
    return shape.y + shape.h - bottom - high if shape.anchor == "b" else float(shape.y + top)
