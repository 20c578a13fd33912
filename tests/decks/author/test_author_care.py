"""Small things that show care: links on dark covers, no empty boxes, nothing left over at the end of a text, cards that say little."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.decks import scene
from kit.decks.author import Compiled, catalogue, codes, contrast, text
from kit.decks.author.grid import INCH, POINT
from kit.decks.fit import room
from kit.decks.module.blocks import Code, Run

LINK = "[文档](https://example.org/docs)"


@pytest.mark.parametrize("theme", ["lectern", "night", "graphite"])
@pytest.mark.parametrize("layout", ["title", "closing", "section"])
def test_links_can_be_read_on_covers(compiled: Callable[..., Compiled], theme: str, layout: str) -> None:
    (slide,) = scene.read(compiled(f"<!-- layout: {layout} -->\n# 谢谢\n\n见 {LINK}\n", theme).data).slides
    (linked,) = [run for shape in slide.shapes for par in shape.paragraphs for run in par.runs if run.text == "文档"]
    assert contrast.ratio(linked.colour, slide.background) >= 4.5


@pytest.mark.parametrize("picture", ["![bg right](.)", "![bg right](nowhere.png)", "![](.)"])
def test_a_picture_without_a_file_leaves_no_box(compiled: Callable[..., Compiled], told: Callable[[Compiled], str], picture: str) -> None:
    made = compiled(f"# 题\n\n{picture}\n\n- 一\n- 二\n")
    assert told(made).startswith("== claim-text\ntitle 0: 题\nbody 1: 一 / 二\n")
    assert [finding.line for finding in made.findings if finding.code == "author.picture-missing"] == [3]


def test_a_missing_picture_beside_text_in_columns_leaves_the_text(
    compiled: Callable[..., Compiled], told: Callable[[Compiled], str]
) -> None:
    made = compiled("# 题\n\n::: columns\n::: column\n- 一\n:::\n::: column\n![](.)\n:::\n:::\n")
    assert told(made).startswith("== claim-text\ntitle 0: 题\nbody 1: 一\n")


@pytest.mark.parametrize("heading", ["# 题 ![图标](photo.png)\n\n- 一", "# 题\n\n### 小题 ![图标](photo.png)\n\n- 一"])
def test_a_picture_in_a_heading_is_shown(compiled: Callable[..., Compiled], told: Callable[[Compiled], str], heading: str) -> None:
    assert "picture Picture “图标”" in told(compiled(heading))


def test_a_long_cover_stays_one_slide(compiled: Callable[..., Compiled]) -> None:
    line = "王小明 支付业务负责人，架构与接入，短信、邮件、语音、推送，同一个接口，兼任值班经理与答疑"
    made = compiled(f"<!-- layout: title -->\n# 从自建到平台\n\n副标题\n\n{line}\n\n{line}\n\n2026-12-03 上海\n\n内部资料\n")
    assert len(made.slides) == 1
    (slide,) = scene.read(made.data).slides
    assert all(shape.y + shape.h <= 7.5 * INCH for shape in slide.shapes)


def test_no_line_of_code_is_left_over_alone() -> None:
    for count in range(20, 60):
        for blank in range(count):
            code = Code("\n".join("" if n == blank else f"row_{n} = send({n})" for n in range(count)), "python")
            parts = codes.cut(code, 800, 300)
            rows = [len(part.text.split("\n")) for part in parts]
            assert min(rows) > 2, (count, blank, rows)
            assert all(codes.height(part, 800, codes.FLOOR) <= 300 for part in parts)


def test_text_is_set_a_little_smaller_to_leave_no_sign_alone(compiled: Callable[..., Compiled], themed: Any) -> None:
    slot = catalogue.layouts(themed())["claim-text"].roles["body"]
    said = "业务写一份模板平台负责挑选通道控制频率处理失败留下记录" * 4

    def left(size: float, count: int) -> int:
        par = text.Par((Run(said[:count]),), kind="dot")
        return room.forgotten(text.measured((par,), slot.style, size), slot.box.w / POINT)

    count = next(count for count in range(20, 99) if left(slot.style.size, count))
    (slide,) = scene.read(compiled(f"# 题\n\n- {said[:count]}\n").data).slides
    (size,) = {run.size for shape in slide.shapes if "业务" in shape.text for par in shape.paragraphs for run in par.runs}
    assert slot.style.size - 3 <= size < slot.style.size
    assert not left(size, count)


def test_cards_that_say_little_say_it_larger(compiled: Callable[..., Compiled]) -> None:
    def sizes(said: str) -> set[float]:
        heads = "\n\n".join(f"### {head}\n{said}" for head in ("更快", "更省", "更稳"))
        (slide,) = scene.read(compiled(f"<!-- layout: three-cards -->\n# 三个理由\n\n{heads}\n").data).slides
        return {run.size for shape in slide.shapes for par in shape.paragraphs for run in par.runs if run.text == said}

    assert sizes("两天上线") == {28}
    assert sizes("供应商出故障，三十秒内自动换路，不用半夜起来切换通道，第二天再看记录，谁也不必加班，一条消息也不丢") == {20}


def test_care_is_valid(compiled: Callable[..., Compiled], validator: Any, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(compiled(f"<!-- layout: title -->\n# 见 {LINK}\n\n{LINK}\n\n---\n# 题 ![图](photo.png)\n\n- 一\n").data)
    assert validator(path) == ()
