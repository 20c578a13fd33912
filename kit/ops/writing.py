"""Writing a module: open its words, keep drafts that outlive a crash, save, copy, rename, and see its slides at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kit.errors import Finding, KitError

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.author import Compiled
    from kit.decks.author.theme import Theme
    from kit.decks.bindings import Bindings
    from kit.decks.module.model import Module, SlideSource

Stamp = tuple[int, int]
LINES = re.compile(r"\bline=\d+")
KEPT = 200  # compiled slides of what is being written
_in_turn = threading.Lock()
_turns: dict[Path, int] = {}


@dataclass(frozen=True)
class Opened:
    """A module's file as it was opened: its words with those of a draft, the words on disk and the file's stamp then."""

    path: Path
    text: str
    saved: str
    stamp: Stamp
    own: bool


@dataclass(frozen=True)
class Shown:
    """One slide as it will look: the source slide it comes from (from 0), its line, title, depth, and where its picture is."""

    source: int
    line: int
    title: str
    depth: str
    key: str
    data: bytes = field(repr=False, default=b"")
    place: int = 1
    part: int = 1
    parts: int = 1


@dataclass(frozen=True)
class Proof:
    """What the words make: slides in order, and what was found by line."""

    slides: tuple[Shown, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), hash=False)


def open_(kit: Kit, path: Path) -> Opened:
    """Open a module's file, with the words of its draft where there is one."""
    from kit.content import files

    own = path.is_relative_to(kit.workspace.slides)
    saved, draft = files.read_text(path), _draft(kit, path)
    text = files.read_text(draft) if draft is not None and draft.is_file() else saved
    return Opened(path, text, saved, stamp(path), own)


def stamp(path: Path) -> Stamp:
    """Return what changes when the file changes."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_mtime_ns, status.st_size


def keep(kit: Kit, path: Path, text: str, saved: str, turn: int) -> None:
    """Keep words nobody has saved; without any there is no draft. A turn that a later one overtook does nothing."""
    from kit.content import files

    with _in_turn:
        draft = _draft(kit, path)
        if draft is None or turn < _turns.get(path, 0):
            return
        _turns[path] = turn
        if text == saved:
            draft.unlink(missing_ok=True)
        else:
            files.write_text(draft, text)


def save(kit: Kit, path: Path, text: str, known: Stamp | None, turn: int) -> Opened:
    """Write the words into the workspace's file and let the draft go.

    Raises KitError writing.changed when the file is not as `known` any more; without `known` it is written whatever it holds.
    """
    from kit import happenings
    from kit.content import files

    if not path.is_relative_to(kit.workspace.slides):
        raise KitError("writing.program", "{path} came with Lectern and is not changed: it is copied first.", path=str(path))
    if known is not None and path.exists() and stamp(path) != known:
        raise KitError("writing.changed", "{name} was changed by another program meanwhile.", name=path.name)
    with _in_turn:
        _turns[path] = turn
        files.write_text(path, text)
        draft = _draft(kit, path)
        if draft is not None:
            draft.unlink(missing_ok=True)
    kit.bus.publish(happenings.LibraryChanged())
    return Opened(path, text, text, stamp(path), True)


def discard(kit: Kit, path: Path) -> Opened:
    """Let the draft go and open the file as it is."""
    draft = _draft(kit, path)
    if draft is not None:
        draft.unlink(missing_ok=True)
    return open_(kit, path)


def new(kit: Kit, name: str, lang: str, text: str) -> Opened:
    """Write a new module `name` (folders by /) in a language; refuses a name that is taken."""
    return _written(kit, _named(kit, name, lang), text)


def duplicate(kit: Kit, path: Path, name: str, text: str) -> Opened:
    """Write `text` as a module of another name, with the language and the pictures of the one at `path`."""
    from kit.decks.module import read

    target = _named(kit, name, read.identity(path)[1])
    _with_pictures(path, target, text)
    return _written(kit, target, text)


def rename(kit: Kit, path: Path, name: str) -> Opened:
    """Give the workspace's file of a module another name; decks that name the old one say so when they are checked."""
    from kit import happenings
    from kit.decks.module import read

    if not path.is_relative_to(kit.workspace.slides):
        raise KitError("writing.program", "{path} came with Lectern and is not changed: it is copied first.", path=str(path))
    target = _named(kit, name, read.identity(path)[1])
    opened = open_(kit, path)
    _with_pictures(path, target, opened.text)
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    old, draft = _draft(kit, path), _draft(kit, target)
    if old is not None and draft is not None and old.is_file():
        draft.parent.mkdir(parents=True, exist_ok=True)
        old.replace(draft)
    kit.bus.publish(happenings.LibraryChanged())
    return open_(kit, target)


def languages(kit: Kit, path: Path) -> dict[str, Path]:
    """Return the files of the same module by language: the workspace's own before what came with the program."""
    from kit.decks.module import read
    from kit.decks.refs import MARKDOWN

    root = next((root / "slides" for root in kit.workspace.roots if path.is_relative_to(root / "slides")), path.parent)
    folders = [above / "slides" / path.parent.relative_to(root) for above in kit.workspace.roots]
    name = read.identity(path, path.parent)[0]
    found: dict[str, Path] = {}
    for one in [one for folder in folders if folder.is_dir() for one in sorted(folder.iterdir()) if one.suffix in MARKDOWN]:
        other, lang = read.identity(one, one.parent)
        if other == name:
            found.setdefault(lang, one)
    return found


