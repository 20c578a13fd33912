"""Too much of everything: nothing is lost, nothing leaves the slide, and what was done is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.decks import findings, scene
from kit.decks.author import Compiled, corporate

LONG = "平台逐步接管了公司内部几乎所有的通知场景，包括验证码、账单提醒、营销触达和运维告警。"
ROWS = "\n".join(f"| {i} | 项目 {i} | {'备注文字' * (i % 4)} |" for i in range(1, 41))
CASES = {
    "bullets": "# 十二个要点\n\n"
    + "\n".join(f"- 第 {i} 个要点：这是一个稍微长一些的句子，用来检验换行（以及标点）是否正确" for i in range(1, 13)),
    "forty bullets": "# 四十个要点\n\n" + "\n".join(f"- 要点 {i}" for i in range(1, 41)),
    "nested": "# 层级\n\n" + "\n".join(f"- 甲 {i}\n  - 乙 {i}\n    - 丙 {i}" for i in range(1, 9)),
    "paragraph": "# 段落\n\n" + (LONG * 20)[:600],
    "one endless word": "# Address\n\nhttps://example.org/" + "averylongpath" * 60,
    "table": "# 表格\n\n| 编号 | 名称 | 备注 |\n| --- | --- | --- |\n" + ROWS,
    "wide table": "# 宽表\n\n|" + "|".join(f"列 {i}" for i in range(10)) + "|\n" + "|---" * 10 + "|\n" + ("|数据内容" * 10 + "|\n") * 6,
    "code": "# 代码\n\n```python\n" + "\n".join(f"line_{i} = compute({i})  # 注释 {i}" for i in range(1, 91)) + "\n```",
    "wide code": "# 宽代码\n\n```text\n" + "x" * 400 + "\n```",
    "title": "# " + "题" * 60 + "\n\n- 正文",
    "endless title": "# " + "题" * 140 + "\n\n- 正文",
    "quote": "# 引用\n\n> " + (LONG * 12)[:300] + "\n>\n> — 某人",
    "cards": "<!-- layout: three-cards -->\n# 卡片\n\n" + "\n\n".join(f"### 卡 {i}\n\n{LONG * 6}" for i in (1, 2, 3)),
    "five cards": "<!-- layout: three-cards -->\n# 卡片\n\n" + "\n\n".join(f"### 卡 {i}\n\n内容 {i}" for i in range(1, 6)),
    "steps": "<!-- layout: steps -->\n# 步骤\n\n" + "\n".join(f"1. **步骤{i}** 说明文字比较长一些，需要换行才能放下" for i in range(1, 9)),
    "twelve steps": "<!-- layout: steps -->\n# 步骤\n\n" + "\n".join(f"1. 步骤 {i}" for i in range(1, 13)),
    "mixture": "# 混合\n\n先看表。\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```py\nprint()\n```\n\n![图](diagram.png)\n\n- 结尾一\n- 结尾二",
    "table on a cover": "<!-- layout: title -->\n# 封面\n\n副标题\n\n| a |\n| - |\n| 1 |",
    "emoji and right to left": "# Emoji 🎉 שלום\n\n- 🚀 发布 العربية",
    "pictures": "# 多图\n\n" + "\n\n".join(f"![图 {i}](photo.png)" for i in range(1, 7)),
    "columns": "# 六列\n\n::: columns\n" + "".join(f"::: column\n### 列 {i}\n{LONG}\n:::\n" for i in range(6)) + ":::",
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
def test_nothing_is_lost_or_leaves_its_place(
    compiled: Callable[..., Compiled], themed: Any, told: Callable[[Compiled], str], tmp_path: Path, name: str, ratio: str
) -> None:
    made = compiled(CASES[name], themed(ratio=ratio))
    _whole(made, CASES[name], told, tmp_path)


@pytest.mark.parametrize("name", ["bullets", "paragraph", "table", "code", "endless title", "cards", "mixture", "pictures"])
@pytest.mark.parametrize("template", ["apache--customGeo.pptx", "cdfoundation--Intro_to_Tekton_Feb_2020.pptx"])
def test_nothing_is_lost_in_somebodys_own_template(
    compiled: Callable[..., Compiled], shared: Path, told: Callable[[Compiled], str], tmp_path: Path, name: str, template: str
) -> None:
    made = compiled(CASES[name], corporate.theme(shared / "corpus" / "decks" / template))
    _whole(made, CASES[name], told, tmp_path)


def _whole(made: Compiled, text: str, told: Callable[[Compiled], str], tmp_path: Path) -> None:
    """Every word is there, and nothing runs out of its place."""
    said = _letters(told(made))
    for word in _words(text):
        assert _letters(word) in said, word
    path = tmp_path / "deck.pptx"
    path.write_bytes(made.data)
    over = [f for f in findings.check(scene.read(path)) if f.code in ("deck.overflow", "deck.off-slide", "deck.table-high", "deck.small")]
    assert [str(f) for f in over] == []


def _words(text: str) -> list[str]:
    """Return the pieces of a module that must be found again: lines without their markup."""
    made = []
    for line in text.split("\n"):
        if line.startswith(("<!--", ":::", "```", "![", "| -", "|---", "| ---")):
            continue
        parts = line.strip().lstrip("#->1. ").replace("**", "|").replace("— ", "").split("|")
        made += [part.strip()[:30] for part in parts if part.strip()]
    return made


def _letters(text: str) -> str:
    return "".join(text.split()).replace("/", "")


def test_split_slides_count_their_parts(compiled: Callable[..., Compiled]) -> None:
    made = compiled(CASES["table"])
    assert [slide.title for slide in made.slides] == [f"表格 ({i}/{len(made.slides)})" for i in range(1, len(made.slides) + 1)]
    assert {slide.source_index for slide in made.slides} == {0}
    assert "author.split" in {finding.code for finding in made.findings}


def test_what_was_set_smaller_is_said(compiled: Callable[..., Compiled]) -> None:
    assert "author.shrunk" in {finding.code for finding in compiled(CASES["paragraph"]).findings}
    assert compiled("# 一\n\n- 二").findings == ()


def test_a_title_never_goes_below_28_points(compiled: Callable[..., Compiled], slides_of: Any) -> None:
    made = compiled(CASES["title"])
    sizes = [run.font.size.pt for par in slides_of(made)[0].shapes.title.text_frame.paragraphs for run in par.runs if run.font.size]
    assert all(size >= 28 for size in sizes)
