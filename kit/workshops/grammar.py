"""The written form of a run of show: front matter, cue headings and steps, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kit.content import attributes, markdown, yamltext
from kit.content.attributes import Attributes
from kit.content.markdown import Node
from kit.content.yamltext import Page
from kit.errors import Finding
from kit.i18n import N_

FRONT = ("title", "lang", "minutes", "seats", "helper_ratio", "form", "audience", "owner", "reviewed", "tags", "label", "place", "needs")
CUE_KEYS = ("at", "minutes", "role", "phase", "optional")
STEP_KEYS = ("must", "verify", "owner")
VERIFY = ("tick", "code", "number", "text", "photo", "qr", "auto", "timer", "quiz", "checksum")

OFFSET = re.compile(r"([+-]?)(\d{1,3}):([0-5]\d)(?::([0-5]\d))?\Z", re.ASCII)
CLOCK = re.compile(r"T([01]?\d|2[0-3]):([0-5]\d)\Z", re.ASCII | re.IGNORECASE)
DAYS = re.compile(r"([+-]\d{1,4})d\Z", re.ASCII | re.IGNORECASE)
BRACES = re.compile(r"\s*\{[^{}\n]*\}?")


def parse(text: str, file: str = "") -> Script:
    """Return what `text` holds; raises KitError when its front matter is not YAML."""
    front, body, first = markdown.split(text, file)
    writer = _Writer(Script(front, file=file), body.split("\n"), first)
    nodes = markdown.parse(body, first)
    ends = [*(node.line for node in nodes[1:]), first + len(writer.lines)]
    for node, end in zip(nodes, ends, strict=False):
        writer.take(node, end)
    writer.finish()
    return writer.script


def when(at: str) -> tuple[str, int] | None:
    """Return (kind, value) of an `at`: offset in seconds, clock in seconds after midnight, days; None when it is none of these."""
    if match := OFFSET.match(at):
        sign, hours, minutes, seconds = match.groups()
        value = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
        return "offset", -value if sign == "-" else value
    if match := CLOCK.match(at):
        return "clock", int(match[1]) * 3600 + int(match[2]) * 60
    if match := DAYS.match(at):
        return "days", int(match[1])
    return None


def _tasks(node: Node) -> Iterator[Node]:
    """Yield every `- [ ]` item in a list, however deep."""
    for child in node.children:
        if child.checked is not None:
            yield child
        yield from _tasks(child)


class _Writer:
    """Takes the blocks one by one and fills the script."""

    def __init__(self, script: Script, lines: list[str], first: int) -> None:
        self.script, self.lines, self.first = script, lines, first
        self.open: WrittenCue | None = None
        self.text: list[str] = []
        self.notes: list[str] = []
        self.ids: set[str] = set()

    def take(self, node: Node, end: int) -> None:
        """Take one block that reaches to the line before `end`."""
        if node.kind == "heading" and node.level <= 2:
            self._heading(node)
        elif node.kind == "comment":
            self.notes.append(node.text)
        elif node.kind == "list" and self.open and (steps := list(_tasks(node))):
            for item in steps:
                self._step(self.open, item)
            plain = [item for item in node.children if item.checked is None and item.children and not list(_tasks(item))]
            self.text += ["- " + markdown.inline(item.children[0].spans).strip() for item in plain]
        else:
            self.text.append("\n".join(self.lines[node.line - self.first : end - self.first]).strip("\n"))

    def finish(self) -> None:
        """Close the cue that is open, or the introduction."""
        text = "\n\n".join(self.text).strip()
        if self.open:
            self.open.text, self.open.notes = text, "\n".join(self.notes).strip()
            self.script.cues.append(self.open)
        else:
            self.script.intro = text
        self.open, self.text, self.notes = None, [], []

    def _heading(self, node: Node) -> None:
        title, given = self._split(node.line, markdown.inline(node.spans).strip(), node.attributes)
        if node.level == 1:
            self.script.title = self.script.title or title
            return
        self.finish()
        self._only(node.line, given, CUE_KEYS)
        if not title:
            self._find(node.line, "workshop.cue-title", N_("A cue needs a title."))
        cue = WrittenCue(self._id(node.line, given.id, f"cue-{len(self.script.cues) + 1}"), title, node.line)
        cue.role, cue.phase, cue.at = given.get("role"), given.get("phase"), given.get("at")
        cue.optional = "optional" in given.words
        cue.minutes = self._minutes(node.line, given.get("minutes"))
        cue.kind, cue.value = self._when(node.line, cue.at)
        self.open = cue

    def _step(self, cue: WrittenCue, item: Node) -> None:
        spans = item.children[0].spans if item.children else ()
        text, given = self._split(item.line, markdown.inline(spans).strip(), item.attributes)
        self._only(item.line, given, STEP_KEYS)
        step_id = self._id(item.line, given.id, f"{cue.id}.{len(cue.steps) + 1}")
        verify = self._verify(item.line, given.get("verify", "tick"))
        cue.steps.append(WrittenStep(step_id, text, "must" in given.words, verify, given.get("owner"), item.line))

    def _split(self, line: int, words: str, given: Attributes) -> tuple[str, Attributes]:
        """Take attributes out of the middle of a text too; braces that hold none are a finding."""
        if given or not (braces := BRACES.search(words)):
            return words, given
        found = attributes.read(braces[0].strip().strip("{}"))
        if found is None or not braces[0].endswith("}"):
            text = N_("`{braces}` is not understood: write {{#id name=value word}}.")
            self._find(line, "workshop.braces", text, braces=braces[0].strip())
            return words, given
        return (words[: braces.start()] + words[braces.end() :]).strip(), found

    def _only(self, line: int, given: Attributes, known: tuple[str, ...]) -> None:
        for key in (*given.values, *given.words):
            if key not in known:
                near = yamltext.nearest(key, known)
                text = N_("`{key}` is not known here: use {known}.")
                self._find(line, "workshop.attribute", text, key=key, known=near[0] if near else ", ".join(known))

    def _when(self, line: int, at: str) -> tuple[str, int]:
        found = when(at) if at else ("next", 0)
        if found is None:
            text = N_("`at={at}` is not a time: use 00:30 (from the start), -00:15, T14:30 (clock) or -14d (days).")
            self._find(line, "workshop.at", text, at=at)
        return found or ("next", 0)

    def _minutes(self, line: int, written: str) -> float | None:
        if not written:
            return None
        if not yamltext.NUMBER.match(written) or not 0 <= float(written) <= 24 * 60:
            self._find(line, "workshop.minutes", N_("`minutes={minutes}` is not a number of minutes."), minutes=written)
            return None
        return float(written)

    def _verify(self, line: int, verify: str) -> str:
        kind, _colon, value = verify.partition(":")
        if kind not in VERIFY:
            text = N_("`verify={verify}` is not known: use one of {known}.")
            self._find(line, "workshop.verify", text, verify=verify, known=", ".join(VERIFY))
            return "tick"
        if kind == "code" and not value:
            self._find(line, "workshop.code", N_("`verify=code` needs the code that attendees type: verify=code:7F3A."))
        return verify

    def _id(self, line: int, given: str, fallback: str) -> str:
        if given in self.ids:
            self._find(line, "workshop.twice", N_("The id `#{id}` is used twice."), id=given)
            given = ""
        free, n = given or fallback, 1
        while free in self.ids:
            n += 1
            free = f"{fallback}-{n}"
        self.ids.add(free)
        return free

    def _find(self, line: int, code: str, text: str, **fields: object) -> None:
        self.script.findings.append(Finding(code, text, fields, file=self.script.file, line=line))


@dataclass
class WrittenStep:
    """A step as it was written."""

    id: str
    text: str
    must: bool
    verify: str
    owner: str
    line: int


@dataclass
class WrittenCue:
    """A cue as it was written."""

    id: str
    title: str
    line: int
    at: str = ""
    kind: str = "next"
    value: int = 0
    minutes: float | None = None
    role: str = ""
    phase: str = ""
    optional: bool = False
    text: str = ""
    notes: str = ""
    steps: list[WrittenStep] = field(default_factory=list)


@dataclass
class Script:
    """A run of show as it was written."""

    front: Page
    title: str = ""
    intro: str = ""
    cues: list[WrittenCue] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    file: str = ""
