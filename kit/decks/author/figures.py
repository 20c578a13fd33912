"""Steps and timelines: lists drawn as native shapes."""

from __future__ import annotations
from typing import Any
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import Box


def draw(canvas: Canvas, box: Box, figure: Any) -> None:
    """Draw."""
