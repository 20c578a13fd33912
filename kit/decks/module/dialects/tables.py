"""pandoc's grid, simple and multi-line tables, rewritten as pipe tables on the same lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kit.decks.module.dialects import settings, widths
from kit.decks.module.remarks import Notes
from kit.i18n import N_

GRID = re.compile(r"\+(?:[-=:]+\+)+\s*\Z")
DASHES = re.compile(r"[ ]{0,3}-{2,}(?: +-{2,})+\s*\Z")
RULE = re.compile(r"[ ]{0,3}-{3,}\s*\Z")
PIPES = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:[|+][ ]*:?-+:?[ ]*)+\|?\s*\Z")
RULER = re.compile(r"[ ]{0,3}\|?[ ]*:?-{3,}:?[ ]*(?:[|+][ ]*:?-{3,}:?[ ]*)+\|?\s*\Z")  # longer than an empty cell's `-`
CAPTION = re.compile(r"(?:Table|表)?\s*:\s+(\S.*)")

Cells = list[str]


def rewritten(lines: Sequence[str], quiet: list[bool], first: int, notes: Notes) -> list[str]:
    """Return lines with every table as a pipe table; the number of lines stays. A grid whose cells span columns becomes code, as drawn."""
    found = list(lines)
    at = 0
    while at < len(found):
        end = (
            0
            if quiet[at]
            else _grid(found, at)
            or _drawn(found, at, quiet, first, notes)
            or _multi(found, at)
            or _simple(found, at)
            or _piped(found, at, first, notes)
        )
        if end:
            _captions(found, at, end)
        at = max(end, at + 1)
    return found


def _drawn(lines: list[str], start: int, quiet: list[bool], first: int, notes: Notes) -> int:
    """Fence a grid that is no plain table, and return the line after it, 0 where there is none."""
    if not GRID.match(lines[start]):
        return 0
    end = _end(lines, start)
    if end - start < 3:
        return 0
    lines[start] = lines[end - 1] = "```"
    quiet[start:end] = [True] * (end - start)
    notes.find(first + start, "module.table-grid", N_("The cells of this table span columns: it is shown as it was drawn."))
    return end


def _end(lines: Sequence[str], start: int) -> int:
    return next((at for at in range(start, len(lines)) if lines[at].strip()[:1] not in ("+", "|")), len(lines))


def _captions(lines: list[str], start: int, end: int) -> None:
    """Make the caption above or below a table a line of text."""
    above = next((n for n in range(start - 1, max(start - 3, -1), -1) if lines[n].strip()), -1)
    below = next((n for n in range(end, min(end + 3, len(lines))) if lines[n].strip()), -1)
    for at in (above, below):
        found = CAPTION.match(lines[at]) if at >= 0 else None
        if found:
            lines[at] = found[1]
            return


def put(lines: list[str], start: int, end: int, header: Cells, rows: Sequence[Cells], align: Sequence[str]) -> int:
    """Write a pipe table over lines `start` to before `end`; returns `end`."""
    width = len(align)
    marks = {"left": ":--", "right": "--:", "center": ":-:"}
    table = [
        _row(header or [""] * width, width),
        "|" + "|".join(marks.get(one, "---") for one in align) + "|",
        *(_row(row, width) for row in rows),
    ]
    table = table[: end - start]
    lines[start:end] = [*table, *[""] * (end - start - len(table))]
    return end


def _row(cells: Cells, width: int) -> str:
    shown = [cell.strip().replace("|", "\\|") for cell in cells[:width]]
    return "| " + " | ".join([*shown, *[""] * (width - len(shown))]) + " |"


def _grid(lines: list[str], start: int) -> int:
    """Rewrite a table drawn with `+---+`; returns the line after it, 0 where there is none or its cells span columns."""
    if not GRID.match(lines[start]):
        return 0
    end = _end(lines, start)
    block = [line.strip() for line in lines[start:end]]
    width = block[0].count("+") - 1
    if len(block) < 3 or any(GRID.match(line) and line.count("+") - 1 != width for line in block):
        return 0
    rows: list[Cells] = []
    header: Cells = []
    align: Sequence[str] = [""] * width
    open_row: list[list[str]] = []
    for line in block[1:]:
        if not GRID.match(line):
            open_row.append(_cells(line, block[0], width))
            continue
        made = [_joined([part[n] for part in open_row]) for n in range(width)]
        if "=" in line and not header and not rows:
            header, align = made, [_colons(one) for one in line.strip("+").split("+")]
        elif open_row:
            rows.append(made)
        open_row = []
    if not any(align):
        align = [_colons(one) for one in block[0].strip("+").split("+")]
    return put(lines, start, end, header, rows, align)


def _piped(lines: list[str], start: int, first: int, notes: Notes) -> int:
    """Return the line after a pipe table, 0 where none begins; rulers drawn between its rows are taken out."""
    if "|" not in lines[start] or start + 1 >= len(lines) or "|" not in lines[start + 1] or not PIPES.match(lines[start + 1]):
        return 0
    end = next((at for at in range(start + 2, len(lines)) if "|" not in lines[at]), len(lines))
    rows = [line for line in lines[start + 2 : end] if not RULER.match(line)]
    for at in range(start + 2, end):
        if RULER.match(lines[at]):
            settings.without(notes, lines[at].strip()[:40], first + at)
    lines[start + 2 : end] = [*rows, *[""] * (end - start - 2 - len(rows))]
    return end


def _cells(line: str, ruler: str, width: int) -> Cells:
    edges = [at for at, c in enumerate(ruler) if c == "+"]
    cells = [widths.cut(line, left + 1, right).rstrip() for left, right in pairwise(edges)]
    if any(widths.cut(line, at, at + 1) != "|" for at in edges[:-1]):
        cells = line.strip("|").split("|")
    return [*cells, *[""] * width][:width]


def _joined(parts: Cells) -> str:
    """Return the lines of a cell as one: a list's items or lines of their own apart, the others run on."""
    made = ""
    for part in (part.strip() for part in parts):
        item = re.match(r"(?:[-*+]|\d+[.)])\s+", part)
        made += ("<br>" if made and (item or not part) else _between(made, part)) + (re.sub(r"^[-*+]\s+", "• ", part) if item else part)
    return re.sub(r"(?:<br>)+\s*\Z", "", made).strip()


