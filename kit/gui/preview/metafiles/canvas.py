"""What a metafile draws on: its state and coordinates, and how much drawing it may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import atan2, degrees, hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QTransform

from kit.gui.preview import faces
from kit.gui.preview.metafiles import bitmaps, inks
from kit.gui.preview.metafiles.inks import Brush, Face, Pen, Tool

BUDGET = 1_000_000  # of records, points and thousandths of pixels
FONT, LETTER, PIXELS, LENGTH = 200, 10, 100, 4  # what a font and a letter cost, how many pixels of a bitmap and of a line cost one
FAR, DEEP = 20_000.0, 256  # pixels from the corner, saved states
PER_MM = {2: 0.1, 3: 0.01, 4: 0.254, 5: 0.0254, 6: 25.4 / 1440}  # millimetres a unit of the map modes that have one
Points = Sequence[tuple[float, float]]


class Spent(Exception):
    """A metafile has asked for more drawing than a picture is worth."""


@dataclass
class State:
    """What a metafile has set; places and sizes in its own units."""

    pen: Pen = field(default_factory=Pen)
    brush: Brush = field(default_factory=Brush)
    face: Face = field(default_factory=Face)
    ink: QColor = field(default_factory=lambda: QColor(inks.BLACK))
    ground: QColor = field(default_factory=lambda: QColor(inks.WHITE))
    opaque: bool = True
    align: int = 0
    winding: bool = False
    rop: int = 13
    mode: int = 1
    origin: tuple[float, float] = (0.0, 0.0)
    extent: tuple[float, float] = (1.0, 1.0)
    view_origin: tuple[float, float] = (0.0, 0.0)
    view_extent: tuple[float, float] = (1.0, 1.0)
    world: QTransform = field(default_factory=QTransform)
    at: tuple[float, float] = (0.0, 0.0)


class Canvas:
    """Draws with the state of a metafile; `place` leads from its device to pixels, `per_mm` is what its device has a millimetre."""

    def __init__(self, painter: QPainter, image: QImage, place: QTransform, per_mm: tuple[float, float] = (4.0, 4.0)) -> None:
        self.painter = painter
        self.image = image
        self.fonts: dict[tuple[Face, float, bool], tuple[QFont, QFontMetricsF]] = {}
        self.place = place
        self.per_mm = per_mm
        self.state = State()
        self.saved: list[State] = []
        self.tools: dict[int, Tool] = {}
        self.path: QPainterPath | None = None
        self.collecting = False
        self.strange = False
        self.left = BUDGET
        self.shown = False
        self._mask: tuple[QRectF, QImage] | None = None
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)

    def pay(self, amount: float) -> None:
        """Take from what is left to be drawn; raises Spent."""
        self.left -= int(amount) + 1
        if self.left < 0:
            raise Spent

    def map(self) -> QTransform:
        """Return what leads from the units of the metafile to pixels."""
        state = self.state
        if state.mode in PER_MM:
            sx, sy = PER_MM[state.mode] * self.per_mm[0], -PER_MM[state.mode] * self.per_mm[1]
        elif state.mode in (7, 8):
            sx, sy = (view / own if own else 1.0 for view, own in zip(state.view_extent, state.extent, strict=True))
        else:
            sx = sy = 1.0
        (ox, oy), (vx, vy) = state.origin, state.view_origin
        return state.world * QTransform(sx, 0, 0, sy, vx - ox * sx, vy - oy * sy) * self.place

    def points(self, points: Points) -> list[QPointF]:
        """Return places in pixels; what is absurdly far is brought nearer."""
        self.pay(len(points))
        mapped = self.map()
        return [_near(mapped.map(QPointF(x, y))) for x, y in points]

    def scale(self) -> tuple[float, float]:
        """Return how many pixels one unit is across and down."""
        mapped = self.map()
        return hypot(mapped.m11(), mapped.m12()), hypot(mapped.m21(), mapped.m22())

    def box(self, x: float, y: float, w: float, h: float) -> QRectF:
        """Return a box in pixels, not put straight where it runs backwards."""
        a, b = self.points([(x, y), (x + w, y + h)])
        return QRectF(a, b)

    def save(self) -> None:
        """Remember the state."""
        if len(self.saved) >= DEEP:
            raise Spent
        self.saved.append(replace(self.state))
        self.painter.save()

    def restore(self, number: int) -> None:
        """Go back to a remembered state: below 0 counted from the last, else from the first."""
        kept = len(self.saved) + number if number < 0 else number - 1
        if not 0 <= kept < len(self.saved):
            return
        self.state = self.saved[kept]
        for _ in range(len(self.saved) - kept):
            self.painter.restore()
        del self.saved[kept:]

    def select(self, tool: Tool | None) -> None:
        """Take a tool."""
        match tool:
            case Pen():
                self.state.pen = tool
            case Brush():
                self.state.brush = tool
            case Face():
                self.state.face = tool

    def draw(self, path: QPainterPath, filled: bool = True, stroked: bool = True) -> None:
        """Fill and draw an outline in pixels, or add it to the path that is being collected."""
        if self.collecting and self.path is not None:
            self.path.addPath(path)
            return
        self._pay_for(path.boundingRect())
        self.pay(path.length() / LENGTH)
        path.setFillRule(Qt.FillRule.WindingFill if self.state.winding else Qt.FillRule.OddEvenFill)
        for brush in inks.brush(self.state.brush, self.state.ground if self.state.opaque else None) if filled and self._draws() else ():
            self.painter.fillPath(path, brush)
            self.shown = True
        if stroked and self._draws():
            pen = inks.pen(self.state.pen, sum(self.scale()) / 2)
            if pen.style() != Qt.PenStyle.NoPen:
                self._stroke(path, pen)

    def _stroke(self, path: QPainterPath, pen: QPen) -> None:
        if pen.style() != Qt.PenStyle.SolidLine:
            self.pay(path.length() / max(pen.widthF(), 1))
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(path)
        self.shown = True

    def _draws(self) -> bool:
        return self.state.rop != 11  # 11 leaves everything as it is

    def _pay_for(self, box: QRectF) -> None:
        inside = box.intersected(QRectF(self.image.rect()))
        self.pay(max(inside.width(), 0) * max(inside.height(), 0) / 1000)

    def line_to(self, points: list[QPointF], start: QPointF) -> None:
        """Draw a line from where the metafile is."""
        path = self.path if self.collecting and self.path is not None else QPainterPath()
        if not path.elementCount() or path.currentPosition() != start:
            path.moveTo(start)
        for point in points:
            path.lineTo(point)
        if not self.collecting:
            self.draw(path, filled=False)

    def clip(self, path: QPainterPath | None, *, anew: bool = False) -> None:
        """Draw only within an outline from now on: within what was there before, or `anew`; None ends it."""
        if path is None:
            self.painter.setClipping(False)
            return
        self._pay_for(path.boundingRect())
        self.pay(path.length() / LENGTH)
        self.painter.setClipPath(path, Qt.ClipOperation.ReplaceClip if anew else Qt.ClipOperation.IntersectClip)

    def fill(self, box: QRectF, ink: QColor) -> None:
        """Fill a box in pixels."""
        self._pay_for(box.normalized())
        self.painter.fillRect(box.normalized(), ink)
        self.shown = True

    def bitmap(self, header: bytes, bits: bytes, *, clear: bool = False) -> QImage | None:
        """Return a bitmap of the metafile, None when it is none."""
        self.pay(bitmaps.size(header) / PIXELS)
        return bitmaps.see_through(header, bits) if clear else bitmaps.read(header, bits)

    def blit(self, to: QRectF, image: QImage | None, source: QRectF, way: int) -> None:
        """Lay a bitmap into a box in pixels; a mask and the picture it is for come one after the other."""
        if image is None:
            if way in (bitmaps.PATTERN, bitmaps.PAINTED_WHITE, bitmaps.PAINTED_BLACK):
                state = self.state.brush
                plain = {bitmaps.PAINTED_WHITE: inks.WHITE, bitmaps.PAINTED_BLACK: inks.BLACK}.get(way, state.colour)
                if way != bitmaps.PATTERN or state.style == 0:
                    self.fill(to, plain)
            return
        self._pay_for(to.normalized())
        source = source.intersected(QRectF(image.rect()))
        if source.toRect().isEmpty():
            return
        mask, self._mask = self._mask, None
        if mask is not None and mask[0] == to and way in (bitmaps.PAINT, bitmaps.INVERT):
            image, way = bitmaps.masked(image, mask[1]), bitmaps.COPY
        elif mask is not None:
            bitmaps.lay(self.painter, mask[0], mask[1], QRectF(mask[1].rect()), bitmaps.AND)
        if way == bitmaps.AND:
            self._mask = (to, image.copy(source.toRect()))
        elif way != bitmaps.NOTHING:
            bitmaps.lay(self.painter, to, image, source, way)
        self.shown = True

    def write(self, text: str, at: tuple[float, float], steps: Sequence[float] = ()) -> None:
        """Write letters, each `steps` units wide where that is said."""
        state = self.state
        across, down = self.scale()
        origin = self.points([state.at if state.align & 1 else at])[0]
        if self.collecting or not text.strip():
            return
        east = any(ord(char) > 0x2E80 for char in text)
        size = self._size(down, east)
        font, metric = self._font(size, east)
        widths = [step * across for step in steps] if len(steps) == len(text) else [metric.horizontalAdvance(char) for char in text]
        whole = sum(widths)
        self.pay(len(text) * LETTER)
        self._pay_for(QRectF(origin.x() - whole, origin.y() - size, whole * 2, size * 2))
        x = {2: -whole, 6: -whole / 2}.get(state.align & 6, 0.0)
        y = {24: 0.0, 8: -metric.descent()}.get(state.align & 24, metric.ascent())
        self.painter.save()
        self.painter.translate(origin)
        self.painter.rotate(-state.face.turn / 10 + _turn(state.world))
        if state.opaque:
            self.painter.fillRect(QRectF(x, y - metric.ascent(), whole, metric.height()), state.ground)
        self.painter.setFont(font)
        self.painter.setPen(state.ink)
        for char, wide in zip(text, widths, strict=True):
            self.painter.drawText(QPointF(x, y), char)
            x += wide
        self.painter.restore()
        self.shown = True
        if state.align & 1:
            state.at = (state.at[0] + whole / (across or 1.0), state.at[1])

    def rounded(self, ends: tuple[int, int, int, int], wide: float, high: float) -> None:
        """Draw a box from (left, top) to (right, bottom) whose corners are quarters of an ellipse of `wide` × `high`."""
        left, top, right, bottom = ends
        across, down = self.scale()
        path = QPainterPath()
        path.addRoundedRect(self.box(left, top, right - left, bottom - top).normalized(), abs(wide) * across / 2, abs(high) * down / 2)
        self.draw(path)

    def _size(self, down: float, east: bool) -> float:
        """Return how large letters are in pixels."""
        face = self.state.face
        size = abs(face.height or -12) * down
        if face.height > 0:
            size *= 100.0 / max(self._font(100.0, east)[1].height(), 1.0)
        return min(max(size, 0.5), 2.0 * max(self.image.width(), self.image.height()))

    def _font(self, size: float, east: bool) -> tuple[QFont, QFontMetricsF]:
        face = self.state.face
        key = (face, round(size, 2), east)
        if key not in self.fonts:
            self.pay(FONT)
            families = faces.families(face.name, face.name if east else "", east)
            font = faces.font(families, size, bold=face.bold, italic=face.italic, underline=face.underline, strike=face.strike)
            self.fonts[key] = (font, QFontMetricsF(font, self.image))
        return self.fonts[key]

    def finish(self) -> None:
        """Give back everything that was remembered."""
        if self._mask is not None:
            bitmaps.lay(self.painter, self._mask[0], self._mask[1], QRectF(self._mask[1].rect()), bitmaps.AND)
        self.restore(1)


def _turn(world: QTransform) -> float:
    """Return by how much the world is turned, in degrees."""
    return degrees(atan2(world.m12(), world.m11())) if world.m12() else 0.0


def _near(point: QPointF) -> QPointF:
    x, y = point.x(), point.y()
    return QPointF(min(max(x, -FAR), FAR) if x == x else 0.0, min(max(y, -FAR), FAR) if y == y else 0.0)
