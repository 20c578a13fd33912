"""The numbers of a chart: read from CSV rows as written, with their sign (%, ¥) and decimals kept as number format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kit.decks.author.canvas import Job
from kit.decks.module.blocks import Chart
from kit.i18n import N_

NUMBER = re.compile(r"\s*(?P<sign>[-+−]?)(?P<before>[¥$€£]?)\s*(?P<digits>\d[\d,  ]*)?(?P<decimals>\.\d+)?\s*(?P<after>[^\d\s]*)\s*\Z")


def read(chart: Chart, job: Job) -> Data | None:
    """Return the chart's numbers, or None with a finding where there are none."""
    rows = chart.rows
    if len(rows) < 2 or len(rows[0]) < 2:
        _empty(chart, job)
        return None
    width = len(rows[0])
    body = [(*row, *("",) * (width - len(row)))[:width] for row in rows[1:]]
    cells = [[_number(cell) for cell in row[1:]] for row in body]
    bad = next(
        (row[i + 1] for row, numbers in zip(body, cells, strict=True) for i, n in enumerate(numbers) if n is None and row[i + 1].strip()),
        "",
    )
    if bad:
        job.note("author.chart-number", N_("“{text}” in the chart is not a number: it is left out."), line=chart.line, text=bad)
    values = tuple(tuple(numbers[i] for numbers in cells) for i in range(width - 1))
    if not any(value is not None for row in values for value in row):
        _empty(chart, job)
        return None
    return Data(tuple(row[0] for row in body), tuple(rows[0][1:]), values, _format(body, chart.options.get("unit", "")))


def _empty(chart: Chart, job: Job) -> None:
    text = N_("The chart needs a row of series names and at least one row of numbers.")
    job.note("author.chart-empty", text, line=chart.line, severity="error")


def _number(cell: str) -> float | None:
    match = NUMBER.match(cell)
    if not match or not (match["digits"] or match["decimals"]):
        return None
    digits = re.sub(r"[,  ]", "", match["digits"] or "0")
    value = float(digits + (match["decimals"] or ""))
    return -value if match["sign"] in ("-", "−") else value


def _format(body: list[tuple[str, ...]], unit: str) -> str:
    """Return the number format that shows the numbers as they were written."""
    found = [match for row in body for cell in row[1:] if cell.strip() and (match := NUMBER.match(cell))]
    decimals = max((len(match["decimals"] or ".") - 1 for match in found), default=0)
    after = unit or next((match["after"] for match in found if match["after"]), "")
    before = next((match["before"] for match in found if match["before"]), "")
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    return (f'"{before}"' if before else "") + shown + (f'"{after}"' if after else "")


@dataclass(frozen=True)
class Data:
    """Categories, series names, values a series, and the number format."""

    categories: tuple[str, ...]
    names: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    format: str

    @property
    def across(self) -> tuple[float | None, ...]:
        """The first column as numbers, for scatter plots."""
        return tuple(_number(category) for category in self.categories)

    @property
    def axis(self) -> str:
        """The number format of the axis: the numbers' sign, without decimals that say nothing there."""
        highest = max((abs(value) for row in self.values for value in row if value is not None), default=0.0)
        return re.sub(r"#,##0(\.0+)?", "#,##0" if highest >= 1000 else "General", self.format)

    @property
    def said(self) -> str:
        """The chart in words, for those who do not see it."""
        parts = []
        for name, values in zip(self.names, self.values, strict=True):
            told = ", ".join(f"{c} {self.shown(v)}" for c, v in zip(self.categories, values, strict=True) if v is not None)
            parts.append(f"{name}: {told}" if name else told)
        return "; ".join(parts)

    def shown(self, value: float | None) -> str:
        """Return a value as the chart's labels show it."""
        if value is None:
            return ""
        before, after = [*re.findall(r'"([^"]*)"', self.format), "", ""][:2]
        if not self.format.startswith('"'):
            before, after = "", before
        decimals = len(self.format.partition(".")[2].split('"')[0])
        return f"{before}{value:,.{decimals}f}{after}"
