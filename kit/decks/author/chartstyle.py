"""How charts look: theme colours, few lines, labels at the marks instead of a legend where that is possible."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION as AT
from pptx.enum.chart import XL_LEGEND_POSITION as LEGEND
from pptx.enum.chart import XL_MARKER_STYLE as MARKER
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.oxml import parse_xml
from pptx.util import Pt

from kit.decks.author import chartaxes, chartends, chartnames, contrast, xml
from kit.decks.author.chartdata import Data
from kit.decks.author.chartpalette import ACCENTS, GRAPHIC, ROUND, TEXT
from kit.decks.author.theme import Theme


def style(chart: Any, kind: str, data: Data, options: dict[str, str], theme: Theme, size: tuple[float, float]) -> None:
    """Dress a chart, its `size` in points; the option `highlight` names the one category that keeps its colour."""
    chart.font.size = Pt(TEXT)
    chart.font.color.theme_color = THEME.TEXT_1
    chart.has_title = chart.has_legend = False
    if kind in ROUND:
        _round(chart, kind, data, theme, size)
    else:
        _colours(chart, kind, data, options.get("highlight", ""))
        chartaxes.dress(chart, kind, data, options)
        _labels(chart, kind, data, options, theme, size[0])
        _names(chart, kind, data, options, theme, size)
    _fonts(chart)
    _numbered(chart)
    for blanks in chart._chartSpace.iter(f"{{{GRAPHIC}}}dispBlanksAs"):
        blanks.set("val", "span" if kind == "line" else "gap")


def _names(chart: Any, kind: str, data: Data, options: dict[str, str], theme: Theme, size: tuple[float, float]) -> None:
    """Show a legend only where series cannot be named at their own marks."""
    if kind == "line" or len(data.names) < 2:
        return
    near = kind == "area" or (kind in ("bar", "column") and chartaxes.labelled(kind, data))
    if not (near and chartnames.series(chart, kind, data, lambda i: _on(i, theme), *size)):
        chartnames.legend(chart, data, options, *size)


def _round(chart: Any, kind: str, data: Data, theme: Theme, size: tuple[float, float]) -> None:
    plot, named = chart.plots[0], kind == "pie" or chartnames.ringed(data, size[1])
    for series in plot.series:
        for i in range(len(data.categories)):
            _slice(series.points[i], i, kind, theme)
    for label in chart._chartSpace.iter(f"{{{GRAPHIC}}}dLbl"):
        for tag, shown in (("showVal", "0"), ("showPercent", "1"), ("showCatName", str(int(named)))):
            label.find(f"{{{GRAPHIC}}}{tag}").set("val", shown)
        chartnames.separated(label, "\n")
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_percentage, labels.show_value = True, False
    labels.number_format, labels.number_format_is_linked = "0%", False
    labels.font.size, labels.font.bold = Pt(TEXT), True
    labels.font.color.theme_color = THEME.TEXT_1
    labels.show_category_name = named
    if kind == "pie":
        labels.position = AT.OUTSIDE_END
        chartnames.separated(labels._element, " " if chartnames.turned(data) else "\n")
    elif not named:
        chart.has_legend = True
        chart.legend.position, chart.legend.include_in_layout = LEGEND.RIGHT, False
        chart.legend.font.size = Pt(TEXT)
        chart.legend.font.color.theme_color = THEME.TEXT_1
    chartnames.slices(chart, kind, data, *size)


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


def _labels(chart: Any, kind: str, data: Data, options: dict[str, str], theme: Theme, width: float) -> None:
    plot = chart.plots[0]
    if chartaxes.labelled(kind, data):
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
        chartends.label(chart, data, options, width, dark=theme.dark)


def _inside(series: Any, i: int, data: Data, theme: Theme) -> None:
    """Label a series on its own bars in the colour that is in contrast there."""
    labels = series.data_labels
    labels.show_value, labels.position = True, AT.CENTER
    labels.number_format, labels.number_format_is_linked = data.format, False
    labels.font.size = Pt(TEXT)
    labels.font.color.theme_color = _on(i, theme)


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
