"""What an HTML element means on a slide: columns, lists, tables, pictures, headings, steps; the rest is noted."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from kit.content.attributes import NONE, Attributes
from kit.content.marknodes import Node, Span
from kit.decks.module.dialects import boxes, cells, settings, style, talk
from kit.decks.module.dialects.markup import Tag
from kit.decks.module.dialects.style import Styles
from kit.decks.module.remarks import Notes
from kit.i18n import N_

MEDIA = ("iframe", "video", "audio", "embed", "SlidevVideo", "Youtube", "YouTube", "Tweet", "Vimeo", "BlueSky")
PLACES = {"youtube": "https://www.youtube.com/watch?v={}", "tweet": "https://x.com/i/status/{}", "vimeo": "https://vimeo.com/{}"}
STEPS = ("v-click", "v-clicks", "v-after", "v-switch", "VClick", "VClicks", "VAfter", "VSwitch")
SILENT = ("meta", "link", "source", "track", "col", "colgroup", "hr", "wbr", "br")
HEADED = re.compile(r"h[1-6]\Z")
PLAIN = (
    "p",
    "center",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "div",
    "form",
    "fieldset",
    "figcaption",
    "caption",
    "button",
)


def made(tag: Tag, children: list[Node], notes: Notes, styles: Styles) -> list[Node]:
    """Return the nodes that an element with `children` stands for."""
    maker = _MAKERS.get(tag.name.lower())
    if maker is not None:
        return maker(tag, children, notes)
    if tag.name in MEDIA:
        return [*shown(tag, notes), *children]
    if tag.name == "style":
        styles.learn(tag.inner)
        notes.find(tag.line, "module.style", N_("`<style>` has no effect on slides: their look comes from the theme."), severity="note")
        return []
    if tag.name in SILENT:
        return []
    box = boxes.callout(tag, flat(children))
    if box is not None:
        return [box]
    if tag.name in STEPS:
        if not any(node.kind == "list" for node in talk.walk(children)):
            settings.without(notes, f"<{tag.name}>", tag.line)
        return [_box("incremental", tag, children)]
    if tag.name.lower() in PLAIN:
        return _plain(tag, children, styles)
    return _other(tag, children, notes)


def flat(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes without the boxes that mean nothing; cells outside of columns become their content."""
    kept: list[Node] = []
    for node in nodes:
        children = tuple(flat(node.children))
        if node.kind == "container" and node.text == "div":
            kept += children
        elif node.kind == "container" and node.text == "incremental" and node.info == "step":
            kept += _stepped(node, children)
        elif node.kind == "item" and node.info == "cell":
            kept += children
        else:
            kept.append(node._replace(children=children) if node.children else node)
    return kept


def _stepped(node: Node, children: tuple[Node, ...]) -> list[Node]:
    return [node._replace(info="", children=children)] if any(child.kind == "list" for child in children) else list(children)


def _box(name: str, tag: Tag, children: Sequence[Node]) -> Node:
    return Node("container", tag.line, text=name, info="step" if name == "incremental" else "", children=tuple(children))


def _plain(tag: Tag, children: list[Node], styles: Styles) -> list[Node]:
    """Return a box as columns where it lays its children side by side, else as itself, to be a column of the box around it."""
    classes = tag.classes()
    if "notes" in classes or (tag.name == "aside" and "notes" in classes):
        return [_box("notes", tag, children)]
    widths = style.columned(classes, tag.attributes, styles)
    laid = cells.columns(children, widths, tag.line) if widths is not None else children
    if laid is children:
        laid = boxes.sided(children, tag.line, classes)
    if laid is not children:
        return laid
    if any(key.startswith(("v-click", "v-after")) for key in tag.attributes) or "incremental" in classes:
        children = [_box("incremental", tag, children)]
    width = style.share(classes, tag.attributes)
    found = Attributes("", (), {"width": f"{width:g}"}, "{}") if width else NONE
    if tag.name in ("figcaption", "caption"):
        return [Node("container", tag.line, text="div", info="caption", children=tuple(children))]
    info = "p" if tag.name == "p" else boxes.role(tag.name, classes)
    return [Node("container", tag.line, text="div", info=info, children=tuple(children), attributes=found)]


def spans(nodes: Sequence[Node]) -> tuple[Span, ...]:
    """Return the spans of all text in nodes, one line after another."""
    found: list[Span] = []
    for node in nodes:
        inner = node.spans or (spans(node.children) if node.children else (Span("text", node.text, code=True),) if node.text else ())
        found += [*([Span("break", title="br")] if found and inner else []), *inner]
    return tuple(found)


