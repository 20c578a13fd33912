"""Slide modules: list them, search every slide, show one, and import PowerPoint files into the workspace."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kit.errors import Finding, KitError, from_os

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.library import Card, Hit, Library

Progress = Callable[[int, int], None]


def library(kit: Kit) -> Library:
    """Return everything a deck can be made of."""
    from kit.decks import library as libraries

    return libraries.load(kit.workspace.roots, _cache(kit))


def modules(kit: Kit, lang: str = "") -> tuple[ModuleRow, ...]:
    """Return the modules as rows of a list, all or those of one language."""
    today = kit.now().date()
    own = kit.workspace.slides
    return tuple(_row(card, own, card.stale(today)) for card in library(kit).modules if not lang or card.lang in ("", lang))


def search(kit: Kit, query: str, lang: str = "") -> tuple[Hit, ...]:
    """Return the slides that hold every word of `query` in title, text, notes or tags, best first."""
    from kit.decks import library as libraries

    return libraries.find(kit.workspace.roots, _cache(kit), query, lang)


def show(kit: Kit, name: str, lang: str = "") -> Card:
    """Return one module with the words of its slides; raises KitError with the nearest ids when there is none."""
    known = library(kit)
    card = known.card(name, lang) or known.decks.get(name)
    if card is None:
        raise known.missing(name)
    return card


def import_files(kit: Kit, paths: Sequence[Path], progress: Progress | None = None) -> tuple[Imported, ...]:
    """Copy PowerPoint files into the workspace after opening each; nothing there is overwritten, each file gets its verdict."""
    found = []
    for place, path in enumerate(paths, 1):
        found.append(_import(kit, path))
        if progress is not None:
            progress(place, len(paths))
    if any(one.into for one in found):
        from kit import happenings

        kit.bus.publish(happenings.LibraryChanged())
    return tuple(found)


def own(kit: Kit, name: str, lang: str = "") -> Path:
    """Return the workspace's own file of a module, for editing; the program's is copied with its pictures when there is none yet."""
    return own_file(kit, show(kit, name, lang).path)


def own_file(kit: Kit, path: Path) -> Path:
    """Return the workspace's own copy of a module's file, made with its pictures when there is none yet."""
    from kit.content import files
    from kit.decks.refs import MARKDOWN

    if path.is_relative_to(kit.workspace.slides):
        return path
    root = next(root / "slides" for root in kit.workspace.roots if path.is_relative_to(root / "slides"))
    words = files.read_bytes(path)
    for near in sorted(path.parent.iterdir()):
        target = kit.workspace.slides / near.relative_to(root)
        named = near.suffix not in MARKDOWN and near.name.encode() in words
        belongs = named or near in (path, path.with_name(path.name + ".yaml"))
        if belongs and near.is_file() and not target.exists():
            files.write_bytes(target, files.read_bytes(near))
    from kit import happenings

    kit.bus.publish(happenings.LibraryChanged())
    return kit.workspace.slides / path.relative_to(root)


def _import(kit: Kit, path: Path) -> Imported:
    from kit.content import files
    from kit.decks import scene
    from kit.decks.refs import EXTENSIONS

    try:
        if not path.name.lower().endswith(EXTENSIONS):
            raise KitError("slides.not-pptx", "{path} is no PowerPoint file (.pptx).", path=str(path))
        slides = len(scene.read(path).slides)
        twin = _twin(kit, path)
        if twin is not None:
            return Imported(path, twin, slides, known=True)
        into = files.free_name(kit.workspace.imported / path.name)
        with path.open("rb") as source:
            files.write(into, lambda file: shutil.copyfileobj(source, file))
        return Imported(path, into, slides)
    except KitError as error:
        return Imported(path, error=error)
    except OSError as error:
        return Imported(path, error=from_os(error, path))


def _twin(kit: Kit, path: Path) -> Path | None:
    """Return the file in the workspace that has the same bytes."""
    size = path.stat().st_size
    alike = [p for p in sorted(kit.workspace.imported.glob("*")) if p.is_file() and p.stat().st_size == size]
    return next((p for p in alike if p.read_bytes() == path.read_bytes()), None) if alike else None


def _cache(kit: Kit) -> Path:
    return kit.workspace.cache / "library.db"


def _row(card: Card, own: Path, stale: bool) -> ModuleRow:
    return ModuleRow(
        card.id,
        card.lang,
        card.title,
        card.track,
        card.phase,
        card.role,
        dict(card.minutes),
        len(card.slides),
        card.tags,
        card.kind,
        card.path,
        own=card.path.is_relative_to(own),
        stale=stale,
        findings=card.findings,
        card=card,
    )


@dataclass(frozen=True)
class ModuleRow:
    """One module in a list: `kind` is "markdown" or "pptx", `own` tells the workspace's from the program's, `stale` a review overdue."""

    id: str
    lang: str
    title: str
    track: str
    phase: str
    role: str
    minutes: dict[str, float] = field(hash=False)
    slides: int
    tags: tuple[str, ...]
    kind: str
    path: Path
    own: bool
    stale: bool
    findings: tuple[Finding, ...] = field(hash=False)
    card: Card = field(hash=False, compare=False, repr=False)


@dataclass(frozen=True)
class Imported:
    """What became of one file: where it now lies and how many slides it has, or why it was refused; `known` if it was there already."""

    path: Path
    into: Path | None = None
    slides: int = 0
    known: bool = False
    error: KitError | None = None
