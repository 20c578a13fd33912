"""Slidev's code: highlighted lines in steps, flags, files taken in with `<<<`, magic-move; formulas in steps."""

from __future__ import annotations

import re
from pathlib import Path

from kit.content import markdown
from kit.content.marknodes import Node
from kit.decks.module.dialects import source
from kit.decks.module.remarks import Notes
from kit.i18n import N_

SLOT = re.compile(r"[ ]{0,3}::\s*([A-Za-z][\w-]*)\s*::\s*\Z")
BOX = re.compile(r"[ ]{0,3}::([A-Za-z][\w-]*)(?:[{\[].*)?\s*\Z")
MARKED, BOXED = "lectern-slot ", "lectern-box "
ICON = re.compile(r"`[^`]*`|<(?!https?:|mailto:|ftp:)([a-z]\w*):([\w-]+)((?:\s[^<>]*?)?)\s*/?>")
EVENT = re.compile(r"`[^`]*`|(?<=\s)@([A-Za-z][\w.:-]*)(?==)|(?<=<template )#([\w-]+)")  # attributes that are no HTML
STEPS = re.compile(r"\{([\d,|\s*-]+|(?:all|none|hide|\*)(?:\|[\w,*\s|-]*)?|[\d,|\s-]+\|(?:all|none|\*).*?)\}")
TAKEN = re.compile(r"<<<\s*(\S+?)(#[\w-]+)?(?:\s+([A-Za-z][\w+-]*))?\s*(\{.*\})?(?:\s.*)?\Z")
FORMULA = re.compile(r"\A\{[^{}\n]*\}(?:\{[^{}\n]*\})?[ \t]*\n")
FLAGS = ("monaco", "monaco-run", "monaco-diff", "twoslash", "magic-move")


def prepared(text: str) -> str:
    """Return text with the marks of slots as comments, which begin a block wherever they stand, and icons (`<mdi:x />`) as tags."""
    lines = text.split("\n")
    quiet = source.silent(lines)
    source.close_formulas(lines, quiet)
    boxes = 0
    for at, line in enumerate(lines):
        slot, box = (None, None) if quiet[at] else (SLOT.match(line), BOX.match(line))
        if slot or box:
            lines[at] = f"<!--{MARKED}{slot[1]}-->" if slot else f"<!--{BOXED}{box[1] if box else ''}-->"
            boxes += box is not None
        elif boxes and line.strip() == "::" and not quiet[at]:
            lines[at] = ""
        elif not quiet[at] and ("<" in line or "@" in line):
            lines[at] = EVENT.sub(_attribute, ICON.sub(lambda m: f"<{m[1]}-{m[2]}{m[3]}/>" if m[1] else m[0], line))
    return "\n".join(lines)


def _attribute(found: re.Match[str]) -> str:
    return f"v-on:{found[1]}" if found[1] else f"v-slot:{found[2]}" if found[2] else found[0]


def read(node: Node, base: Path, notes: Notes, taken: list[str]) -> list[Node]:
    """Return a node with code and formulas as ours."""
    if node.kind == "math":
        return [node._replace(text=_whole(node.text))]
    if any(span.kind == "formula" for span in node.spans):
        return [node._replace(spans=tuple(s._replace(text=_whole(s.text)) if s.kind == "formula" else s for s in node.spans))]
    if node.kind == "code":
        return _code(node, notes)
    if node.kind == "paragraph" and node.spans and node.spans[0].text.startswith("<<<") and len(node.spans) == 1:
        return _snippet(node, base, notes, taken)
    return [node._replace(children=tuple(made for child in node.children for made in read(child, base, notes, taken)))]


def _whole(latex: str) -> str:
    """Return a formula without the steps in which it is stressed."""
    return FORMULA.sub("", latex.strip() + "\n").strip()


def _code(node: Node, notes: Notes) -> list[Node]:
    lang = re.split(r"[{\s\[]", node.info, maxsplit=1)[0]
    for flag in FLAGS:
        if re.search(rf"(?<![\w-]){flag}(?![\w-])", node.info):
            notes.find(
                node.line,
                "module.code-flag",
                N_("`{flag}` has no effect on slides: the code is shown as written."),
                flag=flag,
                severity="note",
            )
    if "magic-move" in node.info:
        inner = [one for one in markdown.parse(node.text, node.line + 1) if one.kind == "code"]
        return [made for one in inner for made in _code(one, notes)] or [node]
    return [node._replace(info=f"{lang} {stress(node.info)}".strip())]


def stress(info: str) -> str:
    """Return the first of the steps in braces that names lines, as `{1,3-5}`."""
    found = STEPS.search(info)
    step = next((one.strip() for one in found[1].split("|") if re.fullmatch(r"[\d,\s-]+", one.strip())), "") if found else ""
    return "{" + step + "}" if step else ""


def _snippet(node: Node, base: Path, notes: Notes, taken: list[str]) -> list[Node]:
    """Return the code of a file named with `<<<`, or of the region of it that `#name` marks."""
    found = TAKEN.match(node.spans[0].text)
    path = base / found[1].lstrip("@/") if found else base
    try:
        text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        named = found[1] if found else ""
        notes.find(node.line, "module.snippet", N_("The code {path} was not found."), path=named, severity="error")
        return [Node("paragraph", node.line, spans=(node.spans[0]._replace(text=named, code=True),))]
    assert found is not None
    taken.append(text)
    if found[2]:
        text = _region(text, found[2][1:])
    return [Node("code", node.line, text=text.strip("\n"), info=f"{found[3] or path.suffix.lstrip('.')} {stress(found[4] or '')}".strip())]


def _region(text: str, name: str) -> str:
    inner = re.search(rf"#?region\s+{re.escape(name)}\b[^\n]*\n(.*?)\n[^\n]*#?endregion", text, re.DOTALL)
    return inner[1] if inner else text
