"""Old metafiles: their records, in the numbers and layouts of [MS-WMF]; one that wraps an enhanced metafile gives it out."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath, QTransform

from kit.gui.preview.metafiles import bitmaps, figures, inks
from kit.gui.preview.metafiles.canvas import Canvas, Spent
from kit.gui.preview.metafiles.inks import Brush, Face, Pen, Tool

PLACEABLE, ESCAPE, WRAPPED = b"\xd7\xcd\xc6\x9a", 0x626, b"WMFC"
MOST_TOOLS = 4096
Do = Callable[[Canvas, bytes], object]


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the content of each record."""
    at = 22 if data[:4] == PLACEABLE else 0
    if len(data) < at + 18:
        return
    at += struct.unpack_from("<H", data, at + 2)[0] * 2
    while at + 6 <= len(data):
        size, number = struct.unpack_from("<IH", data, at)
        if size < 3 or not number:
            return
        yield number, data[at + 6 : at + size * 2]
        at += size * 2


def embedded(data: bytes) -> bytes:
    """Return the enhanced metafile that an old one holds in its comments, nothing where there is none."""
    parts = []
    for number, record in records(data):
        if number == ESCAPE and record[4:8] == WRAPPED and len(record) >= 38:
            parts.append(record[38 : 38 + struct.unpack_from("<I", record, 26)[0]])
        elif parts:
            break
    return b"".join(parts)


def play(data: bytes, painter: QPainter, image: QImage) -> bool:
    """Draw a metafile over a whole picture; returns whether it drew anything."""
    canvas = Canvas(painter, image, QTransform())
    state = canvas.state
    state.mode, state.view_extent = 8, (float(image.width()), float(image.height()))
    if data[:4] == PLACEABLE:
        left, top, right, bottom = struct.unpack_from("<4h", data, 6)
        state.origin, state.extent = (left, top), (right - left or 1, bottom - top or 1)
    try:
        for number, record in records(data):
            canvas.pay(1)
            _done(RECORDS.get(number), canvas, record)
    except Spent:
        pass
    canvas.finish()
    return canvas.shown


def _done(do: Do | None, canvas: Canvas, record: bytes) -> None:
    """Do what a record says; one that is cut short is left out."""
    try:
        if do is not None:
            do(canvas, record)
    except (struct.error, ValueError, OverflowError):
        return


def _pair(canvas: Canvas, record: bytes, *, name: str) -> None:
    y, x = struct.unpack_from("<2h", record)
    setattr(canvas.state, name, (float(x), float(y)))


def _set(canvas: Canvas, record: bytes, *, name: str, made: Callable[[int], object] = int, form: str = "<H") -> None:
    setattr(canvas.state, name, made(struct.unpack_from(form, record)[0]))


def _add(canvas: Canvas, tool: Tool | None) -> None:
    """Keep a tool under the first number that is free."""
    place = next((n for n in range(len(canvas.tools) + 1) if n not in canvas.tools), 0)
    if len(canvas.tools) >= MOST_TOOLS:
        raise Spent
    canvas.tools[place] = tool if tool is not None else Face()


def _pen(canvas: Canvas, record: bytes) -> None:
    style, width, _high, colour = struct.unpack_from("<HhhI", record)
    _add(canvas, Pen(style, abs(width), inks.colour(colour)))


def _brush(canvas: Canvas, record: bytes) -> None:
    style, colour, hatch = struct.unpack_from("<HIH", record)
    _add(canvas, Brush(style, inks.colour(colour), hatch))


def _pattern(canvas: Canvas, record: bytes) -> None:
    _add(canvas, Brush(3, inks.colour(0x808080), 0, _bitmap(canvas, record[4:])))


def _face(canvas: Canvas, record: bytes) -> None:
    height, _width, turn, _tilt, weight, italic, underline, strike, charset = struct.unpack_from("<5h4B", record)
    name = record[18:50].split(b"\0")[0].decode(inks.PAGES.get(charset, "cp1252"), "ignore")
    _add(canvas, Face(height, turn, weight >= 600, bool(italic), bool(underline), bool(strike), charset, name))


def _other(canvas: Canvas, record: bytes) -> None:
    _add(canvas, None)


def _select(canvas: Canvas, record: bytes) -> None:
    canvas.select(canvas.tools.get(struct.unpack_from("<H", record)[0]))


def _forget(canvas: Canvas, record: bytes) -> None:
    canvas.tools.pop(struct.unpack_from("<H", record)[0], None)


def _move(canvas: Canvas, record: bytes) -> None:
    _pair(canvas, record, name="at")


def _step(canvas: Canvas, record: bytes) -> None:
    start = canvas.points([canvas.state.at])[0]
    _pair(canvas, record, name="at")
    canvas.line_to(canvas.points([canvas.state.at]), start)


def _line(canvas: Canvas, record: bytes, *, closed: bool) -> None:
    found = _points(record, 2, struct.unpack_from("<H", record)[0])
    canvas.draw(figures.polygon(canvas.points(found), closed=closed), filled=closed)


