"""Certificates of attendance: who, what, when, how long, and a code by which the host can tell a real one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kit.i18n import _, ngettext
from kit.prints import paper
from kit.prints.paper import Box, Look

if TYPE_CHECKING:
    from fpdf import FPDF

PAGE = (297.0, 210.0)


def write(given: Sequence[Certificate], out: Path, *, title: str, date: str, host: str, at: datetime) -> Path:
    """Write one page for each certificate of the event `title` on `date`, to be signed by `host`."""
    with paper.document(PAGE, _("Certificates: {title}").format(title=title), at) as pdf:
        for one in given:
            pdf.add_page()
            _frame(pdf)
            _words(pdf, one, title, date)
            _foot(pdf, one, date, host)
        return paper.save(pdf, out)


def _frame(pdf: FPDF) -> None:
    pdf.set_draw_color(*paper.ACCENT)
    pdf.set_line_width(0.9)
    pdf.rect(10, 10, PAGE[0] - 20, PAGE[1] - 20)
    pdf.set_draw_color(*paper.LINE)
    pdf.set_line_width(0.25)
    pdf.rect(13, 13, PAGE[0] - 26, PAGE[1] - 26)


def _words(pdf: FPDF, one: Certificate, title: str, date: str) -> None:
    wide = Box(35, 32, PAGE[0] - 70)
    centre = "centre"
    paper.text(pdf, _("Certificate of attendance"), wide, 22, Look(True, centre, paper.ACCENT))
    paper.text(pdf, _("This is to certify that"), Box(wide.x, 52, wide.width), 13, Look(False, centre, paper.MUTED))
    paper.text(pdf, one.name, Box(wide.x, 62, wide.width, 20), 40, Look(True, centre, paper.INK, 1, 16, True))
    if one.dept:
        paper.text(pdf, one.dept, Box(wide.x, 83, wide.width, 8), 13, Look(False, centre, paper.MUTED, floor=8))
    paper.text(pdf, _("took part in"), Box(wide.x, 94, wide.width), 13, Look(False, centre, paper.MUTED))
    paper.text(pdf, title, Box(wide.x, 103, wide.width, 22), 24, Look(True, centre, paper.INK, 2, 12, True))
    stayed = ngettext("{date} · {n} minute present", "{date} · {n} minutes present", one.minutes).format(date=date, n=one.minutes)
    paper.text(pdf, stayed, Box(wide.x, 128, wide.width), 13, Look(False, centre, paper.INK))


def _foot(pdf: FPDF, one: Certificate, date: str, host: str) -> None:
    y = 171.0
    for x, words, told in ((35.0, host, _("Host")), (120.0, date, _("Date"))):
        paper.text(pdf, words, Box(x, y - 9, 70, 8), 13, Look(align="centre", floor=7))
        paper.rule(pdf, x, y, x + 70, y, width=0.3, colour=paper.MUTED)
        paper.text(pdf, told, Box(x, y + 1.5, 70), 10, Look(align="centre", colour=paper.MUTED))
    paper.code(pdf, one.code, 222, 146, 28, border=2)
    paper.text(pdf, _("No. {code}").format(code=one.code), Box(206, 175, 60), 9, Look(align="centre", colour=paper.MUTED, floor=6))


@dataclass(frozen=True)
class Certificate:
    """What one certificate says."""

    name: str
    dept: str
    minutes: int
    code: str
