"""Compile slides once: what does not change between builds is taken from the cache, which can be deleted at any time."""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

from kit import __version__
from kit.content import files
from kit.decks import author, bindings, findings, lineage, scene
from kit.decks.author import Compiled, CompiledSlide
from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings
from kit.decks.findings import titling
from kit.decks.module.blocks import Picture, QrCode, every
from kit.decks.module.model import SlideSource
from kit.errors import Finding

KEPT = 1200  # compiled pieces; the oldest go first
DRAWN = ("footer", "event.date")  # values that stand on slides without being named in their words
ROOMS = ("author", "fit", "findings", "lineage", "scene")


@dataclass(frozen=True)
class Made:
    """A compiled piece with what a reader would find on its slides and their prints; `noticed` is None where nobody has looked yet."""

    compiled: Compiled
    noticed: tuple[Finding, ...] | None = None
    prints: tuple[str, ...] = ()

    def looked(self) -> Made:
        """Return the same with its findings and prints; titles said twice are asked of a whole deck."""
        if self.noticed is not None:
            return self
        deck = scene.read(self.compiled.data)
        found = tuple(finding for finding in findings.check(deck) if finding.code != titling.TWICE)
        return Made(self.compiled, found, tuple(lineage.print_of(slide) for slide in deck.slides))


def module(
    title: str, slides: Sequence[SlideSource], theme: Theme, bound: Bindings, *, base: Path, lang: str, cache: Path | None
) -> Compiled:
    """Return the compiled slides, out of `cache` (a folder) where nothing that they are made of has changed."""
    if cache is None:
        return author.compile(title, slides, theme, bound, base=base, lang=lang)
    name = key(title, slides, theme, bound, base=base, lang=lang)
    found = kept(cache, name)
    if found is None:
        found = Made(author.compile(title, slides, theme, bound, base=base, lang=lang))
        keep(cache, name, found)
        prune(cache)
    return found.compiled


def key(title: str, slides: Sequence[SlideSource], theme: Theme, bound: Bindings, *, base: Path, lang: str) -> str:
    """Return the hash of everything that the compiled slides depend on: words, theme, values used, codes used, pictures, program."""
    words = "\n".join(slide.mark for slide in slides)
    blocks = tuple(block for slide in slides for block in every(slide.blocks))
    values = {name: bound.values.get(name) for name in (*bindings.names(words), *DRAWN)}
    codes = {block.target: bound.qr.get(block.target) for block in blocks if isinstance(block, QrCode)}
    names = [block.path for block in blocks if isinstance(block, Picture)] + [slide.background for slide in slides if slide.background]
    seen = [(name, files.fingerprint(base / name)) for name in names]
    return files.digest(repr((program(), title, words, _look(theme), values, codes, seen, lang)).encode("utf-8"))[:32]


@lru_cache(maxsize=1)
def program() -> str:
    """Return what changes when this program does: its version, and its sources as they lie here."""
    room = Path(__file__).parent.parent
    stamps = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for name in ROOMS for path in sorted((room / name).rglob("*.py"))]
    return files.digest(repr((__version__, stamps)).encode("utf-8"))


@lru_cache(maxsize=8)
def _look(theme: Theme) -> str:
    """Return the hash of a theme: its tokens, and the template with all its pictures."""
    return files.digest(repr(theme).encode("utf-8") + author.template(theme))


def kept(cache: Path, name: str) -> Made | None:
    """Return what lies in the cache; anything damaged counts as missing."""
    try:
        data = (cache / f"{name}.pptx").read_bytes()
        told = json.loads((cache / f"{name}.json").read_text("utf-8"))
        if told["sum"] != zlib.crc32(data):
            return None
        slides = tuple(CompiledSlide(**slide) for slide in told["slides"])
        made = Compiled(data, slides, _findings(told["findings"]))
        return Made(made, None if told["noticed"] is None else _findings(told["noticed"]), tuple(told["prints"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _findings(told: Iterable[dict[str, object]]) -> tuple[Finding, ...]:
    return tuple(Finding(**finding) for finding in told)  # type: ignore[arg-type]


def keep(cache: Path, name: str, made: Made) -> None:
    """Keep compiled slides; a cache that cannot be written, or findings that cannot be kept, cost nothing but time."""
    whole = made.compiled
    told = {
        "sum": zlib.crc32(whole.data),
        "slides": [asdict(slide) for slide in whole.slides],
        "findings": [asdict(finding) for finding in whole.findings],
        "prints": made.prints,
        "noticed": None if made.noticed is None else [asdict(finding) for finding in made.noticed],
    }
    with contextlib.suppress(OSError, TypeError):
        text = json.dumps(told, ensure_ascii=False).encode("utf-8")
        cache.mkdir(parents=True, exist_ok=True)
        for ending, data in ((".pptx", whole.data), (".json", text)):  # not forced onto the disk: the sum tells a torn file
            beside = cache / f"{name}{ending}.{os.getpid()}.part"
            beside.write_bytes(data)
            beside.replace(cache / f"{name}{ending}")


def prune(cache: Path) -> None:
    """Let the oldest pieces go once there are many more than a library has."""
    with contextlib.suppress(OSError):
        names = list(cache.glob("*.pptx"))
        if len(names) <= KEPT:
            return
        for old in sorted(names, key=lambda path: path.stat().st_mtime)[: len(names) - KEPT]:
            old.unlink(missing_ok=True)
            old.with_suffix(".json").unlink(missing_ok=True)


def shifted(found: Iterable[Finding], by: int, file: str) -> list[Finding]:
    """Return findings of a piece as those of a deck: slides counted on, the module's file named where none is."""
    return [replace(finding, slide=finding.slide + by if finding.slide else 0, file=finding.file or file) for finding in found]
