"""How one slide gives way to the next: the names authors write, and those of other slide tools."""

from __future__ import annotations

from kit.decks.author.canvas import Canvas
from kit.i18n import N_

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MORPH = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
KINDS = {
    "none": "",
    "fade": "<p:fade/>",
    "push": '<p:push dir="l"/>',
    "wipe": '<p:wipe dir="l"/>',
    "cut": "<p:cut/>",
    "cover": '<p:cover dir="l"/>',
    "uncover": '<p:pull dir="l"/>',
    "dissolve": "<p:dissolve/>",
    "split": '<p:split orient="vert" dir="out"/>',
    "zoom": '<p:zoom dir="in"/>',
    "morph": "",
}
ALIKE = {
    "fade-out": "fade",
    "slide": "push",
    "slide-left": "push",
    "reveal": "uncover",
    "view-transition": "morph",
    "slide-right": '<p:push dir="r"/>',
    "slide-up": '<p:push dir="u"/>',
    "slide-down": '<p:push dir="d"/>',
}


def draw(canvas: Canvas, asked: str) -> None:
    """Give the slide its transition; a name that is not known is a finding."""
    name = asked.strip().lower()
    named = ALIKE.get(name, name)
    effect = named if named.startswith("<") else KINDS.get(named)
    if effect is None:
        known = ", ".join(KINDS)
        canvas.job.note("author.transition", N_("The transition {name} is not known: use one of {known}."), name=asked.strip(), known=known)
        return
    if named == "morph":
        canvas.sheet.transition = _morph()
    elif effect:
        canvas.sheet.transition = f"<p:transition>{effect}</p:transition>"


def _morph() -> str:
    """Return the transition that moves what two slides share, with a fade for programs that cannot."""
    move = '<p:transition spd="slow"><p159:morph option="byObject"/></p:transition>'
    choice = f'<mc:Choice xmlns:p159="{MORPH}" Requires="p159">{move}</mc:Choice>'
    other = '<mc:Fallback><p:transition spd="slow"><p:fade/></p:transition></mc:Fallback>'
    return f'<mc:AlternateContent xmlns:mc="{MC}">{choice}{other}</mc:AlternateContent>'
