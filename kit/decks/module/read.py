"""Read a Markdown file into a slide module; what is not understood is a finding with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kit.content import files, markdown
from kit.content.marknodes import Node
from kit.content.yamltext import Page
from kit.decks.module import directives, front, slides
from kit.decks.module.dialects import detect, reading, salvage
from kit.decks.module.model import Module
from kit.errors import Finding

LANGUAGE = re.compile(r"(.+)\.([a-z]{2}(?:-[A-Za-z]{2,4})?)\Z")
PANDOC = re.compile(r"\A((?:%[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){1,3})")


def read(path: Path, root: Path | None = None, text: str | None = None) -> Module:
    """Return the module in the file at `path`, or the one that `text` would make of it; `root` is the slides folder its id counts from.

    Raises KitError when nothing can be read: the file is missing, not text, or its front matter is broken.
    """
    text = files.read_text(path) if text is None else text
    page, body, first = salvage.split(text, path)
    dialect = detect.of(page, body, path)
    if dialect != detect.OWN:
        return _foreign(dialect, page, text, body, first, path, root)
    title, body = _pandoc(body)
    body, settings = directives.lift(body, str(path), first)
    nodes = markdown.parse(body, first, math=True)
    leading = {key: page.text(key) for key in front.FIRST_SLIDE if page.has(key)}
    found, seen = slides.read(nodes, settings, path, heading=_heading(page, nodes), first=leading)
    name, lang = identity(path, root)
    fields = front.fields(page)
    if not found:
        seen = (*seen, Finding("module.no-slides", "There is no slide in this module.", file=str(path), line=first, severity="error"))
    return Module(
        id=name,
        lang=lang or page.language("lang"),
        title=page.text("title") or title or next((s.heading for s in found if s.heading), "") or name.rsplit("/", 1)[-1],
        slides=found,
        path=path,
        version=files.digest(text.encode("utf-8"))[:16],
        findings=tuple(sorted((*page.findings, *seen), key=lambda f: f.line)),
        **fields,
    )


def _foreign(dialect: str, page: Page, text: str, body: str, first: int, path: Path, root: Path | None) -> Module:
    """Return the module that a talk written for another tool makes."""
    talk = reading.read(dialect, page, body, first, path)
    name, lang = identity(path, root)
    own = {
        key: page.values[key] for key in page.names() if key in front.KEYS and not (key == "audience" and isinstance(page.values[key], str))
    }
    said = Page(page.file, page.line, own, page.lines, page.notes)
    seen = talk.findings
    if not talk.slides:
        seen = (*seen, Finding("module.no-slides", "There is no slide in this module.", file=str(path), line=first, severity="error"))
    title = talk.title or page.text("title") or next((s.heading for s in talk.slides if s.heading), "") or name.rsplit("/", 1)[-1]
    fields = front.fields(said)
    return Module(
        id=name,
        lang=lang or page.text("lang").split("-")[0],
        title=title,
        slides=talk.slides,
        path=path,
        version=files.digest("\0".join((text, *talk.taken)).encode("utf-8"))[:16],
        findings=tuple(sorted((*said.findings, *seen), key=lambda f: (f.file != str(path), f.file, f.line))),
        **fields,
    )


def identity(path: Path, root: Path | None = None) -> tuple[str, str]:
    """Return (id, language) of a file: its path below `root` or below the nearest folder named slides, without suffixes."""
    base = root or next((parent for parent in path.parents if parent.name == "slides"), path.parent)
    name = path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name
    name = name.removesuffix(path.suffix)
    found = LANGUAGE.match(name)
    return (found[1], found[2]) if found else (name, "")


def _pandoc(body: str) -> tuple[str, str]:
    """Take pandoc's `% title` block off the beginning, keeping the number of lines."""
    found = PANDOC.match(body)
    if found is None:
        return "", body
    return found[1].split("\n")[0].lstrip("% ").strip(), "\n" * found[1].count("\n") + body[found.end() :]


def _heading(page: Page, nodes: Sequence[Node]) -> int:
    """Return the heading level that begins a slide: told by the front matter, or guessed where a file has no `---` at all."""
    for key in front.SPLIT:
        if page.has(key):
            return page.integer(key, 0, least=1, most=6)
    if any(node.text == "-" and (node.kind == "rule" or node.underlined) for node in nodes):
        return 0
    levels = [node.level for node in nodes if node.kind == "heading"]
    if levels.count(1) > 1:
        return 1 if not _pandoc_like(levels) else 2
    return 2 if levels.count(2) > 1 and not any(page.has(key) for key in ("minutes", "track", "audience", "role")) else 0


def _pandoc_like(levels: list[int]) -> bool:
    """Return whether level 1 only heads sections: each is followed by a level 2."""
    return all(after == 2 for before, after in zip(levels, [*levels[1:], 0], strict=True) if before == 1)
