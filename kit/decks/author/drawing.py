"""Draw a planned slide: its title, its pieces in reading order, footer and number, notes, background and transition."""

from __future__ import annotations

import re

from pptx.oxml import parse_xml

from kit.decks.author import charts, codes, figures, pictures, qrcodes, tables, text, xml
from kit.decks.author.canvas import Canvas, Job
from kit.decks.author.flowing import Page, Placed, Words, sizes
from kit.decks.author.grid import POINT, Box
from kit.decks.author.layouts import Layout
from kit.decks.author.masters import footers
from kit.decks.fit import room
from kit.decks.module.blocks import Chart, Code, Picture, QrCode, Runs, Table, plain
from kit.decks.module.model import SlideSource

WORDS = {"paper": "bg1", "surface": "bg2", "ink": "tx1", "muted": "tx2", "accent": "accent1"}
TRANSITIONS = {
    "fade": "<p:fade/>",
    "push": '<p:push dir="l"/>',
    "wipe": '<p:wipe dir="l"/>',
    "cut": "<p:cut/>",
    "cover": '<p:cover dir="l"/>',
}
HEX = re.compile(r"#?[0-9A-Fa-f]{6}\Z")


def title_room(layout: Layout, runs: Runs, job: Job) -> tuple[float, int]:
    """Return the size of the title, and how far content must move down (EMU) where even the smallest needs another line."""
    slot = layout.slot("title")
    if slot is None or not runs:
        return 0.0, 0
    left, top, right, bottom = slot.style.inset
    width, height = slot.box.w / POINT - (left + right) * 72, slot.box.h / POINT - (top + bottom) * 72
    pars = (text.Par((*runs, *_counter())),)
    size = room.largest(lambda s: text.measured(pars, slot.style, s), sizes(slot.style), width, height)
    if size is not None:
        if size < slot.style.size:
            job.note("author.shrunk", "Text was set smaller, {size} pt, to fit its place.", size=f"{size:g}", severity="note")
        return size, 0
    floor = sizes(slot.style)[-1]
    needed = room.height(text.measured(pars, slot.style, floor), width)
    job.note("author.title-long", "The title is long: say it in at most two lines ({count} characters now).", count=len(plain(runs)))
    return floor, round((needed - height) * POINT)


def _counter() -> Runs:
    return ()


def draw(canvas: Canvas, layout: Layout, title: Runs, size: float, page: Page, number: int) -> None:
    """Draw title, pieces and footer; a picture that fills the slide goes below its title."""
    slot = layout.slot("title")
    below = slot is not None and slot.fill == "scrim"
    if below:
        _pieces(canvas, layout, page)
    if slot is not None and title:
        canvas.write(slot, _grown(canvas, layout, title, size), (text.Par(title),), size)
    if not below:
        _pieces(canvas, layout, page)
    if layout.numbered:
        _footer(canvas, number)


def _grown(canvas: Canvas, layout: Layout, title: Runs, size: float) -> Box:
    """Return the title's box, higher where its text needs a third line."""
    slot = layout.roles["title"]
    left, top, right, bottom = slot.style.inset
    needed = (
        room.height(text.measured((text.Par(title),), slot.style, size), slot.box.w / POINT - (left + right) * 72) + (top + bottom) * 72
    )
    if needed <= slot.box.h / POINT + 1 or slot.style.anchor == "b":
        return slot.box
    return Box(slot.box.x, slot.box.y, slot.box.w, round(needed * POINT))


def _pieces(canvas: Canvas, layout: Layout, page: Page) -> None:
    for placed in page:
        _piece(canvas, layout, placed)


def _piece(canvas: Canvas, layout: Layout, placed: Placed) -> None:
    slot, box = placed.slot, placed.box
    match placed.piece:
        case Words(pars):
            if slot is not None:
                canvas.write(slot, box, pars, placed.size, placed.gap)
        case Table() as table:
            tables.draw(canvas, slot, box, table)
        case Code() as code:
            codes.draw(canvas, slot, box, code)
        case Picture() as picture:
            pictures.draw(canvas, slot, box, picture)
        case QrCode() as code:
            qrcodes.draw(canvas, slot, box, code, layout)
        case Chart() as chart:
            charts.draw(canvas, slot, box, chart)
        case figures.Figure() as figure:
            figures.draw(canvas, box, figure)


def _footer(canvas: Canvas, number: int) -> None:
    from kit.decks.author.grid import grid

    job = canvas.job
    _, footer, count = footers(job.theme, grid(job.theme))
    said = job.bindings.values.get("footer", job.theme.footer)
    if said:
        canvas.write(footer, footer.box, text.pars_of(said), footer.style.size)
    body = xml.number_field().replace("‹#›", str(number))
    canvas.add(xml.placeholder(canvas.number(), count.name, count.kind, count.idx, "", body))


def extras(canvas: Canvas, source: SlideSource, first: bool) -> None:
    """Add notes, background and transition."""
    if source.notes and first:
        _notes(canvas, source.notes)
    if source.background:
        _background(canvas, source)
    if source.transition:
        _transition(canvas, source)


def _notes(canvas: Canvas, notes: str) -> None:
    frame = canvas.slide.notes_slide.notes_text_frame
    element = frame._txBody
    for par in list(element)[2:]:
        element.remove(par)
    pen = text.Pen(lambda _address: "", canvas.job.theme.fonts.code)
    inner = "".join(f"<a:p>{_said(par, pen)}</a:p>" for par in text.pars_of(notes)) or "<a:p/>"
    for par in parse_xml(f"<p:txBody {xml.NAMES}>{inner}</p:txBody>"):
        element.append(par)


def _said(par: text.Par, pen: text.Pen) -> str:
    return "".join(text.run(run, pen) for run in par.runs)


def _background(canvas: Canvas, source: SlideSource) -> None:
    asked = source.background.strip()
    value = WORDS.get(asked, asked.lstrip("#").upper() if HEX.match(asked) else "")
    if not value:
        canvas.job.note(
            "author.background",
            "The background {name} is not a colour: write RRGGBB or one of {known}.",
            name=asked,
            known=", ".join(WORDS),
        )
        return
    tree = canvas.slide.shapes._spTree
    tree.addprevious(parse_xml(f"<p:bg {xml.NAMES}><p:bgPr>{xml.fill(value)}<a:effectLst/></p:bgPr></p:bg>"))


def _transition(canvas: Canvas, source: SlideSource) -> None:
    asked = source.transition.strip().lower()
    if asked not in TRANSITIONS:
        canvas.job.note(
            "author.transition", "The transition {name} is not known: use one of {known}.", name=asked, known=", ".join(TRANSITIONS)
        )
        return
    canvas.slide._element.append(parse_xml(f"<p:transition {xml.NAMES}>{TRANSITIONS[asked]}</p:transition>"))
