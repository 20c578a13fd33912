"""Settings that several tools share, as ours: colours, transitions, addresses in `url(…)`; what has no equal is noted."""

from __future__ import annotations

import re

from kit.decks.module.remarks import Notes
from kit.i18n import N_

TRANSITIONS = {
    "fade": ("fade", "fade-out", "fade-in", "dissolve", "crossfade", "view-transition", "zoom", "implode", "explode", "morph"),
    "push": ("push", "slide", "slide-left", "slide-right", "slide-up", "slide-down", "convex", "concave", "coverflow", "drum"),
    "wipe": ("wipe", "wiper", "clockwise", "counterclockwise", "in-out", "iris-in", "iris-out", "diamond"),
    "cover": ("cover", "reveal", "pull", "flip", "cube", "cylinder", "glow", "melt", "overlap", "pivot", "rotate", "star", "swap", "swipe"),
    "cut": ("none", "cut"),
}
LIKE = {name: ours for ours, names in TRANSITIONS.items() for name in names}
URL = re.compile(r"""url\(\s*["']?(.*?)["']?\s*\)\s*\Z""")
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
        if name != "none":
            notes.set({"transition": LIKE[name]}, line)
    elif name:
        notes.find(
            line,
            "module.transition",
            N_("The transition {name} is not known here: the slide changes without one."),
            name=name,
            severity="note",
        )


def background(notes: Notes, value: str, line: int) -> None:
    """Take a background: a picture stands behind or beside the text, a colour becomes the theme's surface, a gradient nothing."""
    value = value.strip().strip("\"'")
    address = URL.search(value)
    if address:
        value = address[1]
    if "gradient(" in value or not value or value in ("none", "transparent"):
        if "gradient(" in value:
            without(notes, "gradient", line)
    elif not address and COLOUR.match(value) and not PICTURE.search(value):
        text = N_("The background colour {colour} became the theme's surface colour, on which its text stays readable.")
        notes.find(line, "module.background", text, colour=value, severity="note")
        notes.set({"background": "surface"}, line)
    else:
        notes.set({"backdrop": value}, line)
