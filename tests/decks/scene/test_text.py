"""Text as programs set it: which fonts and colours count, what is shrunk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Emu, Pt

from kit.decks import scene
from kit.decks.scene.values import Run, Shape

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
FIT = f'<a:normAutofit xmlns:a="{A}"/>'
GRADIENT = f"""<a:gradFill xmlns:a="{A}"><a:gsLst><a:gs pos="50000"><a:srgbClr val="00FF00"/></a:gs>
<a:gs pos="0"><a:srgbClr val="FF0000"/></a:gs>
<a:gs pos="100000"><a:srgbClr val="0000FF"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>"""


def read(deck: Any, folder: Path) -> tuple[Shape, ...]:
    deck.save(str(folder / "a.pptx"))
    return scene.read(folder / "a.pptx").slides[0].shapes


def boxed(deck: Any, words: str = "words") -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_textbox(Emu(100), Emu(200), Emu(3000), Emu(400))
    box.text_frame.text = words
    return box


def shrinking(holder: Any) -> None:
    body = holder._element.txBody.bodyPr
    for fit in list(body):
        body.remove(fit)
    body.append(etree.fromstring(FIT))


def first(shape: Shape) -> Run:
    return shape.paragraphs[0].runs[0]


def test_only_its_own_autofit_shrinks_a_placeholder(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    for holder in (*deck.slide_master.placeholders, slide.placeholders[1]):
        shrinking(holder)
    title, body = read(deck, tmp_path)
    assert (title.autofit, body.autofit) == ("none", "shrink")


def test_words_are_natural_until_others_stand_in_the_deck(tmp_path: Path) -> None:
    deck = Presentation()
    for layout in deck.slide_layouts:
        for holder in layout.placeholders:
            shrinking(holder)
    for index in (1, 1, 6, 1):
        for holder in deck.slides.add_slide(deck.slide_layouts[index]).placeholders:
            holder.text_frame.text = "words"
            shrinking(holder)
    deck.slides[2].shapes.add_textbox(Emu(100), Emu(200), Emu(3000), Emu(400)).text_frame.text = "others"
    deck.save(str(tmp_path / "a.pptx"))
    assert [slide.natural for slide in scene.read(tmp_path / "a.pptx").slides] == [True, True, True, False]


def test_spacing_in_per_cent_is_a_part_of_the_letters(tmp_path: Path) -> None:
    deck = Presentation()
    box = boxed(deck)
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(40)
    props = box.text_frame.paragraphs[0]._p.get_or_add_pPr()
    etree.SubElement(etree.SubElement(props, f"{{{A}}}spcBef"), f"{{{A}}}spcPct", val="20000")
    etree.SubElement(etree.SubElement(props, f"{{{A}}}spcAft"), f"{{{A}}}spcPts", val="300")
    par = read(deck, tmp_path)[0].paragraphs[0]
    assert (par.before, par.after) == (8.0, 3.0)


@pytest.mark.parametrize(
    ("wrap", "fit", "anchored", "centred"),
    [
        ("none", "spAutoFit", "", True),
        ("none", "noAutofit", "", False),
        ("square", "spAutoFit", "", False),
        ("square", "noAutofit", "1", True),
    ],
)
def test_words_that_do_not_wrap_grow_about_their_middle(tmp_path: Path, wrap: str, fit: str, anchored: str, centred: bool) -> None:
    deck = Presentation()
    body = boxed(deck)._element.txBody.bodyPr
    body.set("wrap", wrap)
    if anchored:
        body.set("anchorCtr", anchored)
    for old in list(body):
        body.remove(old)
    etree.SubElement(body, f"{{{A}}}{fit}")
    assert read(deck, tmp_path)[0].centred is centred


def test_hanging_punctuation_is_told(tmp_path: Path) -> None:
    deck = Presentation()
    box = boxed(deck)
    for says, hangs in (("0", False), ("1", True)):
        box.text_frame.paragraphs[0]._p.get_or_add_pPr().set("hangingPunct", says)
        assert read(deck, tmp_path)[0].paragraphs[0].hangs is hangs


def test_a_warp_of_words_is_told(tmp_path: Path) -> None:
    deck = Presentation()
    etree.SubElement(boxed(deck)._element.txBody.bodyPr, f"{{{A}}}prstTxWarp", prst="textPlain")
    assert read(deck, tmp_path)[0].warp == "textPlain"


def test_a_style_names_the_font_before_the_defaults_of_the_deck(tmp_path: Path) -> None:
    deck = Presentation()
    for node in deck.part._element.iter(f"{{{A}}}latin"):
        node.set("typeface", "Georgia")
    box = boxed(deck)
    assert first(read(deck, tmp_path)[0]).font == "Georgia"
    style = etree.SubElement(box._element, "{http://schemas.openxmlformats.org/presentationml/2006/main}style")
    etree.SubElement(etree.SubElement(style, f"{{{A}}}fontRef", idx="minor"), f"{{{A}}}srgbClr", val="123456")
    box._element.insert(2, style)
    run = first(read(deck, tmp_path)[0])
    assert (run.font, run.colour, run.assumed) == ("Calibri", "123456", False)


def test_a_font_that_nothing_names_is_assumed(tmp_path: Path) -> None:
    deck = Presentation()
    presentation = deck.part._element
    presentation.remove(presentation.find("{*}defaultTextStyle"))
    boxed(deck)
    run = first(read(deck, tmp_path)[0])
    assert (run.font, run.assumed) == ("Calibri", True)


@pytest.mark.parametrize(("keeps", "colour"), [(False, "0000FF"), (True, "FF0000")])
def test_links_have_the_colour_of_the_theme_and_a_line(tmp_path: Path, keeps: bool, colour: str) -> None:
    deck = Presentation()
    run = boxed(deck).text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = "https://example.org"
    look = run._r.rPr
    ink = etree.fromstring(f'<a:solidFill xmlns:a="{A}"><a:srgbClr val="FF0000"/></a:solidFill>')
    look.insert(0, ink)
    if keeps:
        listed = etree.SubElement(look.find(f"{{{A}}}hlinkClick"), f"{{{A}}}extLst")
        etree.SubElement(etree.SubElement(listed, f"{{{A}}}ext", uri="{A12FA001-AC4F-418D-AE19-62706E023703}"), "{urn:x}hlinkClr", val="tx")
    shown = first(read(deck, tmp_path)[0])
    assert (shown.colour, shown.underline) == (colour, True)


def test_letters_in_a_gradient_have_the_colour_amid_it(tmp_path: Path) -> None:
    deck = Presentation()
    boxed(deck).text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr().append(etree.fromstring(GRADIENT))
    assert first(read(deck, tmp_path)[0]).colour == "00FF00"


def test_a_gradient_of_a_list_style_is_told_from_one_of_the_words(tmp_path: Path) -> None:
    deck = Presentation()
    level = deck.slide_master.element.find(f".//{{{P}}}bodyStyle/{{{A}}}lvl1pPr/{{{A}}}defRPr")
    level.remove(level.find(f"{{{A}}}solidFill"))
    level.insert(0, etree.fromstring(GRADIENT))
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    frame = slide.placeholders[1].text_frame
    for words in ("of the list", "of its own", "plain"):
        (frame.paragraphs[0] if words == "of the list" else frame.add_paragraph()).add_run().text = words
    own, plain = (par.runs[0]._r.get_or_add_rPr() for par in frame.paragraphs[1:])
    own.append(etree.fromstring(GRADIENT))
    plain.append(etree.fromstring(f'<a:solidFill xmlns:a="{A}"><a:srgbClr val="FF0000"/></a:solidFill>'))
    (body,) = [shape for shape in read(deck, tmp_path) if "of the list" in shape.text]
    assert [(par.runs[0].blended, par.runs[0].colour) for par in body.paragraphs] == [
        (True, "00FF00"),
        (False, "00FF00"),
        (False, "FF0000"),
    ]


def test_a_gradient_of_a_shape_s_own_list_style_is_shown_everywhere(tmp_path: Path) -> None:
    deck = Presentation()
    listed = boxed(deck).text_frame._txBody.find(f"{{{A}}}lstStyle")
    etree.SubElement(etree.SubElement(listed, f"{{{A}}}lvl1pPr"), f"{{{A}}}defRPr").append(etree.fromstring(GRADIENT))
    shown = first(read(deck, tmp_path)[0])
    assert (shown.colour, shown.blended) == ("00FF00", False)
