"""Tables, source code, charts and quotes of a slide."""

from __future__ import annotations

import csv
import re
from io import StringIO

from kit.content import attributes
from kit.content.marknodes import Node, Span
from kit.decks.module import spans
from kit.decks.module.blocks import Block, Chart, Code, Formula, Quote, Run, Runs, Table
from kit.decks.module.remarks import Notes
from kit.i18n import N_

STRESS = re.compile(r"\{([\d,\s|-]+|all)\}")
DRAWN = {"mermaid": "Mermaid", "plantuml": "PlantUML", "puml": "PlantUML", "dot": "Graphviz", "graphviz": "Graphviz", "d2": "D2"}
AMOUNT = re.compile(r"[+\-−]?[¥$€£]?\s*(?:\d[\d,]*)?(?:\.\d+)?\s*[^\d\s,.]{0,6}")
KINDS = ("bar", "column", "line", "pie", "doughnut", "area", "scatter", "stacked", "stacked-bar")


def table(node: Node, notes: Notes) -> list[Block]:
    """Return a table."""
    header, *rows = (tuple(spans.runs(cell) for cell in row) for row in node.rows)
    for row in node.rows:
        if any(span.kind == "image" for cell in row for span in cell):
            notes.find(node.line, "module.table-picture", N_("A picture inside a table cannot be shown: put it beside the table."))
    return [Table(header, tuple(rows), node.align, line=node.line)]


def code(node: Node, notes: Notes) -> list[Block]:
    """Return source code with its stressed lines, the chart that ```chart means, or the formula in ```math."""
    info, braces = attributes.trailing(node.info)
    words = info.split()
    if words[:1] == ["chart"]:
        return _chart(node, words[1:], braces.values, notes)
    lang = re.split(r"[{\s]", node.info, maxsplit=1)[0]
    if not lang and braces.words:
        lang = braces.words[0]
    if lang == "math":
        return [Formula(node.text.strip(), node.line)]
    if lang in DRAWN:
        text = N_("{name} diagrams are not drawn here: the code is shown. Save the diagram as a picture (SVG or PNG) and use that.")
        notes.find(node.line, "module.diagram", text, name=DRAWN[lang])
    stress = STRESS.search(node.info)
    return [Code(node.text, lang, _lines(stress[1]) if stress else (), node.line)]


def _lines(text: str) -> tuple[int, ...]:
    """Return the lines that `1,3-5` names; of steps (`1|3-5`) the first."""
    found: set[int] = set()
    for part in text.split("|")[0].split(","):
        first, _dash, last = part.strip().partition("-")
        if first.strip().isdigit():
            found.update(range(int(first), min(int(last) if last.strip().isdigit() else int(first), 10_000) + 1))
    return tuple(sorted(found))


def _chart(node: Node, words: list[str], options: dict[str, str], notes: Notes) -> list[Block]:
    kind = words[0] if words else "bar"
    rows = tuple(tuple(cell.strip() for cell in row) for row in csv.reader(StringIO(node.text)) if any(cell.strip() for cell in row))
    if kind not in KINDS:
        notes.find(
            node.line, "module.chart-kind", N_("The chart `{kind}` is not known: use one of {known}."), kind=kind, known=", ".join(KINDS)
        )
        kind = "bar"
    bad = _uneven(rows)
    if bad:
        notes.find(
            node.line + bad,
            "module.chart-rows",
            N_("A chart needs a first row of series names and rows of `name, number …`; this row does not fit."),
        )
        return [Code(node.text, "csv", (), node.line)]
    return [Chart(kind, rows, dict(options), node.line)]


def _uneven(rows: tuple[tuple[str, ...], ...]) -> int:
    """Return the first row (from 1) that a chart cannot be drawn from, 0 when all are sound."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return 1
    for place, row in enumerate(rows[1:], 2):
        if len(row) != len(rows[0]) or not all(_number(cell) for cell in row[1:]):
            return place
    return 0


def _number(cell: str) -> bool:
    return cell == "" or (AMOUNT.fullmatch(cell) is not None and any(sign.isdigit() for sign in cell))


def quote(node: Node, notes: Notes) -> list[Block]:
    """Return somebody's words; a last line that begins with a dash names who said them."""
    lines = [line for child in node.children for line in (_broken(child, notes) or [])]
    by = ""
    if len(lines) > 1 and (said := re.match(r"\s*(?:—+|–|--+|-\s)\s*(.+)", "".join(run.text for run in lines[-1]))):
        by = said[1].strip()
        lines.pop()
    made: list[Run] = []
    for line in lines:
        made += ([Run("\n")] if made else []) + list(line)
    return [Quote(tuple(made), by, node.line)]


def _broken(node: Node, notes: Notes) -> list[Runs]:
    """Return the lines of a node inside a quote; a line that begins with a dash stands alone."""
    if node.kind in ("list", "item", "quote"):
        return [line for child in node.children for line in _broken(child, notes)]
    if not node.spans:
        notes.find(node.line, "module.quote", N_("Only text can stand inside a quote: move this out of it."))
        return []
    lines: list[list[Span]] = [[]]
    for place, span in enumerate(node.spans):
        after = node.spans[place + 1].text.lstrip() if place + 1 < len(node.spans) else ""
        if span.kind == "break" or (span.kind == "soft" and after.startswith(("—", "–", "--", "- "))):
            lines.append([])
        else:
            lines[-1].append(span)
    return [made for line in lines if (made := spans.runs(line))]
