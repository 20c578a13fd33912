"""Date, footer and slide number of somebody's template, as its own placeholders say them."""

from __future__ import annotations

from kit.decks.author import text, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.layouts import Foot

NAMES = {"dt": "Date", "ftr": "Footer", "sldNum": "Number"}


def draw(canvas: Canvas, feet: tuple[Foot, ...], number: int) -> None:
    """Fill the template's own date, footer and number; a date or footer that nobody said anything for is left out."""
    for foot in feet:
        body = _body(canvas, foot, number)
        if body:
            name = f"{NAMES[foot.kind]} {foot.idx}"
            canvas.add(xml.placeholder(canvas.number(), name, foot.kind, foot.idx, "", body))


def _body(canvas: Canvas, foot: Foot, number: int) -> str:
    values = canvas.job.bindings.values
    if foot.kind == "sldNum":
        return xml.number_field().replace("‹#›", str(number))
    said = values.get("footer", canvas.job.theme.footer) if foot.kind == "ftr" else values.get("event.date", "")
    said = said or foot.words
    if not said:
        return ""
    line = said.splitlines()[0]
    size = f' sz="{round(foot.style.size * 100)}"'  # stated, as LibreOffice draws footers in a style of its own
    look = f"<a:rPr {text.language(line)}{size}>{xml.fill(foot.style.colour)}</a:rPr>"
    return f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r>{look}<a:t>{xml.clean(line)}</a:t></a:r></a:p></p:txBody>"
