"""Footnotes: a raised number in the text, and the note at the foot of the same slide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from kit.content import markdown
from kit.content.marknodes import Node, Span
from kit.decks.module.dialects import scripts, source, talk
from kit.decks.module.remarks import Notes
from kit.i18n import N_

DEFINED = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)")
USED = re.compile(r"\[\^([^\]\s]+)\]")
INLINE = re.compile(r"(?<![\\\w`])\^\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]|(?<=[\w.,;:!?)\"'”’。，])\^\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]")


@dataclass
class Feet:
    """The notes of a file by label, with their lines, numbered as they are first used."""

    notes: dict[str, tuple[str, int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, label: str) -> int:
        """Return the number of a note."""
        return self.numbers.setdefault(label, len(self.numbers) + 1)


def lifted(text: str, first: int) -> tuple[str, Feet]:
    """Take the definitions of notes out of `text`, its lines kept; notes written in place (`^[…]`) become labels."""
    feet = Feet()
    lines = text.split("\n")
    quiet = source.coded(lines)
    at = 0
    while at < len(lines):
        found = None if quiet[at] else DEFINED.match(lines[at])
        if found is None:
            if not quiet[at] and "^[" in lines[at]:
                lines[at] = INLINE.sub(partial(_named, feet, first + at), lines[at])
            at += 1
            continue
        end = at + 1
        while not found[2] and end < len(lines) and lines[end].strip() and not DEFINED.match(lines[end]):
            end += 1
        while end < len(lines) and (lines[end].startswith(("    ", "\t")) or (not lines[end].strip() and _goes_on(lines, end))):
            end += 1
        said = [found[2], *(re.sub(r"^(?: {4}|\t)", "", one) for one in lines[at + 1 : end])]
        feet.notes[found[1]] = ("\n".join(said), first + at)
        lines[at:end] = [""] * (end - at)
        at = end
    return "\n".join(lines), feet


def placed(nodes: Sequence[Node], feet: Feet, notes: Notes) -> list[Node]:
    """Return the nodes of one slide with raised numbers, and the notes they name after them."""
    used: list[str] = []

    def change(spans: tuple[Span, ...], node: Node) -> tuple[Span, ...]:
        return tuple(_numbered(span, node, feet, used, notes) for span in spans)

    made = talk.mapped(nodes, change)
    for label in used:
        text, line = feet.notes[label]
        said = markdown.parse(text, line, math=True)
        number = Span("text", scripts.above(str(feet.number(label))) + " ")
        if said and said[0].kind == "paragraph":
            made += [said[0]._replace(spans=(number, *said[0].spans)), *said[1:]]
        else:
            made += [Node("paragraph", line, spans=(number,)), *said]
    return made


def _goes_on(lines: Sequence[str], at: int) -> bool:
    after = next((one for one in lines[at + 1 : at + 3] if one.strip()), "")
    return after.startswith(("    ", "\t"))


def _named(feet: Feet, line: int, found: re.Match[str]) -> str:
    label = f"in-place-{len(feet.notes) + 1}"
    feet.notes[label] = (found[1] or found[2], line)
    return f"[^{label}]"


def _numbered(span: Span, node: Node, feet: Feet, used: list[str], notes: Notes) -> Span:
    if span.kind != "text" or span.code or "[^" not in span.text:
        return span

    def number(found: re.Match[str]) -> str:
        label = found[1]
        if label not in feet.notes:
            notes.find(node.line, "module.footnote", N_("There is no footnote `[^{label}]`."), label=label)
            return ""
        if label not in used:
            used.append(label)
        return scripts.above(str(feet.number(label)))

    return span._replace(text=USED.sub(number, span.text))
