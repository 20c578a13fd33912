"""Markdown nodes into the blocks of a slide; what has no place on a slide is a finding, never silently lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kit.content import marknodes
from kit.content.marknodes import Node, Span
from kit.decks.module import callouts, figures, spans
from kit.decks.module.blocks import Block, Bullets, Column, Columns, Formula, Item, Paragraph, Run, Table
from kit.decks.module.remarks import Notes
from kit.i18n import N_

TAGS = re.compile(r"<[^>]*>")
UNSEEN = re.compile(r"<(style|script)\b.*?(</\1>|\Z)", re.DOTALL | re.IGNORECASE)
LOOKS = ("zebra", "heads")
BOXES = ("columns", "column", "notes", "incremental", "table")
SIDE = re.compile(r"::(left|right|default|bottom|top)::\Z")


def blocks(nodes: Iterable[Node], notes: Notes) -> tuple[Block, ...]:
    """Return the blocks that `nodes` make; comments go to `notes`."""
    found: list[Block] = []
    for node in nodes:
        for span in (*node.spans, *(span for row in node.rows for cell in row for span in cell)):
            if span.kind == "comment":
                notes.hear(span.text, node.line)
        maker = _MAKERS.get(node.kind)
        if maker is not None:
            found += maker(node, notes)
    return tuple(found)


def text_of(nodes: Iterable[Node]) -> str:
    """Return the words of nodes as plain text, one line a block (for speaker notes)."""
    lines: list[str] = []
    for node in nodes:
        if node.kind == "item":
            inner = text_of(node.children)
            lines.append((f"{node.number}. " if node.ordered else "• ") + inner)
        elif node.children:
            lines.append(text_of(node.children))
        else:
            lines.append(marknodes.inline(node.spans) if node.spans else node.text)
    return "\n".join(line for line in lines if line)


def _heading(node: Node, notes: Notes) -> list[Block]:
    """Return a heading's words, and the pictures in it below them."""
    shown = [spans.picture(span, node.line) for span in node.spans if span.kind == "image"]
    runs = spans.runs(node.spans)
    return [*([Paragraph(runs, node.level, node.line)] if runs or not shown else []), *shown]


def _paragraph(node: Node, notes: Notes) -> list[Block]:
    """Return text and pictures in the order they were written."""
    found: list[Block] = []
    words: list[Span] = []
    for span in node.spans:
        if span.kind == "image":
            found += [*_words(words, node.line), spans.picture(span, node.line)]
            words = []
        elif span.kind == "formula":
            found += [*_words(words, node.line), Formula(span.text, node.line)]
            words = []
        elif span.kind == "html" and spans.IMG.match(span.text):
            found += [*_words(words, node.line), spans.html_picture(span.text, node.line)]
            words = []
        else:
            if span.kind == "html" and not spans.BREAK.match(span.text):
                _tag(span.text, node.line, notes)
            words.append(span)
    found += _words(words, node.line)
    if len(found) == 1 and isinstance(found[0], Paragraph) and marknodes.inline(node.spans).strip() == ". . .":
        return []
    return found


def _words(words: list[Span], line: int) -> list[Block]:
    made = spans.runs(words)
    return [Paragraph(made, line=line)] if made else []


def _tag(tag: str, line: int, notes: Notes) -> None:
    if not tag.startswith("</"):
        notes.find(line, "module.html", N_("HTML ({tag}) has no effect on slides: its text is kept."), tag=tag[:60], severity="note")


def _list(node: Node, notes: Notes) -> list[Block]:
    """Return a list flattened; a picture, table or code inside it stands between the items around it."""
    found: list[Block] = []
    items: list[Item] = []

    def flush() -> None:
        if items:
            found.append(Bullets(tuple(items), line=node.line))
            items.clear()

    def walk(which: Node, level: int) -> None:
        for item in which.children:
            items.append(Item((), level, item.ordered, item.number, item.checked))
            empty = len(items) - 1
            for child in item.children:
                if child.kind == "list":
                    walk(child, level + 1)
                    continue
                for block in blocks((_kept(item, child, notes),), notes):
                    if isinstance(block, Paragraph) and items:
                        items[-1] = items[-1]._replace(runs=(*items[-1].runs, *([Run("\n")] if items[-1].runs else []), *block.runs))
                    else:
                        if items and not items[-1].runs and len(items) - 1 == empty:
                            items.pop()
                        flush()
                        found.append(block)

    walk(node, 0)
    flush()
    return found