def bring(kit: Kit, path: Path, picture: Path | bytes) -> str:
    """Put a picture (a file, or PNG bytes) beside a module's words and return its name there; twice the same is one file."""
    from kit.content import files

    root = next(root / "slides" for root in kit.workspace.roots if path.is_relative_to(root / "slides"))
    data, name = (picture, "picture.png") if isinstance(picture, bytes) else (files.read_bytes(picture), picture.name)
    target = kit.workspace.slides / path.parent.relative_to(root) / re.sub(r"[\s()<>\[\]{}]+", "-", name)
    seen = files.digest(data)
    if target.exists() and files.fingerprint(target) != seen:
        target = target.with_name(f"{target.stem}-{seen[:6]}{target.suffix}")
    if not target.exists():
        files.write_bytes(target, data)
    return target.name


def _named(kit: Kit, name: str, lang: str) -> Path:
    """Return the file of a module to be made; refuses what is no name and what is taken."""
    clean = "/".join(re.sub(r"[^\w-]+", "-", part).strip("-").lower() for part in name.replace("\\", "/").split("/"))
    if not clean.strip("/") or "//" in f"/{clean}/":
        raise KitError("writing.name", "`{name}` is no name for a module: letters, digits, - and / between folders.", name=name)
    path = kit.workspace.slides / f"{clean}.{lang}.md" if lang else kit.workspace.slides / f"{clean}.md"
    if path.exists():
        raise KitError("writing.taken", "There is a module `{name}` already: choose another name.", name=clean)
    return path


def _written(kit: Kit, path: Path, text: str) -> Opened:
    from kit import happenings
    from kit.content import files

    files.write_text(path, text)
    kit.bus.publish(happenings.LibraryChanged())
    return open_(kit, path)


def _with_pictures(path: Path, target: Path, text: str) -> None:
    """Copy the pictures that the words name beside a module that goes into another folder."""
    from kit.content import files
    from kit.decks.refs import MARKDOWN

    if path.parent == target.parent:
        return
    for near in sorted(path.parent.iterdir()):
        if near.is_file() and near.suffix not in MARKDOWN and near.name in text and not (target.parent / near.name).exists():
            files.write_bytes(target.parent / near.name, files.read_bytes(near))


def _draft(kit: Kit, path: Path) -> Path | None:
    """Return where the draft of a module lies: the same for the program's file and the workspace's copy of it."""
    root = next((root / "slides" for root in kit.workspace.roots if path.is_relative_to(root / "slides")), None)
    return kit.workspace.records / "drafts" / "slides" / path.relative_to(root) if root is not None else None


class Bench:
    """Compiles what is being written slide by slide, so that a key press costs one slide."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self._look: tuple[Theme, Bindings] | None = None
        self._kept: dict[str, tuple[int, Compiled]] = {}

    def proof(self, path: Path, text: str, cancelled: Callable[[], bool] | None = None) -> Proof:
        """Return the slides of a module as `text` makes them, and what is found in it; a text that cannot be read is a finding."""
        from kit.decks.module import read

        root = next((root / "slides" for root in self.kit.workspace.roots if path.is_relative_to(root / "slides")), None)
        try:
            module = read.read(path, root, text)
        except KitError as error:
            line = int(error.fields.get("line", 0) or 0)
            fields = {**error.fields, "path": path.name}  # the file is open: its name is enough
            return Proof((), (Finding(error.code, error.text, fields, file=str(path), line=line, severity="error"),))
        found, shown = list(module.findings), []
        for number, slide in enumerate(module.slides):
            if cancelled is not None and cancelled():
                break
            key, line, made = self._compiled(module, slide)
            shown += _shown(number, slide, key, made)
            moved = slide.line - line
            found += [replace(one, file=str(path), line=one.line + moved if one.line else slide.line, slide=0) for one in made.findings]
        return Proof(tuple(shown), tuple(sorted(found, key=lambda one: one.line)))

    def _compiled(self, module: Module, slide: SlideSource) -> tuple[str, int, Compiled]:
        """Return a slide compiled alone, with the line on which it stood when it was."""
        from kit.decks import author

        key, lang = _key(module, slide), module.lang or self.kit.workspace.lang
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            theme, bound = self._looks()
            self._kept[key] = (slide.line, author.compile(module.title, (slide,), theme, bound, base=module.base, lang=lang))
        return (key, *self._kept[key])

    def _looks(self) -> tuple[Theme, Bindings]:
        if self._look is None:
            from kit.decks.author import looks
            from kit.decks.bindings import Bindings

            speaker = self.kit.settings.speaker or self.kit.workspace.speaker
            theme = looks.load(self.kit.workspace.theme, self.kit.workspace.roots)
            self._look = (theme, Bindings({"speaker": speaker} if speaker else {}, {}, self.kit.now()))
        return self._look


def _key(module: Module, slide: SlideSource) -> str:
    """Return what changes when a slide looks another way: its words wherever they stand in the file, and its pictures."""
    from kit.content import files
    from kit.decks.module.blocks import Picture, every

    names = [block.path for block in every(slide.blocks) if isinstance(block, Picture)]
    names += [slide.background] if slide.background else []
    seen = [files.fingerprint(module.base / name) for name in names]
    return files.digest(repr((module.title, module.lang, LINES.sub("", repr(slide)), seen)).encode("utf-8"))[:32]


def _shown(number: int, slide: SlideSource, key: str, made: Compiled) -> list[Shown]:
    """Return a slide of the source as the slides it became: one, or several where it was split."""
    count = len(made.slides)
    return [
        Shown(number, slide.line, one.title or slide.heading, slide.depth, key, made.data, place, place, count)
        for place, one in enumerate(made.slides, 1)
    ]
