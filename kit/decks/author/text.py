"""Paragraphs of a text box: made from blocks, measured for fitting, and written as markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kit.decks.author import formulas, levels, xml
from kit.decks.author.grid import POINT
from kit.decks.author.layouts import Style
from kit.decks.fit import lines, metrics, room
from kit.decks.module.blocks import Block, Bullets, Callout, Formula, Paragraph, Quote, Run, Runs, plain

SENTENCE = re.compile(r"(?<=[。！？!?；])|(?<=\.)\s+")
NUMERAL = re.compile(r"((?<=[0-9A-Za-z%+.,])\s*[\u3400-\u9fff]+)")
BIG, UNIT = 60.0, 0.45
RIGHT_TO_LEFT = {"R": "he-IL", "AL": "ar-SA"}
OPEN = ("“", "„", "«", "「", "『", '"')  # what opens a quote
CHECKED = {True: "☑ ", False: "☐ "}


def is_text(block: Block) -> bool:
    """Tell whether a block is set as paragraphs."""
    return isinstance(block, Paragraph | Bullets | Quote | Formula)


def is_wordy(block: Block) -> bool:
    """Tell whether a block is text, be it in a box of its own."""
    return is_text(block) or isinstance(block, Callout)


def pars(blocks: Sequence[Block]) -> tuple[Par, ...]:
    """Return the paragraphs of text blocks, in order."""
    made: list[Par] = []
    for block in blocks:
        match block:
            case Paragraph():
                made.append(Par(block.runs, kind="head" if block.level else "plain"))
            case Bullets():
                made.extend(_items(block))
            case Formula():
                made.append(Par((Run(block.latex, math=True),), kind="formula"))
            case Quote():
                made.append(Par(_quoted(block.runs), kind="plain"))
                if block.by:
                    made.append(Par((Run(f"—— {block.by}"),), kind="soft"))
    return tuple(made)


def figured(runs: Runs) -> Runs:
    """Return the runs of a big number with its Chinese unit in runs of their own."""
    return tuple(one._replace(text=part) for one in runs for part in NUMERAL.split(one.text) if part)


def pars_of(said: str) -> tuple[Par, ...]:
    """Return plain text as paragraphs, one a line."""
    return tuple(Par((Run(line),) if line else ()) for line in said.strip().split("\n"))


def measured(pars: Sequence[Par], style: Style, size: float, gap: float = 1.0) -> list[room.Para]:
    """Return the paragraphs as they are measured at a first-level size of `size` points."""
    return [_measured(par, style, size, gap) for par in pars]


def markup(pars: Sequence[Par], style: Style, size: float, pen: Pen, gap: float = 1.0) -> str:
    """Return the paragraphs as DrawingML, stating only what differs from the slot's own style."""
    return "".join(_paragraph(par, style, size, pen, gap) for par in pars)


def body(pars: Sequence[Par], style: Style, size: float, pen: Pen, gap: float = 1.0, props: str = "<a:bodyPr/>") -> str:
    """Return a whole text body; an empty one keeps the one paragraph a text body must have."""
    inner = markup(pars, style, size, pen, gap) or '<a:p><a:endParaRPr lang="en-US"/></a:p>'
    return f"<p:txBody>{props}<a:lstStyle/>{inner}</p:txBody>"


def run(
    run: Run,
    pen: Pen,
    *,
    size: float = 0.0,
    bold: bool | None = None,
    colour: str = "",
    major: bool = False,
    mono: str = "",
    display: bool = False,
    own: bool = False,
) -> str:
    """Return one run with language, East Asian and Latin font; a line break in its text becomes a break, LaTeX an equation.

    An `own` run takes the fonts of the template's placeholder that it stands in.
    """
    if run.math and formulas.read(run.text).tree is not None:
        made = run._replace(bold=run.bold or bool(bold))
        if not pen.native:
            return formulas.line(made, size=size, colour=colour)
        return formulas.markup(made, size=size, colour=colour, display=display)
    heavy = run.bold if bold is None else bold or run.bold
    attributes = language(run.text) + (f' sz="{round(size * 100)}"' if size else "") + (' b="1"' if heavy else "")
    attributes += (' i="1"' if run.italic else "") + (' strike="sngStrike"' if run.strike else "")
    face = mono or (pen.code if run.code or run.math else "")
    fonts = "" if own and not face else xml.fonts(major, face)
    inner = xml.fill(colour) + fonts + (pen.link(run.link) if run.link else "")
    props = f'<a:rPr {attributes} dirty="0">{inner}</a:rPr>'
    parts = run.text.split("\n")
    return f"<a:br>{props}</a:br>".join(f"<a:r>{props}<a:t>{xml.clean(part)}</a:t></a:r>" if part else "" for part in parts)


