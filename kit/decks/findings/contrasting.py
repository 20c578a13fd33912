"""Words that are hard to tell from what lies behind them, by WCAG 2: 4.5 to 1, and 3 to 1 for large letters."""

from __future__ import annotations

from collections.abc import Sequence

from kit.decks.author import contrast
from kit.decks.findings import measuring
from kit.decks.findings.measuring import Area
from kit.decks.findings.report import footer, found, short, words
from kit.decks.scene import Deck, Paragraph, Run, Shape, Slide
from kit.errors import Finding, Severity
from kit.i18n import N_

NORMAL, LARGE = 4.5, 3.0
BIG, BIG_BOLD = 18.0, 14.0  # points from which letters are large
COVERS, TOUCHES = 0.9, 0.1  # shares of the words that something behind them must cover to count, or may touch to be let alone
WHITE = "FFFFFF"
UNSURE = ("picture", "chart", "diagram", "media", "object")
ROUND = ("rect", "roundRect", "round1Rect", "round2SameRect", "snip1Rect", "flowChartProcess", "flowChartAlternateProcess", "homePlate")


def check(slide: Slide, deck: Deck) -> list[Finding]:
    """Return a finding for the words of each look that are too pale; what lies on pictures and drawings is left alone."""
    made: dict[tuple[str, str], Finding] = {}
    shapes = [shape for shape in (*slide.behind, *slide.shapes) if not shape.hidden and shape.placed]
    for place, shape in enumerate(shapes):
        if place < len(slide.behind) or footer(shape):
            continue
        for words_, behind, pars in _grounds(shape, shapes[:place], slide, deck):
            for run in _runs(pars):
                worst = _pale(run, behind)
                if worst:
                    made.setdefault((run.colour, behind[0]), _finding(words_, worst, _least(run), slide, deck))
    return list(made.values())


def _grounds(shape: Shape, below: Sequence[Shape], slide: Slide, deck: Deck) -> list[tuple[str, tuple[str, ...], Sequence[Paragraph]]]:
    """Return what words stand on: their start, the colours behind them (none known: left out), and their paragraphs."""
    if shape.kind == "table":
        under = _behind(measuring.of(shape), below, slide)
        cells = [((cell.fill,) if cell.fill else under, cell.paragraphs) for cell in shape.cells]
        return [(short(" ".join(par.text for par in pars)), behind, pars) for behind, pars in cells if behind]
    if not shape.text.strip() or shape.rotation % 360 or shape.vertical not in ("", "horz"):
        return []
    behind = _own(shape) if _painted(shape) else _behind(measuring.words(shape), below, slide)
    return [(words(shape), behind, shape.paragraphs)] if behind else []


def _painted(shape: Shape) -> bool:
    return bool(shape.fill or shape.gradient or shape.picture or shape.geometry not in ("rect", ""))


def _own(shape: Shape) -> tuple[str, ...]:
    """Return the colours of a shape's own fill; none where it has a picture, shines through, or is a drawing without fill."""
    if shape.picture or shape.opacity < 0.95:
        return ()
    if shape.gradient:
        return tuple(colour for _at, colour, opacity in shape.gradient.stops if opacity > 0.95)
    return (shape.fill,) if shape.fill else ()


def _behind(area: Area, below: Sequence[Shape], slide: Slide) -> tuple[str, ...]:
    """Return the colours of the uppermost thing that lies behind an area; none when that cannot be told."""
    whole = area.size or 1.0
    for shape in reversed(below):
        if shape.kind == "line" or not (shape.fill or shape.gradient or shape.kind in UNSURE or shape.picture):
            continue
        share = measuring.of(shape).shared(area).size / whole
        if share > COVERS and shape.kind not in UNSURE and shape.geometry in ROUND and not shape.rotation:
            return _own(shape)
        if share > TOUCHES:
            return ()
    if slide.background_picture:
        return ()
    if slide.background_gradient:
        return tuple(colour for _at, colour, _opacity in slide.background_gradient.stops)
    return (slide.background or WHITE,)


def _runs(pars: Sequence[Paragraph]) -> list[Run]:
    return [run for par in pars for run in par.runs if run.text.strip() and not run.link and len(run.colour) == 6 and run.opacity > 0.95]


def _least(run: Run) -> float:
    return LARGE if run.size >= BIG or (run.bold and run.size >= BIG_BOLD) else NORMAL


def _pale(run: Run, behind: Sequence[str]) -> float:
    """Return the contrast where it is too low on every colour behind, else 0."""
    best = max(contrast.ratio(run.colour, colour) for colour in behind)
    return best if best < _least(run) - 0.05 else 0.0


def _finding(name: str, ratio: float, least: float, slide: Slide, deck: Deck) -> Finding:
    text = N_("“{name}” is hard to read: its colour stands out by {ratio} to 1, {least} is needed.")
    weight: Severity = "warning" if ratio < least / 1.5 else "note"
    return found(deck, slide, "deck.contrast", text, severity=weight, name=name, ratio=f"{ratio:.1f}", least=f"{least:g}")
