"""Versions: what has become of the modules in a finished deck, and what a person does about it: update, compare, skip, detach."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kit import __version__
from kit.errors import Finding, KitError
from kit.i18n import N_
from kit.ops import grounds

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.assembly import Assembled
    from kit.decks.bindings import QrTarget
    from kit.decks.library import Library
    from kit.decks.lineage import Origin, State
    from kit.decks.link import Source
    from kit.decks.outline import Entry, Outline
    from kit.decks.scene import Deck

Progress = Callable[[int, int], None]
BY = f"lectern {__version__}"


def status(kit: Kit, file: Path) -> tuple[State, ...]:
    """Return what has become of each part of a deck, in the order of its slides; raises KitError when it cannot be read."""
    from kit.decks import lineage, scene

    known = _library(kit)
    return lineage.read(scene.read(file), lambda origin: _version(known, origin))


def skip(kit: Kit, file: Path, modules: Collection[str]) -> Path:
    """Say nothing more about the versions that these modules have now."""
    from kit.decks.lineage import marks

    path = file
    for state in _named(status(kit, file), modules, file):
        if state.now:
            path = marks.write(path, state.slides, "SKIP", state.now)
    _publish(kit, path)
    return path


def detach(kit: Kit, file: Path, modules: Collection[str]) -> Path:
    """Let the slides of these modules be nobody's: their modules are not followed any more."""
    from kit.decks.lineage import marks

    path = file
    for state in _named(status(kit, file), modules, file):
        path = marks.write(path, state.slides, "DETACHED", "1")
    _publish(kit, path)
    return path


