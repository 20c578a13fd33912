"""What is joined, how, and what became of it: the values of the linker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from kit.errors import Finding

STRIPS = frozenset({"notes", "comments", "authors", "hidden", "tags", "properties"})


@dataclass(frozen=True)
class Source:
    """Slides of one deck: `slides` are 1-based, order and repeats are kept, None takes all.

    `section` gathers them under one title (the deck's own sections are kept when it is ""); `look` "deck" re-binds them to the template;
    `stamps`, one per taken slide, become its tag part.
    """

    path: Path | None = None
    data: bytes | None = None
    name: str = ""
    slides: tuple[int, ...] | None = None
    section: str = ""
    look: str = ""
    stamps: tuple[dict[str, str], ...] = ()

    @property
    def label(self) -> str:
        """Return what a person calls this deck."""
        return self.name or (self.path.name if self.path else "deck")


@dataclass(frozen=True)
class Options:
    """How to join: `at` is the date of the new deck, `layouts` "used" or "all", `links` "text" or "include", `look` "source" or "deck"."""

    title: str = ""
    author: str = ""
    lang: str = "en"
    at: datetime | None = None
    look: str = "source"
    template: Path | bytes | None = None
    strip: frozenset[str] = frozenset()
    layouts: str = "used"
    links: str = "text"


@dataclass(frozen=True)
class SlideReport:
    """What became of one slide: counts of what was kept, sentences about what was changed or dropped, bytes by kind of part."""

    number: int
    source: str
    source_slide: int
    title: str
    layout: str
    section: str = ""
    hidden: bool = False
    kept: dict[str, int] = field(default_factory=dict)
    changed: tuple[Finding, ...] = ()
    dropped: tuple[Finding, ...] = ()
    sizes: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return plain values for a JSON document."""
        return {
            "slide": self.number,
            "source": self.source,
            "source_slide": self.source_slide,
            "title": self.title,
            "layout": self.layout,
            "section": self.section,
            "hidden": self.hidden,
            "kept": dict(self.kept),
            "changed": [finding_json(f) for f in self.changed],
            "dropped": [finding_json(f) for f in self.dropped],
            "bytes": dict(self.sizes),
        }


@dataclass(frozen=True)
class Report:
    """What a join made: where it is, each slide's report, and findings about the deck as a whole.

    `inherited` are rule violations that a source already had; `findings` are ours and what was changed or left out for the whole deck.
    `fonts` are the typefaces that slides name and the deck does not carry inside.
    """

    path: Path
    slides: tuple[SlideReport, ...]
    findings: tuple[Finding, ...] = ()
    inherited: tuple[Finding, ...] = ()
    sizes: dict[str, int] = field(default_factory=dict)
    masters: int = 0
    layouts: int = 0
    fonts: tuple[str, ...] = ()

    @property
    def everything(self) -> tuple[Finding, ...]:
        """Return the findings of the deck followed by those of its slides."""
        return self.findings + tuple(f for slide in self.slides for f in (*slide.changed, *slide.dropped))

    def as_json(self) -> dict[str, Any]:
        """Return plain values for a JSON document."""
        return {
            "path": str(self.path),
            "slides": [slide.as_json() for slide in self.slides],
            "findings": [finding_json(f) for f in self.findings],
            "inherited": [finding_json(f) for f in self.inherited],
            "bytes": dict(self.sizes),
            "masters": self.masters,
            "layouts": self.layouts,
            "fonts": list(self.fonts),
        }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values."""
    listed = {"code": finding.code, "text": str(Finding(finding.code, finding.text, finding.fields)), "severity": finding.severity}
    listed |= {key: value for key in ("file", "slide", "part", "fix") if (value := getattr(finding, key))}
    return listed
