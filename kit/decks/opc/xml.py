"""XML of untrusted decks: no entities, no network, no document type; namespaces by their usual prefix."""

from __future__ import annotations

import copy as copies
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from lxml import etree

from kit.errors import KitError
from kit.i18n import N_

Element = etree._Element

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "p15": "http://schemas.microsoft.com/office/powerpoint/2012/main",
    "p188": "http://schemas.microsoft.com/office/powerpoint/2018/8/main",
    "a16": "http://schemas.microsoft.com/office/drawing/2014/main",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=False)
_ENCODING = re.compile(r"""^(<\?xml[^>]*?)\s+encoding=["'][^"']*["']""")
_PLAIN = re.compile(r"[^&<>\"\t\n\r]*").fullmatch
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\t", "&#9;"), ("\n", "&#10;"), ("\r", "&#13;"))
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parse(data: bytes, part: str, file: str) -> Element:
    """Return the root of `data`; refuse broken XML and document types (deck.damaged, deck.unsafe-xml)."""
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in data[:100_000]:
            raise _unsafe(part, file) from error
        text = N_("{file} is damaged: its part {part} cannot be read ({reason}); open it in PowerPoint, let it repair, and save it again.")
        raise KitError("deck.damaged", text, file=file, part=part, reason=str(error)[:160]) from error
    doctype: str = root.getroottree().docinfo.doctype  # type: ignore[union-attr]
    if doctype:
        raise _unsafe(part, file)
    return root


def quoted(text: str) -> str:
    """Return `text` as an attribute value in quotation marks."""
    if not _PLAIN(text):
        for char, entity in _ENTITIES:
            text = text.replace(char, entity)
    return f'"{text}"'


def utf8(data: bytes) -> bytes:
    """Return an XML part that is written in UTF-16 in UTF-8; every other part comes back as it is."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return data
    try:
        return _ENCODING.sub(r"\1", data.decode("utf-16"), count=1).encode()
    except UnicodeDecodeError:
        return data


def dump(root: Element) -> bytes:
    """Return `root` as a standalone UTF-8 document."""
    return DECLARATION + etree.tostring(root, encoding="UTF-8")


@lru_cache(maxsize=4096)
def q(name: str) -> str:
    """Return `a:b` as lxml names it, `{namespace}b`."""
    prefix, local = name.split(":")
    return f"{{{NS[prefix]}}}{local}"


def local(node: Element) -> str:
    """Return the name of `node` without its namespace ("" for comments and processing instructions)."""
    tag = node.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def attributes(node: Element) -> list[tuple[str, str]]:
    """Return the attributes of `node` as pairs of name and value."""
    return cast("list[tuple[str, str]]", node.attrib.items())


def path(text: str) -> Callable[[Element], list[Any]]:
    """Return a compiled XPath that finds nodes or attribute values, with the usual prefixes."""
    return cast("Callable[[Element], list[Any]]", etree.XPath(text, namespaces=NS, smart_strings=True))


def drop(node: Element) -> None:
    """Take `node` out of its tree and keep the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _unsafe(part: str, file: str) -> KitError:
    text = N_("{file} is refused: its part {part} declares a document type, which no deck needs and attacks use.")
    return KitError("deck.unsafe-xml", text, file=file, part=part)


def wrap(node: Element) -> Element:
    """Return an element that holds a copy of `node`, for code that looks for it among children."""
    holder = etree.Element("holder")
    holder.append(copies.deepcopy(node))
    return holder
