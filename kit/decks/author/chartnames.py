"""Series and slices named at their own marks where the names have room there, else in a legend at the top left, in the marks' order."""

from __future__ import annotations

import math
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION as AT
from pptx.enum.chart import XL_LEGEND_POSITION as LEGEND
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.oxml import parse_xml
from pptx.util import Pt

from kit.decks.author import xml
from kit.decks.author.chartdata import Data
from kit.decks.author.chartpalette import GRAPHIC, TEXT
from kit.decks.fit import metrics

HOLE = 45  # per cent of a ring's width that its hole takes where names stand in the ring
RING = 0.46  # of the height: the outer radius of a ring
LINE = 1.3 * TEXT  # points
BAND = 26.0  # points that a band is high at least where its name stands in it
SPACE = 0.8  # of the width and height that marks can count on
KEY = 28.0  # points that a legend's key takes with the air around it
SMALL = 0.14  # of the whole: two slices side by side smaller than this need their labels one above the other
BODY = 0.74  # of the height: a pie between its labels


def ringed(data: Data, height: float) -> bool:
    """Tell whether every name with its share fits into its part of a ring."""
    values = [abs(value or 0.0) for value in data.values[0]]
    total, at = sum(values) or 1.0, 0.0
    outer = height * RING
    thick, middle = outer * (1 - HOLE / 100), outer * (1 + HOLE / 100) / 2
    for name, value in zip(data.categories, values, strict=True):
        share = value / total
        angle, half = (at + share / 2) * 2 * math.pi, math.pi * min(share, 0.5)
        wide, high = metrics.width(name, TEXT, bold=True) / 2, LINE
        out = abs(math.sin(angle)) * wide + abs(math.cos(angle)) * high
        along = abs(math.cos(angle)) * wide + abs(math.sin(angle)) * high
        if out > thick / 2 or along > middle * math.sin(half):
            return False
        at += share
    return len(data.names) == 1


def turned(data: Data) -> int:
    """Return by how many degrees a pie is turned, so that its smallest neighbours stand at the left, where labels have room."""
    values = [abs(value or 0.0) for value in data.values[0]]
    total = sum(values) or 1.0
    pairs = [(values[i] + values[i + 1], sum(values[: i + 1])) for i in range(len(values) - 1)]
    small, edge = min(pairs, default=(total, 0.0))
    return round(270 - 360 * edge / total) % 360 if small < SMALL * total else 0


def slices(chart: Any, kind: str, data: Data, width: float, height: float) -> None:
    """Name the slices of a pie beside them, those of a ring within it or in a legend."""
    plot = chart._chartSpace.chart.plotArea
    if kind == "pie":
        longest = max(metrics.width(f"{name} 100%", TEXT, bold=True) for name in data.categories)
        if longest <= (width - height * BODY) / 2 - TEXT:
            _laid(chart, (1 - height * BODY / width) / 2, (1 - BODY) / 2, height * BODY / width, BODY)
        for pie in plot.findall(f"{{{GRAPHIC}}}pieChart"):
            pie.append(parse_xml(f'<c:firstSliceAng xmlns:c="{GRAPHIC}" val="{turned(data)}"/>'))
    elif ringed(data, height):
        for hole in plot.iter(f"{{{GRAPHIC}}}holeSize"):
            hole.set("val", str(HOLE))
        _laid(chart, (1 - 2 * RING * height / width) / 2, 0.5 - RING, 2 * RING * height / width, 2 * RING)


def separated(labels: Any, sign: str) -> None:
    """Set what stands between the parts of a label."""
    for old in labels.findall(f"{{{GRAPHIC}}}separator"):
        labels.remove(old)
    made = parse_xml(f'<c:separator xmlns:c="{GRAPHIC}">{sign}</c:separator>')
    last = labels.find(f"{{{GRAPHIC}}}showBubbleSize")
    if last is not None:
        last.addnext(made)


def series(chart: Any, kind: str, data: Data, on: Any, width: float, height: float) -> bool:
    """Name the series in their bands or at their first bars; returns False, with nothing done, where there is no room."""
    places = _bands(data, height) if kind == "area" else _firsts(kind, data, width, height)
    if not places or len(data.names) < 2:
        return False
    for i, one in enumerate(chart.plots[0].series):
        if kind != "area":
            _numbers(one, data)
        label = one.points[places[i]].data_label
        label.font.size, label.font.bold = Pt(TEXT), True
        label.font.color.theme_color = on(i) if kind == "area" else THEME.TEXT_1
        if kind != "area":
            label.position = AT.OUTSIDE_END
        node = label._dLbl
        for tag, shown in (("showVal", kind != "area"), ("showSerName", True), ("showLegendKey", False)):
            node.find(f"{{{GRAPHIC}}}{tag}").set("val", str(int(shown)))
        if kind != "area":
            separated(node, "\n" if kind == "column" else " ")
            node.find(f"{{{GRAPHIC}}}idx").addnext(parse_xml(_format(data.format)))
    return True


