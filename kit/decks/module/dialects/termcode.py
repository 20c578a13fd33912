"""presenterm's code: flags (`+exec`), stressed lines, code of a file, formulas that it renders."""

from __future__ import annotations

import re
from pathlib import Path

from kit.content import files
from kit.content.marknodes import Node
from kit.decks.module.dialects import fences, settings
from kit.decks.module.remarks import Notes
from kit.errors import KitError
from kit.i18n import N_

FLAG = re.compile(r"\+[\w:.-]+")
STEPS = re.compile(r"\{([^}]*)\}")
FORMULA = re.compile(
    r"\A\s*(?:\\\[|\$\$?|\\begin\{(?:equation|displaymath)\*?\})(.*?)(?:\\\]|\$\$?|\\end\{(?:equation|displaymath)\*?\})\s*\Z", re.DOTALL
)


def read(node: Node, file: Path, notes: Notes, taken: list[str]) -> list[Node]:
    """Return a node with its code as ours."""
    if node.kind != "code":
        return [node._replace(children=tuple(made for child in node.children for made in read(child, file, notes, taken)))]
    lang = re.split(r"[\s{+]", node.info, maxsplit=1)[0]
    flags = FLAG.findall(node.info)
    for flag in flags:
        settings.without(notes, flag, node.line)
    steps = STEPS.search(node.info)
    stress = fences.stress(steps[1]) if steps else ""
    if lang == "file":
        return _file(node, file, stress, notes, taken)
    formula = FORMULA.match(node.text) if lang == "latex" and "+render" in flags else None
    if formula:
        return [Node("math", node.line, text=formula[1].strip())]
    return [node._replace(info=f"{lang} {stress}".strip())]


def _file(node: Node, file: Path, stress: str, notes: Notes, taken: list[str]) -> list[Node]:
    said = dict(re.findall(r"^\s*(\w+)\s*:\s*(.*?)\s*$", node.text, re.MULTILINE))
    path = file.parent / said.get("path", "")
    try:
        text = files.read_text(path)
    except KitError:
        notes.find(node.line, "module.snippet", N_("The code {path} was not found."), path=said.get("path", ""), severity="error")
        return [node]
    taken.append(text)
    lines = text.rstrip("\n").split("\n")
    start, end = (int(said[key]) if said.get(key, "").isdigit() else 0 for key in ("start_line", "end_line"))
    lines = lines[max(start - 1, 0) : end or None]
    return [node._replace(text="\n".join(lines), info=f"{said.get('language', '') or path.suffix.lstrip('.')} {stress}".strip())]
