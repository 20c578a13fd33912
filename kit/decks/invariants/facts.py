"""What the rules need to know of one part, taken out of its tree once, so that the tree need not be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from kit.decks.opc import names, xml
from kit.decks.opc.xml import NS, q

_R = NS["r"]
_MC = NS["mc"]
_VML_REFS = re.compile(rb"\b(?:o:relid|r:id|r:pict|r:href)\s*=\s*[\"']([^\"']+)[\"']")
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_EXTENSION = b"http://schemas.microsoft.com/office/"


_REFS = xml.path("//@r:*")
_EVERY_NAME = xml.path("//*[local-name()='cNvPr']/@id")
_TARGETS = xml.path("/*/p:timing//p:spTgt/@spid | /*/p:timing//p:inkTgt/@spid | /*/p:timing//p:bldLst/*/@spid | /*/p:timing//p:subSp/@spid")
_MEDIA = xml.path("//p:nvPr[a:videoFile or a:audioFile or a:quickTimeFile or p:extLst//p14:media]")
_FILE = xml.path("(a:videoFile | a:audioFile | a:quickTimeFile)/@r:link")
_PAIR = xml.path("p:extLst//p14:media/@r:embed | p:extLst//p14:media/@r:link")
_POSTER = xml.path("ancestor::p:pic/p:blipFill/a:blip/@r:embed | ancestor::p:pic/p:blipFill/a:blip/@r:link")
_TABLE_STYLES = xml.path("//a:tableStyleId/text()")
_LEGACY = xml.path("/p:cmLst/p:cm/@authorId")
_LISTS = xml.path(
    "//a:fmtScheme/a:fillStyleLst | //a:fmtScheme/a:lnStyleLst | //a:fmtScheme/a:effectStyleLst | //a:fmtScheme/a:bgFillStyleLst"
)
_ACTIONS = xml.path("//*[@action][self::a:hlinkClick or self::a:hlinkHover or self::a:hlinkMouseOver]")
_SPACES = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"'](http://schemas\.microsoft\.com/office/[^\"']+)[\"']")
_STRAY_ATTRIBUTES = xml.path("//@*[starts-with(namespace-uri(), 'http://schemas.microsoft.com/office/')][not(ancestor::mc:Choice)]")


@dataclass(frozen=True, slots=True)
class Ref:
    """A relationship id used by an element: `element` and `attribute` without namespaces."""

    rid: str
    element: str
    attribute: str


@dataclass(frozen=True, slots=True)
class Media:
    """A film or sound on a slide: the ids of its file, of its pair for newer programs and of its picture, "" where it has none."""

    shape: str
    file: str
    pair: str
    poster: str


@dataclass(slots=True)
class Facts:
    """The facts of one part that rules compare."""

    root: str = ""
    refs: tuple[Ref, ...] = ()
    shape_ids: tuple[str, ...] = ()
    targets: frozenset[str] = frozenset()
    media: tuple[Media, ...] = ()
    table_styles: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    lists: tuple[tuple[str, int], ...] = ()
    jumps: tuple[str, ...] = ()
    undeclared: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    layouts: tuple[tuple[str, str], ...] = ()
    slides: tuple[tuple[str, str], ...] = ()
    masters: tuple[tuple[str, str], ...] = ()
    shows: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    extra: dict[str, tuple[str, ...]] = field(default_factory=dict)


def of(root: xml.Element, data: bytes) -> Facts:
    """Return the facts of a parsed part; `data` are its bytes, used to leave out what cannot be in it."""
    facts = Facts(root=xml.local(root))
    if _R.encode() in data:
        facts.refs = tuple(_ref(found) for found in _REFS(root))
    space = etree.QName(root).namespace
    if space == NS["p"]:
        _shapes(facts, root, data)
    if space in (NS["p"], NS["c"]) and _EXTENSION in data:
        facts.undeclared = _undeclared(root, data)
    if facts.root == "theme":
        facts.lists = tuple((xml.local(node), len(node)) for node in _LISTS(root))
    if facts.root in ("presentation", "sldMaster"):
        facts.order = tuple(xml.local(child) for child in root if xml.local(child))
    if facts.root == "sldMaster":
        facts.layouts = tuple(
            (n.get("id") or "", n.get(q("r:id")) or "") for n in root.iterfind(f"{q('p:sldLayoutIdLst')}/{q('p:sldLayoutId')}")
        )
    if facts.root == "presentation":
        _presentation(facts, root)
    _people(facts, root)
    return facts


def of_vml(data: bytes) -> Facts:
    """Return the facts of a VML part, which need not be well-formed."""
    return Facts(root="vml", refs=tuple(Ref(rid.decode("utf-8", "replace"), "vml", "relid") for rid in _VML_REFS.findall(data)))


def read(data: bytes, name: str, file: str) -> Facts:
    """Parse a part's bytes and return its facts."""
    return of_vml(data) if names.extension(name) == "vml" else of(xml.parse(data, name, file), data)


def _ref(found: Any) -> Ref:
    parent = found.getparent()
    return Ref(str(found), xml.local(parent) if parent is not None else "", str(found.attrname).rsplit("}", 1)[-1])


