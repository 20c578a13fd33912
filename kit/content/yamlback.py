"""Write YAML back into a person's file: comments, order and indentation stay, only what changed is touched."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

from kit.errors import KitError

SAFE = re.compile(r"[\w./+][^:#,\[\]{}&*!|>'\"%@`\s]*( [^:#,\[\]{}&*!|>'\"%@`\s]+)*")


def merged(text: str, new: dict[str, Any]) -> str:
    """Return `text` (YAML of a person, or "") holding the values of `new`; keys with None are taken out, others stay as they are.

    Values are strings, lists and dicts of these, as `yamltext.plain` gives them. Raises KitError when `text` is broken.
    """
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import YAMLError

    writer = _writer()
    try:
        page = writer.load(text) if text.strip() else None
    except YAMLError as error:
        raise KitError("yaml.broken-back", "This is not valid YAML, so nothing was written: mend it first.") from error
    if page is None:
        page = CommentedMap()
    _merge_map(page, new)
    out = StringIO()
    writer.dump(page, out)
    return out.getvalue()


def _writer() -> Any:
    """Return a round-trip YAML that takes every scalar for text, as our reader does."""
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class AllText(VersionedResolver):
        """No scalar is a number, a date or a truth value."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            """Return the plain tag of each kind of node."""
            from ruamel.yaml.nodes import MappingNode, ScalarNode

            name = "str" if kind is ScalarNode else "map" if kind is MappingNode else "seq"
            from ruamel.yaml.tag import Tag

            return Tag(suffix=f"tag:yaml.org,2002:{name}")

    writer = YAML(typ="rt")
    writer.Resolver = AllText
    writer.preserve_quotes = True
    writer.width = 4096
    writer.allow_duplicate_keys = True
    writer.indent(mapping=2, sequence=4, offset=2)
    return writer


def _merge_map(page: Any, new: dict[str, Any]) -> None:
    for key, value in new.items():
        if value is None:
            page.pop(key, None)
        elif key not in page:
            page[_scalar(key)] = _made(value)
        else:
            page[key] = _merge(page[key], value)


def _merge(old: Any, new: Any) -> Any:
    """Return `old` changed into `new`, the same object wherever the two agree."""
    if _plain(old) == new:
        return old
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [key for key in old if key not in new]:
            old.pop(key)
        _merge_map(old, new)
        return old
    if isinstance(old, list) and isinstance(new, list):
        return _merge_list(old, new)
    return _made(new)


def _merge_list(old: Any, new: list[Any]) -> Any:
    """Rebuild a list so that items that stay keep their node and the comment behind them."""
    before, notes = list(old), dict(old.ca.items)
    free = list(range(len(before)))
    picked: list[int | None] = []
    for value in new:
        same = next((i for i in free if _plain(before[i]) == value), None)
        picked.append(same)
        if same is not None:
            free.remove(same)
    for place, value in enumerate(new):
        if picked[place] is None:
            near = next((i for i in free if isinstance(before[i], dict) and _alike(before[i], value)), None)
            if near is not None:
                picked[place] = near
                free.remove(near)
    del old[:]
    old.ca.items.clear()
    for place, value in enumerate(new):
        at = picked[place]
        old.append(_merge(before[at], value) if at is not None else _made(value))
        if at is not None and at in notes:
            old.ca.items[place] = notes[at]
    return old


def _alike(old: Any, new: Any) -> bool:
    """Return whether two mappings are the same thing changed: they share their first key's value."""
    if not isinstance(new, dict) or not new or not old:
        return False
    key = next(iter(new))
    return key in old and _plain(old[key]) == new[key]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return "" if value is None else str(value)


def _made(value: Any) -> Any:
    """Return new nodes for a value; a list or mapping of plain words goes on one line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, dict):
        page = CommentedMap((_made(key), _made(inner)) for key, inner in value.items())
        if value and all(isinstance(inner, str) for inner in value.values()) and len(value) <= 6 and "title" not in value:
            page.fa.set_flow_style()
        return page
    if isinstance(value, list):
        items = CommentedSeq(_made(inner) for inner in value)
        if value and all(isinstance(inner, str) and len(inner) < 20 for inner in value):
            items.fa.set_flow_style()
        return items
    return _scalar(str(value))


def _scalar(text: str) -> Any:
    """Return a text in quotes wherever bare YAML could read it otherwise."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

    if SAFE.fullmatch(text):
        return text
    return SingleQuotedScalarString(text) if text.isprintable() else DoubleQuotedScalarString(text)
