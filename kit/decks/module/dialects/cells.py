"""Boxes side by side as columns: which boxes are cells, how many stand in a row, how wide they are."""

from __future__ import annotations

from collections.abc import Sequence

from kit.content.attributes import NONE, Attributes
from kit.content.marknodes import Node

MOST = 4  # more cells than this in one row are no columns unless the row says so


def columns(children: list[Node], widths: tuple[float, ...], line: int) -> list[Node]:
    """Return children side by side: each box, or what stands between two boxes, is one cell; more cells than columns go below."""
    cells = _cells(children)
    count = len(widths) or len(cells)
    if len(cells) < 2 or count < 2 or (not widths and len(cells) > MOST):
        return children
    count = min(count, len(cells))
    shares = widths[:count] if widths else tuple(_width(cell) for cell in cells[:count])
    total = sum(shares)
    full = total if widths or all(shares) else max(100.0 if total > 1 else 1.0, total)
    made = []
    for place in range(count):
        inside = stacked([node for cell in cells[place::count] for node in cell])
        share = (
            Attributes("", (), {"width": f"{shares[place] / full:.4f}"}, "{}") if shares[place] and full and shares[place] < full else NONE
        )
        made.append(Node("container", inside[0].line, text="column", children=tuple(inside), attributes=share))
    return [Node("container", line, text="columns", children=tuple(made))]


def stacked(nodes: Sequence[Node]) -> list[Node]:
    """Return what stands inside a column with the boxes that were only guessed to stand side by side below each other."""
    found: list[Node] = []
    for node in nodes:
        if node.kind == "container" and node.text == "columns" and node.info == "maybe":
            found += [one for column in node.children for one in stacked(column.children)]
        else:
            found.append(node._replace(children=tuple(stacked(node.children))) if node.children else node)
    return found


def _cells(children: Sequence[Node]) -> list[list[Node]]:
    cells: list[list[Node]] = []
    loose = False
    for child in children:
        boxed = child.info == "box" or (child.kind == "container" and child.text in ("div", "columns", "incremental"))
        if child.kind == "container" and boxed and not child.children:
            continue
        if boxed or not loose:
            cells.append([])
        cells[-1].append(child)
        loose = not boxed
    return cells


def _width(cell: list[Node]) -> float:
    said = cell[0].attributes.get("width") if len(cell) == 1 else ""
    return float(said) if said else 0.0
