"""The markup of the slide master, the layouts and the notes master."""

from __future__ import annotations

from kit.decks.author import levels, logos, xml
from kit.decks.author.catalogue import body_style, title_style
from kit.decks.author.grid import INCH, Box, Grid, grid
from kit.decks.author.layouts import Layout, Ornament, Slot, Style
from kit.decks.author.theme import Theme

TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
LIGHT = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"'
DARK = 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"'
ACCENTS = " ".join(f'accent{i}="accent{i}"' for i in range(1, 7)) + ' hlink="hlink" folHlink="folHlink"'
FIRST_ID = 2147483648


def master(theme: Theme, layouts: list[Layout]) -> str:
    """Return the slide master: title, body, date, footer and number, the accent mark, the text styles."""
    g = grid(theme)
    slots = (
        Slot("title", "title", 0, g.box(1, 12, 0.5, 1.25), title_style(theme), "标题 Title"),
        Slot("body", "body", 1, g.box(1, 12, 1.9, 4.5), body_style(theme), "文字 Text"),
        *footers(theme, g),
    )
    shapes = mark(g) + "".join(placed(slot, number, prompt=False) for number, slot in enumerate(slots, 3))
    shapes += _logo(theme, g, theme.colours.paper, f"rId{len(layouts) + 2}", 3 + len(slots))
    listed = "".join(f'<p:sldLayoutId id="{FIRST_ID + i}" r:id="rId{i}"/>' for i in range(1, len(layouts) + 1))
    return (
        f'{xml.HEAD}<p:sldMaster {xml.NAMES} preserve="1"><p:cSld name={xml.attribute(theme.name)}>{ground("bg1")}'
        f"<p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMap {DARK if theme.dark else LIGHT} {ACCENTS}/>"
        f'<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles>'
        f"<p:titleStyle>{levels.styles(title_style(theme), 1)}</p:titleStyle>"
        f"<p:bodyStyle>{levels.styles(body_style(theme), 9)}</p:bodyStyle>"
        f"<p:otherStyle>{levels.styles(Style(18, before=0), 9)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout(theme: Theme, made: Layout) -> str:
    """Return one layout with its real placeholders."""
    c = theme.colours
    slots = (*made.slots, *(footers(theme, grid(theme)) if made.numbered else ()))
    shapes = "".join(ornament_(ornament, number) for number, ornament in enumerate(made.ornaments, 2))
    first = 2 + len(made.ornaments)
    shapes += "".join(placed(slot, number, prompt=slot.idx not in (10, 11, 12)) for number, slot in enumerate(slots, first))
    if with_logo(made):
        grounds = {"bg1": c.paper, "bg2": c.surface, "tx1": c.ink, "tx2": c.muted, "accent1": c.accents[0], "accent2": c.accents[1]}
        shapes += _logo(theme, grid(theme), grounds[made.fill], "rId2", first + len(slots), cover=not made.numbered)
    background = ground(made.fill) if made.fill else ""
    kind = f' type="{made.kind}"' if made.kind else ""
    hidden = "" if made.marked else ' showMasterSp="0"'
    return (
        f'{xml.HEAD}<p:sldLayout {xml.NAMES}{hidden}{kind} preserve="1"{"" if kind else " userDrawn=" + chr(34) + "1" + chr(34)}>'
        f"<p:cSld name={xml.attribute(made.name)}>{background}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def ground(colour: str) -> str:
    """Return a plain background."""
    return f"<p:bg><p:bgPr>{xml.fill(colour)}<a:effectLst/></p:bgPr></p:bg>"


def footers(theme: Theme, g: Grid) -> tuple[Slot, ...]:
    """Return the placeholders for date, footer text and slide number."""
    small = Style(theme.sizes.footer, 9, colour="tx2", anchor="ctr", before=0, spacing=1.0)
    right = Style(theme.sizes.footer, 9, colour="tx2", anchor="ctr", align="r", before=0, spacing=1.0)
    last = 6 if theme.logo else 8
    return (
        Slot("date", "dt", 10, g.box(last + 1, 9 if theme.logo else 11, 6.98, 0.3), right),
        Slot("footer", "ftr", 11, g.box(1, last, 6.98, 0.3), small),
        Slot("number", "sldNum", 12, g.box(12, 12, 6.98, 0.3), right),
    )


def with_logo(made: Layout) -> bool:
    """Tell whether a layout carries the logo itself: the master's does not show through there."""
    return not made.marked and bool(made.fill)


def _logo(theme: Theme, g: Grid, ground: str, rel: str, number: int, *, cover: bool = False) -> str:
    """Return the theme's logo: at the foot beside the number, on covers large at the upper left."""
    if theme.logo is None:
        return ""
    mark = logos.read(theme.logo)
    foot = g.box(10, 12, 6.93, 0.4)
    room = g.box(1, 4, 0.48, 0.62) if cover else Box(foot.x, foot.y, foot.w - round(0.55 * INCH), foot.h)
    return logos.markup(mark, logos.fitted(mark, room, "l" if cover else "r"), ground, rel, number)


def mark(g: Grid) -> str:
    """Return the accent mark that hangs from the upper edge of every inner slide."""
    props = xml.frame(_tab(g)) + xml.geometry("rect") + xml.fill("accent1") + "<a:ln><a:noFill/></a:ln>"
    return xml.shape(2, "Mark", props, "", decorative=True)


def notes_master() -> str:
    """Return the notes master: the slide's picture above, the talk track below, the page number."""
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image 1"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f"{xml.held('sldImg', 2)}</p:nvSpPr><p:spPr>{xml.frame(Box(685800, 685800, 5486400, 3086100))}{xml.geometry('rect')}<a:noFill/>"
        f'<a:ln w="6350">{xml.fill("tx2")}</a:ln></p:spPr></p:sp>'
    )
    style = Style(12, before=4)
    small = Style(10, align="r", before=0, colour="tx2")
    body = placed(Slot("notes", "body", 3, Box(685800, 4114800, 5486400, 4343400), style, "备注 Notes"), 3, prompt=False)
    number = placed(Slot("number", "sldNum", 5, Box(3884613, 8685213, 2286000, 300000), small), 4, prompt=False)
    return (
        f"{xml.HEAD}<p:notesMaster {xml.NAMES}><p:cSld>{ground('bg1')}<p:spTree>{TREE}{image}{body}{number}</p:spTree></p:cSld>"
        f"<p:clrMap {LIGHT} {ACCENTS}/><p:notesStyle>{levels.styles(style, 9)}</p:notesStyle></p:notesMaster>"
    )


def _tab(g: Grid) -> Box:
    return Box(g.margin, 0, round(0.9 * INCH), round(0.1 * INCH))


def ornament_(ornament: Ornament, number: int) -> str:
    """Return a shape of a layout itself, passed over by screen readers."""
    if ornament.text:
        run = f'<a:rPr lang="en-US" sz="{round(ornament.size * 100)}" b="1">{xml.fill(ornament.colour)}{xml.fonts(True)}</a:rPr>'
        text = f"<p:txBody>{levels.body(Style(ornament.size))}<a:lstStyle/><a:p><a:r>{run}<a:t>{ornament.text}</a:t></a:r></a:p></p:txBody>"
        return xml.shape(number, f"Ornament {number}", xml.frame(ornament.box) + xml.geometry("rect"), text, text_box=True, decorative=True)
    props = xml.frame(ornament.box) + xml.geometry(ornament.shape) + xml.fill(ornament.colour) + "<a:ln><a:noFill/></a:ln>"
    return xml.shape(number, f"Ornament {number}", props, "", decorative=True)


def placed(slot: Slot, number: int, *, prompt: bool) -> str:
    """Return a placeholder of a master or layout with its text style."""
    props = xml.frame(slot.box) + xml.geometry(slot.shape) + xml.fill(slot.fill)
    style = f"<a:lstStyle>{levels.styles(slot.style, 1 if slot.kind in ('title', 'ctrTitle') else levels.DEPTH)}</a:lstStyle>"
    shown = xml.clean(slot.prompt)
    if slot.kind == "sldNum":
        body = xml.number_field().replace("<a:bodyPr/><a:lstStyle/>", levels.body(slot.style) + style)
    else:
        text = f'<a:r><a:rPr lang="zh-CN"/><a:t>{shown}</a:t></a:r>' if shown else ""
        body = f'<p:txBody>{levels.body(slot.style)}{style}<a:p>{text}<a:endParaRPr lang="zh-CN"/></a:p></p:txBody>'
    made = xml.placeholder(number, slot.name, slot.kind, slot.idx, props, body)
    return made.replace("<p:ph", '<p:ph hasCustomPrompt="1"', 1) if prompt and shown else made
