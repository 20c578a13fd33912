"""One slide being drawn: its shapes as markup, their ids, and the parts they relate to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.decks.author import cutting, levels, swapping, text, timing, xml
from kit.decks.author.binder import Sheet
from kit.decks.author.grid import Box
from kit.decks.author.layouts import Slot
from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings
from kit.errors import Finding, Severity
from kit.i18n import N_

SLIDE = "slide:"
ADDRESS = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)


@dataclass
class Job:
    """What every drawing needs to know: theme, values, folder and language; and the findings so far."""

    theme: Theme
    bindings: Bindings
    base: Path
    lang: str
    findings: list[Finding] = field(default_factory=list)
    slide: int = 0
    line: int = 0

    def note(self, code: str, sentence: str, *, line: int = 0, severity: Severity = "warning", **fields: Any) -> None:
        """Add a finding about the slide at hand, once."""
        made = Finding(code, sentence, fields, line=line or self.line, slide=self.slide, severity=severity)
        if made not in self.findings:
            self.findings.append(made)


class Canvas:
    """Collects the shapes of one slide and hands them to the package at once."""

    def __init__(self, sheet: Sheet, job: Job) -> None:
        self.sheet, self.job = sheet, job
        self.shapes: list[str] = []
        self.steps: list[timing.Steps] = []
        self.count = 1
        self.pen = text.Pen(self.link, job.theme.fonts.code)
        self.plain = text.Pen(self.link, job.theme.fonts.code, native=False)

    def number(self) -> int:
        """Return the next free shape id."""
        self.count += 1
        return self.count

    def add(self, markup: str) -> None:
        """Add a shape above the others."""
        self.shapes.append(markup)

    def link(self, address: str) -> str:
        """Return the markup that makes a run a link; an address that is none is a finding and stays plain text."""
        if address.startswith(SLIDE) and len(address) > len(SLIDE):  # the linker knows where that slide is
            rel = self.sheet.relate("slide", address, external=True)
            return f'<a:hlinkClick r:id="{rel}" action="ppaction://hlinksldjump"/>'
        if not ADDRESS.match(address):
            self.job.note(
                "author.link", N_("The link {address} leads nowhere from a slide: use an address with https://."), address=address
            )
            return ""
        rel = self.sheet.relate("hyperlink", address, external=True)
        return f'<a:hlinkClick r:id="{rel}"/>'

    def image(self, data: bytes) -> str:
        """Add a picture's bytes to the package and return the relationship to it."""
        return self.sheet.relate("image", self.sheet.binder.media(data))

    def vector(self, data: bytes) -> str:
        """Add an SVG's bytes to the package, once however many slides show it, and return the relationship to it."""
        return self.sheet.relate("image", self.sheet.binder.media(data, "svg"))

    def write(self, slot: Slot, box: Box, pars: tuple[text.Par, ...], size: float, gap: float = 1.0) -> None:
        """Write paragraphs into a placeholder, or into a text box where the slot is free."""
        if slot.kind == "free":
            props = levels.body(slot.style)
            inner = text.markup(pars, slot.style, size, self.pen, gap)
            shaped = xml.frame(box) + xml.geometry("rect") + xml.fill(slot.fill)
            body = f"<p:txBody>{props}<a:lstStyle>{levels.styles(slot.style)}</a:lstStyle>{inner}</p:txBody>"
            number = self.number()
            self._later(number, pars)
            self.add(xml.shape(number, f"Text {number}", shaped, body, text_box=True))
            return
        fixed = '<a:bodyPr wrap="square"><a:noAutofit/></a:bodyPr>' if slot.style.levels else "<a:bodyPr/>"
        pen = self.plain if slot.kind in ("title", "ctrTitle") else self.pen
        body = text.body(pars, slot.style, size, pen, gap, fixed)
        box = cutting.grown(slot.style, box, pars, size, gap)
        moved = xml.frame(box) if box != (slot.home or slot.box) else ""
        number = self.number()
        self._later(number, pars)
        self.add(xml.placeholder(number, slot.name, slot.kind, slot.idx, moved, body))

    def _later(self, number: int, pars: tuple[text.Par, ...]) -> None:
        found = timing.steps(number, pars)
        if found:
            self.steps.append(found)

    def flush(self) -> None:
        """Hand the shapes and their timing to the slide."""
        self.sheet.shapes = swapping.swapped("".join(self.shapes), self.job.theme)
        self.sheet.timing = timing.markup(self.steps) if self.steps else ""
