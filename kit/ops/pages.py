"""Pages: the slides of one module, or of one line of a deck, as a deck of their own from which pictures are painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.author import Compiled
    from kit.decks.author.theme import Theme
    from kit.decks.bindings import Bindings
    from kit.decks.library import Card
    from kit.decks.outline import Entry, Outline


def of_module(kit: Kit, card: Card) -> Pages:
    """Return the slides of a module: those of its PowerPoint file, or its words compiled in the workspace's theme."""
    if card.kind != "markdown":
        return _of_file(card.path)
    from kit.decks.assembly import compiled
    from kit.decks.module import read

    root = next((root / "slides" for root in kit.workspace.roots if card.path.is_relative_to(root / "slides")), card.path.parent)
    module = read.read(card.path, root)
    theme, bound, cache = _theme(kit, ""), _bindings(kit, {}), _cache(kit)
    made = compiled.module(
        module.title, module.slides, theme, bound, base=card.path.parent, lang=card.lang or kit.workspace.lang, cache=cache
    )
    return _of_compiled(made, tuple(range(1, len(module.slides) + 1)))


def of_entry(kit: Kit, decided: Outline, entry: Entry, bound: Bindings | None = None) -> Pages:
    """Return the slides of one line of a deck as its build would make them, with `bound` where the caller knows it."""
    from kit.decks import assembly, outline

    if entry.kind == "file" and entry.path is not None:
        return _of_file(entry.path)
    spec = decided.spec
    theme = _theme(kit, spec.theme, spec.path, spec.ratio)
    bound = _bindings(kit, outline.told(decided.spec)) if bound is None else bound
    made = assembly.compiled_entry(entry, decided, theme, bound, _cache(kit))
    return _of_compiled(made, tuple(slide.number for slide in entry.slides if slide.source is not None))


def _of_file(path: Path) -> Pages:
    from kit.content import files

    return Pages(path, files.digest(files.read_bytes(path))[:32])


def _of_compiled(made: Compiled, numbers: tuple[int, ...]) -> Pages:
    """Return compiled slides; a source that was split over several has several places."""
    from kit.content import files

    places: dict[int, tuple[int, ...]] = {}
    for place, slide in enumerate(made.slides, 1):
        if slide.source_index < len(numbers):
            number = numbers[slide.source_index]
            places[number] = (*places.get(number, ()), place)
    return Pages(made.data, files.digest(made.data)[:32], places)


def _theme(kit: Kit, name: str, beside: Path | None = None, ratio: str = "") -> Theme:
    from kit.decks.author import looks

    return looks.load(name or kit.workspace.theme, kit.workspace.roots, beside.parent if beside else None, ratio)


def _bindings(kit: Kit, values: dict[str, str]) -> Bindings:
    from kit.decks.bindings import Bindings

    speaker = values.get("speaker") or kit.settings.speaker or kit.workspace.speaker
    return Bindings({**values, "speaker": speaker} if speaker else values, {}, kit.now())


def _cache(kit: Kit) -> Path:
    return kit.workspace.cache / "compiled"


@dataclass(frozen=True)
class Pages:
    """A deck (a file or its bytes), the hash of its content, and the places in it of each slide's number where they differ."""

    source: Path | bytes
    digest: str
    places: dict[int, tuple[int, ...]] = field(default_factory=dict, hash=False)

    def place(self, number: int, part: int = 0) -> int:
        """Return where in the deck slide `number` of the module is, or a part (from 0) of it; 0 when it is not there."""
        found = self.places.get(number, ()) if self.places else (number,)
        return found[part] if part < len(found) else 0

    def parts(self, number: int) -> int:
        """Return over how many slides of the deck slide `number` of the module goes."""
        return len(self.places.get(number, ())) if self.places else 1
