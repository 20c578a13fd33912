"""Boxes that stand out: `::: tip`, GitHub's `> [!TIP]` and Quarto's `::: {.callout-tip}`."""

from __future__ import annotations

import re

from kit.content.marknodes import Node
from kit.decks.module import spans
from kit.decks.module.blocks import Block, Callout, Paragraph, Run

KINDS = ("note", "tip", "important", "warning", "caution")
ALIKE = {
    "info": "note",
    "abstract": "note",
    "hint": "tip",
    "success": "tip",
    "attention": "warning",
    "danger": "caution",
    "error": "caution",
}
ALERT = re.compile(r"\[!([A-Za-z]+)\][-+]?[ \t]*")


def kind(name: str) -> str:
    """Return the kind of box that a container's name means, "" when it means none."""
    name = name.removeprefix("callout-").lower()
    return name if name in KINDS else ALIKE.get(name, "")


def made(node: Node, inner: tuple[Block, ...]) -> Callout:
    """Return the box of a container: its title is said by `title="…"`, behind its name, or by a heading that begins it."""
    said = node.attributes.get("title") or node.info
    title: tuple[Run, ...] = (Run(said),) if said else ()
    first = inner[0] if inner else None
    if not title and isinstance(first, Paragraph) and first.level:
        title, inner = first.runs, inner[1:]
    return Callout(kind(node.text), inner, title, node.line)


def alert(node: Node) -> Node | None:
    """Return a quote that begins with `[!NOTE]` as a container of that name, None when it is an ordinary quote."""
    first = node.children[0] if node.children else None
    if first is None or first.kind != "paragraph" or not first.spans or first.spans[0].kind != "text":
        return None
    mark = ALERT.match(first.spans[0].text)
    if mark is None or not kind(mark[1]):
        return None
    ends = next((place for place, span in enumerate(first.spans) if span.kind in ("soft", "break")), len(first.spans))
    head = (first.spans[0]._replace(text=first.spans[0].text[mark.end() :]), *first.spans[1:ends])
    title = "".join(run.text for run in spans.runs(head))
    rest = (first._replace(spans=first.spans[ends + 1 :]),) if first.spans[ends + 1 :] else ()
    return Node("container", node.line, text=mark[1], info=title, children=(*rest, *node.children[1:]))
