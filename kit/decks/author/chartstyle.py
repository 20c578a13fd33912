"""How charts look: theme colours, few lines, labels at the marks instead of a legend where that is possible."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION as AT
from pptx.enum.chart import XL_LEGEND_POSITION as LEGEND
from pptx.enum.chart import XL_MARKER_STYLE as MARKER
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICKS
from pptx.enum.chart import XL_TICK_MARK as MARK
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.oxml import parse_xml
from pptx.util import Pt

from kit.decks.author import contrast, xml
from kit.decks.author.chartdata import Data
from kit.decks.author.theme import Theme
from kit.decks.fit import metrics

GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/chart"
ACCENTS = (THEME.ACCENT_1, THEME.ACCENT_2, THEME.ACCENT_3, THEME.ACCENT_4, THEME.ACCENT_5, THEME.ACCENT_6)
ROUND = ("pie", "doughnut")
TEXT = 14
CLOSE = 0.07  # of the range: nearer ends of lines cannot both have their name beside them
WIDTH = 640.0  # points: what a chart is taken to be wide
CROWDED = 16  # labels beyond this many no longer help


def style(chart: Any, kind: str, data: Data, options: dict[str, str], theme: Theme) -> None:
    """Dress a chart; the option `highlight` names the one category that keeps its colour."""
    chart.font.size = Pt(TEXT)
    chart.font.color.theme_color = THEME.TEXT_1
    chart.has_title = False
    _legend(chart, kind, data)
    if kind in ROUND:
        _round(chart, kind, data, theme)
    else:
        _colours(chart, kind, data, options.get("highlight", ""))
        _axes(chart, kind, data, options)
        _labels(chart, kind, data, options, theme)
    _fonts(chart)
    _numbered(chart)
    for blanks in chart._chartSpace.iter(f"{{{GRAPHIC}}}dispBlanksAs"):
        blanks.set("val", "span" if kind == "line" else "gap")


def _legend(chart: Any, kind: str, data: Data) -> None:
    """Show a legend only where series cannot be named at their own marks."""
    several = len(data.names) > 1 and kind not in ("line", *ROUND)
    chart.has_legend = several or kind == "doughnut"
    if chart.has_legend:
        chart.legend.position = LEGEND.RIGHT if kind == "doughnut" else LEGEND.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(TEXT)
        chart.legend.font.color.theme_color = THEME.TEXT_1


def _round(chart: Any, kind: str, data: Data, theme: Theme) -> None:
    plot = chart.plots[0]
    for series in plot.series:
        for i in range(len(data.categories)):
            _slice(series.points[i], i, kind, theme)
    for label in chart._chartSpace.iter(f"{{{GRAPHIC}}}dLbl"):
        for tag, shown in (("showVal", "0"), ("showPercent", "1")):
            label.find(f"{{{GRAPHIC}}}{tag}").set("val", shown)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_percentage, labels.show_value = True, False
    labels.number_format, labels.number_format_is_linked = "0%", False
    labels.font.size, labels.font.bold = Pt(TEXT), True
    labels.font.color.theme_color = THEME.TEXT_1
    if kind == "pie":
        labels.show_category_name = True
        labels.position = AT.OUTSIDE_END


def _slice(point: Any, i: int, kind: str, theme: Theme) -> None:
    look = point.format
    look.fill.solid()
    look.fill.fore_color.theme_color = ACCENTS[i % 6]
    look.line.color.theme_color = THEME.BACKGROUND_1
    look.line.width = Pt(1.5)
    if kind == "doughnut":
        font = point.data_label.font
        font.size, font.bold = Pt(TEXT), True
        font.color.theme_color = _on(i, theme)


def _on(i: int, theme: Theme) -> Any:
    """Return the theme colour of text that stands on an accent: whichever is in contrast."""
    accent, colours = theme.colours.accents[i % 6], theme.colours
    dark = contrast.ratio(colours.ink, accent) >= contrast.ratio(colours.paper, accent)
    return THEME.TEXT_1 if dark else THEME.BACKGROUND_1


def _colours(chart: Any, kind: str, data: Data, highlight: str) -> None:
    for i, series in enumerate(chart.plots[0].series):
        colour = ACCENTS[i % 6]
        if kind in ("line", "scatter"):
            _line(series, kind, colour)
            continue
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour
        if highlight and len(data.names) == 1:
            for n, category in enumerate(data.categories):
                if category != highlight:
                    point = series.points[n].format.fill
                    point.solid()
                    point.fore_color.theme_color = THEME.ACCENT_5


def _line(series: Any, kind: str, colour: Any) -> None:
    series.smooth = False
    if kind == "line":
        series.format.line.color.theme_color = colour
        series.format.line.width = Pt(2.75)
        series.marker.style = MARKER.NONE
        return
    series.marker.style = MARKER.CIRCLE
    series.format.line.fill.background()
    series.marker.size = 9
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.theme_color = colour
    series.marker.format.line.fill.background()


def _axes(chart: Any, kind: str, data: Data, options: dict[str, str]) -> None:
    category, value = chart.category_axis, chart.value_axis
    for axis in (category, value):
        axis.tick_labels.font.size = Pt(TEXT)
        axis.major_tick_mark = axis.minor_tick_mark = MARK.NONE
        axis.tick_labels.font.color.theme_color = THEME.TEXT_2 if axis is value else THEME.TEXT_1
        axis.format.line.color.theme_color = THEME.TEXT_2
        axis.format.line.width = Pt(0.75)
    category.has_major_gridlines = False
    category.tick_label_position = TICKS.LOW
    value.has_major_gridlines = kind in ("line", "area", "scatter") or not _labelled(kind, data)
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


def _labelled(kind: str, data: Data) -> bool:
    return kind not in ("line", "area", "scatter") and len(data.names) * len(data.categories) <= CROWDED


def _labels(chart: Any, kind: str, data: Data, options: dict[str, str], theme: Theme) -> None:
    plot = chart.plots[0]
    if _labelled(kind, data):
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = data.format, False
        labels.font.size = Pt(TEXT)
        inside = kind.startswith("stacked")
        labels.font.color.theme_color = THEME.TEXT_1
        labels.position = AT.CENTER if inside else AT.OUTSIDE_END
        for i, series in enumerate(plot.series if inside else ()):
            _inside(series, i, data, theme)
    elif kind == "line":
        ends = _ends(data)
        for i, series in enumerate(plot.series):
            _name(series, i, data, ends[i], dark=theme.dark)
        _beside(chart, data, options)


def _inside(series: Any, i: int, data: Data, theme: Theme) -> None:
    """Label a series on its own bars in the colour that is in contrast there."""
    labels = series.data_labels
    labels.show_value, labels.position = True, AT.CENTER
    labels.number_format, labels.number_format_is_linked = data.format, False
    labels.font.size = Pt(TEXT)
    labels.font.color.theme_color = _on(i, theme)


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


def _beside(chart: Any, data: Data, options: dict[str, str]) -> None:
    """Leave room for the names at the right of the lines, and for the numbers at their left."""
    names = [f"{name} {data.shown(value)}" for name, row in zip(data.names, data.values, strict=True) for value in row[-1:]]
    right = min(max(metrics.width(name, TEXT, bold=True) for name in names) + 16, 0.3 * WIDTH) / WIDTH
    left = (max(metrics.width(data.shown(value), TEXT) for row in data.values for value in row) + 14 + 26 * bool(options.get("y"))) / WIDTH
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


def _fonts(chart: Any) -> None:
    """Set East Asian and Latin font on every text style of the chart."""
    pattern = f"{{{xml.A}}}"
    for props in chart._chartSpace.iter(f"{pattern}defRPr", f"{pattern}rPr"):
        for tag, face in (("latin", "+mn-lt"), ("ea", "+mn-ea")):
            if props.find(f"{pattern}{tag}") is None:
                props.append(parse_xml(f'<a:{tag} xmlns:a="{xml.A}" typeface="{face}"/>'))


def _numbered(chart: Any) -> None:
    """Give axes positive numbers: the library's own are negative, which the schema forbids."""
    for tag in ("axId", "crossAx"):
        for element in chart._chartSpace.iter(f"{{{GRAPHIC}}}{tag}"):
            element.set("val", str(abs(int(element.get("val")))))
