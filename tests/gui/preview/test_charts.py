"""Charts stand where programs lay them, with the looks their files give titles, legends, labels and axes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage

from kit.decks.scene import Chart, Series
from kit.decks.scene.plots import Letters
from kit.gui.preview import legends, plot
from tests.gui.preview.test_painter import INCH, box, ink, painted

RED, BLUE, GREEN = QColor("#FF0000"), QColor("#0000FF"), QColor("#00FF00")
CHART = Chart(
    "column", (Series("a", (1.0,), colour="FF0000"), Series("b", (1.0,), colour="0000FF")), ("x",), grid=False, axes=(False, False)
)


def marks(image: QImage, colour: QColor) -> list[tuple[int, int]]:
    return [(x, y) for x in range(40, 260) for y in range(40, 160) if image.pixelColor(x, y) == colour]


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (1600.0, '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-', "1,600"),
        (0.0, '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-', "-"),
        (-5.0, "0;\\-0", "-5"),
        (0.25, "[Red]0%", "25%"),
    ],
)
def test_a_number_format_has_sections_and_spaces(value: float, form: str, said: str) -> None:
    assert plot.number(value, form) == said


def test_title_and_legend_have_looks_of_their_own() -> None:
    heading, key = Letters(20, "00FF00", True), Letters(6, "00FF00")
    small = painted(box("chart", chart=replace(CHART, title="Title", heading=replace(heading, size=8))))
    large = painted(box("chart", chart=replace(CHART, title="Title", heading=heading)))
    assert min(y for _x, y in marks(large, RED)) > min(y for _x, y in marks(small, RED))
    image = painted(box("chart", chart=replace(CHART, legend="b", key=key)), width=1000)
    assert any(image.pixelColor(x, y).green() > image.pixelColor(x, y).red() + 60 for x in range(200, 400) for y in range(270, 300))


@pytest.mark.parametrize(
    ("kind", "stack", "legend", "turned"),
    [("column", "stacked", "r", True), ("column", "", "r", False), ("bar", "", "r", True), ("bar", "stacked", "r", False),
        ("column", "stacked", "b", False), ("line", "stacked", "r", False)],
)  # fmt: skip
def test_a_legend_beside_what_is_piled_up_names_the_top_first(kind: str, stack: str, legend: str, turned: bool) -> None:
    image = painted(box("chart", chart=replace(CHART, kind=kind, stack=stack, legend=legend, field=(0.0, 0.0, 0.1, 0.1))), width=1000)
    places = {
        colour.name(): [(x, y) for x in range(130, 520) for y in range(120, 305) if image.pixelColor(x, y) == colour]
        for colour in (RED, BLUE)
    }
    along = 0 if legend == "b" else 1
    first = min(places[RED.name()], key=lambda at: at[along])[along]
    assert (first > min(places[BLUE.name()], key=lambda at: at[along])[along]) == turned


def test_a_legend_stands_where_the_file_lays_it() -> None:
    image = painted(box("chart", chart=replace(CHART, legend="r", key_field=(0.0, 0.0, 0.5, 0.2), outer=(0.0, 0.5, 1.0, 0.5))), width=1000)
    assert ink(image, 100, 100, 300, 142) > 0
    assert ink(image, 100, 145, 500, 195) == 0


def test_a_narrow_legend_has_several_lines() -> None:
    assert legends._columns([30.0, 30.0, 30.0], 10.0, 120.0) == 3
    assert legends._columns([30.0, 30.0, 30.0], 10.0, 75.0) == 2
    assert legends._columns([30.0, 30.0, 30.0], 10.0, 5.0) == 1


def test_what_is_drawn_on_a_chart_is_painted_over_it() -> None:
    mark = replace(box(fill="00FF00"), x=2 * INCH, y=INCH, w=INCH, h=INCH)
    image = painted(box("chart", chart=CHART, inside=(mark,)))
    assert image.pixelColor(125, 75) == GREEN
