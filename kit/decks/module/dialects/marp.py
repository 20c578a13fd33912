"""Marp's Markdown: directives in front matter and comments, `![bg]`, heading dividers, fragmented lists, presenter notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kit.content import files, markdown, yamltext
from kit.content.marknodes import Node, Span
from kit.decks.module.dialects import emoji, making, marppictures, marpsettings, settings, sides, source, talk
from kit.decks.module.dialects.source import Source
from kit.decks.module.dialects.style import Styles
from kit.decks.module.dialects.talk import Page, Talk
from kit.decks.module.remarks import Notes
from kit.errors import Finding

SCOPED = re.compile(r"<style\b[^>]*\bscoped\b", re.IGNORECASE)
GROUND = re.compile(r"(?:\A|[}>\s])section\s*\{[^}]*?background(?:-image|-color)?\s*:\s*((?:url\([^)]*\)|[^;}\s]+))")


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
        sides.boxed(page)
        sides.led(page, place)
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
        return node._replace(children=tuple(_fragmented(child, lines, first) for child in node.children))
    if node.kind == "list" and 0 <= at < len(lines) and re.match(r"[\s>]*(\*\s|\d+\))", lines[at]):
        return Node("container", node.line, text="incremental", children=(node,))
    return node


def _shown(spans: tuple[Span, ...], node: Node) -> tuple[Span, ...]:
    """Return spans with emoji, and with the ends of lines as breaks, as Marp has them."""
    changed = (span._replace(text=emoji.shown(span.text)) if span.kind == "text" and not span.code else span for span in spans)
    return tuple(span._replace(kind="break") if span.kind == "soft" else span for span in changed)


def _grounded(page: Page) -> None:
    """Take the background that a `<style scoped>` gives the slide; what a theme gives all slides is the theme's matter."""
    for node in page.nodes:
        found = GROUND.search(node.text) if node.kind == "html" and SCOPED.match(node.text) else None
        if found:
            settings.background(page.notes, found[1], node.line + node.text[: found.start(1)].count("\n"))
