"""The theme part and the table style of a template: colours, fonts, plain fills and lines."""

from __future__ import annotations

import uuid

from kit.decks.author import xml
from kit.decks.author.theme import Theme

HOUSE = uuid.UUID("7b2d6a14-5c0f-4e7a-9b1d-3f6a8c2e5d41")
_PLAIN = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FORMATS = (
    f'<a:fmtScheme name="Plain"><a:fillStyleLst>{_PLAIN * 3}</a:fillStyleLst><a:lnStyleLst>'
    + "".join(f'<a:ln w="{w}" cap="flat" cmpd="sng" algn="ctr">{_PLAIN}<a:prstDash val="solid"/></a:ln>' for w in (6350, 12700, 19050))
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_PLAIN * 3}</a:bgFillStyleLst></a:fmtScheme>"
)


def part(theme: Theme, name: str, *, paper: bool = False) -> str:
    """Return a theme part; with `paper` the notes' own, which is light because notes are printed."""
    c, f = theme.colours, theme.fonts
    light, dark = (c.ink, c.paper) if theme.dark else (c.paper, c.ink)
    soft, deep = (c.muted, c.surface) if theme.dark else (c.surface, c.muted)
    if paper and theme.dark:
        light, dark, soft, deep = "FFFFFF", "1B2429", "F1F5F5", "53666E"
    slots = {"dk1": dark, "lt1": light, "dk2": deep, "lt2": soft} | {f"accent{i}": value for i, value in enumerate(c.accents, 1)}
    slots |= {"hlink": c.link, "folHlink": c.link}
    colours = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in slots.items())
    face = f'<a:latin typeface={xml.attribute(f.latin)}/><a:ea typeface={xml.attribute(f.east_asian)}/><a:cs typeface=""/>'
    face += f'<a:font script="Hans" typeface={xml.attribute(f.east_asian)}/>'
    called = xml.attribute(theme.name)
    return (
        f'{xml.HEAD}<a:theme xmlns:a="{xml.A}" name={xml.attribute(name)}><a:themeElements>'
        f"<a:clrScheme name={called}>{colours}</a:clrScheme><a:fontScheme name={called}><a:majorFont>{face}</a:majorFont>"
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>{_FORMATS}"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def table_style(theme: Theme) -> str:
    """Return the id of the theme's table style; themes whose lines differ have different ones."""
    return "{" + str(uuid.uuid5(HOUSE, theme.colours.line)).upper() + "}"


def table_styles(theme: Theme) -> str:
    """Return the house's table style: no boxes, a strong line under the header, thin lines between rows."""
    thin = f'<a:ln w="9525">{xml.fill(theme.colours.line)}</a:ln>'
    strong = '<a:ln w="19050"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:ln>'
    name = table_style(theme)
    text = '<a:fontRef idx="minor"/><a:schemeClr val="tx1"/>'
    return (
        f'{xml.HEAD}<a:tblStyleLst xmlns:a="{xml.A}" def="{name}"><a:tblStyle styleId="{name}" styleName="Lectern">'
        f"<a:wholeTbl><a:tcTxStyle>{text}</a:tcTxStyle><a:tcStyle><a:tcBdr><a:bottom>{thin}</a:bottom><a:insideH>{thin}</a:insideH></a:tcBdr>"
        "<a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        '<a:band1H><a:tcStyle><a:tcBdr/><a:fill><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:fill></a:tcStyle></a:band1H>'
        f'<a:firstCol><a:tcTxStyle b="on">{text}</a:tcTxStyle><a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>'
        f'<a:firstRow><a:tcTxStyle b="on">{text}</a:tcTxStyle><a:tcStyle><a:tcBdr><a:bottom>{strong}</a:bottom></a:tcBdr></a:tcStyle>'
        "</a:firstRow></a:tblStyle></a:tblStyleLst>"
    )
