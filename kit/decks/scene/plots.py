"""Charts as values: series, labels of single points, axes, and what a chart is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """The written label of one point of a series: its place, words, points, RRGGBB ("" for the chart's), side (r, l, t, b)."""

    place: int
    text: str
    size: float = 0.0
    colour: str = ""
    bold: bool = False
    side: str = "r"


@dataclass(frozen=True, slots=True)
class Letters:
    """How words of a chart look: points (0 for the chart's), RRGGBB ("" for the chart's)."""

    size: float = 0.0
    ink: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """How an axis of a chart looks: points and RRGGBB of its words, RRGGBB of its line ("" for none) and of its grid.

    `form` is the number format of its words.
    """

    size: float = 12.0
    ink: str = "595959"
    line: str = "A6A6A6"
    grid: str = "D9D9D9"
    bold: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: name, values (None where a point is missing), x values of scatter charts, RRGGBB, colours of single points.

    `form` is the number format of its labels, `width` the points of its line, `notes` the labels written for single points.
    """

    name: str
    values: tuple[float | None, ...]
    places: tuple[float | None, ...] = ()
    colour: str = ""
    points: tuple[tuple[int, str], ...] = ()
    labels: bool = False
    lines: bool = False
    form: str = ""
    width: float = 2.25
    notes: tuple[Note, ...] = ()
    label: Letters = Letters()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as its file remembers it: `kind` column, bar, line, area, pie, doughnut, scatter or other; `stack` "", stacked or percent.

    `legend` is where the legend lies (l, t, r, b, "" for none), `size` the points of its letters, `ink` their RRGGBB, `hole` the part
    that a doughnut leaves open, `gap` the space between columns in parts of a column; `reversed` tells that categories run backwards,
    `low` and `high` are the ends of the axis of values where they are fixed. `field` is where the file has laid what is drawn between the
    axes, in parts of the chart (x, y, width, height); `names` and `numbers` are the looks of the axes of categories and of values,
    `heading` and `key` those of the words of title and legend. `outer` is the same as `field` where the axes' words lie within it,
    `key_field` where the file has laid the legend.
    """

    kind: str
    series: tuple[Series, ...] = ()
    categories: tuple[str, ...] = ()
    stack: str = ""
    title: str = ""
    legend: str = ""
    size: float = 12.0
    ink: str = "595959"
    hole: float = 0.5
    gap: float = 1.5
    axes: tuple[bool, bool] = (True, True)
    grid: bool = True
    reversed: bool = False
    low: float | None = None
    high: float | None = None
    font: str = ""
    east_asian: str = ""
    field: tuple[float, float, float, float] | None = None
    names: Axis = Axis()
    numbers: Axis = Axis()
    heading: Letters = Letters()
    key: Letters = Letters()
    outer: tuple[float, float, float, float] | None = None
    key_field: tuple[float, float, float, float] | None = None
