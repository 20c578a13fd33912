"""Weave HTML and the Markdown between its tags into one tree of nodes that slides are made from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kit.content import markdown
from kit.content.marknodes import Node, Span
from kit.decks.module.dialects import elements, inline, markup
from kit.decks.module.dialects.markup import Tag
from kit.decks.module.dialects.style import Styles
from kit.decks.module.remarks import Notes

MARK = "\u2060"  # keeps a line that begins with a tag a paragraph
CLOSES = {
    "li": ("li",),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "p": ("p",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
}
NUMBERED = re.compile(r"\d+[.)] [^\n]*\Z")
LISTS = ("ul", "ol", "table", "dl")


@dataclass
class _Open:
    tag: Tag
    children: list[Node] = field(default_factory=list)


def woven(nodes: Sequence[Node], notes: Notes, styles: Styles) -> list[Node]:
    """Return nodes without HTML: what it lays out as columns, lists, tables, pictures and text; what has no equal is noted."""
    return elements.flat(_woven(nodes, notes, styles))


def _woven(nodes: Sequence[Node], notes: Notes, styles: Styles) -> list[Node]:
    stack = [_Open(Tag(""))]
    for node in nodes:
        if node.kind == "html":
            _feed(node.text, node.line, stack, notes, styles)
        else:
            stack[-1].children.append(_inner(node, notes, styles))
    while len(stack) > 1:
        _close(stack, notes, styles)
    return stack[0].children


def _inner(node: Node, notes: Notes, styles: Styles) -> Node:
    node = node._replace(rows=tuple(tuple(inline.styled(cell, node.line, notes) for cell in row) for row in node.rows))
    node = node._replace(spans=inline.styled(node.spans, node.line, notes))
    return node._replace(children=tuple(_woven(node.children, notes, styles))) if node.children else node


def _feed(text: str, line: int, stack: list[_Open], notes: Notes, styles: Styles) -> None:
    for piece in markup.pieces(text, line):
        if not isinstance(piece, Tag):
            stack[-1].children += _text(*piece, notes, styles)
        elif piece.closing:
            _end(piece.name, stack, notes, styles)
        else:
            _begin(piece, stack, notes, styles)


def _begin(tag: Tag, stack: list[_Open], notes: Notes, styles: Styles) -> None:
    closed = CLOSES.get(tag.name.lower(), ())
    while closed and (inner := _nearest(stack, (*closed, *LISTS))) and stack[inner].tag.name.lower() in closed:
        while len(stack) > inner:
            _close(stack, notes, styles)
    stack.append(_Open(tag))
    if tag.alone:
        _close(stack, notes, styles)


def _nearest(stack: list[_Open], names: tuple[str, ...]) -> int:
    return next((at for at in range(len(stack) - 1, 0, -1) if stack[at].tag.name.lower() in names), 0)


def _end(name: str, stack: list[_Open], notes: Notes, styles: Styles) -> None:
    at = _nearest(stack, (name.lower(),))
    while at and len(stack) > at:
        _close(stack, notes, styles)


def _close(stack: list[_Open], notes: Notes, styles: Styles) -> None:
    done = stack.pop()
    stack[-1].children += elements.made(done.tag, done.children, notes, styles)


def _text(text: str, line: int, notes: Notes, styles: Styles) -> list[Node]:
    """Return the nodes of text between tags: it is read as Markdown, whatever its indent."""
    lines = text.split("\n")
    indent = min((len(one) - len(one.lstrip()) for one in lines[1:] if one.strip()), default=0)
    lines = [lines[0].lstrip(), *(one[indent:] for one in lines[1:])]
    if NUMBERED.match(text.lstrip(" \t")):  # on the line of its tag, where a number begins no list
        lines[0] = MARK + lines[0]
    lines = [re.sub(r"^([ \t]*)<", rf"\1{MARK}<", one) for one in lines]
    found = markdown.parse("\n".join(lines), line, math=True)
    return [_inner(_unmarked(node), notes, styles) for node in found]


def _unmarked(node: Node) -> Node:
    return node._replace(
        text=node.text.replace(MARK, ""), spans=_bare(node.spans), children=tuple(_unmarked(child) for child in node.children)
    )


def _bare(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    bare = (span._replace(text=span.text.replace(MARK, "")) if MARK in span.text else span for span in spans)
    return tuple(span for span in bare if span.text or span.kind != "text")
