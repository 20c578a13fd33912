"""Formulas: native equations, a readable line for programs that draw none, and what is not understood kept as written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kit.decks import scene
from kit.decks.author import Compiled, formulas

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
LINES = {
    "E = mc^2": "E = mc2",
    r"\frac{a+b}{2}": "(a + b)/2 ",
    r"\sqrt{x+1}": "√(x + 1)",
    r"\sqrt[3]{x}": "∛x",
    r"\sum_{i=1}^n x_i": "∑i=1n xi",
    r"f'(x)": "f′(x)",
    r"\begin{pmatrix}a&b\\c&d\end{pmatrix}": "(a b; c d)",
    r"a \le b": "a ≤ b",
    r"\text{否则}": "否则",
    r"\mathbb{E}[X]": "E[X]",
}
TAGS = {
    r"\frac12": "f",
    r"\sqrt{2}": "rad",
    r"\sum_{i=1}^n i": "nary",
    r"x_1^2": "sSubSup",
    r"\lim_{n\to\infty} a": "limLow",
    r"\hat{x}": "acc",
    r"\overline{AB}": "bar",
    r"\underbrace{x+y}_n": "groupChr",
    r"\left( \frac12 \right)": "d",
    r"\begin{cases}1 & x\\0 & y\end{cases}": "m",
    r"\begin{aligned}a&=b\\c&=d\end{aligned}": "m",
    r"\binom{n}{k}": "f",
    r"\boxed{x}": "borderBox",
    r"\phantom{x}": "phant",
}


@pytest.mark.parametrize("latex", LINES)
def test_a_formula_reads_as_one_line(latex: str) -> None:
    assert formulas.read(latex).line == LINES[latex]


@pytest.mark.parametrize("latex", TAGS)
def test_a_formula_is_a_native_equation(compiled: Callable[..., Compiled], slides_of: Any, latex: str) -> None:
    made = compiled(f"# 题\n\n$${latex}$$\n")
    assert made.findings == ()
    (slide,) = slides_of(made)
    assert list(slide._element.iter(M + TAGS[latex]))


@pytest.mark.parametrize("latex", [r"\foo{x}", r"\frac{", "x^", r"\left( x", r"\begin{tikz}x\end{tikz}", "a & b", "{" * 3000])
def test_what_is_not_understood_is_kept_as_written(compiled: Callable[..., Compiled], slides_of: Any, latex: str) -> None:
    made = compiled(f"# 题\n\n$${latex}$$\n")
    assert "author.math" in {finding.code for finding in made.findings}
    assert latex in "".join(slide.placeholders[1].text_frame.text for slide in slides_of(made)).replace("\n", "")


def test_the_scene_reads_the_line_once(compiled: Callable[..., Compiled]) -> None:
    (slide,) = scene.read(compiled("# 题 $a^2$\n\n- 能量 $E=mc^2$ 守恒\n").data).slides
    assert slide.title == "题 a2"
    assert slide.texts[0] == "能量 E = mc2 守恒"


def test_titles_and_cells_hold_the_line_only(compiled: Callable[..., Compiled], slides_of: Any) -> None:
    (slide,) = slides_of(compiled("# 题 $a^2$\n\n| 甲 |\n| - |\n| $b^2$ |\n"))
    assert list(slide._element.iter(M + "oMath")) == []
    assert slide.shapes.title.text_frame.text == "题 a2"
    raised = [run.get("baseline") for run in slide._element.iter("{*}rPr") if run.get("baseline")]
    assert raised == ["30000", "30000"]


def test_high_formulas_take_their_room() -> None:
    assert formulas.read("x").height == 1.0
    assert formulas.read(r"\frac{a}{b}").height == 2.0
    assert formulas.read(r"\begin{matrix}a\\b\\c\end{matrix}").height > 3


def test_braces_of_formulas_are_no_names_to_bind(compiled: Callable[..., Compiled]) -> None:
    assert compiled("# 题\n\n$$\\frac{{a}}{{b}}$$\n").findings == ()
