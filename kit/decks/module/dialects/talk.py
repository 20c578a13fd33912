"""What a talk of another tool is read into before its slides are made: pages of nodes, settings and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kit.content.marknodes import Node, Span
from kit.decks.module.model import SlideSource
from kit.decks.module.remarks import Notes
from kit.errors import Finding

Hear = Callable[[str, int], None]


@dataclass
class Page:
    """One slide as written: its nodes, pictures `beside` them on a `side` with a share of the width, and what was noted so far."""

    line: int
    notes: Notes
    nodes: list[Node] = field(default_factory=list)
    beside: list[Node] = field(default_factory=list)
    side: str = ""
    share: float = 0.0
    incremental: bool = False
    first: bool = False


@dataclass(frozen=True)
class Talk:
    """A whole talk: its title, slides, findings, and the text of files it takes in (they count for its version)."""

    title: str
    slides: tuple[SlideSource, ...]
    findings: tuple[Finding, ...]
    taken: tuple[str, ...] = ()


def walk(nodes: Iterable[Node]) -> Iterable[Node]:
    """Return all nodes, those inside others after them."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def placed(spans: Iterable[Span], line: int) -> list[tuple[Span, int]]:
    """Return spans with the lines they stand on, the first on `line`; a `<br>` (a break with a title) ends none."""
    found: list[tuple[Span, int]] = []
    for span in spans:
        found.append((span, line))
        line += span.text.count("\n") if span.kind in ("comment", "html") else span.kind in ("soft", "break") and not span.title
    return found


def sifted(nodes: Sequence[Node], hear: Hear) -> list[Node]:
    """Return nodes without their comments, which `hear` gets with their lines."""
    kept: list[Node] = []
    for node in nodes:
        if node.kind == "comment":
            hear(node.text, node.line)
            continue
        for span, line in (*placed(node.spans, node.line), *((span, node.line) for row in node.rows for cell in row for span in cell)):
            if span.kind == "comment":
                hear(span.text, line)
        rows = tuple(tuple(_quiet(cell) for cell in row) for row in node.rows)
        kept.append(node._replace(spans=_quiet(node.spans), rows=rows, children=tuple(sifted(node.children, hear))))
    return kept


def mapped(nodes: Sequence[Node], change: Callable[[tuple[Span, ...], Node], tuple[Span, ...]]) -> list[Node]:
    """Return nodes with all their spans changed."""
    return [
        node._replace(
            spans=change(node.spans, node) if node.spans else (),
            rows=tuple(tuple(change(cell, node) for cell in row) for row in node.rows),
            children=tuple(mapped(node.children, change)),
        )
        for node in nodes
    ]


def relined(node: Node, line: int) -> Node:
    """Return a node of another file, as if it stood on `line` of this one."""
    return node._replace(line=line, children=tuple(relined(child, line) for child in node.children))


def parted(nodes: Sequence[Node], file: Path, begins: Callable[[Node], bool], keeps: Callable[[Node], bool], first: int) -> list[Page]:
    """Return pages: a node that `begins` starts one, and stands on it where it `keeps`."""
    pages = [Page(first, Notes(str(file)), first=True)]
    for node in nodes:
        if begins(node):
            pages.append(Page(node.line, Notes(str(file))))
            if not keeps(node):
                continue
        pages[-1].nodes.append(node)
    return pages


def unsplit(pages: list[Page]) -> list[Page]:
    """Return pages without those that a rule right above a dividing heading leaves empty, and without an empty beginning."""
    kept: list[Page] = []
    for place, page in enumerate(pages):
        after = pages[place + 1].nodes[:1] if place + 1 < len(pages) else []
        heads = bool(after) and after[0].kind == "heading" and after[0].line == pages[place + 1].line
        if heads and all(node.kind == "comment" for node in page.nodes):
            pages[place + 1].nodes[:0] = page.nodes
        else:
            kept.append(page)
    return kept


def _quiet(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return spans without comments, and without the spaces that a comment at the beginning leaves."""
    if not any(span.kind == "comment" for span in spans):
        return spans
    kept = [span for span in spans if span.kind != "comment"]
    if kept and kept[0].kind == "text" and not kept[0].code:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
    return tuple(kept)
