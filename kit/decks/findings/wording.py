"""Text too small to read, more words than a slide carries, names that were never given a value."""

from __future__ import annotations

import re

from kit.decks import bindings
from kit.decks.findings.measuring import mono
from kit.decks.findings.report import footer, found
from kit.decks.fit import metrics
from kit.decks.scene import Deck, Paragraph, Run, Shape, Slide
from kit.errors import Finding
from kit.i18n import N_

TALL = 6858000  # EMU: the page that sizes are meant for
BODY, CODE, SMALL = 14.0, 12.0, 9.0  # points: running text, code and captions, anything at all
SHORT = 40  # characters: sources, captions and labels may be smaller than running text
SOURCE = re.compile(r"\s*(来源|资料来源|数据来源|出处|sources?)\s*[:：]", re.IGNORECASE)
WORDS = 110
LATIN = re.compile(r"[A-Za-z0-9À-ɏ][\w'’.-]*")


def check(slide: Slide, deck: Deck) -> list[Finding]:
    """Return the findings about the words of one slide."""
    made: list[Finding] = []
    smallest = _smallest(slide, min(1.0, deck.height / TALL))
    if smallest:
        text = N_("Text of {size} pt is too small to read from the back: use at least {floor} pt.")
        size, floor = smallest
        made.append(found(deck, slide, "deck.small", text, size=f"{size:g}", floor=f"{floor:g}"))
    count = round(sum(counted(shape.text) for shape in slide.shapes if shape.kind != "table" and not footer(shape) and not _code(shape)))
    if count > WORDS:
        text = N_("There are about {count} words on this slide: more than {most} are read instead of heard.")
        made.append(found(deck, slide, "deck.wordy", text, severity="note", count=count, most=WORDS))
    made += [_unbound(name, slide, deck) for name in _names(slide)]
    return made


def counted(text: str) -> float:
    """Return how many words a text has; one and a half Chinese characters count as one."""
    return len(LATIN.findall(text)) + sum(1 for c in text if metrics.wide(c) and c.isalpha()) / 1.5


def _code(shape: Shape) -> bool:
    runs = [run for par in shape.paragraphs for run in par.runs if run.text.strip()]
    return bool(runs) and all(mono(run.font) for run in runs)


def _smallest(slide: Slide, scale: float) -> tuple[float, float] | None:
    """Return the size furthest under its floor, with the floor; on a lower page letters of one size are shown larger."""
    worst: tuple[float, float] | None = None
    for shape in slide.shapes:
        if footer(shape) or shape.hidden:
            continue
        for size, floor in _sizes(shape, scale):
            if size < floor - 0.05 and (worst is None or size < worst[0]):
                worst = (size, floor)
    return worst


def _sizes(shape: Shape, scale: float) -> list[tuple[float, float]]:
    runs = [run for par in _all(shape) for run in par.runs if run.text.strip() and not run.field]
    length = 0 if SOURCE.match(shape.text) else len(shape.text)
    return [(run.size, round(_floor(run, length, scale), 1)) for run in runs]


def _floor(run: Run, length: int, scale: float) -> float:
    """Return how small a run may be in a text of so many characters, 0 for a source line."""
    if length and mono(run.font):
        return CODE * scale
    return scale * (BODY if length > 2 * SHORT else CODE if length > SHORT else SMALL)


def _names(slide: Slide) -> list[str]:
    runs = [run for shape in slide.shapes for par in _all(shape) for run in par.runs if not mono(run.font)]
    return list(dict.fromkeys(name for run in runs for name in bindings.names(run.text)))


def _all(shape: Shape) -> tuple[Paragraph, ...]:
    return (*shape.paragraphs, *(par for cell in shape.cells for par in cell.paragraphs))


def _unbound(name: str, slide: Slide, deck: Deck) -> Finding:
    return found(
        deck, slide, "deck.unbound", N_("`{name}` was never given a value: it stands on the slide as written."), name="{{" + name + "}}"
    )
