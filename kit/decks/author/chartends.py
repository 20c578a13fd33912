"""Lines named at their ends instead of in a legend, with room for the names beside them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION as AT
from pptx.oxml import parse_xml
from pptx.util import Pt

from kit.decks.author.chartdata import Data
from kit.decks.author.chartpalette import ACCENTS, GRAPHIC, TEXT
from kit.decks.fit import metrics

CLOSE = 0.07  # of the range: nearer ends of lines cannot both have their name beside them


def label(chart: Any, data: Data, options: dict[str, str], width: float, *, dark: bool) -> None:
    """Write each series' name and last value at the end of its line; the chart is `width` points wide."""
    ends = _ends(data)
    for i, series in enumerate(chart.plots[0].series):
        _name(series, i, data, ends[i], dark=dark)
    _beside(chart, data, options, width)


def _name(series: Any, i: int, data: Data, position: Any, *, dark: bool) -> None:
    """Write the series' name and last value at the end of its line."""
    last = max((n for n, value in enumerate(data.values[i]) if value is not None), default=0)
    label = series.points[last].data_label
    frame = label.text_frame
    shown = data.shown(data.values[i][last])
    frame.text = f"{data.names[i]} {shown}" if len(data.names) > 1 else shown
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(TEXT), True
    run.font.color.theme_color = ACCENTS[i % 6]
    run.font.color.brightness = 0.0 if dark or i == 0 else -0.3
    label.position = position


def _ends(data: Data) -> list[Any]:
    """Return where each line's name stands: beside its end, but above and below where two ends are too close for that."""
    shown = [value for row in data.values for value in row if value is not None]
    near = (max(shown) - min(shown)) * CLOSE
    lasts = [next((value for value in reversed(row) if value is not None), 0.0) for row in data.values]
    order = sorted(range(len(lasts)), key=lambda i: lasts[i])
    made = [AT.RIGHT] * len(lasts)
    for low, high in pairwise(order):
        if lasts[high] - lasts[low] < near:
            made[low], made[high] = (AT.BELOW if made[low] == AT.RIGHT else made[low]), AT.ABOVE
    return made


def _beside(chart: Any, data: Data, options: dict[str, str], width: float) -> None:
    """Leave room for the names at the right of the lines, and for the numbers at their left."""
    names = [f"{name} {data.shown(value)}" for name, row in zip(data.names, data.values, strict=True) for value in row[-1:]]
    right = min(max(metrics.width(name, TEXT, bold=True) for name in names) + 16, 0.3 * width) / width
    left = (max(metrics.width(data.shown(value), TEXT) for row in data.values for value in row) + 14 + 26 * bool(options.get("y"))) / width
    high = 0.74 if options.get("x") else 0.84
    sides = {"x": left, "y": 0.04, "w": 1 - left - right, "h": high}
    frame = "".join(f'<c:{tag} val="edge"/>' for tag in ("xMode", "yMode"))
    frame += "".join(f'<c:{tag} val="{value:.4f}"/>' for tag, value in sides.items())
    frame = f'<c:layoutTarget val="inner"/>{frame}'
    area = chart._chartSpace.chart.plotArea
    for between in area.iter(f"{{{GRAPHIC}}}crossBetween"):
        between.set("val", "midCat")
    for old in area.findall(f"{{{GRAPHIC}}}layout"):
        area.remove(old)
    area.insert(0, parse_xml(f'<c:layout xmlns:c="{GRAPHIC}"><c:manualLayout>{frame}</c:manualLayout></c:layout>'))
