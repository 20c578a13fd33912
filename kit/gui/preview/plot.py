"""The field of a chart: axes with round numbers, and where values and categories lie in it."""

from __future__ import annotations

import re
from math import floor, log10

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPen

from kit.decks.scene.plots import Chart
from kit.decks.scene.values import Paragraph, Run
from kit.gui.preview import words
from kit.gui.preview.stage import Stage, colour

NONE, GAP = (0, 0, 0, 0), 2.8  # points between an axis and its words
FORM = re.compile(r'((?:"[^"]*"|\\.)*)((?:#,##)?0(?:\.0+)?)(%?)((?:"[^"]*"|\\.| )*)')
SPACE = re.compile(r"[_*].|\[[^\]]*\]")  # spaces as wide as a letter, letters that fill, colours
ROOM = 0.05  # that programs leave above the highest value


def write(
    stage: Stage, rect: QRectF, text: str, chart: Chart, align: str = "ctr", size: float = 0.0, ink: str = "", *, bold: bool = False
) -> None:
    """Write one line of a chart."""
    run = letters(chart, text, size, ink, bold=bold)
    words.write(stage, rect, (Paragraph((run,), align=align),), NONE, "ctr", wrap=align == "ctr" and len(text) > 12)


def letters(chart: Chart, text: str = "", size: float = 0.0, ink: str = "", *, bold: bool = False) -> Run:
    """Return words as a chart writes them."""
    return Run(text, size or chart.size, bold, colour=ink or chart.ink, font=chart.font, east_asian=chart.east_asian)


def scale(low: float, high: float, near: bool = False) -> tuple[float, float, float]:
    """Return the ends of an axis and its step: round numbers that hold `low` and `high` and reach zero.

    Where `near` is meant and all values lie close together far from zero, the axis begins near them, as programs have it.
    """
    if not (near and 0 < high - low < high / 6 and low > 0):
        low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        high = low + 1.0
    rough = (high - low) / 8
    power = 10.0 ** floor(log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if rough <= power * n)
    return floor(low / step) * step, -floor(-high * 1.0001 / step) * step, step


def number(value: float, form: str = "") -> str:
    """Return a value as axes and labels write it; `form` is a number format of the file: 0, 0.0, #,##0, 0%, with words around in quotes.

    Of a format in several sections (above zero; below; zero) the value's is taken.
    """
    form = SPACE.sub("", form)
    parts = form.split(";")
    if len(parts) > 1 and value <= 0:
        form, value = (parts[2] if value == 0 and len(parts) > 2 else parts[1] if value < 0 else parts[0]), abs(value)
    else:
        form = parts[0]
    if len(parts) > 2 and form and not any(sign in form for sign in "0#"):
        return _plain(form.replace("?", ""))
    found = FORM.fullmatch(form)
    if found is not None:
        before, digits, per, after = found.groups()
        places = len(digits.partition(".")[2])
        said = f"{value * (100 if per else 1):{',' if ',' in digits else ''}.{places}f}"
        return f"{_plain(before)}{said}{'%' if per else ''}{_plain(after)}"
    if abs(value) >= 10_000_000 or (value and abs(value) < 0.0001):
        return f"{value:.2g}"
    return f"{round(value, 4):g}" if abs(value) < 100_000 else f"{value:.0f}"


def _plain(words: str) -> str:
    return words.replace('"', "").replace("\\", "")


