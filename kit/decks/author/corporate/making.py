"""Layouts that a template lacks, made in its own colours and fonts: its content layout with other placeholders in the same room."""

from __future__ import annotations

from dataclasses import replace

from kit.decks.author import catalogue, levels, masters, swapping, xml
from kit.decks.author.corporate import adopting, assigning
from kit.decks.author.corporate.holders import FEET, TITLES, Holder
from kit.decks.author.corporate.source import Sheet, Source
from kit.decks.author.grid import INCH, POINT, TALL, Box, grid
from kit.decks.author.layouts import Layout, Ornament, Slot, Style
from kit.decks.author.theme import Theme
from kit.decks.opc import xml as trees
from kit.decks.opc.xml import q

SQUARE = ("picture1", "picture2", "picture3", "picture4")
GAP = round(0.14 * INCH)
LINE = 1.8  # height of a box that holds one line, by the size of its letters
TITLE = "标题 Title"


def layout(name: str, theme: Theme, source: Source, donor: Sheet) -> Layout:
    """Return our layout `name` with its places moved into the template's own room for content."""
    theme = _paged(theme)
    room, title = area(source, donor), _top(donor, source)
    plain = catalogue.layouts(theme)[name]
    heading, room = _heading(theme, title, room)
    if name == "blank":
        return _made(plain, (), (), source, donor)
    if name == "qr":
        return _made(plain, (*heading, *_qr(plain, room)), (), source, donor)
    if name == "picture-full":
        slots: tuple[Slot, ...] = (replace(_role(plain, "picture"), box=room),)
        return replace(_made(plain, (*heading, *slots), (), source, donor), like="framed")
    if name in ("title", "section", "closing"):
        return _made(plain, (*heading, Slot("subtitle", "body", 1, room, _text(theme, source, donor))), (), source, donor)
    if name == "claim-text":
        edge = round(0.34 * INCH)
        body = Slot("body", "body", 1, Box(room.x, room.y, room.w, room.h - edge), _text(theme, source, donor))
        foot = replace(_role(plain, "source"), box=Box(room.x, room.bottom - edge, room.w, edge))
        return replace(_made(plain, (*heading, body, foot), (), source, donor), like="content")
    slots = tuple(_moved(one, theme, room, source, donor) for one in plain.slots if one.role != "title")
    ornaments = tuple(replace(one, box=into(one.box, theme, _within(room, _text(theme, source, donor)))) for one in plain.ornaments)
    return _made(plain, (*heading, *slots), ornaments, source, donor)


def promoted(root: trees.Element, sheet: Sheet, source: Source) -> trees.Element:
    """Return a layout in which the text that does a title's work is one, so that slides have titles; its look is written out."""
    found = assigning.title(sheet, source.page)
    if found is None or found.kind in TITLES:
        return root
    for node in root.iter(q("p:sp")):
        if _holder(node) == (found.kind, found.idx):
            mark, body = next(node.iter(q("p:ph"))), node.find(q("p:txBody"))
            mark.attrib.clear()
            mark.set("type", "title")
            if body is not None:
                _written_out(body, found.style)
            break
    return root


def _written_out(body: trees.Element, style: Style) -> None:
    """Put insets, anchor and the first level of a style into a text body."""
    props, old = body.find(q("a:bodyPr")), body.find(q("a:lstStyle"))
    for name, inches in zip(("lIns", "tIns", "rIns", "bIns"), style.inset, strict=True):
        if props is not None:
            props.set(name, str(round(inches * INCH)))
            props.set("anchor", style.anchor)
    new = trees.parse(f"<a:lstStyle {xml.NAMES}>{levels.styles(style, 1)}</a:lstStyle>".encode(), "lstStyle", "")
    if old is not None:
        body.replace(old, new)
    elif props is not None:
        props.addnext(new)


def _paged(theme: Theme) -> Theme:
    """Return the theme on a page of its proportions that is as high as the one that the layouts are drawn on."""
    assert theme.template is not None
    width, height = theme.template.page
    return replace(theme, template=replace(theme.template, page=(round(width * TALL / height), TALL)))


def markup(root: trees.Element, made: Layout, theme: Theme) -> bytes:
    """Return the layout part: the donor's own shapes, title and feet, and the made placeholders."""
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    assert tree is not None
    title = made.slot("title")
    kept = (title.kind, title.idx) if title and title.style.levels else None
    for node in [node for node in tree if (held := _holder(node)) is not None and held[0] not in FEET and held != kept]:
        tree.remove(node)
    _renamed(root, made.name)
    first = max((int(node.get("id") or 0) for node in root.iter(q("p:cNvPr"))), default=1) + 1
    added = [masters.ornament_(one, number) for number, one in enumerate(made.ornaments, first)]
    own = [one for one in made.slots if one.kind != "free" and not (one.role == "title" and kept)]
    added += [masters.placed(one, number, prompt=True) for number, one in enumerate(own, first + len(added))]
    drawn = swapping.swapped("".join(added), theme)
    for node in trees.parse(f"<p:spTree {xml.NAMES}>{drawn}</p:spTree>".encode(), made.name, made.name):
        tree.append(node)
    return trees.dump(root)


