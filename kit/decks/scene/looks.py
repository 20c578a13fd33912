"""How shapes are filled and drawn: fill, gradient, line, dashes, arrow heads, and the outline they have."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, radians, sin

from kit.decks.opc import xml
from kit.decks.opc.xml import q
from kit.decks.scene.numbers import whole
from kit.decks.scene.sheets import Sheet
from kit.decks.scene.theme import Theme
from kit.decks.scene.values import Gradient, Outline, Shadow

_STEPS = {"moveTo": "move", "lnTo": "line", "cubicBezTo": "cubic", "quadBezTo": "quad"}


@dataclass(frozen=True)
class Look:
    """The paint of a shape; `line` "" means no line."""

    fill: str = ""
    gradient: Gradient | None = None
    opacity: float = 1.0
    line: str = ""
    width: int = 0
    dash: str = ""
    ends: tuple[str, str] = ("", "")
    shadow: Shadow | None = None


@dataclass(frozen=True)
class Form:
    """The outline of a shape: the name of its geometry, its handles, its own paths."""

    name: str = "rect"
    adjust: tuple[tuple[str, int], ...] = ()
    outlines: tuple[Outline, ...] = field(default=())


def look(nodes: list[xml.Element], sheet: Sheet) -> Look:
    """Return the paint of a shape: its own, else that of its style, else what it inherits in the same order (`nodes`, nearest first)."""
    theme = sheet.theme
    fill, gradient, opacity = _fill(nodes, sheet)
    stroke, line = _stroke(nodes, sheet)
    shadow = next((s for node in nodes if (s := _shadow(node, sheet)) is not None), None)
    if not line:
        return Look(fill, gradient, opacity, shadow=shadow)
    dash = stroke.find(q("a:prstDash")) if stroke is not None else None
    width = next((w for n in nodes if (w := whole(n.find(f"{q('p:spPr')}/{q('a:ln')}"), "w"))), 0) or _styled_width(nodes, theme)
    return Look(fill, gradient, opacity, line, width, (dash.get("val") or "") if dash is not None else "", _ends(stroke), shadow)


def _fill(nodes: list[xml.Element], sheet: Sheet) -> tuple[str, Gradient | None, float]:
    for node in nodes:
        props, ref = node.find(q("p:spPr")), node.find(f"{q('p:style')}/{q('a:fillRef')}")
        said = sheet.theme.fill(props)
        if said is not None:
            return said, sheet.theme.gradient(props), sheet.theme.opacity(props)
        if ref is not None and ref.get("idx") not in (None, "0"):
            return _styled(ref, sheet)
    return "", None, 1.0


def _stroke(nodes: list[xml.Element], sheet: Sheet) -> tuple[xml.Element | None, str]:
    """Return the nearest element that says how the line is drawn, and its colour."""
    first: xml.Element | None = None
    for node in nodes:
        stroke, ref = node.find(f"{q('p:spPr')}/{q('a:ln')}"), node.find(f"{q('p:style')}/{q('a:lnRef')}")
        first = stroke if first is None else first
        said = sheet.theme.fill(stroke)
        if said is not None:
            return first, said
        if ref is not None and ref.get("idx") not in (None, "0"):
            return first, sheet.theme.colour(ref)
    return first, ""


def _styled_width(nodes: list[xml.Element], theme: Theme) -> int:
    ref = nodes[0].find(f"{q('p:style')}/{q('a:lnRef')}")
    number = whole(ref, "idx")
    return theme.lines[number - 1] if 1 <= number <= len(theme.lines) else 12700


def _shadow(node: xml.Element, sheet: Sheet) -> Shadow | None:
    """Return the outer shadow that a shape has of its own or by its style."""
    effects, own = node.find(f"{q('p:spPr')}/{q('a:effectLst')}"), ""
    if effects is None:
        ref = node.find(f"{q('p:style')}/{q('a:effectRef')}")
        number = whole(ref, "idx")
        if not 1 <= number <= len(sheet.theme.effects):
            return None
        effects, own = sheet.theme.effects[number - 1].find(q("a:effectLst")), sheet.theme.colour(ref)
    cast = effects.find(q("a:outerShdw")) if effects is not None else None
    if cast is None:
        return None
    alpha = next(cast.iter(q("a:alpha")), None)
    opacity = whole(alpha, "val") / 100_000 if alpha is not None else 1.0
    turn = radians(whole(cast, "dir") / 60_000)
    far = whole(cast, "dist")
    return Shadow(
        sheet.theme.colour(cast, own) or "000000", opacity, round(far * cos(turn)), round(far * sin(turn)), whole(cast, "blurRad")
    )


def _styled(ref: xml.Element, sheet: Sheet) -> tuple[str, Gradient | None, float]:
    """Return the fill that a style refers to."""
    own = sheet.theme.colour(ref)
    wrapped = sheet.theme.styled(whole(ref, "idx"))
    if wrapped is None:
        return own, None, 1.0
    return sheet.theme.fill(wrapped, own) or own, sheet.theme.gradient(wrapped, own), sheet.theme.opacity(wrapped)


def _ends(stroke: xml.Element | None) -> tuple[str, str]:
    if stroke is None:
        return "", ""
    heads = (stroke.find(q(f"a:{name}")) for name in ("headEnd", "tailEnd"))
    first, last = ("" if end is None or end.get("type") == "none" else end.get("type") or "" for end in heads)
    return first, last


def form(nodes: list[xml.Element]) -> Form:
    """Return the outline of a shape or the one it inherits."""
    for node in nodes:
        props = node.find(q("p:spPr"))
        for child in props if props is not None else ():
            if xml.local(child) == "prstGeom":
                return Form(child.get("prst") or "rect", tuple(_handles(child)))
            if xml.local(child) == "custGeom":
                return Form("custom", (), tuple(_outline(path) for path in child.iterfind(f"{q('a:pathLst')}/{q('a:path')}")))
    return Form()


def _handles(node: xml.Element) -> list[tuple[str, int]]:
    found = []
    for guide in node.iterfind(f"{q('a:avLst')}/{q('a:gd')}"):
        word, _space, value = (guide.get("fmla") or "").partition(" ")
        if word == "val" and value.strip().lstrip("-").isdigit():
            found.append((guide.get("name") or "", int(value)))
    return found


def _outline(path: xml.Element) -> Outline:
    """Return one path of a custom geometry; guides that are computed count as what their number is, else as 0."""
    steps: list[tuple[str, tuple[float, ...]]] = []
    for step in path:
        name = xml.local(step)
        if name in _STEPS:
            places = tuple(float(whole(point, key)) for point in step.iterfind(q("a:pt")) for key in ("x", "y"))
            steps.append((_STEPS[name], places))
        elif name == "arcTo":
            steps.append(("arc", tuple(float(whole(step, key)) for key in ("wR", "hR", "stAng", "swAng"))))
        elif name == "close":
            steps.append(("close", ()))
    return Outline(whole(path, "w"), whole(path, "h"), tuple(steps), path.get("fill") != "none", path.get("stroke") not in ("0", "false"))
