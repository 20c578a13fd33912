"""Colours and fonts of a theme, as a master and its overrides map them."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass, field, replace

from kit.decks.opc import xml
from kit.decks.opc.xml import q
from kit.decks.scene.numbers import whole
from kit.decks.scene.values import Gradient

_MAP = {
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2",
    "accent1": "accent1", "accent2": "accent2", "accent3": "accent3",
    "accent4": "accent4", "accent5": "accent5", "accent6": "accent6", "hlink": "hlink", "folHlink": "folHlink",
}  # fmt: skip
_PRESETS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00", "gray": "808080",
    "orange": "FFA500", "cyan": "00FFFF", "magenta": "FF00FF", "lime": "00FF00", "navy": "000080", "silver": "C0C0C0",
}  # fmt: skip
_COLOURS = ("srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr", "hslClr")


@dataclass(frozen=True)
class Theme:
    """What names mean: `colours` by theme slot, `mapping` from slide words to slots, `fonts` by +mj-lt and the like."""

    colours: dict[str, str] = field(default_factory=dict)
    mapping: dict[str, str] = field(default_factory=lambda: dict(_MAP))
    fonts: dict[str, str] = field(default_factory=dict)
    backgrounds: tuple[xml.Element, ...] = ()
    fills: tuple[xml.Element, ...] = ()
    lines: tuple[int, ...] = ()
    effects: tuple[xml.Element, ...] = ()

    def font(self, name: str) -> str:
        """Return the typeface behind a name such as +mn-lt."""
        return self.fonts.get(name, "") if name.startswith("+") else name

    def colour(self, holder: xml.Element | None, own: str = "") -> str:
        """Return the RRGGBB of the colour inside `holder`, "" when there is none; `own` is what phClr means."""
        for node in holder if holder is not None else ():
            if xml.local(node) in _COLOURS:
                return _modified(self._base(node, own), node)
        return ""

    def fill(self, holder: xml.Element | None, own: str = "") -> str | None:
        """Return the fill of shape properties: RRGGBB, "" for no fill, None when nothing is said; gradients by their first colour."""
        for node in holder if holder is not None else ():
            match xml.local(node):
                case "solidFill":
                    return self.colour(node, own)
                case "gradFill":
                    stop = node.find(f"{q('a:gsLst')}/{q('a:gs')}")
                    return self.colour(stop, own)
                case "pattFill":
                    return self.colour(node.find(q("a:bgClr")), own)
                case "noFill" | "blipFill" | "grpFill":
                    return ""
        return None

    def styled(self, number: int) -> xml.Element | None:
        """Return what holds the fill that a style names by number: from 1 shapes', from 1001 backgrounds'; None when there is none."""
        listed, index = (self.backgrounds, number - 1001) if number > 1000 else (self.fills, number - 1)
        return xml.wrap(listed[index]) if 0 <= index < len(listed) else None

    def opacity(self, holder: xml.Element | None) -> float:
        """Return how opaque the solid fill inside `holder` is, 1 when nothing is said."""
        solid = holder.find(q("a:solidFill")) if holder is not None else None
        alpha = next(solid.iter(q("a:alpha")), None) if solid is not None else None
        return _percent(alpha.get("val") or "") if alpha is not None else 1.0

    def gradient(self, holder: xml.Element | None, own: str = "") -> Gradient | None:
        """Return the gradient inside `holder`, None when there is none; `own` is what phClr means."""
        node = holder.find(q("a:gradFill")) if holder is not None else None
        if node is None:
            return None
        stops = []
        for stop in node.iterfind(f"{q('a:gsLst')}/{q('a:gs')}"):
            alpha = next(stop.iter(q("a:alpha")), None)
            stops.append(
                (_percent(stop.get("pos") or "0"), self.colour(stop, own), _percent(alpha.get("val") or "") if alpha is not None else 1.0)
            )
        straight, radiant = node.find(q("a:lin")), node.find(q("a:path"))
        angle = float(straight.get("ang") or 0) / 60_000 if straight is not None else 0.0
        path = (radiant.get("path") or "") if radiant is not None else ""
        return Gradient(tuple(sorted(stops, key=lambda s: s[0])), angle, path, _centre(radiant))

    def _base(self, node: xml.Element, own: str) -> str:
        value = node.get("val") or ""
        match xml.local(node):
            case "srgbClr":
                return value.upper()
            case "sysClr":
                return (node.get("lastClr") or ("FFFFFF" if "indow" in value and "Text" not in value else "000000")).upper()
            case "prstClr":
                return _PRESETS.get(value, "808080")
            case "schemeClr":
                return own if value == "phClr" else self.colours.get(self.mapping.get(value, value), "000000")
            case "scrgbClr":
                return "".join(f"{_channel(node.get(key) or '0'):02X}" for key in "rgb")
        return "808080"


def read(root: xml.Element | None) -> Theme:
    """Return the theme of a theme part."""
    theme = Theme()
    elements = root.find(q("a:themeElements")) if root is not None else None
    if elements is None:
        return theme
    scheme = elements.find(q("a:clrScheme"))
    for slot in scheme if scheme is not None else ():
        if name := xml.local(slot):
            theme.colours[name] = theme.colour(slot)
    fonts = elements.find(q("a:fontScheme"))
    for kind, short in (("majorFont", "mj"), ("minorFont", "mn")):
        node = fonts.find(q(f"a:{kind}")) if fonts is not None else None
        for script, end in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
            face = node.find(q(f"a:{script}")) if node is not None else None
            theme.fonts[f"+{short}-{end}"] = (face.get("typeface") or "") if face is not None else ""
    styles = elements.find(q("a:fmtScheme"))
    backgrounds = styles.find(q("a:bgFillStyleLst")) if styles is not None else None
    fills = styles.find(q("a:fillStyleLst")) if styles is not None else None
    lines = styles.find(q("a:lnStyleLst")) if styles is not None else None
    effects = styles.find(q("a:effectStyleLst")) if styles is not None else None
    return replace(
        theme,
        effects=tuple(effects if effects is not None else ()),
        backgrounds=tuple(backgrounds if backgrounds is not None else ()),
        fills=tuple(fills if fills is not None else ()),
        lines=tuple(whole(line, "w") or 12700 for line in (lines if lines is not None else ())),
    )


def _centre(path: xml.Element | None) -> tuple[float, float]:
    """Return from where a gradient radiates, in parts of its box."""
    to = path.find(q("a:fillToRect")) if path is not None else None
    if to is None:
        return 0.5, 0.5
    left, top, right, bottom = (_percent(to.get(key) or "0") for key in "ltrb")
    return (left + 1 - right) / 2, (top + 1 - bottom) / 2


def overridden(theme: Theme, root: xml.Element) -> Theme:
    """Return the theme with the colours that a chart brings along (`a:themeOverride`)."""
    scheme = root.find(q("a:clrScheme"))
    own = {xml.local(slot): theme.colour(slot) for slot in scheme if xml.local(slot)} if scheme is not None else {}
    return replace(theme, colours={**theme.colours, **own})


def mapped(theme: Theme, node: xml.Element | None) -> Theme:
    """Return the theme under a colour map (`p:clrMap` or `a:overrideClrMapping`)."""
    if node is None:
        return theme
    return replace(theme, mapping={**theme.mapping, **dict(xml.attributes(node))})


def _modified(base: str, node: xml.Element) -> str:
    """Apply lumMod, lumOff, tint, shade and satMod to RRGGBB."""
    if not len(node) or len(base) != 6:
        return base
    r, g, b = (int(base[i : i + 2], 16) / 255 for i in (0, 2, 4))
    for change in node:
        amount = _percent(change.get("val") or "")
        match xml.local(change):
            case "lumMod" | "lumOff" | "satMod":
                h, light, s = colorsys.rgb_to_hls(r, g, b)
                light = light * amount if xml.local(change) == "lumMod" else light + amount if xml.local(change) == "lumOff" else light
                s = s * amount if xml.local(change) == "satMod" else s
                r, g, b = colorsys.hls_to_rgb(h, min(max(light, 0), 1), min(max(s, 0), 1))
            case "shade":  # mixing with black and white is done with light, not with its numbers
                r, g, b = (_number(_light(c) * amount) for c in (r, g, b))
            case "tint":
                r, g, b = (_number(1 - (1 - _light(c)) * amount) for c in (r, g, b))
    return "".join(f"{round(min(max(c, 0), 1) * 255):02X}" for c in (r, g, b))


def _light(value: float) -> float:
    """Return how much light a channel of sRGB (0–1) gives; IEC 61966-2-1."""
    return value / 12.92 if value <= 0.04045 else ((min(value, 1.0) + 0.055) / 1.055) ** 2.4


def _number(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _percent(value: str) -> float:
    try:
        return float(value.rstrip("%")) / (100 if value.endswith("%") else 100_000)
    except ValueError:
        return 1.0


def _channel(value: str) -> int:
    return round(min(max(_percent(value), 0), 1) * 255)
