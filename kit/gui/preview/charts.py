"""Simple charts from the values that the file remembers: columns, bars, lines, areas, pies, doughnuts, scattered points."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from kit.decks.scene.plots import Chart, Series
from kit.gui.preview import plot
from kit.gui.preview.stage import Stage, colour

NONE = (0, 0, 0, 0)
MARGIN = 0.02  # of its size that programs leave free around a chart


def draw(stage: Stage, rect: QRectF, chart: Chart) -> bool:
    """Draw a chart into `rect`; returns whether its kind is one that is drawn here."""
    make = KINDS.get(chart.kind)
    if make is None or not any(value is not None for one in chart.series for value in one.values):
        return False
    side, end = rect.width() * MARGIN, rect.height() * MARGIN
    inner = rect.adjusted(side, end, -side, -end)
    if chart.title:
        high = stage.points(chart.size * 2)
        plot.write(stage, QRectF(inner.left(), inner.top(), inner.width(), high), chart.title, chart, "ctr", chart.size * 1.2)
        inner.setTop(inner.top() + high)
    if chart.legend:
        inner = _legend(stage, inner, chart)
    make(stage, inner if chart.field is None else _placed(rect, chart.field), chart)
    return True


def _placed(rect: QRectF, field: tuple[float, float, float, float]) -> QRectF:
    x, y, w, h = field
    return QRectF(rect.left() + x * rect.width(), rect.top() + y * rect.height(), w * rect.width(), h * rect.height())


def _entries(chart: Chart) -> list[tuple[str, str]]:
    """Return what the legend says: each name and its colour."""
    if chart.kind in ("pie", "doughnut"):
        return [(name, slice_colour(chart, n)) for n, name in enumerate(chart.categories)]
    return [(one.name, one.colour) for one in chart.series]


def slice_colour(chart: Chart, place: int) -> str:
    """Return the colour of a slice of a pie."""
    return dict(chart.series[0].points).get(place, "") or chart.series[0].colour


def _legend(stage: Stage, rect: QRectF, chart: Chart) -> QRectF:
    """Draw the legend at its side; returns the room left."""
    entries = [(name, ink) for name, ink in _entries(chart) if name]
    line, mark = stage.points(chart.size * 1.5), stage.points(chart.size * 0.7)
    widths = [stage.font(plot.letters(chart), stage.points(chart.size), False).wide(name) + mark * 3 for name, _ink in entries]
    if not entries:
        return rect
    if chart.legend in "tb":
        top = rect.top() if chart.legend == "t" else rect.bottom() - line
        x = rect.left() + max(rect.width() - sum(widths), 0) / 2
        for (name, ink), wide in zip(entries, widths, strict=True):
            _entry(stage, QRectF(x, top, wide, line), name, ink, chart, mark)
            x += wide
        return rect.adjusted(0, line * 1.2, 0, 0) if chart.legend == "t" else rect.adjusted(0, 0, 0, -line * 1.2)
    wide = min(max(widths), rect.width() * 0.4)
    x = rect.right() - wide if chart.legend == "r" else rect.left()
    y = rect.center().y() - line * len(entries) / 2
    for n, (name, ink) in enumerate(entries):
        _entry(stage, QRectF(x, y + n * line, wide, line), name, ink, chart, mark)
    return rect.adjusted(0, 0, -wide, 0) if chart.legend == "r" else rect.adjusted(wide, 0, 0, 0)


def _entry(stage: Stage, rect: QRectF, name: str, ink: str, chart: Chart, mark: float) -> None:
    stage.painter.fillRect(QRectF(rect.left(), rect.center().y() - mark / 2, mark, mark), colour(ink))
    plot.write(stage, rect.adjusted(mark * 1.5, 0, 0, 0), name, chart, "l")


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
                _label(stage, box, plot.number(value, one.form), chart, across)


def _label(stage: Stage, box: QRectF, text: str, chart: Chart, across: bool) -> None:
    line = stage.points(chart.size * 1.4)
    if chart.stack:
        plot.write(stage, box, text, chart)
    elif across:
        plot.write(stage, QRectF(box.right() + stage.points(3), box.top(), 60, box.height()), text, chart, "l")
    else:
        plot.write(stage, QRectF(box.left() - 40, box.top() - line, box.width() + 80, line), text, chart)


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
                plot.write(stage, box, plot.number(one.values[n] or 0.0, one.form), chart)


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
        stage.painter.setBrush(colour(slice_colour(chart, n)))
        stage.painter.drawPath(path)
        if chart.series[0].labels and value:
            turn, far = (start + sweep / 2) * pi / 180, (side + hole) / 4 if hole else side * 0.33
            at = box.center() + QPointF(cos(turn) * far, -sin(turn) * far)
            plot.write(stage, QRectF(at.x() - 40, at.y() - 20, 80, 40), f"{value / total * 100:.0f}%", chart)
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
