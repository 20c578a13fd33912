"""Fenced code with attributes or options: language, stressed lines, cells that another tool would run, raw parts."""

from __future__ import annotations

import re

from kit.content import attributes
from kit.content.marknodes import Node
from kit.decks.module.dialects import settings
from kit.decks.module.remarks import Notes
from kit.i18n import N_

RAW = re.compile(r"\{=(\w+)\}")
CELL = re.compile(r"\{\s*([A-Za-z][\w+-]*)\s*(.*)\}\s*\Z")
OPTION = re.compile(r"\s*(?:#|//|--|%%|;;)\|\s*([\w-]+)\s*:\s*(.*?)\s*\Z")
DRAWN = ("mermaid", "dot", "d2", "plantuml")


def read(node: Node, notes: Notes, quiet: bool = False) -> list[Node]:
    """Return a node with its code as ours, without what only another format shows; `quiet` hides cells that say nothing of it."""
    if node.kind != "code":
        return [node._replace(children=tuple(made for child in node.children for made in read(child, notes, quiet)))]
    raw, cell = RAW.match(node.info), CELL.match(node.info)
    if raw:
        if raw[1] in ("html", "html5"):
            return [Node("html", node.line + 1, text=node.text)]
        notes.find(node.line, "module.raw", N_("This part is written for {name} and is left out."), name=raw[1])
        return []
    if cell and not cell[2].startswith("."):
        return _cell(node, cell, notes, quiet)
    return [_attributed(node, notes)]


def _attributed(node: Node, notes: Notes) -> Node:
    """Return code whose braces hold attributes, `{.python code-line-numbers="6-8"}`."""
    before, said = attributes.trailing(node.info)
    if not said or re.fullmatch(r"\{[\d,|\s-]+\}", said.raw):
        return node
    lang = before.strip() or (said.words[0] if said.words else "")
    for word in said.words if before.strip() else said.words[1:]:
        settings.without(notes, f"{{.{word}}}", node.line)
    for key in said.values:
        if key not in ("code-line-numbers", "data-line-numbers"):
            settings.without(notes, f"{{{key}}}", node.line)
    return node._replace(info=f"{lang} {stress(said.get('code-line-numbers') or said.get('data-line-numbers'))}".strip())


def stress(said: str) -> str:
    """Return the first of the steps `|1,3|5-6` that names lines, in braces."""
    step = next((one.strip() for one in said.split("|") if re.fullmatch(r"[\d,\s-]+", one.strip())), "")
    return "{" + step + "}" if step else ""


def _cell(node: Node, cell: re.Match[str], notes: Notes, quiet: bool) -> list[Node]:
    """Return the code of a cell that another tool would run; what it would print or draw is not known."""
    lines, options = node.text.split("\n"), dict(re.findall(r"([\w.-]+)\s*=\s*([\w\"']+)", cell[2]))
    while lines and (found := OPTION.match(lines[0])):
        options[found[1]] = found[2].strip("\"'")
        lines.pop(0)
    hidden = (quiet and "echo" not in options) or any(options.get(key, "").lower() in ("false", "f") for key in ("echo", "include"))
    if cell[1] not in DRAWN:
        text = N_("This cell is not run: save what it shows as a picture, and name that instead.")
        notes.find(node.line, "module.cell", text, severity="warning" if hidden else "note")
    if hidden and cell[1] not in DRAWN:
        return []
    return [node._replace(text="\n".join(lines).strip("\n"), info=f"{cell[1]} {stress(options.get('code-line-numbers', ''))}".strip())]
