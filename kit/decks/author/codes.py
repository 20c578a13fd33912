"""Source code: coloured by language, as large as its lines allow, long code continued on further slides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kit.decks.author import levels, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Slot, Style
from kit.decks.fit import lines, metrics, room
from kit.decks.module.blocks import Code
from kit.i18n import N_

FLOOR = 12.0
TAB = 4
LINE = 1.28  # lines by the size of their text: exact, whatever fonts a line mixes
COLOURS = {
    "Token.Comment": "tx2",
    "Token.Keyword": "accent3",
    "Token.Operator.Word": "accent3",
    "Token.Name.Builtin": "accent3",
    "Token.Name.Tag": "accent3",
    "Token.Name.Function": "accent1",
    "Token.Name.Class": "accent1",
    "Token.Name.Attribute": "accent1",
    "Token.Name.Decorator": "accent4",
    "Token.Literal.String": "accent1",
    "Token.Literal.Number": "accent4",
    "Token.Generic.Deleted": "accent4",
    "Token.Generic.Inserted": "accent1",
}
Piece = tuple[str, str]


def style(theme_size: float) -> Style:
    """Return how code is set where no placeholder for it exists."""
    return Style(theme_size, FLOOR, mono=True, spacing=1.1, before=0, inset=(0.3, 0.22, 0.3, 0.22))


def need(code: Code, width: float, size: float) -> tuple[float, float]:
    """Return the least and the wanted height of code in points."""
    return height(code, width, FLOOR), height(code, width, size)


def height(code: Code, width: float, size: float) -> float:
    """Return the height in points of code with its margins at a size; longer lines wrap."""
    inset = style(size).inset
    paras = [room.Para((lines.Span(line, size, mono=True),), exact=size * LINE) for line in source(code)]
    return room.height(paras, width - (inset[0] + inset[2]) * INCH / POINT) + (inset[1] + inset[3]) * INCH / POINT


def cut(code: Code, width: float, height_room: float) -> tuple[Code, ...]:
    """Return code in parts that fit `height_room` points at the smallest size, cut evenly, at blank lines where one is near."""
    rows = source(code)
    margin = style(FLOOR).inset[1] * 2 * 72
    heights = [height(replace(code, text=row or " "), width, FLOOR) - margin for row in rows]
    full = max(height_room - margin, 1.0)
    count = -(-int(sum(heights)) // max(int(full), 1))
    while True:
        for near in (0.8, 1.0):
            parts = _dealt(rows, heights, full, sum(heights) / count, near)
            if len(parts) <= count or count > len(rows):
                return tuple(_part(code, rows, first, last) for first, last in parts)
        count += 1


def _dealt(rows: list[str], heights: list[float], full: float, aim: float, near: float) -> list[tuple[int, int]]:
    """Return ranges of lines about `aim` points high, a little lower where a blank line is `near` enough to that."""
    parts, start, used = [], 0, 0.0
    for i, one in enumerate(heights):
        blank = not rows[i].strip() and used >= aim * near
        if i > start and (used + one > full or used >= aim or blank):
            parts.append((start, i))
            start, used = i, 0.0
        used += one
    return [*parts, (start, len(rows))]


def source(code: Code) -> list[str]:
    """Return the lines of code without trailing blank ones, tabs as spaces."""
    return code.text.expandtabs(TAB).rstrip().split("\n")


def draw(canvas: Canvas, slot: Slot | None, box: Box, code: Code) -> None:
    """Draw code at the top of `box`, in its own placeholder or in a text box on the surface colour."""
    wanted = canvas.job.theme.sizes.code
    width, height_room = box.w / POINT, box.h / POINT
    sizes = [wanted - step for step in range(int(wanted - FLOOR) + 1)]
    size = _size(code, sizes, width, height_room)
    if height(code, width, size) > height_room + 0.5:
        canvas.job.note(
            "author.overflow", N_("Code does not fit its place even at {size} pt: shorten it."), line=code.line, size=f"{size:g}"
        )
    elif size < wanted:
        canvas.job.note(
            "author.shrunk", N_("Code was set smaller, {size} pt, to fit its place."), line=code.line, size=f"{size:g}", severity="note"
        )
    made = slot.style if slot else style(wanted)
    place = Box(box.x, box.y, box.w, min(round(height(code, width, size) * POINT), box.h))
    sized = round(size * 100) if size != made.size or not slot else 0
    body = _body(code, canvas, sized, size * LINE)
    number = canvas.number()
    if slot:
        canvas.add(
            xml.placeholder(
                number, slot.name, slot.kind, slot.idx, xml.frame(place), f"<p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody>"
            )
        )
        return
    props = xml.frame(place) + xml.geometry("rect") + xml.fill("bg2")
    whole = f"<p:txBody>{levels.body(made)}<a:lstStyle>{levels.styles(made, 1)}</a:lstStyle>{body}</p:txBody>"
    canvas.add(xml.shape(number, f"Code {number}", props, whole, text_box=True))


def _size(code: Code, sizes: list[float], width: float, height_room: float) -> float:
    """Return the largest size at which no line wraps and all fits, else the largest at which all fits wrapped."""
    widest = max((sum(metrics.units(line, mono=True)) for line in source(code)), default=0.0)
    whole = [size for size in sizes if widest * size <= width - 0.6 * 72]
    for size in (*whole, *sizes):
        if height(code, width, size) <= height_room + 0.5:
            return size
    return FLOOR


def _body(code: Code, canvas: Canvas, sized: int, line: float) -> str:
    made = []
    props = f'<a:pPr><a:lnSpc><a:spcPts val="{round(line * 100)}"/></a:lnSpc></a:pPr>'
    for number, pieces in enumerate(_lines(code), 1):
        muted = bool(code.stress) and number not in code.stress
        strong = bool(code.stress) and not muted
        runs = "".join(_run(piece, "tx2" if muted else colour, canvas, sized, strong) for piece, colour in pieces if piece)
        end = f'<a:endParaRPr lang="en-US"{_sized(sized)} dirty="0"/>'
        made.append(f"<a:p>{props}{runs}{end}</a:p>")
    return "".join(made)


def _sized(sized: int) -> str:
    return f' sz="{sized}"' if sized else ""


def _run(piece: str, colour: str, canvas: Canvas, sized: int, strong: bool) -> str:
    lang = "zh-CN" if any(metrics.wide(c) for c in piece) else "en-US"
    weight = ' b="1"' if strong else ""
    props = f"{xml.fill(colour)}{xml.fonts(mono=canvas.job.theme.fonts.code)}"
    return f'<a:r><a:rPr lang="{lang}"{_sized(sized)}{weight} noProof="1" dirty="0">{props}</a:rPr><a:t>{xml.clean(piece)}</a:t></a:r>'


def _lines(code: Code) -> list[list[Piece]]:
    """Return the code's lines as coloured pieces."""
    made: list[list[Piece]] = [[]]
    for colour, value in _tokens(code):
        for i, part in enumerate(value.split("\n")):
            if i:
                made.append([])
            if part and made[-1] and made[-1][-1][1] == colour:
                made[-1][-1] = (made[-1][-1][0] + part, colour)
            elif part:
                made[-1].append((part, colour))
    return made[: len(source(code))]


def _tokens(code: Code) -> Iterator[Piece]:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    whole = "\n".join(source(code))
    try:
        lexer = get_lexer_by_name(code.lang or "text", stripnl=False, ensurenl=False)
    except ClassNotFound:
        yield "tx1", whole
        return
    for kind, value in lexer.get_tokens(whole):
        yield _colour(kind), value


@lru_cache(maxsize=512)
def _colour(kind: object) -> str:
    """Return the colour of a kind of token, else that of the kind it belongs to."""
    name = str(kind)
    while name:
        if name in COLOURS:
            return COLOURS[name]
        name = name.rpartition(".")[0]
    return "tx1"


def _part(code: Code, rows: list[str], first: int, last: int) -> Code:
    stress = tuple(n - first for n in code.stress if first < n <= last)
    return replace(code, text="\n".join(rows[first:last]), stress=stress, line=code.line)
