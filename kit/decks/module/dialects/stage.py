"""presenterm's commands in comments: where slides end, columns, notes, lists that come item by item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kit.content import files, markdown
from kit.content.attributes import NONE, Attributes
from kit.content.marknodes import Node
from kit.decks.module.dialects import settings, talk
from kit.decks.module.dialects.talk import Page
from kit.decks.module.remarks import Notes
from kit.errors import KitError
from kit.i18n import N_

COMMAND = re.compile(r"([a-z_]+)\s*(?::\s*(.*))?\Z", re.DOTALL)
_WITHOUT = "pause new_line new_lines newline newlines font_size alignment no_footer list_item_newlines snippet_output no_background"
WITHOUT = frozenset(_WITHOUT.split())


@dataclass(frozen=True)
class Options:
    """How slides end: at `---` too, before each underlined title; whether lists come item by item; what commands begin with."""

    shorthand: bool = False
    implicit: bool = False
    incremental: bool = False
    prefix: str = ""


@dataclass
class _Grid:
    """Columns being filled: their widths, and the nodes of each by number."""

    line: int
    shares: tuple[float, ...]
    cells: dict[int, list[Node]] = field(default_factory=dict)
    at: int = -1


def ends(node: Node, options: Options) -> bool:
    """Return whether a slide ends before a node."""
    if node.kind == "heading":
        return options.implicit and node.underlined
    if node.kind == "rule":
        return options.shorthand
    return node.kind == "comment" and _command(node.text, options) == ("end_slide", "")


def directed(page: Page, options: Options) -> list[Node]:
    """Return the nodes of a page with its commands followed."""
    found: list[Node] = []
    grid: _Grid | None = None
    lists = options.incremental
    for node in page.nodes:
        if node.kind == "comment":
            name, said = _command(node.text, options)
            if name == "column_layout":
                found += _laid(grid)
                grid = _Grid(node.line, tuple(float(one) for one in re.findall(r"\d+(?:\.\d+)?", said)))
            elif name == "column" and grid is not None and said.strip().isdigit():
                grid.at = int(said)
            elif name == "reset_layout":
                found += _laid(grid)
                grid = None
            elif name == "incremental_lists":
                lists = said.strip() == "true"
            else:
                _told(name, said, node, page)
        elif node.kind != "rule":
            made = Node("container", node.line, text="incremental", children=(node,)) if node.kind == "list" and lists else node
            (found if grid is None or grid.at < 0 else grid.cells.setdefault(grid.at, [])).append(made)
    return talk.sifted([*found, *_laid(grid)], lambda text, line: _told(*_command(text, options), Node("comment", line, text=text), page))


def included(nodes: Sequence[Node], file: Path, options: Options, general: Notes, taken: list[str], deep: int = 0) -> list[Node]:
    """Return nodes with those of the files that `include` names, all on the line that names the file."""
    found: list[Node] = []
    for node in nodes:
        name, said = _command(node.text, options) if node.kind == "comment" else ("", "")
        if name != "include":
            found.append(node)
            continue
        try:
            text = files.read_text(file.parent / said.strip()) if deep < 5 else ""
        except KitError:
            sentence = N_("The file {path} could not be taken in: it is missing, broken, or takes in itself.")
            general.find(node.line, "module.import", sentence, path=said.strip(), severity="error")
            continue
        taken.append(text)
        inner = [talk.relined(one, node.line) for one in markdown.parse(text, 1)]
        found += included(inner, file.parent / said.strip(), options, general, taken, deep + 1)
    return found


def _command(comment: str, options: Options) -> tuple[str, str]:
    """Return (name, value) of a command, ("", comment) for any other comment."""
    text = comment.strip()
    if options.prefix and not text.startswith(options.prefix):
        return "", text
    found = COMMAND.match(text.removeprefix(options.prefix).strip())
    return (found[1], (found[2] or "").strip()) if found else ("", text)


def _laid(grid: _Grid | None) -> list[Node]:
    """Return the columns of a grid."""
    if grid is None or not grid.cells:
        return []
    if len(grid.cells) == 1:
        return next(iter(grid.cells.values()))
    total = sum(grid.shares) or 1.0
    made = []
    for at in sorted(grid.cells):
        share = grid.shares[at] / total if at < len(grid.shares) and len(grid.shares) > 1 else 0.0
        said = Attributes("", (), {"width": f"{share:.4f}"}, "{}") if 0 < share < 1 else NONE
        made.append(Node("container", grid.cells[at][0].line, text="column", children=tuple(grid.cells[at]), attributes=said))
    return [Node("container", grid.line, text="columns", children=tuple(made))]


def _told(name: str, said: str, node: Node, page: Page) -> None:
    match name:
        case "speaker_note":
            lines = re.sub(r"\A\|[-+]?[ \t]*\n", "", said).split("\n")
            page.notes.said.append("\n".join(line.strip() for line in lines).strip())
        case "jump_to_middle":
            page.notes.set({"layout": "center"}, node.line)
        case "skip_slide":
            page.notes.set({"hide": "true"}, node.line)
        case _ if name in WITHOUT:
            settings.without(page.notes, name, node.line)
        case "" | "comment":
            page.notes.find(node.line, "module.comment-lost", N_("This comment is no speaker note there and is left out."), severity="note")
        case _:
            settings.unknown(page.notes, name, node.line)
