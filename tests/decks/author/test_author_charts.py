"""How charts look: axes that stop where the numbers can, names beside the ends of lines, what the axes count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
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


def _shown(made: Any, tag: str) -> list[list[str]]:
    """Return a mark of every label of its own, by series."""
    return [[label.find(f"{C}{tag}").get("val") for label in series.iter(f"{C}dLbl")] for series in made._chartSpace.iter(f"{C}ser")]


def test_slices_are_named_in_a_ring_where_they_have_room(chart: Callable[..., Any]) -> None:
    made = chart("doughnut", ",份额\n短信,45\n推送,25\n邮件,18\n语音,12")
    assert not made.has_legend
    assert _shown(made, "showCatName") == [["1"] * 4]
    assert chart("doughnut", ",份额\n短信,60\n推送,20\n邮件,12\n语音,5\n即时消息,3").has_legend


def test_a_pie_turns_its_small_slices_to_the_side(chart: Callable[..., Any]) -> None:
    turned = [
        next(made._chartSpace.iter(f"{C}firstSliceAng")).get("val") for made in (_pie(chart, 60, 20, 12, 5, 3), _pie(chart, 45, 25, 30))
    ]
    assert turned == ["281", "0"]


def _pie(chart: Callable[..., Any], *values: int) -> Any:
    return chart("pie", ",份额\n" + "\n".join(f"渠道{n},{value}" for n, value in enumerate(values)))


def test_bands_are_named_where_they_are_high_enough(chart: Callable[..., Any]) -> None:
    made = chart("area", ",短信,推送\n一,20,30\n二,25,33\n三,30,36\n四,35,30")
    assert not made.has_legend
    assert _shown(made, "showSerName") == [["1"], ["1"]]
    assert chart("area", ",短信,推送\n一,1,30\n二,1,33\n三,2,36").has_legend


@pytest.mark.parametrize("kind", ["bar", "column"])
def test_bars_are_named_at_the_first_of_them(chart: Callable[..., Any], kind: str) -> None:
    made = chart(kind, ",短信,推送\n一,20%,30%\n二,25%,33%\n三,30%,36%\n四,35%,60%")
    assert not made.has_legend
    assert _shown(made, "showSerName") == [["1"], ["1"]]
    assert [label.find(f"{C}numFmt").get("formatCode") for label in made._chartSpace.iter(f"{C}dLbl")] == ['#,##0"%"'] * 2
    assert all(series.find(f"{C}dLbls/{C}showVal").get("val") == "1" for series in made._chartSpace.iter(f"{C}ser"))


def test_a_legend_stands_at_the_top_left_in_one_line(chart: Callable[..., Any]) -> None:
    made = chart("bar", ",短信,推送,邮件\n" + "\n".join(f"Q{n},20,30,40" for n in range(6)))
    place = made._chartSpace.find(f"{C}chart/{C}legend/{C}layout/{C}manualLayout")
    assert [float(place.find(f"{C}{side}").get("val")) for side in "xy"] == [0, 0]
    assert made._chartSpace.find(f"{C}chart/{C}plotArea/{C}layout/{C}manualLayout/{C}layoutTarget").get("val") == "outer"


def test_named_charts_are_valid(compiled: Callable[..., Compiled], validator: Any, tmp_path: Path) -> None:
    two = ",短信,推送\n一,20,30\n二,25,33\n三,30,36\n"
    slides = [f"# 图\n\n```chart {kind}\n{two}```\n" for kind in ("bar", "column", "area", "stacked", "scatter")]
    slides += [f"# 图\n\n```chart {kind}\n,份额\n短信,60\n推送,34\n邮件,4\n语音,2\n```\n" for kind in ("pie", "doughnut")]
    slides.append("# 图\n\n```chart doughnut\n,份额\n短信,60\n推送,40\n```\n")
    path = tmp_path / "deck.pptx"
    made = compiled("\n\n---\n".join(slides))
    path.write_bytes(made.data)
    assert validator(path) == ()
    assert compiled("\n\n---\n".join(slides)).data == made.data
