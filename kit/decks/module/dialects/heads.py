"""Where pandoc begins slides, what the braces of a heading set, and the title slide that a talk's metadata make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kit.content import markdown
from kit.content.marknodes import Node, Span
from kit.content.yamltext import Page as Yaml
from kit.decks.module.dialects import elements, settings
from kit.decks.module.dialects.talk import Page
from kit.decks.module.model import DEPTHS
from kit.decks.module.remarks import Notes

FULL = 7  # headings, lists, paragraphs and pictures that still make one slide
SILENT = ("unnumbered", "unlisted", "-")
SPOKEN = ("subtitle", "author", "institute", "institution", "affiliation", "date", "event", "location")


def level(nodes: Sequence[Node]) -> int:
    """Return the level of headings that begin slides: the highest one that text, not another heading, follows somewhere."""
    shown = [node for node in nodes if node.kind not in ("comment", "rule")]
    followed = [one.level for one, after in pairwise(shown) if one.kind == "heading" and after.kind != "heading"]
    alone = [node.level for node in shown if node.kind == "heading"]
    found = min(followed, default=min(alone, default=0))
    return found + 1 if _crowded(shown, found) else found


def _crowded(nodes: Sequence[Node], level: int) -> bool:
    """Return whether slides at a level would hold whole chapters: several parts of the level below with more than fits.

    pandoc is told so on its command line (`--slide-level=2`), which the file does not say.
    """
    slides: list[list[Node]] = []
    for node in nodes:
        if node.kind == "heading" and node.level <= level:
            slides.append([])
        if slides:
            slides[-1].append(node)
    parts = [sum(node.kind == "heading" and node.level == level + 1 for node in slide) for slide in slides]
    full = any(count > 1 and len(slide) > FULL for count, slide in zip(parts, slides, strict=True))
    return full and 2 * sum(parts) >= len(slides)


def attributed(page: Page, head: Node) -> None:
    """Take the braces of a slide's heading."""
    notes, line = page.notes, head.line
    for word in head.attributes.words:
        if word not in SILENT:
            settings.without(notes, f"{{.{word}}}", line)
    _set(page, head.attributes.values, {}, line)


def _set(page: Page, values: Mapping[str, object], lines: Mapping[str, int], above: int) -> None:
    """Take what braces or the talk's settings say of one slide; `lines` are where each stands, `above` where all do."""
    notes = page.notes
    for key, said in values.items():
        line, value = lines.get(key, above), str(said) if isinstance(said, str) else ""
        match key.removeprefix("data-"):
            case "background-image" | "background-color" | "background" | "background-gradient":
                settings.background(notes, value, line)
            case "background-iframe" | "background-video":
                page.nodes += elements.media(key.removeprefix("data-").removeprefix("background-"), value, line, notes)
            case "transition":
                settings.transition(notes, value.split("-")[0], line)
            case "visibility" if value == "hidden":
                notes.set({"hide": "true"}, line)
            case "layout" | "depth" if key == "layout" or value in DEPTHS:
                notes.set({key: value}, line)
            case _:
                settings.without(notes, f"{{{key}}}", line)


def lower(page: Page, head: Node | None, nodes: Sequence[Node]) -> None:
    """Note the braces of headings below the slide's own."""
    for node in nodes:
        if node.kind == "heading" and node is not head:
            for word in (*node.attributes.words, *node.attributes.values):
                if word not in SILENT:
                    settings.without(page.notes, f"{{{word}}}", node.line)


def titled(front: Yaml, title: str, rest: Sequence[tuple[str, int]], notes: Notes, line: int) -> Page:
    """Return the page of a talk's title, with what `rest` says below it, each with its line."""
    page = Page(line, notes, first=True)
    head = parsed(title, line)
    page.nodes = [
        Node("heading", line, 1, head, text="#"),
        *(Node("paragraph", at, spans=parsed(said, at)) for said, at in rest if said.strip()),
    ]
    notes.set({"layout": "title"}, line)
    of_title = front.values.get("title-slide-attributes", "")
    if isinstance(of_title, Yaml):
        small = any(key.endswith("background-size") and re.match(r"\d", str(size)) for key, size in of_title.values.items())
        said = {key: value for key, value in of_title.values.items() if not (small and key.endswith("image"))}
        _set(page, said, of_title.lines, line)
        for key in of_title.values.keys() - said.keys():  # a logo in a corner
            settings.without(notes, f"{{{key}}}", of_title.at(key))
    return page


def parsed(text: str, line: int) -> tuple[Span, ...]:
    """Return the spans of text that stands in a heading or in metadata."""
    found = markdown.parse(" ".join(text.split()), line, math=True)
    return found[0].spans if found and found[0].kind == "paragraph" else (Span("text", text.strip()),)


def spoken(front: Yaml, notes: Notes) -> list[tuple[str, int]]:
    """Return the lines below a talk's title: subtitle, who speaks, from where, when."""
    found: list[tuple[str, int]] = []
    for key in SPOKEN:
        said = [one for one in (_name(value) for value in front.items(key)) if one]
        if key == "date" and said and said[0] in ("today", "now", "last-modified"):
            settings.without(notes, f"{key}: {said[0]}", front.at(key))
            continue
        if said:
            found.append((" · ".join(said) if key != "subtitle" else " ".join(said), front.at(key)))
    return found


def _name(value: object) -> str:
    """Return a name written as text or as `name: …`, with where its bearer works."""
    if isinstance(value, Yaml):
        whole = value.values.get("name", "") or " ".join(str(one) for one in value.values.values() if isinstance(one, str))
        name = _name(whole)
        place = next((_name(one) for key in ("affiliation", "affiliations", "institute") for one in value.items(key)), "")
        return f"{name} ({place})" if name and place and place not in name else name
    return str(value).strip() if isinstance(value, str) else ""


def figured(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes in which a picture alone in its paragraph has its alt text below it, as pandoc's figures do."""
    found: list[Node] = []
    for node in nodes:
        if node.kind == "paragraph" and len(node.spans) == 1 and node.spans[0].kind == "image" and node.spans[0].text:
            span = node.spans[0]
            alt = span.attributes.get("fig-alt") or span.text
            node = node._replace(spans=(span._replace(title=span.text, text=alt),))
        found.append(node._replace(children=tuple(figured(node.children))) if node.children else node)
    return found
