"""HTML inside a line of text: its style, links and pictures are kept, its tags never shown."""

from __future__ import annotations

import re
from collections.abc import Callable

from kit.content.marknodes import Span
from kit.decks.module.dialects import elements, markup, scripts, settings, talk
from kit.decks.module.dialects.markup import Tag
from kit.decks.module.remarks import Notes
from kit.i18n import N_

BOLD = ("b", "strong", "mark")
ITALIC = ("i", "em", "cite", "var", "dfn")
CODE = ("code", "kbd", "samp", "tt")
STRIKE = ("del", "s", "strike")
QUIET = (
    "span",
    "font",
    "u",
    "ins",
    "small",
    "big",
    "abbr",
    "time",
    "label",
    "nobr",
    "q",
    "wbr",
    "ruby",
    "rt",
    "rp",
    "div",
    "p",
    "center",
    "Link",
    "hr",
)
SCRIPTS: dict[str, Callable[[str], str]] = {"sub": scripts.below, "sup": scripts.above}
# how stylesheets name what stands on a line of its own inside a box
PART = re.compile(r"[-_](?:value|number|num|label|title|name|body|text|desc|description|caption|sub)\Z")
COUNT = re.compile(r"[-_](?:number|num|icon)\Z")
WORD = 4  # letters that stand raised or lowered only as a word of its own, in brackets


def styled(spans: tuple[Span, ...], line: int, notes: Notes) -> tuple[Span, ...]:
    """Return spans without HTML."""
    if not any(span.kind == "html" for span in spans):
        return spans
    found: list[Span] = []
    opened: list[Tag] = []
    ended = ""
    for span, at in talk.placed(spans, line):
        tag = markup.read(span.text, at) if span.kind == "html" else None
        if tag is not None:
            if ended and not tag.closing and tag.name == "span" and PART.search(tag.attributes.get("class", "")):
                found.append(Span("text", " ") if COUNT.search(ended) else Span("break", title="br"))
            ended = next((one.attributes.get("class", "") for one in reversed(opened) if one.name == tag.name), "") if tag.closing else ""
            ended = ended if PART.search(ended) else ""
            found += _tag(tag, opened, notes)
        elif span.kind != "html":
            ended = ""
            found.append(_dressed(span, opened, found[-1].text[-1:] if found else ""))
    return tuple(found)


def _tag(tag: Tag, opened: list[Tag], notes: Notes) -> list[Span]:
    name = tag.name.lower()
    if name == "br":
        return [Span("break", title=name)]
    if name == "img":
        span = elements.image(tag, notes)
        return [span] if span.link else []
    if tag.closing:
        at = next((n for n in range(len(opened) - 1, -1, -1) if opened[n].name == tag.name), -1)
        if at >= 0:
            del opened[at:]
        return []
    if tag.name in elements.MEDIA:
        return [span for node in elements.shown(tag, notes) for span in node.spans]
    said = _said(tag, notes)
    if not tag.alone:
        opened.append(tag)
    return [Span("text", said, link=tag.attributes.get("to", "") if "://" in tag.attributes.get("to", "") else "")] if said else []


def _said(tag: Tag, notes: Notes) -> str:
    """Note a tag that has no equal, and return the words it holds itself."""
    name = tag.name.lower()
    if tag.name == "Link" and tag.alone:
        return tag.attributes.get("title", "") or tag.attributes.get("to", "")
    known = (*BOLD, *ITALIC, *CODE, *STRIKE, *SCRIPTS, "a", *(one.lower() for one in QUIET))
    if tag.name in elements.STEPS:
        settings.without(notes, f"<{tag.name}>", tag.line)
    elif name in known or tag.name in known:
        if "style" in tag.attributes or name in ("font", "q"):
            notes.find(
                tag.line, "module.html", N_("HTML ({tag}) has no effect on slides: its text is kept."), tag=tag.raw[:60], severity="note"
            )
    elif tag.alone or "-" in name or ":" in name:
        notes.find(tag.line, "module.icon", N_("`<{name}>` is an icon or a component of another tool and is left out."), name=tag.name)
    else:
        notes.find(tag.line, "module.component", N_("The component `<{name}>` is not known: what stands inside it is kept."), name=tag.name)
    return ""


def _dressed(span: Span, opened: list[Tag], before: str) -> Span:
    names = {tag.name.lower() for tag in opened}
    marked = any(key.startswith("v-mark") for tag in opened for key in tag.attributes)
    if not names or span.kind not in ("text", "math"):
        return span
    link = next(
        (tag.attributes.get("href", "") or tag.attributes.get("to", "") for tag in reversed(opened) if tag.name.lower() in ("a", "link")),
        "",
    )
    for name, turn in SCRIPTS.items():
        if name in names and span.kind == "text":
            turned = turn(span.text)
            apart = turned == span.text and len(turned.strip()) >= WORD and bool(before.strip())
            span = span._replace(text=f" ({turned.strip()})" if apart else turned)
    return span._replace(
        bold=span.bold or bool(names.intersection(BOLD)) or marked,
        italic=span.italic or bool(names.intersection(ITALIC)),
        code=span.code or (bool(names.intersection(CODE)) and span.kind == "text"),
        strike=span.strike or bool(names.intersection(STRIKE)),
        link=span.link or link,
    )
