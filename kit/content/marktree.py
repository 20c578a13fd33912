"""Turn the Markdown reader's flat tokens into nodes, and teach it `:::` containers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kit.content import attributes, marknodes
from kit.content.attributes import NONE, Attributes
from kit.content.marknodes import Node, Span

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

OPENS = re.compile(r":{3,}[ \t]*([^\s:].*?)[ \t]*:*[ \t]*\Z")
CLOSES = re.compile(r":{3,}[ \t]*\Z")
FENCE = re.compile(r"(`{3,}|~{3,})")
TASK = re.compile(r"\[([ xX])\](?:\s+|\Z)")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a `::: name {attributes}` block; a bare `:::` closes the innermost, as in pandoc."""
    if state.is_code_block(start) or not (opened := OPENS.match(_line(state, start))):
        return False
    if silent:
        return True
    last, closed = _closing(state, start, end)
    token = state.push("container_open", "div", 1)
    token.info, token.map, token.block, token.hidden = opened[1], [start, last], True, not closed
    parent, limit = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, limit
    state.push("container_close", "div", -1)
    state.line = last + (1 if closed else 0)
    return True


def _line(state: StateBlock, at: int) -> str:
    return state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]


def _closing(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """Return the line of the matching `:::`, or where the container must end without one: before `---` on its own or the end."""
    depth, fence = 1, ""
    for at in range(start + 1, end):
        line = _line(state, at)
        mark = FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif CLOSES.match(line):
            depth -= 1
            if not depth:
                return at, True
        elif OPENS.match(line):
            depth += 1
        elif line.rstrip() == "---" and state.isEmpty(at - 1):
            return at, False
    return end, False


def build(tokens: Sequence[Token], first: int) -> tuple[Node, ...]:
    """Return the nodes that `tokens` describe; lines count from `first`."""
    return tuple(_nodes(_Cursor(tokens, first), ""))


class _Cursor:
    """A place in the list of tokens."""

    def __init__(self, tokens: Sequence[Token], first: int) -> None:
        self.tokens, self.first, self.at, self.seen = tokens, first, 0, first

    def next(self) -> Token | None:
        if self.at >= len(self.tokens):
            return None
        self.at += 1
        token = self.tokens[self.at - 1]
        if token.map:
            self.seen = token.map[0] + self.first
        return token


def _nodes(cursor: _Cursor, until: str) -> list[Node]:
    found: list[Node] = []
    while (token := cursor.next()) is not None and token.type != until:
        made = _MAKERS[token.type](token, cursor) if token.type in _MAKERS else []
        found.extend(made)
    return found


def _heading(token: Token, cursor: _Cursor) -> list[Node]:
    line, level = cursor.seen, int(token.tag[1])
    spans, found = marknodes.tailed(_inline(cursor))
    cursor.next()
    return [Node("heading", line, level, spans, attributes=found, underlined=token.markup in ("-", "="), text=token.markup[:1])]


def _paragraph(_token: Token, cursor: _Cursor) -> list[Node]:
    line = cursor.seen
    spans = _inline(cursor)
    cursor.next()
    return [Node("paragraph", line, spans=spans)]


def _list(token: Token, cursor: _Cursor) -> list[Node]:
    line, ordered = cursor.seen, token.type == "ordered_list_open"
    number = int(token.attrs.get("start", 1)) if ordered else 0
    items = _nodes(cursor, token.type.replace("_open", "_close"))
    if ordered:
        items = [item._replace(ordered=True, number=number + place) for place, item in enumerate(items)]
    return [Node("list", line, children=tuple(items), ordered=ordered)]


def _item(_token: Token, cursor: _Cursor) -> list[Node]:
    line = cursor.seen
    children = _nodes(cursor, "list_item_close")
    checked, found = None, NONE
    if children and children[0].kind == "paragraph":
        checked, spans = _task(children[0].spans)
        spans, found = marknodes.tailed(spans)
        children[0] = children[0]._replace(spans=spans)
    return [Node("item", line, children=tuple(children), checked=checked, attributes=found)]


def _task(spans: tuple[Span, ...]) -> tuple[bool | None, tuple[Span, ...]]:
    mark = TASK.match(spans[0].text) if spans and spans[0].kind == "text" and not spans[0].link and not spans[0].code else None
    if mark is None:
        return None, spans
    return mark[1] != " ", (spans[0]._replace(text=spans[0].text[mark.end() :]), *spans[1:])


def _quote(_token: Token, cursor: _Cursor) -> list[Node]:
    line = cursor.seen
    return [Node("quote", line, children=tuple(_nodes(cursor, "blockquote_close")))]


def _code(token: Token, cursor: _Cursor) -> list[Node]:
    return [Node("code", cursor.seen, text=token.content.rstrip("\n"), info=token.info.strip())]


def _math(token: Token, cursor: _Cursor) -> list[Node]:
    return [Node("math", cursor.seen, text=token.content.strip())]


def _rule(token: Token, cursor: _Cursor) -> list[Node]:
    return [Node("rule", cursor.seen, text=token.markup[:1])]


def _html(token: Token, cursor: _Cursor) -> list[Node]:
    """Split a block of HTML into its comments and whatever else it holds."""
    found, at, text = [], 0, token.content
    for comment in COMMENT.finditer(text):
        found += _rest(text[at : comment.start()], cursor.seen + text[:at].count("\n"))
        found.append(Node("comment", cursor.seen + text[: comment.start()].count("\n"), text=comment[1].strip()))
        at = comment.end()
    return found + _rest(text[at:], cursor.seen + text[:at].count("\n"))


def _rest(text: str, line: int) -> list[Node]:
    line += len(text[: len(text) - len(text.lstrip())].split("\n")) - 1
    text = text.strip()
    if text.startswith("<!--"):
        return [Node("comment", line, text=text[4:].strip(), closed=False)]
    return [Node("html", line, text=text)] if text else []


def _container(token: Token, cursor: _Cursor) -> list[Node]:
    line = cursor.seen
    label, found = attributes.trailing(token.info)
    name, _space, info = label.strip().partition(" ")
    if not name and found.words:
        name, found = found.words[0], Attributes(found.id, found.words[1:], found.values, found.raw)
    children = tuple(_nodes(cursor, "container_close"))
    return [Node("container", line, children=children, text=name, info=info.strip(), attributes=found, closed=not token.hidden)]


def _table(_token: Token, cursor: _Cursor) -> list[Node]:
    line = cursor.seen
    rows: list[tuple[tuple[Span, ...], ...]] = []
    cells: list[tuple[Span, ...]] = []
    align: list[str] = []
    while (token := cursor.next()) is not None and token.type != "table_close":
        if token.type in ("th_open", "td_open"):
            cells.append(_inline(cursor))
            if token.type == "th_open":
                align.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
        elif token.type == "tr_close":
            rows.append(tuple(cells))
            cells = []
    return [Node("table", line, rows=tuple(rows), align=tuple(align))]


_MAKERS: dict[str, Any] = {
    "heading_open": _heading,
    "paragraph_open": _paragraph,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "list_item_open": _item,
    "blockquote_open": _quote,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "hr": _rule,
    "html_block": _html,
    "container_open": _container,
    "table_open": _table,
}


def _inline(cursor: _Cursor) -> tuple[Span, ...]:
    token = cursor.next()
    return _spans(token.children or []) if token is not None else ()


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Flatten inline tokens; style is what is open at each stretch of text."""
    spans: list[Span] = []
    style: dict[str, Any] = {"bold": 0, "italic": 0, "strike": 0, "link": ""}
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                style["bold"] += token.nesting
            case "em_open" | "em_close":
                style["italic"] += token.nesting
            case "s_open" | "s_close":
                style["strike"] += token.nesting
            case "link_open":
                style["link"] = str(token.attrs.get("href", ""))
            case "link_close":
                style["link"] = ""
            case "text" | "code_inline":
                _add_text(spans, token.content, token.type == "code_inline", style)
            case "math_inline" | "math_inline_double":
                _add_math(spans, token, style)
            case "softbreak" | "hardbreak":
                spans.append(Span("soft" if token.type == "softbreak" else "break"))
            case "image":
                spans.append(Span("image", _alt(token), link=str(token.attrs.get("src", "")), title=str(token.attrs.get("title", ""))))
            case "html_inline":
                comment = COMMENT.fullmatch(token.content.strip())
                spans.append(Span("comment", comment[1].strip()) if comment else Span("html", token.content))
    return tuple(spans)


def _add_text(spans: list[Span], text: str, code: bool, style: dict[str, Any]) -> None:
    if not code and spans and spans[-1].kind == "image" and not spans[-1].attributes:
        text, found = attributes.leading(text)
        spans[-1] = spans[-1]._replace(attributes=found)
    if text:
        spans.append(Span("text", text, style["bold"] > 0, style["italic"] > 0, code, style["strike"] > 0, style["link"]))


def _add_math(spans: list[Span], token: Token, style: dict[str, Any]) -> None:
    kind = "math" if token.type == "math_inline" else "formula"
    spans.append(Span(kind, token.content.strip(), style["bold"] > 0, style["italic"] > 0, False, style["strike"] > 0, style["link"]))


def _alt(token: Token) -> str:
    return "".join(
        inner.content if inner.type in ("text", "code_inline", "image") else " " * (inner.type == "softbreak")
        for inner in token.children or []
    )
