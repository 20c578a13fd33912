"""Compile a module once: what does not change between builds is taken from the cache, which can be deleted at any time."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from kit import __version__
from kit.content import files
from kit.decks import author, bindings
from kit.decks.author import Compiled, CompiledSlide
from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Picture, QrCode, every
from kit.decks.module.model import SlideSource
from kit.errors import Finding

KEPT = 400  # compiled modules; the oldest go first


def module(
    title: str, slides: Sequence[SlideSource], theme: Theme, bound: Bindings, *, base: Path, lang: str, cache: Path | None
) -> Compiled:
    """Return the compiled slides, out of `cache` (a folder) where nothing that they are made of has changed."""
    if cache is None:
        return author.compile(title, slides, theme, bound, base=base, lang=lang)
    name = key(title, slides, theme, bound, base=base, lang=lang)
    found = _read(cache / name)
    if found is None:
        found = author.compile(title, slides, theme, bound, base=base, lang=lang)
        _write(cache, name, found)
    return found


def key(title: str, slides: Sequence[SlideSource], theme: Theme, bound: Bindings, *, base: Path, lang: str) -> str:
    """Return the hash of everything that the compiled slides depend on: words, theme, values used, codes used, pictures, program."""
    words = repr(tuple(slides))
    blocks = tuple(block for slide in slides for block in every(slide.blocks))
    values = {name: bound.values.get(name) for name in bindings.names(words)}
    codes = {block.target: bound.qr.get(block.target) for block in blocks if isinstance(block, QrCode)}
    names = [block.path for block in blocks if isinstance(block, Picture)] + [slide.background for slide in slides if slide.background]
    pictures = [(name, _stamp(base / name)) for name in names]
    return files.digest(repr((__version__, title, words, theme, values, codes, pictures, lang)).encode("utf-8"))[:32]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_mtime_ns, status.st_size


def _read(path: Path) -> Compiled | None:
    """Return what lies in the cache; anything damaged counts as missing."""
    try:
        data = path.with_suffix(".pptx").read_bytes()
        told = json.loads(path.with_suffix(".json").read_text("utf-8"))
        if told["digest"] != files.digest(data):
            return None
        slides = tuple(CompiledSlide(**slide) for slide in told["slides"])
        return Compiled(data, slides, tuple(Finding(**finding) for finding in told["findings"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(cache: Path, name: str, made: Compiled) -> None:
    """Keep compiled slides; a cache that cannot be written, or findings that cannot be kept, cost nothing but time."""
    told = {"digest": files.digest(made.data), "slides": [asdict(s) for s in made.slides], "findings": [asdict(f) for f in made.findings]}
    with contextlib.suppress(OSError, TypeError):
        text = json.dumps(told, ensure_ascii=False).encode("utf-8")
        cache.mkdir(parents=True, exist_ok=True)
        for ending, data in ((".pptx", made.data), (".json", text)):  # not forced onto the disk: the digest tells a torn file
            beside = cache / f"{name}{ending}.{os.getpid()}.part"
            beside.write_bytes(data)
            beside.replace(cache / f"{name}{ending}")
        _prune(cache)


def _prune(cache: Path) -> None:
    old = sorted(cache.glob("*.pptx"), key=lambda path: path.stat().st_mtime)[:-KEPT]
    for path in old:
        path.unlink(missing_ok=True)
        path.with_suffix(".json").unlink(missing_ok=True)
