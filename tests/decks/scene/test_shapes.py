"""Shapes are read as programs show them: of several ways to say one thing the one that is known."""

from __future__ import annotations

from typing import cast

from kit.decks.opc import Package, Rel, xml
from kit.decks.scene import shapes
from kit.decks.scene.sheets import Sheet
from kit.decks.scene.theme import Theme
from kit.decks.scene.values import Shape

BOX = '<a:off x="0" y="0"/><a:ext cx="9" cy="9"/>'
FRAME = f'<p:graphicFrame><p:xfrm>{BOX}</p:xfrm><a:graphic><a:graphicData uri="%s"/></a:graphic></p:graphicFrame>'
PIC = f'<p:pic><p:blipFill><a:blip r:embed="r1"/></p:blipFill><p:spPr><a:xfrm>{BOX}</a:xfrm></p:spPr></p:pic>'
PLAIN = "http://schemas.openxmlformats.org/drawingml/2006/"


def read(inner: str) -> tuple[Shape, ...]:
    names = "".join(f' xmlns:{key}="{uri}"' for key, uri in xml.NS.items() if key in ("p", "a", "r", "mc"))
    root = xml.parse(f"<p:sld{names}><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:sld>".encode(), "", "")
    rels = {"r1": Rel("r1", f"{PLAIN}image", "/a.png", False)}
    return shapes.of(Sheet("", root, Theme(), ()), rels, cast(Package, None))


def test_of_a_chart_of_a_newer_kind_the_picture_is_taken_that_stands_in_for_it() -> None:
    chart = FRAME % "http://schemas.microsoft.com/office/drawing/2014/chartex"
    (shown,) = read(
        f"<mc:AlternateContent><mc:Choice Requires='cx2'>{chart}</mc:Choice><mc:Fallback>{PIC}</mc:Fallback></mc:AlternateContent>"
    )
    assert (shown.kind, shown.picture) == ("picture", "/a.png")
    (alone,) = read(f"<mc:AlternateContent><mc:Choice Requires='cx2'>{chart}</mc:Choice><mc:Fallback/></mc:AlternateContent>")
    assert alone.kind == "chart"
    table = FRAME % f"{PLAIN}table"
    (kept,) = read(
        f"<mc:AlternateContent><mc:Choice Requires='a14'>{table}</mc:Choice><mc:Fallback>{PIC}</mc:Fallback></mc:AlternateContent>"
    )
    assert kept.kind == "table"
