"""Native charts with their workbook: drawn from CSV rows, in theme colours, labelled directly."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.enum.chart import XL_LABEL_POSITION as AT
from pptx.enum.chart import XL_LEGEND_POSITION as LEGEND
from pptx.enum.chart import XL_MARKER_STYLE as MARKER
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICKS
from pptx.enum.chart import XL_TICK_MARK as MARK
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.parts.chart import ChartPart
from pptx.util import Pt

from kit.decks.author import chartdata, pictures, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.chartdata import Data
from kit.decks.author.grid import Box
from kit.decks.author.layouts import Slot
from kit.decks.module.blocks import Chart

GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/chart"
KINDS = {
    "bar": KIND.BAR_CLUSTERED,
    "column": KIND.COLUMN_CLUSTERED,
    "stacked": KIND.COLUMN_STACKED,
    "stacked-bar": KIND.BAR_STACKED,
    "line": KIND.LINE,
    "area": KIND.AREA_STACKED,
    "pie": KIND.PIE,
    "doughnut": KIND.DOUGHNUT,
    "scatter": KIND.XY_SCATTER,
}
ACCENTS = (THEME.ACCENT_1, THEME.ACCENT_2, THEME.ACCENT_3, THEME.ACCENT_4, THEME.ACCENT_5, THEME.ACCENT_6)
ROUND = ("pie", "doughnut")
TEXT = 14
CROWDED = 16  # labels beyond this many no longer help


def draw(canvas: Canvas, slot: Slot | None, box: Box, chart: Chart) -> None:
    """Draw a chart into `box`; rows that hold no numbers leave a labelled box and a finding."""
    data = chartdata.read(chart, canvas.job)
    if data is None:
        pictures.label(canvas, box, chart.options.get("title", "") or chart.kind)
        return
    kind = chart.kind if chart.kind in KINDS else "bar"
    part = ChartPart.new(KINDS[kind], _filled(kind, data), canvas.slide.part.package)
    _style(part.chart, kind, data, chart.options, dark=canvas.job.theme.dark)
    _fonts(part.chart)
    _numbered(part.chart)
    rel, number = canvas.slide.part.relate_to(part, RT.CHART), canvas.number()
    held = xml.held("chart" if slot.kind == "chart" else "", slot.idx) if slot else "<p:nvPr/>"
    said = chart.options.get("alt", "") or data.said
    if kind in ROUND:
        width = min(box.w, round(box.h * 1.7))
        box = Box(box.x + (box.w - width) // 2, box.y, width, box.h)
    canvas.add(
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name={xml.attribute(f"Chart {number}")} descr={xml.attribute(said)}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{held}</p:nvGraphicFramePr>{xml.frame(box, "p")}'
        f'<a:graphic><a:graphicData uri="{GRAPHIC}"><c:chart xmlns:c="{GRAPHIC}" r:id="{rel}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def _filled(kind: str, data: Data) -> Any:
    if kind == "scatter":
        points: Any = XyChartData(number_format=data.format)  # type: ignore[no-untyped-call]
        for name, values in zip(data.names, data.values, strict=True):
            series = points.add_series(name)
            for x, y in zip(data.across, values, strict=True):
                if x is not None and y is not None:
                    series.add_data_point(x, y)
        return points
    filled: Any = CategoryChartData(number_format=data.format)  # type: ignore[no-untyped-call]
    filled.categories = data.categories
    for name, values in zip(data.names, data.values, strict=True):
        filled.add_series(name, values)
    return filled


def _style(chart: Any, kind: str, data: Data, options: dict[str, str], *, dark: bool) -> None:
    chart.font.size = Pt(TEXT)
    chart.font.color.theme_color = THEME.TEXT_1
    chart.has_title = False
    _legend(chart, kind, data)
    if kind in ROUND:
        _round(chart, kind, data)
        return
    _colours(chart, kind, data, options.get("highlight", ""))
    _axes(chart, kind, data)
    _labels(chart, kind, data, dark=dark)


def _legend(chart: Any, kind: str, data: Data) -> None:
    """Show a legend only where series cannot be named at their own marks."""
    several = len(data.names) > 1 and kind not in ("line", *ROUND)
    chart.has_legend = several or kind == "doughnut"
    if chart.has_legend:
        chart.legend.position = LEGEND.RIGHT if kind == "doughnut" else LEGEND.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(TEXT)
        chart.legend.font.color.theme_color = THEME.TEXT_1


def _round(chart: Any, kind: str, data: Data) -> None:
    plot = chart.plots[0]
    for i in range(len(data.categories)):
        fill = plot.series[0].points[i].format
        fill.fill.solid()
        fill.fill.fore_color.theme_color = ACCENTS[i % 6]
        fill.line.color.theme_color = THEME.BACKGROUND_1
        fill.line.width = Pt(1.5)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_percentage, labels.show_value = True, False
    labels.number_format, labels.number_format_is_linked = "0%", False
    labels.font.size, labels.font.bold = Pt(TEXT), True
    if kind == "pie":
        labels.show_category_name = True
        labels.position = AT.OUTSIDE_END
        labels.font.color.theme_color = THEME.TEXT_1
    else:
        labels.font.color.theme_color = THEME.BACKGROUND_1


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
    series.format.line.fill.background()
    series.marker.size = 9
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.theme_color = colour
    series.marker.format.line.fill.background()


def _axes(chart: Any, kind: str, data: Data) -> None:
    category, value = chart.category_axis, chart.value_axis
    for axis in (category, value):
        axis.tick_labels.font.size = Pt(TEXT)
        axis.major_tick_mark = axis.minor_tick_mark = MARK.NONE
        axis.tick_labels.font.color.theme_color = THEME.TEXT_2 if axis is value else THEME.TEXT_1
        axis.format.line.color.theme_color = THEME.TEXT_2
        axis.format.line.width = Pt(0.75)
    category.has_major_gridlines = kind == "scatter"
    value.has_major_gridlines = kind in ("line", "area", "scatter") or not _labelled(kind, data)
    if value.has_major_gridlines:
        value.major_gridlines.format.line.color.theme_color = THEME.BACKGROUND_2
        value.major_gridlines.format.line.width = Pt(1)
    value.format.line.fill.background()
    value.visible = value.has_major_gridlines
    if kind.endswith("bar"):
        category.reverse_order = True
    if kind in ("bar", "column", "stacked", "stacked-bar"):
        chart.plots[0].gap_width = 70
        value.minimum_scale = None if any(v is not None and v < 0 for row in data.values for v in row) else 0
        category.tick_label_position = TICKS.LOW
    if kind in ("bar", "column"):
        chart.plots[0].overlap = 0 if len(data.names) == 1 else -8


def _labelled(kind: str, data: Data) -> bool:
    return kind not in ("line", "area", "scatter") and len(data.names) * len(data.categories) <= CROWDED


def _labels(chart: Any, kind: str, data: Data, *, dark: bool) -> None:
    plot = chart.plots[0]
    if _labelled(kind, data):
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = data.format, False
        labels.font.size = Pt(TEXT)
        inside = kind.startswith("stacked")
        labels.font.color.theme_color = THEME.BACKGROUND_1 if inside else THEME.TEXT_1
        labels.position = AT.CENTER if inside else AT.OUTSIDE_END
    elif kind == "line":
        for i, series in enumerate(plot.series):
            _name(series, i, data, dark=dark)


def _name(series: Any, i: int, data: Data, *, dark: bool) -> None:
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
    label.position = AT.ABOVE if _higher(data, i, last) else AT.BELOW


def _higher(data: Data, i: int, last: int) -> bool:
    """Tell whether a line ends above the one it could be confused with, so that labels do not meet."""
    own = data.values[i][last] or 0.0
    others = [row[last] or 0.0 for n, row in enumerate(data.values) if n != i]
    return not others or own >= max(others) or (own > min(others) and i % 2 == 0)


def _fonts(chart: Any) -> None:
    """Set East Asian and Latin font on every text style of the chart."""
    from pptx.oxml import parse_xml

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