class Plot:
    """The field between the axes: places of values and categories in pixels, axes drawn; `across` when bars lie."""

    def __init__(self, stage: Stage, rect: QRectF, chart: Chart, spans: list[list[tuple[float, float]]], across: bool = False) -> None:
        self.stage, self.chart, self.across = stage, chart, across
        ends = [value for row in spans for pair in row for value in pair]
        ends = ends if chart.kind in ("column", "bar", "area") or chart.stack else [b for row in spans for _a, b in row]
        least, most = (chart.low if chart.low is not None else min(ends)), (chart.high if chart.high is not None else max(ends))
        most += (most - min(least, 0.0)) * ROOM if chart.high is None and chart.stack != "percent" else 0.0
        low, high, self.step = scale(least, most, near=chart.kind in ("line", "scatter"))
        self.low, self.high = chart.low if chart.low is not None else low, chart.high if chart.high is not None else high
        self.high = self.high if self.high > self.low else self.low + 1
        self.count = max(len(row) for row in spans)
        line = stage.points(max(chart.names.size, chart.numbers.size) * 1.3)
        gap = stage.points(GAP)
        look = chart.names if across else chart.numbers
        face = stage.font(letters(chart, "", look.size, bold=look.bold), stage.points(look.size), False)
        names = chart.categories if across else [number(self.high, look.form), number(self.low, look.form)]
        side = max((face.wide(name) for name in names), default=0.0) + gap
        shown = chart.axes[0] if across else chart.axes[1]
        below = chart.axes[1] if across else chart.axes[0]
        self.field = rect
        if chart.field is None:
            self.field = rect.adjusted(min(side, rect.width() * 0.35) if shown else 0, line / 2, 0, -line - gap / 2 if below else 0)
            if across and chart.reversed and below:
                self.field.adjust(0, line / 2, 0, line)  # numbers stand above
        self._axes(rect, line)

    def at(self, value: float) -> float:
        """Return where a value lies, in pixels along its axis."""
        part = (value - self.low) / (self.high - self.low)
        return self.field.left() + part * self.field.width() if self.across else self.field.bottom() - part * self.field.height()

    def slot(self, place: int) -> tuple[float, float]:
        """Return where a category begins and how wide it is; lying bars begin at the bottom, as programs have it."""
        place = self.count - 1 - place if self.chart.reversed else place
        if self.across:
            wide = self.field.height() / self.count
            return self.field.bottom() - (place + 1) * wide, wide
        wide = self.field.width() / self.count
        return self.field.left() + place * wide, wide

    def _axes(self, rect: QRectF, line: float) -> None:
        painter, field, look, hair = self.stage.painter, self.field, self.chart.numbers, max(self.stage.points(0.75), 0.6)
        for n in range(round((self.high - self.low) / self.step) + 1):
            value = self.low + n * self.step
            if self.chart.grid and look.grid:
                painter.setPen(QPen(colour(look.grid), hair))
                self._across(self.at(value))
            if self.chart.axes[1]:
                text = f"{number(value)}%" if self.chart.stack == "percent" else number(value, look.form)
                write(
                    self.stage,
                    self._beside(rect, self.at(value), line),
                    text,
                    self.chart,
                    "ctr" if self.across else "r",
                    look.size,
                    look.ink,
                    bold=look.bold,
                )
        if self.chart.names.line and self.chart.axes[0]:
            painter.setPen(QPen(colour(self.chart.names.line), hair))
            self._across(self.at(min(max(0.0, self.low), self.high)))
        if self.chart.field is not None:
            rect = field.adjusted(-field.left(), 0, 0, line)
        self._names(rect, line)

    def _across(self, place: float) -> None:
        """Draw a line over the field at a value."""
        field = self.field
        ends = (field.top(), field.bottom()) if self.across else (field.left(), field.right())
        a, b = (QPointF(place, end) if self.across else QPointF(end, place) for end in ends)
        self.stage.painter.drawLine(a, b)

    def _beside(self, rect: QRectF, place: float, line: float) -> QRectF:
        """Return where the number of a value stands: above lying bars whose categories run downwards, as programs have it."""
        if self.across:
            return QRectF(place - 40, self.field.top() - line if self.chart.reversed else self.field.bottom(), 80, line)
        left = rect.left() if self.chart.field is None else self.field.left() - self.stage.points(200)
        return QRectF(left, place - line / 2, self.field.left() - left - self.stage.points(GAP), line)

    def _names(self, rect: QRectF, line: float) -> None:
        if not self.chart.axes[0]:
            return
        look = self.chart.names
        every = max(1, -(-self.count // max(1, int(self.field.width() / (line * 1.5))))) if not self.across else 1
        for n in range(0, min(self.count, len(self.chart.categories)), every):
            start, wide = self.slot(n)
            if self.across:
                box = QRectF(rect.left(), start, self.field.left() - rect.left() - self.stage.points(GAP), wide)
                write(self.stage, box, self.chart.categories[n], self.chart, "r", look.size, look.ink, bold=look.bold)
            else:
                box = QRectF(start, self.field.bottom() + self.stage.points(GAP / 2), wide * every, line)
                write(self.stage, box, self.chart.categories[n], self.chart, "ctr", look.size, look.ink, bold=look.bold)
