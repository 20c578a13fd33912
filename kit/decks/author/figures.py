"""Steps and timelines: lists drawn as native shapes, one card a step, their text in one size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kit.decks.author import levels, text, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Slot, Style
from kit.decks.author.steps import Figure, Step
from kit.decks.fit import metrics, room
from kit.decks.module.blocks import Run, plain
from kit.i18n import N_

ROW, NARROW = 5, round(1.9 * INCH)  # more steps than this, or columns narrower than this, take two rows
GAP, WIDE_GAP = round(0.2 * INCH), round(0.3 * INCH)
DISCS = {1: 0.8, 2: 0.8, 3: 0.8, 4: 0.75, 5: 0.65}  # inches, by steps in the one row; where there are two, all are small
SMALL_DISC, OLD_DISC, DOT, BIG_DOT = 0.5, 0.7, 0.2, 0.26
CARD = {"steps": 3.4, "timeline": 2.4}  # inches that the cards of one row are high at least
SIZES = (26.0, 24.0, 22.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0)
MOST = {1: 26.0, 2: 26.0, 3: 24.0, 4: 22.0, 5: 20.0}  # points, by steps in the one row; in two rows as five
LABELS = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
FLOOR = 14.0
NEAR = 4.0  # points: so much smaller a text may stand to be rid of cut words and last lines of one sign
SHARE = 0.4  # of a disc that its number stands high
HIGH = 0.35  # of the spare height that stays above


def draw(canvas: Canvas, box: Box, made: Figure) -> None:
    """Draw a figure into `box`, in one row or two."""
    look = _look(canvas, box, made)
    per, count = look.per, -(-len(made.steps) // look.per)
    high = look.high
    spare = max(box.h - high * count - look.gap * (count - 1), 0)
    top = box.y + round(spare * HIGH * (1 if made.kind == "timeline" or not look.inset else 0.4))
    for i in range(count):
        row = made.steps[i * per : (i + 1) * per]
        strip = Box(box.x, top + i * (high + look.gap), box.w, high)
        _row(canvas, made, row, list(strip.split((1.0,) * per, look.gap))[: len(row)], i * per, look, last=i == count - 1)


def _look(canvas: Canvas, box: Box, made: Figure) -> Look:
    """Return how the figure is set: in cards, or where their edges leave too little room for its words without them."""
    for look in _looks(box, made):
        if look.size:
            return look
    canvas.job.note(
        "author.overflow", N_("Text does not fit its place even at {size} pt: shorten it."), line=made.line, size="14", severity="error"
    )
    return replace(look, size=FLOOR)


def _looks(box: Box, made: Figure) -> Iterator[Look]:
    """Yield ways to set the figure, the best first; the size of those that do not fit is 0."""
    count = len(made.steps)
    per = count if count <= ROW and (box.w - GAP * (count - 1)) // count >= NARROW else -(-count // 2)
    rows = -(-count // per)
    said = any(_pars(made, step) for step in made.steps)
    for gap, inset in ((GAP, 0.22 if per < ROW else 0.16), (WIDE_GAP, 0.0)) if said else ((WIDE_GAP, 0.0),):
        cell = box.split((1.0,) * per, gap)[0].w
        strip = (box.h - gap * (rows - 1)) // rows
        mark, label = DISCS[per] if rows == 1 else SMALL_DISC if inset else OLD_DISC, (0.0, 0)
        if made.kind == "timeline":
            mark, label = BIG_DOT if per < ROW and rows == 1 else DOT, _labelled(made, MOST[per if rows == 1 else ROW] + 2, cell)
        look = Look(per, round(mark * INCH), label[1], label[0], inset, gap, beside=made.kind == "steps" and rows > 1 and inset > 0)
        yield _sized(look, made, cell, strip, rows)


def _sized(look: Look, made: Figure, cell: int, strip: int, rows: int) -> Look:
    """Return a look with the size of its words and the height of its rows."""
    width = look.width(cell)
    most = MOST[look.per if rows == 1 else ROW]
    size = _size(made, most, width, (strip - look.around(made)) / POINT)
    tall = round(max(room.height(_measured(made, step, size or FLOOR), width) for step in made.steps) * POINT)
    need = max(tall + look.around(made), look.mark + round(2 * look.inset * INCH) if look.beside else 0)
    least = 0 if not look.inset else strip if rows > 1 else round(CARD[made.kind] * INCH) + (look.above if made.kind == "timeline" else 0)
    return replace(look, size=size, high=min(max(need, least), strip))


def _size(made: Figure, most: float, width: float, height: float) -> float:
    """Return the largest size at which every step fits, 0 for none; a little less where words would be cut or one sign left over."""
    found = []
    for size in (one for one in SIZES if one <= most):
        measured = [_measured(made, step, size) for step in made.steps]
        if all(room.height(paras, width) <= height for paras in measured):
            cut = sum(_cut(made, step, size, width) for step in made.steps)
            heads = sum(
                room.count(paras[:1], width) for step, paras in zip(made.steps, measured, strict=True) if step.head and made.kind == "steps"
            )
            found.append((cut, heads, sum(room.forgotten(paras, width) for paras in measured), -size))
    least = max((-one[-1] for one in found), default=0.0) - NEAR
    return -min((one for one in found if -one[-1] >= least or not one[0]), default=(0, 0, 0, 0.0))[-1]


def _cut(made: Figure, step: Step, size: float, width: float) -> int:
    """Return how many words are wider than the line."""
    words = ((word, par.kind == "head" or run.bold) for par in _pars(made, step) for run in par.runs for word in run.text.split())
    return sum(word.isascii() and metrics.width(word, size, bold=bold) > width for word, bold in words)


def _labelled(made: Figure, most: float, width: int) -> tuple[float, int]:
    """Return the size of all dates and the height (EMU) they take: one line where that can be, else they wrap."""
    pars = [(text.Par(step.head),) for step in made.steps if step.head]
    style = Style(20, FLOOR, bold=True, before=0)
    whole = (
        size for size in LABELS if size <= most and all(room.count(text.measured(one, style, size), width / POINT) == 1 for one in pars)
    )
    size = next(whole, LABELS[-1])
    tall = max((room.height(text.measured(one, style, size), width / POINT) for one in pars), default=0.0)
    return size, round((tall + 6) * POINT) if pars else 0


def _style(size: float = 18) -> Style:
    return Style(size, FLOOR, before=4)


def _measured(made: Figure, step: Step, size: float) -> list[room.Para]:
    return text.measured(_pars(made, step), _style(size), size)


def _pars(made: Figure, step: Step) -> tuple[text.Par, ...]:
    """Return what stands under a mark: the heading too where it is not the date above the mark."""
    head = (text.Par(step.head, kind="head"),) if step.head and made.kind == "steps" else ()
    return (*head, *step.pars)


def _row(canvas: Canvas, made: Figure, row: tuple[Step, ...], cells: list[Box], first: int, look: Look, *, last: bool) -> None:
    edge, steps = round(look.inset * INCH), made.kind == "steps"
    marks = [Box(cell.x + (edge if steps else 0), cell.y + (edge if steps else look.label), look.mark, look.mark) for cell in cells]
    cards = [cell if steps else cell.lowered(look.above) for cell in cells]
    for card, step in zip(cards if look.inset else (), row, strict=False):
        if _pars(made, step):
            _block(canvas, card, "bg2", "rect", f"Card {canvas.count + 1}")
    end = marks[-1].right if steps and last else cells[-1].right
    if not (steps and look.beside):
        colour = canvas.job.theme.colours.line
        _block(canvas, Box(marks[0].x, marks[0].y + look.mark // 2 - POINT // 2, end - marks[0].x, POINT), colour, "rect", "Line")
    for i, (step, mark, card) in enumerate(zip(row, marks, cards, strict=True)):
        if steps:
            _disc(canvas, mark, str(first + i + 1))
        else:
            _block(canvas, mark, "accent1", "ellipse", "Dot")
            _label(canvas, Box(mark.x, cells[i].y, cells[i].w, look.label), step, look)
        _text(canvas, look.words(card, steps=steps), _pars(made, step), look.size)


def _block(canvas: Canvas, box: Box, colour: str, shape: str, name: str) -> None:
    number = canvas.number()
    props = xml.frame(box) + xml.geometry(shape) + xml.fill(colour) + "<a:ln><a:noFill/></a:ln>"
    canvas.add(xml.shape(number, f"{name.split()[0]} {number}", props, "", decorative=True))


def _disc(canvas: Canvas, box: Box, said: str) -> None:
    size = float(round(box.h / POINT * SHARE))
    style = Style(size, FLOOR, bold=True, colour="bg1", align="ctr", anchor="ctr", before=0, spacing=1.0)
    number = canvas.number()
    inner = text.markup((text.Par((Run(said),)),), style, style.size, canvas.pen)
    body = f"<p:txBody>{levels.body(style)}<a:lstStyle>{levels.styles(style, 1)}</a:lstStyle>{inner}</p:txBody>"
    props = xml.frame(box) + xml.geometry("ellipse") + xml.fill("accent1") + "<a:ln><a:noFill/></a:ln>"
    canvas.add(xml.shape(number, f"Step {said}", props, body))


def _label(canvas: Canvas, box: Box, step: Step, look: Look) -> None:
    if plain(step.head):
        style = Style(20, FLOOR, bold=True, colour="accent1", anchor="b", before=0, inset=(0, 0, 0, 0.08))
        canvas.write(Slot("label", "free", 0, box, style), box, (text.Par(step.head),), look.said)


def _text(canvas: Canvas, box: Box, pars: tuple[text.Par, ...], size: float) -> None:
    if pars:
        canvas.write(Slot("text", "free", 0, box, _style(size)), box, pars, size)


@dataclass(frozen=True)
class Look:
    """How a figure is set: `per` steps a row, `mark`, `label`, `gap` and `high` (a row's height) in EMU, `said` and `size` points of
    dates and words, `inset` inches between a card's edge and its words (0: no cards); `beside`: the words stand beside the disc.
    """

    per: int
    mark: int
    label: int
    said: float
    inset: float
    gap: int
    beside: bool = False
    size: float = 0.0
    high: int = 0

    @property
    def above(self) -> int:
        """What a date with its dot takes above the words, in EMU."""
        return self.label + self.mark + round(0.14 * INCH)

    def around(self, made: Figure) -> int:
        """Return what a row takes besides its words, in EMU."""
        edges = round(2 * self.inset * INCH)
        return edges + (self.above if made.kind == "timeline" else 0 if self.beside else self.mark + round(0.14 * INCH))

    def width(self, cell: int) -> float:
        """Return how wide words run, in points."""
        return (cell - round(2 * self.inset * INCH) - (self.mark + round(0.14 * INCH) if self.beside else 0)) / POINT

    def words(self, card: Box, *, steps: bool) -> Box:
        """Return where the words of a card go."""
        edge, beside = round(self.inset * INCH), self.mark + round(0.14 * INCH)
        left = card.x + edge + (beside if self.beside else 0)
        top = card.y + edge + (beside if steps and not self.beside else 0)
        return Box(left, top, max(card.right - edge - left, POINT), max(card.bottom - edge - top, POINT))
