"""Make any text fit a workbook without changing what it says: cells, headers, sheet names, widths."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterable

CELL_MOST = 32_767  # UTF-16 units that Excel keeps in one cell
HEADER_MOST, TITLE_MOST = 255, 31
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as the letter A
SPACES = re.compile(r"\s+")


def cell(text: str) -> tuple[str, bool, bool]:
    """Return (text for a cell, whether control characters were replaced by their pictures, whether it was cut at Excel's limit)."""
    shown = CONTROL.sub(_picture, text)
    kept = _cut(shown) if len(shown) * 2 > CELL_MOST else shown
    return kept, shown != text, kept != shown


def escaped(text: str) -> str:
    """Return the text as it must stand in the file so that Excel reads it unchanged."""
    return ESCAPE.sub("_x005F_", text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "�"


def _cut(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 <= CELL_MOST:
        return text
    units = text.encode("utf-16-le")[: (CELL_MOST - 1) * 2]
    return units.decode("utf-16-le", "ignore") + "…"


def headers(names: Iterable[str]) -> list[str]:
    """Return names as a table's header takes them: one line, not empty, at most 255 characters, each only once."""
    found: list[str] = []
    taken: set[str] = set()
    for place, name in enumerate(names, 1):
        one = SPACES.sub(" ", CONTROL.sub(_picture, name)).strip() or f"Column {place}"
        found.append(_free(one, taken, HEADER_MOST, " ({n})"))
    return found


def title(name: str, taken: Collection[str] = ()) -> str:
    """Return a name that a sheet may have and that is not among `taken`."""
    one = re.sub(r"[\\/?*\[\]:]", "_", SPACES.sub(" ", CONTROL.sub("", name))).strip().strip("'").strip()
    one = one if one and one.casefold() != "history" else f"{one}_" if one else "Sheet"
    return _free(one, {other.casefold() for other in taken}, TITLE_MOST, " ({n})")


def _free(name: str, taken: set[str], most: int, suffix: str) -> str:
    free, n = name[:most].rstrip(), 1
    while free.casefold() in taken:
        n += 1
        tail = suffix.format(n=n)
        free = name[: most - len(tail)].rstrip() + tail
    taken.add(free.casefold())
    return free


def width(text: str) -> int:
    """Return how many narrow characters wide the longest line is; Chinese ones count twice."""
    return max((sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n")), default=0)


def lines(text: str, room: float) -> int:
    """Return how many lines a text takes where it is wrapped after `room` narrow characters."""
    return sum(math.ceil(width(line) / room) or 1 for line in text.split("\n"))
