"""Rules of the package: parts reachable and typed, relationships that lead somewhere and of the kind an element may use."""

from __future__ import annotations

from collections.abc import Iterator

from kit.decks.invariants.graph import Graph, Node
from kit.decks.opc import contenttypes, names
from kit.errors import Finding
from kit.i18n import N_

# the kinds of relationship an element's id may lead to; elements that are not listed may use any
ALLOWED = {
    "blip": {"image", "hdphoto"},
    "svgBlip": {"image"},
    "imgLayer": {"hdphoto", "image"},
    "hlinkClick": {"hyperlink", "slide", "customXml"},
    "hlinkHover": {"hyperlink", "slide"},
    "hlinkMouseOver": {"hyperlink", "slide"},
    "videoFile": {"video", "media"},
    "audioFile": {"audio", "media", "video"},
    "media": {"media", "video", "audio"},
    "chart": {"chart", "chartEx"},
    "externalData": {"package", "oleObject", "externalLink"},
    "userShapes": {"chartUserShapes"},
    "oleObj": {"oleObject", "package"},
    "control": {"control"},
    "tags": {"tags"},
    "sldId": {"slide"},
    "sld": {"slide"},
    "sldMasterId": {"slideMaster"},
    "sldLayoutId": {"slideLayout"},
    "notesMasterId": {"notesMaster"},
    "handoutMasterId": {"handoutMaster"},
    "regular": {"font"},
    "bold": {"font"},
    "italic": {"font"},
    "boldItalic": {"font"},
}
_DIAGRAM = {"dm": "diagramData", "lo": "diagramLayout", "qs": "diagramQuickStyle", "cs": "diagramColors"}
_KEY_PARTS = {contenttypes.SLIDE, contenttypes.LAYOUT, contenttypes.MASTER, contenttypes.NOTES, contenttypes.NOTES_MASTER}


def check(graph: Graph) -> Iterator[Finding]:
    """Yield what breaks the rules of the package."""
    reached = _reached(graph)
    for phantom in graph.phantoms:
        text = N_("The content types name {part}, which is not in the file.")
        yield _error("part.phantom", text, phantom, fix="Take the entry out of [Content_Types].xml.")
    for node in graph.nodes.values():
        stray = names.key(node.name) not in reached
        if not node.type and not (stray and names.extension(node.name) in contenttypes.USUAL):
            yield _error(
                "part.no-type", N_("The part has no content type."), node.name, fix="Declare its content type, or remove the part."
            )
        if node.type in _KEY_PARTS and stray:
            yield _error("part.orphan", N_("Nothing leads to this part."), node.name, fix="Remove the part, or list it again.")
        yield from _relationships(graph, node)
        yield from _references(node)


def _relationships(graph: Graph, node: Node) -> Iterator[Finding]:
    used = {ref.rid for ref in node.facts.refs}
    for rel in node.rels:
        if not rel.external and graph.get(rel.target) is None and (rel.id in used or rel.kind in _NEEDED):
            text = N_("Relationship {id} leads to {target}, which is not in the file.")
            yield _error(
                "part.missing", text, node.name, {"id": rel.id, "target": rel.target}, N_("Remove the relationship and what uses it.")
            )


_NEEDED = {"slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster", "theme", "chart", "officeDocument"}


def _references(node: Node) -> Iterator[Finding]:
    kinds = {rel.id: rel.kind for rel in node.rels}
    for ref in node.facts.refs:
        if not ref.rid:
            continue
        kind = kinds.get(ref.rid)
        fields = {"element": ref.element, "id": ref.rid, "kind": kind or ""}
        if kind is None:
            text = N_("The element {element} refers to {id}, which is not among the relationships of the part.")
            yield _error("ref.dangling", text, node.name, fields, fix="Add the relationship, or take the reference out.")
            continue
        allowed = {_DIAGRAM[ref.attribute]} if ref.attribute in _DIAGRAM and ref.element == "relIds" else ALLOWED.get(ref.element)
        if allowed is not None and kind not in allowed and not (ref.element in ("sld", "sldId") and node.facts.root != "presentation"):
            text = N_("The element {element} refers to {id}, which leads to a {kind}.")
            yield _error("ref.wrong-kind", text, node.name, fields, fix="Point it to a relationship of the right kind.")


def _reached(graph: Graph) -> set[str]:
    """Return the keys of all parts that can be reached from the package."""
    found: set[str] = set()
    todo = [rel.target for rel in graph.root if not rel.external]
    while todo:
        key = names.key(todo.pop())
        node = graph.nodes.get(key)
        if node is not None and key not in found:
            found.add(key)
            todo += [rel.target for rel in node.rels if not rel.external]
    return found


def _error(code: str, text: str, part: str, fields: dict[str, str] | None = None, fix: str = "") -> Finding:
    return Finding(code, text, {"part": part, **(fields or {})}, part=part, fix=fix, severity="error")
