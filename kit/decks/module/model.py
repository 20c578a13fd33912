"""A slide module as one frozen value: what its front matter says, and its slides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from kit.decks.module.blocks import Block, Runs, plain, words
from kit.errors import Finding

DEPTHS = ("short", "standard", "deep")
ROLES = (
    "title",
    "checkin",
    "agenda",
    "speaker",
    "guest",
    "divider",
    "values",
    "compare",
    "roadmap",
    "poll",
    "discuss",
    "dialogue",
    "synthesis",
    "debrief",
    "questions",
    "feedback",
    "close",
    "sources",
)
LAYOUTS = (
    "title",
    "section",
    "agenda",
    "claim-text",
    "two-content",
    "three-cards",
    "comparison",
    "big-number",
    "quote",
    "picture-full",
    "picture-text",
    "table",
    "chart",
    "code",
    "steps",
    "timeline",
    "people",
    "qr",
    "closing",
    "blank",
)


@dataclass(frozen=True)
class SlideSource:
    """One slide as written: title, layout name ("" lets the author choose), blocks, speaker notes and its line in the file.

    `depth` "standard" or "deep" keeps the slide out of shorter variants; "" is in all.
    """

    title: Runs = ()
    layout: str = ""
    depth: str = ""
    blocks: tuple[Block, ...] = ()
    notes: str = ""
    background: str = ""
    transition: str = ""
    style: str = ""
    line: int = 1

    @cached_property
    def heading(self) -> str:
        """The title as plain text."""
        return plain(self.title)

    @cached_property
    def text(self) -> str:
        """The words below the title, one line a paragraph, item or row."""
        return "\n".join(words(self.blocks))

    @cached_property
    def mark(self) -> str:
        """What tells the slide from every other one."""
        return repr(self)


@dataclass(frozen=True)
class Module:
    """A slide module in one language. `audience` and `formats` hold fits (0–3, 0–2); missing keys count as 1.

    `minutes` maps each depth to whole or half minutes; `path` is the file; `base` the folder its pictures are relative to.
    """

    id: str
    lang: str
    title: str
    slides: tuple[SlideSource, ...]
    path: Path
    track: str = ""
    phase: str = ""
    role: str = ""
    minutes: dict[str, float] = field(default_factory=dict, hash=False)
    audience: dict[str, int] = field(default_factory=dict, hash=False)
    formats: dict[str, int] = field(default_factory=dict, hash=False)
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    group: str = ""
    tags: tuple[str, ...] = ()
    label: str = ""
    owner: str = ""
    reviewed: date | None = None
    review_days: int = 0
    version: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def base(self) -> Path:
        """The folder that pictures are relative to."""
        return self.path.parent

    def at(self, depth: str) -> tuple[SlideSource, ...]:
        """Return the slides of a variant: those without a depth, or with one not beyond `depth`."""
        limit = DEPTHS.index(depth)
        return tuple(s for s in self.slides if not s.depth or DEPTHS.index(s.depth) <= limit)
