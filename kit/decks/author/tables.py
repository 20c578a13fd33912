"""Native tables: column widths by content, rows as high as their text, long tables cut into pages with the header repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kit.decks.author import text, themepart, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import POINT, Box
from kit.decks.author.layouts import Slot
from kit.decks.fit import lines, metrics
from kit.decks.module.blocks import Runs, Table, plain
from kit.i18n import N_

FLOOR = 14.0
SIDE = 10.0  # cell margin left and right in points
EDGES = (12.0, 10.0, 8.0, 6.0, 4.0)  # above and below: as airy as there is room
SPACING = 1.05
NUMERIC = re.compile(r"[\s+\-−–~≈<>≤≥±¥$€£]*\d[\d,.\s]*\s*(%|‰|pp|x|×|万|亿|[kKmM]?|ms|s|min|h|天|小时|分钟|秒|元|人|个|次)?\s*\Z")
GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/table"


def need(table: Table, width: float, size: float) -> tuple[float, float]:
    """Return the least and the wanted height of a table in points."""
    return height(table, width, FLOOR), height(table, width, size, EDGES[0])


def height(table: Table, width: float, size: float, edge: float = EDGES[-1]) -> float:
    """Return the height of a table in points at a text size."""
    widths = columns(table, width, size)
    return sum(rows(table, widths, size, edge))


def cut(table: Table, width: float, room: float, size: float) -> tuple[Table, ...]:
    """Return the table in parts no higher than `room` points, as even as may be, each with the header."""
    widths = columns(table, width, FLOOR)
    heights = rows(table, widths, FLOOR)
    header = heights.pop(0) if headed(table) else 0.0
    total = sum(heights)
    pages = max(1, -(-int(total) // max(int(room - header), 1)))
    aim, parts, start, used = total / pages, [], 0, 0.0
    for i, one in enumerate(heights):
        if i > start and (used + one > room - header or used + one / 2 > aim):
            parts.append(replace(table, rows=table.rows[start:i]))
            start, used = i, 0.0
        used += one
    parts.append(replace(table, rows=table.rows[start:]))
    return tuple(replace(part, widths=widths) for part in parts)


def draw(canvas: Canvas, slot: Slot | None, box: Box, table: Table) -> None:
    """Draw a table at the top of `box` in the largest size that fits it."""
    full, room = box.w / POINT, box.h / POINT
    wanted = canvas.job.theme.sizes.table
    sizes = [wanted - step for step in range(int(wanted - FLOOR) + 1)]
    size = next((size for size in sizes if height(table, full, size) <= room + 0.5 and _unbroken(table, full, size)), FLOOR)
    if height(table, full, size) > room + 0.5:
        sentence = N_("A row of the table is too high for a slide even at {size} pt: shorten its text.")
        canvas.job.note("author.overflow", sentence, line=table.line, size=f"{size:g}")
    widths = columns(table, full, size)
    edge = next((edge for edge in EDGES if sum(rows(table, widths, size, edge)) <= room + 0.5), EDGES[-1])
    heights = rows(table, widths, size, edge)
    canvas.add(_frame(canvas, slot, box, table, widths, heights, size, edge))


def columns(table: Table, width: float, size: float) -> tuple[float, ...]:
    """Return column widths in points: by written shares, else by content, narrow columns kept whole before wide ones share."""
    count = len(table.header)
    if table.widths and len(table.widths) == count and all(table.widths):
        total = sum(table.widths)
        return tuple(width * share / total for share in table.widths)
    wanted = [_wanted([table.header[i], *(row[i] for row in table.rows if i < len(row))], size) for i in range(count)]
    natural = sum(wanted)
    if natural <= width:
        target = min(width, max(natural * 1.8, width * 0.75))
        return tuple(one * target / natural for one in wanted)
    return _shared(wanted, width)


def rows(table: Table, widths: Sequence[float], size: float, edge: float = EDGES[-1]) -> list[float]:
    """Return the height of each row, the header first where there is one, in points."""
    return [_row(row, widths, size, bold=head) + 2 * edge for head, row in _shown(table)]


def headed(table: Table) -> bool:
    """Tell whether the table has a header: one without a word is not drawn."""
    return any(plain(cell).strip() for cell in table.header) or not table.rows


def _shown(table: Table) -> list[tuple[bool, tuple[Runs, ...]]]:
    """Return the rows that are drawn, each with whether it is the header."""
    return [*([(True, table.header)] if headed(table) else []), *((False, row) for row in table.rows)]


def _wanted(cells: list[Runs], size: float) -> float:
    widths = [sum(_width(text.span(run, size, bold=i == 0)) for run in cell) for i, cell in enumerate(cells)]
    return max(max(widths, default=0.0) + 2 * SIDE + 2, 3 * size)


def _width(span: lines.Span) -> float:
    return metrics.width(span.text, span.size, bold=span.bold, mono=span.mono)


def _shared(wanted: list[float], width: float) -> tuple[float, ...]:
    """Return widths that fill `width`: columns below a fair share keep what they want, the others share the rest by the root of theirs."""
    kept = {i: w for i, w in enumerate(wanted) if w <= width / len(wanted)}
    rest = width - sum(kept.values())
    roots = {i: w**0.5 for i, w in enumerate(wanted) if i not in kept}
    total = sum(roots.values()) or 1.0
    return tuple(kept[i] if i in kept else rest * roots[i] / total for i in range(len(wanted)))


def _row(row: Sequence[Runs], widths: Sequence[float], size: float, *, bold: bool) -> float:
    highest = size * metrics.LATIN_LINE * SPACING
    for cell, width in zip(row, widths, strict=False):
        spans = tuple(text.span(run, size, bold=bold) for run in cell)
        broken = lines.broken(spans, max(width - 2 * SIDE, 1), SPACING) if spans else ()
        highest = max(highest, sum(line.height for line in broken))
    return highest


def _unbroken(table: Table, width: float, size: float) -> bool:
    """Tell whether every word and number fits its column; the pages of a long table keep the columns of the smallest size."""
    widths = columns(table, width, size)
    return all(
        metrics.width(word, size, bold=head) <= room - 2 * SIDE + 0.5
        for head, row in _shown(table)
        for cell, room in zip(row, widths, strict=False)
        for word in plain(cell).split()
        if not any(metrics.wide(char) for char in word)
    )


def _aligned(table: Table, column: int) -> str:
    written = table.align[column] if column < len(table.align) else ""
    if written:
        return {"left": "l", "center": "ctr", "right": "r"}.get(written, "l")
    cells = [plain(row[column]) for row in table.rows if column < len(row) and plain(row[column]).strip()]
    return "r" if cells and column and all(NUMERIC.match(cell) for cell in cells) else "l"


def _frame(
    canvas: Canvas, slot: Slot | None, box: Box, table: Table, widths: Sequence[float], heights: Sequence[float], size: float, edge: float
) -> str:
    emu = [round(width * POINT) for width in widths]
    grid = "".join(f'<a:gridCol w="{w}"/>' for w in emu)
    aligns = [_aligned(table, i) for i in range(len(emu))]
    body = "".join(
        f'<a:tr h="{round(h * POINT)}">{_cells(canvas, row, aligns, size, edge, head=head)}</a:tr>'
        for (head, row), h in zip(_shown(table), heights, strict=True)
    )
    place = Box(box.x, box.y, sum(emu), sum(round(h * POINT) for h in heights))
    held = xml.held(slot.kind, slot.idx) if slot else "<p:nvPr/>"
    number, style = canvas.number(), themepart.table_style(canvas.job.theme)
    head = plain(table.header[0]) if table.header else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name={xml.attribute(f"Table {number}")} descr={xml.attribute(head)}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{held}</p:nvGraphicFramePr>{xml.frame(place, "p")}'
        f'<a:graphic><a:graphicData uri="{GRAPHIC}"><a:tbl><a:tblPr{_looks(table)}><a:tableStyleId>{style}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _looks(table: Table) -> str:
    """Return which parts of the table's style are used."""
    asked = {"firstRow": headed(table), "firstCol": "heads" in table.look, "bandRow": "zebra" in table.look}
    return "".join(f' {name}="1"' for name, used in asked.items() if used)


def _cells(canvas: Canvas, row: Sequence[Runs], aligns: Sequence[str], size: float, edge: float, *, head: bool) -> str:
    full = (*row, *((),) * (len(aligns) - len(row)))
    return "".join(_cell(canvas, cell, align, size, edge, head=head) for cell, align in zip(full, aligns, strict=False))


def _cell(canvas: Canvas, cell: Runs, align: str, size: float, edge: float, *, head: bool) -> str:
    runs = "".join(text.run(one, canvas.plain, size=size, bold=head or None, colour="tx1") for one in cell)
    end = f'<a:endParaRPr {text.language(plain(cell))} sz="{round(size * 100)}" dirty="0"/>'
    side, high = round(SIDE * POINT), round(edge * POINT)
    turned = text.leftward(cell)
    aligned = f'algn="{"r" if turned and align == "l" else align}"' + (' rtl="1"' if turned else "")
    props = f'<a:pPr {aligned}><a:lnSpc><a:spcPct val="{round(SPACING * 100000)}"/></a:lnSpc></a:pPr>'
    anchor = "b" if head else "ctr"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{props}{runs}{end}</a:p></a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{high}" marB="{high}" anchor="{anchor}"/></a:tc>'
    )
