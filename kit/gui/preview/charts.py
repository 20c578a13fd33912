"""Simple charts from the values that the file remembers: columns, bars, lines, areas, pies, doughnuts, scattered points."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from kit.decks.scene.plots import Chart, Letters, Series
from kit.decks.scene.values import Paragraph
from kit.gui.preview import legends, plot, typeset, words
from kit.gui.preview.stage import Stage, colour

TITLE = 0.8  # of its width that a chart's title takes
PADDING = 3.0  # points around a title


def draw(stage: Stage, rect: QRectF, chart: Chart) -> bool:
    """Draw a chart into `rect`; returns whether its kind is one that is drawn here."""
    make = KINDS.get(chart.kind)
    if make is None or not any(value is not None for one in chart.series for value in one.values):
        return False
    side, end = rect.width() * legends.MARGIN, rect.height() * legends.MARGIN
    inner = rect
    if chart.title:
        inner = _title(stage, rect.adjusted(0, 2 * end, 0, 0), chart)
    if chart.legend:
        inner = legends.draw(stage, inner, rect, chart)
    laid = chart.field or chart.outer
    make(stage, inner.adjusted(side, end, -side, -end) if laid is None else legends.placed(rect, laid), chart)
    return True


def _title(stage: Stage, rect: QRectF, chart: Chart) -> QRectF:
    """Write the title over the chart; returns the room left."""
    look = chart.heading
    wide = rect.width() * TITLE
    run = plot.letters(chart, chart.title, look.size, look.ink, bold=look.bold)
    rows = typeset.laid(stage, (Paragraph((run,), align="ctr"),), wide)
    high = typeset.height(rows) + 2 * stage.points(PADDING)
    words.write(stage, QRectF(rect.center().x() - wide / 2, rect.top(), wide, high), (Paragraph((run,), align="ctr"),), plot.NONE, "ctr")
    return rect.adjusted(0, high, 0, 0)


def _stacked(chart: Chart) -> list[list[tuple[float, float]]]:
    """Return from where to where each point of each series goes on the axis of values."""
    count = max(len(one.values) for one in chart.series)
    ups, downs = [0.0] * count, [0.0] * count
    totals = [sum(abs(one.values[n] or 0) for one in chart.series if n < len(one.values)) or 1.0 for n in range(count)]
    found = []
    for one in chart.series:
        row = []
        for n in range(count):
            value = (one.values[n] or 0.0) if n < len(one.values) else 0.0
            value = value / totals[n] * 100 if chart.stack == "percent" else value
            base = (ups if value >= 0 else downs) if chart.stack else [0.0] * count
            row.append((base[n], base[n] + value))
            if chart.stack:
                base[n] += value
        found.append(row)
    return found


def _bars(stage: Stage, rect: QRectF, chart: Chart) -> None:
    across = chart.kind == "bar"
    spans = _stacked(chart)
    field = plot.Plot(stage, rect, chart, spans, across)
    shown = 1 if chart.stack else len(chart.series)
    for place in range(field.count):
        start, wide = field.slot(place)
        thick = wide / (shown + chart.gap)
        for n, (one, row) in enumerate(zip(chart.series, spans, strict=True)):
            value = one.values[place] if place < len(one.values) else None
            if value is None:
                continue
            a, b = sorted((field.at(row[place][0]), field.at(row[place][1])))
            order = 0 if chart.stack else len(chart.series) - 1 - n if across != chart.reversed else n
            side = start + thick * (chart.gap / 2 + order)
            box = QRectF(a, side, b - a, thick) if across else QRectF(side, a, thick, b - a)
            stage.painter.fillRect(box, colour(dict(one.points).get(place, one.colour)))
            if one.labels:
                _label(stage, box, plot.number(value, one.form), chart, one.label, across)


def _label(stage: Stage, box: QRectF, text: str, chart: Chart, look: Letters, across: bool) -> None:
    line = stage.points((look.size or chart.size) * 1.4)
    align = "ctr"
    if across and not chart.stack:
        box, align = QRectF(box.right() + stage.points(3), box.top(), 60, box.height()), "l"
    elif not chart.stack:
        box = QRectF(box.left() - 40, box.top() - line, box.width() + 80, line)
    plot.write(stage, box, text, chart, align, look.size, look.ink, bold=look.bold)


def _lines(stage: Stage, rect: QRectF, chart: Chart) -> None:
    spans = _stacked(chart)
    field = plot.Plot(stage, rect, chart, spans)
    area = chart.kind == "area"
    order = list(zip(chart.series, spans, strict=True))
    for one, row in reversed(order) if area else order:
        points = []
        for n, value in enumerate(one.values):
            start, wide = field.slot(n)
            if value is not None:
                points.append((n, QPointF(start + wide / 2, field.at(row[n][1]))))
        if area and points:
            ends = [QPointF(points[-1][1].x(), field.at(0)), QPointF(points[0][1].x(), field.at(0))]
            stage.painter.setPen(Qt.PenStyle.NoPen)
            stage.painter.setBrush(colour(one.colour))
            stage.painter.drawPolygon(QPolygonF([*(point for _n, point in points), *ends]))
            continue
        _stroke(stage, one, [point for _n, point in points])
        _notes(stage, one, dict(points), chart)
        if one.labels:
            for n, point in points:
                box = QRectF(point.x() - 40, point.y() - stage.points(chart.size * 1.6), 80, stage.points(chart.size * 1.4))
                plot.write(stage, box, plot.number(one.values[n] or 0.0, one.form), chart, "ctr", one.label.size, one.label.ink)


def _notes(stage: Stage, one: Series, points: dict[int, QPointF], chart: Chart) -> None:
    """Write the labels that single points have."""
    gap, far = stage.points(4), stage.points(300)
    for note in one.notes:
        if (at := points.get(note.place)) is None:
            continue
        line = stage.points((note.size or chart.size) * 1.4)
        middle = QRectF(at.x() - far / 2, at.y() - line / 2, far, line)
        box, align = {
            "r": (middle.translated(far / 2 + gap, 0), "l"),
            "l": (middle.translated(-far / 2 - gap, 0), "r"),
            "b": (middle.translated(0, line), "ctr"),
        }.get(note.side, (middle.translated(0, -line), "ctr"))
        plot.write(stage, box, note.text, chart, align, note.size, note.colour, bold=note.bold)


def _stroke(stage: Stage, one: Series, points: list[QPointF]) -> None:
    pen = QPen(colour(one.colour), max(stage.points(one.width), 0.6))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stage.painter.setPen(pen)
    stage.painter.setBrush(Qt.BrushStyle.NoBrush)
    stage.painter.drawPolyline(QPolygonF(points))


def _points(stage: Stage, rect: QRectF, chart: Chart) -> None:
    spans = [[(0.0, value or 0.0) for value in one.values] for one in chart.series]
    places = [_places(one) for one in chart.series]
    xs = [x for row in places for x in row if x is not None] or [0.0, 1.0]
    low, high, _step = plot.scale(min(xs), max(xs))
    field = plot.Plot(stage, rect, chart, spans)
    for one, row in zip(chart.series, places, strict=True):
        found = []
        for n, value in enumerate(one.values):
            x = row[n] if n < len(row) else float(n + 1)
            if value is not None and x is not None:
                found.append(QPointF(field.field.left() + (x - low) / (high - low) * field.field.width(), field.at(value)))
        if one.lines:
            _stroke(stage, one, found)
        stage.painter.setPen(Qt.PenStyle.NoPen)
        stage.painter.setBrush(colour(one.colour))
        for at in found:
            stage.painter.drawEllipse(at, stage.points(3), stage.points(3))


def _places(one: Series) -> tuple[float | None, ...]:
    """Return where the points of a series lie across; they are counted where the file has words in place of numbers."""
    if any(x is not None for x in one.places):
        return one.places
    return tuple(float(n + 1) for n in range(len(one.values)))


def _pie(stage: Stage, rect: QRectF, chart: Chart) -> None:
    values = [max(value or 0.0, 0.0) for value in chart.series[0].values]
    total, side = sum(values) or 1.0, min(rect.width(), rect.height()) * (0.94 if chart.field is None else 1.0)
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    hole = side * chart.hole if chart.kind == "doughnut" else 0.0
    start = 90.0
    for n, value in enumerate(values):
        sweep = -360.0 * value / total
        path = QPainterPath(box.center())
        path.arcTo(box, start, sweep)
        path.closeSubpath()
        if hole:
            inner = QPainterPath()
            inner.addEllipse(box.center(), hole / 2, hole / 2)
            path = path.subtracted(inner)
        stage.painter.setPen(QPen(colour("FFFFFF"), max(stage.points(1), 0.6)))
        stage.painter.setBrush(colour(legends.slice_colour(chart, n)))
        stage.painter.drawPath(path)
        if chart.series[0].labels and value:
            look = chart.series[0].label
            turn, far = (start + sweep / 2) * pi / 180, (side + hole) / 4 if hole else side * 0.33
            at = box.center() + QPointF(cos(turn) * far, -sin(turn) * far)
            plot.write(stage, QRectF(at.x() - 40, at.y() - 20, 80, 40), f"{value / total * 100:.0f}%", chart, "ctr", look.size, look.ink)
        start += sweep


KINDS: dict[str, Callable[[Stage, QRectF, Chart], None]] = {
    "column": _bars,
    "bar": _bars,
    "line": _lines,
    "area": _lines,
    "pie": _pie,
    "doughnut": _pie,
    "scatter": _points,
}
