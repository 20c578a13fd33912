"""Slidev's layouts: what stands in their slots side by side, pictures beside the text, files by Slidev's addresses."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from kit.content.attributes import Attributes
from kit.content.marknodes import Node, Span
from kit.content.yamltext import Page as Yaml
from kit.decks.module.dialects import elements, making, slidevcode
from kit.decks.module.dialects.talk import Page
from kit.decks.module.remarks import Notes
from kit.i18n import N_

# settings of themes that name a picture
PICTURED = re.compile(
    r"^(?:image|img|photo|picture|figure|avatar)(?!.*(?:caption|size|position|number|alt|width|height|class))", re.IGNORECASE
)
ABOVE = ("title", "header", "top", "heading", "subtitle")
BELOW = ("bottom", "footer", "footnote", "note", "notes", "caption")


def marked(nodes: Sequence[Node], notes: Notes) -> list[Node]:
    """Return nodes with the comments that stand for slots as marks, and without those that stand for boxes (`::name`)."""
    kept: list[Node] = []
    for node in nodes:
        if node.kind == "comment" and node.text.startswith(slidevcode.BOXED):
            text = N_("The component `<{name}>` is not known: what stands inside it is kept.")
            notes.find(node.line, "module.component", text, name=node.text.removeprefix(slidevcode.BOXED))
        elif node.kind == "comment" and node.text.startswith(slidevcode.MARKED):
            kept.append(Node("slot-mark", node.line, text=node.text.removeprefix(slidevcode.MARKED)))
        else:
            kept.append(node)
    return kept


def arranged(nodes: Sequence[Node], settings: Yaml, page: Page) -> list[Node]:
    """Return the nodes of a slide with the content of its slots in columns."""
    slots: dict[str, list[Node]] = {}
    name = "default"
    for node in nodes:
        if node.kind == "slot-mark":
            name = node.text
        elif node.kind == "slot":
            slots.setdefault(node.text, []).extend(node.children)
        else:
            slots.setdefault(name, []).append(node)
    if set(slots) <= {"default"}:
        return slots.get("default", [])
    head, sides = [node for name in ABOVE for node in slots.pop(name, [])], slots
    low = [node for name in BELOW for node in slots.pop(name, [])]
    default = slots.pop("default", [])
    if "left" in slots or settings.values.get("layout", "") == "two-cols-header" or not slots:
        head += default
    else:
        if not head and default and default[0].kind == "heading":
            head.append(default.pop(0))
        sides = {"default": default, **slots}
    return [*head, *_columns([side for side in sides.values() if side], page.line), *low]


def _columns(sides: list[list[Node]], line: int) -> list[Node]:
    if len(sides) < 2:
        return [node for side in sides for node in side]
    made = tuple(Node("container", side[0].line, text="column", children=tuple(side)) for side in sides)
    return [Node("container", line, text="columns", children=made)]


def beside(settings: Yaml, page: Page, base: Path, file: Path) -> None:
    """Put the picture or page that a layout names on its side."""
    layout, image, url = (_text(settings, key) for key in ("layout", "image", "url"))
    side = layout.rpartition("-")[2]
    told = page.notes.settings
    if told.get("backdrop"):
        told["backdrop"] = picture(told["backdrop"], base, file)
    if image:
        path = picture(image, base, file)
        line = settings.at("image")
        if side in ("left", "right"):
            fit = "contain" if "contain" in _text(settings, "backgroundSize") else "cover"
            span = Span("image", link=path, attributes=Attributes("", (fit,), {}, "{}"))
            page.side, page.share, page.beside = side, 0.5, [Node("paragraph", line, spans=(span,))]
        else:
            page.notes.set({"backdrop": path}, line)
    for key in settings.names():
        if key not in ("image", "logo") and PICTURED.search(key) and _text(settings, key):
            page.nodes.append(making.picture(picture(_text(settings, key), base, file), settings.at(key)))
    if url:
        found = elements.media("iframe", url, settings.at("url"), page.notes)
        page.nodes += found


def picture(link: str, base: Path, file: Path) -> str:
    """Return the address of a picture from the talk's folder: `/x.png` lies in `public`, others beside the file that names them."""
    if "://" in link or link.startswith("data:") or not link:
        return link
    if link.startswith("/"):
        return next((f"{place}{link[1:]}" for place in ("public/", "") if (base / f"{place}{link[1:]}").is_file()), f"public/{link[1:]}")
    if link.startswith(("@/", "~/")):
        return link[2:]
    if file.parent == base:
        return link.removeprefix("./")
    return Path(os.path.relpath(file.parent / link, base)).as_posix()


def _text(settings: Yaml, key: str) -> str:
    value = settings.values.get(key, "")
    return str(value) if isinstance(value, str) else ""
