"""The blocks and stretches of text that Markdown consists of, as values."""

from __future__ import annotations

import re
from typing import NamedTuple

from kit.content import attributes
from kit.content.attributes import NONE, Attributes

WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")


def inline(spans: tuple[Span, ...]) -> str:
    """Return the words of spans without their style; a soft line end is a space except between Chinese characters."""
    return "".join(span.text if span.kind in ("text", "image", "math") else "\n" if span.kind == "break" else "" for span in joined(spans))


def joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return spans with soft line ends resolved into the text before them."""
    out: list[Span] = []
    for place, span in enumerate(spans):
        if span.kind != "soft":
            out.append(span)
            continue
        after = spans[place + 1].text[:1] if place + 1 < len(spans) else ""
        if out and after and not (WIDE.match(out[-1].text[-1:]) and WIDE.match(after)):
            if out[-1].kind == "text":
                out[-1] = out[-1]._replace(text=out[-1].text + " ")
            elif out[-1].kind == "math":
                out.append(Span("text", " "))
    return tuple(out)


def tailed(spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], Attributes]:
    """Split attributes off the end of a line of spans."""
    if not spans or spans[-1].kind != "text" or spans[-1].code:
        return spans, NONE
    rest, found = attributes.trailing(spans[-1].text)
    if not found:
        return spans, NONE
    return (*spans[:-1], spans[-1]._replace(text=rest)) if rest else spans[:-1], found


class Span(NamedTuple):
    """One stretch of inline content: "text", "math" (`text` is LaTeX; "formula" stands on a line of its own), "break", "soft", "html",

    "comment" or "image" (`link` is its address, `text` its alt).
    """

    kind: str
    text: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    title: str = ""
    attributes: Attributes = NONE


class Node(NamedTuple):
    """One block: heading, paragraph, list, item, table, code, math, quote, rule, comment, html or container, with the line it begins on.

    `text` holds a code block's text, a formula's LaTeX, a comment's or HTML's words, a rule's mark or a container's name; `info` what
    follows ``` or the container's name. A table's first row is its header. `closed` is false for a container or a comment whose end is
    missing.
    """

    kind: str
    line: int
    level: int = 0
    spans: tuple[Span, ...] = ()
    children: tuple[Node, ...] = ()
    text: str = ""
    info: str = ""
    ordered: bool = False
    number: int = 0
    checked: bool | None = None
    underlined: bool = False
    closed: bool = True
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    align: tuple[str, ...] = ()
    attributes: Attributes = NONE
