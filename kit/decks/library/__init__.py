"""All modules a deck can be made of: the workspace's first, then the program's, Markdown and PowerPoint alike."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kit.content import files, yamltext
from kit.decks.library import cards as making
from kit.decks.library.card import Card, CardSlide
from kit.decks.library.index import Hit, Index
from kit.decks.module.blocks import Picture, every
from kit.decks.module.model import Module
from kit.decks.refs import EXTENSIONS, MARKDOWN
from kit.errors import KitError

__all__ = ["Card", "CardSlide", "Hit", "Library", "find", "load", "search"]


def load(roots: Sequence[Path], cache: Path | None = None) -> Library:
    """Read the slides/ folders below `roots`; of a module in two roots the first counts. `cache` is the file that spares reading again."""
    index = Index(cache)
    try:
        return _read(roots, index)
    finally:
        index.close()


def find(roots: Sequence[Path], cache: Path | None, query: str, lang: str = "") -> tuple[Hit, ...]:
    """Search what lies below `roots` now: the cache is brought up to date first."""
    index = Index(cache)
    try:
        shown = _read(roots, index)
        return tuple(hit for hit in index.search(query, lang) if shown.shows(hit))
    finally:
        index.close()


def search(cache: Path | None, query: str, lang: str = "") -> tuple[Hit, ...]:
    """Search the cache as it stands."""
    index = Index(cache)
    try:
        return index.search(query, lang)
    finally:
        index.close()


@dataclass(frozen=True)
class Library:
    """Every module in every language, and every PowerPoint file by its path below slides/."""

    cards: tuple[Card, ...] = ()
    roots: tuple[Path, ...] = ()
    decks: dict[str, Card] = field(default_factory=dict, hash=False)

    @property
    def modules(self) -> tuple[Card, ...]:
        """The cards, in the order of their ids."""
        return self.cards

    def card(self, name: str, lang: str = "") -> Card | None:
        """Return the card of a module in `lang`, else without a language, else in any; None when there is none."""
        found = [card for card in self.cards if card.id == name]
        order = {lang: 0, lang.split("-")[0]: 1, "": 2}
        return min(found, key=lambda card: order.get(card.lang, 3), default=None)

    def module(self, name: str, lang: str = "") -> Module:
        """Read a Markdown module; its version tells its words and its pictures. Raises KitError when there is none or it cannot be read."""
        card = self.card(name, lang)
        if card is None or card.kind != "markdown":
            raise self.missing(name)
        root = next(root / "slides" for root in self.roots if card.path.is_relative_to(root / "slides"))
        made = making.module(card.path, root)
        return replace(made, version=_version(made))

    def missing(self, name: str) -> KitError:
        """Return the refusal of an id that no module has."""
        near = ", ".join(self.near(name))
        if near:
            return KitError("module.missing", "There is no module `{id}`; nearest: {near}.", id=name, near=near)
        return KitError("module.missing", "There is no module `{id}`.", id=name)

    def near(self, name: str) -> tuple[str, ...]:
        """Return the ids most like `name`."""
        return _near(name, sorted({card.id for card in self.cards}))

    def near_files(self, name: str) -> tuple[str, ...]:
        """Return the files most like `name`."""
        return _near(name, sorted(self.decks))

    def role(self, role: str, lang: str = "") -> Card | None:
        """Return the structure module with a role, in `lang` where there is one."""
        ids = sorted({card.id for card in self.cards if card.role == role})
        return self.card(ids[0], lang) if ids else None

    def shows(self, hit: Hit) -> bool:
        """Return whether a hit is of a module that no other root hides."""
        return hit.id in self.decks or any(card.id == hit.id and card.lang == hit.lang for card in self.cards)


def _version(module: Module) -> str:
    """Return the hash of a module's words and of the pictures they name."""
    blocks = (block for slide in module.slides for block in every(slide.blocks))
    names = dict.fromkeys(block.path for block in blocks if isinstance(block, Picture))
    seen = [print_ for name in names if (print_ := files.fingerprint(module.base / name))]
    return files.digest("".join((module.version, *seen)).encode("ascii"))[:16] if seen else module.version


def _near(name: str, known: Sequence[str]) -> tuple[str, ...]:
    tail = name.rsplit("/", 1)[-1]
    return tuple(yamltext.nearest(name, known, 3)) or tuple(one for one in known if one.rsplit("/", 1)[-1] == tail)[:3]


def _read(roots: Sequence[Path], index: Index) -> Library:
    stamps: dict[str, str] = {}
    places: dict[str, Path] = {}
    for root in roots:
        for path, stamp in _files(root / "slides"):
            stamps.setdefault(str(path), stamp)
            places.setdefault(str(path), root / "slides")
    known = index.known()
    kept = index.cards(path for path, stamp in stamps.items() if known.get(path) == stamp)
    new = {path: (stamp, making.of(Path(path), places[path])) for path, stamp in stamps.items() if path not in kept}
    index.change(new, known.keys() - stamps.keys())
    found = {path: kept.get(path) or new[path][1] for path in stamps}
    shown = _shown(found[path] for path in stamps)
    decks = {card.file: card for card in shown if card.kind == "file"}
    return Library(tuple(card for card in shown if card.kind != "file"), tuple(roots), decks)


def _shown(groups: Iterable[tuple[Card, ...]]) -> tuple[Card, ...]:
    """Return the cards that no earlier root hides; those of a PowerPoint file go together."""
    shown: dict[tuple[str, str, str], Card] = {}
    files: dict[str, Path] = {}
    for group in groups:
        for card in group:
            if files.setdefault(card.file or str(card.path), card.path) == card.path:
                shown.setdefault((card.id, card.lang, card.kind), card)
    return tuple(shown[key] for key in sorted(shown))


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every module and PowerPoint file below `folder` with a stamp that changes when the file (or its sidecar) does."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    names = {entry.name: entry for entry in entries}
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path))
        elif entry.name.endswith(MARKDOWN) or entry.name.lower().endswith(EXTENSIONS):
            side = names.get(entry.name + making.SIDECAR)
            yield Path(entry.path), _stamp(entry) + (_stamp(side) if side else "")


def _stamp(entry: os.DirEntry[str]) -> str:
    try:
        status = entry.stat()
        return f"{status.st_mtime_ns}:{status.st_size};"
    except OSError:
        return "gone;"
