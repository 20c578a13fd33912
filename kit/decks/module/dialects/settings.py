"""Settings that several tools share, as ours: colours, transitions, addresses in `url(…)`; what has no equal is noted."""

from __future__ import annotations

import re

from kit.decks.module.remarks import Notes
from kit.i18n import N_

_OURS = (
    "fade push wipe cut cover uncover dissolve split zoom morph "
    "fade-out slide slide-left slide-right slide-up slide-down reveal view-transition"
)
TRANSITIONS = {
    "fade": ("fade-in", "crossfade", "implode", "explode"),
    "push": ("convex", "concave", "coverflow", "drum", "pull"),
    "wipe": ("wiper", "clockwise", "counterclockwise", "in-out", "iris-in", "iris-out", "diamond"),
    "cover": ("flip", "cube", "cylinder", "glow", "melt", "overlap", "pivot", "rotate", "star", "swap", "swipe"),
}
LIKE = {name: ours for ours, names in TRANSITIONS.items() for name in names} | {name: name for name in _OURS.split()}
URL = re.compile(r"""url\(\s*["']?(.*?)["']?\s*\)\s*\Z""")
GRADIENT = re.compile(r"(?:linear|radial|conic)-gradient\((.*)\)\s*\Z")
COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\Z|(?:rgb|hsl)a?\(.*\)\Z|[A-Za-z]{3,22}\Z|var\(.*\)\Z")
PICTURE = re.compile(r"\.(png|jpe?g|gif|svg|webp|bmp|tiff?|avif)\b|://|[/\\]", re.IGNORECASE)


def without(notes: Notes, key: str, line: int) -> None:
    """Note a setting that is understood but has no effect here."""
    notes.find(line, "module.foreign", N_("`{key}` is a setting of another slide tool and has no effect here."), key=key, severity="note")


def unknown(notes: Notes, key: str, line: int) -> None:
    """Note a setting that is not understood."""
    notes.find(line, "module.unknown-setting", N_("`{key}` is not understood and has no effect."), key=key[:60])


def transition(notes: Notes, value: str, line: int) -> None:
    """Take a transition: the one of ours most like it."""
    name = value.split()[0].split("|")[0].strip() if value.split() else ""
    if name in LIKE:
        notes.set({"transition": LIKE[name]}, line)
    elif name and name != "none":
        notes.find(
            line,
            "module.transition",
            N_("The transition {name} is not known here: the slide changes without one."),
            name=name,
            severity="note",
        )


def background(notes: Notes, value: str, line: int) -> None:
    """Take a background: a colour or a gradient as such, a picture as what stands behind the text."""
    value = value.strip().strip("\"'")
    address = URL.search(value)
    if address:
        value = address[1]
    if not value or value in ("none", "transparent", "inherit"):
        return
    if not address and GRADIENT.match(value):
        notes.set({"background": GRADIENT.sub(lambda found: f"linear-gradient({_stops(found[1])})", value)}, line)
    elif value.startswith("#") and not COLOUR.match(value):
        without(notes, value, line)
    elif not address and COLOUR.match(value) and not PICTURE.search(value):
        shown = colour(value)
        if shown:
            notes.set({"background": shown}, line)
        else:
            without(notes, value, line)
    else:
        notes.set({"backdrop": value}, line)


def colour(value: str) -> str:
    """Return a colour as people write it on the web (a name, `rgb(…)`, `#abc`) as RRGGBB, "" where it is none."""
    from PIL import ImageColor

    try:
        return "{:02X}{:02X}{:02X}".format(*ImageColor.getrgb(value)[:3])
    except ValueError:
        return ""


def _stops(inner: str) -> str:
    """Return the parts of a gradient with its colours as RRGGBB."""
    parts = [part.strip() for part in re.split(r",(?![^(]*\))", inner)]
    return ", ".join(
        part if re.match(r"to |-?\d", part) else colour(part.rsplit(" ", 1)[0] if part.endswith("%") else part) or part for part in parts
    )
