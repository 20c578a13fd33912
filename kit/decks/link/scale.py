"""Slides of another size: fitted into the new size and centred, with text, lines, insets and tables scaled along."""

from __future__ import annotations

import re

from kit.decks.link.build import Build
from kit.decks.link.deck import Deck
from kit.decks.opc import xml
from kit.decks.opc.xml import q

# elements and the attributes of theirs that are lengths
_LENGTHS = {
    "rPr": ("sz", "spc"),
    "defRPr": ("sz", "spc"),
    "endParaRPr": ("sz", "spc"),
    "pPr": ("marL", "marR", "indent", "defTabSz"),
    "tab": ("pos",),
    "spcPts": ("val",),
    "buSzPts": ("val",),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns", "spcCol"),
    "ln": ("w",),
    "lnL": ("w",),
    "lnR": ("w",),
    "lnT": ("w",),
    "lnB": ("w",),
    "lnTlToBr": ("w",),
    "lnBlToTr": ("w",),
    "outerShdw": ("blurRad", "dist"),
    "innerShdw": ("blurRad", "dist"),
    "prstShdw": ("dist",),
    "glow": ("rad",),
    "softEdge": ("rad",),
    "reflection": ("blurRad", "dist"),
    "gridCol": ("w",),
    "tr": ("h",),
    "tcPr": ("marL", "marR", "marT", "marB"),
}
_LEVELS = {f"lvl{n}pPr": _LENGTHS["pPr"] for n in range(1, 10)} | {"defPPr": _LENGTHS["pPr"]}
_TAGS = {q(f"a:{name}"): attributes for name, attributes in (_LENGTHS | _LEVELS).items()}
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_POINTS = frozenset({"by", "from", "to", "rCtr"})
_SHAPES = frozenset({"sp", "pic", "graphicFrame", "cxnSp", "grpSp", "contentPart"})


def fits(build: Build, deck: Deck) -> bool:
    """Tell whether slides of this source need no fitting."""
    return deck.size == build.size


def fit_sheet(build: Build, deck: Deck, root: xml.Element) -> bool:
    """Fit a slide, layout or master to the size of the new deck; returns whether anything changed."""
    if fits(build, deck):
        return False
    factor = build.scale(deck)
    dx = round((build.size[0] - deck.size[0] * factor) / 2)
    dy = round((build.size[1] - deck.size[1] * factor) / 2)
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    for shape in _top(tree) if tree is not None else ():
        _place(shape, factor, dx, dy)
    for owner in root.iter(q("p:oleObj"), q("p:control")):
        for picture in owner.iterfind(q("p:pic")):
            _place(picture, factor, dx, dy)
    _motions(root, deck.size[0] * factor / build.size[0], deck.size[1] * factor / build.size[1])
    lengths(root, factor)
    return True


def fit_drawing(build: Build, deck: Deck, root: xml.Element) -> bool:
    """Fit the drawing behind a diagram: its shapes lie in the frame, so nothing is centred."""
    if fits(build, deck):
        return False
    factor = build.scale(deck)
    for node in root.iter(q("a:off"), q("a:ext"), q("a:chOff"), q("a:chExt")):
        _scale(node, ("x", "y", "cx", "cy"), factor)
    lengths(root, factor)
    return True


def fit_text(build: Build, deck: Deck, root: xml.Element) -> bool:
    """Fit text and lines of a part without a place of its own (charts, diagram data)."""
    if fits(build, deck):
        return False
    lengths(root, build.scale(deck))
    return True


def lengths(root: xml.Element, factor: float) -> None:
    """Scale text sizes, insets, lines, effects and tables below `root`."""
    for node in root.iter(*_TAGS):
        for name in _TAGS[str(node.tag)]:
            value = node.get(name)
            if value is not None and value.lstrip("-").isdigit():
                node.set(name, str(round(int(value) * factor)))


def _motions(root: xml.Element, x: float, y: float) -> None:
    """Scale the ways that animations move shapes along: they count in widths and heights of the slide."""
    for node in root.iter(q("p:animMotion")):
        if path := node.get("path"):
            turns = iter((x, y) * len(path))
            node.set("path", _NUMBER.sub(lambda found, turns=turns: _short(float(found[0]) * next(turns)), path))  # type: ignore[misc]
        for child in node.iterfind("*"):
            if xml.local(child) in _POINTS:
                for name, by in (("x", x), ("y", y)):
                    value = child.get(name) or ""
                    if _NUMBER.fullmatch(value):
                        child.set(name, str(round(float(value) * by)))


def _short(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _top(tree: xml.Element) -> list[xml.Element]:
    """Return the shapes that lie on the slide itself, not in groups."""
    found = []
    for node in tree:
        if xml.local(node) == "AlternateContent":
            found += [shape for branch in node for shape in branch if xml.local(shape) in _SHAPES]
        elif xml.local(node) in _SHAPES:
            found.append(node)
    return found


def _place(shape: xml.Element, factor: float, dx: int, dy: int) -> None:
    for holder in shape:
        frame = holder if xml.local(holder) == "xfrm" else holder.find(q("a:xfrm")) if xml.local(holder) in ("spPr", "grpSpPr") else None
        if frame is None:
            continue
        for node in frame:
            if xml.local(node) == "off":
                _scale(node, ("x",), factor, dx)
                _scale(node, ("y",), factor, dy)
            elif xml.local(node) == "ext":
                _scale(node, ("cx", "cy"), factor)


def _scale(node: xml.Element, names: tuple[str, ...], factor: float, shift: int = 0) -> None:
    for name in names:
        value = node.get(name)
        if value and value.lstrip("-").isdigit():
            node.set(name, str(round(int(value) * factor) + shift))
