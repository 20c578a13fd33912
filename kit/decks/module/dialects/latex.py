"""LaTeX between the lines of Markdown: formulas, lists, tables, boxes, columns, code, notes and pictures are taken, the rest is noted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kit.decks.module.dialects import latexwords
from kit.decks.module.remarks import Notes

FORMULAS = re.compile(r"(?:equation|align|gather|multline|eqnarray|displaymath|alignat|flalign)\*?\Z")
DRAWN = ("tikzpicture", "forest", "axis", "pspicture", "comment", "picture")
VERBATIM = ("verbatim", "lstlisting", "minted", "Verbatim", "algorithm", "algorithmic", "semiverbatim", "alltt")
LISTS = ("itemize", "enumerate", "description")
BOXES = {"block": "note", "alertblock": "warning", "exampleblock": "tip", "tcolorbox": "note"}
BEGINS = re.compile(r"\s*\\begin\{([A-Za-z]+\*?)\}(.*)\Z")
ENDS = re.compile(r"\s*\\end\{([A-Za-z]+\*?)\}(.*)\Z")
ITEM = re.compile(r"\s*\\item(?:<[^>]*>)?(?:\[([^\]]*)\])?\s*(.*)\Z")
NOTE = re.compile(r"\s*\\note(?:<[^>]*>)?(?:\[[^\]]*\])?\{")
TITLE = re.compile(r"(?:<[^>]*>|\[[^\]]*\])*\{((?:[^{}]|\{[^{}]*\})*)\}|\[(?:[^\]]*title=)?([^\],=]*)\]")
# how beamer's columns are written, as its own environment and as the short names that people give it
COLUMNS = re.compile(r"\s*\\(?:begin\{columns\}|(?:(?:begin|b|B)(?:cols|columns)|columnsbegin)(?![A-Za-z])).*\Z")
COLUMN = re.compile(r"\s*\\(?:begin\{column\}|column|(?:begin|b)col(?:umn)?)(?:\[[^\]]*\])?\{([\d.]*)[^}]*\}\s*\Z")
COLUMN_END = re.compile(r"\s*\\(?:end\{column\}|(?:end|stop|e)col(?:umn)?)\s*\Z")
COLUMNS_END = re.compile(r"\s*\\(?:end\{columns\}|(?:(?:end|stop|e|E)(?:cols|columns)|columnsend)(?![A-Za-z])).*\Z")
SLIDE = re.compile(r"#{1,2}\s|---+\s*\Z")
# what in a table is no cell: where it begins and ends, its rulers, how many columns a cell spans
LOOKS = (
    re.compile(r"\\begin\{\w+\*?\}(?:\[[^\]]*\])?(?:\{(?:[^{}]|\{[^{}]*\})*\})*"),
    re.compile(
        r"\\end\{\w+\*?\}|\\(?:hline|toprule|midrule|bottomrule|endhead|centering)\b|\\(?:cmid|cline|cmidrule)(?:\([^)]*\))?\{[^}]*\}"
    ),
    re.compile(r"\\multi(?:column|row)\{[^{}]*\}\{[^{}]*\}"),
)
BRACED = re.compile(r"\A\{(.*)\}\Z")
FOOT = re.compile(r"\A\^\[([^\]]*)\]\s*\Z")  # a footnote to nothing
# where a paragraph ends: at a blank line, and where LaTeX or Markdown begins something of its own
ALONE = re.compile(r"\s*(?:\Z|\\(?:begin|end|item|note|column|stop|e?cols?)|[-*+#>|]|\d+[.)]\s|:::)")
MARK = "lectern-note "


@dataclass
class _State:
    """What is open while lines are read: lists by name, and beamer's columns as "columns" and "column"."""

    first: int
    notes: Notes
    lists: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


