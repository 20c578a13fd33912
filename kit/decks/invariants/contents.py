"""Rules inside slides: shape ids, animations, media, tables, comments, extensions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kit.decks.invariants.builtin import TABLE_STYLES
from kit.decks.invariants.graph import Graph, Node
from kit.decks.opc import contenttypes
from kit.errors import Finding, Severity
from kit.i18n import N_


def check(graph: Graph) -> Iterator[Finding]:
    """Yield what breaks the rules inside parts."""
    styles = {guid for node in graph.of(contenttypes.TABLE_STYLES) for guid in node.facts.extra.get("styles", ())} | TABLE_STYLES
    for node in graph.nodes.values():
        yield from part(node)
        for guid in node.facts.table_styles - styles:
            text = N_("A table uses the style {id}, which the deck does not define.")
            yield _error("table.style-unknown", text, node, {"id": guid}, fix="Choose another style for the table.", severity="warning")
    yield from _authors(graph, contenttypes.COMMENTS, contenttypes.AUTHORS)
    yield from _authors(graph, contenttypes.MODERN_COMMENTS, contenttypes.MODERN_AUTHORS)


def part(node: Node) -> Iterator[Finding]:
    """Yield what one part breaks by itself."""
    facts = node.facts
    if len(set(facts.shape_ids)) < len(facts.shape_ids):
        for sid, count in Counter(facts.shape_ids).items():
            if count > 1:
                yield _error(
                    "shape.id-twice",
                    N_("Two shapes have the id {id}."),
                    node,
                    {"id": sid},
                    N_("Number the shapes anew, animations included."),
                    "warning",
                )
    for sid in sorted(facts.targets - set(facts.shape_ids)):
        yield _error(
            "timing.no-shape",
            N_("An animation names the shape {id}, which is not on the slide."),
            node,
            {"id": sid},
            N_("Remove the animation."),
        )
    yield from _media(node)
    for prefix in sorted(facts.undeclared):
        text = N_("The part uses the extension {prefix} without saying that older programs may ignore it.")
        yield _error("mc.undeclared", text, node, {"prefix": prefix}, fix="Name the prefix in mc:Ignorable.")


def _media(node: Node) -> Iterator[Finding]:
    """A film or sound has its file, for a file inside the deck its pair for newer programs, and a picture to show."""
    inside = {rel.id for rel in node.rels if not rel.external}
    for one in node.facts.media:
        fields: dict[str, object] = {"id": one.shape}
        if not one.file:
            text = N_("The film or sound {id} names no file for programs before PowerPoint 2010.")
            yield _error("media.no-file", text, node, fields, N_("Insert it anew."))
        elif one.file in inside and not one.pair:
            text = N_("The film or sound {id} lies in the deck but lacks the entry by which PowerPoint plays it from there.")
            yield _error("media.no-pair", text, node, fields, N_("Insert it anew."), "warning")
        if not one.poster:
            text = N_("The film or sound {id} has no picture to show before it plays.")
            yield _error("media.no-poster", text, node, fields, N_("Give it a poster frame."), "warning")


def _authors(graph: Graph, comments: str, authors: str) -> Iterator[Finding]:
    known = {one.upper() for node in graph.of(authors) for one in node.facts.extra.get("authors", ())}
    for node in graph.of(comments):
        for one in sorted(a for a in node.facts.authors if a.upper() not in known):
            yield _error(
                "comment.author-unknown",
                N_("A comment is by the author {id}, whom the deck does not list."),
                node,
                {"id": one},
                N_("Add the author."),
            )


def _error(code: str, text: str, node: Node, fields: dict[str, object], fix: str, severity: Severity = "error") -> Finding:
    return Finding(code, text, fields, part=node.name, fix=fix, severity=severity)
