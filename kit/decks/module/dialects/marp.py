"""Marp's Markdown: directives in front matter and comments, `![bg]`, heading dividers, fragmented lists, presenter notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kit.content import files, markdown, yamltext
from kit.content.marknodes import Node, Span
from kit.decks.module.dialects import cells, emoji, making, marppictures, marpsettings, settings, source, style, talk
from kit.decks.module.dialects.source import Source
from kit.decks.module.dialects.style import Styles
from kit.decks.module.dialects.talk import Page, Talk
from kit.decks.module.remarks import Notes
from kit.errors import Finding

SCOPED = re.compile(r"<style\b[^>]*\bscoped\b", re.IGNORECASE)
GROUND = re.compile(r"(?:\A|[}>\s])section\s*\{[^}]*?background(?:-image|-color)?\s*:\s*((?:url\([^)]*\)|[^;}\s]+))")
BOX = re.compile(r"<div\b", re.IGNORECASE)
SIDED = re.compile(
    r"""<div\b[^>]*class\s*=\s*["']?(?:(?:l|r|m|left|right|middle)-?(?:div|col|column)?|col(?:umn)?)["'\s>]""", re.IGNORECASE
)


def read(front: yamltext.Page, text: str, first: int, file: Path) -> Talk:
    """Return the talk in `text`, which begins on line `first` of `file`."""
    styles, general = Styles(), Notes(str(file))
    local = marpsettings.globals_of(front, general, styles, Source(files.read_text(file).split("\n"), 1) if first > 1 else Source((), 1))
    lines = text.split("\n")
    source.close_formulas(lines, source.silent(lines))
    nodes = [_fragmented(node, lines, first) for node in markdown.parse("\n".join(lines), first, math=True)]
    divides = marpsettings.dividers(front, nodes, general)
    pages = talk.parted(nodes, file, lambda node: _begins(node, divides), lambda node: node.kind == "heading", first)
    pages = talk.unsplit(pages)
    for place, page in enumerate(pages):
        marpsettings.heard(page, local, styles, Source(lines, first))
        page.nodes = talk.mapped(page.nodes, _shown)
        _grounded(page)
        marppictures.taken(page)
        _boxed(page)
        _led(page, place)
    slides = making.made(pages, file, styles)
    title = front.text("title")
    found: list[Finding] = [*general.findings, *(finding for page in pages for finding in page.notes.findings)]
    return Talk(title, slides, tuple(found))


def _begins(node: Node, divides: Sequence[int]) -> bool:
    return node.kind == "rule" or (node.kind == "heading" and node.level in divides)


def _fragmented(node: Node, lines: Sequence[str], first: int) -> Node:
    """Return a list with `*` or `1)` as an incremental one."""
    at = node.line - first
    if node.kind in ("quote", "container"):
        return replace(node, children=tuple(_fragmented(child, lines, first) for child in node.children))
    if node.kind == "list" and 0 <= at < len(lines) and re.match(r"[\s>]*(\*\s|\d+\))", lines[at]):
        return Node("container", node.line, text="incremental", children=(node,))
    return node


def _shown(spans: tuple[Span, ...], node: Node) -> tuple[Span, ...]:
    """Return spans with emoji, and with the ends of lines as breaks, as Marp has them."""
    changed = (replace(span, text=emoji.shown(span.text)) if span.kind == "text" and not span.code else span for span in spans)
    return tuple(replace(span, kind="break") if span.kind == "soft" else span for span in changed)


def _grounded(page: Page) -> None:
    """Take the background that a `<style scoped>` gives the slide; what a theme gives all slides is the theme's matter."""
    for node in page.nodes:
        found = GROUND.search(node.text) if node.kind == "html" and SCOPED.match(node.text) else None
        if found:
            settings.background(page.notes, found[1], node.line + node.text[: found.start(1)].count("\n"))


def _boxed(page: Page) -> None:
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
            found.append(replace(node, line=line + len(part[: len(part) - len(part.lstrip())].split("\n")) - 1, text=part.strip()))
        line += part.count("\n")
    return found


def _led(page: Page, place: int) -> None:
    """Give a slide of class `lead`, or with nothing but headings and a few lines at the beginning, the layout of a title or a section."""
    names = page.notes.settings.get("class", "").split()
    led = any(re.match(r"(lead|cover|title|section|chapter|subtitle|divider)", name, re.IGNORECASE) for name in names)
    heads = [node for node in page.nodes if node.kind == "heading"]
    plain = all(node.kind in ("heading", "paragraph", "html") for node in page.nodes) and not any(
        span.kind in ("image", "formula") for node in page.nodes for span in node.spans
    )
    if heads and plain and not page.beside and len(page.nodes) <= 6 and (led or (place == 0 and heads[0].level == 1)):
        page.notes.settings.setdefault("layout", "title" if place == 0 else "section")
