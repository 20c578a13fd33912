"""How charts look: axes that stop where the numbers can, names beside the ends of lines, what the axes count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kit.decks.author import Compiled

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture
def chart(compiled: Callable[..., Compiled], slides_of: Any) -> Callable[..., Any]:
    """Return a function that draws one chart."""

    def run(kind: str, rows: str) -> Any:
        (slide,) = slides_of(compiled(f"# 图\n\n```chart {kind}\n{rows}\n```\n"))
        return next(shape for shape in slide.shapes if shape.has_chart).chart

    return run


@pytest.mark.parametrize(
    ("kind", "rows", "top"),
    [
        ("line", ",甲\n一,97.9%\n二,99.8%", 100),
        ("line", ",甲\n一,97.9\n二,99.8", None),
        ("line", ",甲\n一,7%\n二,12%", None),
        ("line", ",甲\n一,97%\n二,130%", None),
        ("area", ",甲,乙\n一,40%,40%\n二,55%,45%", 100),
        ("area", ",甲,乙\n一,80%,40%\n二,95%,45%", None),
    ],
)
def test_an_axis_of_shares_stops_at_a_hundred(chart: Callable[..., Any], kind: str, rows: str, top: float | None) -> None:
    assert chart(kind, rows).value_axis.maximum_scale == top


def test_numbers_on_the_axis_keep_their_sign(chart: Callable[..., Any]) -> None:
    assert chart("line", ",甲\n一,97.9%\n二,99.8%").value_axis.tick_labels.number_format == 'General"%"'
    assert chart("line", ",甲\n一,¥1200\n二,¥3400").value_axis.tick_labels.number_format == '"¥"#,##0'


def test_names_stand_beside_the_ends_unless_these_are_close(chart: Callable[..., Any]) -> None:
    made = chart("line", ",甲,乙,丙\n一,10,20,50\n二,12,60,61")
    places = [[label.find(f"{C}dLblPos").get("val") for label in series.iter(f"{C}dLbl")] for series in made._chartSpace.iter(f"{C}ser")]
    assert places == [["r"], ["b"], ["t"]]
    assert not made.has_legend


def test_axes_say_what_they_count(chart: Callable[..., Any]) -> None:
    made = chart("scatter {x=时间 y=成本}", "x,甲\n1,2\n2,3")
    assert made.category_axis.axis_title.text_frame.text == "时间"
    assert made.value_axis.axis_title.text_frame.text == "成本"
