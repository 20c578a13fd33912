"""Text properties through their inheritance: run, shape, layout, master, deck."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kit.decks.opc import xml
from kit.decks.opc.xml import q
from kit.decks.scene.theme import Theme

Level = dict[str, Any]
Layer = dict[int, Level]  # level 0..8 -> what this layer says
FLOOR: Level = {"size": 18.0, "bold": False, "italic": False, "colour": "", "font": "", "ea": "+mn-ea", "align": "l",
    "left": 0, "indent": 0,                 "bullet": "", "spacing": 1.0, "before": 0.0, "after": 0.0,
    "underline": False, "strike": False, "raised": 0.0, "mark_colour": "", "mark_font": "", "mark_size": 1.0, "mark_start": 1,
    "rtl": False, "hangs": False, "caps": False, "spaced": 0.0, "opacity": 1.0, "blended": False}  # fmt: skip


def _on(value: str) -> bool:
    return value in ("1", "true", "on")


def _part_of(value: str, whole: float) -> float | None:
    number = _whole(value)
    return None if number is None else number / whole


def layer(node: xml.Element | None, theme: Theme) -> Layer:
    """Return what a list style (lstStyle, titleStyle, defaultTextStyle …) says, by level."""
    found: Layer = {}
    for child in node if node is not None else ():
        name = xml.local(child)
        if name.startswith("lvl") and name.endswith("pPr") and name[3:4].isdigit():
            found[int(name[3]) - 1] = paragraph(child, theme) | run(child.find(q("a:defRPr")), theme)
        elif name == "defPPr":
            found.setdefault(-1, paragraph(child, theme) | run(child.find(q("a:defRPr")), theme))
    return found


def of_master(node: xml.Element, theme: Theme) -> Layer:
    """Return what a text style of a master says; the gradients of its letters are noted, for not every program shows these."""
    found = layer(node, theme)
    for level, said in found.items():
        props = node.find(f"{q(f'a:lvl{level + 1}pPr' if level >= 0 else 'a:defPPr')}/{q('a:defRPr')}")
        said["blended"] = props is not None and props.find(q("a:gradFill")) is not None
    return found


def resolve(layers: tuple[Layer, ...], level: int) -> Level:
    """Return the properties of a level; earlier layers win."""
    merged = dict(FLOOR)
    for one in reversed(layers):
        if -1 in one:
            merged.update(one[-1])
        if level in one:
            merged.update(one[level])
    return merged


def paragraph(node: xml.Element | None, theme: Theme) -> Level:
    """Return what paragraph properties say."""
    found: Level = {}
    if node is None:
        return found
    for key, (name, read) in _LINES.items():
        if (value := node.get(key)) and (said := read(value)) is not None:
            found[name] = said
    for child in node:
        name = xml.local(child)
        if name.startswith("bu"):
            if (mark := _bullet(child, name)) is not None:
                found["bullet"] = mark
            found.update(_mark(child, name, theme))
            continue
        match name:
            case "lnSpc":
                found["spacing"] = _spacing(child, 1.0)
            case "spcBef":
                found["before"] = -_spacing(child, 0.0)
            case "spcAft":
                found["after"] = -_spacing(child, 0.0)
    return found


def run(node: xml.Element | None, theme: Theme) -> Level:
    """Return what run properties say."""
    found: Level = {}
    if node is None:
        return found
    for key, value in xml.attributes(node):
        name, read = _LETTERS.get(key, _SILENT)
        if name and (said := read(value)) is not None:
            found[name] = said
    for child in node:
        match xml.local(child):
            case "gradFill":
                found["colour"], found["opacity"] = _amid(theme, node)
                found["blended"] = False
            case "solidFill":
                found["colour"] = theme.fill(node) or ""
                found["opacity"], found["blended"] = theme.opacity(node), False
            case "latin":
                found["font"] = child.get("typeface") or ""
            case "ea":
                found["ea"] = child.get("typeface") or ""
    return found


def _amid(theme: Theme, node: xml.Element) -> tuple[str, float]:
    """Return the colour and the opacity that stand for a gradient of letters: its second of three, its first of two."""
    gradient = theme.gradient(node)
    if gradient is None or not gradient.stops:
        return "", 1.0
    return gradient.stops[1 if len(gradient.stops) > 2 else 0][1:]


def _bullet(node: xml.Element, name: str) -> str | None:
    """Return the bullet: its character, "#" and the kind of numbers, "" for none, None when nothing is said."""
    match name:
        case "buNone":
            return ""
        case "buChar":
            return node.get("char") or "•"
        case "buAutoNum":
            return "#" + (node.get("type") or "arabicPeriod")
        case "buBlip":
            return "•"
    return None


def _mark(node: xml.Element, name: str, theme: Theme) -> Level:
    """Return what a bullet's own colour, font or size says."""
    match name:
        case "buAutoNum":
            return {"mark_start": _whole(node.get("startAt")) or 1}
        case "buClr":
            return {"mark_colour": theme.colour(node)}
        case "buClrTx":
            return {"mark_colour": ""}
        case "buFont":
            return {"mark_font": node.get("typeface") or ""}
        case "buSzPct":
            return {"mark_size": (_whole((node.get("val") or "").rstrip("%")) or 100_000) / 100_000}
    return {}


def _spacing(node: xml.Element, default: float) -> float:
    """Return spacing in lines, or in negative points."""
    for child in node:
        value = child.get("val") or ""
        try:
            if xml.local(child) == "spcPct":
                return float(value.rstrip("%")) / (100 if value.endswith("%") else 100_000)
            if xml.local(child) == "spcPts":
                return -float(value) / 100
        except ValueError:
            return default
    return default


_LETTERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "sz": ("size", lambda value: _part_of(value, 100)),
    "b": ("bold", _on),
    "i": ("italic", _on),
    "u": ("underline", lambda value: value != "none"),
    "strike": ("strike", lambda value: value != "noStrike"),
    "baseline": ("raised", lambda value: _part_of(value, 100_000)),
    "cap": ("caps", lambda value: value == "all"),
    "spc": ("spaced", lambda value: _part_of(value, 100)),
}
_SILENT: tuple[str, Callable[[str], Any]] = ("", _on)


def _whole(value: str | None) -> int | None:
    try:
        return int(float(value)) if value else None
    except ValueError:
        return None


_LINES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "marL": ("left", _whole),
    "indent": ("indent", _whole),
    "algn": ("align", str),
    "rtl": ("rtl", _on),
    "hangingPunct": ("hangs", _on),
}
