"""Words become slides: themes, the template made from them, and compiling slide sources into a package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings
from kit.decks.module.model import SlideSource
from kit.errors import Finding


def template(theme: Theme) -> bytes:
    """Return a package without slides: one master with the 20 layouts, made from the theme's tokens. Equal themes give equal bytes."""
    from kit.decks.author import shelves

    return shelves.package(theme)


def compile(title: str, slides: Sequence[SlideSource], theme: Theme, bindings: Bindings, *, base: Path, lang: str) -> Compiled:
    """Compile slides into a package of their own: layouts chosen, text fitted, overflow split, everything native.

    `base` is the folder that picture paths are relative to; equal arguments give equal bytes. What was shrunk, split, missing or
    unbound is in the findings; nothing that was written is dropped.
    """
    from kit.decks.author import building

    return building.compile(title, slides, theme, bindings, base=base, lang=lang)


@dataclass(frozen=True)
class CompiledSlide:
    """One slide of the package: its title and layout, and the source slide (from 0) and line it was made from."""

    title: str
    layout: str
    source_index: int
    line: int = 0


@dataclass(frozen=True)
class Compiled:
    """A compiled module: the package's bytes, its slides in order, and what was noticed on the way."""

    data: bytes
    slides: tuple[CompiledSlide, ...]
    findings: tuple[Finding, ...]
