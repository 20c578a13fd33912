"""pandoc's text: curly quotes and dashes, raised and lowered letters, spans with attributes, citations, raw parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.content import attributes
from kit.content.marknodes import Node, Span
from kit.decks.module.dialects import latexwords, scripts, settings, talk
from kit.decks.module.remarks import Notes
from kit.i18n import N_

BELOW = re.compile(r"(?<!~)~(?!~)((?:[^\s~]|\\ ){1,24})~(?!~)")
ABOVE = re.compile(r"\^((?:[^\s^\[\]]|\\ ){1,24})\^")
CITED = re.compile(r"\[([^\[\]]*-?@[\w{][^\[\]]*)\]")
BARE = re.compile(r"(?<![\w.@])@(\w[\w:.#$%&+?<>~/-]*\w)")
CROSS = re.compile(r"(?<![\w.@])-?@(?:fig|tbl|sec|eq|lst|thm)-[\w-]*\w")
BRACES = re.compile(r"\s*\{[.#][A-Za-z][\w:.-]*(?:\s+[.#]?[\w:-]+(?:=(?:\"[^\"]*\"|[^\s\"{}]+))?)*\s*\}")
TAIL = re.compile(r"\]\{([^{}\n]*)\}")
AFTER_CODE = re.compile(r"\{([^{}\n]*)\}")
SILENT = ("underline", "ul", "mark", "smallcaps", "kbd")


def dressed(spans: tuple[Span, ...], node: Node, notes: Notes, cites: bool) -> tuple[Span, ...]:
    """Return the spans of one line as pandoc means them."""
    spans = _raw(spans, node, notes)
    spans = _unbracketed(spans, node, notes)
    at = talk.placed(spans, node.line)
    changed = [_text(span, line, notes, cites) if span.kind == "text" and not span.code else span for span, line in at]
    return tuple(span for span in _curled(changed) if span.text or span.kind != "text")


def given(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes whose braces stand behind a `[…]` with these braces in their text again, to which they belong."""
    found: list[Node] = []
    for node in nodes:
        children = given(node.children)
        first = children[0] if children else None
        if node.kind == "item" and node.attributes and first is not None and _bracketed(first.spans):
            children[0] = first._replace(spans=_braced(first.spans, node.attributes.raw))
            node = node._replace(attributes=attributes.NONE)
        elif node.kind == "heading" and node.attributes and _bracketed(node.spans):
            node = node._replace(spans=_braced(node.spans, node.attributes.raw), attributes=attributes.NONE)
        found.append(node._replace(children=tuple(children)) if children else node)
    return found


def _bracketed(spans: Sequence[Span]) -> bool:
    """Return whether spans end with the `]` of brackets that stand for themselves, not of a link."""
    last = spans[-1] if spans else None
    if last is None or last.kind != "text" or last.code or last.link or not last.text.endswith("]"):
        return False
    return _opening(spans, len(spans) - 1, last.text[:-1]) is not None


def _braced(spans: Sequence[Span], braces: str) -> tuple[Span, ...]:
    return (*spans[:-1], spans[-1]._replace(text=spans[-1].text + braces))


def _raw(spans: tuple[Span, ...], node: Node, notes: Notes) -> tuple[Span, ...]:
    """Take the braces behind code: raw parts of another format are left out, a language says nothing here."""
    kept: list[Span] = []
    for span in spans:
        found = AFTER_CODE.match(span.text) if span.kind == "text" and not span.code and kept and kept[-1].code else None
        if found is None:
            kept.append(span)
            continue
        if found[1].startswith("="):
            text = N_("This part is written for {name} and is left out.")
            notes.find(node.line, "module.raw", text, name=found[1][1:])
            kept.pop()
        elif attributes.read(found[1]) is None:
            kept.append(span)
            continue
        kept.append(span._replace(text=span.text[found.end() :]))
    return tuple(kept)


def _unbracketed(spans: tuple[Span, ...], node: Node, notes: Notes) -> tuple[Span, ...]:
    """Return spans without `[…]{.class}` around them."""
    found = list(spans)
    for at, span in enumerate(found):
        while span.kind == "text" and not span.code and (tail := TAIL.search(span.text)):
            said = attributes.read(tail[1]) if tail[1].strip() else attributes.NONE
            start = _opening(found, at, span.text[: tail.start()])
            if said is None or start is None:
                break
            for word in (*said.words, *said.values):
                if word not in SILENT:
                    settings.without(notes, f"{{{word}}}", node.line)
            span = span._replace(text=span.text[: tail.start()] + span.text[tail.end() :])
            found[at] = span
            place, cut = start
            text = found[place].text
            found[place] = found[place]._replace(text=text[:cut] + text[cut + 1 :])
            span = found[at]
    return tuple(found)


def _opening(spans: Sequence[Span], at: int, before: str) -> tuple[int, int] | None:
    """Return the span and place of the `[` that a `]` closes."""
    depth = 0
    for place in range(at, -1, -1):
        span = spans[place]
        if span.kind != "text" or span.code:
            continue
        text = before if place == at else span.text
        for cut in range(len(text) - 1, -1, -1):
            depth += (text[cut] == "]") - (text[cut] == "[")
            if depth < 0:
                return place, cut
    return None


def _text(span: Span, line: int, notes: Notes, cites: bool) -> Span:
    for found in BRACES.finditer(span.text):
        settings.without(notes, found[0].strip(), line)
    text = BRACES.sub("", span.text)
    text = CITED.sub(lambda found: _cited(found[1], line, notes), text)
    text = CROSS.sub(lambda found: _cited(found[0], line, notes)[1:-1], text)
    if cites:
        text = BARE.sub(lambda found: _cited(found[0], line, notes)[1:-1], text)
    text = BELOW.sub(lambda found: scripts.below(found[1].replace("\\ ", " ")), text)
    text = ABOVE.sub(lambda found: scripts.above(found[1].replace("\\ ", " ")), text)
    return span._replace(text=latexwords.worded(text, line, notes))


def _cited(said: str, line: int, notes: Notes) -> str:
    text = N_("The citation {key} is not looked up: its key stands on the slide.")
    notes.find(line, "module.citation", text, key=said[:60])
    return "(" + re.sub(r"-?@\{?([^\s;,\]}]+)\}?", r"\1", said) + ")"


def _curled(spans: Sequence[Span]) -> list[Span]:
    """Return spans with curly quotes, dashes and dots; code, formulas and links keep theirs."""
    before, made = "", []
    for span in spans:
        if span.kind == "text" and not span.code and "://" not in span.text:
            span = span._replace(text=curled(span.text, before))
        made.append(span)
        before = span.text[-1:] if span.kind in ("text", "math", "image") else " "
    return made


def curled(text: str, before: str = "") -> str:
    """Return text with curly quotes, dashes and dots, `before` being the character in front of it."""
    text = text.replace("...", "…")
    text = re.sub(r"(?<!-)---(?!-)", "—", text)
    text = re.sub(r"(?<!-)--(?!-)", "–", text)
    return _quotes(text, before) if "'" in text or '"' in text else text


def _quotes(text: str, before: str) -> str:
    made: list[str] = []
    for at, c in enumerate(text):
        last = made[-1] if made else before
        after = text[at + 1 : at + 2]
        opens = not last or last.isspace() or last in "([{-–—/“‘\u00a0"
        opens = opens and bool(after) and not after.isspace()
        pair = {'"': "“”", "'": "‘’"}.get(c, "")
        made.append(pair[not opens] if pair else c)
    return "".join(made)
