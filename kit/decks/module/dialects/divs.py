"""pandoc's and Quarto's boxes (`::: {.columns}`): notes, columns, steps and callouts are kept as such, others as their content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.content import marknodes
from kit.content.attributes import NONE, Attributes
from kit.content.marknodes import Node
from kit.decks.module import callouts
from kit.decks.module.dialects import cells, settings, style
from kit.decks.module.remarks import Notes

NOTES = ("notes", "speaker-notes", "speaker", "speakernotes")
# boxes of which only the look gets lost
_LOOKS = (
    "fragment center aside footer smaller small scrollable r-stack r-fit-text r-stretch absolute panel-tabset panel-sidebar "
    "content-visible cell cell-output cell-output-display fade-in fade-out semi-fade-out highlight-red grow shrink strike onlytextwidth "
    "text-center large block"
)
LOOKS = frozenset(_LOOKS.split())


COLUMNS = re.compile(r"(?:columns|cols)(?:-?[2-5])?\Z")  # and the numbers that users' own styles put behind it
OPENS = re.compile(r"\s*:{3,}[ \t]*[^\s:]")
CLOSES = re.compile(r"\s*:{3,}[ \t]*\Z")
RULE = re.compile(r"[ ]{0,3}-(?:[ ]*-){2,}[ ]*\Z")


def unruled(lines: list[str], quiet: Sequence[bool]) -> None:
    """Write rulers inside of boxes as `***`, which ends neither box nor slide."""
    opened: list[int] = []
    for at, line in enumerate(lines):
        if quiet[at]:
            continue
        if OPENS.match(line):
            opened.append(at)
        elif CLOSES.match(line) and opened:
            for place in range(opened.pop() + 1, at):
                if RULE.match(lines[place]) and not quiet[place] and not lines[place - 1].strip():
                    lines[place] = "***"


def taken(nodes: Sequence[Node], notes: Notes, incremental: bool = False) -> list[Node]:
    """Return nodes with boxes as ours; lists come one item after another where a box or the talk says so."""
    found: list[Node] = []
    for node in nodes:
        if node.kind == "rule":
            continue
        if node.kind == "paragraph" and CLOSES.match(marknodes.inline(node.spans)):
            settings.unknown(notes, ":::", node.line)
            continue
        if node.kind == "container":
            found += _box(node, notes, incremental)
        elif node.kind == "list":
            inner = node._replace(children=tuple(item._replace(children=tuple(_nested(item.children, notes))) for item in node.children))
            found.append(_stepped(inner) if incremental else inner)
        elif node.kind == "quote" and node.children and all(child.kind == "list" for child in node.children):
            found += taken(node.children, notes, not incremental)
        else:
            found.append(node._replace(children=tuple(taken(node.children, notes, incremental))) if node.children else node)
    return found


def _nested(nodes: Sequence[Node], notes: Notes) -> list[Node]:
    """Return what stands in an item: lists in it come with it, not one after another."""
    return taken(nodes, notes)


def _stepped(node: Node) -> Node:
    return Node("container", node.line, text="incremental", children=(node,))


def _box(node: Node, notes: Notes, incremental: bool) -> list[Node]:
    names = (node.text, *node.attributes.words)
    if any(name in NOTES for name in names):
        return [node._replace(text="notes", children=tuple(taken(node.children, notes)))]
    sided = style.SIDE.search(node.attributes.get("style")) and not style.DOWN.search(node.attributes.get("style"))
    if sided or any(COLUMNS.match(name) for name in names) or sum(_column(child) for child in node.children) > 1:
        return _columns(node, notes, incremental)
    if "incremental" in names or "nonincremental" in names:
        return taken(node.children, notes, "incremental" in names)
    if callouts.kind(node.text):
        return [node._replace(children=tuple(taken(node.children, notes, incremental)))]
    children = taken(node.children, notes, incremental)
    if laid := _layout(node.attributes):
        children = cells.columns([_boxed(child) for child in _apart(children)], laid, node.line)
    for name in names:
        if name in LOOKS:
            settings.without(notes, f"::: {name}", node.line)
        elif name not in ("", "{}", "column") and not laid and not node.attributes.id.startswith(("fig-", "tbl-", "lst-")):
            settings.unknown(notes, f"::: {name}", node.line)
    for key in node.attributes.values:
        if key not in ("layout", "layout-ncol", "ncol", "width"):
            settings.without(notes, f"::: {{{key}}}", node.line)
    return children


def _column(node: Node) -> bool:
    return node.kind == "container" and "column" in (node.text, *node.attributes.words)


def _columns(node: Node, notes: Notes, incremental: bool) -> list[Node]:
    loose: list[Node] = []
    made: list[Node] = []
    for child in node.children:
        inner = tuple(taken(child.children, notes, incremental))
        if (
            child.kind == "container"
            and not any(name in NOTES for name in (child.text, *child.attributes.words))
            and not callouts.kind(child.text)
        ):
            if inner:
                made.append(child._replace(text="column", children=inner, attributes=_width(child.attributes)))
        else:
            loose += taken((child,), notes, incremental)
    return (
        [*loose, node._replace(text="columns", children=tuple(made))]
        if len(made) > 1
        else [*loose, *(n for column in made for n in column.children)]
    )


def _width(said: Attributes) -> Attributes:
    """Return a column's width alone, where it is a share."""
    width = said.get("width").strip()
    return Attributes("", (), {"width": width}, said.raw) if width.endswith("%") or width.startswith("0.") else NONE


def _layout(said: Attributes) -> tuple[float, ...]:
    count = said.get("layout-ncol") or said.get("ncol")
    if count.isdigit() and 1 < int(count) <= 6:
        return (1.0,) * int(count)
    row = said.get("layout").strip().strip("[]").split("]")[0].split(",")
    numbers = [one.strip() for one in row]
    return tuple(float(one) for one in numbers if one.replace(".", "").isdigit()) if len(numbers) > 1 else ()


def _apart(nodes: Sequence[Node]) -> list[Node]:
    """Return paragraphs of several pictures as one paragraph a picture."""
    found: list[Node] = []
    for node in nodes:
        pictures = [span for span in node.spans if span.kind == "image"]
        alone = len(pictures) > 1 and all(span.kind in ("image", "soft", "break") for span in node.spans)
        found += [node._replace(spans=(one,)) for one in pictures] if alone else [node]
    return found


def _boxed(node: Node) -> Node:
    return Node("container", node.line, text="div", children=(node,))
