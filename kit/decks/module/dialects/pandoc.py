"""pandoc's Markdown: title block, slide level, notes, columns, pauses, its tables and lists, footnotes, smart punctuation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from kit.content import markdown, marknodes, yamltext
from kit.content.marknodes import Node
from kit.content.yamltext import Page as Yaml
from kit.decks.module.dialects import divs, fences, footnotes, heads, latex, lists, making, settings, smart, source, tables, talk
from kit.decks.module.dialects.footnotes import Feet
from kit.decks.module.dialects.style import Styles
from kit.decks.module.dialects.talk import Page, Talk
from kit.decks.module.front import KEYS
from kit.decks.module.remarks import Notes
from kit.errors import Finding, KitError
from kit.i18n import N_

BLOCK = re.compile(r"\A((?:%[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){1,3})")
SPACED = re.compile(r"""\]\(([^()<>"'`\n]*[./][^()<>"'`\n]*?)((?:\s+"[^"\n]*")?)\s*\)""")
BARE = re.compile(r"^(\s*!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?)\\\s*\Z")  # a backslash behind a picture: it has no caption
Title = tuple[str, list[tuple[str, int]], int]
SLIDES = ("slide-level", "slide_level")
FIRST = "title-slide-attributes"
TAKEN = (*heads.SPOKEN, *SLIDES, "incremental", "authors", FIRST)


def read(front: Yaml, text: str, first: int, file: Path) -> Talk:
    """Return the talk in `text`, which begins on line `first` of `file`."""
    general = Notes(str(file))
    headed(front, general)
    level = next((int(front.text(key)) for key in SLIDES if front.text(key).isdigit()), 0)
    title, said, text = _block(text, first)
    title, said = title or front.text("title"), said or heads.spoken(front, general)
    body = prepared(text, first, str(file), general)
    line = front.at("title") if front.has("title") else first
    return built(body, first, file, front, general, level, (title, said, line))


def built(
    text: str,
    first: int,
    file: Path,
    front: Yaml,
    general: Notes,
    level: int,
    title: Title,
    more: Callable[[Sequence[Node]], Sequence[Node]] = tuple,
) -> Talk:
    """Return the talk that prepared text makes; `more` adds to its nodes."""
    text, feet = footnotes.lifted(text, first)
    nodes = more(markdown.parse(text, first, math=True))
    level = level or heads.level(nodes)
    pages = talk.parted(nodes, file, lambda node: _begins(node, level), lambda node: node.kind == "heading", first)
    pages = talk.unsplit(pages)
    if title[0]:
        pages.insert(0, heads.titled(front, title[0], title[1], Notes(str(file)), title[2]))
    cites = front.has("bibliography") or front.has("references")
    run = front.values.get("execute", "")
    quiet = isinstance(run, Yaml) and run.text("echo").lower() == "false"
    for page in pages:
        _page(page, level, feet, cites, front.text("incremental") == "true", quiet)
    slides = making.made([page for page in pages if not _hidden(page)], file, Styles())
    found: list[Finding] = [*general.findings, *(finding for page in pages for finding in page.notes.findings)]
    return Talk(marknodes.inline(heads.parsed(title[0], 1)) if title[0] else "", slides, tuple(found))


def prepared(text: str, first: int, file: str, general: Notes) -> str:
    """Return text with what CommonMark does not know rewritten, line by line."""
    lines = _unlabelled(text.split("\n"), first, file, general)
    quiet = source.silent(lines)
    lines = [line if code else SPACED.sub(_pointed, line) for line, code in zip(lines, quiet, strict=True)]
    lines = [line if code else BARE.sub(r"\1", line) for line, code in zip(lines, quiet, strict=True)]
    divs.unruled(lines, quiet)
    lines = tables.rewritten(lines, quiet, first, general)
    lines = lists.rewritten(lines, quiet)
    return "\n".join(latex.rewritten(lines, quiet, first, general))


def _pointed(found: re.Match[str]) -> str:
    """Return an address with spaces, which pandoc takes as it is, in pointed brackets."""
    return f"](<{found[1].strip()}>{found[2]})" if re.search(r"\s", found[1].strip()) else found[0]


def _begins(node: Node, level: int) -> bool:
    return node.kind == "rule" or (node.kind == "heading" and node.level <= level)


def _hidden(page: Page) -> bool:
    if page.notes.settings.get("hide") != "true":
        return False
    page.notes.find(
        page.notes.lines.get("hide", page.line), "module.hidden", N_("This slide is switched off (hide) and left out."), severity="note"
    )
    return True


def headed(front: Yaml, general: Notes) -> None:
    """Note the settings of the whole talk."""
    for key in front.names():
        if key not in (*KEYS, *TAKEN):
            settings.without(general, key, front.at(key))


def _block(text: str, first: int) -> tuple[str, list[tuple[str, int]], str]:
    """Take the `% title` block off the beginning: title, then authors and date with their lines, and the text without it."""
    found = BLOCK.match(text)
    if found is None:
        return "", [], text
    parts: list[tuple[str, int]] = []
    for at, line in enumerate(found[1].rstrip("\n").split("\n"), first):
        if line.startswith("%"):
            parts.append((line[1:].strip(), at))
        else:
            parts[-1] = (parts[-1][0] + ("; " if len(parts) == 2 else " ") + line.strip(), parts[-1][1])
    said = [(" · ".join(one.strip() for one in part.split(";") if one.strip()), at) for part, at in parts[1:] if part]
    return parts[0][0], said, "\n" * found[1].count("\n") + text[found.end() :]


def _unlabelled(lines: Sequence[str], first: int, file: str, general: Notes) -> list[str]:
    """Return lines without metadata blocks in the middle of the text; a `---` line that begins none stays a ruler."""
    found, quiet = list(lines), source.coded(lines)
    at = 0
    while at < len(found):
        blank = at == 0 or not found[at - 1].strip()
        if quiet[at] or found[at].rstrip() != "---" or not blank or at + 1 >= len(found) or not found[at + 1].strip():
            at += 1
            continue
        end = next((n for n in range(at + 1, len(found)) if found[n].rstrip() in ("---", "...")), 0)
        page = _yaml("\n".join(found[at + 1 : end]), file, first + at + 1) if end else None
        if page is not None:
            for key in page.names():
                settings.without(general, key, page.at(key))
            found[at : end + 1] = [""] * (end + 1 - at)
        at = end + 1 if page is not None else at + 1
    return found


def _yaml(text: str, file: str, line: int) -> Yaml | None:
    if not re.match(r"[\w-]+\s*:", text):
        return None
    try:
        page = yamltext.parse(text, file, line)
    except KitError:
        return None
    return page if page.names() else None


def _page(page: Page, level: int, feet: Feet, cites: bool, incremental: bool, quiet: bool) -> None:
    head = page.nodes[0] if page.nodes and page.nodes[0].kind == "heading" else None

    def hear(comment: str, line: int) -> None:
        if comment.startswith(latex.MARK.strip()):
            page.notes.said.append(comment.removeprefix(latex.MARK.strip()).strip())
            return
        page.notes.find(line, "module.comment-lost", N_("This comment is no speaker note there and is left out."), severity="note")

    heads.lower(page, head, list(talk.walk(page.nodes)))
    nodes = talk.sifted(page.nodes, hear)
    nodes = footnotes.placed(smart.given(_unpaused(nodes, page)), feet, page.notes)
    nodes = talk.mapped(nodes, lambda spans, node: smart.dressed(spans, node, page.notes, cites))
    page.nodes = [
        made for node in divs.taken(heads.figured(nodes), page.notes, incremental) for made in fences.read(node, page.notes, quiet)
    ]
    if head is not None:
        heads.attributed(page, head)
        if head.level < level and not page.notes.settings.get("layout"):
            page.notes.settings["layout"] = "statement"  # a section, if it says no more than that


def _unpaused(nodes: Sequence[Node], page: Page) -> list[Node]:
    """Return nodes without pauses, wherever they stand."""
    kept: list[Node] = []
    for node in nodes:
        if node.kind == "paragraph" and marknodes.inline(node.spans).strip() == ". . .":
            settings.without(page.notes, ". . .", node.line)
        else:
            kept.append(node._replace(children=tuple(_unpaused(node.children, page))) if node.children else node)
    return kept