def rewritten(lines: Sequence[str], quiet: Sequence[bool], first: int, notes: Notes) -> list[str]:
    """Return lines without LaTeX but for formulas; the number of lines stays."""
    found, state, at = list(lines), _State(first, notes), 0
    formulas = _formulas(found, quiet)
    while at < len(found):
        if quiet[at] or formulas[at] or not found[at].strip():
            at += 1
            continue
        end = at + 1
        while end < len(found) and not (quiet[end] or formulas[end]) and _goes_on(found[at], found[end]):
            end += 1
        dressed = any("\\" in line for line in found[at:end])
        at = _line(found, at, end, state) + 1 if dressed or state.lists else end
    return found


def _goes_on(first: str, line: str) -> bool:
    """Return whether a line belongs to the paragraph, item or quote that `first` begins."""
    return line.startswith(">") if first.startswith(">") else not ALONE.match(line)


def _formulas(lines: Sequence[str], quiet: Sequence[bool]) -> list[bool]:
    """Return for each line whether it stands in a formula of several lines."""
    found, inside = [], False
    for line, code in zip(lines, quiet, strict=True):
        odd = not code and line.count("$$") % 2 == 1
        found.append(inside or odd)
        inside ^= odd
    return found


def _line(lines: list[str], at: int, end: int, state: _State) -> int:
    """Rewrite what begins on a line, its paragraph before line `end` at the most, and return the last line of it."""
    text, line = lines[at], state.first + at
    if _columned(lines, at, state):
        return at
    if begun := BEGINS.match(text):
        return _environment(lines, at, begun, state)
    if ended := ENDS.match(text):
        _ended(lines, at, ended, state)
        return at
    if NOTE.match(text):
        return _noted(lines, at, state)
    if item := ITEM.match(text):
        mark = _indent(state.lists[:-1]) + ("1. " if state.lists[-1:] == ["enumerate"] else "- ")
        lines[at] = mark + (f"**{item[1]}** " if item[1] else "") + latexwords.worded(item[2], line, state.notes, True)
        return at
    said = latexwords.worded("\n".join(lines[at:end]), line, state.notes, True)
    said = FOOT.sub(r"\1", said)
    made = [_indent(state.lists) + one.strip() if state.lists and one.strip() else one if one.strip() else "" for one in said.split("\n")]
    lines[at:end] = [*made, *[""] * (end - at - len(made))]
    return end - 1


def _indent(lists: Sequence[str]) -> str:
    return "".join("   " if name == "enumerate" else "  " for name in lists)


def _columned(lines: list[str], at: int, state: _State) -> bool:
    """Write beamer's columns as pandoc's; a line that must end one column and begin another uses the blank line above it."""
    begun, column, text = COLUMNS.match(lines[at]), COLUMN.match(lines[at]), ""
    if begun and _closed(lines, at):
        state.boxes.append("columns")
        text = "::: {.columns}"
    elif column and "columns" in state.boxes:
        _shut(lines, at - 1, state)
        state.boxes.append("column")
        text = f'::: {{.column width="{float(column[1]):.0%}"}}' if re.fullmatch(r"0?\.\d+", column[1]) else "::: {.column}"
    elif COLUMN_END.match(lines[at]) and state.boxes[-1:] == ["column"]:
        state.boxes.pop()
        text = ":::"
    elif COLUMNS_END.match(lines[at]) and "columns" in state.boxes:
        _shut(lines, at - 1, state)
        state.boxes.remove("columns")
        text = ":::"
    lines[at] = text or lines[at]
    return bool(text)


def _closed(lines: Sequence[str], at: int) -> bool:
    """Return whether columns end on the slide on which they begin."""
    after = (line for line in lines[at + 1 :] if SLIDE.match(line) or COLUMNS_END.match(line))
    return bool(COLUMNS_END.match(next(after, "")))


def _shut(lines: list[str], at: int, state: _State) -> None:
    if state.boxes[-1:] == ["column"]:
        state.boxes.pop()
        lines[at] = ":::" if not lines[at].strip() else lines[at]


