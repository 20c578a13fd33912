"""Marp's directives: global ones, local ones that stay, spot ones (`_class`) for one slide, and comments that are presenter notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.content import yamltext
from kit.content.marknodes import Node
from kit.content.yamltext import Page as Yaml
from kit.decks.module.dialects import settings, talk
from kit.decks.module.dialects.source import Source
from kit.decks.module.dialects.style import Styles
from kit.decks.module.dialects.talk import Page
from kit.decks.module.front import KEYS
from kit.decks.module.model import DEPTHS
from kit.decks.module.remarks import Notes
from kit.errors import KitError
from kit.i18n import N_

LOCAL = (
    "paginate",
    "header",
    "footer",
    "class",
    "backgroundColor",
    "backgroundImage",
    "backgroundPosition",
    "backgroundRepeat",
    "backgroundSize",
    "color",
    "transition",
)
GLOBAL = ("marp", "theme", "style", "headingDivider", "size", "math", "title", "author", "description", "keywords", "image", "url", "lang")
OURS = ("layout", "depth", "background")
HASHED = re.compile(r"^(\s*[_$]?[A-Za-z]\w*\s*:\s+)(#\w.*?)\s*$", re.MULTILINE)  # a colour, which YAML takes for a comment
FIT = re.compile(r"\s*fit\s*\Z")


def globals_of(front: Yaml, general: Notes, styles: Styles, source: Source) -> dict[str, tuple[str, int]]:
    """Return the local directives that the front matter gives to every slide; the others are noted."""
    local: dict[str, tuple[str, int]] = {}
    for key in front.names():
        value = _text(front.values[key]) or source.after(key, front.at(key))
        if key in LOCAL or key.lstrip("_") in LOCAL:
            local[key] = (value, front.at(key))
            _noted(key.lstrip("_"), value, front.at(key), general)
        elif key == "style":
            styles.learn(value)
            settings.without(general, key, front.at(key))
        elif key in GLOBAL and key not in ("title", "lang", "headingDivider", "math", "marp"):
            settings.without(general, key, front.at(key))
        elif key not in (*GLOBAL, *KEYS):
            settings.unknown(general, key, front.at(key))
    return local


def dividers(front: Yaml, nodes: Sequence[Node], general: Notes) -> tuple[int, ...]:
    """Return the levels of headings that begin a slide: `2` means levels 1 and 2, `[2]` level 2 alone."""
    value = front.values.get("headingDivider", "")
    for node in nodes:
        found = directives(node.text) if node.kind == "comment" else None
        value = found["headingDivider"] if found and "headingDivider" in found else value
    if isinstance(value, str) and not value.startswith("["):
        return tuple(range(1, int(value) + 1)) if value.strip() in tuple("123456") else ()
    return tuple(int(one) for one in re.findall(r"[1-6]", _text(value)))


def directives(comment: str) -> dict[str, object] | None:
    """Return what a comment sets, None when it is a presenter note: it must be YAML with at least one known name."""
    if ":" not in comment:
        return None
    try:
        page = yamltext.parse(HASHED.sub(r'\1"\2"', comment))
    except KitError:
        page = _loose(comment)
    known = (*LOCAL, *GLOBAL, *OURS)
    return dict(page.values) if any(key.lstrip("_$") in known for key in page.values) else None


def _loose(comment: str) -> Yaml:
    """Return the `key: value` lines of a comment that is no YAML, nothing when one line is anything else."""
    found: dict[str, str] = {}
    for part in re.split(r"[\n;]", comment):
        pair = re.fullmatch(r"\s*([_$]?[A-Za-z]\w*)\s*:\s*(.*?)\s*", part)
        if pair:
            found[pair[1]] = pair[2]
        elif part.strip():
            return Yaml()
    return Yaml("", 1, found)


def heard(page: Page, local: dict[str, tuple[str, int]], styles: Styles, source: Source) -> None:
    """Take the comments of a page: directives change `local` from here on, or this page alone; the others are presenter notes."""
    spot: dict[str, tuple[str, int]] = {key.lstrip("_"): said for key, said in local.items() if key.startswith("_")}
    for key in [key for key in local if key.startswith("_")]:
        del local[key]

    def hear(comment: str, line: int) -> None:
        if FIT.match(comment):
            return
        found = directives(comment)
        if found is None:
            page.notes.said.append(comment)
            return
        for key, value in found.items():
            _one(key.lstrip("$"), _text(value), source.find(key, line), page, local, spot, styles)

    page.nodes = talk.sifted(page.nodes, hear)
    for key, (value, line) in {**local, **spot}.items():
        _apply(key, value, line, page, key in spot)


def _one(
    key: str, value: str, line: int, page: Page, local: dict[str, tuple[str, int]], spot: dict[str, tuple[str, int]], styles: Styles
) -> None:
    if key.startswith("_") and key[1:] in (*LOCAL, *OURS):
        spot[key[1:]] = (value, line)
    elif key in LOCAL:
        local[key] = (value, line)
    elif key in OURS:
        spot[key] = (value, line)
    elif key in GLOBAL:
        if key == "style":
            styles.learn(value)
        if key != "headingDivider":
            settings.without(page.notes, key, line)
    else:
        settings.unknown(page.notes, key, line)


def _apply(key: str, value: str, line: int, page: Page, spot: bool) -> None:
    """Take a directive; what has no equal is noted on the page it was written on."""
    notes = page.notes
    match key:
        case "class" | "layout" | "background":
            notes.set({key: value}, line)
        case "depth" if value in DEPTHS:
            notes.set({key: value}, line)
        case "transition":
            settings.transition(notes, value, line)
        case "backgroundImage" | "backgroundColor":
            settings.background(notes, value, line)
        case _ if line >= page.line:
            _noted(key, value, line, notes)


def _noted(key: str, value: str, line: int, notes: Notes) -> None:
    if key in ("header", "footer"):
        if value:
            text = N_("The {key} “{value}” is not shown: the theme's own stands on every slide.")
            notes.find(line, "module.header", text, key=key, value=re.sub(r"<[^>]*>", "", value)[:60])
    elif key not in ("class", "transition", "backgroundImage", "backgroundColor", *OURS):
        settings.without(notes, key, line)


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(str(one) for one in value)
    return str(value) if isinstance(value, str) else ""