def _colons(rule: str) -> str:
    left, right = rule.startswith(":"), rule.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""


def _columns(rule: str) -> list[tuple[int, int]]:
    return [(found.start(), found.end()) for found in re.finditer(r"-+", rule)]


def _sliced(line: str, columns: Sequence[tuple[int, int]]) -> Cells:
    starts = [start for start, _end in columns]
    return [
        widths.cut(line, 0 if n == 0 else start, starts[n + 1] if n + 1 < len(starts) else None).strip() for n, start in enumerate(starts)
    ]


def _aligned(line: str, columns: Sequence[tuple[int, int]]) -> list[str]:
    """Return how each column is set: by where its header ends against the dashes below it."""
    found = []
    for start, end in columns:
        said = widths.cut(line, start, end)
        left, right = said[:1] == " ", widths.wide(said.rstrip()) < end - start
        found.append("center" if left and right else "right" if left else "left" if right else "")
    return found


def _simple(lines: list[str], start: int) -> int:
    """Rewrite a table with dashes under its header, or between dashes without one."""
    bare = bool(DASHES.match(lines[start]))
    if not bare and not (start + 1 < len(lines) and DASHES.match(lines[start + 1]) and lines[start].strip()):
        return 0
    rule = start if bare else start + 1
    columns = _columns(lines[rule])
    end = rule + 1
    while end < len(lines) and lines[end].strip() and not DASHES.match(lines[end]) and not RULE.match(lines[end]):
        end += 1
    closed = end < len(lines) and bool(DASHES.match(lines[end]) or RULE.match(lines[end]))
    if end == rule + 1 or (bare and not closed):
        return 0
    rows = [_sliced(line, columns) for line in lines[rule + 1 : end]]
    header = [] if bare else _sliced(lines[start], columns)
    align = _aligned(lines[rule + 1] if bare else lines[start], columns)
    return put(lines, start, end + closed, header, rows, align)


def _multi(lines: list[str], start: int) -> int:
    """Rewrite a table between two lines of dashes whose rows are parted by blank lines."""
    if not RULE.match(lines[start]) or (start and lines[start - 1].strip()):
        return 0
    rule = next((n for n in range(start + 1, min(start + 8, len(lines))) if DASHES.match(lines[n]) or not lines[n].strip()), 0)
    if not rule or not DASHES.match(lines[rule]) or rule == start + 1:
        return 0
    end = next((n for n in range(rule + 1, len(lines)) if RULE.match(lines[n]) or _over(lines, n)), 0)
    if not end or not RULE.match(lines[end]):
        return 0
    columns = _columns(lines[rule])
    header = _merged(lines[start + 1 : rule], columns)
    groups: list[list[str]] = [[]]
    for line in lines[rule + 1 : end]:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    rows = [_merged(group, columns) for group in groups if group]
    return put(lines, start, end + 1, header, rows, _aligned(lines[rule - 1], columns))


def _over(lines: Sequence[str], at: int) -> bool:
    """Return whether a line cannot belong to a table any more."""
    return lines[at].startswith("#") or (at > 1 and not lines[at].strip() and not lines[at - 1].strip())


def _merged(block: Sequence[str], columns: Sequence[tuple[int, int]]) -> Cells:
    parts = [_sliced(line, columns) for line in block]
    merged = [""] * len(columns)
    for part in parts:
        merged = [whole + _between(whole, more) + more for whole, more in zip(merged, part, strict=True)]
    return merged


def _between(before: str, after: str) -> str:
    """Return what joins two lines of a cell: a space but between Chinese characters."""
    wide = before and after and widths.wide(before[-1]) == 2 and widths.wide(after[0]) == 2
    return " " if before and after and not wide else ""