def _environment(lines: list[str], at: int, begun: re.Match[str], state: _State) -> int:
    name, notes = begun[1], state.notes
    if name in LISTS:
        state.lists.append(name)
        lines[at] = ""
        return at
    ends = re.compile(rf"\\end\{{{re.escape(name)}\}}")
    end = next((n for n in range(at, len(lines)) if ends.search(lines[n])), -1)
    if end >= 0 and FORMULAS.match(name):
        lines[at] = "$$" + lines[at].strip()
        lines[end] = lines[end].rstrip() + "$$"
        return end
    if end >= 0 and name in VERBATIM:
        lines[at] = lines[end] = "```"
        return end
    if end >= 0 and re.match(r"tabular|longtable|array\Z", name):
        return _table(lines, at, end, state)
    if name not in BOXES:
        latexwords.lost(f"\\begin{{{name}}}", state.first + at, notes)
    if end >= 0 and name in DRAWN:
        lines[at : end + 1] = [""] * (end + 1 - at)
        return end
    title = TITLE.match(begun[2].strip())
    said = latexwords.worded((title[1] or title[2] or "").strip(), state.first + at, notes) if title and name != "minipage" else ""
    if name in BOXES and end >= 0:
        lines[at] = (
            f'::: {{.callout-{BOXES[name]} title="{said.replace(chr(34), chr(39))}"}}' if said else f"::: {{.callout-{BOXES[name]}}}"
        )
        return at
    lines[at] = (f"## {said}" if name == "frame" else f"**{said}**") if re.search(r"\w{3}", said) else ""
    return at


def _ended(lines: list[str], at: int, ended: re.Match[str], state: _State) -> None:
    name = ended[1]
    if name in LISTS and name in state.lists:
        state.lists.reverse()
        state.lists.remove(name)
        state.lists.reverse()
    lines[at] = ":::" if name in BOXES else ended[2].strip()


def _noted(lines: list[str], at: int, state: _State) -> int:
    """Write beamer's `\\note{…}`, over all its lines, as a comment that is a speaker note."""
    for end in range(at, min(at + 60, len(lines))):
        whole = "\n".join(lines[at : end + 1])
        if whole.count("{") <= whole.count("}"):
            said = whole[whole.index("{") + 1 : whole.rindex("}")]
            said = latexwords.worded(said.replace("--", "–"), state.first + at, state.notes)
            lines[at : end + 1] = f"<!--{MARK}{said.strip()}-->".split("\n") + [""] * (end + 1 - at - len(said.strip().split("\n")))
            return end
    return at


def _table(lines: list[str], at: int, end: int, state: _State) -> int:
    """Write a `tabular` as a pipe table on the same lines."""
    body = " ".join(line.strip() for line in lines[at : end + 1])
    body = re.sub(r"\\begin\{\w+\*?\}(?:\[[^\]]*\])?(?:\{(?:[^{}]|\{[^{}]*\})*\})*", "", body, count=1)
    body = re.sub(
        r"\\end\{\w+\*?\}|\\(?:hline|toprule|midrule|bottomrule|endhead|centering)\b|\\c(?:mid|)line(?:\([^)]*\))?\{[^}]*\}", "", body
    )
    body = re.sub(r"\\multi(?:column|row)\{[^{}]*\}\{[^{}]*\}", "", body)
    rows = [re.split(r"(?<!\\)&", row) for row in re.split(r"\\\\(?:\[[^\]]*\])?", body) if row.strip()]
    width = max((len(row) for row in rows), default=0)
    cells = [[latexwords.worded(BRACED.sub(r"\1", cell.strip()), state.first + at, state.notes, True) for cell in row] for row in rows]
    shown = ["| " + " | ".join(cell.replace("|", "\\|") for cell in [*row, *[""] * (width - len(row))]) + " |" for row in cells]
    made = [*shown[:1], "|" + "---|" * width, *shown[1:]] if width > 1 else ["; ".join(row) for row in cells]
    room = end + 1 - at
    if len(made) > room:
        latexwords.lost("tabular", state.first + at, state.notes)
        made = [" ".join(made)]
    lines[at : end + 1] = [*made, *[""] * (room - len(made))]
    return end