def _heading(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    found = spans(children)
    return [Node("heading", tag.line, int(tag.name[1]), found, text="#")] if found else []


def _list(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    ordered = tag.name.lower() == "ol"
    first = tag.attributes.get("start", "1")
    number = int(first) if first.isdigit() else 1
    items = [child._replace(info="") for child in children if child.kind == "item"]
    steps = any(child.kind == "item" and child.text == "step" for child in children)
    items = [item._replace(ordered=ordered, number=number + n if ordered else 0, text="") for n, item in enumerate(items)]
    rest = [child for child in children if child.kind != "item"]
    if not items:
        return rest
    made = Node("list", tag.line, children=tuple(items), ordered=ordered)
    return [*rest, _box("incremental", tag, [made]) if steps or "v-click" in tag.attributes else made]


def _item(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    step = any(key.startswith("v-click") for key in tag.attributes)
    return [Node("item", tag.line, info="cell", text="step" if step else "", children=tuple(flat(children)))]


def _table(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    rows = [child for child in flat_rows(children) if child.text == "row"]
    cells = [tuple(spans(cell.children) for cell in row.children) for row in rows]
    width = max((len(row) for row in cells), default=0)
    if not width:
        return children
    even = [row + ((),) * (width - len(row)) for row in cells]
    if not any(cell.info == "head" for cell in rows[0].children):
        even.insert(0, ((),) * width)
    rest = [child for child in flat_rows(children) if child.text != "row"]
    return [*rest, Node("table", tag.line, rows=tuple(even), align=("",) * width)]


def flat_rows(children: Sequence[Node]) -> list[Node]:
    """Return the rows of a table, whatever parts they stand in."""
    return [row for child in children for row in (flat_rows(child.children) if child.text == "div" else [child])]


def _row(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    return [Node("container", tag.line, text="row", children=tuple(child for child in children if child.text == "cell"))]


def _cell(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    return [Node("container", tag.line, text="cell", info="head" if tag.name.lower() == "th" else "", children=tuple(children))]


def _part(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    return [Node("container", tag.line, text="div", children=tuple(children))]


def _quote(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    return [Node("quote", tag.line, children=tuple(flat(children)))] if children else []


def _code(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    lang = re.search(r"language-(\w+)", tag.inner)
    text = html.unescape(re.sub(r"<[^>]*>", "", tag.inner)).strip("\n")
    return [Node("code", tag.line, text=text, info=lang[1] if lang else "")] if text.strip() else []


def _image(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    span = image(tag, notes)
    return [Node("paragraph", tag.line, spans=(span,), info="box")] if span.link else []


def image(tag: Tag, notes: Notes) -> Span:
    """Return the picture that an `<img>` tag means; an icon or a badge that lies on the web is left out and noted."""
    said = tag.attributes
    values = boxes.size(said)
    source = said.get("src", "") or said.get(":src", "").strip("'\"`")
    if boxes.adorns(source, values):
        text = N_("{path} lies on the web and is not fetched: save the picture beside the module.")
        notes.find(tag.line, "module.picture-web", text, path=source[:80])
        return Span("image")
    return Span("image", said.get("alt", ""), link=source, attributes=Attributes("", (), values, "{}") if values else NONE)


def _figure(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    caption = next((child for child in children if child.info == "caption"), None)
    rest = [child for child in children if child is not caption]
    said = "".join(span.text for span in spans(caption.children)) if caption else ""
    for at, child in enumerate(rest):
        if said and child.spans and child.spans[0].kind == "image":
            rest[at] = child._replace(spans=(child.spans[0]._replace(title=said), *child.spans[1:]))
            return rest
    return [*rest, *(caption.children if caption else ())]


def _summary(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    return [Node("paragraph", tag.line, spans=tuple(span._replace(bold=True) if span.kind == "text" else span for span in spans(children)))]


def _script(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    notes.find(tag.line, "module.script", N_("`<{name}>` is left out: nothing of it can be shown on a slide."), name=tag.name)
    return []


def shown(tag: Tag, notes: Notes) -> list[Node]:
    """Return the address of the film, page or post that an element shows."""
    said, known = tag.attributes, PLACES.get(tag.name.lower(), "{}")
    address = said.get("src", "") or said.get("url", "") or (known.format(said["id"]) if said.get("id") else "")
    return media(tag.name, address, tag.line, notes)


def media(name: str, address: str, line: int, notes: Notes) -> list[Node]:
    """Return the address of a film or a page that cannot be shown, as a line of text."""
    notes.find(line, "module.media", N_("{name} cannot be shown on a slide: its address stands there instead."), name=name)
    link = address if "://" in address else ""
    return [Node("paragraph", line, spans=(Span("text", "▶ " + address, link=link),))] if address else []


def _slot(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    said = next((key for key in tag.attributes if key.startswith(("#", "v-slot:"))), "")
    name = said.lstrip("#").removeprefix("v-slot:") or tag.attributes.get("slot", "")
    if name.isdigit():
        return children
    return [Node("slot", tag.line, text=name or "default", children=tuple(children))]


def _other(tag: Tag, children: list[Node], notes: Notes) -> list[Node]:
    if tag.name == "Toc":
        return [Node("toc", tag.line)]
    notes.find(tag.line, "module.component", N_("The component `<{name}>` is not known: what stands inside it is kept."), name=tag.name)
    return [_box("div", tag, children)] if children else []


_MAKERS: dict[str, Callable[[Tag, list[Node], Notes], list[Node]]] = {
    **{f"h{level}": _heading for level in range(1, 7)},
    "ul": _list,
    "ol": _list,
    "li": _item,
    "dl": _part,
    "dt": _summary,
    "dd": _part,
    "table": _table,
    "thead": _part,
    "tbody": _part,
    "tfoot": _part,
    "tr": _row,
    "td": _cell,
    "th": _cell,
    "blockquote": _quote,
    "pre": _code,
    "img": _image,
    "figure": _figure,
    "details": _part,
    "summary": _summary,
    "script": _script,
    "svg": _script,
    "canvas": _script,
    "object": _script,
    "textarea": _script,
    "template": _slot,
}
