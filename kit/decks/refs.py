"""References to slides of a PowerPoint file: `imported/q3.pptx#3-5`, `B.pptx:2-4,7`, `C:\\x\\B.pptx`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kit.errors import KitError

EXTENSIONS = (".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm")
MARKDOWN = (".md", ".markdown", ".qmd")
NAMED = re.compile(r"(.+?\.(?:p[op][tsp][xm]))(?:[#:](.*))?\Z", re.IGNORECASE | re.DOTALL)
BARE = re.compile(r"(.+?)(?:[#:]([\d,\s-]+))?\Z", re.DOTALL)
RANGE = re.compile(r"\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?\Z", re.ASCII)
MOST = 10_000


@dataclass(frozen=True)
class Ref:
    """A file as written and its slides from 1, order and repeats kept; None means all."""

    file: str
    slides: tuple[int, ...] | None = None

    def __str__(self) -> str:
        """Return the reference as it stands in files."""
        return self.file if self.slides is None else f"{self.file}#{ranges(self.slides)}"


def parse(text: str) -> Ref:
    """Read a reference; raises KitError when the slides in it are no list like 2-4,7."""
    found = NAMED.match(text) or BARE.match(text)
    if found is None:
        raise KitError("ref.empty", "A file is needed here, like B.pptx#2-4,7.")
    return Ref(found[1], None if found[2] is None else numbers(found[2], text))


def numbers(text: str, whole: str = "") -> tuple[int, ...]:
    """Return the slides that `2-4,7` names, in order; `5-3` counts down."""
    made: list[int] = []
    for part in text.split(","):
        found = RANGE.match(part)
        first = int(found[1]) if found else 0
        last = int(found[2] or first) if found else 0
        if not first or not last or len(made) > MOST:
            raise KitError("ref.slides", "`{ref}` names no slides: write them like 2-4,7 counting from 1.", ref=whole or text)
        made += range(first, last + 1) if first <= last else range(first, last - 1, -1)
    return tuple(made)


def ranges(slides: tuple[int, ...]) -> str:
    """Return slides as `2-4,7`, order and repeats kept."""
    parts: list[tuple[int, int]] = []
    for number in slides:
        if parts and number == parts[-1][1] + 1 and parts[-1][0] <= parts[-1][1]:
            parts[-1] = (parts[-1][0], number)
        else:
            parts.append((number, number))
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)
