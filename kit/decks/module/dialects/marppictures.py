"""Marp's pictures: words in the alt text give size, filters and place; `bg` stands behind or beside the text."""

from __future__ import annotations

import re

from kit.content.attributes import NONE, Attributes
from kit.content.marknodes import Node, Span
from kit.decks.module.dialects import making, settings, talk
from kit.decks.module.dialects.talk import Page
from kit.i18n import N_

FILTERS = ("blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia")
SIZES = {"w": "width", "width": "width", "h": "height", "height": "height"}
FITS = {"fit": "contain", "contain": "contain", "cover": "cover", "auto": "contain"}
SIDE = re.compile(r"(left|right)(?::(?:(\d+(?:\.\d+)?)%?)?)?\Z")
MARK = re.compile(r"#[a-z]{1,8}\Z")  # by which themes place a picture
PLACES = ("center", "centre", "left", "right", "middle", "top", "bottom", "round", "shadow", "inline")
PERCENT = re.compile(r"\d+(?:\.\d+)?%\Z")


def taken(page: Page) -> None:
    """Take the background pictures out of a page's text, and the words out of its pictures' alt texts."""
    behind: list[tuple[Span, int]] = []
    page.nodes = [kept for node in page.nodes for kept in _node(node, page, behind)]
    sided = any(span.attributes.get("side") for span, _line in behind)
    for span, _line in behind:
        if found := SIDE.match(span.attributes.get("side")):
            page.side, page.share = found[1], float(found[2]) / 100 if found[2] else page.share or 0.5
    shown = [(span, line) for span, line in behind if not _colour(span, line, page)]
    if len(shown) == 1 and not sided:
        span, line = shown[0]
        page.notes.set({"backdrop": span.link}, line)
        return
    page.beside = [_picture(span, line) for span, line in shown]


def _colour(span: Span, line: int, page: Page) -> bool:
    """Take a background that is a colour or a gradient."""
    if not (span.link.startswith("#") or "gradient(" in span.link or (span.link.isalpha() and "." not in span.link)):
        return False
    settings.background(page.notes, span.link, line)
    return True


def _picture(span: Span, line: int) -> Node:
    fit = span.attributes.get("fit", "cover")
    return making.picture(span.link, line, span.text)._replace(spans=(span._replace(attributes=Attributes("", (fit,), {}, "{}")),))


def _node(node: Node, page: Page, behind: list[tuple[Span, int]]) -> list[Node]:
    children = tuple(kept for child in node.children for kept in _node(child, page, behind))
    if not any(span.kind == "image" for span in node.spans):
        return [node._replace(children=children)]
    kept: list[Span] = []
    for span, line in talk.placed(node.spans, node.line):
        made, back = _span(span, line, page) if span.kind == "image" else (span, False)
        if back:
            behind.append((made, line))
        else:
            kept.append(made)
    while kept and kept[0].kind in ("soft", "break"):
        kept.pop(0)
    words = any(span.kind not in ("soft", "break") and (span.kind != "text" or span.text.strip()) for span in kept)
    return [node._replace(spans=tuple(kept), children=children)] if words else list(children)


def _span(span: Span, line: int, page: Page) -> tuple[Span, bool]:
    """Return a picture with its words as attributes, and whether it stands behind the text."""
    words, values, lost = [], dict(span.attributes.values), []
    pieces = span.text.split()
    back = "bg" in pieces
    for piece in pieces:
        key, _colon, value = piece.partition(":")
        if piece == "bg" or (back and piece in ("vertical", "horizontal")):
            continue
        if back and SIDE.match(piece):
            values["side"] = piece
        elif back and piece in FITS:
            values["fit"] = FITS[piece]
        elif key in SIZES and value:
            values[SIZES[key]] = value
        elif key in FILTERS and (value or back or len(pieces) == 1):
            lost.append(piece)
        elif not (back and PERCENT.match(piece)) and not MARK.match(piece):
            words.append(piece)
    if lost:
        text = N_("The filter {name} is not applied to the picture.")
        page.notes.find(line, "module.filter", text, name=" ".join(lost), severity="note")
    if all(word in PLACES for word in words):
        words = []
    made = Attributes("", span.attributes.words, values, "{}") if values or span.attributes.words else NONE
    return span._replace(text=" ".join(words), attributes=made), back
