"""A poster for the door: the code large, the address readable, three steps in both languages, the Wi-Fi beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kit import i18n, qr
from kit.i18n import N_, _
from kit.prints import paper
from kit.prints.paper import Box, Look

if TYPE_CHECKING:
    from fpdf import FPDF

SIZES = {"a4": paper.A4, "a3": paper.A3}
HEAD, PLATE = 46.0, 159.0
"""In mm on A4: the dark head, and under it the code's white plate, four modules of quiet on every side and the code 12 cm wide."""


def write(poster: Poster, out: Path, *, size: tuple[float, float] = paper.A4, at: datetime) -> Path:
    """Write the poster on one page; measures grow with the page."""
    with paper.document(size, poster.title, at) as pdf:
        pdf.add_page()
        k = size[0] / paper.A4[0]
        _head(pdf, poster, k)
        _code(pdf, poster, k)
        _steps(pdf, poster, k)
        return paper.save(pdf, out)


def _head(pdf: FPDF, poster: Poster, k: float) -> None:
    paper.fill(pdf, 0, 0, 210 * k, HEAD * k, paper.INK)
    paper.fill(pdf, 18 * k, 9 * k, 14 * k, 1.6 * k, (76, 194, 178))
    title = Box(18 * k, 12.5 * k, 174 * k, 21 * k)
    paper.text(pdf, poster.title, title, 34 * k, Look(bold=True, colour=paper.WHITE, lines=2, floor=14 * k, middle=True))
    paper.text(pdf, poster.told, Box(18 * k, 35.5 * k, 174 * k, 8 * k), 13 * k, Look(colour=(185, 203, 205), floor=7 * k))


def _code(pdf: FPDF, poster: Poster, k: float) -> None:
    paper.code(pdf, poster.payload, (210 - PLATE) / 2 * k, HEAD * k, PLATE * k)
    centre = Look(bold=True, align="centre", floor=9 * k)
    paper.text(pdf, poster.address, Box(15 * k, 204.5 * k, 180 * k, 9 * k), 18 * k, centre)
    told = _both(_both_said(N_("Code: {code}"))).format(code=poster.code)
    paper.text(pdf, told, Box(15 * k, 213.5 * k, 180 * k, 6 * k), 12 * k, Look(align="centre", colour=paper.MUTED))


def _steps(pdf: FPDF, poster: Poster, k: float) -> None:
    wide = 112 * k if poster.wifi else 174 * k
    paper.rule(pdf, 18 * k, 223 * k, 192 * k, 223 * k, width=0.3 * k)
    for n, (own, other) in enumerate(_told(poster.wifi is not None), 1):
        y = (228 + (n - 1) * 20) * k
        pdf.set_fill_color(*paper.ACCENT)
        pdf.ellipse(18 * k, y, 12 * k, 12 * k, style="F")
        paper.text(pdf, str(n), Box(18 * k, y, 12 * k, 12 * k), 18 * k, Look(True, "centre", paper.WHITE, 1, 7, True))
        used = paper.text(pdf, own, Box(35 * k, y - 0.5 * k, wide - 17 * k, 11 * k), 14 * k, Look(bold=True, lines=2, floor=8 * k))
        paper.text(pdf, other, Box(35 * k, y + used, wide - 17 * k, 8 * k), 10 * k, Look(colour=paper.MUTED, lines=2, floor=7 * k))
    if poster.wifi:
        _wifi(pdf, poster.wifi, k)


def _wifi(pdf: FPDF, wifi: Wifi, k: float) -> None:
    x, y, side = 140 * k, 226 * k, 44 * k
    paper.code(pdf, qr.wifi(wifi.name, wifi.password, hidden=wifi.hidden), x + 4 * k, y, side, border=2)
    centre = Look(align="centre", floor=6 * k)
    paper.text(pdf, f"Wi-Fi  {wifi.name}", Box(x, y + side + 1 * k, 52 * k, 7 * k), 12 * k, Look(True, "centre", floor=6 * k))
    if wifi.password:
        paper.text(pdf, wifi.password, Box(x, y + side + 8 * k, 52 * k, 7 * k), 12 * k, centre)


def _told(wifi: bool) -> list[tuple[str, str]]:
    """Return the steps in the language in force and in the other."""
    join = _both_said(N_("Join the Wi-Fi on the right")) if wifi else _both_said(N_("Be on the same network as this room"))
    return [
        join,
        _both_said(N_("Scan the large code with your phone's camera, or type the address")),
        _both_said(N_("Write your name and tap Check in")),
    ]


def _both_said(sentence: str) -> tuple[str, str]:
    other = "en" if i18n.current() == "zh" else "zh"
    with i18n.language(other):
        second = _(sentence)
    return _(sentence), second


def _both(pair: tuple[str, str]) -> str:
    return "  ·  ".join(dict.fromkeys(pair))


@dataclass(frozen=True)
class Wifi:
    """The network that phones join; shown to everybody who sees the poster."""

    name: str
    password: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Poster:
    """What the poster says; `told` is the line of time, place and host."""

    title: str
    told: str
    payload: str
    address: str
    code: str
    wifi: Wifi | None = None
