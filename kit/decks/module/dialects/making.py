"""Make a slide of a page: title, layout, blocks, notes; a layout that could not hold what is there gives way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from kit.content.marknodes import Node, Span
from kit.decks.module import body, slides, spans
from kit.decks.module.blocks import Block, Bullets, Callout, Column, Columns, Paragraph, Picture, Quote, Run, Runs, every, plain
from kit.decks.module.dialects import reshaping, weave
from kit.decks.module.dialects.style import Styles
from kit.decks.module.dialects.talk import Page
from kit.decks.module.model import LAYOUTS, SlideSource
from kit.i18n import N_

NAMES = {
    "cover": "title",
    "intro": "title",
    "center": "statement",
    "fact": "big-number",
    "end": "closing",
    "image": "picture-full",
    **dict.fromkeys(("two-cols", "two-cols-header"), "two-content"),
    **dict.fromkeys(("image-left", "image-right"), "picture-text"),
    **dict.fromkeys(("default", "full", "none", "iframe", "iframe-left", "iframe-right"), ""),
}
# words in the names that themes give their layouts
ALIKE = (
    (re.compile(r"quote"), "quote"),
    (re.compile(r"col(?:umn)?s\b|\bsplit|\btwo\b"), "two-content"),
    (re.compile(r"\A(?:cover|intro|hero|front)"), "title"),
    (re.compile(r"section|chapter|divider"), "section"),
    (re.compile(r"\A(?:end|closing|thank|outro|final|bye)"), "closing"),
    (re.compile(r"fact|number|stat(?!e)"), "big-number"),
    (re.compile(r"statement|center"), "statement"),
    (re.compile(r"contents|\btoc\b|agenda"), "agenda"),
)
COVERS = ("title", "section", "closing")
LINES, SHORT = 3, 40  # lines that a title has below it, and how long a name or a date is
MANY = 3  # slides with the same picture on top, from which on it is a logo
BIG = 16  # characters that still make a big number


def made(pages: Sequence[Page], file: Path, styles: Styles) -> tuple[SlideSource, ...]:
    """Return the slides of pages; one without anything is left out and noted, but for an open beginning and end."""
    found: list[SlideSource] = []
    shaped = [reshaping.shaped(weave.woven(page.nodes, page.notes, styles), page.notes) for page in pages]
    logos = _logos(shaped)
    for place, (page, nodes) in enumerate(zip(pages, shaped, strict=True)):
        slide = _slide(page, _plain(nodes, logos, page), file, styles)
        if slide.title or slide.blocks or slide.notes:
            found.append(slide)
        elif 0 < place < len(pages) - 1 or page.notes.settings.get("layout"):
            page.notes.find(page.line, "module.empty", N_("This slide is empty and left out."), severity="note")
    return tuple(found)


def _logos(slides: Sequence[Sequence[Node]]) -> set[str]:
    """Return the pictures that stand above the title of most slides, as logos do."""
    counts = Counter(link for nodes in slides for link in {link for node in _above(nodes) for link in _alone(node)})
    return {link for link, count in counts.items() if count >= max(MANY, (len(slides) + 1) // 2)}


def _above(nodes: Sequence[Node]) -> list[Node]:
    return list(takewhile(lambda node: node.kind != "heading", nodes))


def _alone(node: Node) -> list[str]:
    """Return the address of a picture that stands alone in its paragraph."""
    alone = node.kind == "paragraph" and len(node.spans) == 1 and node.spans[0].kind == "image"
    return [node.spans[0].link] if alone else []


def _plain(nodes: list[Node], logos: set[str], page: Page) -> list[Node]:
    """Return the nodes of a slide without the logos above its title, unless that is all there is."""
    dropped = [node for node in _above(nodes) if any(link in logos for link in _alone(node))]
    if not dropped or len(dropped) == len(nodes):
        return nodes
    for node in dropped:
        text = N_("The picture {path} stands above most slides as a logo does and is left out: the theme has a place for one.")
        page.notes.find(node.line, "module.logo", text, path=node.spans[0].link[:80])
    return [node for node in nodes if node not in dropped]


def _slide(page: Page, nodes: list[Node], file: Path, styles: Styles) -> SlideSource:
    beside = reshaping.shaped(weave.woven(page.beside, page.notes, styles), page.notes)
    head, rest = _title([node for node in nodes if node.kind != "heading" or node.spans])
    title = spans.runs(head.spans) if head else ()
    if head is not None:
        rest = [*_pictures(head), *rest]
    blocks = body.blocks(rest, page.notes)
    if page.incremental:
        blocks = tuple(replace(block, incremental=True) if isinstance(block, Bullets) else block for block in blocks)
    blocks = _sided(blocks, _near(body.blocks(beside, page.notes), page), page)
    told = page.notes.settings
    title = title or ((Run(told["title"]),) if told.get("title") else ())
    title, blocks = _lifted(title, blocks)
    blocks = _backed(blocks, page, file, bool(title))
    title, layout, blocks = _laid(title, _layout(told.get("layout", ""), page), blocks)
    slides.present(blocks, page.notes, file)
    line = head.line if head else nodes[0].line if nodes else page.line
    notes = "\n\n".join(text for text in page.notes.said if text)
    depth = told.get("depth", "")
    return SlideSource(
        title,
        layout,
        "" if depth == "short" else depth,
        blocks,
        notes,
        told.get("background", ""),
        told.get("transition", ""),
        told.get("class", ""),
        line,
    )


def _title(nodes: list[Node]) -> tuple[Node | None, list[Node]]:
    """Return the slide's title, its first heading unless text of weight stands above it, and the other nodes."""
    heads = [node for node in nodes if node.kind == "heading" and node.spans]
    shown = [node for node in nodes if not (node.kind == "paragraph" and all(span.kind in ("image", "soft") for span in node.spans))]
    found = next((node for node in heads if node.level <= 2), None)
    first = shown[0] if shown else None
    found = first if first is not None and first.kind == "heading" and first.spans else found
    return found, [node for node in nodes if node is not found]


