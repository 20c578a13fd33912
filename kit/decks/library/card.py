"""What the library knows of a module without opening it again: its front matter and the words of each slide."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kit.errors import Finding


@dataclass(frozen=True)
class CardSlide:
    """One slide: its number in the file, title, layout name, depth, words and speaker notes."""

    number: int
    title: str = ""
    layout: str = ""
    depth: str = ""
    text: str = ""
    notes: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Card:
    """A module in one language: `kind` "markdown", or "pptx" for slides of a PowerPoint file (`file` is its path below slides/).

    Kind "file" is the whole of a PowerPoint file, whichever modules it is divided into.
    """

    id: str
    lang: str
    title: str
    path: Path
    kind: str = "markdown"
    file: str = ""
    slides: tuple[CardSlide, ...] = ()
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
    findings: tuple[Finding, ...] = field(default=(), hash=False)

    @property
    def broken(self) -> bool:
        """Whether the file could not be read at all."""
        return any(f.code == "library.broken" for f in self.findings)

    def lasts(self, depth: str) -> float:
        """Return its minutes at a depth: as written, else of the nearest shorter or longer depth, else one a slide."""
        order = {"short": ("short", "standard", "deep"), "standard": ("standard", "short", "deep"), "deep": ("deep", "standard", "short")}
        written = next((self.minutes[name] for name in order[depth or "standard"] if name in self.minutes), None)
        return written if written is not None else float(sum(not slide.hidden for slide in self.slides))

    def stale(self, today: date) -> bool:
        """Whether its review is overdue."""
        return bool(self.reviewed and self.review_days and (today - self.reviewed).days > self.review_days)


def dumps(cards: tuple[Card, ...]) -> str:
    """Return cards as text for the cache."""
    return json.dumps([asdict(card) for card in cards], ensure_ascii=False, default=_plain)


@lru_cache(maxsize=4096)
def loads(text: str) -> tuple[Card, ...]:
    """Return the cards that `dumps` wrote; raises ValueError, KeyError or TypeError when the text is not that."""
    return tuple(_card(fields) for fields in json.loads(text))


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _card(fields: dict[str, Any]) -> Card:
    fields = dict(fields)
    fields["path"] = Path(fields["path"])
    fields["slides"] = tuple(CardSlide(**slide) for slide in fields["slides"])
    fields["findings"] = tuple(Finding(**finding) for finding in fields["findings"])
    fields["reviewed"] = date.fromisoformat(fields["reviewed"]) if fields["reviewed"] else None
    for name in ("needs", "after", "tags"):
        fields[name] = tuple(fields[name])
    return Card(**fields)
