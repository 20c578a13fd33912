"""Slidev's Markdown: front matter per slide, layouts and their slots, clicks, notes at a slide's end, imported files."""

from __future__ import annotations

import re
from pathlib import Path

from kit.content import markdown
from kit.content.marknodes import Node, Span
from kit.content.yamltext import Page as Yaml
from kit.decks.module.dialects import (
    footnotes,
    heads,
    making,
    salvage,
    settings,
    slidevcode,
    slidevparts,
    slidevsettings,
    slidevslots,
    talk,
    weave,
)
from kit.decks.module.dialects.slidevparts import Part
from kit.decks.module.dialects.style import Styles
from kit.decks.module.dialects.talk import Page, Talk
from kit.decks.module.remarks import Notes
from kit.errors import Finding, KitError
from kit.i18n import N_

DEEP = 8  # files that take in files
MARKED = re.compile(r"==(\S(?:[^=\n]*\S)?)==")
BADGE = re.compile(r"(?<![\w:]):([a-z][\w-]*)(?:\[([^\]\n]*)\])?\{[^{}\n]*\}")
VUE = re.compile(r"\{\{.*?\}\}")
ATTRIBUTES = re.compile(r"\{(?:[.#:][\w:/.\[\]#%-]+|[\w-]+=(?:\"[^\"]*\"|\S+))(?:\s+[^{}]*)?\}")
ROUND = re.compile(r"(?<!!)\[([^\[\]]+)\]\{[^{}\n]*\}")


def read(front: Yaml, text: str, first: int, file: Path) -> Talk:
    """Return the talk in `text`, which begins on line `first` of `file`."""
    general = Notes(str(file))
    slidevsettings.headed(front, general)
    styles = Styles()
    taken: list[str] = []
    pages = _pages(front, text, first, file, file.parent, general, styles, taken)
    slides = making.made([page for page in pages if not _hidden(page)], file, styles)
    found: list[Finding] = [*general.findings, *(finding for page in pages for finding in page.notes.findings)]
    return Talk(front.text("title"), slides, tuple(found), tuple(taken))


def _pages(
    front: Yaml, text: str, first: int, file: Path, base: Path, general: Notes, styles: Styles, taken: list[str], deep: int = 0
) -> list[Page]:
    pages: list[Page] = []
    for part in slidevparts.split(front, text, first, str(file)):
        source = part.settings.values.get("src", "")
        if isinstance(source, str) and source:
            pages += _imported(source, part, file, base, general, styles, taken, deep)
        else:
            pages.append(_page(part, file, base, styles, taken, first=not pages and deep == 0))
    if deep == 0:
        _contents(pages)
        if pages:
            pages[0].notes.settings.setdefault("layout", "cover")
    return pages


def _imported(source: str, part: Part, file: Path, base: Path, general: Notes, styles: Styles, taken: list[str], deep: int) -> list[Page]:
    """Return the pages of a file that a slide names, `src: ./part.md#2,5-7`, with the slide's own settings on top."""
    name, _hash, wanted = source.partition("#")
    path = (base / name.lstrip("@/")) if name.startswith(("/", "@/")) else file.parent / name
    line = part.settings.at("src")
    try:
        if deep >= DEEP:
            raise RecursionError
        found = path.read_text("utf-8-sig").replace("\r\n", "\n")
        taken.append(found)
        inner, body, start = salvage.split(found, path)
    except (OSError, UnicodeDecodeError, KitError, RecursionError):
        text = N_("The file {path} could not be taken in: it is missing, broken, or takes in itself.")
        general.find(line, "module.import", text, path=name, severity="error")
        return []
    pages = _pages(inner, body, start, path, base, general, styles, taken, deep + 1)
    kept = slidevparts.chosen(pages, wanted)
    for page in kept[:1]:
        slidevsettings.applied(part.settings, page)
    return kept


def _page(part: Part, file: Path, base: Path, styles: Styles, taken: list[str], first: bool) -> Page:
    page = Page(part.line, Notes(str(file)), first=first)
    text, notes = slidevparts.noted(part)
    page.notes.said += notes
    text, feet = footnotes.lifted(slidevcode.prepared(text), part.first)
    nodes = [made for node in markdown.parse(text, part.first, math=True) for made in slidevcode.read(node, base, page.notes, taken)]

    def hear(comment: str, line: int) -> None:
        page.notes.find(line, "module.comment-lost", N_("This comment is no speaker note there and is left out."), severity="note")

    nodes = weave.woven(talk.sifted(slidevslots.marked(nodes, page.notes), hear), page.notes, styles)
    nodes = talk.mapped(nodes, lambda spans, node: _shown(spans, node, page, base, file))
    page.nodes = slidevslots.arranged(footnotes.placed(nodes, feet, page.notes), part.settings, page)
    heads.lower(page, None, list(talk.walk(nodes)))
    slidevsettings.applied(part.settings, page)
    slidevslots.beside(part.settings, page, base, file)
    return page


def _hidden(page: Page) -> bool:
    if page.notes.settings.get("hide") != "true":
        return False
    page.notes.find(
        page.notes.lines.get("hide", page.line), "module.hidden", N_("This slide is switched off (hide) and left out."), severity="note"
    )
    return True


def _shown(spans: tuple[Span, ...], node: Node, page: Page, base: Path, file: Path) -> tuple[Span, ...]:
    """Return spans without Vue's interpolations and attributes, with the addresses of pictures as files."""
    kept: list[Span] = []
    for span, line in talk.placed(spans, node.line):
        if span.kind == "image":
            span = span._replace(link=slidevslots.picture(span.link, base, file))
        elif span.kind == "text" and not span.code:
            for found in VUE.findall(span.text):
                text = N_("{name} is worked out by another tool and is left out.")
                page.notes.find(line, "module.interpolation", text, name=found[:60])
            for found in BADGE.finditer(span.text):
                text = N_("The component `<{name}>` is not known: what stands inside it is kept.")
                page.notes.find(line, "module.component", text, name=found[1])
            span = span._replace(text=BADGE.sub(lambda found: found[2] or "", span.text))
            bare = MARKED.sub(r"\1", VUE.sub("", span.text))
            shown = ATTRIBUTES.sub("", ROUND.sub(r"\1", bare))
            if shown != bare:
                settings.without(page.notes, next(iter(ATTRIBUTES.findall(span.text)), "{…}"), line)
            span = span._replace(text=shown)
        if span.text or span.kind not in ("text",):
            kept.append(span)
    return tuple(kept)


def _contents(pages: list[Page]) -> None:
    """Put the list of titles where a slide has `<Toc>`."""
    if not any(node.kind == "toc" for page in pages for node in talk.walk(page.nodes)):
        return
    heads = [next((n for n in page.nodes if n.kind == "heading"), None) for page in pages]
    shown = [
        head
        for head, page in zip(heads, pages, strict=True)
        if head is not None and head.level <= 2 and not {"hideInToc", "hide"} & page.notes.settings.keys() and page is not pages[0]
    ]
    for page in pages:
        own = [head for head in shown if not any(head is node for node in page.nodes)]
        page.nodes = [_listed(node, own) for node in page.nodes]


def _listed(node: Node, heads: list[Node]) -> Node:
    if node.kind == "toc":
        items = tuple(Node("item", node.line, children=(Node("paragraph", node.line, spans=head.spans),)) for head in heads)
        return Node("list", node.line, children=items)
    return node._replace(children=tuple(_listed(child, heads) for child in node.children))
