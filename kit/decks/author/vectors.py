"""SVG pictures: made harmless, measured, and drawn once as PNG for programs that show no SVG."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
HREF = ("href", "{http://www.w3.org/1999/xlink}href")
URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
OUTSIDE = re.compile(r"@import[^;]*;?|url\(\s*['\"]?(?!\s*['\"]?(?:#|data:))[^)]*\)", re.IGNORECASE)
INSIDE = re.compile(r"#|data:image/(?!svg)", re.IGNORECASE)
LENGTH = re.compile(r"\s*([\d.]+(?:e-?\d+)?)\s*(px|pt|pc|in|cm|mm|em|ex|%)?\s*\Z", re.IGNORECASE)
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "em": 16.0, "ex": 8.0}
ENTITIES: dict[str, Any] = {"resolve_entities": "internal"}
LIMIT = 20_000_000  # bytes unpacked
MOST = 200_000  # elements once every <use> is followed
SIDE = 1600  # pixels of the longer side of the PNG
NARROW = 60  # no picture is more than so many times longer than it is wide
Node = etree._Element


def read(data: bytes) -> Vector:
    """Return an SVG ready for a slide; raises ValueError saying why it cannot be shown."""
    root = _parsed(_unpacked(data))
    outside, html = _cleaned(root)
    if _drawn(root) > MOST:
        raise ValueError("too many elements")
    width, height = _size(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    clean = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Vector(clean, _png(clean, width, height), width, height, outside, html)


def extension(rel: str) -> str:
    """Return what a picture's blip says of its SVG."""
    return f'<a:extLst><a:ext uri="{URI}"><asvg:svgBlip xmlns:asvg="{NAMESPACE}" r:embed="{rel}"/></a:ext></a:extLst>'


def _unpacked(data: bytes) -> bytes:
    if data[:2] != b"\x1f\x8b":
        return data
    import io

    try:
        with gzip.open(io.BytesIO(data)) as packed:
            data = packed.read(LIMIT + 1)
    except (OSError, EOFError) as error:
        raise ValueError(str(error)) from error
    if len(data) > LIMIT:
        raise ValueError("too large")
    return data


def _parsed(data: bytes) -> Node:
    """Parse without network, external entities or a document type of its own."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, **ENTITIES)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(str(error)) from error
    if root.tag != f"{SVG}svg":
        raise ValueError("no SVG")
    return root


def _cleaned(root: Node) -> tuple[tuple[str, ...], bool]:
    """Take out scripts, HTML and everything that leads outside the file; return the addresses and whether there was HTML."""
    outside: list[str] = []
    html = False
    for node in list(root.iter()):
        name = node.tag.removeprefix(SVG) if isinstance(node.tag, str) else "&"
        if name in ("script", "foreignObject", "handler", "&"):
            html = html or (name == "foreignObject" and any(str(said).strip() for said in node.itertext()))
            _removed(node)
        elif name == "style":
            outside += OUTSIDE.findall(node.text or "")
            node.text = OUTSIDE.sub(_instead, node.text or "")
        else:
            outside += _attributes(node, name)
    return tuple(dict.fromkeys(address[:80] for address in outside)), html


def _removed(node: Node) -> None:
    parent = node.getparent()
    if parent is None:
        raise ValueError("nothing to draw")
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def _attributes(node: Node, name: str) -> Iterator[str]:
    """Take out handlers and addresses of one element; return the addresses that would have been loaded."""
    for key, value in list(node.attrib.items()):
        key, value = str(key), str(value)
        if key.lower().startswith("on"):
            del node.attrib[key]
        elif key in HREF and not INSIDE.match(value.strip()):
            del node.attrib[key]
            if name != "a":
                yield value
        elif OUTSIDE.search(value):
            yield from OUTSIDE.findall(value)
            node.set(key, OUTSIDE.sub(_instead, value))


def _instead(found: re.Match[str]) -> str:
    return "" if found[0].startswith("@") else "none"


def _drawn(root: Node) -> int:
    """Return how many elements are drawn when each <use> is replaced by what it names; circles count as endless."""
    named = {str(node.get("id")): node for node in root.iter(f"{SVG}*") if node.get("id")}
    known: dict[Node, int] = {}
    open_ones: set[Node] = set()

    def count(node: Node) -> int:
        if node in open_ones:
            return MOST + 1
        if node not in known:
            open_ones.add(node)
            target = named.get(next((str(node.get(key)) for key in HREF if node.get(key)), "")[1:]) if node.tag == f"{SVG}use" else None
            total = 1 + (count(target) if target is not None else 0)
            for child in node:
                total += count(child)
            known[node] = min(total, MOST + 1)
            open_ones.discard(node)
        return known[node]

    return count(root)


def _size(root: Node) -> tuple[float, float]:
    """Return the picture's size in pixels: as stated, else that of its view box."""
    view = [float(part) for part in re.findall(r"-?[\d.]+(?:e-?\d+)?", str(root.get("viewBox") or ""))] if root.get("viewBox") else []
    box = (view[2], view[3]) if len(view) == 4 and view[2] > 0 and view[3] > 0 else (0.0, 0.0)
    width, height = _length(root.get("width")), _length(root.get("height"))
    if width and not height and box[0]:
        height = width * box[1] / box[0]
    elif height and not width and box[1]:
        width = height * box[0] / box[1]
    width, height = (width, height) if width and height else box if box[0] else (300.0, 150.0)
    if not 1 / NARROW <= width / height <= NARROW or max(width, height) > 1e7:
        raise ValueError("its sides are out of proportion")
    return width, height


def _length(value: object) -> float:
    found = LENGTH.match(str(value or ""))
    unit = (found[2] or "").lower() if found else "%"
    return float(found[1]) * UNITS[unit] if found and unit != "%" else 0.0


def _png(clean: bytes, width: float, height: float) -> bytes:
    import resvg_py

    scale = SIDE / max(width, height)
    try:
        made: bytes = bytes(
            resvg_py.svg_to_bytes(
                svg_string=clean.decode("utf-8"), width=max(round(width * scale), 1), height=max(round(height * scale), 1)
            )
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in the renderer is no ordinary Exception
        raise ValueError(str(error)) from error
    return made


@dataclass(frozen=True)
class Vector:
    """An SVG without anything that acts or loads, its PNG, its size in pixels, and what was taken out."""

    data: bytes
    png: bytes
    width: float
    height: float
    outside: tuple[str, ...] = ()
    html: bool = False
