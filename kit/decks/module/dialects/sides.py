"""Boxes and headings of a slide side by side by the class of the slide or theirs, and slides with nothing but a title as covers."""

from __future__ import annotations

import re

from kit.content.marknodes import Node
from kit.decks.module.dialects import cells, style
from kit.decks.module.dialects.style import Styles
from kit.decks.module.dialects.talk import Page

BOX = re.compile(r"<div\b", re.IGNORECASE)
SIDED = re.compile(
    r"""<div\b[^>]*class\s*=\s*["']?(?:(?:l|r|m|left|right|middle)-?(?:div|col|column)?|col(?:umn)?)["'\s>]""", re.IGNORECASE
)


def boxed(page: Page) -> None:
    """Put the boxes of a slide side by side where its class says so, or theirs do (`ldiv`, `rdiv`)."""
    names = tuple(page.notes.settings.get("class", "").split())
    page.nodes = [one for node in page.nodes for one in _tagged(node)]
    opened = [at for at, node in enumerate(page.nodes) if node.kind == "html" and BOX.match(node.text)]
    sided = [at for at in opened if SIDED.match(page.nodes[at].text)]
    if len(sided) < 2:
        sided = opened if style.columned(names, {}, Styles()) is not None else []
    if not opened and style.columned(names, {}, Styles()) is not None:
        page.nodes = _headed(page.nodes)
    closed = [at for at, node in enumerate(page.nodes) if node.kind == "html" and "</div>" in node.text]
    if len(sided) < 2 or not closed or any("columns" in page.nodes[at].text for at in opened):
        return
    first, last = sided[0], closed[-1]
    line = page.nodes[first].line
    begin, end = Node("html", line, text='<div class="columns">'), Node("html", line, text="</div>")
    page.nodes = [*page.nodes[:first], begin, *page.nodes[first : last + 1], end, *page.nodes[last + 1 :]]


def _headed(nodes: list[Node]) -> list[Node]:
    """Return nodes with the parts that headings of one level below the title begin side by side."""
    heads = [at for at, node in enumerate(nodes) if node.kind == "heading" and node.spans]
    lower = heads[1:]
    if not 2 <= len(lower) <= cells.MOST or len({nodes[at].level for at in lower}) > 1 or lower[0] != heads[0] + 1:
        return nodes
    ends = [*lower[1:], len(nodes)]
    parts = [Node("container", nodes[at].line, text="column", children=tuple(nodes[at:end])) for at, end in zip(lower, ends, strict=True)]
    return [*nodes[: lower[0]], Node("container", nodes[lower[0]].line, text="columns", children=tuple(parts))]


def _tagged(node: Node) -> list[Node]:
    """Return a node of HTML as one node for each box that ends or begins in it."""
    if node.kind != "html":
        return [node]
    found, line = [], node.line
    for part in re.split(r"(?<=</div>)|(?=<div\b)", node.text):
        if part.strip():
            found.append(node._replace(line=line + len(part[: len(part) - len(part.lstrip())].split("\n")) - 1, text=part.strip()))
        line += part.count("\n")
    return found


def led(page: Page, place: int) -> None:
    """Give a slide of class `lead`, or with nothing but headings and a few lines at the beginning, the layout of a title or a section."""
    names = page.notes.settings.get("class", "").split()
    told = any(re.match(r"(lead|cover|title|section|chapter|subtitle|divider)", name, re.IGNORECASE) for name in names)
    heads = [node for node in page.nodes if node.kind == "heading"]
    plain = all(node.kind in ("heading", "paragraph", "html") for node in page.nodes) and not any(
        span.kind in ("image", "formula") for node in page.nodes for span in node.spans
    )
    if heads and plain and not page.beside and len(page.nodes) <= 6 and (told or (place == 0 and heads[0].level == 1)):
        page.notes.settings.setdefault("layout", "title" if place == 0 else "section")
