"""LaTeX between the lines of Markdown: formulas, lists and pictures are taken, commands that slides cannot follow are noted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.decks.module.remarks import Notes
from kit.i18n import N_

FORMULAS = re.compile(r"(?:equation|align|gather|multline|eqnarray|displaymath|alignat|flalign)\*?\Z")
DROPPED = ("tikzpicture", "tabular", "table", "algorithm", "algorithmic", "tcolorbox", "forest", "axis", "pspicture", "comment")
BEGINS = re.compile(r"\s*\\begin\{([A-Za-z]+\*?)\}(.*)\Z")
PICTURE = re.compile(r"\s*\\includegraphics(?:<[^>]*>)?(?:\[[^\]]*\])?\{([^}]+)\}")
ITEM = re.compile(r"(\s*)\\item(?:<[^>]*>)?(?:\[[^\]]*\])?\s+")
ALONE = re.compile(r"\s*\\[A-Za-z@]+\*?(?:<[^>]*>)?(?:\[[^\]]*\]|\{(?:[^{}]|\{[^{}]*\})*\})*[\s%]*\Z")
WORDS = re.compile(
    r"\\(?:textbf|textit|emph|alert|texttt|textsc|underline|structure|textsf|mbox|text|section|subsection|frametitle)\*?\{([^{}]*)\}"
)
COLOURED = re.compile(r"\\(?:textcolor|colorbox|href)\{[^{}]*\}\{([^{}]*)\}")
COMMAND = re.compile(r"\\[A-Za-z]{2,}\*?(?:<[^>]*>)?(?:\[[^\]\[]*\]|\{[^{}]*\})*")


def rewritten(lines: Sequence[str], quiet: Sequence[bool], first: int, notes: Notes) -> list[str]:
    """Return lines without LaTeX but for formulas; the number of lines stays."""
    found = list(lines)
    at = 0
    while at < len(found):
        if not quiet[at] and found[at].lstrip().startswith("\\"):
            at = _line(found, at, first, notes)
        at += 1
    return found


def _line(lines: list[str], at: int, first: int, notes: Notes) -> int:
    """Rewrite what begins on a line, and return the last line of it."""
    begun = BEGINS.match(lines[at])
    if begun:
        return _environment(lines, at, begun, first, notes)
    picture, item = PICTURE.match(lines[at]), ITEM.match(lines[at])
    if picture:
        lines[at] = f"![]({picture[1]})"
    elif item:
        lines[at] = f"{item[1]}- {lines[at][item.end() :]}"
    elif ALONE.match(lines[at]) and not WORDS.match(lines[at].strip()):
        _lost(lines[at].strip(), first + at, notes)
        lines[at] = ""
    return at


def _environment(lines: list[str], at: int, begun: re.Match[str], first: int, notes: Notes) -> int:
    name = begun[1]
    ends = re.compile(rf"\\end\{{{re.escape(name)}\}}")
    end = next((n for n in range(at, len(lines)) if ends.search(lines[n])), -1)
    if end < 0:
        _lost(lines[at].strip(), first + at, notes)
        lines[at] = ""
        return at
    if FORMULAS.match(name):
        lines[at] = "$$" + lines[at].strip()
        lines[end] = lines[end].rstrip() + "$$"
        return end
    _lost(f"\\begin{{{name}}}", first + at, notes)
    if name in DROPPED:
        lines[at : end + 1] = [""] * (end + 1 - at)
        return end
    lines[at] = ""
    lines[end] = ends.sub("", lines[end])
    return at


def _lost(said: str, line: int, notes: Notes) -> None:
    notes.find(line, "module.latex", N_("LaTeX ({command}) has no effect on slides and is left out."), command=said[:60])


def worded(text: str, line: int, notes: Notes) -> str:
    """Return text with the words that LaTeX commands dress, without the commands."""
    if "\\" not in text:
        return text
    for _round in range(3):
        text = COLOURED.sub(r"\1", WORDS.sub(r"\1", text))
    for found in COMMAND.findall(text):
        _lost(found, line, notes)
    return COMMAND.sub("", text).replace("\\ ", "\u00a0")
