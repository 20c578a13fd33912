"""Draw a planned slide: its title, its pieces in reading order, footer and number, notes, background and transition."""

from __future__ import annotations

from kit.decks.author import (
    backgrounds,
    callouts,
    codes,
    feet,
    figures,
    hyperlinks,
    masters,
    persons,
    pictures,
    qrcodes,
    tables,
    text,
    titles,
    transitions,
    xml,
)
from kit.decks.author.canvas import Canvas
from kit.decks.author.layouts import Layout
from kit.decks.author.pieces import Boxed, Initials, Page, Placed, Words
from kit.decks.author.steps import Figure
from kit.decks.module.blocks import Chart, Code, Picture, QrCode, Runs, Table
from kit.decks.module.model import SlideSource


def draw(canvas: Canvas, layout: Layout, title: Runs, fit: titles.Fit, page: Page, number: int) -> None:
    """Draw title, pieces and footer; a picture that fills the slide goes below its title."""
    slot = layout.slot("title")
    first = tuple(
        placed for placed in page if slot is not None and slot.fill == "scrim" and placed.slot is not None and placed.slot.kind == "pic"
    )
    _pieces(canvas, layout, first)
    if slot is not None and title:
        canvas.write(slot, titles.box(slot, fit), (text.Par(title),), fit.size)
    _pieces(canvas, layout, tuple(placed for placed in page if placed not in first))
    if layout.feet is not None:
        feet.draw(canvas, layout.feet, number)
    elif layout.numbered:
        _footer(canvas, number)


def _pieces(canvas: Canvas, layout: Layout, page: Page) -> None:
    for placed in page:
        _piece(canvas, layout, placed)


def _piece(canvas: Canvas, layout: Layout, placed: Placed) -> None:
    slot, box = placed.slot, placed.box
    match placed.piece:
        case Words(pars):
            if slot is not None:
                canvas.write(slot, box, pars, placed.size, placed.gap)
        case Boxed() as boxed:
            callouts.draw(canvas, box, boxed)
        case Initials() as person:
            persons.draw(canvas, slot, box, person)
        case Table() as table:
            tables.draw(canvas, slot, box, table)
        case Code() as code:
            codes.draw(canvas, slot, box, code)
        case Picture() as picture:
            pictures.draw(canvas, slot, box, picture, layout)
        case QrCode() as code:
            qrcodes.draw(canvas, slot, box, code, layout)
        case Chart() as chart:
            from kit.decks.author import charts  # python-pptx is slow to load, and most modules have no chart

            charts.draw(canvas, slot, box, chart)
        case Figure() as figure:
            figures.draw(canvas, box, figure)


def _footer(canvas: Canvas, number: int) -> None:
    from kit.decks.author.grid import grid

    job = canvas.job
    _, footer, count = masters.footers(job.theme, grid(job.theme))
    said = job.bindings.values.get("footer", job.theme.footer)
    if said:
        canvas.write(footer, footer.box, text.pars_of(said), footer.style.size)
    body = xml.number_field().replace("‹#›", str(number))
    canvas.add(xml.placeholder(canvas.number(), count.name, count.kind, count.idx, "", body))


def extras(canvas: Canvas, layout: Layout, source: SlideSource, first: bool) -> None:
    """Add notes, background and transition."""
    if source.notes and first:
        _notes(canvas, source.notes)
    if source.background:
        backgrounds.draw(canvas, source, layout)
    elif layout.fill:
        hyperlinks.lit(canvas, layout)
    elif layout.name == "table" and canvas.job.theme.colours.paper != "FFFFFF" and not canvas.job.theme.template:
        backgrounds.plain(canvas, "bg1")  # LibreOffice keeps a style of its own by this layout's name and loses the master's background
    if source.transition:
        transitions.draw(canvas, source.transition)


def _notes(canvas: Canvas, notes: str) -> None:
    pen = text.Pen(lambda _address: "", canvas.job.theme.fonts.code)
    canvas.sheet.notes = "".join(f"<a:p>{_said(par, pen)}</a:p>" for par in text.pars_of(notes)) or "<a:p/>"


def _said(par: text.Par, pen: text.Pen) -> str:
    return "".join(text.run(run, pen) for run in par.runs)
