"""The decided list of slides as one value that can be printed: sections, entries with their minutes, slides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kit.decks.module.model import Module, SlideSource
from kit.decks.spec import DeckSpec
from kit.errors import Finding


@dataclass(frozen=True)
class OutlineSlide:
    """One slide: its number in its module or file, its title and layout, and its words where they are Markdown."""

    number: int
    title: str
    layout: str = ""
    source: SlideSource | None = None
    notes: str = ""
    text: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of a section: `kind` "module", "file" (slides of a PowerPoint file), "time" (minutes alone) or "missing".

    `role` is set on structure modules, which the outline placed itself; `place` says where the spec names any other: (section, line
    in it), both from 0; `line` is the line in its file.
    """

    kind: str
    id: str
    title: str
    minutes: float
    slides: tuple[OutlineSlide, ...] = ()
    depth: str = ""
    role: str = ""
    path: Path | None = None
    look: str = "source"
    line: int = 0
    lang: str = ""
    version: str = ""
    module: Module | None = None
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class OutlineSection:
    """A titled part of the deck; `placed` marks opening, closing, appendix (from the format); `number` is the spec's, from 0."""

    title: str
    entries: tuple[Entry, ...] = ()
    placed: str = ""
    number: int = -1

    @property
    def minutes(self) -> float:
        """The minutes of all entries."""
        return sum(entry.minutes for entry in self.entries)

    @property
    def slides(self) -> int:
        """The number of slides."""
        return sum(len(entry.slides) for entry in self.entries)


@dataclass(frozen=True)
class Outline:
    """What a deck will consist of. `minutes` is what it takes, `budget` what was asked (0: no limit), `buffer` what should stay free."""

    spec: DeckSpec
    sections: tuple[OutlineSection, ...]
    budget: int = 0
    buffer: int = 0
    findings: tuple[Finding, ...] = field(default=(), hash=False)

    @property
    def title(self) -> str:
        """The deck's title."""
        return self.spec.title

    @property
    def lang(self) -> str:
        """The deck's language."""
        return self.spec.lang

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in order."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def minutes(self) -> float:
        """The minutes of all sections."""
        return sum(section.minutes for section in self.sections)

    @property
    def slides(self) -> int:
        """The number of slides."""
        return sum(section.slides for section in self.sections)

    def clocked(self) -> Iterator[tuple[OutlineSection, Entry, float]]:
        """Yield each entry with its section and the minute it begins at."""
        at = 0.0
        for section in self.sections:
            for entry in section.entries:
                yield section, entry, at
                at += entry.minutes

    def text(self) -> str:
        """Return the outline as lines of text."""
        head = f"{self.title} · {self.spec.lang} · {self.spec.audience or '-'} · {self.spec.format}"
        lines = [f"{head} · {_short(self.minutes)}/{self.budget or '-'} min · {self.slides} slides"]
        before, number = None, 0
        for section, entry, at in self.clocked():
            if section is not before:
                lines.append(f"[{section.title}] {_short(section.minutes)} min")
                before = section
            mark = (
                f" ({entry.role})"
                if entry.role
                else f" {entry.depth}"
                if entry.depth
                else f" look={entry.look}"
                if entry.kind == "file"
                else ""
            )
            lines.append(f"  {clock(at)} {entry.id}{mark} {_short(entry.minutes)} min: {entry.title}")
            for slide in entry.slides:
                number += 1
                lines.append(f"    {number:>3} {slide.title or '-'}" + (f" <{slide.layout}>" if slide.layout else ""))
        lines += [f"! {finding}" for finding in self.findings]
        return "\n".join(lines) + "\n"


def clock(minutes: float) -> str:
    """Return minutes as h:mm, or m:ss below an hour."""
    seconds = round(minutes * 60)
    return (
        f"{seconds // 60:02d}:{seconds % 60:02d}" if seconds < 3600 else f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
    )


def _short(minutes: float) -> str:
    return f"{minutes:g}" if minutes == round(minutes, 1) else f"{minutes:.1f}"
