"""What the class of a box or the name of a component says of it: a callout, one of several columns or cards; how large a picture is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kit.content.attributes import Attributes
from kit.content.marknodes import Node
from kit.decks.module import callouts
from kit.decks.module.dialects import cells, talk
from kit.decks.module.dialects.markup import Tag

CALLOUT = re.compile(r"(?:callout|admonition|alert|box|block)?[-_]*([a-z]+?)[-_]*(?:callout|admonition|alert|box|block)?\Z", re.IGNORECASE)
COMPONENTS = re.compile(r"(?:Admonition|AdmonitionType|Callout|Alert)\Z")
# names that people give to boxes which their own stylesheet puts side by side
COLUMN, CARD = (
    re.compile(r"(?:\A|[-_])col(?:umn)?\Z", re.IGNORECASE),
    re.compile(r"(?:\A|[-_])(?:card|tile|panel|feature|step)\Z", re.IGNORECASE),
)
SIZE = re.compile(r"(?<![\w-])(?:max-)?(width|height)\s*:\s*(\d+(?:\.\d+)?(?:px|rem|em|%))")
UNITS = {"px": 1.0, "rem": 16.0, "em": 16.0}
DOWN = re.compile(r"space-y|flex-col|rows|stack|vertical|list|steps|timeline|content|body|wrap|text|center|absolute|\Aabs-|card|box|col")
PART = re.compile(r"(?:\A|[-_])(?:value|number|num|label|title|name|head(?:er|ing)?|body|text|desc|description|caption|sub|footer|cite)\Z")
BRIEF = 60  # characters of a box that is a figure with what it means
SMALL = 64  # pixels: what is smaller is an icon, a logo or a badge
BADGES = re.compile(r"://(?:img\.shields\.io|badge[\w.]*|[^/]*/badges?/)")


def callout(tag: Tag, children: Sequence[Node]) -> Node | None:
    """Return the callout that an element stands for, None where it stands for none."""
    kind = ""
    if COMPONENTS.match(tag.name):
        kind = callouts.kind(tag.attributes.get("type", "")) or "note"
    elif tag.name == "div":
        found = (CALLOUT.match(name) for name in tag.classes())
        kind = next((one for one in (callouts.kind(name[1]) for name in found if name) if one), "")
    if not kind or not children:
        return None
    title = tag.attributes.get("title", "") or tag.attributes.get("data-title", "")
    said = Attributes("", (), {"title": title}, "{}") if title else Attributes()
    return Node("container", tag.line, text=kind, children=tuple(children), attributes=said)


def role(name: str, classes: Sequence[str]) -> str:
    """Return "column" or "card" where the class of a box says so, "named" where it has another, or none inside a box that has one."""
    if name not in ("div", "section", "article") or any(PART.search(one) for one in classes):
        return ""
    return "column" if any(COLUMN.search(one) for one in classes) else "card" if any(CARD.search(one) for one in classes) else "named"


def sided(children: list[Node], line: int, classes: Sequence[str]) -> list[Node]:
    """Return boxes that name themselves columns or cards side by side, where they are two to four and nothing stands between them.

    Named boxes that are all that a named box holds stand so too, where each has a heading of its own or very few words.
    """
    across = bool(classes) and not any(DOWN.search(one) for one in classes) and 2 <= len(children) <= cells.MOST
    if across and all(child.info == "named" for child in children) and (_full(children) or all(_brief(child) for child in children)):
        return [one._replace(info="maybe") for one in cells.columns(children, (), line)]
    for name in ("column", "card"):
        at = [place for place, child in enumerate(children) if child.info == name]
        if 2 <= len(at) <= cells.MOST and at[-1] - at[0] == len(at) - 1 and (name == "column" or _full(children[at[0] : at[-1] + 1])):
            made = cells.columns(children[at[0] : at[-1] + 1], (), line)
            return [*children[: at[0]], *(one._replace(info="maybe") for one in made), *children[at[-1] + 1 :]]
    return children


def _brief(box: Node) -> bool:
    return sum(len(span.text) for node in talk.walk((box,)) for span in node.spans) <= BRIEF


def _full(cards: Sequence[Node]) -> bool:
    return all(len(card.children) > 1 for card in cards)


def size(said: Mapping[str, str]) -> dict[str, str]:
    """Return the width and height that a picture's attributes, style or classes (`w-40`) ask for."""
    values = {key: said[key] for key in ("width", "height") if said.get(key)}
    for key, value in SIZE.findall(said.get("style", "")):
        values.setdefault(key, value if value.endswith("%") else f"{_pixels(value):g}")
    for name in said.get("class", "").split():
        found = re.match(r"([wh])-(\d+(?:\.\d+)?)\Z", name)
        if found:
            values.setdefault("width" if found[1] == "w" else "height", f"{float(found[2]) * 4:g}")
    return values


def adorns(link: str, values: Mapping[str, str]) -> bool:
    """Return whether a picture on the web, which cannot be fetched, is only an icon, a logo or a badge: its empty place says nothing."""
    small = any(re.fullmatch(r"\d+(?:\.\d+)?(?:px)?", one) and float(one.removesuffix("px")) <= SMALL for one in values.values())
    return "://" in link and (small or BADGES.search(link) is not None)


def _pixels(value: str) -> float:
    unit = re.sub(r"[\d.]+", "", value)
    return float(value.removesuffix(unit)) * UNITS[unit]
