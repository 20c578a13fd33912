"""Shapes that somebody has drawn on a chart: each is pinned to parts of its width and height."""

from __future__ import annotations

from kit.decks.opc import xml
from kit.decks.opc.xml import q


def place(anchor: xml.Element, box: tuple[int, int, int, int]) -> bool:
    """Write into the shapes of an anchor where they stand on the slide, the chart being in `box`; returns whether it says where."""
    ends = [_part(anchor, f"p:{end}/p:{way}") for end in ("from", "to") for way in ("x", "y")]
    if any(end is None for end in ends):
        return False
    left, top, right, bottom = (min(max(end or 0.0, -1.0), 2.0) for end in ends)
    x, y, w, h = box
    for frame in anchor.iterfind(f"*/*/{q('a:xfrm')}"):
        off, ext = frame.find(q("a:off")), frame.find(q("a:ext"))
        if off is not None and ext is not None:
            off.set("x", str(round(x + left * w)))
            off.set("y", str(round(y + top * h)))
            ext.set("cx", str(round((right - left) * w)))
            ext.set("cy", str(round((bottom - top) * h)))
    return True


def _part(anchor: xml.Element, path: str) -> float | None:
    node = anchor.find("/".join(q(step) for step in path.split("/")))
    try:
        value = float(node.text or "") if node is not None else None
    except ValueError:
        return None
    return value if value == value else None  # "nan" is a number for Python
