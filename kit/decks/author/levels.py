"""List levels: indents, bullets and sizes, the same in master, layouts and paragraphs."""

from __future__ import annotations

from kit.decks.author import xml
from kit.decks.author.grid import INCH
from kit.decks.author.layouts import INDENT, Style

DEPTH = 5
NUMBER = 0.48  # inches
CHARS = ("•", "–", "•", "–", "•")


def indents(level: int, *, number: bool = False) -> tuple[int, int]:
    """Return left margin and first-line indent of a bulleted level in EMU; numbers hang further out than bullet signs."""
    step, hang = round(INDENT * INCH), round((NUMBER if number else INDENT) * INCH)
    return step * level + hang, -hang


def bullet(style: Style, level: int) -> str:
    """Return the bullet markup a slot's style gives to a level."""
    if style.bullets == "number" and level == 0:
        return numbered(1)
    return dotted(level) if style.bullets else "<a:buNone/>"


def dotted(level: int) -> str:
    """Return a bullet sign: in the accent on the first level, muted below."""
    tint = xml.colour("accent1" if level == 0 else "tx2")
    return f'<a:buClr>{tint}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="{CHARS[min(level, 4)]}"/>'


def numbered(start: int) -> str:
    """Return a running number in the accent."""
    first = f' startAt="{start}"' if start > 1 else ""
    return f'<a:buClr>{xml.colour("accent1")}</a:buClr><a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{first}/>'


def properties(style: Style, level: int, tag: str) -> str:
    """Return one level of a list style (`tag` is lvl1pPr … lvl9pPr)."""
    if style.levels:
        return _template(style, level, tag)
    left, first = indents(level, number=style.bullets == "number" and level == 0) if style.bullets else (0, 0)
    weight = ' b="1"' if style.bold else ' b="0"'
    run = f"{xml.fill(style.colour)}{xml.fonts(style.major)}"
    return (
        f'<a:{tag} marL="{left}" indent="{first}" algn="{style.align}" {xml.BREAKS}>'
        f'<a:lnSpc><a:spcPct val="{round(style.spacing * 100000)}"/></a:lnSpc>{xml.spacing("spcBef", before(style, level))}'
        f'{bullet(style, level)}<a:defRPr sz="{round(style.at(level) * 100)}"{weight} kern="1200">{run}</a:defRPr></a:{tag}>'
    )


def _template(style: Style, level: int, tag: str) -> str:
    """Return one level of a list style as a template sets it."""
    one = style.levels[min(level, len(style.levels) - 1)]
    sign = f"<a:buFont typeface={xml.attribute(one.mark_font)}/>" if one.mark_font and one.mark else ""
    if one.mark.startswith("#"):
        sign += f'<a:buAutoNum type="{one.mark[1:]}"/>'
    else:
        sign += f"<a:buChar char={xml.attribute(one.mark)}/>" if one.mark else "<a:buNone/>"
    run = f"{xml.fill(style.colour)}{xml.fonts(style.major, style.face)}"
    return (
        f'<a:{tag} marL="{one.left}" indent="{one.first}" algn="{style.align}" {xml.BREAKS}>'
        f'<a:lnSpc><a:spcPct val="{round(one.spacing * 100000)}"/></a:lnSpc>{xml.spacing("spcBef", one.before)}'
        f'{sign}<a:defRPr sz="{round(one.size * 100)}" b="{int(style.bold)}" kern="1200">{run}</a:defRPr></a:{tag}>'
    )


def before(style: Style, level: int) -> float:
    """Return the space before a paragraph of a level in points."""
    if style.levels:
        return style.levels[min(level, len(style.levels) - 1)].before
    return style.before if level == 0 else style.before * 0.5


def styles(style: Style, depth: int = DEPTH) -> str:
    """Return the levels of a list style."""
    return "".join(properties(style, min(level, DEPTH - 1), f"lvl{level + 1}pPr") for level in range(depth))


def body(style: Style) -> str:
    """Return the body properties of a slot: insets, anchor, no autofit (sizes are decided, not left to the program that shows it)."""
    left, top, right, bottom = (round(side * INCH) for side in style.inset)
    anchor = style.anchor
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" anchor="{anchor}">'
        "<a:noAutofit/></a:bodyPr>"
    )
