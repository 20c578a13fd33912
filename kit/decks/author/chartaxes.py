"""The axes of a chart: few lines, numbers with their sign, what they count along them."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICKS
from pptx.enum.chart import XL_TICK_MARK as MARK
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.util import Pt

from kit.decks.author.chartdata import Data
from kit.decks.author.chartpalette import CROWDED, TEXT


def dress(chart: Any, kind: str, data: Data, options: dict[str, str]) -> None:
    """Dress both axes; the options `x` and `y` name them."""
    category, value = chart.category_axis, chart.value_axis
    for axis in (category, value):
        axis.tick_labels.font.size = Pt(TEXT)
        axis.major_tick_mark = axis.minor_tick_mark = MARK.NONE
        axis.tick_labels.font.color.theme_color = THEME.TEXT_2 if axis is value else THEME.TEXT_1
        axis.format.line.color.theme_color = THEME.TEXT_2
        axis.format.line.width = Pt(0.75)
    category.has_major_gridlines = False
    category.tick_label_position = TICKS.LOW
    value.has_major_gridlines = kind in ("line", "area", "scatter") or not labelled(kind, data)
    if value.has_major_gridlines:
        value.major_gridlines.format.line.color.theme_color = THEME.BACKGROUND_2
        value.major_gridlines.format.line.color.brightness = -0.08
        value.major_gridlines.format.line.width = Pt(1)
    value.format.line.fill.background()
    value.visible = value.has_major_gridlines
    if kind.endswith("bar"):
        category.reverse_order = True
    if kind in ("bar", "column", "stacked", "stacked-bar"):
        chart.plots[0].gap_width = 70
        value.minimum_scale = None if any(v is not None and v < 0 for row in data.values for v in row) else 0
    if kind in ("bar", "column"):
        chart.plots[0].overlap = 0 if len(data.names) == 1 else -8
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = data.axis, False
    if value.visible and _per_cent(kind, data):
        value.maximum_scale = 100
    _named(category, options.get("x", ""))
    _named(value, options.get("y", ""))


def _per_cent(kind: str, data: Data) -> bool:
    """Tell whether the axis would go beyond 100 % although no number does."""
    rows = [[value for value in row if value is not None] for row in zip(*data.values, strict=True)]
    highest = [sum(row) if kind == "area" else max(row) for row in rows if row]
    lowest = min((value for row in rows for value in row), default=0.0)
    return '"%"' in data.format and bool(highest) and 50 < max(highest) <= 100 and lowest >= 0


def _named(axis: Any, said: str) -> None:
    """Write what an axis counts along it."""
    if not said:
        return
    axis.has_title = True
    frame = axis.axis_title.text_frame
    frame.text = said
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(TEXT), False
    font.color.theme_color = THEME.TEXT_2


def labelled(kind: str, data: Data) -> bool:
    """Tell whether every mark carries its number, so that the axis of numbers can go."""
    return kind not in ("line", "area", "scatter") and len(data.names) * len(data.categories) <= CROWDED
