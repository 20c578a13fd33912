"""Cut a talk for reveal.js or remark into slides: their text, the settings on top, the notes at the end; remark's `.name[…]` as boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kit.decks.module.dialects import source

REMARK = re.compile(
    r"^\?\?\?\s*$|^\.[a-z][\w-]*(?:\.[\w-]+)*\[|^(?:class|name|layout|template|background-image):[^\n]*\n(?:[\w-]+:[^\n]*\n)*\n",
    re.MULTILINE,
)
RULE = re.compile(r"-{3,}\s*\Z")
PAUSE = re.compile(r"--\s*\Z")
NOTE = re.compile(r"\s*notes?:\s*(.*)\Z", re.IGNORECASE)
ASIDE = re.compile(r"\?\?\?\s*\Z")
SETTING = re.compile(r"([a-z][\w-]*)\s*:\s*(.*?)\s*\Z")
KNOWN = re.compile(r"(?:name|class|layout|template|count|exclude|continued|background-[\w-]+)\Z")
OPENS = re.compile(r"\s*((?:\.[a-z][\w-]*)+)\[\s*\Z", re.IGNORECASE)
CLOSES = re.compile(r"\s*\]\s*\Z")
INLINE = re.compile(r"(?<![\w`])((?:\.[a-z][\w-]*)+)\[((?:[^\[\]`]|\[[^\[\]]*\]|`[^`]*`)*)\]", re.IGNORECASE)
LEFT, RIGHT = re.compile(r"(?:pull-)?left(?:-[\w-]+)?\Z"), re.compile(r"(?:pull-)?right(?:-[\w-]+)?\Z")


@dataclass
class Part:
    """One slide: its text from line `first` on, its settings with their lines, its notes, whether its lists come in steps."""

    text: str
    first: int
    line: int
    settings: dict[str, tuple[str, int]] = field(default_factory=dict)
    notes: str = ""
    stepped: bool = False


def remarked(text: str) -> bool:
    """Return whether a talk is written for remark: with its notes, its settings on top of slides or its `.name[…]`."""
    return bool(REMARK.search(text))


def split(text: str, first: int, remark: bool, marks: Sequence[str] = ()) -> list[Part]:
    """Return the slides of a talk; a `--` begins one for reveal.js, and is a step within one for remark.

    `marks` are lines that begin slides in place of `---`, as the talk's own settings name them.
    """
    lines = text.split("\n")
    quiet = source.silent(lines)
    if marks:
        ends = [at for at, line in enumerate(lines) if line.strip() in marks]
    else:
        ends = [at for at, line in enumerate(lines) if not quiet[at] and (RULE.match(line) or (not remark and PAUSE.match(line)))]
    parts: list[Part] = []
    start = 0
    for end in [*ends, len(lines)]:
        parts.append(_part(lines[start:end], quiet[start:end], first + start, first + max(start - 1, 0), remark))
        start = end + 1
    return parts


def _part(lines: list[str], quiet: Sequence[bool], first: int, line: int, remark: bool) -> Part:
    said = ASIDE if remark else NOTE
    cut = next((at for at, one in enumerate(lines) if not quiet[at] and said.match(one)), len(lines))
    notes = lines[cut + 1 :]
    if cut < len(lines) and not remark:
        found = NOTE.match(lines[cut])
        notes.insert(0, found[1] if found else "")
    part = Part("", first, line, notes="\n".join(notes).strip())
    body = lines[:cut]
    if remark:
        _settled(body, first, part)
        for at, one in enumerate(body):
            if not quiet[at] and PAUSE.match(one):
                body[at], part.stepped = "", True
    part.text = "\n".join(body)
    return part


def _settled(lines: list[str], first: int, part: Part) -> None:
    """Take the settings off the top of a slide of remark."""
    start = at = next((n for n, one in enumerate(lines) if one.strip()), len(lines))
    said: dict[str, tuple[str, int]] = {}
    while at < len(lines) and (found := SETTING.match(lines[at])):
        said[found[1]] = (found[2], first + at)
        at += 1
    if any(KNOWN.match(key) for key in said):
        part.settings = said
        lines[start:at] = [""] * (at - start)


def boxed(text: str) -> str:
    """Return text with remark's `.name[` … `]` as HTML boxes, and `.name[words]` in a line as the words."""
    lines = text.split("\n")
    quiet = source.silent(lines)
    opened = 0
    for at, line in enumerate(lines):
        if quiet[at]:
            continue
        begun = OPENS.match(line)
        if begun:
            lines[at] = f'<div class="{_names(begun[1])}">'
            opened += 1
        elif opened and CLOSES.match(line):
            lines[at] = "</div>"
            opened -= 1
        else:
            while (found := INLINE.search(lines[at])) is not None:
                lines[at] = lines[at][: found.start()] + found[2] + lines[at][found.end() :]
    return "\n".join(lines)


def _names(dotted: str) -> str:
    """Return class names; what remark's users call their columns becomes `left-column` and `right-column`."""
    names = dotted.strip(".").split(".")
    return " ".join("left-column" if LEFT.match(one) else "right-column" if RIGHT.match(one) else one for one in names)
