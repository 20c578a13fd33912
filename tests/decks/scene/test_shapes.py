"""Shapes are read as programs show them: of several ways to say one thing the one that is known."""

from __future__ import annotations

from typing import cast

from kit.decks.opc import Package, Rel, xml
from kit.decks.scene import shapes
from kit.decks.scene import theme as themes
from kit.decks.scene.sheets import Sheet
from kit.decks.scene.theme import Theme
from kit.decks.scene.values import Shadow, Shape

BOX = '<a:off x="0" y="0"/><a:ext cx="9" cy="9"/>'
FRAME = f'<p:graphicFrame><p:xfrm>{BOX}</p:xfrm><a:graphic><a:graphicData uri="%s"/></a:graphic></p:graphicFrame>'
PIC = f'<p:pic><p:blipFill><a:blip r:embed="r1"/></p:blipFill><p:spPr><a:xfrm>{BOX}</a:xfrm></p:spPr></p:pic>'
PLAIN = "http://schemas.openxmlformats.org/drawingml/2006/"


def read(inner: str, theme: Theme | None = None) -> tuple[Shape, ...]:
    names = "".join(f' xmlns:{key}="{uri}"' for key, uri in xml.NS.items() if key in ("p", "a", "r", "mc"))
    root = xml.parse(f"<p:sld{names}><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:sld>".encode(), "", "")
    rels = {"r1": Rel("r1", f"{PLAIN}image", "/a.png", False)}
    return shapes.of(Sheet("", root, theme or Theme(), ()), rels, cast(Package, None))


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


def test_a_style_brings_its_fill_as_the_theme_has_it_and_its_shadow() -> None:
    theme = f"""<a:theme xmlns:a="{xml.NS["a"]}"><a:themeElements><a:fmtScheme><a:fillStyleLst>
      <a:solidFill><a:schemeClr val="phClr"><a:lumMod val="50000"/><a:alpha val="40000"/></a:schemeClr></a:solidFill></a:fillStyleLst>
      <a:effectStyleLst><a:effectStyle><a:effectLst><a:outerShdw dist="100" blurRad="7"><a:schemeClr val="phClr"/></a:outerShdw>
      </a:effectLst></a:effectStyle></a:effectStyleLst></a:fmtScheme></a:themeElements></a:theme>"""
    refs = "".join(f'<a:{kind} idx="1"><a:srgbClr val="0000FF"/></a:{kind}>' for kind in ("fillRef", "effectRef"))
    shape = "<p:sp><p:spPr><a:xfrm>{}</a:xfrm>{}</p:spPr><p:style>{}</p:style></p:sp>"
    (styled,) = read(shape.format(BOX, "", refs), themes.read(xml.parse(theme.encode(), "", "")))
    assert (styled.fill, styled.opacity) == ("000080", 0.4)
    assert styled.shadow == Shadow("0000FF", 1.0, 100, 0, 7)
    (plain,) = read(shape.format(BOX, "<a:solidFill><a:srgbClr val='FF0000'/></a:solidFill><a:effectLst/>", refs))
    assert (plain.fill, plain.shadow) == ("FF0000", None)
