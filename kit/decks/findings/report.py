"""Making a finding about a slide."""

from __future__ import annotations

from typing import Any

from kit.decks.scene import Deck, Shape, Slide
from kit.errors import Finding, Severity

TEXT_KINDS = ("text", "other", "line")
FOOTERS = ("ftr", "sldNum", "dt", "hdr")


def found(deck: Deck, slide: Slide, code: str, text: str, *, severity: Severity = "warning", fix: str = "", **fields: Any) -> Finding:
    """Return a finding at a slide of a deck."""
    file = deck.path.name if deck.path else ""
    return Finding(code, text, fields, file=file, slide=slide.number, fix=fix, severity=severity)


def words(shape: Shape) -> str:
    """Return the start of a shape's text, to name it by."""
    return short(shape.text)


def short(text: str) -> str:
    """Return the start of a text, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= 24 else text[:23] + "…"


def footer(shape: Shape) -> bool:
    """Tell whether a shape is date, footer or slide number."""
    return shape.placeholder in FOOTERS
