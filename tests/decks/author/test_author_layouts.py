"""The template: twenty layouts with real placeholders in every theme, equal bytes every time, and every layout compiled."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from pptx import Presentation

from kit.decks import author
from kit.decks.author import Compiled
from kit.decks.author.theme import Theme
from kit.decks.invariants import check

NAMES = [
    *("title", "section", "agenda", "claim-text", "two-content", "three-cards", "comparison", "big-number", "quote", "picture-full"),
    *("picture-text", "table", "chart", "code", "steps", "timeline", "people", "qr", "closing", "blank"),
]
THEMES = ("lectern", "night", "graphite")


@pytest.mark.parametrize("name", THEMES)
def test_a_template_has_the_layouts_by_name(themed: Callable[..., Theme], name: str) -> None:
    deck = Presentation(io.BytesIO(author.template(themed(name))))
    assert [layout.name for layout in deck.slide_layouts] == NAMES
    assert len(deck.slides) == 0
    for layout in deck.slide_layouts:
        numbers = [shape.placeholder_format.idx for shape in layout.placeholders]
        assert len(numbers) == len(set(numbers))
        for shape in layout.placeholders:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_placeholders_are_real(themed: Callable[..., Theme]) -> None:
    deck = Presentation(io.BytesIO(author.template(themed())))
    kinds = {layout.name: {str(shape.placeholder_format.type).split()[0] for shape in layout.placeholders} for layout in deck.slide_layouts}
    assert "PICTURE" in kinds["picture-full"]
    assert "PICTURE" in kinds["qr"]
    assert "TABLE" in kinds["table"]
    assert "CHART" in kinds["chart"]
    assert {"FOOTER", "SLIDE_NUMBER"} <= kinds["claim-text"]
    assert all("TITLE" in found or "CENTER_TITLE" in found for name, found in kinds.items() if name != "blank")


def test_placeholders_of_a_layout_do_not_overlap(themed: Callable[..., Theme]) -> None:
    for ratio in ("16:9", "4:3"):
        deck = Presentation(io.BytesIO(author.template(themed(ratio=ratio))))
        for layout in deck.slide_layouts:
            if layout.name == "picture-full":
                continue
            boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in layout.placeholders]
            assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if _overlap(a, b)], layout.name


def _overlap(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_equal_themes_give_equal_bytes(themed: Callable[..., Theme]) -> None:
    from kit.decks.author import templates

    first = author.template(themed())
    templates.package.cache_clear()
    assert author.template(themed()) == first
    assert author.template(themed("night")) != first


@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
@pytest.mark.parametrize("name", THEMES)
def test_every_layout_compiles_in_every_theme(compiled: Any, themed: Any, gallery: str, tmp_path: Any, name: str, ratio: str) -> None:
    made: Compiled = compiled(gallery, themed(name, ratio=ratio))
    assert {slide.layout for slide in made.slides} >= set(NAMES) - {"blank", "chart", "code", "table"}
    path = tmp_path / "deck.pptx"
    path.write_bytes(made.data)
    assert check(path) == ()
    assert [f for f in made.findings if f.severity == "error"] == []


def test_compiling_twice_gives_equal_bytes(compiled: Callable[..., Compiled], gallery: str) -> None:
    assert compiled(gallery).data == compiled(gallery).data


def test_modules_of_one_theme_share_masters_and_layouts(compiled: Callable[..., Compiled], gallery: str) -> None:
    first, second = (_masters(made.data) for made in (compiled(gallery), compiled("# 一\n\n- 二\n")))
    assert first == second


def _masters(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = [name for name in file.namelist() if re.search(r"slideMasters|slideLayouts|theme/|tableStyles|notesMasters", name)]
        return {name: file.read(name) for name in names}


def test_every_run_names_language_and_both_fonts(compiled: Callable[..., Compiled], gallery: str) -> None:
    with zipfile.ZipFile(io.BytesIO(compiled(gallery).data)) as file:
        for name in file.namelist():
            if not re.match(r"ppt/(slides|notesSlides)/[^/]+\.xml", name):
                continue
            text = file.read(name).decode("utf-8")
            for run in re.findall(r"<a:r>.*?</a:r>", text, re.DOTALL):
                assert re.search(r'<a:rPr[^>]* lang="(zh-CN|en-US)"|<a:rPr lang="(zh-CN|en-US)"', run), run
                assert "<a:latin " in run, run
                assert "<a:ea " in run, run
