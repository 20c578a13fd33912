"""Links on covers: in the colour of the words beside them where the theme's own would sink into the ground."""

from __future__ import annotations

from kit.decks.author import contrast, masters
from kit.decks.author.canvas import Canvas
from kit.decks.author.layouts import Layout
from kit.decks.author.theme import Theme

READABLE = 4.5
MARK = "<a:hlinkClick"


def lit(canvas: Canvas, layout: Layout) -> None:
    """Let the links of a slide be read on the ground that its layout has of its own."""
    theme = canvas.job.theme
    if not layout.fill or theme.template is not None or not any(MARK in shape for shape in canvas.shapes):
        return
    ground = _shown(theme, layout.fill)
    if contrast.ratio(theme.colours.link, ground) >= READABLE:
        return
    light, dark = (theme.colours.ink, theme.colours.paper) if theme.dark else (theme.colours.paper, theme.colours.ink)
    ink = "lt1" if contrast.ratio(light, ground) > contrast.ratio(dark, ground) else "dk1"
    linked = masters.ACCENTS.replace('="hlink"', f'="{ink}"').replace('="folHlink"', f'="{ink}"')
    canvas.sheet.mapping = f"{masters.DARK if theme.dark else masters.LIGHT} {linked}"


def _shown(theme: Theme, name: str) -> str:
    colours = theme.colours
    return {
        "bg1": colours.paper,
        "tx1": colours.ink,
        "bg2": colours.surface,
        "tx2": colours.muted,
        "accent1": colours.accents[0],
        "accent2": colours.accents[1],
    }.get(name, name)
