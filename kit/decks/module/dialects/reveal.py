"""Talks for reveal.js as Markdown (reveal-md, HackMD) and for remark: rulers, `Note:` and `???`, comments with attributes, `.left[…]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kit.content import markdown, yamltext
from kit.content.attributes import Attributes
from kit.content.marknodes import Node, Span
from kit.decks.module.dialects import emoji, footnotes, heads, making, markup, revealparts, settings, sides, source, talk
from kit.decks.module.dialects.footnotes import Feet
from kit.decks.module.dialects.revealparts import Part
from kit.decks.module.dialects.style import Styles
from kit.decks.module.dialects.talk import Page, Talk
from kit.decks.module.front import KEYS
from kit.decks.module.remarks import Notes
from kit.errors import Finding
from kit.i18n import N_

MARKS = ("separator", "verticalSeparator")
ATTRIBUTED = re.compile(r"\s*\.(slide|element)\s*:\s*(.*)\Z", re.DOTALL)


def read(front: yamltext.Page, text: str, first: int, file: Path) -> Talk:
    """Return the talk in `text`, which begins on line `first` of `file`."""
    general = Notes(str(file))
    for key in front.names():
        if key not in (*KEYS, *MARKS, "title"):
            settings.without(general, key, front.at(key))
    remark = revealparts.remarked(text)
    lines = text.split("\n")
    source.close_formulas(lines, source.silent(lines))
    body, feet = footnotes.lifted("\n".join(lines), first)
    marks = [front.text(key) for key in MARKS if front.has(key) and "\\" not in front.text(key)]
    pages = [_page(part, file, feet, remark) for part in revealparts.split(body, first, remark, marks)]
    shown = [page for page in pages if page.notes.settings.get("hide") != "true"]
    for place, page in enumerate(shown):
        page.nodes = talk.mapped(page.nodes, _shown)
        if place == 0 and page.notes.settings.get("layout") == "center":
            page.notes.settings["layout"] = "cover"
        sides.boxed(page)
        sides.led(page, place)
    slides = making.made(shown, file, Styles())
    found: list[Finding] = [*general.findings, *(finding for page in pages for finding in page.notes.findings)]
    return Talk(front.text("title"), slides, tuple(found))


def _page(part: Part, file: Path, feet: Feet, remark: bool) -> Page:
    page = Page(part.line, Notes(str(file)))
    page.incremental = part.stepped
    page.notes.said += [part.notes] if part.notes else []
    for key, (value, line) in part.settings.items():
        _set(key, value, line, page)
    text = revealparts.boxed(part.text) if remark else part.text
    nodes = [_fragmented(node) for node in markdown.parse(text, part.first, math=True)]

    def hear(comment: str, line: int) -> None:
        found = ATTRIBUTED.match(comment)
        if found is None:
            page.notes.find(line, "module.comment-lost", N_("This comment is no speaker note there and is left out."), severity="note")
        elif found[1] == "slide":
            heads.attributed(page, Node("heading", line, attributes=Attributes("", (), _values(found[2]), "{}")))
        else:
            settings.without(page.notes, ".element: " + found[2][:40], line)

    page.nodes = footnotes.placed(talk.sifted(nodes, hear), feet, page.notes)
    return page


def _values(text: str) -> dict[str, str]:
    return {key: double or single or bare for key, double, single, bare in markup.ATTRIBUTE.findall(text)}


def _fragmented(node: Node) -> Node:
    """Return a list whose items are fragments as one that comes item by item."""
    if node.kind in ("quote", "container"):
        return node._replace(children=tuple(_fragmented(child) for child in node.children))
    steps = [span for one in talk.walk((node,)) for span in one.spans if span.kind == "comment" and "fragment" in span.text]
    if node.kind != "list" or not steps:
        return node
    return Node("container", node.line, text="incremental", children=(_bare(node),))


def _bare(node: Node) -> Node:
    """Return a node without the comments that make fragments."""
    kept = tuple(span for span in node.spans if not (span.kind == "comment" and "fragment" in span.text))
    return node._replace(spans=kept, children=tuple(_bare(child) for child in node.children))


def _set(key: str, value: str, line: int, page: Page) -> None:
    """Take one of the settings that begin a slide of remark."""
    notes = page.notes
    match key:
        case "class":
            words = value.replace(",", " ").split()
            notes.set({"class": " ".join(words)}, line)
            if "center" in words and "middle" in words:
                notes.set({"layout": "center"}, line)
        case "background-image" | "background-color":
            settings.background(notes, value, line)
        case "layout" if value == "true":
            notes.set({"hide": "true"}, line)
            notes.find(line, "module.hidden", N_("This slide is switched off (hide) and left out."), severity="note")
        case _ if key not in ("name", "layout", "count"):
            settings.without(notes, key, line)


def _shown(spans: Sequence[Span], node: Node) -> tuple[Span, ...]:
    return tuple(span._replace(text=emoji.shown(span.text)) if span.kind == "text" and not span.code else span for span in spans)