def language(text: str) -> str:
    """Return the language attributes of a run: Chinese if any of its characters is set in the East Asian font."""
    if any(metrics.wide(c) for c in text):
        return 'lang="zh-CN" altLang="en-US"'
    strong = _strong(text)
    return f'lang="{RIGHT_TO_LEFT[strong]}" altLang="en-US"' if strong in RIGHT_TO_LEFT else 'lang="en-US"'


def leftward(runs: Runs) -> bool:
    """Tell whether a paragraph is read from right to left: its first letter belongs to such a script."""
    return _strong(plain(runs)) in RIGHT_TO_LEFT


def _strong(text: str) -> str:
    """Return the direction of the first letter that has one."""
    return next((kind for c in text if (kind := unicodedata.bidirectional(c)) in ("L", "R", "AL")), "")


def span(one: Run, size: float, *, bold: bool = False, mono: bool = False) -> lines.Span:
    """Return a run as it is measured."""
    if not one.math:
        return lines.Span(one.text, size, bold or one.bold, one.code or mono)
    made = formulas.read(one.text)
    return lines.Span(made.line, size, bold or one.bold, made.tree is None, made.height)


def halves(par: Par) -> tuple[Par, ...]:
    """Return a long paragraph cut at its sentences, so that it can continue on another slide."""
    whole = plain(par.runs)
    ends = [found.end() for found in SENTENCE.finditer(whole)]
    starts = [0, *(end for end in ends if 0 < end < len(whole))]
    return tuple(sliced(par, start, end) for start, end in pairwise((*starts, len(whole))))


def sliced(par: Par, start: int, end: int) -> Par:
    """Return the part of a paragraph between two places in its text."""
    return replace(par, runs=_slice(par.runs, start, end))


def _slice(runs: Runs, start: int, end: int) -> Runs:
    made, at = [], 0
    for one in runs:
        text = one.text[max(start - at, 0) : max(end - at, 0)]
        if one.math:  # a formula stays whole, with what it begins in
            text = one.text if start <= at < end else ""
        if text:
            made.append(one._replace(text=text))
        at += len(one.text)
    return tuple(made)


def _items(block: Bullets) -> list[Par]:
    made = []
    for item in block.items:
        runs = (Run(CHECKED[item.checked]), *item.runs) if item.checked is not None else item.runs
        kind = "plain-item" if item.checked is not None else "number" if item.ordered else "dot"
        made.append(Par(runs, min(item.level, levels.DEPTH - 1), kind, item.number, block.incremental))
    return made


def _quoted(runs: Runs) -> Runs:
    """Return somebody's words between quotes, unless they bring their own."""
    return runs if runs and runs[0].text.lstrip()[:1] in OPEN else (Run("“"), *runs, Run("”"))


def _size(par: Par, style: Style, size: float) -> float:
    if par.kind == "head" and style.head:
        return size + 4
    if par.kind == "soft":
        return max(size - 4, min(size, style.floor))
    return style.at(par.level, size)


def _run_size(style: Style, one: Run, size: float) -> float:
    """Return the size of one run: beside a big number its Chinese unit is small."""
    small = style.size >= BIG and any(metrics.wide(c) for c in one.text)
    return round(size * UNIT) if small else size


