"""Quarto's Markdown: pandoc's, with slides at level 2, shortcodes, cells, and settings below `format`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kit.content import markdown
from kit.content.marknodes import Node
from kit.content.yamltext import Page as Yaml
from kit.decks.module.dialects import heads, pandoc, salvage, settings, source, talk
from kit.decks.module.dialects.talk import Talk
from kit.decks.module.remarks import Notes
from kit.errors import KitError
from kit.i18n import N_

SHORT = re.compile(r"\{\{<\s*(/?[\w-]+)\s*(.*?)\s*>\}\}")
TAKE = "lectern-take "
LEVEL = 2
SAID = ("slide-level", "incremental")


def read(front: Yaml, text: str, first: int, file: Path) -> Talk:
    """Return the talk in `text`, which begins on line `first` of `file`."""
    general = Notes(str(file))
    inner = _headed(front, general)
    level = next((int(page.text("slide-level")) for page in (front, *inner) if page.text("slide-level").isdigit()), LEVEL)
    if not any(front.has(key) for key in SAID) and any(page.text("incremental") == "true" for page in inner):
        front = replace(front, values={**front.values, "incremental": "true"})
    of_title = next((page.values[pandoc.FIRST] for page in inner if page.has(pandoc.FIRST)), "")
    if of_title and not front.has(pandoc.FIRST):
        front = replace(front, values={**front.values, pandoc.FIRST: of_title})
    taken: list[str] = []
    body = pandoc.prepared(_shortened(text, first, front, general), first, str(file), general)

    def more(nodes: Sequence[Node]) -> list[Node]:
        return _included(nodes, file, front, general, taken)

    line = front.at("title") if front.has("title") else first
    made = pandoc.built(body, first, file, front, general, level, (front.text("title"), heads.spoken(front, general), line), more)
    return replace(made, taken=tuple(taken))


def _headed(front: Yaml, general: Notes) -> list[Yaml]:
    """Note the settings of the whole talk, and return those of its formats."""
    pandoc.headed(Yaml(front.file, front.line, {k: v for k, v in front.values.items() if k != "format"}, front.lines, front.notes), general)
    formats = front.values.get("format", "")
    inner = [page for page in formats.values.values() if isinstance(page, Yaml)] if isinstance(formats, Yaml) else []
    for page in inner:
        for key in page.names():
            if key not in (*SAID, pandoc.FIRST):
                settings.without(general, key, page.at(key))
    return inner


def _shortened(text: str, first: int, front: Yaml, general: Notes) -> str:
    """Return text without shortcodes: files to take in are marked, addresses and metadata stand as text, others are noted."""
    lines = text.split("\n")
    for at, (line, code) in enumerate(zip(lines, source.coded(lines), strict=True)):
        if not code and "{{<" in line:
            lines[at] = SHORT.sub(lambda found, at=at: _short(found[1], found[2], first + at, front, general), line)  # type: ignore[misc]
    return "\n".join(lines)


def _short(name: str, said: str, line: int, front: Yaml, general: Notes) -> str:
    word = said.split()[0].strip("\"'") if said.split() else ""
    if name == "include" and word:
        return f"<!--{TAKE}{word}-->"
    if name == "meta" and front.has(word) and isinstance(front.values[word], str):
        return front.text(word)
    general.find(line, "module.shortcode", N_("The shortcode {name} is not followed."), name=f"{{{{< {name} >}}}}")
    return f"▶ {word}" if name in ("video", "youtube", "audio", "embed", "iframe") and word else ""


def _included(nodes: Sequence[Node], file: Path, front: Yaml, general: Notes, taken: list[str], deep: int = 0) -> list[Node]:
    """Return nodes with those of the files they take in, all on the line that names the file."""
    found: list[Node] = []
    for node in nodes:
        if node.kind != "comment" or not node.text.startswith(TAKE):
            found.append(node)
            continue
        path = file.parent / node.text.removeprefix(TAKE).lstrip("/")
        try:
            text = path.read_text("utf-8-sig").replace("\r\n", "\n") if deep < 5 else ""
            _page, body, first = salvage.split(text, path)
        except (OSError, UnicodeDecodeError, KitError):
            said = N_("The file {path} could not be taken in: it is missing, broken, or takes in itself.")
            general.find(node.line, "module.import", said, path=path.name, severity="error")
            continue
        taken.append(text)
        body = pandoc.prepared(_shortened(body, first, front, Notes(str(path))), first, str(path), Notes(str(path)))
        inner = [talk.relined(one, node.line) for one in markdown.parse(body, first, math=True)]
        found += _included(inner, path, front, general, taken, deep + 1)
    return found
