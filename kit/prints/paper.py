"""Paper and ink: pages, text that fits its place, codes as sharp squares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kit import qr
from kit.content import files
from kit.decks.fit import lines as breaking
from kit.prints import faces

if TYPE_CHECKING:
    from fpdf import FPDF

A4 = (210.0, 297.0)
A3 = (297.0, 420.0)
INK, MUTED, LINE, ACCENT, SURFACE = (19, 37, 44), (83, 102, 110), (197, 207, 210), (14, 118, 108), (241, 245, 245)
WHITE = (255, 255, 255)
LEADING = 1.28
POINT = 25.4 / 72  # millimetres
FAMILY = "lectern"

Colour = tuple[int, int, int]


@contextmanager
def document(size: tuple[float, float], title: str, at: datetime) -> Iterator[FPDF]:
    """Give an empty document of pages `size` (width, height in mm); `at` is the time it names as its making."""
    from fpdf.fonts import TTFFont

    pdf = _empty(size, title, at)
    try:
        yield pdf
    finally:
        for font in pdf.fonts.values():  # fpdf2 leaves their files open
            if isinstance(font, TTFFont):
                font.ttfont.close()


def _empty(size: tuple[float, float], title: str, at: datetime) -> FPDF:
    from fpdf import FPDF

    pdf = FPDF(unit="mm", format=size)
    face = faces.face()
    pdf.add_font(FAMILY, "", face.regular, collection_font_number=face.number)
    pdf.add_font(FAMILY, "B", face.bold, collection_font_number=face.bold_number)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_title(title)
    pdf.set_creator("Lectern")
    pdf.set_creation_date(at)
    return pdf


def save(pdf: FPDF, out: Path) -> Path:
    """Write the document to `out`, which is named .pdf, atomically; returns where it is."""
    files.refuse_other_endings(Path(out), ".pdf")
    return files.write_bytes(Path(out), bytes(pdf.output()))


def text(pdf: FPDF, words: str, box: Box, size: float, look: Look | None = None) -> float:
    """Set `words` into `box`, made smaller down to the look's floor until they fit in its lines; returns the mm used from the top.

    What still does not fit at the floor ends in "…": a print never grows into its neighbour.
    """
    look = look or Look()
    fitted, broken = _fitted(pdf, _clean(words), box, size, look)
    pdf.set_text_color(*look.colour)
    step = fitted * POINT * LEADING
    top = box.y + ((box.height - step * len(broken)) / 2 if look.middle and box.height else 0)
    for n, line in enumerate(broken):
        spare = box.width - pdf.get_string_width(line)
        pdf.set_xy(box.x + {"left": 0.0, "centre": spare / 2, "right": spare}[look.align], top + n * step)
        pdf.cell(w=pdf.get_string_width(line) + 0.1, h=step, text=line)
    return step * len(broken)


def code(pdf: FPDF, payload: str, x: float, y: float, side: float, *, ecc: str = "M", border: int = qr.BORDER) -> None:
    """Draw the code for `payload` as a white plate of `side` mm with its quiet zone, in squares without gaps."""
    rows = qr.matrix(payload, ecc)
    unit = side / (len(rows) + 2 * border)
    fill(pdf, x, y, side, side, WHITE)
    pdf.set_fill_color(0, 0, 0)
    for n, row in enumerate(rows):
        for start_, stop in _runs(row):
            left, top = x + (border + start_) * unit, y + (border + n) * unit
            pdf.rect(left, top, (stop - start_) * unit, unit * 1.005, style="F")  # a hair taller: no light seams between rows


def fill(pdf: FPDF, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """Fill a rectangle."""
    pdf.set_fill_color(*colour)
    pdf.rect(x, y, width, height, style="F")


def rule(pdf: FPDF, x: float, y: float, x2: float, y2: float, *, width: float = 0.2, colour: Colour = LINE) -> None:
    """Draw a straight line `width` mm thick."""
    pdf.set_draw_color(*colour)
    pdf.set_line_width(width)
    pdf.line(x, y, x2, y2)


def lacking(words: Sequence[str]) -> tuple[str, ...]:
    """Return those of `words` with a character that the typeface cannot print."""
    from fontTools.ttLib import TTFont

    face = faces.face()
    with TTFont(str(face.regular), fontNumber=face.number, lazy=True) as font:
        known = font.getBestCmap()
    return tuple(word for word in words if any(ord(sign) not in known for sign in _clean(word)))


def _clean(words: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _fitted(pdf: FPDF, words: str, box: Box, largest: float, look: Look) -> tuple[float, list[str]]:
    size = largest
    while True:
        pdf.set_font(FAMILY, "B" if look.bold else "", size)
        broken = _broken(pdf, words, box.width)
        lines = 1 if size > look.single > 0 else look.lines
        most = lines if not box.height else min(lines, max(1, int(box.height / (size * POINT * LEADING) + 0.01)))
        if len(broken) <= most and all(pdf.get_string_width(line) <= box.width for line in broken):
            return size, broken
        if size <= look.floor and look.last > look.lines:
            return _fitted(pdf, words, box, largest, replace(look, lines=look.last, single=0))
        if size <= look.floor:
            return size, _cut(pdf, broken, most, box.width)
        size = max(look.floor, size - 0.5)


def _broken(pdf: FPDF, words: str, width: float) -> list[str]:
    """Break at spaces and between Chinese characters, never before ，。 nor after （《."""
    found, begin, last, used = [], 0, 0, 0.0
    for n, sign in enumerate(words):
        if n > begin and breaking.may_break(words[n - 1], sign):
            last = n
        used += pdf.get_string_width(sign)
        if used > width and sign != " " and n > begin:
            end = last if last > begin else n
            found.append(words[begin:end].strip())
            begin = end
            used = pdf.get_string_width(words[begin : n + 1])
    return [*found, words[begin:].strip()]


def _cut(pdf: FPDF, broken: list[str], most: int, width: float) -> list[str]:
    kept = broken[:most]
    if len(broken) > most or pdf.get_string_width(kept[-1]) > width:
        last = kept[-1]
        while last and pdf.get_string_width(last + "…") > width:
            last = last[:-1]
        kept[-1] = last.rstrip() + "…"
    return kept


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    edges = [n for n in range(len(row) + 1) if (row[n] if n < len(row) else False) != (row[n - 1] if n else False)]
    return list(zip(edges[::2], edges[1::2], strict=True))


@dataclass(frozen=True)
class Box:
    """A place on the page in mm; height 0 is as high as the text needs."""

    x: float
    y: float
    width: float
    height: float = 0.0


@dataclass(frozen=True)
class Look:
    """How text stands in its box; `floor` in points, as is `single`: down to that size it stays in one line, names do not break.

    `last` is how many lines it may have before anything of it is cut.
    """

    bold: bool = False
    align: str = "left"
    colour: Colour = INK
    lines: int = 1
    floor: float = 7.0
    middle: bool = False
    single: float = 0.0
    last: int = 0
