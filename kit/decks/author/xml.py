"""Small pieces of DrawingML and PresentationML as text: the one place where markup of shapes and text is written."""

from __future__ import annotations

import re

from kit.decks.author.grid import Box
from kit.decks.opc import xml

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BREAKS = 'defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"'
HEX = re.compile(r"[0-9A-F]{6}\Z")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
SCRIM = '<a:solidFill><a:srgbClr val="000000"><a:alpha val="62000"/></a:srgbClr></a:solidFill>'


def clean(text: str) -> str:
    """Return `text` as XML content: markup escaped, characters that XML forbids taken out."""
    text = FORBIDDEN.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Return `text` as a quoted attribute value."""
    return xml.quoted(FORBIDDEN.sub("", text))


def colour(value: str) -> str:
    """Return a colour: RRGGBB, or the name of a theme colour."""
    return f'<a:srgbClr val="{value}"/>' if HEX.match(value) else f'<a:schemeClr val="{value}"/>'


def fill(value: str) -> str:
    """Return a solid fill; "" is none stated and "scrim" a dark veil over a picture."""
    if value == "scrim":
        return SCRIM
    return f"<a:solidFill>{colour(value)}</a:solidFill>" if value else ""


def frame(box: Box, prefix: str = "a") -> str:
    """Return position and size."""
    return f'<{prefix}:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.w}" cy="{box.h}"/></{prefix}:xfrm>'


def geometry(shape: str) -> str:
    """Return a preset geometry; rounded rectangles get a small radius."""
    guides = '<a:avLst><a:gd name="adj" fmla="val 4000"/></a:avLst>' if shape == "roundRect" else "<a:avLst/>"
    return f'<a:prstGeom prst="{shape}">{guides}</a:prstGeom>'


def fonts(major: bool = False, mono: str = "") -> str:
    """Return Latin and East Asian typefaces by theme reference; `mono` names the typeface of code."""
    ref = "mj" if major else "mn"
    latin = f"<a:latin typeface={attribute(mono)}/>" if mono else f'<a:latin typeface="+{ref}-lt"/>'
    return f'{latin}<a:ea typeface="+{ref}-ea"/>'


def spacing(tag: str, points: float) -> str:
    """Return a paragraph distance in points."""
    return f'<a:{tag}><a:spcPts val="{round(points * 100)}"/></a:{tag}>'


def shape(number: int, name: str, props: str, body: str, *, text_box: bool = False, decorative: bool = False) -> str:
    """Return a shape that is no placeholder; a decorative one is passed over by screen readers."""
    extra = DECORATIVE if decorative else ""
    box = ' txBox="1"' if text_box else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)}>{extra}</p:cNvPr><p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{props}</p:spPr>{body}</p:sp>"
    )


def held(kind: str, idx: int) -> str:
    """Return the mark of a placeholder."""
    typed = f' type="{kind}"' if kind else ""
    return f"<p:nvPr><p:ph{typed}{f' idx={chr(34)}{idx}{chr(34)}' if idx else ''}/></p:nvPr>"


def placeholder(number: int, name: str, kind: str, idx: int, props: str, body: str) -> str:
    """Return a placeholder shape; empty `props` inherit place and look from the layout."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"{held(kind, idx)}</p:nvSpPr><p:spPr>{props}</p:spPr>{body}</p:sp>"
    )


def number_field(lang: str = "en-US") -> str:
    """Return the paragraph with the slide's number as a field."""
    return (
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{6F2B1C8E-2E2C-4B0A-9C55-7D1B6A3F0E11}" type="slidenum">'
        f'<a:rPr lang="{lang}"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="{lang}"/></a:p></p:txBody>'
    )
