"""Charts are read as they look: where their field lies, their axes' letters and lines, labels of single points."""

from __future__ import annotations

from pathlib import Path

from kit.decks import scene
from kit.decks.opc import xml
from kit.decks.scene import lettering, pins
from kit.decks.scene.plots import Chart, Letters
from kit.decks.scene.theme import Theme
from tests.gallery import making
from tests.gallery.making import Wanted


def charts(folder: Path, amount: str) -> list[Chart]:
    made = making.compiled(Wanted("lectern", "en", amount), making.draw(folder))
    return [shape.chart for slide in scene.read(made.data).slides for shape in slide.shapes if shape.chart is not None]


def test_a_chart_is_read_with_its_field_its_axes_and_the_labels_of_its_points(tmp_path: Path) -> None:
    (lines,) = charts(tmp_path, "crowded")
    assert lines.field is not None
    assert 0 < lines.field[0] < 0.1 < lines.field[2] < 1
    assert [[note.text for note in one.notes] for one in lines.series] == [["Faster 89"], ["Cheaper 100"], ["Steadier 111"]]
    note = lines.series[0].notes[0]
    assert (note.place, note.size, note.bold, note.side) == (7, 14.0, True, "r")
    assert lines.series[0].width > 2
    assert (lines.numbers.line, lines.numbers.size) == ("", 14.0)
    assert lines.names.ink != lines.numbers.ink
    assert lines.font


def test_parts_of_a_chart_have_letters_of_their_own() -> None:
    text = (
        '<c:title xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<c:tx><c:rich><a:p><a:pPr><a:defRPr sz="1400" b="0"/></a:pPr><a:r><a:rPr b="1"><a:solidFill><a:srgbClr val="002060"/>'
        "</a:solidFill></a:rPr><a:t>One </a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    )
    node = xml.parse(text.encode(), "", "")
    assert lettering.read(node, Letters(12.0, "000000"), Theme()) == Letters(14.0, "002060", True)
    assert lettering.words(node) == "One \vtwo"
    assert lettering.read(None, Letters(9.0), Theme()) == Letters(9.0)


def test_shapes_on_a_chart_stand_where_they_are_pinned() -> None:
    text = (
        f'<p:relSizeAnchor xmlns:p="{xml.NS["p"]}" xmlns:a="{xml.NS["a"]}"><p:from><p:x>0.5</p:x><p:y>0.1</p:y></p:from>'
        "<p:to><p:x>0.75</p:x><p:y>{}</p:y></p:to><p:sp><p:spPr><a:xfrm><a:off/><a:ext/></a:xfrm></p:spPr></p:sp></p:relSizeAnchor>"
    )
    anchor = xml.parse(text.format("0.6").encode(), "", "")
    assert pins.place(anchor, (100, 200, 1000, 2000))
    assert [dict(node.attrib) for node in anchor.iter(xml.q("a:off"), xml.q("a:ext"))] == [
        {"x": "600", "y": "400"},
        {"cx": "250", "cy": "1000"},
    ]
    assert not pins.place(xml.parse(text.format("nan").encode(), "", ""), (100, 200, 1000, 2000))
    assert not pins.place(xml.parse(text.format("").encode(), "", ""), (100, 200, 1000, 2000))
