"""pandoc's own lists and line blocks on the same lines as CommonMark: examples, letters, definitions, verse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.decks.module.dialects import tables

EXAMPLE = re.compile(r"([ ]*)\(@([\w-]*)\)\s+")
FANCY = re.compile(r"([ ]*)(?:\((\d+|[A-Za-z]|[ivxlc]+|[IVXLC]+)\)|([a-z]|[ivxlc]+|#)([.)])|([A-Z]|[IVXLC]+)(?:\)|\.[ ]))[ \t]+(?=\S)")
ITEM = re.compile(r"[ ]*(?:[-*+]|\d+[.)])\s")
DEFINED = re.compile(r"[ ]{0,2}[:~][ \t]+(\S.*)")
VERSE = re.compile(r"\|(?: |\Z)")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def rewritten(lines: Sequence[str], quiet: Sequence[bool]) -> list[str]:
    """Return lines with pandoc's lists as ordinary ones; the number of lines stays."""
    found = list(lines)
    _examples(found, quiet)
    _fancy(found, quiet)
    _definitions(found, quiet)
    _verses(found, quiet)
    return found


def _examples(lines: list[str], quiet: Sequence[bool]) -> None:
    """Number examples through the whole file, and put the numbers where they are named."""
    numbers: dict[str, int] = {}
    count = 0
    for at, line in enumerate(lines):
        found = None if quiet[at] else EXAMPLE.match(line)
        if found:
            count += 1
            if found[2]:
                numbers[found[2]] = count
            lines[at] = f"{found[1]}{count}. {line[found.end() :]}"
    if numbers:
        named = re.compile(r"@(" + "|".join(sorted(map(re.escape, numbers), key=len, reverse=True)) + r")\b")
        for at, line in enumerate(lines):
            if not quiet[at] and "@" in line:
                lines[at] = named.sub(lambda found: str(numbers[found[1]]), line)


def _fancy(lines: list[str], quiet: Sequence[bool]) -> None:
    """Write letters, Roman numerals and `#.` as numbers."""
    kinds: dict[int, str] = {}  # of the lists that are open, by their indent
    for at, line in enumerate(lines):
        if quiet[at] or not line.strip():
            continue
        found = FANCY.match(line)
        indent = len(line) - len(line.lstrip())
        kinds = {where: kind for where, kind in kinds.items() if where <= indent}
        if found is None:
            kinds = {where: kind for where, kind in kinds.items() if where < indent}
            continue
        word = (found[2] or found[3] or found[5]).lower()
        begun = at == 0 or not lines[at - 1].strip() or bool(kinds) or bool(ITEM.match(lines[at - 1]))
        if indent not in kinds and not (begun and word in ("#", "a", "i", "1")):
            continue
        kind = kinds.setdefault(indent, "roman" if word == "i" else "letters")
        number = _number(word, kind)
        if number:
            lines[at] = f"{found[1]}{number}. {line[found.end() :]}"


def _number(word: str, kind: str) -> int:
    low = word.lower()
    if word.isdigit():
        return int(word)
    if word == "#":
        return 1
    if kind == "roman" and all(c in ROMAN for c in low):
        values = [ROMAN[c] for c in low]
        return sum(-v if v < max(values[n + 1 :], default=0) else v for n, v in enumerate(values))
    return ord(low) - ord("a") + 1 if len(low) == 1 else 0


def _definitions(lines: list[str], quiet: Sequence[bool]) -> None:
    """Write a term and its definitions as a list with its definitions below it."""
    inside = False
    for at, line in enumerate(lines):
        if quiet[at]:
            continue
        found = DEFINED.match(line)
        term = _term(lines, at) if found else -1
        if found and (inside or term >= 0):
            if term >= 0:
                lines[term] = f"- **{lines[term].strip()}**"
            lines[at] = f"  - {ITEM.sub('', found[1])}"
            inside = True
        elif inside and line.startswith(("  ", "\t")):
            lines[at] = "    " + line.strip()
        elif line.strip():
            inside = False


def _term(lines: Sequence[str], at: int) -> int:
    """Return the line of the term that a definition on line `at` explains, -1 where there is none."""
    place = at - 1 if at and lines[at - 1].strip() else at - 2
    if place < 0 or not lines[place].strip() or (place and lines[place - 1].strip() and not lines[place - 1].startswith((" ", ":::"))):
        return -1
    text = lines[place]
    return -1 if text.startswith((" ", "\t", "#", "|", ":", "~", ">", "`", "<")) or ITEM.match(text) else place


def _verses(lines: list[str], quiet: Sequence[bool]) -> None:
    """Write `| line` blocks as lines with hard breaks, their indents kept."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and not quiet[end] and lines[end].startswith("|"):
            end += 1
        verse = all(VERSE.match(line) for line in lines[at:end]) and not any(tables.PIPES.match(line) for line in lines[at:end])
        if end > at and verse:
            for place in range(at, end):
                said = lines[place][2:]
                kept = "\u00a0" * (len(said) - len(said.lstrip())) + said.strip() or "\u00a0"
                lines[place] = kept + ("\\" if place < end - 1 else "")
        at = max(end, at + 1)
