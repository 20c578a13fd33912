"""Scenes: what slides say and where their shapes are, inheritance resolved."""

from __future__ import annotations

from pathlib import Path

from pptx import Presentation
from pptx.util import Emu, Pt

from kit.decks import scene


def test_texts_notes_and_inherited_geometry(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "平台整体架构"
    slide.placeholders[1].text = "短信\n邮件"
    slide.notes_slide.notes_text_frame.text = "先问谁家"
    box = slide.shapes.add_textbox(Emu(100), Emu(200), Emu(3000), Emu(400))
    box.text_frame.text = "free"
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(9)
    deck.save(str(tmp_path / "a.pptx"))
    read = scene.read(tmp_path / "a.pptx").slides[0]
    assert (read.title, read.texts, read.notes, read.layout) == ("平台整体架构", ("短信", "邮件", "free"), "先问谁家", "Title and Content")
    title, body, free = read.shapes
    layout = deck.slide_layouts[1].placeholders[0]
    assert (title.x, title.y, title.w, title.h) == (layout.left, layout.top, layout.width, layout.height)
    assert (title.placeholder, title.paragraphs[0].runs[0].size) == ("title", 44)
    assert body.paragraphs[0].runs[0].size == 32
    assert body.paragraphs[0].bullet == "•"
    assert (free.x, free.y, free.paragraphs[0].runs[0].size, free.paragraphs[0].runs[0].font) == (100, 200, 9, "Calibri")


def test_groups_are_taken_apart_in_slide_coordinates(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    group = slide.shapes.add_group_shape()
    inner = group.shapes.add_textbox(Emu(1000), Emu(1000), Emu(500), Emu(500))
    inner.text_frame.text = "in"
    group.left, group.top, group.width, group.height = Emu(5000), Emu(6000), Emu(1000), Emu(1500)
    deck.save(str(tmp_path / "a.pptx"))
    (shape,) = scene.read(tmp_path / "a.pptx").slides[0].shapes
    assert (shape.x, shape.y, shape.w, shape.h, shape.text) == (5000, 6000, 1000, 1500, "in")
    assert shape.group


def test_every_sound_deck_is_read(shared: Path) -> None:
    for path in sorted(p for p in (shared / "corpus" / "decks").iterdir() if p.is_file()):
        deck = scene.read(path)
        assert deck.width > 0
        for slide in deck.slides:
            assert all(run.size > 0 for shape in slide.shapes for par in shape.paragraphs for run in par.runs), path.name


def test_picture_gives_its_bytes(shared: Path) -> None:
    deck = scene.read(shared / "corpus" / "decks" / "docling--powerpoint_with_image.pptx")
    pictures = [picture for slide in deck.slides for picture in slide.pictures]
    assert pictures
    assert all(picture.read() for picture in pictures)


def test_what_a_hidden_group_holds_is_hidden(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    outer = slide.shapes.add_group_shape()
    outer.shapes.add_group_shape().shapes.add_textbox(Emu(1000), Emu(1000), Emu(500), Emu(500))
    slide.shapes.add_textbox(Emu(100), Emu(200), Emu(3000), Emu(400))
    outer._element.nvGrpSpPr.cNvPr.set("hidden", "1")
    deck.save(str(tmp_path / "a.pptx"))
    assert [shape.hidden for shape in scene.read(tmp_path / "a.pptx").slides[0].shapes] == [True, False]
