"""Whatever blocks stand on a slide, in whichever layout: it compiles, and every word is on a slide."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from kit import workspace
from kit.decks import author
from kit.decks.author import theme as themes
from kit.decks.author.catalogue import layouts
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import (
    Block,
    Bullets,
    Callout,
    Chart,
    Code,
    Column,
    Columns,
    Formula,
    Item,
    Paragraph,
    Picture,
    QrCode,
    Quote,
    Run,
    Table,
    plain,
)
from kit.decks.module.model import SlideSource

THEME = themes.read(workspace.program() / "assets" / "themes" / "lectern")
words = st.text(alphabet="abc 中文，。（）{}<>&\"'\n\x07", min_size=0, max_size=80)
runs = st.lists(
    st.builds(Run, words, st.booleans(), st.booleans(), st.booleans(), link=st.sampled_from(["", "https://example.org/?a=1&b=2"])),
    max_size=3,
)
latex = st.text(alphabet="xy12+=^_{}&\\\\ ()", max_size=30) | st.lists(
    st.sampled_from(["\\frac", "{a}", "{b}", "^2", "_i", "\\sqrt", "\\sum", "\\left(", "\\right)", "\\text{字}", "&", "\\\\\\\\", "\\odd"]),
    max_size=8,
).map("".join)
run_tuples = st.tuples(runs, st.none() | latex).map(lambda made: (*made[0], *([Run(made[1], math=True)] if made[1] else [])))
items = st.builds(Item, run_tuples, st.integers(0, 8), st.booleans(), st.integers(0, 12), st.sampled_from([None, True, False]))
simple = st.one_of(
    st.builds(Paragraph, run_tuples, st.integers(0, 3)),
    st.builds(Bullets, st.lists(items, max_size=14).map(tuple), st.booleans()),
    st.builds(Quote, run_tuples, words),
    st.builds(
        Table,
        st.lists(run_tuples, min_size=1, max_size=6).map(tuple),
        st.lists(st.lists(run_tuples, max_size=7).map(tuple), max_size=20).map(tuple),
    ),
    st.builds(Code, words, st.sampled_from(["", "python", "nothing"]), st.lists(st.integers(1, 9), max_size=3).map(tuple)),
    st.builds(Picture, words, words, words, st.sampled_from(["contain", "cover"])),
    st.builds(Formula, latex),
    st.builds(QrCode, st.sampled_from(["feedback", "https://example.org/x"]), words),
    st.builds(
        Chart,
        st.sampled_from(["bar", "pie", "odd"]),
        st.lists(st.lists(st.sampled_from(["", "1", "2.5%", "x"]), max_size=4).map(tuple), max_size=5).map(tuple),
    ),
)
columns = st.builds(
    Columns,
    st.lists(st.builds(Column, st.lists(simple, max_size=3).map(tuple), st.sampled_from([0.0, 0.4, 60.0])), min_size=1, max_size=5).map(
        tuple
    ),
)
callouts = st.builds(Callout, st.sampled_from(["note", "caution"]), st.lists(simple, max_size=3).map(tuple), run_tuples)
blocks = st.lists(st.one_of(simple, simple, columns, callouts), max_size=5).map(tuple)
grounds = st.sampled_from(["", "ink", "accent, surface", "nowhere.png", "linear-gradient(90deg, #123, #fff)", "<odd>"])


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(title=run_tuples, layout=st.sampled_from(["", *layouts(THEME)]), content=blocks, notes=words, ground=grounds)
def test_anything_compiles_and_keeps_its_words(
    title: tuple[Run, ...], layout: str, content: tuple[Block, ...], notes: str, ground: str
) -> None:
    source = SlideSource(title, layout, "", content, notes, ground)
    made = author.compile("x", [source], THEME, Bindings(), base=Path("nowhere"), lang="en")
    deck = Presentation(io.BytesIO(made.data))
    said = Counter(_letters("".join(_texts(slide) for slide in deck.slides)))
    written = Counter(_letters("".join((_plain(title), *_said(content)))))
    assert not written - said


def _texts(slide: object) -> str:
    return "".join(element.text or "" for element in slide._element.iter("{*}t"))  # type: ignore[attr-defined]


def _said(content: tuple[Block, ...]) -> list[str]:
    made: list[str] = []
    for block in content:
        match block:
            case Paragraph():
                made.append(_plain(block.runs))
            case Quote():
                made += [_plain(block.runs), block.by]
            case Bullets():
                made += [_plain(item.runs) for item in block.items]
            case Table():
                made += [_plain(cell) for row in (block.header, *block.rows) for cell in row[: len(block.header)]]
            case Code():
                made.append(block.text)
            case Callout():
                made += [_plain(block.title), *_said(block.blocks)]
            case Columns():
                made += [text for column in block.columns for text in _said(column.blocks)]
    return made


def _plain(runs: tuple[Run, ...]) -> str:
    """Return the words of runs that are no formulas: those change their looks."""
    return plain(tuple(run for run in runs if not run.math))


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