def _numbers(one: Any, data: Data) -> None:
    """Keep the numbers of a series whose first bar has a label of its own."""
    labels = one.data_labels
    labels.show_value, labels.position = True, AT.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = data.format, False
    labels.font.size = Pt(TEXT)
    labels.font.color.theme_color = THEME.TEXT_1


def _bands(data: Data, height: float) -> list[int]:
    """Return for each series the category at which its name stands in its band, none where one is too thin."""
    sums = [sum(value or 0.0 for value in column) for column in zip(*data.values, strict=True)]
    inner = range(1, len(data.categories) - 1)
    if len(sums) < 3 or max(sums) <= 0 or any(value is not None and value < 0 for row in data.values for value in row):
        return []
    places = [max(inner, key=lambda n: (row[n] or 0.0, -abs(2 * n - len(sums) + 1))) for row in data.values]
    thin = min((row[place] or 0.0) for row, place in zip(data.values, places, strict=True))
    return places if thin / max(sums) * height * SPACE * 0.85 >= BAND else []


def _firsts(kind: str, data: Data, width: float, height: float) -> list[int]:
    """Return the place of the first bars, none where names have no room at them."""
    values = [value for row in data.values for value in row if value is not None]
    if not values or min(values) < 0 or any(row[0] is None for row in data.values):
        return []
    names = [metrics.width(name, TEXT, bold=True) for name in data.names]
    if kind == "column":
        bar = width * SPACE / len(data.categories) / (len(data.names) * 1.08 + 0.7)
        highest = max((row[0] or 0.0) for row in data.values)
        fits = max(names) <= bar and highest / max(values) * height * SPACE <= height * SPACE - LINE
    else:
        room = width * SPACE
        told = [name + metrics.width(f" {data.shown(row[0])}", TEXT, bold=True) for name, row in zip(names, data.values, strict=True)]
        fits = all((row[0] or 0.0) / max(values) * room * 0.95 + wide <= room for row, wide in zip(data.values, told, strict=True))
        fits = fits and height * SPACE / len(data.categories) / (len(data.names) * 1.08 + 0.7) >= LINE
    return [0] * len(data.names) if fits else []


def legend(chart: Any, data: Data, options: dict[str, str], width: float, height: float) -> None:
    """Write the legend in one line at the top left, the marks below it; names too long for that stay where programs put them."""
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = LEGEND.TOP, False
    chart.legend.font.size = Pt(TEXT)
    chart.legend.font.color.theme_color = THEME.TEXT_1
    wide = sum(metrics.width(name, TEXT) + KEY for name in data.names) + KEY / 2
    high = 1.8 * TEXT / height
    if wide > width:
        return
    _placed(chart.legend._element, 0.0, 0.0, wide / width, high)
    left, below = (1.8 * TEXT / width if options.get("y") else 0.0), (1.8 * TEXT / height if options.get("x") else 0.0)
    _laid(chart, left, high + 0.02, 1 - left - 0.01, 1 - high - 0.03 - below, target="outer")


def _format(code: str) -> str:
    return f'<c:numFmt xmlns:c="{GRAPHIC}" formatCode={xml.attribute(code)} sourceLinked="0"/>'


def _laid(chart: Any, x: float, y: float, w: float, h: float, target: str = "inner") -> None:
    """Place the plot, in parts of the chart."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{{{GRAPHIC}}}layout"):
        area.remove(old)
    area.insert(0, parse_xml(_layout(f'<c:layoutTarget val="{target}"/>', x, y, w, h)))


def _placed(legend: Any, x: float, y: float, w: float, h: float) -> None:
    for old in legend.findall(f"{{{GRAPHIC}}}layout"):
        legend.remove(old)
    legend.find(f"{{{GRAPHIC}}}legendPos").addnext(parse_xml(_layout("", x, y, w, h)))


def _layout(target: str, x: float, y: float, w: float, h: float) -> str:
    modes = "".join(f'<c:{tag} val="edge"/>' for tag in ("xMode", "yMode"))
    sides = "".join(f'<c:{tag} val="{value:.4f}"/>' for tag, value in (("x", x), ("y", y), ("w", w), ("h", h)))
    return f'<c:layout xmlns:c="{GRAPHIC}"><c:manualLayout>{target}{modes}{sides}</c:manualLayout></c:layout>'
