"""Formulas: LaTeX into an equation that Office programs edit, with a line of text for those that draw none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kit.decks.author import linear, omml, xml
from kit.decks.author.linear import Piece
from kit.decks.fit import metrics
from kit.decks.module.blocks import Block, Bullets, Callout, Formula, Paragraph, Quote, Run, Table, every
from kit.decks.module.model import SlideSource
from kit.i18n import N_

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from kit.decks.author.canvas import Job

A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
FACE = "Cambria Math"
LONGEST = 4000
PARTS = {"mfrac": 2, "mroot": 2, "msup": 2, "msub": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
ENVIRONMENT = re.compile(r"\\(begin|end)\{([^{}]*)\}")
ALIKE = {"aligned": "split", "alignedat": "split", "align": "align*", "gather": "matrix", "gather*": "matrix", "gathered": "matrix"}
ALIKE |= {"dcases": "cases", "eqnarray": "split", "eqnarray*": "split"}
BARE = ("equation", "equation*", "displaymath", "math")
KNOWN = frozenset({"split", "align*", "cases", "array", "matrix", "smallmatrix", *(f"{kind}matrix" for kind in "pbBvV")})


@lru_cache(maxsize=512)
def read(latex: str) -> Equation:
    """Return the equation that LaTeX means; what is not understood is in `problem` and the text stays as it was written."""
    from latex2mathml import converter

    strange = ""

    def alike(found: re.Match[str]) -> str:
        nonlocal strange
        name = ALIKE.get(found[2], found[2])
        if found[2] in BARE:
            return ""
        strange = strange or ("" if name in KNOWN else found[0])
        return f"\\{found[1]}{{{name}}}"

    text = ENVIRONMENT.sub(alike, latex)
    if strange or len(text) > LONGEST:
        return Equation(latex, None, (), 1.0, strange or text[:20] + "…")
    try:
        tree: Element = converter.convert_to_element(text)[0]
    except Exception:  # the library raises errors of its own, and for some broken input whatever it stumbles over
        return Equation(latex, None, (), 1.0, latex[-20:].strip() or "$$")
    unknown = next((said for node in tree.iter() if (said := omml.said(node)).startswith("\\") or said == "&"), "")
    if unknown:
        return Equation(latex, None, (), 1.0, unknown)
    if any(node.tag in PARTS and len(node) != PARTS[node.tag] for node in tree.iter()):
        return Equation(latex, None, (), 1.0, latex[-20:].strip())
    return Equation(latex, tree, linear.pieces(tree), linear.height(tree))


def check(source: SlideSource, job: Job) -> None:
    """Say which formulas of a slide are not understood."""
    for latex, line in _written(source):
        problem = read(latex).problem
        if problem:
            sentence = N_("The formula {latex} is shown as written: {what} in it is not understood.")
            job.note("author.math", sentence, line=line, latex=latex[:60], what=problem)


def markup(run: Run, *, size: float, colour: str, display: bool) -> str:
    """Return a formula in a paragraph: the equation, and its line of text for programs that draw none.

    LibreOffice knows the equation's extension by its usual prefix only and then shows nothing; another prefix for the same name makes it
    take the text.
    """
    made = read(run.text)
    sized = f' sz="{round(size * 100)}"' if size else ""
    props = f'<a:rPr lang="en-US"{sized} dirty="0">{xml.fill(colour)}<a:latin typeface="{FACE}"/></a:rPr>'
    assert made.tree is not None
    math = f"<m:oMath>{omml.markup(made.tree, props)}</m:oMath>"
    if display:
        math = f'<m:oMathPara><m:oMathParaPr><m:jc m:val="left"/></m:oMathParaPr>{math}</m:oMathPara>'
    said = line(run, size=size, colour=colour)
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:a14="{A14}" xmlns:eq="{A14}" Requires="eq">'
        f'<a14:m xmlns:m="{omml.M}">{math}</a14:m></mc:Choice><mc:Fallback>{said}</mc:Fallback></mc:AlternateContent>'
    )


def line(run: Run, *, size: float, colour: str) -> str:
    """Return a formula as a line of text: for titles, which other programs list, and for cells, where PowerPoint has no equations."""
    sized = f' sz="{round(size * 100)}"' if size else ""
    return "".join(_piece(piece, run, sized, colour) for piece in read(run.text).pieces)


def _piece(piece: Piece, run: Run, sized: str, colour: str) -> str:
    lang = "zh-CN" if any(metrics.wide(c) for c in piece.text) else "en-US"
    style = (' b="1"' if run.bold else "") + (' i="1"' if piece.italic else "")
    shift = f' baseline="{30000 if piece.raised > 0 else -25000}"' if piece.raised else ""
    face = f'<a:latin typeface="{FACE}"/><a:ea typeface="+mn-ea"/>'
    return (
        f'<a:r><a:rPr lang="{lang}"{sized}{style}{shift} dirty="0">{xml.fill(colour)}{face}</a:rPr><a:t>{xml.clean(piece.text)}</a:t></a:r>'
    )


def _written(source: SlideSource) -> Iterator[tuple[str, int]]:
    yield from ((run.text, source.line) for run in source.title if run.math)
    titles = (run for block in source.blocks if isinstance(block, Callout) for run in block.title)
    yield from ((run.text, source.line) for run in titles if run.math)
    for block in every(source.blocks):
        if isinstance(block, Formula):
            yield block.latex, block.line
        yield from ((run.text, block.line) for run in _runs(block) if run.math)


def _runs(block: Block) -> tuple[Run, ...]:
    match block:
        case Paragraph() | Quote():
            return block.runs
        case Bullets():
            return tuple(run for item in block.items for run in item.runs)
        case Table():
            return tuple(run for row in (block.header, *block.rows) for cell in row for run in cell)
    return ()


@dataclass(frozen=True)
class Equation:
    """A formula read: its MathML (None where something is not understood), its line of text, and how many lines high it stands."""

    latex: str
    tree: Element | None
    pieces: tuple[Piece, ...]
    height: float
    problem: str = ""

    @property
    def line(self) -> str:
        """The formula as one line of text, as written where it is not understood."""
        return "".join(piece.text for piece in self.pieces) if self.tree is not None else self.latex
