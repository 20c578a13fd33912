"""The print of a slide: its words and where its shapes stand, the same after another program has saved the deck."""

from __future__ import annotations

import hashlib

from kit.decks.scene import Shape, Slide
from kit.decks.scene.values import Paragraph

FEET = ("dt", "ftr", "sldNum", "hdr")
POINT = 12700
QR = "qr"


def of(slide: Slide) -> str:
    """Return the print: the part before the dash tells the words, the part behind it the places."""
    shapes = [shape for shape in slide.shapes if not _passing(shape, slide)]
    words = repr([_words(shape) for shape in shapes] + [slide.notes.split()])
    places = repr([(shape.kind, *(round(side / POINT) for side in (shape.x, shape.y, shape.w, shape.h))) for shape in shapes])
    return f"{_short(words)}-{_short(places)}"


def edited(slide: Slide, before: str) -> bool:
    """Tell whether a slide is another than the one whose print was `before`; without places in it, whether its words are."""
    words, _, places = before.partition("-")
    now = of(slide).partition("-")
    return bool(words) and (now[0] != words or bool(places and now[2] != places))


def _passing(shape: Shape, slide: Slide) -> bool:
    """Tell whether a shape may change without anybody editing it: footers, and QR codes with the address and code beside them."""
    if shape.placeholder in FEET or shape.name.startswith((f"{QR}:", f"{QR}-")):
        return True
    codes = [name.rpartition(":")[2].lower() for other in slide.shapes if (name := other.name).startswith(f"{QR}:") and name.count(":") > 1]
    return any(code and code in shape.text.lower() for code in codes)


def _words(shape: Shape) -> tuple[object, ...]:
    said = [_said(par) for par in shape.paragraphs] + [_said(par) for cell in shape.cells for par in cell.paragraphs]
    numbers = [(series.name, series.values) for series in shape.chart.series] if shape.chart is not None else []
    return (shape.kind, *filter(None, said), *numbers)


def _said(par: Paragraph) -> str:
    """Return a paragraph's words without fields and with blanks told once."""
    return " ".join("".join(run.text for run in par.runs if not run.field).split())


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
