"""Native charts with their workbook: drawn from CSV rows, in theme colours, labelled directly."""

from __future__ import annotations

from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import Box
from kit.decks.author.layouts import Slot
from kit.decks.module.blocks import Chart


def draw(canvas: Canvas, slot: Slot | None, box: Box, chart: Chart) -> None:
    """Draw a chart into `box`."""
