"""Take references out of a part whose relationships end: as little of the content as possible goes with them."""

from __future__ import annotations

from kit.decks.opc import xml
from kit.decks.opc.xml import NS, q

_R = f"{{{NS['r']}}}"
_WHOLE = frozenset(
    {
        "hlinkClick",
        "hlinkHover",
        "hlinkMouseOver",
        "snd",
        "sndTgt",
        "videoFile",
        "audioFile",
        "quickTimeFile",
        "wavAudioFile",
        "control",
        "custData",
        "tags",
        "externalData",
        "userShapes",
        "legacyDrawing",
        "media",
        "svgBlip",
        "imgLayer",
        "embeddedFont",
        "regular",
        "bold",
        "italic",
        "boldItalic",
        "link",
    }
)
_FRAMED = frozenset({"chart", "relIds"})  # the only thing in their frame
_EMPTY_WITH_CHILD = frozenset(
    {"imgProps", "custDataLst", "controls", "sndAc", "stSnd"}
)  # pointless or invalid once their only child is gone


def unlink(root: xml.Element, lost: dict[str, str]) -> bool:
    """Remove what refers to the ids in `lost`: the element where it means nothing without them, else only the attribute."""
    found = [
        node for node in root.iter() if isinstance(node.tag, str) and any(k.startswith(_R) and v in lost for k, v in xml.attributes(node))
    ]
    for node in found:
        if xml.local(node) in _WHOLE:
            _remove(node)
            continue
        for key, value in list(xml.attributes(node)):
            if key.startswith(_R) and value in lost:
                del node.attrib[key]
        if xml.local(node) == "contentPart":
            _remove(node)
        if xml.local(node) in _FRAMED and (frame := next(node.iterancestors(q("p:graphicFrame")), None)) is not None:
            xml.drop(frame)
    return bool(found)


def _remove(node: xml.Element) -> None:
    parent = node.getparent()
    extension = parent is not None and parent.tag in (q("a:ext"), q("p:ext"))
    xml.drop(node)
    while parent is not None and len(parent) == 0 and (extension or xml.local(parent) in _EMPTY_WITH_CHILD):
        above = parent.getparent()
        extension = above is not None and xml.local(above) == "extLst"
        xml.drop(parent)
        parent = above
