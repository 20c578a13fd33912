"""Badges: a name one reads from two metres, and the code that checks its bearer in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kit.i18n import _
from kit.prints import paper
from kit.prints.paper import Box, Look
from kit.prints.stock import Stock, places

if TYPE_CHECKING:
    from fpdf import FPDF

INNER = 3.0  # mm: printers drift, so nothing that matters lies nearer to the edge of a label
CODE_LEAST, CODE_MOST = 20.0, 34.0  # mm: a phone or a laptop's camera reads 20 mm at arm's length


def write(badges: Sequence[Badge], out: Path, stock: Stock, *, event: str, first: int = 1, outline: bool = False, at: datetime) -> Path:
    """Write a badge for each person on `stock`, from its label `first` on; `outline` draws the labels' edges for a test on plain paper."""
    with paper.document(stock.page, _("Badges: {title}").format(title=event), at) as pdf:
        shown = -1
        for badge, (page, x, y) in zip(badges, places(stock, len(badges), first), strict=True):
            if page != shown:
                pdf.add_page()
                shown = page
            if outline:
                _edge(pdf, x, y, stock)
            (_upright if stock.height > stock.width else _across)(pdf, badge, event, x, y, stock)
        return paper.save(pdf, out)


def calibration(out: Path, stock: Stock, *, at: datetime) -> Path:
    """Write the page that tells how far a printer is off: rulers, corner crosses and the edges of every label."""
    with paper.document(stock.page, _("Calibration page"), at) as pdf:
        pdf.add_page()
        for _page, x, y in places(stock, stock.columns * stock.rows):
            _edge(pdf, x, y, stock)
            for left, top in ((x, y), (x + stock.width, y), (x, y + stock.height), (x + stock.width, y + stock.height)):
                paper.rule(pdf, left - 2, top, left + 2, top, colour=paper.INK)
                paper.rule(pdf, left, top - 2, left, top + 2, colour=paper.INK)
        _rulers(pdf, stock)
        return paper.save(pdf, out)


def _rulers(pdf: FPDF, stock: Stock) -> None:
    x, y, side = stock.left + INNER, stock.top + INNER, min(50.0, stock.width - 2 * INNER) // 10 * 10
    for mm in range(int(side) + 1):
        tall = 3.0 if mm % 10 == 0 else 2.0 if mm % 5 == 0 else 1.2
        paper.rule(pdf, x + mm, y, x + mm, y + tall, width=0.1, colour=paper.INK)
    told = _(
        "Print at actual size, not fitted to the page. Lay it on a sheet of labels against the light: measure how far the crosses are off."
    )
    scale = _("This ruler is {n} mm long: when it measures otherwise, set the scale to {n} ÷ measured × 100.").format(n=int(side))
    box = Box(x, y + 5, stock.width - 2 * INNER, stock.height - 2 * INNER - 5)
    used = paper.text(pdf, told, box, 8, Look(lines=5, floor=4))
    paper.text(pdf, scale, Box(x, box.y + used + 0.5, box.width, box.height - used - 0.5), 8, Look(lines=5, floor=4, colour=paper.MUTED))


def _across(pdf: FPDF, badge: Badge, event: str, x: float, y: float, stock: Stock) -> None:
    head = 4.2 if stock.height < 45 else 6.0
    side = max(CODE_LEAST, min(CODE_MOST, stock.height - 2 * INNER - head - 3))
    top, right = y + INNER, x + stock.width - INNER
    paper.text(pdf, event, Box(x + INNER, top, stock.width - 2 * INNER, head), head * 1.9, Look(colour=paper.ACCENT, floor=5, bold=True))
    place = top + head + 0.5
    paper.code(pdf, badge.code, right - side, place, side, ecc="Q", border=2)
    paper.text(pdf, badge.code, Box(right - side, place + side - 0.6, side, 2.6), 5.5, Look(align="centre", colour=paper.MUTED, floor=3.5))
    words = right - side - 2 - (x + INNER)
    low = y + stock.height - INNER
    name = Box(x + INNER, place, words, (low - place) * 0.66)
    big = 24 if stock.width >= 75 else 17
    used = paper.text(pdf, badge.name, name, big, Look(bold=True, lines=2, floor=8, middle=True, single=big * 0.6, last=4))
    dept = Box(x + INNER, place + max(used, name.height) + 0.5, words, low - place - max(used, name.height) - 0.5)
    paper.text(pdf, badge.dept, dept, 10, Look(colour=paper.MUTED, lines=2, floor=6))


def _upright(pdf: FPDF, badge: Badge, event: str, x: float, y: float, stock: Stock) -> None:
    band = stock.height * 0.16
    paper.fill(pdf, x, y, stock.width, band, paper.ACCENT)
    width = stock.width - 4 * INNER
    paper.text(pdf, event, Box(x + 2 * INNER, y + 1.5, width, band - 3), 15, Look(True, "centre", paper.WHITE, 2, 7, True))
    big = 34 if stock.width >= 90 else 24
    name = Box(x + 2 * INNER, y + band + stock.height * 0.05, width, stock.height * 0.24)
    paper.text(pdf, badge.name, name, big, Look(True, "centre", paper.INK, 2, 12, True, big * 0.6, last=3))
    dept = Box(name.x, name.y + name.height + 1, width, stock.height * 0.11)
    paper.text(pdf, badge.dept, dept, big / 2.2, Look(False, "centre", paper.MUTED, 2, 7))
    side = min(CODE_MOST + 10, stock.height * 0.34, stock.width * 0.6)
    low = y + stock.height - INNER - 3
    paper.code(pdf, badge.code, x + (stock.width - side) / 2, low - side, side, ecc="Q", border=2)
    paper.text(pdf, badge.code, Box(x + INNER, low - 0.5, stock.width - 2 * INNER, 3), 6.5, Look(False, "centre", paper.MUTED, floor=5))


def _edge(pdf: FPDF, x: float, y: float, stock: Stock) -> None:
    pdf.set_draw_color(*paper.LINE)
    pdf.set_line_width(0.15)
    pdf.rect(x, y, stock.width, stock.height)


@dataclass(frozen=True)
class Badge:
    """What one badge shows."""

    name: str
    dept: str
    code: str