def _before(par: Par, style: Style, gap: float) -> float:
    if par.kind == "head":
        return style.before * 1.4 * gap
    return levels.before(style, par.level) * (gap if par.level == 0 else min(gap, 1.3))


def _bold(par: Par, style: Style) -> bool:
    return style.bold or par.kind == "head"


def _indent(par: Par, style: Style) -> int:
    if par.kind == "dot" and style.levels and style.mark(par.level) == "dot":
        return style.levels[min(par.level, len(style.levels) - 1)].left
    return levels.indents(par.level, number=par.kind == "number")[0] if par.kind in ("dot", "number", "plain-item") else 0


def _measured(par: Par, style: Style, size: float, gap: float) -> room.Para:
    points, bold = _size(par, style, size), _bold(par, style)
    spans = tuple(span(one, _run_size(style, one, points), bold=bold, mono=style.mono) for one in par.runs)
    return room.Para(spans or (lines.Span("", points),), _indent(par, style) / POINT, _before(par, style, gap), style.spacing)


def _paragraph(par: Par, style: Style, size: float, pen: Pen, gap: float) -> str:
    points = _size(par, style, size)
    stated = points if points != style.given(par.level) else 0.0
    colour = {"head": style.head, "soft": "tx2"}.get(par.kind, "")
    mono = pen.code if style.mono else ""
    bold = True if par.kind == "head" else None
    sizes = [_run_size(style, one, points) for one in par.runs]
    runs = "".join(
        run(
            one,
            pen,
            size=stated if s == points else s,
            bold=bold,
            colour=colour,
            major=style.major,
            mono=mono,
            display=par.kind == "formula",
            own=bool(style.levels),
        )
        for one, s in zip(par.runs, sizes, strict=True)
    )
    sized = f' sz="{round(stated * 100)}"' if stated else ""
    end = f'<a:endParaRPr {language(plain(par.runs))}{sized} dirty="0"/>'
    return f"<a:p>{_properties(par, style, gap)}{runs}{end}</a:p>"


def _properties(par: Par, style: Style, gap: float) -> str:
    """Return paragraph properties: level, and only what the slot would not do by itself."""
    level = f' lvl="{par.level}"' if par.level else ""
    leftwards, align = leftward(par.runs), par.align or style.align
    side = "r" if leftwards and align == "l" else align
    level += (f' algn="{side}"' if side != style.align else "") + (' rtl="1"' if leftwards else "")
    before = _before(par, style, gap)
    space = xml.spacing("spcBef", before) if abs(before - levels.before(style, par.level)) > 0.05 else ""
    inherited = style.mark(par.level)
    if par.kind in ("dot", "number"):
        same = par.kind == inherited and par.number <= 1
        left, first = levels.indents(par.level, number=par.kind == "number")
        sign = "" if same else levels.numbered(par.number) if par.kind == "number" else levels.dotted(par.level)
        return _ppr(level + ("" if par.kind == inherited else f' marL="{left}" indent="{first}"'), space + sign)
    left, first = levels.indents(par.level) if par.kind == "plain-item" else (0, 0)
    return _ppr(level + (f' marL="{left}" indent="{first}"' if inherited or left else ""), space + ("<a:buNone/>" if inherited else ""))


def _ppr(attributes: str, inner: str) -> str:
    if not attributes and not inner:
        return ""
    return f"<a:pPr{attributes}>{inner}</a:pPr>"


@dataclass(frozen=True)
class Pen:
    """What runs need from the slide they stand on: `link` returns the markup of a web address, `code` is the typeface of code.

    Where equations cannot stand (not `native`), formulas are lines of text.
    """

    link: Callable[[str], str]
    code: str
    native: bool = True


@dataclass(frozen=True)
class Par:
    """One paragraph: its runs, list level, and kind (plain, plain-item, dot, number, head, soft, formula);

    `shown_later` paragraphs appear on a click; `align` ("" the slot's) is "l", "ctr" or "r".
    """

    runs: Runs
    level: int = 0
    kind: str = "plain"
    number: int = 0
    shown_later: bool = False
    align: str = ""
