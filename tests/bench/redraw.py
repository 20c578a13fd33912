"""The floor of the author: python-pptx drawing the shapes of a finished deck into one deck, as a script of one's own would."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData

Words = list[tuple[int, list[tuple[str, Any, Any]]]]  # paragraphs: level, runs of (text, bold, size)


@dataclass
class Shape:
    """What is to be drawn: `kind` says how, `box` where, `what` holds its content."""

    kind: str
    box: tuple[int, int, int, int]
    what: Any
    more: Any = None


@dataclass
class Page:
    """A slide to draw."""

    layout: str
    notes: str
    shapes: list[Shape] = field(default_factory=list)


def told(path: Path) -> list[Page]:
    """Return what stands on the slides of a deck."""
    made = []
    for slide in Presentation(str(path)).slides:
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        made.append(Page(slide.slide_layout.name, notes, [_told(shape) for shape in slide.shapes]))
    return made


def _told(shape: Any) -> Shape:
    box = (shape.left, shape.top, shape.width, shape.height)
    if getattr(shape, "has_chart", False):
        plot = shape.chart.plots[0]
        return Shape("chart", box, [(one.name, tuple(one.values)) for one in plot.series], (shape.chart.chart_type, list(plot.categories)))
    if getattr(shape, "has_table", False):
        sizes = [column.width for column in shape.table.columns], [row.height for row in shape.table.rows]
        return Shape("table", box, [[_words(cell.text_frame) for cell in row.cells] for row in shape.table.rows], sizes)
    if shape._element.tag.endswith("}pic"):
        return Shape("picture", box, shape.image.blob)
    if shape.is_placeholder:
        return Shape("placeholder", box, _words(shape.text_frame), shape.placeholder_format.idx)
    if shape._element.xpath("./p:nvSpPr/p:cNvSpPr/@txBox"):
        return Shape("box", box, _words(shape.text_frame))
    return Shape("shape", box, _words(shape.text_frame), shape.auto_shape_type)


def _words(frame: Any) -> Words:
    return [(par.level, [(run.text, run.font.bold, run.font.size) for run in par.runs]) for par in frame.paragraphs]


def draw(template: bytes, pages: list[Page]) -> bytes:
    """Draw the pages into one deck and return its bytes."""
    deck: Any = Presentation(io.BytesIO(template))
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    for page in pages:
        slide = deck.slides.add_slide(layouts[page.layout])
        held = {place.placeholder_format.idx: place for place in slide.placeholders}
        for shape in page.shapes:
            _draw(slide, shape, held)
        if page.notes:
            slide.notes_slide.notes_text_frame.text = page.notes
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _draw(slide: Any, shape: Shape, held: dict[int, Any]) -> None:
    match shape.kind:
        case "chart":
            data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
            data.categories = shape.more[1]
            for name, values in shape.what:
                data.add_series(name, values)
            slide.shapes.add_chart(shape.more[0], *shape.box, data)
        case "table":
            _table(slide.shapes.add_table(len(shape.what), len(shape.what[0]), *shape.box).table, shape)
        case "picture":
            slide.shapes.add_picture(io.BytesIO(shape.what), *shape.box)
        case "placeholder" if shape.more in held:
            _write(held[shape.more].text_frame, shape.what)
        case "shape":
            _write(slide.shapes.add_shape(shape.more, *shape.box).text_frame, shape.what)
        case _:
            _write(slide.shapes.add_textbox(*shape.box).text_frame, shape.what)


def _table(table: Any, shape: Shape) -> None:
    widths, heights = shape.more
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row, height in zip(table.rows, heights, strict=True):
        row.height = height
    for i, cells in enumerate(shape.what):
        for j, words in enumerate(cells):
            _write(table.cell(i, j).text_frame, words)


def _write(frame: Any, words: Words) -> None:
    for number, (level, runs) in enumerate(words):
        par = frame.paragraphs[0] if not number else frame.add_paragraph()
        par.level = level
        for text, bold, size in runs:
            run = par.add_run()
            run.text = text
            if bold:
                run.font.bold = True
            if size:
                run.font.size = size
