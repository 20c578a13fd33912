"""Native charts drawn from cells: quiet, one colour, labelled directly, no legend."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties

from kit.sheets.book import Sheet

BAR, INK = "2F5D8A", "1F2933"


def bars(
    sheet: Sheet,
    anchor: str,
    title: str,
    *,
    labels: int,
    values: int,
    first: int,
    last: int,
    lying: bool = False,
    width: float = 16,
    height: float = 7.5,
    number_format: str = "0",
) -> None:
    """Draw the values of a column (with the labels of another) in rows `first` to `last` as bars, standing or lying."""
    if last < first:
        return
    chart: Any = BarChart()
    chart.type = "bar" if lying else "col"
    chart.add_data(Reference(sheet.ws, min_col=values, min_row=first, max_row=last), titles_from_data=False)
    chart.set_categories(Reference(sheet.ws, min_col=labels, min_row=first, max_row=last))
    chart.title, chart.legend, chart.gapWidth = title, None, 45
    chart.width, chart.height = width, height
    _quiet(chart, lying, number_format)
    sheet.ws.add_chart(chart, anchor)


def _quiet(chart: Any, lying: bool, number_format: str) -> None:
    """Leave the bars, their numbers and their names: values stand on the bars, so no scale and no grid are needed."""
    series = chart.series[0]
    series.graphicalProperties = GraphicalProperties(solidFill=BAR)
    series.graphicalProperties.line.noFill = True
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False, numFmt=number_format)
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=_line("9AA5B1"))
    if lying:
        chart.x_axis.scaling.orientation = "maxMin"
    left, wide = (0.3, 0.62) if lying else (0.03, 0.94)
    chart.layout = Layout(
        manualLayout=ManualLayout(xMode="edge", yMode="edge", x=left, y=0.2 if lying else 0.27, w=wide, h=0.74 if lying else 0.55)
    )
    look = CharacterProperties(sz=1150, b=True, solidFill=INK)
    chart.title.overlay = False
    for paragraph in chart.title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=look)
        for run in paragraph.r:
            run.rPr = look


def _line(colour: str) -> Any:
    return LineProperties(solidFill=colour, w=6350)
