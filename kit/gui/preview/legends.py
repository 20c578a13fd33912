"""Legends of charts: where programs put them or the file lays them, each name with its colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from kit.decks.scene.plots import Chart
from kit.gui.preview import plot
from kit.gui.preview.stage import Stage, colour

MARGIN = 0.02  # of its size that programs leave free around a chart
MARK, BEFORE, BETWEEN, APART = 0.6, 0.87, 0.64, 0.88  # an entry's mark, where its name begins, what lies between two: in parts of letters


def placed(rect: QRectF, field: tuple[float, float, float, float]) -> QRectF:
    """Return a part of a chart in pixels."""
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


def draw(stage: Stage, rect: QRectF, whole: QRectF, chart: Chart) -> QRectF:
    """Draw the legend at its side of the `whole` chart; returns the room left of `rect`."""
    entries = [(name, ink) for name, ink in _entries(chart) if name]
    if not entries:
        return rect
    if _turned(chart):
        entries.reverse()
    size = stage.points(chart.key.size or chart.size)
    face = stage.font(plot.letters(chart, "", chart.key.size, bold=chart.key.bold), size, False)
    widths = [face.wide(name) + size * BEFORE for name, _ink in entries]
    if chart.key_field is not None:
        _flow(stage, placed(whole, chart.key_field), entries, widths, chart)
        return rect
    if chart.legend in "tb":
        line, gap = size * 1.3, size * BETWEEN
        top = rect.top() + whole.height() * MARGIN if chart.legend == "t" else whole.bottom() - line - size / 10
        x = rect.center().x() - (sum(widths) + gap * (len(widths) - 1)) / 2
        for (name, ink), wide in zip(entries, widths, strict=True):
            _entry(stage, QRectF(max(x, rect.left()), top, wide + size, line), name, ink, chart)
            x += wide + gap
        return rect.adjusted(0, line * 1.2, 0, 0) if chart.legend == "t" else rect.adjusted(0, 0, 0, -line * 1.5)
    line, wide = size * 1.48, min(max(widths), rect.width() * 0.4)
    x = whole.right() - wide - size if chart.legend == "r" else whole.left() + size
    y = whole.center().y() - line * len(entries) / 2
    for n, (name, ink) in enumerate(entries):
        _entry(stage, QRectF(x, y + n * line, wide, line), name, ink, chart)
    return rect.adjusted(0, 0, -wide - size * 1.4, 0) if chart.legend == "r" else rect.adjusted(wide + size * 1.4, 0, 0, 0)


def _turned(chart: Chart) -> bool:
    """Tell whether a legend names the last series first: as they are piled up, unless it lies in one line."""
    if (chart.legend in "tb" and chart.key_field is None) or chart.kind not in ("column", "bar", "area"):
        return False
    return not chart.stack if chart.kind == "bar" else bool(chart.stack)


def _flow(stage: Stage, rect: QRectF, entries: list[tuple[str, str]], widths: list[float], chart: Chart) -> None:
    """Draw the legend where the file lays it: in as few lines as its width allows."""
    size = stage.points(chart.key.size or chart.size)
    apart = size * APART
    columns = _columns(widths, apart, rect.width())
    lines = -(-len(entries) // columns)
    high = rect.height() / lines
    x = rect.left() + apart
    for n, ((name, ink), wide) in enumerate(zip(entries, widths, strict=True)):
        x = rect.left() + apart if n % columns == 0 else x
        _entry(stage, QRectF(x, rect.top() + n // columns * high, wide + size, high), name, ink, chart)
        x += (wide if lines == 1 else max(widths)) + apart


def _columns(widths: list[float], apart: float, room: float) -> int:
    """Return how many entries stand in a line."""
    if sum(widths) + apart * (len(widths) - 1) <= room:
        return len(widths)
    return max(int((room + apart) / (max(widths) + apart)), 1)


def _entry(stage: Stage, rect: QRectF, name: str, ink: str, chart: Chart) -> None:
    look = chart.key
    size = stage.points(look.size or chart.size)
    mark = size * MARK
    stage.painter.fillRect(QRectF(rect.left(), rect.center().y() - mark / 2, mark, mark), colour(ink))
    plot.write(stage, rect.adjusted(size * BEFORE, 0, 0, 0), name, chart, "l", look.size, look.ink, bold=look.bold)
