"""Callouts, formulas and diagrams as a module's words say them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.decks.module import Bullets, Callout, Code, Formula, Module, Paragraph, Table, read
from kit.decks.module.blocks import plain


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[[str], Module]:
    """Return a function that reads Markdown as a module."""

    def run(text: str) -> Module:
        path = tmp_path / "module.zh.md"
        path.write_text(text, "utf-8")
        return read.read(path)

    return run


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("::: tip\n话\n:::", "tip", ""),
        ("::: warning 小心\n话\n:::", "warning", "小心"),
        ('::: info {title="先看"}\n话\n:::', "note", "先看"),
        ("::: {.callout-caution}\n## 不可逆\n话\n:::", "caution", "不可逆"),
        ("> [!NOTE]\n> 话", "note", ""),
        ("> [!IMPORTANT] 重点\n> 话", "important", "重点"),
        ("> [!danger]- 当心\n>\n> 话", "caution", "当心"),
    ],
)
def test_callouts_of_every_spelling(read_text: Callable[[str], Module], text: str, kind: str, title: str) -> None:
    (slide,) = read_text("# 题\n\n" + text).slides
    (box,) = slide.blocks
    assert isinstance(box, Callout)
    assert (box.kind, plain(box.title)) == (kind, title)
    assert [plain(block.runs) for block in box.blocks if isinstance(block, Paragraph)] == ["话"]


def test_a_quote_that_only_looks_like_a_callout_stays_a_quote(read_text: Callable[[str], Module]) -> None:
    kinds = {type(read_text(f"# 题\n\n> {words}\n").slides[0].blocks[0]).__name__ for words in ("[!PARTY] 话", "[x] 话", "话 [!NOTE]")}
    assert kinds == {"Quote"}


def test_dollars_hold_formulas_and_prices_stay_prices(read_text: Callable[[str], Module]) -> None:
    (slide,) = read_text("# 题\n\n每条 $5 到 $6，共 $x+y$ 元，`$a$` 与 \\$b\\$\n\n$$\\frac{a}{b}$$\n\n```math\nc\n```\n").slides
    words, *formulas = slide.blocks
    assert isinstance(words, Paragraph)
    assert [run.text for run in words.runs if run.math] == ["x+y"]
    assert "$5 到 $6" in plain(words.runs)
    assert "$b$" in plain(words.runs)
    assert [block.latex for block in formulas if isinstance(block, Formula)] == ["\\frac{a}{b}", "c"]


def test_formulas_stand_in_titles_tables_lists_and_lines(read_text: Callable[[str], Module]) -> None:
    (slide,) = read_text("# 题 $a^2$\n\n- 项 $b$\n\n  $$c$$\n\n| 列 |\n| - |\n| $d$ |\n\n前 $$e$$ 后\n").slides
    assert slide.title[-1].math
    assert [type(block).__name__ for block in slide.blocks] == ["Bullets", "Formula", "Table", "Paragraph", "Formula", "Paragraph"]
    bullets, _formula, table, *_ = slide.blocks
    assert isinstance(bullets, Bullets)
    assert bullets.items[0].runs[-1].math
    assert isinstance(table, Table)
    assert table.rows[0][0][0].math


def test_a_diagram_keeps_its_code_and_is_said(read_text: Callable[[str], Module]) -> None:
    module = read_text("# 题\n\n```mermaid\ngraph LR\n```\n")
    assert module.slides[0].blocks == (Code("graph LR", "mermaid", (), 3),)
    assert [(finding.code, finding.line) for finding in module.findings] == [("module.diagram", 3)]
