"""Take HTML apart: tags with their attributes, and the text between them, each with its line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
TAG = re.compile(r"""<(/?)([A-Za-z][\w.:-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(/?)>""")
# elements whose content is no Markdown
RAW = ("style", "script", "svg", "pre", "textarea")
VOID = ("img", "br", "hr", "input", "meta", "link", "source", "track", "wbr", "col", "embed")
LAID = (
    "div section article header footer main aside nav p center figure figcaption ul ol li dl dt dd table thead tbody tfoot tr td th "
    "blockquote h1 h2 h3 h4 h5 h6 hr details summary pre style script svg iframe video audio canvas object embed template img form "
    "fieldset textarea colgroup col caption meta link source track slot button"
)
BLOCKS = frozenset(LAID.split())
FLOWING = frozenset(("Link", "AutoFitText", "RenderWhen", "LightOrDark", "Badge"))


@dataclass(frozen=True)
class Tag:
    """One tag as written; `inner` is what a raw element holds."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    closing: bool = False
    alone: bool = False
    line: int = 0
    raw: str = ""
    inner: str = ""

    def classes(self) -> tuple[str, ...]:
        """Return the words of its class."""
        return tuple(self.attributes.get("class", "").split())


def read(text: str, line: int = 0) -> Tag | None:
    """Return the one tag that `text` is, or None."""
    found = TAG.fullmatch(text.strip())
    return _tag(found, line) if found else None


def block(name: str) -> bool:
    """Return whether an element of this name stands between paragraphs, not inside one."""
    if name in FLOWING:
        return False
    return name.lower() in BLOCKS or name.startswith("v-") or name[:1].isupper()


def pieces(text: str, line: int) -> Iterator[Tag | tuple[str, int]]:
    """Yield the block tags of `text`, and what stands between them with the line it begins on."""
    at = start = 0
    while (found := TAG.search(text, at)) is not None:
        at = found.end()
        if not block(found[2]):
            continue
        if text[start : found.start()].strip():
            yield text[start : found.start()], line + text[:start].count("\n")
        tag = _tag(found, line + text[: found.start()].count("\n"))
        if tag.name.lower() in RAW and not tag.closing and not tag.alone:
            ends = re.compile(rf"</{re.escape(tag.name)}\s*>", re.IGNORECASE).search(text, at)
            inner = text[at : ends.start() if ends else len(text)]
            at = ends.end() if ends else len(text)
            tag = Tag(tag.name, tag.attributes, False, True, tag.line, tag.raw, inner)
        yield tag
        start = at
    if text[start:].strip():
        yield text[start:], line + text[:start].count("\n")


def _tag(found: re.Match[str], line: int) -> Tag:
    attributes = {key: html.unescape(a or b or c) for key, a, b, c in ATTRIBUTE.findall(found[3])}
    alone = bool(found[4]) or found[2].lower() in VOID
    return Tag(found[2], attributes, bool(found[1]), alone, line, found[0])