def _shapes(facts: Facts, root: xml.Element, data: bytes) -> None:
    if b"cNvPr" in data:
        facts.shape_ids = tuple(_shape_ids(root, data))
    if b"timing" in data:
        facts.targets = frozenset(str(found) for found in _TARGETS(root))
        if not facts.targets <= set(facts.shape_ids):  # ink, both branches of alternate content
            facts.targets -= {str(found) for found in _EVERY_NAME(root)}
    if b"File" in data or b":media" in data:
        facts.media = tuple(_media(found) for found in _MEDIA(root))
    if b"tableStyleId" in data:
        facts.table_styles = frozenset(str(found).strip().upper() for found in _TABLE_STYLES(root))
    if b"hlinksldjump" in data:
        facts.jumps = tuple(n.get(q("r:id")) or "" for n in _ACTIONS(root) if "hlinksldjump" in (n.get("action") or ""))


def _media(node: xml.Element) -> Media:
    """Return what a film or sound consists of; a shape that is no picture needs no poster."""
    owner = node.getparent()
    named = next((child for child in owner if xml.local(child) == "cNvPr"), None) if owner is not None else None
    poster = next(iter(_POSTER(node)), "") if owner is not None and owner.tag == q("p:nvPicPr") else "none needed"
    file, pair = (str(next(iter(look(node)), "")) for look in (_FILE, _PAIR))
    return Media((named.get("id") or "") if named is not None else "", file, pair, str(poster))


def _shape_ids(root: xml.Element, data: bytes) -> Iterator[str]:
    """Yield the ids of shapes, the tree itself and all but the first branch of alternate content left out."""
    tree, alternate = q("p:spTree"), b"AlternateContent" in data
    for node in root.iter(q("p:cNvPr")):
        holder = node.getparent()
        above = holder.getparent() if holder is not None else None
        if above is None or above.tag == tree or (alternate and any(_is_other_branch(up) for up in node.iterancestors())):
            continue
        yield node.get("id") or ""


def _is_other_branch(node: xml.Element) -> bool:
    """Tell whether a node is a branch of alternate content that is not the first: one of them is shown, never two."""
    return node.tag == q("mc:Fallback") or (node.tag == q("mc:Choice") and node.getprevious() is not None)


def _presentation(facts: Facts, root: xml.Element) -> None:
    rid = q("r:id")
    facts.slides = tuple((n.get("id") or "", n.get(rid) or "") for n in root.iterfind(f"{q('p:sldIdLst')}/{q('p:sldId')}"))
    facts.masters = tuple((n.get("id") or "", n.get(rid) or "") for n in root.iterfind(f"{q('p:sldMasterIdLst')}/{q('p:sldMasterId')}"))
    facts.shows = tuple(n.get(rid) or "" for n in root.iterfind(f"{q('p:custShowLst')}//{q('p:sld')}"))
    facts.sections = tuple(
        (s.get("id") or "", tuple(n.get("id") or "" for n in s.iter(q("p14:sldId")))) for s in root.iter(q("p14:section"))
    )


def _people(facts: Facts, root: xml.Element) -> None:
    """Collect who comments are by, and who the authors are."""
    if root.tag == q("p:cmLst"):
        facts.authors = frozenset(str(found) for found in _LEGACY(root))
    elif root.tag == q("p188:cmLst"):
        facts.authors = frozenset(node.get("authorId") or "" for node in root.iter(q("p188:cm"), q("p188:reply")))
    elif root.tag in (q("p:cmAuthorLst"), q("p188:authorLst")):
        facts.extra["authors"] = tuple(node.get("id") or "" for node in root)
    elif root.tag == f"{{{_APP}}}Properties":
        for name in ("Slides", "Application"):
            facts.extra[name.lower()] = tuple(node.text or "" for node in root.iterfind(f"{{{_APP}}}{name}"))
    elif root.tag == q("a:tblStyleLst"):
        facts.extra["styles"] = tuple((node.get("styleId") or "").upper() for node in root)


def _undeclared(root: xml.Element, data: bytes) -> frozenset[str]:
    """Return extension prefixes that are used outside extension lists and are not said to be ignorable."""
    found = {p for p in (root.get(f"{{{_MC}}}Ignorable") or "").split() if p not in root.nsmap}
    spaces = {space.decode(): prefix for prefix, space in _SPACES.findall(data)}
    for space, prefix in spaces.items():
        for node in root.iter(f"{{{space}}}*"):
            if not _excused(node) and not _ignorable(node, space):
                found.add(node.prefix or prefix.decode())
    if any(gap + prefix + b":" in data for prefix in spaces.values() for gap in (b" ", b"\n", b"\r", b"\t")):
        found |= _undeclared_attributes(root)
    return frozenset(found)


def _undeclared_attributes(root: xml.Element) -> set[str]:
    found = set()
    for one in _STRAY_ATTRIBUTES(root):
        node = one.getparent()
        space = str(one.attrname).rsplit("}", 1)[0].lstrip("{")
        if node is not None and not _in_extension(node) and not _ignorable(node, space):
            found.add(next((p for p, uri in node.nsmap.items() if uri == space and p), space))
    return found


def _excused(node: xml.Element) -> bool:
    """Tell whether the element stands in an extension list or in a branch that only programs knowing it read."""
    return any(xml.local(up) in ("ext", "extLst") or up.tag == q("mc:Choice") for up in node.iterancestors())


def _in_extension(node: xml.Element) -> bool:
    space = etree.QName(node).namespace or ""
    return space.startswith("http://schemas.microsoft.com/") or any(
        xml.local(up) in ("ext", "extLst") for up in (node, *node.iterancestors())
    )


def _ignorable(node: xml.Element, space: str | None) -> bool:
    """Tell whether an ancestor-or-self declares the namespace as ignorable."""
    for up in (node, *node.iterancestors()):
        for prefix in (up.get(f"{{{_MC}}}Ignorable") or "").split():
            if up.nsmap.get(prefix) == space:
                return True
    return False