def _pictures(head: Node) -> list[Node]:
    """Return the pictures inside a title as paragraphs: a title holds only text."""
    return [Node("paragraph", head.line, spans=(span,)) for span in head.spans if span.kind == "image"]


def _sided(blocks: tuple[Block, ...], beside: tuple[Block, ...], page: Page) -> tuple[Block, ...]:
    """Return blocks with pictures on their left or right."""
    if not beside or not blocks or not page.side:
        return (*blocks, *beside)
    pictures, words = Column(beside, page.share), Column(blocks, 1 - page.share if page.share else 0.0)
    return (Columns((pictures, words) if page.side == "left" else (words, pictures), page.line),)


def _lifted(title: Runs, blocks: tuple[Block, ...]) -> tuple[Runs, tuple[Block, ...]]:
    """Return the heading of the one column that has one as the title of a slide without."""
    first = blocks[0] if blocks and not title else None
    if not isinstance(first, Columns):
        return title, blocks
    heads = [column.blocks[0] for column in first.columns if column.blocks]
    head = heads[0] if heads else None
    if not isinstance(head, Paragraph) or not head.level or any(isinstance(one, Paragraph) and one.level for one in heads[1:]):
        return title, blocks
    columns = (replace(first.columns[0], blocks=first.columns[0].blocks[1:]), *first.columns[1:])
    left = tuple(column for column in columns if column.blocks)
    return head.runs, ((replace(first, columns=left),) if len(left) > 1 else left[0].blocks if left else ()) + blocks[1:]


def _near(blocks: tuple[Block, ...], page: Page) -> tuple[Block, ...]:
    """Return pictures for the side of a slide without those on the web, which only adorn it and cannot be fetched."""
    far = tuple(block for block in blocks if isinstance(block, Picture) and "://" in block.path)
    slides.present(far, page.notes, Path())
    return tuple(block for block in blocks if block not in far)


def _backed(blocks: tuple[Block, ...], page: Page, file: Path, titled: bool) -> tuple[Block, ...]:
    """Return blocks with the picture behind them where it fills a slide without text; with text it becomes the slide's background."""
    path = page.notes.settings.get("backdrop", "")
    if not path:
        return blocks
    whole = Picture(path, fit="cover", line=page.notes.lines.get("backdrop", page.line))
    if not blocks and (not titled or "://" not in path):
        page.notes.settings.setdefault("layout", "picture-full")
        return (whole,)
    slides.present((whole,), page.notes, file)
    if "://" not in path:
        page.notes.settings["background"] = path
    return blocks


def _layout(name: str, page: Page) -> str:
    found = NAMES.get(name, name)
    if found and found != "statement" and found not in LAYOUTS:
        text = N_("The layout `{name}` of another tool has no equal here: the slide takes the one its content asks for.")
        like = next((ours for words, ours in ALIKE if words.search(found)), "")
        if like:
            text = N_("The layout `{name}` of another tool became `{ours}`.")
        severity = "note" if like else "warning"
        page.notes.find(page.notes.lines.get("layout", page.line), "module.layout-foreign", text, name=name, ours=like, severity=severity)
        return like
    return found


def _laid(title: Runs, layout: str, blocks: tuple[Block, ...]) -> tuple[Runs, str, tuple[Block, ...]]:
    """Return title, layout and blocks as the layout wants them; "" where it could not hold them."""
    brief = all(isinstance(block, Paragraph | Callout) for block in blocks) and len(blocks) <= 9
    match layout:
        case "big-number" if title and len(plain(title)) <= BIG and blocks and isinstance(blocks[0], Paragraph):
            return (), layout, (Paragraph(title), *blocks)
        case "quote" if title and not any(isinstance(block, Quote) for block in blocks):
            return (), layout, (Paragraph(title), *blocks)
        case "statement":
            return title, "section" if title and brief and len(blocks) <= 2 else "", blocks
        case "big-number" | "quote" if title and not blocks:
            return title, "section", ()
        case "big-number" | "agenda" if layout == "big-number" or not blocks:
            return title, "", blocks
        case "picture-text" if not any(isinstance(block, Picture) for block in every(blocks)):
            return title, "", blocks
        case "picture-full" if not any(isinstance(block, Picture) for block in blocks) or len(blocks) > 1:
            return title, "", blocks
        case "title" | "closing" if brief and len(blocks) > LINES:
            return title, layout, _few(blocks)
        case _ if layout in COVERS and not (brief or all(isinstance(block, Paragraph | Bullets) for block in blocks)):
            return title, "" if blocks else layout, blocks
    return title, layout, blocks


def _few(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the lines below a title with the last ones as one, where they are short names and dates."""
    tail = blocks[LINES - 1 :]
    if not all(isinstance(block, Paragraph) and len(plain(block.runs)) <= SHORT and "\n" not in plain(block.runs) for block in tail):
        return blocks
    runs: list[Run] = []
    for block in tail:
        runs += [*([Run(" · ")] if runs else []), *(block.runs if isinstance(block, Paragraph) else ())]
    return (*blocks[: LINES - 1], Paragraph(tuple(runs), 0, getattr(tail[0], "line", 0)))


def picture(path: str, line: int, alt: str = "") -> Node:
    """Return a picture as a node of its own."""
    return Node("paragraph", line, spans=(Span("image", alt, link=path),))
