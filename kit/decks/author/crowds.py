"""People on a slide: one or two with their words beside them, up to eight with them below, the whole in the middle of its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kit.decks.author import cutting, text
from kit.decks.author.columns import GAP
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Style
from kit.decks.author.pieces import Page, Placed, Words
from kit.decks.fit import room

PAIR, ROW, MOST = 2, 4, 8
FACES = {1: 3.2, 2: 2.2, 3: 2.5, 4: 2.2, 5: 1.3, 6: 1.3, 7: 1.2, 8: 1.2}  # inches, by people on the slide
SIZES = {1: 28.0, 2: 24.0, 3: 24.0, 4: 20.0, 5: 18.0, 6: 18.0, 7: 16.0, 8: 16.0}  # points, by people on the slide
WIDE = round(4.8 * INCH)  # from this width on a cell of a single row of two holds a face with words beside it
NEAR = 6.0  # points: so much smaller words may stand to keep a name in one line
SHARE = 0.42  # of its cell's width that a face with words beside it takes at most
SMALL = 0.4  # of its cell's height that a face above long words keeps
BELOW, BESIDE = round(0.16 * INCH), round(0.36 * INCH)
HIGH = 0.4  # of the spare height that stays above
ROLE = re.compile(r"(picture|person)([1-8])\Z")


class Seat(NamedTuple):
    """Where one person goes: the face, and the words."""

    face: Box
    words: Box


def seats(area: Box, count: int) -> list[Seat]:
    """Return the places of so many people in `area`, with all the room that words may take."""
    side = round(FACES[count] * INCH) if _sided(area, count) else round(_rows(area, count)[0][0].h * SMALL)
    return _seated(area, count, min(side, round(FACES[count] * INCH)), area.h)


def together(area: Box, said: Sequence[tuple[text.Par, ...]], style: Style) -> int:
    """Return how many of these people one slide takes: all up to eight whose words fit, else an even share of those."""
    for most in (MOST, ROW):
        count = -(-len(said) // max(-(-len(said) // most), 1))
        if count <= ROW:
            return count
        if all(_high(pars, style, style.floor, seat.words) <= seat.words.h for pars, seat in zip(said, seats(area, count), strict=False)):
            return count
    return ROW


def settled(page: Page) -> Page:
    """Return the page with all words in one size, as large as so few people allow, and everybody in the middle of the place."""
    found = {role: one for one in page if (role := _role(one))}
    words = [found["person", n] for n in range(1, MOST + 1) if ("person", n) in found]
    if not words or ("person", len(words)) not in found or any(one.slot is None or one.slot.style.levels for one in words):
        return page
    area, count = _around([one.box for one in found.values()]), len(words)
    side, size, tall = _measure(area, words)
    lines = len(_rows(area, count))
    high = max(side, tall) if _sided(area, count) else side + BELOW + tall
    spare = max(area.h - high * lines - GAP * (lines - 1), 0)
    apart = GAP + (min(spare // 3, GAP) if lines > 1 else 0)
    whole = high * lines + apart * (lines - 1)
    body = Box(area.x, area.y + round(max(area.h - whole, 0) * HIGH), area.w, whole)
    listed = any(par.kind != "plain" and par.kind != "head" for one in words for par in _pars(one))
    placed = _seated(body, count, side, tall, apart, left=listed)
    align = "l" if listed or _sided(area, count) else ""
    return tuple(_moved(one, role, placed, size, align) if (role := _role(one)) else one for one in page)


def _measure(area: Box, words: Sequence[Placed]) -> tuple[int, float, int]:
    """Return the side of all faces, the size of all words and the height of the longest: no name in two lines that could stand in one."""
    count, found = len(words), []
    seat, cell = seats(area, count)[0], _rows(area, count)[0][0]
    least = min(*(one.size for one in words), max(SIZES[count] - NEAR, _style(words[0]).floor))
    for size in (SIZES[count] - step for step in range(max(int(SIZES[count] - least), 0) + 1)):
        tall = max(_high(_pars(one), _style(one), size, seat.words) for one in words)
        side = seat.face.w if _sided(area, count) else min(round(FACES[count] * INCH), cell.w, cell.h - BELOW - tall)
        if side >= seat.face.w and tall <= seat.words.h:
            broken = sum(_lines(one, size, seat.words.w) for one in words)
            found.append((broken, -size, side, tall))
    if not found:
        return seat.face.w, least, seat.words.h
    _, size, side, tall = min(found)
    return side, -size, tall


def _sided(area: Box, count: int) -> bool:
    """Tell whether words stand beside the faces."""
    return count <= PAIR and _rows(area, count)[0][0].w >= WIDE


def _rows(area: Box, count: int, gap: int = GAP) -> list[list[Box]]:
    """Return the cells of each row; a last row that is not full stands in the middle."""
    per = count if count <= ROW else -(-count // 2)
    lines = -(-count // per)
    high = (area.h - gap * (lines - 1)) // lines
    wide = (area.w - GAP * (per - 1)) // per
    made = []
    for line in range(lines):
        inside = min(per, count - line * per)
        first = area.x + (area.w - inside * wide - (inside - 1) * GAP) // 2
        made.append([Box(first + n * (wide + GAP), area.y + line * (high + gap), wide, high) for n in range(inside)])
    return made


def _seated(area: Box, count: int, side: int, tall: int, gap: int = GAP, *, left: bool = False) -> list[Seat]:
    """Return the places of people with faces of one size and words of one height: beside the face, or below it."""
    cells = [cell for row in _rows(area, count, gap) for cell in row]
    if _sided(area, count):
        side = min(side, round(cells[0].w * SHARE), cells[0].h)
        tall = min(tall, cells[0].h)
        return [_beside(cell, side, tall) for cell in cells]
    side = min(side, cells[0].w, cells[0].h)
    faces = [Box(cell.x + (0 if left else (cell.w - side) // 2), cell.y, side, side) for cell in cells]
    return [
        Seat(face, Box(cell.x, face.bottom + BELOW, cell.w, max(min(tall, cell.bottom - face.bottom - BELOW), 0)))
        for face, cell in zip(faces, cells, strict=True)
    ]


def _beside(cell: Box, side: int, tall: int) -> Seat:
    face = Box(cell.x, cell.y + (cell.h - side) // 2, side, side)
    left = face.right + BESIDE
    return Seat(face, Box(left, cell.y + (cell.h - tall) // 2, cell.right - left, tall))


def _role(one: Placed) -> tuple[str, int] | None:
    """Return what of whom a piece is, None where it belongs to nobody."""
    found = ROLE.match(one.slot.role) if one.slot else None
    return (found[1], int(found[2])) if found and (found[1] == "picture" or isinstance(one.piece, Words)) else None


def _moved(one: Placed, role: tuple[str, int], placed: Sequence[Seat], size: float, align: str) -> Placed:
    seat = placed[role[1] - 1] if role[1] <= len(placed) else None
    if seat is None or role[0] == "picture":
        return replace(one, box=seat.face) if seat else one
    pars = tuple(replace(par, align=align) for par in _pars(one)) if align else _pars(one)
    return replace(one, piece=Words(pars), box=seat.words, size=size, gap=1.0)


def _pars(one: Placed) -> tuple[text.Par, ...]:
    assert isinstance(one.piece, Words)
    return one.piece.pars


def _style(one: Placed) -> Style:
    assert one.slot is not None
    return one.slot.style


def _lines(one: Placed, size: float, width: int) -> int:
    """Return how many lines the names take."""
    return room.count(text.measured([par for par in _pars(one) if par.kind == "head"], _style(one), size), width / POINT)


def _high(pars: Sequence[text.Par], style: Style, size: float, box: Box) -> int:
    """Return the height in EMU that words take, a little more than they are measured."""
    return round(room.height(text.measured(pars, style, size), cutting.inner(style, box)[0]) * POINT) + POINT


def _around(boxes: Sequence[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)
