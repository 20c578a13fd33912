"""A list to sign with a pen: A4 across, rows one can write in, the header and "page 1 of 3" on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kit.i18n import _
from kit.prints import paper
from kit.prints.paper import Box, Look

if TYPE_CHECKING:
    from fpdf import FPDF

PAGE = (297.0, 210.0)
MARGIN, TOP, ROW = 14.0, 38.0, 9.0
ROWS = 17
BLANK = 12  # lines for people nobody expected
WIDTHS = (14.0, 62.0, 38.0, 65.0, 62.0, 28.0)


def write(people: Sequence[Line], out: Path, *, title: str, told: str, at: datetime) -> Path:
    """Write the list of `people` with empty lines after them; `told` stands under the title (date, place, host)."""
    lines = [*people, *[Line() for _n in range(BLANK)]]
    lines += [Line() for _n in range(-len(lines) % ROWS)]
    with paper.document(PAGE, _("Sign-in: {title}").format(title=title), at) as pdf:
        pages = len(lines) // ROWS
        for page in range(pages):
            pdf.add_page()
            _head(pdf, title, told, _("page {n} of {all}").format(n=page + 1, all=pages))
            for n in range(ROWS):
                number = page * ROWS + n
                _row(pdf, TOP + n * ROW, number + 1, lines[number])
        return paper.save(pdf, out)


def _head(pdf: FPDF, title: str, told: str, page: str) -> None:
    width = PAGE[0] - 2 * MARGIN
    paper.text(pdf, title, Box(MARGIN, 10, width - 40, 10), 20, Look(bold=True, floor=11))
    paper.text(pdf, page, Box(PAGE[0] - MARGIN - 40, 12, 40, 6), 10, Look(align="right", colour=paper.MUTED))
    paper.text(pdf, told, Box(MARGIN, 20, width, 6), 11, Look(colour=paper.MUTED, floor=7))
    paper.fill(pdf, MARGIN, TOP - 8, sum(WIDTHS), 8, paper.SURFACE)
    x = MARGIN
    for words, wide in zip((_("No."), _("Name"), _("Employee no."), _("Department"), _("Signature"), _("Time")), WIDTHS, strict=True):
        paper.text(pdf, words, Box(x + 2, TOP - 8, wide - 3, 8), 10, Look(bold=True, middle=True))
        x += wide
    paper.rule(pdf, MARGIN, TOP, MARGIN + sum(WIDTHS), TOP, width=0.4, colour=paper.INK)


def _row(pdf: FPDF, y: float, number: int, line: Line) -> None:
    x = MARGIN
    looks = (Look(colour=paper.MUTED, middle=True), Look(middle=True, floor=6, lines=2), *[Look(middle=True, floor=6, lines=2)] * 2)
    for words, wide, look in zip((str(number), line.name, line.emp_no, line.dept), WIDTHS, looks, strict=False):
        paper.text(pdf, words, Box(x + 2, y + 0.5, wide - 3, ROW - 1), 11, look)
        x += wide
    paper.rule(pdf, MARGIN, y + ROW, MARGIN + sum(WIDTHS), y + ROW)


@dataclass(frozen=True)
class Line:
    """One person; empty to be filled in by hand."""

    name: str = ""
    emp_no: str = ""
    dept: str = ""
