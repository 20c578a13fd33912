"""Findings on finished slides, one by one, on slides drawn for each."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from kit import workspace
from kit.decks import findings, scene
from kit.errors import KitError

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
    assert codes(lambda s: _box(s, "words that go outside", 20, x=9, w=3)) == ["deck.off-slide"]


def test_text_too_small(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _box(s, "tiny", 7)) == ["deck.small"]


def test_a_source_line_may_be_small(codes: Callable[..., list[str]]) -> None:
    long = "platform statistics of all five channels, counted once a day at midnight, as of October 2026, without tests"
    assert codes(lambda s: _box(_titled(s, "One"), f"Source: {long}", 10)) == []
    assert codes(lambda s: _box(_titled(s, "One"), long, 10)) == ["deck.small"]


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


def _coloured(slide: Any, colour: str, size: float = 20, fill: str = "", text: str = "Pale words") -> None:
    _box(slide, text, size)
    shape = slide.shapes[-1]
    shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(colour)
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(fill)


def test_words_too_pale_for_what_lies_behind_them(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _coloured(s, "BBBBBB")) == ["deck.contrast"]
    assert codes(lambda s: _coloured(s, "FFFFFF", fill="1A2B3C")) == []
    assert codes(lambda s: _coloured(s, "1A2B3C", fill="101820")) == ["deck.contrast"]
    assert codes(lambda s: _coloured(s, "808080", 24)) == []  # large letters need less
    assert codes(lambda s: _coloured(s, "808080", 14)) == ["deck.contrast"]


def test_words_on_a_picture_are_left_alone(codes: Callable[..., list[str]]) -> None:
    def draw(slide: Any) -> None:
        _picture(slide, "A map")
        _coloured(slide, "FFFFFF")

    assert codes(draw) == []


def _linked(slide: Any, address: str) -> None:
    _box(slide, "A link", 20)
    slide.shapes[-1].text_frame.paragraphs[0].runs[0].hyperlink.address = address


def test_links_that_lead_nowhere(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _linked(s, "https://example.org/docs?x=1#top")) == []
    assert codes(lambda s: _linked(s, "mailto:a@example.org")) == []
    assert codes(lambda s: _linked(s, "https://")) == ["deck.link"]
    assert codes(lambda s: _linked(s, "mailto:nobody")) == ["deck.link"]
    assert codes(lambda s: _linked(s, "file:///C:/talks/plan.xlsx")) == ["deck.link-file"]
    assert codes(lambda s: _linked(s, "../plan.xlsx")) == ["deck.link-file"]
    assert codes(lambda s: _linked(s, "slack://channel?id=1")) == []


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("www.example.org/docs", "https://www.example.org/docs"),
        ("htp://example.org", "https://example.org"),
        ("https:/example.org/a", "https://example.org/a"),
        ("https//example.org", "https://example.org"),
        ("example.cn", "https://example.cn"),
        ("//example.org/a.jpg", "https://example.org/a.jpg"),
    ],
)
def test_a_mistyped_address_is_offered_mended(written: str, better: str, tmp_path: Path) -> None:
    deck = Presentation()
    _linked(deck.slides.add_slide(deck.slide_layouts[5]), written)
    deck.save(str(tmp_path / "deck.pptx"))
    (found,) = (one for one in findings.check(scene.read(tmp_path / "deck.pptx")) if one.code == "deck.link")
    assert str(found).endswith(f"(Write {better}.)")


def test_pictures_that_are_only_linked(codes: Callable[..., list[str]]) -> None:
    def draw(slide: Any) -> None:
        _picture(slide, "A map")
        rid = slide.part.relate_to("file:///C:/map.png", RT.IMAGE, is_external=True)
        blip = slide.shapes[-1]._element.xpath(".//a:blip")[0]
        blip.set(qn("r:link"), rid)

    assert codes(draw) == ["deck.picture-outside"]


def _set_in(slide: Any, font: str) -> None:
    _box(slide, "Words", 20)
    slide.shapes[-1].text_frame.paragraphs[0].runs[0].font.name = font


def test_fonts_that_other_computers_lack(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _set_in(s, "Brandon Grotesque"), lambda s: _set_in(_titled(s, "Two"), "Brandon Grotesque")) == ["deck.font"]
    assert codes(lambda s: _set_in(s, "Segoe UI Semibold"), lambda s: _set_in(_titled(s, "Two"), "Microsoft YaHei")) == []


def test_words_beside_the_slide_and_boxes_that_only_seem_too_small(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _box(s, "nobody sees me", 20, x=12)) == ["deck.outside"]
    assert codes(lambda s: _box(s, "a label", 20, w=2, h=0.1)) == []  # no edge to run over, nothing to run into
    assert codes(lambda s: _box(s, "wide box", 20, x=7, w=6)) == []  # only the empty part of the box leaves the slide


def test_nothing_is_found_on_the_program_s_own_slides() -> None:
    for path in sorted((workspace.program() / "slides" / "imported").glob("*.pptx")):
        assert findings.check(scene.read(path)) == ()


def test_few_words_about_decks_of_others(shared: Path) -> None:
    """Weights: what is said without being asked stays rare enough to be read."""
    slides, loud = 0, 0
    for path in sorted((shared / "corpus" / "decks").glob("*.pptx"))[::3]:
        try:
            deck = scene.read(path)
        except KitError:
            continue
        slides += len(deck.slides)
        loud += sum(found.severity != "note" for found in findings.check(deck))
    assert loud <= slides


def test_letters_are_judged_by_the_page_they_stand_on(tmp_path: Path) -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(10), Inches(5.625)
    _box(_titled(deck.slides.add_slide(deck.slide_layouts[5]), "One"), "a text that is long enough to be read as running text " * 2, 11)
    deck.save(str(tmp_path / "low.pptx"))
    assert [one.code for one in findings.check(scene.read(tmp_path / "low.pptx"))] == []
    deck.slide_height = Inches(7.5)
    deck.save(str(tmp_path / "high.pptx"))
    assert [one.code for one in findings.check(scene.read(tmp_path / "high.pptx"))] == ["deck.small"]


def test_a_talk_may_end_with_its_first_title(codes: Callable[..., list[str]]) -> None:
    assert codes(lambda s: _titled(s, "One"), lambda s: _titled(s, "Two"), lambda s: _titled(s, "One")) == []
    assert codes(lambda s: _titled(s, "One"), lambda s: _titled(s, "One"), lambda s: _titled(s, "Two")) == ["deck.title-twice"]


def test_text_that_is_set_smaller_to_fit_is_believed(codes: Callable[..., list[str]]) -> None:
    def draw(slide: Any, lines: int) -> None:
        _box(slide, "\n".join(["a line of words"] * lines), 20, w=6, h=1.2)
        frame = slide.shapes[-1].text_frame
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        slide.shapes[-1].fill.solid()
        slide.shapes[-1].fill.fore_color.rgb = RGBColor(255, 255, 255)

    assert codes(lambda s: draw(_titled(s, "One"), 4)) == []
    assert codes(lambda s: draw(_titled(s, "One"), 9)) == ["deck.overflow"]


def test_pictures_without_words_are_told_once_a_slide(codes: Callable[..., list[str]]) -> None:
    def draw(slide: Any) -> None:
        for _ in range(3):
            _picture(slide, "")

    assert codes(draw) == ["deck.alt-text"]
