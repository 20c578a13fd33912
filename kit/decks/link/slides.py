"""Slides: copied with their closure, their links pointed to the slides of the new deck, what changes inside them done in one pass."""

from __future__ import annotations

import re

from kit.decks.link import defaults, masters, parts, rebind, scale, shows, tables, tags, zoom
from kit.decks.link.build import REL, Build, Placed, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.opc import Rel, names, xml
from kit.decks.opc.xml import q
from kit.errors import Finding
from kit.i18n import N_

_FACES = re.compile(rb'<a:(?:latin|ea) typeface="([^"+][^"]*)"')
_TITLES = frozenset({"title", "ctrTitle"})
_COUNTED = {
    "image": N_("pictures"),
    "chart": N_("charts"),
    "chartEx": N_("charts"),
    "video": N_("videos"),
    "audio": N_("sounds"),
    "notesSlide": N_("notes"),
    "comments": N_("comments"),
    "diagramData": N_("diagrams"),
    "oleObject": N_("objects"),
    "package": N_("objects"),
    "hyperlink": N_("links"),
    "slide": N_("slide links"),
    "model3d": N_("3D models"),
}


def copy(build: Build, placed: Placed) -> None:
    """Bring one slide into the new deck."""
    scope = Scope(placed)
    scope.memo[names.key(placed.name)] = placed.part
    parts.carry(build, scope, placed.deck, placed.name, placed.part)
    if "layout" not in scope.memo:
        _bind_somewhere(build, placed)


def kept(placed: Placed) -> dict[str, int]:
    """Count what a slide kept, by kind."""
    counts: dict[str, int] = {}
    for link in placed.part.links:
        if kind := _COUNTED.get(link.kind):
            counts[kind] = counts.get(kind, 0) + 1
    return counts


def sizes(placed: Placed) -> dict[str, int]:
    """Add up the packed bytes of a slide's parts, by kind."""
    found: dict[str, int] = {}
    for part in dict.fromkeys(placed.parts):
        kind = part.name.rsplit("/", 2)[-2] if part.name.count("/") > 2 else "other"
        found[kind] = found.get(kind, 0) + part.stored
    return found


def title_of(root: xml.Element) -> str:
    """Return the text of a slide's title placeholder, "" when it has none."""
    for shape in root.iter(q("p:sp")):
        mark = shape.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}/{q('p:ph')}")
        if mark is not None and mark.get("type") in _TITLES:
            lines = ["".join(t.text or "" for t in par.iter(q("a:t"))) for par in shape.iter(q("a:p"))]
            return " ".join(line.strip() for line in lines if line.strip())
    return ""


def edit(build: Build, scope: Scope, deck: Deck, made: Part, root: xml.Element, data: bytes) -> bool:
    """Do everything that changes inside a slide; returns whether anything did."""
    placed = scope.placed
    if placed is None:
        return False
    placed.title = title_of(root)
    placed.fonts = {face.decode("utf-8", "replace") for face in _FACES.findall(data)}
    placed.hidden = root.get("show") in ("0", "false")
    changed = tables.rename(build, deck, root, data)
    changed = shows.repoint(build, deck, root, data) or changed
    changed = zoom.repoint(build, placed, root, data) or changed
    if scale.fit_sheet(build, deck, root):
        text = N_("The slide was fitted to the size of the deck: scaled to {percent} % and centred.")
        placed.changed.append(Finding("link.fitted", text, {"percent": round(build.scale(deck) * 100)}, severity="note"))
        if made.first("vmlDrawing") is not None:
            text = N_("An object keeps its old size in the drawing (VML) that only programs before PowerPoint 2010 read.")
            placed.changed.append(Finding("link.vml-kept", text, severity="note"))
        changed = True
    changed = defaults.of_sheet(build, deck, root) or changed
    changed = rebind.slide(build, placed, root) or changed
    return tags.stamp(build, scope, made, root) or changed


def _bind_somewhere(build: Build, placed: Placed) -> None:
    """Give a slide without layout the first layout of its deck."""
    for master in placed.deck.package.rels(placed.deck.presentation).values():
        if master.kind == "slideMaster":
            for name in masters.layouts_of(placed.deck, master.target):
                made = masters.layout(build, placed.deck, name)
                placed.part.link(REL + "slideLayout", made)
                placed.layout = build.state["layout names"].get(made.name, "")
                placed.changed.append(Finding("link.layout-missing", "The slide had no layout; it got the first one of its deck."))
                return


def point_layout(build: Build, scope: Scope, deck: Deck, rel: Rel, owner: str) -> Part | Finding | None:
    """A slide leads to its one layout, or to the nearest of the template; masters get theirs when all are known."""
    placed = scope.placed
    if placed is None or names.key(owner) != names.key(placed.name) or "layout" in scope.memo or not deck.package.has(rel.target):
        return None
    made = rebind.layout(build, placed, rel.target) if rebind.wanted(build, placed) else None
    scope.memo["layout"] = made = made or masters.layout(build, deck, rel.target)
    placed.layout = build.state.get("layout names", {}).get(made.name, "")
    return made


def point_slide(build: Build, scope: Scope, deck: Deck, rel: Rel, owner: str) -> Part | Finding | None:
    """A link to a slide leads to where that slide is now; it never brings the slide along."""
    placed = scope.placed
    if placed is not None and names.key(rel.target) == names.key(placed.name):
        return placed.part
    number = deck.number(rel.target)
    target = build.where(deck, number, placed.source if placed else -1) if number else None
    if target is not None:
        return target.part
    text = N_("A link leads to slide {target} of {file}, which is not in the deck: its text stays, the link is taken off.")
    return Finding("link.slide-absent", text, {"target": number or "?", "file": deck.label}, fix="Add that slide to the deck.")
