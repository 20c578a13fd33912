"""presenterm's Markdown: commands in comments part slides, lay columns, speak notes; titles are underlined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kit.content import markdown
from kit.content.attributes import Attributes
from kit.content.marknodes import Node, Span
from kit.content.yamltext import Page as Yaml
from kit.decks.module.dialects import footnotes, heads, making, settings, stage, talk, termcode
from kit.decks.module.dialects.stage import Options
from kit.decks.module.dialects.style import Styles
from kit.decks.module.dialects.talk import Page, Talk
from kit.decks.module.front import KEYS
from kit.decks.module.remarks import Notes
from kit.errors import Finding
from kit.i18n import N_

HEADED = ("sub_title", "author", "authors", "event", "location", "date")
SIZED = re.compile(r"image:(?:w|width):(\S+)|image:\S+")


def read(front: Yaml, text: str, first: int, file: Path) -> Talk:
    """Return the talk in `text`, which begins on line `first` of `file`."""
    general, taken = Notes(str(file)), list[str]()
    for key in front.names():
        if key not in (*KEYS, *HEADED, "options"):
            settings.without(general, key, front.at(key))
    options = _options(front, general)
    text, feet = footnotes.lifted(text, first)
    nodes = stage.included(markdown.parse(text, first), file, options, general, taken)
    pages = talk.parted(nodes, file, lambda node: stage.ends(node, options), lambda node: node.kind == "heading", first)
    if options.implicit:
        pages = talk.unsplit(pages)
    for page in pages:
        page.nodes = [made for node in page.nodes for made in termcode.read(node, file, page.notes, taken)]
        page.nodes = talk.mapped(footnotes.placed(stage.directed(page, options), feet, page.notes), _pictured)
    if front.has("title"):
        pages.insert(0, heads.titled(front, front.text("title"), _spoken(front), Notes(str(file)), front.at("title")))
    slides = making.made([page for page in pages if not _hidden(page)], file, Styles())
    found: list[Finding] = [*general.findings, *(finding for page in pages for finding in page.notes.findings)]
    return Talk(front.text("title"), slides, tuple(found), tuple(taken))


def _options(front: Yaml, general: Notes) -> Options:
    page = front.values.get("options", "")
    if not isinstance(page, Yaml):
        return Options()
    known = ("end_slide_shorthand", "implicit_slide_ends", "incremental_lists", "command_prefix", "h1_slide_titles")
    for key in page.names():
        if key not in known:
            settings.without(general, key, page.at(key))
    yes = {key for key in known if page.text(key) == "true"}
    return Options("end_slide_shorthand" in yes, "implicit_slide_ends" in yes, "incremental_lists" in yes, page.text("command_prefix"))


def _spoken(front: Yaml) -> list[tuple[str, int]]:
    said = [(" · ".join(str(one) for one in front.items(key) if isinstance(one, str)), front.at(key)) for key in HEADED]
    return [(text, line) for text, line in said if text]


def _hidden(page: Page) -> bool:
    if page.notes.settings.get("hide") != "true":
        return False
    page.notes.find(
        page.notes.lines.get("hide", page.line), "module.hidden", N_("This slide is switched off (hide) and left out."), severity="note"
    )
    return True


def _pictured(spans: Sequence[Span], node: Node) -> tuple[Span, ...]:
    """Return spans with the sizes that stand in alt texts (`image:width:50%`) as attributes."""
    return tuple(_sized(span) if span.kind == "image" else span for span in spans)


def _sized(span: Span) -> Span:
    found = SIZED.search(span.text)
    if found is None:
        return span
    values = {"width": found[1]} if found[1] else {}
    return span._replace(text=SIZED.sub("", span.text).strip(), attributes=Attributes("", (), values, "{}") if values else span.attributes)