def area(source: Source, donor: Sheet) -> Box:
    """Return the room for content: that of the donor's or the master's text, clear of title, feet and logos."""
    roles = assigning.roles("claim-text", donor, source.page)
    bodies = [roles["body"].box] if roles else [one.box for one in source.master.holders if one.kind in ("", "body")]
    title = _top(donor, source)
    width, height = source.page
    if bodies:
        left, right = min(one.x for one in bodies), max(one.right for one in bodies)
        top, bottom = min(one.y for one in bodies), max(one.bottom for one in bodies)
    else:
        left, right = (title.box.x, title.box.right) if title else (round(width * 0.06), round(width * 0.94))
        top, bottom = round(height * (0.25 if title else 0.07)), round(height * 0.9)
    if title is not None:
        top = max(top, title.box.bottom)
    bottom = min([bottom, *adopting.tops(donor, Box(left, top, right - left, 0), source)])
    for mark in donor.marks if bodies else donor.spots:  # a place for text is clear of its template's ornaments
        if mark.right > left and mark.x < right and mark.bottom > top and mark.y < bottom:
            bottom = min(bottom, mark.y) if mark.y > height * 0.7 else bottom
            top = max(top, mark.bottom) if mark.bottom < height * 0.3 else top
    return Box(max(left, 0), top, min(right, width) - max(left, 0), max(bottom - top, round(height * 0.3)))


def into(box: Box, theme: Theme, room: Box) -> Box:
    """Return a place on our page moved into the template's room for content."""
    g = grid(theme)
    ours = g.box(1, 12, catalogue.TOP, 6.82 - catalogue.TOP)
    across, down = room.w / ours.w, room.h / ours.h
    y = max(room.y + (box.y - ours.y) * down, room.y)
    return Box(round(room.x + (box.x - ours.x) * across), round(y), round(box.w * across), round(box.h * down))


def _top(donor: Sheet, source: Source) -> Holder | None:
    """Return the donor's title where it stands above the content; one in the middle of a cover does not."""
    title = assigning.title(donor, source.page)
    return title if title is not None and title.box.bottom < source.page[1] * 0.5 else None


def _heading(theme: Theme, title: Holder | None, room: Box) -> tuple[tuple[Slot, ...], Box]:
    """Return the donor's title, or where it has none one of our own at the top of the room, and the room that is left."""
    if title is not None:
        return (adopting.slot("title", title),), room
    high = round(min(1.2 * INCH, room.h * 0.2))
    style = replace(catalogue.title_style(theme), floor=20.0)
    return (Slot("title", "title", 0, Box(room.x, room.y, room.w, high), style, TITLE),), room.lowered(high + GAP)


def _made(plain: Layout, slots: tuple[Slot, ...], ornaments: tuple[Ornament, ...], source: Source, donor: Sheet) -> Layout:
    room = area(source, donor)
    return replace(
        plain, slots=slots, ornaments=ornaments, kind="", fill="", page=source.page, floor=room.bottom, feet=adopting.feet(donor), called=""
    )


def _moved(slot: Slot, theme: Theme, room: Box, source: Source, donor: Sheet) -> Slot:
    own = _text(theme, source, donor)
    if slot.style.bullets and slot.kind in ("", "body"):
        return replace(slot, box=into(slot.box, theme, room), style=own)
    box = into(slot.box, theme, _within(room, own))
    if slot.role in SQUARE:
        side = min(box.w, box.h)
        box = Box(box.x, box.y, side, side)
    line = round(slot.style.floor * LINE * POINT)
    if slot.kind == "body" and box.h < line:  # a flat page still has room for one line of every text
        box = Box(box.x, box.y if slot.role.startswith("head") else box.bottom - line, box.w, line)
    return replace(slot, box=box, style=replace(slot.style, wide=own.wide))


def _within(room: Box, style: Style) -> Box:
    """Return the room inside the margins of the template's text, so that what has none stands flush with it."""
    left, right = round(style.inset[0] * INCH), round(style.inset[2] * INCH)
    return Box(room.x + left, room.y, room.w - left - right, room.h)


def _text(theme: Theme, source: Source, donor: Sheet) -> Style:
    """Return how the template sets its own text, ours in its sizes where it has none."""
    roles = assigning.roles("claim-text", donor, source.page)
    return roles["body"].style if roles else catalogue.body_style(theme)


def _qr(plain: Layout, room: Box) -> tuple[Slot, ...]:
    """Return text at the left, the code as large as the room lets it be at the right, its address and short code below."""
    line = round(0.4 * INCH)
    side = min(round(room.w * 0.38), room.h - 2 * line - GAP)
    plate = Box(room.right - side, room.y, side, side)
    below = Box(plate.x, plate.bottom + GAP, side, line)
    wider = min(round(0.5 * INCH), 3 * GAP)
    below = Box(below.x - wider, below.y, min(side + 2 * wider, room.right + wider - below.x + wider), line)
    places = {"body": Box(room.x, room.y, room.w - side - 3 * GAP, room.h), "picture": plate, "address": below}
    places["code"] = Box(below.x, below.bottom, below.w, line)
    return tuple(replace(_role(plain, role), box=box) for role, box in places.items())


def _role(layout: Layout, role: str) -> Slot:
    slot = layout.slot(role)
    assert slot is not None
    return slot


def _holder(node: trees.Element) -> tuple[str, int] | None:
    mark = next(node.iter(q("p:ph")), None)
    return None if mark is None else ((mark.get("type") or "").replace("obj", ""), int(mark.get("idx") or 0))


def _renamed(root: trees.Element, name: str) -> None:
    for key in ("type", "matchingName"):
        root.attrib.pop(key, "")
    root.set("preserve", "1")
    root.set("userDrawn", "1")
    held = root.find(q("p:cSld"))
    assert held is not None
    held.set("name", name)
    for tag in ("p:timing", "p:transition", "p:extLst"):
        for node in (*root.findall(q(tag)), *held.findall(q(tag))):
            trees.drop(node)
