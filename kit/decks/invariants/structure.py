"""Rules of the presentation: who belongs to whom, ids in their ranges, lists complete and in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kit.decks.invariants.graph import Graph, Node
from kit.decks.opc import contenttypes, names
from kit.errors import Finding
from kit.i18n import N_

_ORDER = {
    "presentation": (
        "sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz", "smartTags",
        "embeddedFontLst", "custShowLst",         "photoAlbum", "custDataLst", "kinsoku", "defaultTextStyle", "modifyVerifier", "extLst",
    ),
    "sldMaster": ("cSld", "clrMap", "sldLayoutIdLst", "transition", "timing", "hf", "txStyles", "extLst"),
}  # fmt: skip
_GUID = re.compile(r"^\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$")
_LOW, _HIGH, _MASTER = 256, 2**31 - 1, 2**31


def check(graph: Graph) -> Iterator[Finding]:
    """Yield what breaks the rules of the presentation."""
    yield from _belonging(graph)
    yield from _slide_ids(graph)
    yield from _master_ids(graph)
    yield from _themes(graph)
    yield from _lists(graph)
    yield from _sections(graph)


def _belonging(graph: Graph) -> Iterator[Finding]:
    """Each part has exactly the parts above it that it needs."""
    for node in graph.of(contenttypes.SLIDE):
        yield from _one(node, "slideLayout", "slide.layout", N_("A slide needs exactly one layout; this one has {count}."))
        if len(node.related("notesSlide")) > 1:
            yield _error(
                "slide.notes",
                N_("A slide has at most one page of notes; this one has {count}."),
                node,
                {"count": len(node.related("notesSlide"))},
            )
    for node in graph.of(contenttypes.LAYOUT):
        yield from _one(node, "slideMaster", "layout.master", N_("A layout needs exactly one slide master; this one has {count}."))
    for node in graph.of(contenttypes.MASTER) + graph.of(contenttypes.NOTES_MASTER) + graph.of(contenttypes.HANDOUT):
        yield from _one(node, "theme", "master.theme", N_("A master needs exactly one theme; this one has {count}."))
    for node in graph.of(contenttypes.NOTES):
        yield from _one(node, "notesMaster", "notes.master", N_("A page of notes needs exactly one notes master; this one has {count}."))
        for rel in node.related("slide"):
            back = graph.get(rel.target)
            linked = any(rel.id == ref.rid for ref in node.facts.refs)
            if back is not None and not linked and not any(names.key(r.target) == names.key(node.name) for r in back.related("notesSlide")):
                yield _error(
                    "notes.slide", N_("The page of notes belongs to {target}, which has other notes or none."), node, {"target": rel.target}
                )


def _one(node: Node, kind: str, code: str, text: str) -> Iterator[Finding]:
    count = len(node.related(kind))
    if count != 1:
        fields = {"count": count}
        yield Finding(code, text, fields, part=node.name, fix="Keep one such relationship.", severity="error")


def _slide_ids(graph: Graph) -> Iterator[Finding]:
    main = graph.main
    for sid, count in Counter(sid for sid, _ in main.facts.slides).items():
        if count > 1:
            text = N_("Two slides have the id {id}.")
            yield _error("slide.id-twice", text, main, {"id": sid}, fix="Give each slide an id of its own.")
        if not sid.isdigit() or not _LOW <= int(sid) <= _HIGH:
            yield _error(
                "slide.id-range", N_("The slide id {id} is outside 256 to 2147483647."), main, {"id": sid}, N_("Number the slide anew.")
            )
    shown = {names.key(node.name) for _, rid in main.facts.slides if (node := graph.target(main, rid))}
    for rid in main.facts.shows:
        target = graph.target(main, rid)
        if target is not None and names.key(target.name) not in shown:
            yield _error(
                "show.not-shown",
                N_("A custom show holds {target}, which is not in the deck."),
                main,
                {"target": target.name},
                N_("Take it out."),
            )
    for node in graph.of(contenttypes.SLIDE):
        if names.key(node.name) not in shown:
            text = N_("The slide is in the file but not in the deck.")
            yield Finding("slide.unlisted", text, {}, part=node.name, fix="Remove it, or list it again.", severity="warning")
        else:
            for rid in node.facts.jumps:
                yield from _jump(graph, node, rid, shown)


def _jump(graph: Graph, node: Node, rid: str, shown: set[str]) -> Iterator[Finding]:
    """A link to a slide leads to a slide of the show."""
    target = graph.target(node, rid) if rid else None
    fix = N_("Point the link to a slide, or take it off.")
    rel = next((rel for rel in node.rels if rel.id == rid), None)
    if not rid:
        yield _error("link.empty", N_("A link to a slide says no slide."), node, {}, fix)
    elif rel is not None and not rel.external and rel.kind == "slide" and (target is None or names.key(target.name) not in shown):
        yield _error("link.not-shown", N_("A link leads to {target}, which is not in the show."), node, {"target": rel.target}, fix)


def _master_ids(graph: Graph) -> Iterator[Finding]:
    """Masters and layouts share one space of ids; each layout is listed once by its own master."""
    main = graph.main
    ids = [(mid, main) for mid, _ in main.facts.masters if mid]
    for _, rid in main.facts.masters:
        master = graph.target(main, rid)
        if master is not None:
            ids += [(lid, master) for lid, _ in master.facts.layouts if lid]
            yield from _layouts(graph, master)
    counted = Counter(one for one, _ in ids)
    for one, node in ids:
        if counted[one] > 1:
            counted[one] = 0
            yield _error(
                "master.id-twice", N_("Two masters or layouts have the id {id}."), node, {"id": one}, N_("Number masters and layouts anew.")
            )
        if not one.isdigit() or int(one) < _MASTER:
            yield _error(
                "master.id-range", N_("The id {id} of a master or layout is below 2147483648."), node, {"id": one}, N_("Number it anew.")
            )


def _layouts(graph: Graph, master: Node) -> Iterator[Finding]:
    listed = Counter(names.key(node.name) for _, rid in master.facts.layouts if (node := graph.target(master, rid)))
    related = {names.key(rel.target): rel.target for rel in master.related("slideLayout") if graph.get(rel.target)}
    for key, name in related.items():
        if key not in listed:
            yield _error(
                "layout.unlisted",
                N_("The master does not list its layout {target}."),
                master,
                {"target": name},
                N_("Add it to sldLayoutIdLst."),
            )
    for key, count in listed.items():
        if count > 1:
            yield _error(
                "layout.listed-twice",
                N_("The master lists the layout {target} twice."),
                master,
                {"target": related.get(key, key)},
                N_("Keep one entry."),
            )


def _themes(graph: Graph) -> Iterator[Finding]:
    """Each master has a theme of its own, and its lists are full."""
    owners: dict[str, Node] = {}
    for node in graph.of(contenttypes.MASTER) + graph.of(contenttypes.NOTES_MASTER) + graph.of(contenttypes.HANDOUT):
        for rel in node.related("theme"):
            other = owners.setdefault(names.key(rel.target), node)
            if other is not node:
                yield _error(
                    "theme.shared", N_("The theme {target} is used by two masters."), node, {"target": rel.target}, N_("Give each a copy.")
                )
    for node in graph.of(contenttypes.THEME):
        for name, count in node.facts.lists:
            if count < 3:
                text = N_("The theme's {list} has {count} entries, three are needed.")
                yield _error("theme.short-list", text, node, {"list": name, "count": count}, fix="Repeat its last entry.")


def _lists(graph: Graph) -> Iterator[Finding]:
    """Notes master listed, children in the order of the schema."""
    main = graph.main
    masters = graph.of(contenttypes.NOTES_MASTER)
    if masters and "notesMasterIdLst" not in main.facts.order:
        yield _error(
            "notes-master.unlisted",
            N_("The notes master is not listed in the presentation."),
            main,
            {},
            N_("Add notesMasterIdLst behind sldMasterIdLst."),
        )
    for node in (main, *graph.of(contenttypes.MASTER)):
        order = _ORDER.get(node.facts.root, ())
        places = [order.index(name) for name in node.facts.order if name in order]
        if places != sorted(places):
            yield _error(
                "part.order", N_("The elements of this part are in an order the schema does not allow."), node, {}, N_("Sort them.")
            )
    yield from _counts(graph)


def _counts(graph: Graph) -> Iterator[Finding]:
    """The properties count the slides: many programs never count what they add, but none may count what is not there."""
    shown = len(graph.main.facts.slides)
    for node in graph.of(contenttypes.APP):
        told = next(iter(node.facts.extra.get("slides", ())), "")
        ours = "Lectern" in node.facts.extra.get("application", ())
        if told.isdigit() and (int(told) > shown or (ours and int(told) != shown)):
            text = N_("The properties tell {told} slides, the deck has {count}.")
            yield _error("app.count", text, node, {"told": told, "count": shown}, N_("Save it anew."))


def _sections(graph: Graph) -> Iterator[Finding]:
    """Sections hold every slide once."""
    main = graph.main
    known = {sid for sid, _ in main.facts.slides}
    if main.facts.sections:
        held = Counter(sid for _, ids in main.facts.sections for sid in ids)
        for sid, count in held.items():
            if sid not in known:
                yield _error(
                    "section.unknown-slide",
                    N_("A section lists the slide id {id}, which no slide has."),
                    main,
                    {"id": sid},
                    N_("Take it out of the section."),
                )
            elif count > 1:
                yield _error(
                    "section.slide-twice", N_("Two sections hold the slide id {id}."), main, {"id": sid}, N_("Keep it in one of them.")
                )
        for sid in known - set(held):
            yield _error(
                "section.slide-missing", N_("No section holds the slide id {id}."), main, {"id": sid}, N_("Put it into a section.")
            )
    for guid, _ in main.facts.sections:
        if not _GUID.match(guid):
            yield _error(
                "section.guid", N_("A section's id {id} is no GUID in braces."), main, {"id": guid}, N_("Give the section a new id.")
            )


def _error(code: str, text: str, node: Node, fields: dict[str, object] | None = None, fix: str = "") -> Finding:
    return Finding(code, text, dict(fields or {}), part=node.name, fix=fix, severity="error")
