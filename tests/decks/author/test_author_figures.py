"""People without photos, pictures side by side, and what changed between before and after."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.decks.author import Compiled, changes, galleries, persons
from kit.decks.author.grid import Box


@pytest.mark.parametrize(
    ("name", "said"),
    [("王小明", "小明"), ("李雷", "李雷"), ("Alice Smith", "AS"), ("Ana María de la Cruz", "AC"), ("cher", "C"), ("", ""), ("—", "")],
)
def test_initials_stand_for_a_name(name: str, said: str) -> None:
    assert persons.initials(name) == said


def test_people_without_photos_get_discs(compiled: Callable[..., Compiled], slides_of: Any) -> None:
    text = "<!-- layout: people -->\n# 找谁\n\n### 王小明\n负责人\n\n### Alice Smith\n![照片](photo.png)\n\n- **李雷** 研发\n"
    (slide,) = slides_of(compiled(text))
    discs = [shape.text_frame.text for shape in slide.shapes if shape.name.startswith("Initials")]
    assert discs == ["小明"]
    assert sum("Picture" in shape.name for shape in slide.shapes) == 1


@pytest.mark.parametrize("count", [2, 3, 4])
def test_pictures_side_by_side_do_not_touch(compiled: Callable[..., Compiled], slides_of: Any, count: int) -> None:
    names = ["photo.png", "diagram.png", "photo.png", "diagram.png"][:count]
    (slide,) = slides_of(compiled("# 图\n\n" + "\n".join(f"![图 {name}]({name} '说明')" for name in names)))
    boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes if "Picture" in s.name]
    assert len(boxes) == count
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]
    assert all(box[3] < 6858000 for box in boxes)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.floats(0.2, 5), st.sampled_from([0, 300_000])), min_size=2, max_size=4), st.booleans())
def test_rows_of_pictures_stay_in_their_place(items: list[tuple[float, int]], centred: bool) -> None:
    whole = Box(100, 200, 9_000_000, 4_000_000)
    boxes = galleries.arranged(whole, items, centred=centred)
    assert len(boxes) == len(items)
    for box, (ratio, caption) in zip(boxes, items, strict=True):
        assert abs(box.w - ratio * (box.h - caption)) <= ratio + 1
        assert box.x >= whole.x
        assert box.y >= whole.y
        assert box.right <= whole.right + 1
        assert box.bottom <= whole.bottom + 1
    for one, other in pairwise(boxes):
        assert one.right <= other.x or one.bottom <= other.y


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("0.05 元", "0.032 元", "−36%"),
        ("93.5%", "99.2%", "+5.7 个百分点"),
        ("3 周", "2 天", "−90%"),
        ("2 h", "30 min", "−75%"),
        ("100", "420", "×4.2"),
        ("¥1,000", "¥1,000", "0%"),
        ("¥10", "$12", ""),
        ("3 人", "2 天", ""),
        ("0", "5", ""),
        ("慢", "快", ""),
    ],
)
def test_changes_are_worked_out(before: str, after: str, said: str) -> None:
    assert changes.change(before, after, "zh") == said


def test_a_comparison_written_as_a_table_gets_its_changes(compiled: Callable[..., Compiled], told: Callable[[Compiled], str]) -> None:
    rows = "| 指标 | 之前 | 之后 |\n| - | - | - |\n| 单价 | 0.05 元 | 0.032 元 |\n| 体验 | 差 | 好 |\n"
    made = compiled("<!-- layout: comparison -->\n# 对比\n\n" + rows)
    assert made.findings == ()
    assert "指标 ; 之前 ; 之后 ; 变化 | 单价 ; 0.05 元 ; 0.032 元 ; −36% | 体验 ; 差 ; 好 ; " in told(made)
    assert "变化" not in told(compiled("# 对比\n\n" + rows))
