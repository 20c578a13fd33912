"""Findings on finished slides, one by one, on slides drawn for each."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Inches, Pt

from kit.decks import findings, scene

Draw = Callable[[Any], None]


@pytest.fixture
def codes(tmp_path: Path) -> Callable[..., list[str]]:
    """Return a function that draws slides with python-pptx and returns the codes found."""

    def run(*draws: Draw, layout: int = 5) -> list[str]:
        deck = Presentation()
        for draw in draws:
            draw(deck.slides.add_slide(deck.slide_layouts[layout]))
        path = tmp_path / "deck.pptx"
        deck.save(str(path))
        return [finding.code for finding in findings.check(scene.read(path))]

    return run


def _titled(slide: Any, title: str = "Title") -> Any:
    slide.shapes.title.text = title
    return slide


def _box(slide: Any, text: str, size: float, *, x: float = 1, y: float = 2, w: float = 4, h: float = 1) -> None:
    frame = _titled(slide, slide.shapes.title.text or text[:5]).shapes.add_textbox(Inches(x), Inches(y), Inches(w), Inches(h)).text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.text = text
    frame.paragraphs[0].runs[0].font.size = Pt(size)


def _picture(slide: Any, alt: str | None) -> None:
    data = io.BytesIO()
    Image.new("RGB", (20, 20)).save(data, "PNG")
    if slide.shapes.title is not None:
        _titled(slide)
    picture = slide.shapes.add_picture(data, Inches(1), Inches(2), Inches(3), Inches(3))
    picture._element.xpath(".//p:cNvPr")[0].set("descr", alt or "")


def test_a_clean_slide_has_none(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _box(s, "short", 20)) == []


def test_text_that_runs_out_of_its_box(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _box(s, "这是一段放不下的文字。" * 12, 20)) == ["deck.overflow"]


def test_shapes_beyond_the_edge(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _box(s, "outside", 20, x=8, w=4)) == ["deck.off-slide"]


def test_text_too_small(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _box(s, "tiny", 7)) == ["deck.small"]


def test_too_many_words(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _box(s, "word " * 150, 14, x=0.5, w=9, h=5)) == ["deck.wordy"]


def test_pictures_without_words(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _picture(s, None)) == ["deck.alt-text"]
    assert codes(lambda s: _picture(s, "A map")) == []


def test_names_without_value(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _box(s, "Held by {{speaker}}", 20)) == ["deck.unbound"]


def test_titles_missing_and_repeated(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _titled(s, "Same"), lambda s: _titled(s, "same ")) == ["deck.title-twice"]
    assert codes(lambda s: _titled(s, "Same (1/2)"), lambda s: _titled(s, "Same (2/2)")) == []
    assert codes(lambda s: _picture(s, "A map"), layout=6) == ["deck.untitled"]
