"""The lines of a talk, and which of them are code or comments, where nothing else has a meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FENCE = re.compile(r"[ \t]*(?:[-*+>][ \t]+|\d+[.)][ \t]+)*(`{3,}|~{3,})(.*)")


@dataclass(frozen=True)
class Source:
    """Lines with the number of the first one."""

    lines: Sequence[str]
    first: int

    def find(self, word: str, line: int, within: int = 40) -> int:
        """Return the line, from `line` on, that begins with `word`; `line` itself where none does."""
        at = max(line - self.first, 0)
        for place, text in enumerate(self.lines[at : at + within], at):
            if re.sub(r"^\s*(?:<!--)?\s*", "", text).startswith(word):
                return place + self.first
        return line

    def after(self, key: str, line: int) -> str:
        """Return what stands behind `key:` on a line, as written."""
        text = self.lines[line - self.first] if 0 <= line - self.first < len(self.lines) else ""
        return text.partition(":")[2].strip() if text.startswith(key) else ""


def coded(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it belongs to a fenced block of code."""
    found: list[bool] = []
    fence = ""
    for line in lines:
        mark = FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            found.append(True)
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif mark and "`" not in mark[2]:
            fence = mark[1]
            found.append(True)
        else:
            found.append(False)
    return found


def silent(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it belongs to code or begins inside a comment."""
    found = coded(lines)
    inside = False
    for at, line in enumerate(lines):
        begins = inside
        if not found[at] or inside:
            found[at] = found[at] or begins
            inside = _open(line, inside)
    return found


def _open(line: str, inside: bool) -> bool:
    """Return whether a comment is open at the end of `line`."""
    return "<!--" in line.rpartition("-->")[2] if "-->" in line else inside or "<!--" in line


def close_formulas(lines: list[str], quiet: Sequence[bool]) -> None:
    """Fill the blank lines inside `$$ … $$`, which would end the formula."""
    at = 0
    while at < len(lines):
        begins = not quiet[at] and lines[at].lstrip().startswith("$$") and lines[at].count("$$") == 1
        end = next((n for n in range(at + 1, min(at + 60, len(lines))) if "$$" in lines[n]), 0) if begins else 0
        for place in range(at + 1, end):
            lines[place] = lines[place] if lines[place].strip() else "{}"
        at = max(end, at) + 1
