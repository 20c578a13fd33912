"""Read `{#id word key=value key="…"}` at the end of an image, a heading, a container or a list item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TRAILING = re.compile(r"\s*\{([^{}\n]*)\}\s*\Z")
LEADING = re.compile(r"\{([^{}\n]*)\}")
PART = re.compile(
    r"""\s*(?:\#(?P<id>[\w.:-]+)|(?P<key>[\w.:-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+))|\.?(?P<word>[\w:+-]+))(?=\s|\Z)"""
)


@dataclass(frozen=True)
class Attributes:
    """What stands in one pair of braces; `raw` is how it was written."""

    id: str = ""
    words: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict, hash=False)
    raw: str = ""

    def __bool__(self) -> bool:
        """Return whether anything was written."""
        return bool(self.raw)

    def get(self, key: str, default: str = "") -> str:
        """Return the value of `key`."""
        return self.values.get(key, default)


NONE = Attributes()


def read(inner: str) -> Attributes | None:
    """Return the attributes that `inner` (without braces) spells, or None when it is ordinary text."""
    names: list[str] = []
    words: list[str] = []
    values: dict[str, str] = {}
    at, text = 0, inner.rstrip()
    while at < len(text):
        part = PART.match(text, at)
        if part is None:
            return None
        at = part.end()
        if part["id"]:
            names.append(part["id"])
        elif part["key"]:
            values[part["key"]] = next(v for v in (part["double"], part["single"], part["bare"]) if v is not None)
        else:
            words.append(part["word"])
    if not (names or words or values):
        return None
    return Attributes(names[-1] if names else "", tuple(words), values, "{" + inner + "}")


def trailing(text: str) -> tuple[str, Attributes]:
    """Split attributes off the end of `text`."""
    found = TRAILING.search(text)
    made = read(found[1]) if found else None
    return (text[: found.start()], made) if found and made else (text, NONE)


def leading(text: str) -> tuple[str, Attributes]:
    """Split attributes off the beginning of `text`, as they follow an image."""
    found = LEADING.match(text)
    made = read(found[1]) if found else None
    return (text[found.end() :], made) if found and made else (text, NONE)