def _lines(canvas: Canvas, record: bytes) -> None:
    parts = min(struct.unpack_from("<H", record)[0], (len(record) - 2) // 2)
    counts = struct.unpack_from(f"<{parts}H", record, 2)
    found = canvas.points(_points(record, 2 + parts * 2, sum(counts)))
    canvas.draw(figures.polygons(found, counts, closed=True))


def _points(record: bytes, at: int, count: int) -> list[tuple[float, float]]:
    count = max(min(count, (len(record) - at) // 4), 0)
    numbers = struct.unpack_from(f"<{count * 2}h", record, at)
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _form(canvas: Canvas, record: bytes, *, make: Callable[..., QPainterPath], filled: bool = True) -> None:
    """Draw a figure that is given by places from its last to its first, then by its box from its bottom."""
    numbers = struct.unpack(f"<{len(record) // 2}h", record[: len(record) // 2 * 2])
    if len(numbers) < 4:
        return
    *rest, bottom, right, top, left = numbers
    ends = [(rest[n + 1], rest[n]) for n in range(0, len(rest) - 1, 2)]
    rect = canvas.box(left, top, right - left, bottom - top).normalized()
    canvas.draw(make(rect, canvas.points(ends[::-1])), filled=filled)


def _rounded(canvas: Canvas, record: bytes) -> None:
    high, wide, bottom, right, top, left = struct.unpack_from("<6h", record)
    canvas.rounded((left, top, right, bottom), wide, high)


def _long_text(canvas: Canvas, record: bytes) -> None:
    y, x, count, options = struct.unpack_from("<hhHH", record)
    at = 8
    if options & 0x06:
        left, top, right, bottom = struct.unpack_from("<4h", record, 8)
        at = 16
        if options & 0x02:
            canvas.fill(canvas.box(left, top, right - left, bottom - top), canvas.state.ground)
    start = at + count + count % 2
    steps = struct.unpack_from(f"<{max(min(count, (len(record) - start) // 2), 0)}h", record, start) if start < len(record) else ()
    _written(canvas, record[at : at + count], (x, y), [float(step) for step in steps])


def _text(canvas: Canvas, record: bytes) -> None:
    count = struct.unpack_from("<H", record)[0]
    y, x = struct.unpack_from("<hh", record, 2 + count + count % 2)
    _written(canvas, record[2 : 2 + count], (x, y), [])


def _written(canvas: Canvas, data: bytes, at: tuple[float, float], steps: list[float]) -> None:
    page = inks.PAGES.get(canvas.state.face.charset, "cp1252")
    text = data.decode(page, "ignore")
    canvas.write(text, at, figures.shared(steps, [len(char.encode(page, "ignore")) for char in text]))


def _clip_box(canvas: Canvas, record: bytes) -> None:
    bottom, right, top, left = struct.unpack_from("<4h", record)
    canvas.clip(figures.box(canvas.box(left, top, right - left, bottom - top).normalized()))


def _restore(canvas: Canvas, record: bytes) -> None:
    canvas.restore(struct.unpack_from("<h", record)[0])


def _save(canvas: Canvas, record: bytes) -> None:
    canvas.save()


def _stretch(canvas: Canvas, record: bytes, *, use: int) -> None:
    """Lay a bitmap stretched; `use` is how many bytes say what its colours mean."""
    way = struct.unpack_from("<I", record)[0]
    sh, sw, sy, sx, h, w, y, x = struct.unpack_from("<8h", record, 4 + use)
    _laid(canvas, _bitmap(canvas, record[20 + use :]), (x, y, w, h), (sx, sy, sw, sh), way)


def _blit(canvas: Canvas, record: bytes) -> None:
    way, sy, sx, h, w, y, x = struct.unpack_from("<I6h", record)
    _laid(canvas, _bitmap(canvas, record[16:]), (x, y, w, h), (sx, sy, w, h), way)


def _bitmap(canvas: Canvas, data: bytes) -> QImage | None:
    size = bitmaps.head(data)
    return canvas.bitmap(data[:size], data[size:]) if size else None


Four = tuple[int, int, int, int]


def _laid(canvas: Canvas, image: QImage | None, to: Four, source: Four, way: int) -> None:
    canvas.blit(canvas.box(*to), image, QRectF(*source), way)


RECORDS: dict[int, Do] = {
    0x20B: partial(_pair, name="origin"), 0x20C: partial(_pair, name="extent"), 0x102: partial(_set, name="opaque", made=lambda n: n == 2),
    0x106: partial(_set, name="winding", made=lambda n: n == 2), 0x104: partial(_set, name="rop"), 0x12E: partial(_set, name="align"),
    0x209: partial(_set, name="ink", made=inks.colour, form="<I"), 0x201: partial(_set, name="ground", made=inks.colour, form="<I"),
    0x01E: _save, 0x127: _restore, 0x12D: _select, 0x1F0: _forget, 0x2FA: _pen, 0x2FC: _brush, 0x2FB: _face, 0x142: _pattern,
    0x1F9: _other, 0x0F7: _other, 0x6FF: _other, 0x214: _move, 0x213: _step, 0x324: partial(_line, closed=True),
    0x325: partial(_line, closed=False), 0x538: _lines, 0x41B: partial(_form, make=figures.box),
    0x418: partial(_form, make=figures.ellipse), 0x61C: _rounded, 0x817: partial(_form, make=figures.arc, filled=False),
    0x81A: partial(_form, make=figures.pie),
    0x830: partial(_form, make=figures.chord), 0xA32: _long_text, 0x521: _text, 0x416: _clip_box, 0xF43: partial(_stretch, use=2),
    0xB41: partial(_stretch, use=0), 0x940: _blit,
}  # fmt: skip
