"""Give nodes a shape that slides have room for: films as addresses, pictures out of tables and quotes, items without braces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.content.attributes import NONE
from kit.content.marknodes import Node, Span
from kit.decks.module import callouts
from kit.decks.module.dialects import elements, settings
from kit.decks.module.remarks import Notes

FILM = re.compile(r"\.(mp4|webm|mov|m4v|ogv|avi|mkv|mp3|wav|ogg)(\?.*)?\Z", re.IGNORECASE)
BLANK = {"code": None, "math": "\\ \n~{}&"}  # of what only makes room: no code, a formula of line ends
MOST = 4  # columns of pictures on one slide


def shaped(nodes: Sequence[Node], notes: Notes) -> list[Node]:
    """Return nodes in such shapes."""
    return [made for node in nodes for made in _one(node, notes)]


def _one(node: Node, notes: Notes) -> list[Node]:
    if node.kind == "item" and node.attributes:
        settings.without(notes, node.attributes.raw, node.line)
        node = node._replace(attributes=NONE)
    if node.kind in ("code", "math") and not node.text.strip(BLANK[node.kind]):
        return []
    if node.kind == "paragraph" and node.spans and all(_blank(span) for span in node.spans):
        return []
    if node.kind == "table" and any(span.kind == "image" for row in node.rows for cell in row for span in cell):
        return shaped(_tabled(node), notes)
    if node.kind == "quote" and callouts.alert(node) is None:
        return [made for part in _quoted(node) for made in ([part] if part.kind == "quote" else shaped((part,), notes))]
    films = [span for span in node.spans if span.kind == "image" and FILM.search(span.link)]
    made = [one for film in films for one in elements.media("video", film.link, node.line, notes)]
    rest = tuple(span for span in node.spans if span not in films)
    if rest or not films:
        made.append(node._replace(spans=rest, children=tuple(shaped(node.children, notes))))
    return made


def _blank(span: Span) -> bool:
    return span.kind in ("soft", "break") or (span.kind in ("math", "formula") and not span.text.strip(BLANK["math"]))


def _tabled(node: Node) -> list[Node]:
    """Return a table that holds pictures as columns; those that are too many stand below the first ones."""
    width = len(node.rows[0])
    count = -(-width // -(-width // MOST))
    columns = []
    for place in range(count):
        cells = [(_bold(row[at]) if row is node.rows[0] else row[at]) for at in range(place, width, count) for row in node.rows]
        inside = tuple(
            Node("paragraph", node.line, spans=cell) for cell in cells if any(span.kind == "image" or span.text.strip() for span in cell)
        )
        columns.append(Node("container", node.line, text="column", children=inside))
    columns = [column for column in columns if column.children]
    if len(columns) < 2:
        return [one for column in columns for one in column.children]
    return [Node("container", node.line, text="columns", children=tuple(columns))]


def _bold(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span._replace(bold=True) if span.kind == "text" else span for span in spans)


def _quoted(node: Node) -> list[Node]:
    """Return a quote as quotes of words alone, with what else stood in it between them."""
    found: list[Node] = []
    words: list[Node] = []

    def flush() -> None:
        if words:
            found.append(node._replace(line=words[0].line, children=tuple(words)))
            words.clear()

    for child in node.children:
        if child.kind == "quote":
            flush()
            found += _quoted(child)
            continue
        if child.kind in ("code", "table", "math", "container", "html"):
            flush()
            found.append(child)
            continue
        pictures = tuple(span for span in child.spans if span.kind == "image")
        rest = tuple(span for span in child.spans if span.kind != "image")
        if rest or child.children:
            words.append(child._replace(spans=rest))
        if pictures:
            flush()
            found += [Node("paragraph", child.line, spans=(one,)) for one in pictures]
    flush()
    return found