def _kept(item: Node, child: Node, notes: Notes) -> Node:
    """Give an item's braces back to its text: on slides they mean nothing."""
    if not item.attributes or child is not item.children[0]:
        return child
    notes.find(
        item.line,
        "module.item-attributes",
        N_("{braces} means nothing on a list item of a slide and is shown as text."),
        braces=item.attributes.raw,
    )
    return child._replace(spans=(*child.spans, Span("text", " " + item.attributes.raw)))


def _quote(node: Node, notes: Notes) -> list[Block]:
    """Return somebody's words, or the box that `> [!NOTE]` means."""
    said = callouts.alert(node)
    return [callouts.made(said, blocks(said.children, notes))] if said else figures.quote(node, notes)


def _math(node: Node, notes: Notes) -> list[Block]:
    return [Formula(node.text, node.line)] if node.text else []


def _rule(node: Node, notes: Notes) -> list[Block]:
    notes.find(node.line, "module.rule", N_("This line does not begin a new slide: write `---` with a blank line above it."))
    return []


def _html(node: Node, notes: Notes) -> list[Block]:
    found: list[Block] = [spans.html_picture(tag, node.line) for tag in spans.IMG.findall(node.text)]
    words = re.sub(r"[ \t]*\n\s*", "\n", TAGS.sub("", UNSEEN.sub("", re.sub(r"(?i)<br\s*/?>", "\n", node.text)))).strip()
    if words:
        found.insert(0, Paragraph((Run(words),), line=node.line))
    if not found or words:
        _tag(node.text.split("\n")[0], node.line, notes)
    return found


def _comment(node: Node, notes: Notes) -> list[Block]:
    if not node.closed:
        notes.find(
            node.line,
            "module.comment",
            N_("This comment never ends: everything after it is hidden. Close it with `-->`."),
            severity="error",
        )
    notes.hear(node.text, node.line)
    return []


def _container(node: Node, notes: Notes) -> list[Block]:
    if not node.closed:
        notes.find(node.line, "module.container-open", N_("`::: {name}` has no closing `:::`; it ends with the slide."), name=node.text)
    if node.text == "columns":
        return _columns(node, notes)
    inner = blocks(node.children, notes)
    if callouts.kind(node.text):
        return [callouts.made(node, inner)]
    if node.text == "notes":
        notes.said.append(text_of(node.children))
        return []
    if node.text in ("incremental", "nonincremental"):
        return [replace(b, incremental=node.text == "incremental") if isinstance(b, Bullets) else b for b in inner]
    if node.text == "table":
        widths, look = _shares(node.attributes.get("widths")), tuple(word for word in node.attributes.words if word in LOOKS)
        return [replace(b, widths=widths, look=look) if isinstance(b, Table) else b for b in inner]
    if node.text == "column":
        notes.find(node.line, "module.column-alone", N_("`::: column` must stand inside `::: columns`."))
    else:
        text = N_("`::: {name}` is not known: its content is kept, without the box. Known are {known}.")
        notes.find(node.line, "module.container", text, name=node.text, known=", ".join((*BOXES, *callouts.KINDS)))
    return list(inner)


def _columns(node: Node, notes: Notes) -> list[Block]:
    made: list[Column] = []
    before: list[Block] = []
    for child in node.children:
        if child.kind == "container" and child.text == "column":
            if not child.closed:
                notes.find(
                    child.line, "module.container-open", N_("`::: {name}` has no closing `:::`; it ends with the slide."), name="column"
                )
            made.append(Column(blocks(child.children, notes), _share(child, notes)))
        else:
            before += blocks((child,), notes)
    if before and not made:
        return before
    if before:
        notes.find(
            node.line, "module.columns-loose", N_("Everything inside `::: columns` must stand in a `::: column`; the rest is put above.")
        )
    return [*before, Columns(tuple(made), node.line)] if made else []


def _shares(text: str) -> tuple[float, ...]:
    """Return the widths of a table's columns (`2,1,1`) as shares of the whole."""
    widths = [float(width) for width in re.findall(r"\d+(?:\.\d+)?", text)]
    total = sum(widths)
    return tuple(width / total for width in widths) if total else ()


def _share(node: Node, notes: Notes) -> float:
    width = node.attributes.get("width")
    if not width:
        return 0.0
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", width)
    if found is None or not 0 < (share := float(found[1]) / (100 if found[2] else 1)) <= 1:
        notes.find(node.line, "module.width", N_("The width of a column is a share like 40%, not {width}."), width=width)
        return 0.0
    return share


_MAKERS: dict[str, Any] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "table": figures.table,
    "code": figures.code,
    "math": _math,
    "quote": _quote,
    "rule": _rule,
    "html": _html,
    "comment": _comment,
    "container": _container,
}
