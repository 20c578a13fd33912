"""Words of a slide in somebody's template on a ground that the template does not know: recoloured where they could not be read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.decks.author import contrast, feet, xml
from kit.decks.author.grid import Box
from kit.decks.author.layouts import Layout
from kit.decks.author.theme import Theme

READABLE = 4.5
NAME = re.compile(r'<p:cNvPr id="\d+" name="([^"]*)"')
OUTLINE = re.compile(r"<a:ln\b.*?</a:ln>", re.DOTALL)
PROPS = re.compile(r"<p:spPr>(.*?)</p:spPr>", re.DOTALL)
FRAME = re.compile(r'<p:xfrm><a:off x="(-?\d+)" y="(-?\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/></p:xfrm>')
RUN = re.compile(r"<a:(rPr|endParaRPr)\b([^>]*?)(/?)>(<a:solidFill><a:(?:srgb|scheme)Clr val=\"(\w+)\"/></a:solidFill>)?")
LINK = re.compile(r"(<a:hlinkClick\b[^>]*)/>")
OWN = (  # a link in the colour of its words instead of the theme's for links
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}">'
    '<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
PLATE = 91440  # EMU that a plate is larger than the table or chart on it


def put(shapes: Sequence[str], theme: Theme, layout: Layout, grounds: Sequence[str], number: int) -> list[str]:
    """Return the shapes of a slide with words that can be read on every one of the grounds; a table or chart gets a plate under it.

    `number` is the first free shape id. Shapes that have a fill of their own keep their words.
    """
    plates = _worst(theme.colours.ink, grounds) < READABLE
    usual = {slot.name: slot.style.colour for slot in layout.slots}
    usual |= {f"{feet.NAMES[foot.kind]} {foot.idx}": foot.style.colour for foot in layout.feet or ()}
    made: list[str] = []
    for shape in shapes:
        frame = FRAME.search(shape) if plates and shape.startswith("<p:graphicFrame") else None
        if frame is not None:
            made.append(_plate(frame, number))
            number += 1
        made.append(_words(shape, theme, usual, grounds))
    return made


def _plate(frame: re.Match[str], number: int) -> str:
    x, y, w, h = (int(value) for value in frame.groups())
    props = xml.frame(Box(x - PLATE, y - PLATE, w + 2 * PLATE, h + 2 * PLATE)) + xml.geometry("rect") + xml.fill("bg1")
    return xml.shape(number, f"Plate {number}", props + "<a:ln><a:noFill/></a:ln>", "", decorative=True)


def _words(shape: str, theme: Theme, usual: dict[str, str], grounds: Sequence[str]) -> str:
    """Return a shape with the colours of its words replaced where they sink into the ground."""
    props, named = PROPS.search(shape), NAME.search(shape)
    if not shape.startswith("<p:sp>") or (props and "<a:solidFill>" in OUTLINE.sub("", props[1])):
        return shape
    own = usual.get(named[1] if named else "", "tx1")

    def lit(found: re.Match[str]) -> str:
        value = _shown(theme, found[5] or own)
        better = _legible(value, theme, grounds)
        if better == value:
            return found[0]
        end = f"</a:{found[1]}>" if found[3] else ""
        return f"<a:{found[1]}{found[2]}>{xml.fill(better)}{end}"

    return LINK.sub(rf"\1>{OWN}</a:hlinkClick>", RUN.sub(lit, shape))


def _legible(value: str, theme: Theme, grounds: Sequence[str]) -> str:
    """Return the colour, else the first of the template's own that can be read, else black or white."""
    if _worst(value, grounds) >= READABLE:
        return value
    own = (theme.colours.ink, theme.colours.paper, theme.colours.muted, theme.colours.surface, *theme.colours.accents)
    able = [one for one in own if _worst(one, grounds) >= READABLE]
    return able[0] if able else max(("FFFFFF", "000000"), key=lambda one: _worst(one, grounds))


def _shown(theme: Theme, word: str) -> str:
    """Return what a colour of text means here, RRGGBB."""
    if len(word) == 6 and xml.HEX.match(word):
        return word
    colours = theme.colours
    known = {"bg1": colours.paper, "tx1": colours.ink, "bg2": colours.surface, "tx2": colours.muted, "hlink": colours.link}
    known |= {f"accent{n}": value for n, value in enumerate(colours.accents, 1)}
    return (dict(theme.template.inks) if theme.template else {}).get(word) or known.get(word, colours.ink)


def _worst(colour: str, grounds: Sequence[str]) -> float:
    return min(contrast.ratio(colour, ground) for ground in grounds)
