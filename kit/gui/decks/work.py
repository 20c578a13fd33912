"""What the page asks of the disk, off the window's thread: open, keep drafts, save, outline, library, build."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kit.content import files
from kit.context import Kit
from kit.decks import spec as specs
from kit.decks.spec import DeckSpec, Section
from kit.errors import KitError
from kit.i18n import _, known
from kit.ops import decks, pages, slides

if TYPE_CHECKING:
    from kit.decks.bindings import QrTarget
    from kit.decks.library import Hit
    from kit.decks.link import Report
    from kit.decks.outline import Entry, Outline
    from kit.events.event import Event
    from kit.gui.preview.shelf import Look, Shelf
    from kit.ops.decks import Built, DeckRow
    from kit.ops.pages import Pages
    from kit.ops.slides import Imported, ModuleRow

DRAFTS = "drafts"
TURNS = count(1)  # of every desk: the window is built anew in another language
_in_turn = threading.Lock()
_turns: dict[Path, int] = {}


@dataclass(frozen=True)
class Row:
    """One deck in the list; `draft` tells that there are changes nobody has saved."""

    deck: DeckRow
    draft: bool

    @property
    def id(self) -> Path:
        """Its file."""
        return self.deck.path


@dataclass(frozen=True)
class Opened:
    """A deck as it was opened: the spec to edit, the spec as saved, and the file's stamp then."""

    path: Path
    spec: DeckSpec
    saved: DeckSpec
    stamp: tuple[int, int]


def rows(kit: Kit) -> tuple[Row, ...]:
    """Return the decks of the workspace."""
    return tuple(Row(deck, draft_of(kit, deck.path).is_file()) for deck in decks.specs(kit))


def new(kit: Kit, title: str) -> Opened:
    """Write a new deck with one empty section and open it."""
    name = re.sub(r"[^\w-]+", "-", title.lower()).strip("-") or "deck"
    path = files.free_name(kit.workspace.decks / f"{name[:60]}.yaml")
    lang = known(kit.workspace.lang)
    made = DeckSpec(title=title, lang=lang, minutes=30, speaker=kit.settings.speaker, sections=(Section(_("First part")),))
    specs.write(path, made)
    return open_(kit, path)


def copied(kit: Kit, path: Path) -> Opened:
    """Write a copy of a deck under another name and open it."""
    made = specs.read(path)
    target = files.free_name(path)
    files.write_text(
        target, specs.dumps(DeckSpec(**{**vars(made), "title": _("{title} (copy)").format(title=made.title)}), files.read_text(path))
    )
    return open_(kit, target)


def open_(kit: Kit, path: Path) -> Opened:
    """Open a deck, with the changes of its draft where there is one; the program's own is copied into the workspace."""
    saved = specs.read(path)
    if not path.is_relative_to(kit.workspace.root):
        target = files.free_name(kit.workspace.decks / path.name)
        files.write_bytes(target, files.read_bytes(path))
        path, saved = target, specs.read(target)
    draft = draft_of(kit, path)
    spec = saved
    if draft.is_file():
        try:
            spec = specs.moved(specs.read(draft), path)
        except KitError:
            draft.unlink()
    return Opened(path, spec, saved, stamp(path))


