"""The gallery without rendering: every layout, crowded and over-full, in each theme and both languages, with nothing lost or in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.decks import scene
from kit.decks.author import Compiled
from kit.decks.fit import metrics
from tests.gallery import looking, making, rendering
from tests.gallery.making import Wanted
from tests.gallery.words import AMOUNTS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the pictures of the gallery."""
    return making.draw(tmp_path_factory.mktemp("gallery"))


@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize(("theme", "lang"), [("lectern", "zh"), ("night", "en"), ("graphite", "zh")])
def test_nothing_is_lost_pale_or_in_the_way(folder: Path, theme: str, lang: str, amount: str) -> None:
    wanted = Wanted(theme, lang, amount)
    assert looking.faults(making.compiled(wanted, folder), making.module(wanted, folder)) == []


def test_a_long_title_keeps_its_counter_off_the_content(compiled: Callable[..., Compiled], slides_of: Callable[..., list[Any]]) -> None:
    title = "七个团队各自接供应商，同一件事做了七遍，还没有一处能看到全貌，也没有人负责到底，夜里出"
    made = compiled(f"# {title}\n\n" + "\n".join(f"- 第 {n} 条要点，写得足够长，好让它占满一整行的宽度" for n in range(24)))
    assert len(made.slides) > 1
    for slide in slides_of(made):
        heading = slide.shapes.title
        body = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)
        assert heading.top + heading.height <= body.top


def test_more_people_than_a_slide_holds_stay_people(compiled: Callable[..., Compiled], told: Callable[[Compiled], str]) -> None:
    people = "\n".join(f"::: column\n### 王{n}\n接入\n:::" for n in "一二三四五六七八九")
    made = compiled(f"<!-- layout: people -->\n# 谁来支持你\n\n::: columns\n{people}\n:::\n")
    assert [slide.layout for slide in made.slides] == ["people", "people"]
    assert all(f"王{n} / 接入" in told(made) for n in "一五六九")


def test_pages_of_a_long_table_break_no_number(compiled: Callable[..., Compiled]) -> None:
    row = "| Every state on record, sent or failed | 0.032 | Codes and key alerts | 98.1% | In two days | 23% less | In 30 seconds |\n"
    head = "| Channel | Price | Good for | Delivered | Faster | Cheaper | Steadier |\n| --- | ---: | --- | --- | --- | --- | --- |\n"
    made = compiled("# Forty rows\n\n" + head + row * 40, lang="en")
    assert len(made.slides) > 1
    for slide in scene.read(made.data).slides:
        (table,) = (shape for shape in slide.shapes if shape.kind == "table")
        for cell in table.cells:
            room = (cell.w - cell.insets[0] - cell.insets[2]) / 12700
            for run in (run for par in cell.paragraphs for run in par.runs):
                assert all(metrics.width(word, run.size, bold=run.bold) <= room + 1 for word in run.text.split())


def test_libreoffice_shows_a_crowded_deck_whole(folder: Path, tmp_path: Path) -> None:
    wanted = Wanted("graphite", "zh", "crowded")
    deck = folder / "shown.pptx"
    deck.write_bytes(making.compiled(wanted, folder).data)
    made = rendering.pdf(deck, tmp_path / "profile")
    assert rendering.faults(deck, made, rendering.pictures(made, tmp_path / "shots")) == []
