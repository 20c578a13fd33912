"""A layout of a template as a part, with what could not be used there put right: places, colours and sizes of its placeholders."""

from __future__ import annotations

from lxml import etree

from kit.decks.author.corporate.holders import Holder
from kit.decks.author.corporate.source import Sheet
from kit.decks.author.grid import Box
from kit.decks.opc import xml as trees
from kit.decks.opc.xml import q
from kit.decks.scene import sheets

FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")


def mended(root: trees.Element, sheet: Sheet) -> trees.Element:
    """Return a layout's tree in which its placeholders lie and are set as they were read."""
    wanted = {(one.kind, one.idx): one for one in sheet.holders if one.moved or any(one.inks) or any(one.larger)}
    for node in root.iter(q("p:sp")) if wanted else ():
        mark = sheets.holder_of(node)
        holder = wanted.get(((mark.get("type") or "").replace("obj", ""), sheets.index_of(mark))) if mark is not None else None
        if holder is not None:
            _put(node, holder)
    return root


def _put(node: trees.Element, holder: Holder) -> None:
    if holder.moved:
        _placed(node, holder.home or holder.box)
    for level, (ink, size) in enumerate(zip(holder.inks or ("",) * 5, holder.larger or (0.0,) * 5, strict=True)):
        if ink or size:
            _set(_level(_list(node), level), ink, size)


def _placed(node: trees.Element, box: Box) -> None:
    props = node.find(q("p:spPr"))
    if props is None:
        return
    frame = props.find(q("a:xfrm"))
    if frame is None:
        frame = etree.Element(q("a:xfrm"))
        props.insert(0, frame)
    for child in list(frame):
        frame.remove(child)
    etree.SubElement(frame, q("a:off"), x=str(box.x), y=str(box.y))
    etree.SubElement(frame, q("a:ext"), cx=str(box.w), cy=str(box.h))


def _list(node: trees.Element) -> trees.Element:
    """Return the list style of a placeholder, made where it has none."""
    body = node.find(q("p:txBody"))
    if body is None:
        body = etree.Element(q("p:txBody"))
        for name in ("a:bodyPr", "a:lstStyle", "a:p"):
            etree.SubElement(body, q(name))
        after = node.find(q("p:style"))
        (after if after is not None else node.find(q("p:spPr"))).addnext(body)  # type: ignore[union-attr]
    listed = body.find(q("a:lstStyle"))
    if listed is None:
        listed = etree.Element(q("a:lstStyle"))
        body[0].addnext(listed)
    return listed


def _level(listed: trees.Element, level: int) -> trees.Element:
    """Return the run properties of one level of a list style, made where there are none."""
    made = listed.find(q(f"a:lvl{level + 1}pPr"))
    if made is None:
        made = etree.Element(q(f"a:lvl{level + 1}pPr"))
        earlier = [node for node in listed if trees.local(node) == "defPPr" or trees.local(node) < f"lvl{level + 1}pPr"]
        earlier = [node for node in earlier if trees.local(node) != "extLst"]
        listed.insert(len(earlier), made)
    run = made.find(q("a:defRPr"))
    if run is None:
        run = etree.Element(q("a:defRPr"))
        last = made.find(q("a:extLst"))
        if last is not None:
            last.addprevious(run)
        else:
            made.append(run)
    return run


def _set(run: trees.Element, ink: str, size: float) -> None:
    if size:
        run.set("sz", str(round(size * 100)))
    if ink:
        for node in [node for node in run if trees.local(node) in FILLS]:
            run.remove(node)
        fill = etree.Element(q("a:solidFill"))
        etree.SubElement(fill, q("a:srgbClr"), val=ink)
        run.insert(1 if len(run) and trees.local(run[0]) == "ln" else 0, fill)
