"""Cut Slidev's file into slides: `---` lines, the front matter that may follow each, the comment that ends one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kit.content import yamltext
from kit.content.yamltext import Page as Yaml
from kit.decks import refs
from kit.decks.module.dialects import source
from kit.decks.module.dialects.talk import Page
from kit.errors import KitError

RULE = re.compile(r"-{3,}\s*\Z")
HEAD = re.compile(r"---\s*\Z")  # only three dashes begin and end front matter
NOTE = re.compile(r"<!--((?:(?!-->).)*)-->\s*\Z", re.DOTALL)
FENCED = re.compile(r"\s*```ya?ml\n(.*?)\n```[ \t]*(?=\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One slide: its settings, its text, the line that text begins on, and the line of its `---`."""

    settings: Yaml
    text: str
    first: int
    line: int


def split(front: Yaml, text: str, first: int, file: str) -> list[Part]:
    """Return the slides of a file whose head was split off already."""
    lines = text.split("\n")
    quiet = source.silent(lines)
    parts: list[Part] = []
    settings, start, line, at = front, 0, first, 0
    while at < len(lines):
        if quiet[at] or not RULE.match(lines[at]):
            at += 1
            continue
        if parts or at > start or front.names() or any(one.strip() for one in lines[start:at]):
            parts.append(_part(settings, lines, start, at, first, line, file))
        line = first + at
        settings, at = _settings(lines, at + 1, first, file) if HEAD.match(lines[at]) else (Yaml(file, first + at + 1), at + 1)
        start = at
    parts.append(_part(settings, lines, start, len(lines), first, line, file))
    return parts


def _part(settings: Yaml, lines: Sequence[str], start: int, end: int, first: int, line: int, file: str) -> Part:
    text = "\n".join(lines[start:end])
    found = FENCED.match(text)
    if found and not settings.names():
        page = _yaml(found[1], file, first + start + 1 + text[: found.start(1)].count("\n") - 1)
        if page is not None:
            return Part(page, "\n" * found[0].count("\n") + text[found.end() :], first + start, line)
    return Part(settings, text, first + start, line)


def _settings(lines: Sequence[str], at: int, first: int, file: str) -> tuple[Yaml, int]:
    """Return the front matter that begins on line `at`, and the line after it; none where the next line is blank."""
    if at < len(lines) and lines[at].strip():
        end = next((n for n in range(at, len(lines)) if HEAD.match(lines[n])), None)
        if end is not None:
            page = _yaml("\n".join(lines[at:end]), file, first + at)
            if page is not None and page.names():
                return page, end + 1
    return Yaml(file, first + at), at


def _yaml(text: str, file: str, line: int) -> Yaml | None:
    if not re.search(r"^[\w-]+\s*:(\s|$)", text, re.MULTILINE):
        return None
    try:
        return yamltext.parse(text, file, line)
    except KitError:
        return _lines(text, file, line)


def _lines(text: str, file: str, line: int) -> Yaml | None:
    """Return `key: value` lines that are no sound YAML, None where a line is anything else."""
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for at, one in enumerate(text.split("\n"), line):
        pair = re.match(r"([A-Za-z][\w-]*)\s*:\s*(.*?)\s*\Z", one)
        if pair:
            values[pair[1]], places[pair[1]] = pair[2], at
        elif one.strip() and not one.startswith((" ", "#")):
            return None
    return Yaml(file, line, values, places)


def noted(part: Part) -> tuple[str, list[str]]:
    """Return a slide's text without the comment that ends it, and that comment, its speaker notes."""
    text = part.text.rstrip()
    found = NOTE.search(text)
    if found is None or source.silent([*text[: found.start()].split("\n"), ""])[-1]:
        return part.text, []
    said = found[1].strip()
    return text[: found.start()], [said] if said else []


def chosen(pages: list[Page], wanted: str) -> list[Page]:
    """Return the pages that `2,5-7` names, all where it names none."""
    try:
        numbers = refs.numbers(wanted) if wanted else ()
    except KitError:
        return pages
    return [pages[number - 1] for number in numbers if number <= len(pages)] if numbers else pages
