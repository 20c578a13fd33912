"""Native charts with their workbook: drawn from CSV rows, in theme colours, labelled directly."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.packuri import PackURI
from pptx.parts.chart import ChartPart

from kit.decks.author import chartdata, chartstyle, packing, pictures, swapping, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.chartdata import Data
from kit.decks.author.chartpalette import GRAPHIC, ROUND
from kit.decks.author.grid import POINT, Box
from kit.decks.author.layouts import Slot
from kit.decks.module.blocks import Chart
from kit.i18n import N_

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


def draw(canvas: Canvas, slot: Slot | None, box: Box, chart: Chart) -> None:
    """Draw a chart into `box`; rows that hold no numbers leave a labelled box and a finding."""
    data = chartdata.read(chart, canvas.job)
    if data is None:
        pictures.label(canvas, box, chart.options.get("title", "") or chart.kind)
        return
    kind = _kind(canvas, chart, data)
    if kind in ROUND:
        width = min(box.w, round(box.h * 1.7))
        box = Box(box.x + (box.w - width) // 2, box.y, width, box.h)
    size = (box.w / POINT, box.h / POINT)
    rel, number = canvas.sheet.relate("chart", _part(canvas, kind, data, chart, size)), canvas.number()
    held = xml.held("chart" if slot.kind == "chart" else "", slot.idx) if slot else "<p:nvPr/>"
    said = chart.options.get("alt", "") or data.said
    canvas.add(
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name={xml.attribute(f"Chart {number}")} descr={xml.attribute(said)}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{held}</p:nvGraphicFramePr>{xml.frame(box, "p")}'
        f'<a:graphic><a:graphicData uri="{GRAPHIC}"><c:chart xmlns:c="{GRAPHIC}" r:id="{rel}"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def _part(canvas: Canvas, kind: str, data: Data, chart: Chart, size: tuple[float, float]) -> str:
    """Add the chart with its workbook to the package and return the part's name."""
    filled = _filled(kind, data)
    part: Any = ChartPart.load(PackURI("/ppt/charts/chart1.xml"), CT.DML_CHART, None, filled.xml_bytes(KINDS[kind]))  # type: ignore[arg-type]
    part._element.get_or_add_externalData().rId = "rId1"
    chartstyle.style(part.chart, kind, data, chart.options, canvas.job.theme, size)
    return canvas.sheet.binder.chart(swapping.chart(part.blob, canvas.job.theme), packing.workbook(filled.xlsx_blob))


def _kind(canvas: Canvas, chart: Chart, data: Data) -> str:
    """Return what is drawn: what was asked for, but columns for a pie of several series, which would show only the first."""
    if chart.kind == "pie" and len(data.names) > 1:
        canvas.job.note(
            "author.chart-pie",
            N_("A pie shows one series only: this chart has {count} and became columns."),
            line=chart.line,
            count=len(data.names),
        )
        return "column"
    return chart.kind if chart.kind in KINDS else "bar"


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
