"""Steps and timelines: lists drawn as native shapes, evenly spaced, their text in one size."""

from __future__ import annotations

from kit.decks.author import levels, text, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Slot, Style
from kit.decks.author.steps import Figure, Step
from kit.decks.fit import room
from kit.decks.module.blocks import Run
from kit.i18n import N_

ROW = 5  # more steps than this take two rows
GAP = round(0.3 * INCH)
DISC = round(0.7 * INCH)
DOT = round(0.2 * INCH)
LABEL = round(0.42 * INCH)
SIZES = (22.0, 20.0, 18.0, 17.0, 16.0, 15.0, 14.0)
EASY = 18.0  # down to here fewer lines are worth a smaller size


def draw(canvas: Canvas, box: Box, made: Figure) -> None:
    """Draw a figure into `box`, in one row or two."""
    per = len(made.steps) if len(made.steps) <= ROW else -(-len(made.steps) // 2)
    rows = [made.steps[i : i + per] for i in range(0, len(made.steps), per)]
    height = (box.h - GAP * (len(rows) - 1)) // len(rows)
    cells = box.split((1.0,) * per, GAP)
    above = (DISC if made.kind == "steps" else LABEL + DOT) + GAP // 2
    size = _size(canvas, made, cells[0].w, height - above)
    drop = _drop(made, cells[0].w, height - above, size) if len(rows) == 1 else 0
    for i, row in enumerate(rows):
        strip = Box(box.x, box.y + i * (height + GAP) + drop, box.w, height - drop)
        placed = [Box(cell.x, strip.y, cell.w, strip.h) for cell in cells[: len(row)]]
        _row(canvas, made, row, placed, i * per, above, size, last=i == len(rows) - 1)


def _style(size: float = 18) -> Style:
    return Style(size, 14, before=4)


def _pars(made: Figure, step: Step) -> tuple[text.Par, ...]:
    """Return what stands under a mark: the heading too where it is not the date above the mark."""
    head = (text.Par(step.head, kind="head"),) if step.head and made.kind == "steps" else ()
    return (*head, *step.pars)


def _size(canvas: Canvas, made: Figure, width: int, height: int) -> float:
    """Return the size at which every step fits its column with the fewest lines, the largest of those."""
    style = _style()
    fitting = []
    for size in SIZES:
        measured = [text.measured(_pars(made, step), style, size) for step in made.steps]
        if all(room.height(paras, width / POINT) <= height / POINT for paras in measured):
            fitting.append((sum(room.count(paras, width / POINT) for paras in measured), -size))
    easy = [one for one in fitting if -one[1] >= EASY] or fitting[:1]
    if easy:
        return -min(easy)[1]
    canvas.job.note(
        "author.overflow", N_("Text does not fit its place even at {size} pt: shorten it."), line=made.line, size="14", severity="error"
    )
    return 14.0


def _drop(made: Figure, width: int, height: int, size: float) -> int:
    """Return how far a single row moves down so that it stands a little above the middle of its place."""
    tallest = max(room.height(text.measured(_pars(made, step), _style(), size), width / POINT) for step in made.steps)
    return max(round((height - tallest * POINT) * 0.3), 0)


def _row(canvas: Canvas, made: Figure, row: tuple[Step, ...], cells: list[Box], first: int, above: int, size: float, *, last: bool) -> None:
    mark = DISC if made.kind == "steps" else DOT
    y = cells[0].y + (0 if made.kind == "steps" else LABEL)
    end = cells[-1].x + mark if last and made.kind == "steps" else cells[-1].right
    _bar(canvas, Box(cells[0].x, y + mark // 2 - POINT // 2, end - cells[0].x, POINT))
    for i, (step, cell) in enumerate(zip(row, cells, strict=True)):
        place = Box(cell.x, y, mark, mark)
        if made.kind == "steps":
            _disc(canvas, place, str(first + i + 1))
        else:
            _dot(canvas, place)
            _label(canvas, Box(cell.x, cell.y, cell.w, LABEL), step)
        _text(canvas, Box(cell.x, cell.y + above, cell.w, cell.h - above), _pars(made, step), size)


def _bar(canvas: Canvas, box: Box) -> None:
    number = canvas.number()
    props = xml.frame(box) + xml.geometry("rect") + xml.fill(canvas.job.theme.colours.line) + "<a:ln><a:noFill/></a:ln>"
    canvas.add(xml.shape(number, f"Line {number}", props, "", decorative=True))


def _dot(canvas: Canvas, box: Box) -> None:
    number = canvas.number()
    props = xml.frame(box) + xml.geometry("ellipse") + xml.fill("accent1") + "<a:ln><a:noFill/></a:ln>"
    canvas.add(xml.shape(number, f"Dot {number}", props, "", decorative=True))


def _disc(canvas: Canvas, box: Box, said: str) -> None:
    style = Style(20, 14, bold=True, colour="bg1", align="ctr", anchor="ctr", before=0, spacing=1.0)
    number = canvas.number()
    inner = text.markup((text.Par((Run(said),)),), style, style.size, canvas.pen)
    body = f"<p:txBody>{levels.body(style)}<a:lstStyle>{levels.styles(style, 1)}</a:lstStyle>{inner}</p:txBody>"
    props = xml.frame(box) + xml.geometry("ellipse") + xml.fill("accent1") + "<a:ln><a:noFill/></a:ln>"
    canvas.add(xml.shape(number, f"Step {said}", props, body))


def _label(canvas: Canvas, box: Box, step: Step) -> None:
    if not step.head:
        return
    style = Style(20, 14, bold=True, colour="accent1", anchor="ctr", before=0)
    pars = (text.Par(step.head),)
    size = room.largest(lambda s: text.measured(pars, style, s), (20, 18, 16, 14), box.w / POINT, box.h / POINT) or 14
    canvas.write(Slot("label", "free", 0, box, style), box, pars, size)


def _text(canvas: Canvas, box: Box, pars: tuple[text.Par, ...], size: float) -> None:
    if pars:
        canvas.write(Slot("text", "free", 0, box, _style(size)), box, pars, size)