def stamp(path: Path) -> tuple[int, int]:
    """Return what changes when the file changes."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_mtime_ns, status.st_size


def keep(kit: Kit, path: Path, spec: DeckSpec, saved: DeckSpec, turn: int) -> None:
    """Keep unsaved changes beside the records; without changes there is no draft. A turn that a later one overtook does nothing."""
    with _in_turn:
        if turn < _turns.get(path, 0):
            return
        _turns[path] = turn
        draft = draft_of(kit, path)
        if spec == saved:
            draft.unlink(missing_ok=True)
        else:
            files.write_text(draft, specs.dumps(spec, files.read_text(path) if path.is_file() else ""))


def save(kit: Kit, path: Path, spec: DeckSpec, turn: int, known: tuple[int, int] | None = None) -> Opened:
    """Save a deck into the person's file and let its draft go.

    Raises KitError writing.changed when the file is not as `known` any more; without `known` it is written whatever it holds.
    """
    if known is not None and path.exists() and stamp(path) != known:
        raise KitError("writing.changed", "{name} was changed by another program meanwhile.", name=path.name)
    with _in_turn:
        _turns[path] = turn
        specs.write(path, spec)
        draft_of(kit, path).unlink(missing_ok=True)
    return Opened(path, spec, spec, stamp(path))


def discard(kit: Kit, path: Path) -> Opened:
    """Let the draft go and open the deck as it was saved."""
    draft_of(kit, path).unlink(missing_ok=True)
    return open_(kit, path)


def delete(kit: Kit, path: Path) -> Path:
    """Move a deck into the workspace's bin folder, from which a person can take it back."""
    target = files.free_name(kit.workspace.records / "removed" / path.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    draft_of(kit, path).unlink(missing_ok=True)
    return target


def restore(kit: Kit, removed: Path, path: Path) -> Path:
    """Put a removed deck back."""
    removed.replace(files.free_name(path))
    return path


def outline(kit: Kit, spec: DeckSpec) -> Outline:
    """Decide a deck that is still being edited."""
    return decks.outline(kit, spec, lenient=True)


def look(kit: Kit, shelf: Shelf, decided: Callable[[], Outline | None], entry: Entry, number: int) -> Look | None:
    """Return a slide as the deck will show it, for a large preview; None where there is nothing to show."""
    from kit.gui.preview.shelf import Look

    outline = decided()
    if outline is None or entry.kind not in ("module", "file"):
        return None
    words = hash(repr(tuple(slide.source for slide in entry.slides)))
    spec = outline.spec
    key = (
        entry.path,
        entry.id,
        entry.version,
        words,
        spec.theme or kit.workspace.theme,
        spec.ratio,
        spec.speaker,
        spec.event,
        outline.lang,
    )
    return Look(shelf, key, number, partial(_pages, kit, outline, entry))


def _pages(kit: Kit, decided: Outline, entry: Entry) -> Pages:
    """Return the slides of a line with what its event knows: date, place, where the QR codes lead."""
    if entry.kind == "file":
        return pages.of_entry(kit, decided, entry)
    return pages.of_entry(kit, decided, entry, decks.bindings(kit, decided, _codes(kit, decided.spec.event)))


def _codes(kit: Kit, event: str) -> dict[str, QrTarget]:
    from kit.ops import sharing

    return sharing.targets(kit, event) if event else {}


def modules(kit: Kit) -> tuple[ModuleRow, ...]:
    """Return what the drawer offers: every module that is no structure page."""
    return tuple(row for row in slides.modules(kit) if not row.role)


def search(kit: Kit, text: str, lang: str) -> tuple[Hit, ...]:
    """Return the slides that hold every word, in the deck's language."""
    return slides.search(kit, text, lang.split("-")[0])


def build(kit: Kit, spec: DeckSpec, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Built:
    """Build into the workspace's out folder; a deck with an event gets its QR codes."""
    codes = _codes(kit, spec.event)
    return decks.build(kit, spec, target(kit, spec), event=spec.event, qr=codes, progress=progress, cancelled=cancelled)


def target(kit: Kit, spec: DeckSpec) -> Path:
    """Return where a deck is built to."""
    name = re.sub(r"[:/\\|]+", "-", re.sub(r'[<>"?*\x00-\x1f]+', "", spec.title)).strip(" .") or "deck"
    return kit.workspace.out / f"{name[:100]}.pptx"


def join(texts: Sequence[str], out: Path, look: str, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Report:
    """Join decks."""
    return decks.join(texts, out, look=look, progress=progress, cancelled=cancelled)


def bring_in(kit: Kit, paths: Sequence[Path]) -> tuple[tuple[str, ...], tuple[Imported, ...]]:
    """Copy PowerPoint files into the workspace; returns how a deck names them, and each file's verdict."""
    found = slides.import_files(kit, paths)
    names = tuple(one.into.relative_to(kit.workspace.slides).as_posix() for one in found if one.into is not None)
    return names, found


def events(kit: Kit) -> tuple[Event, ...]:
    """Return the events that are not closed."""
    from kit.ops import events as ops

    return tuple(row.event for row in ops.all(kit) if row.event.closed_at is None)


def themes(kit: Kit) -> tuple[str, ...]:
    """Return the names of the themes and templates."""
    from kit.ops import themes as ops

    return ops.names(kit)


def new_theme(kit: Kit, name: str, logo: Path | None, colours: tuple[str, ...], dark: bool) -> str:
    """Make a theme and return its name."""
    from kit.ops import themes as ops

    ops.new(kit, name, logo=logo, colours=colours, dark=dark)
    return name


def bring_template(kit: Kit, path: Path) -> str:
    """Copy a template into the workspace and return its name."""
    from kit.ops import themes as ops

    return ops.bring(kit, path)


def draft_of(kit: Kit, path: Path) -> Path:
    """Return where the draft of a deck lies."""
    return kit.workspace.records / DRAFTS / path.name