def update(
    kit: Kit,
    file: Path,
    modules: Collection[str] = (),
    *,
    edited: bool = False,
    qr: Mapping[str, QrTarget] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Updated:
    """Put the present version of modules (all that are out of date, or those named) in place of theirs; the file is replaced whole.

    Slides that were edited by hand stay as they are unless `edited`. `qr` says where QR codes lead. Raises KitError when there is
    nothing to update, a module is gone, or the file cannot be written.
    """
    from kit.content import files
    from kit.decks import link, scene

    deck, states = scene.read(file), status(kit, file)
    chosen = [state for state in (_named(states, modules, file) if modules else states) if state.outdated or (modules and state.edited)]
    kept = [state for state in chosen if state.edited and not edited]
    taken = [state for state in chosen if state not in kept]
    if not taken:
        raise KitError("version.nothing", _why(bool(kept)), file=str(file), slides=_numbers(kept))
    sources, findings = _sources(kit, file, deck, states, taken, qr or {}, cancelled)
    with tempfile.TemporaryDirectory(prefix="lectern-") as name:
        made = Path(name) / "updated.pptx"
        options = link.Options(title=deck.title, lang=taken[0].origin.lang or "en", at=kit.now(), template=file)
        report = link.join(sources, made, options, progress=progress, cancelled=cancelled)
        path = files.write_bytes(file, files.read_bytes(report.path))
    _publish(kit, path)
    left = tuple(_left(state) for state in kept)
    return Updated(path, tuple(dict.fromkeys(state.origin.module for state in taken)), (*left, *findings, *report.everything))


def pages(kit: Kit, file: Path, state: State, qr: Mapping[str, QrTarget] | None = None) -> bytes:
    """Return the slides of a module as its present version would make them, as a deck of their own, to compare them."""
    from kit.decks import link, scene

    made = _made(kit, scene.read(file), state, qr or {}, None)
    with tempfile.TemporaryDirectory(prefix="lectern-") as name:
        return link.join(made.sources, Path(name) / "now.pptx", link.Options(template=file)).path.read_bytes()


def _library(kit: Kit) -> Library:
    from kit.decks import library

    return library.load(kit.workspace.roots, kit.workspace.cache / "library.db")


def _version(known: Library, origin: Origin) -> str | None:
    from kit.decks import refs

    card = known.card(origin.module, origin.lang)
    if card is not None and card.kind == "markdown":
        return None if card.broken else known.module(origin.module, origin.lang).version
    whole = known.decks.get(refs.parse(origin.module).file)
    return whole.version if whole is not None and not whole.broken else None


def _named(states: Sequence[State], modules: Collection[str], file: Path) -> list[State]:
    """Return the states of these modules; refuse a name that is not in the deck."""
    known = {state.origin.module for state in states if state.origin.module}
    unknown = [name for name in modules if name not in known]
    if unknown:
        text = N_("There is no module `{name}` in {file}: it holds {known}.")
        raise KitError("version.unknown", text, name=unknown[0], file=str(file), known=", ".join(sorted(known)) or "–")
    return [state for state in states if state.origin.module in modules]


def _why(kept: bool) -> str:
    if kept:
        return N_("Slides {slides} of {file} were edited by hand and stay as they are: update them with --edited, or detach them.")
    return N_("Nothing in {file} is out of date.")


def _left(state: State) -> Finding:
    text = N_("Slides {slides} of `{module}` were edited by hand and stay as they are.")
    return Finding("version.edited", text, {"slides": _numbers([state]), "module": state.origin.module}, slide=state.edited[0])


def _numbers(states: Sequence[State]) -> str:
    from kit.decks import refs

    return refs.ranges(tuple(number for state in states for number in state.edited))


def _sources(
    kit: Kit,
    file: Path,
    deck: Deck,
    states: Sequence[State],
    taken: Sequence[State],
    qr: Mapping[str, QrTarget],
    cancelled: Callable[[], bool] | None,
) -> tuple[list[Source], list[Finding]]:
    """Return the deck's slides as they are, but for those of the modules taken."""
    from kit.decks import link

    sources: list[Source] = []
    findings: list[Finding] = []
    for state in states:
        if state not in taken:
            sources.append(link.Source(path=file, slides=state.slides, section=state.section))
            continue
        made = _made(kit, deck, state, qr, cancelled)
        sources += [replace(source, section=state.section) for source in made.sources]
        findings += made.findings
    return sources, findings


def _made(kit: Kit, deck: Deck, state: State, qr: Mapping[str, QrTarget], cancelled: Callable[[], bool] | None) -> Assembled:
    """Compile a module as the deck would have it now: from the deck's own spec where that is still there, else by itself."""
    from kit.decks import assembly
    from kit.decks.outline import OutlineSection

    origin = state.origin
    decided = _outline(kit, origin, deck.title)
    entry = _entry(kit, origin, decided)
    theme, bound = grounds.theme_of(kit, decided.spec), grounds.bindings(kit, decided, qr, origin.event)
    alone = replace(decided, sections=(OutlineSection(state.section, (entry,)),))
    built = {"spec": origin.spec, "theme": origin.theme, "event": origin.event}
    return assembly.assemble(alone, theme, bound, by=BY, built=built, cache=kit.workspace.cache / "compiled", cancelled=cancelled)


def _outline(kit: Kit, origin: Origin, title: str) -> Outline:
    """Return the outline of the deck that a slide was built for, one without modules where its spec is gone."""
    from kit import workspace
    from kit.decks.spec import DeckSpec

    path = workspace.find(f"slides/decks/{origin.spec}.yaml", kit.workspace.roots) if origin.spec else None
    spec = DeckSpec(title or origin.module, lang=origin.lang or kit.workspace.lang, theme=origin.theme, structure={"agenda": "off"})
    return grounds.decide(kit, path if path is not None else spec, lenient=True)


def _entry(kit: Kit, origin: Origin, decided: Outline) -> Entry:
    """Return the line of the deck that a slide comes from, else its module at the same depth."""
    from kit.decks.outline import entries

    same = [entry for entry in decided.entries if entry.id == origin.module and entry.kind in ("module", "file") and entry.slides]
    found = next((entry for entry in same if (entry.depth, entry.role) == (origin.depth, origin.role)), None)
    if found is not None:
        return found
    known = _library(kit)
    card = known.card(origin.module, origin.lang)
    if card is None or card.kind != "markdown" or origin.role:
        raise KitError("version.gone", "The module `{name}` is no longer there: detach its slides.", name=origin.module)
    return entries.of_module(known.module(origin.module, origin.lang), card, origin.depth)


def _publish(kit: Kit, path: Path) -> None:
    from kit import happenings

    kit.bus.publish(happenings.DeckBuilt(str(path)))


@dataclass(frozen=True)
class Updated:
    """A deck that was updated: where it is, which modules are new, and what was found and left."""

    path: Path
    modules: tuple[str, ...]
    findings: tuple[Finding, ...] = field(default=(), hash=False)
