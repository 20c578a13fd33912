"""Split a body into slides and read each: title, layout, depth, blocks and speaker notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kit.content import marknodes
from kit.content.marknodes import Node
from kit.decks.module import body, directives, spans
from kit.decks.module.blocks import Block, Column, Columns, Paragraph, Picture, Run, Runs, every
from kit.decks.module.model import DEPTHS, SlideSource
from kit.decks.module.remarks import Notes
from kit.errors import Finding
from kit.i18n import N_

SIDES = ("left", "right")


def read(
    nodes: Sequence[Node], settings: dict[int, dict[str, str]], file: Path, *, heading: int = 0, first: dict[str, str] | None = None
) -> tuple[tuple[SlideSource, ...], tuple[Finding, ...]]:
    """Return the slides of `nodes` and what was found in them.

    `settings` are per-slide settings by the line of their `---`; `heading` is the heading level that begins a slide too (0: none);
    `first` are settings of the first slide.
    """
    found: list[SlideSource] = []
    findings: list[Finding] = []
    groups = _groups(nodes, heading)
    for place, (line, group) in enumerate(groups):
        notes = Notes(str(file))
        notes.set((first or {}) if place == 0 else {}, line)
        notes.set(settings.get(line, {}), line)
        slide = _slide(group, line, notes, file)
        hidden = notes.settings.get("hide") == "true" or notes.settings.get("disabled") == "true"
        if hidden:
            notes.find(line, "module.hidden", N_("This slide is switched off (hide) and left out."), severity="note")
        if _empty(slide) and not hidden and 0 < place < len(groups) - 1:
            notes.find(line, "module.empty", N_("This slide is empty and left out."), severity="note")
        findings += notes.findings
        if not hidden and not _empty(slide):
            found.append(slide)
    return tuple(found), tuple(findings)


def _groups(nodes: Sequence[Node], heading: int) -> list[tuple[int, list[Node]]]:
    """Return (line of its `---`, nodes) per slide."""
    groups: list[tuple[int, list[Node]]] = [(1, [])]
    for node in nodes:
        if node.kind == "rule" and node.text == "-":
            groups.append((node.line, []))
        elif heading and node.kind == "heading" and node.level <= heading and any(n.kind != "comment" for n in groups[-1][1]):
            groups.append((node.line, [node]))
        else:
            groups[-1][1].append(node)
    return groups


def _slide(nodes: list[Node], line: int, notes: Notes, file: Path) -> SlideSource:
    for node in nodes:
        if node.kind == "heading" and node.underlined and node.text == "-":
            text = N_("`---` right below text makes a heading, not a new slide: put a blank line between them.")
            notes.find(node.line + 1, "module.setext", text)
    title, rest = _title(nodes)
    made = _sided(rest, notes)
    heading = spans.runs(title.spans) if title else ()
    if title is not None:
        shown = body.blocks((Node("heading", title.line, spans=title.spans),), notes)
        made = (*made, *(block for block in shown if not isinstance(block, Paragraph)))
    return _dressed(heading, made, nodes[0].line if nodes else line, notes, file)


def _title(nodes: list[Node]) -> tuple[Node | None, list[Node]]:
    """Return the slide's title, its first heading of level 1 or else a heading before all text, and the other nodes."""
    shown = [node for node in nodes if node.kind not in ("comment", "html") and {span.kind for span in node.spans} != {"image"}]
    found = next((n for n in shown[:1] if n.kind == "heading" and n.level <= 3), None)
    found = next((n for n in shown if n.kind == "heading" and n.level == 1), found)
    return found, [node for node in nodes if node is not found]


def _sided(nodes: list[Node], notes: Notes) -> tuple[Block, ...]:
    """Return blocks; what follows Slidev's `::right::` becomes the right of two columns."""
    marks = [n for n, node in enumerate(nodes) if node.kind == "paragraph" and body.SIDE.match(marknodes.inline(node.spans))]
    if not marks:
        return body.blocks(nodes, notes)
    parts = [nodes[start + (start in marks) : end] for start, end in zip([0, *marks], [*marks, len(nodes)], strict=True)]
    columns = tuple(Column(made) for part in parts if (made := body.blocks(part, notes)))
    return (Columns(columns, nodes[marks[0]].line),) if len(columns) > 1 else columns[0].blocks if columns else ()


def _dressed(title: Runs, blocks: tuple[Block, ...], line: int, notes: Notes, file: Path) -> SlideSource:
    """Put the settings on the slide; those without an effect are noted."""
    told = {key.lstrip("_"): value for key, value in notes.settings.items()}
    for key in notes.settings:
        if key.lstrip("_") not in (*directives.OURS, "backgroundImage", "image", "hide", "disabled"):
            notes.find(notes.lines[key], "module.directive", N_("`{key}` has no effect here."), key=key, severity="note")
    blocks, background = _background(blocks, told)
    if told.get("image"):
        blocks = (*blocks, Picture(told["image"], options={"side": "left" if told.get("layout") == "image-left" else "right"}, line=line))
    kept = present(blocks, notes, file)
    if not title and told.get("title"):
        title = (Run(told["title"]),)
    return SlideSource(
        title=title,
        layout=directives.LAYOUTS.get(told.get("layout", ""), told.get("layout", "")),
        depth=_depth(told.get("depth", ""), notes),
        blocks=kept,
        notes="\n\n".join(text for text in notes.said if text),
        background=background,
        transition=told.get("transition", ""),
        style=told.get("class", ""),
        line=line,
    )


def _depth(word: str, notes: Notes) -> str:
    if word and word not in DEPTHS:
        text = N_("`depth: {word}` is not known: use one of {known}.")
        notes.find(notes.lines.get("depth", notes.lines.get("_depth", 0)), "module.depth", text, word=word, known=", ".join(DEPTHS))
        return ""
    return "" if word == "short" else word


def _background(blocks: tuple[Block, ...], told: dict[str, str]) -> tuple[tuple[Block, ...], str]:
    """Return blocks without a full background picture (Marp's `![bg](…)`), and the background."""
    full = [b for b in blocks if isinstance(b, Picture) and b.options.get("bg") and not b.options.get("side")]
    image = told.get("backgroundImage", "")
    background = told.get("background", "") or (image[4:-1].strip("\"'") if image.startswith("url(") else image)
    if full and not background:
        return tuple(b for b in blocks if b is not full[0]), full[0].path
    return blocks, background


def present(blocks: tuple[Block, ...], notes: Notes, file: Path) -> tuple[Block, ...]:
    """Note pictures that are not there; the blocks stay."""
    for block in every(blocks):
        if isinstance(block, Picture):
            if "://" in block.path or block.path.startswith("data:"):
                text = N_("{path} lies on the web and is not fetched: save the picture beside the module.")
                notes.find(block.line, "module.picture-web", text, path=block.path[:80])
            elif not (file.parent / block.path).is_file():
                notes.find(block.line, "module.picture", N_("The picture {path} was not found."), path=block.path, severity="error")
    return blocks


def _empty(slide: SlideSource) -> bool:
    return not (slide.title or slide.blocks or slide.notes or slide.background or slide.layout)
