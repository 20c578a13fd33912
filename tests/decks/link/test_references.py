"""Things that name slides by number, id or section: custom shows, zooms; parts that nobody knows."""

from __future__ import annotations

import re
from pathlib import Path

from kit.decks import invariants, link
from tests.decks.invariants import seeds
from tests.decks.link import making

PSLZ = "http://schemas.microsoft.com/office/powerpoint/2016/slidezoom"
ZOOM = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice xmlns:pslz="{PSLZ}" Requires="pslz">'
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="40" name="Zoom"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
    '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>'
    f'<a:graphicData uri="{PSLZ}"><pslz:sldZm><pslz:sldZmObj sldId="258" cId="1"/></pslz:sldZm></a:graphicData>'
    "</a:graphic></p:graphicFrame>"
    "</mc:Choice><mc:Fallback>"
    '<p:sp><p:nvSpPr><p:cNvPr id="40" name="Zoom"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>'
    "</mc:Fallback></mc:AlternateContent>"
)


def zoomed(path: Path) -> Path:
    seeds.sound(path)
    return making.edit(path, lambda p: seeds.swap(p, seeds.SLIDE, "</p:spTree>", ZOOM + "</p:spTree>"))


def test_zoom_follows_its_slide(tmp_path: Path) -> None:
    deck = zoomed(tmp_path / "z.pptx")
    report = link.join([link.Source(making.deck(tmp_path / "a.pptx", ["a"])), link.Source(deck, slides=(3, 1))], tmp_path / "out.pptx")
    slide = making.parts(report.path)["ppt/slides/slide3.xml"]
    assert b'sldZmObj sldId="257"' in slide


def test_zoom_without_its_slide_becomes_its_picture(tmp_path: Path) -> None:
    report = link.join([link.Source(zoomed(tmp_path / "z.pptx"), slides=(1,))], tmp_path / "out.pptx")
    slide = making.parts(report.path)["ppt/slides/slide1.xml"]
    assert b"sldZmObj" not in slide
    assert b'name="Zoom"' in slide
    assert "link.zoom-flattened" in {f.code for f in report.slides[0].changed}


def with_show(path: Path) -> Path:
    """A deck whose first slide starts the custom show of slides 2 and 3."""

    def change(parts: seeds.Parts) -> None:
        rids = [rid.decode() for rid in re.findall(rb'<p:sldId [^>]*r:id="(\w+)"', parts[seeds.PRES])]
        slides = "".join(f'<p:sld r:id="{rid}"/>' for rid in rids[1:])
        show = f'<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst>{slides}</p:sldLst></p:custShow></p:custShowLst>'
        seeds.sub(parts, seeds.PRES, r"(<p:notesSz [^>]*/>)", r"\1" + show)
        action = 'action="ppaction://customshow?id=0&amp;return=true"'
        link_ = f'<a:hlinkClick xmlns:r="{seeds.R}" r:id="" {action}/>'
        seeds.sub(parts, seeds.SLIDE, "<a:hlinkClick [^>]*hlinksldjump[^>]*>", link_)

    seeds.sound(path)
    return making.edit(path, change)


def test_custom_shows_of_two_decks_live_side_by_side(tmp_path: Path) -> None:
    one, two = with_show(tmp_path / "1.pptx"), with_show(tmp_path / "2.pptx")
    report = link.join([link.Source(one), link.Source(two, slides=(1, 3))], tmp_path / "out.pptx")
    found = making.parts(report.path)
    assert re.findall(rb'custShow name="([^"]+)" id="(\d)"', found[seeds.PRES]) == [(b"Short", b"0"), (b"Short (2)", b"1")]
    assert b"customshow?id=1&amp;return=true" in found["ppt/slides/slide4.xml"]
    assert invariants.check(report.path) == ()


def test_parts_of_unknown_kinds_come_along(tmp_path: Path) -> None:
    deck = seeds.sound(tmp_path / "1.pptx")

    def change(parts: seeds.Parts) -> None:
        parts["ppt/future/thing1.xml"] = b'<x xmlns="urn:future"/>'
        seeds.override(parts, "/ppt/future/thing1.xml", "application/vnd.future+xml")
        end = "</Relationships>"
        seeds.swap(parts, seeds.SLIDE_RELS, end, f'<Relationship Id="rId70" Type="urn:future/thing" Target="../future/thing1.xml"/>{end}')

    report = link.join([link.Source(making.edit(deck, change), slides=(1, 1))], tmp_path / "out.pptx")
    assert making.named(report.path, "future/") == ["ppt/future/thing1.xml", "ppt/future/thing2.xml"]
