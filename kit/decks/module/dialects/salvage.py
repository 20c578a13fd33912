"""Split off a front matter; one that is no sound YAML is read line by line where the talk is surely another tool's."""

from __future__ import annotations

import re
from pathlib import Path

from kit.content import markdown
from kit.content.yamltext import Page, Text
from kit.decks.module.dialects import detect
from kit.errors import Finding, KitError
from kit.i18n import N_

PAIR = re.compile(r"([A-Za-z_$][\w-]*)\s*:\s*(.*?)\s*\Z")


def split(text: str, path: Path) -> tuple[Page, str, int]:
    """Return (front matter, body, line on which the body begins); raises KitError as `markdown.split` does."""
    try:
        return markdown.split(text, str(path))
    except KitError as error:
        found = markdown.FRONT.match(text)
        if found is None or not detect.foreign(text):
            raise
        return _loose(found[1], str(path), error), text[found.end() :], text[: found.end()].count("\n") + 1


def _loose(text: str, file: str, error: KitError) -> Page:
    page = Page(file, 2, {}, {}, [])
    sentence = N_("The front matter is not sound YAML and was read line by line: {reason}.")
    line = error.fields.get("line", 2)
    page.notes.append(
        Finding("module.front-loose", sentence, {"reason": str(error.fields.get("reason", ""))}, file=file, line=int(str(line)))
    )
    for at, one in enumerate(text.split("\n"), 2):
        pair = PAIR.match(one)
        if pair and pair[1] not in page.values:
            page.values[pair[1]] = Text(pair[2].strip("\"'"), at)
            page.lines[pair[1]] = at
    return page
