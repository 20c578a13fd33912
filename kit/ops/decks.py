"""Decks: list specs, decide an outline, build, join, check, and renew the QR codes of a finished deck."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import __version__
from kit.content import collecting
from kit.errors import Finding, KitError
from kit.ops import grounds

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.bindings import Bindings, QrTarget
    from kit.decks.link import Report
    from kit.decks.outline import Outline
    from kit.decks.renewal import Renewed
    from kit.decks.spec import DeckSpec
    from kit.events.event import Event

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
BY = f"lectern {__version__}"


def specs(kit: Kit) -> tuple[DeckRow, ...]:
    """Return the decks of the workspace, the latest change first; one that cannot be read says why."""
    paths = sorted(kit.workspace.decks.glob("*.yaml"), key=lambda path: path.stat().st_mtime, reverse=True)
    return tuple(_row(path) for path in paths)


def outline(kit: Kit, deck: Path | DeckSpec, *, lenient: bool = False) -> Outline:
    """Decide what a deck consists of; raises KitError with file:line when a line of it names nothing, unless `lenient`."""
    return grounds.decide(kit, deck, lenient=lenient)


def build(
    kit: Kit,
    deck: Path | DeckSpec,
    out: Path,
    *,
    event: str = "",
    qr: Mapping[str, QrTarget] | None = None,
    strip: Iterable[str] = (),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Built:
    """Compile and link a deck into `out`, whole or not at all; for an event its QR codes lead there and the deck is noted with it.

    `qr` says where "checkin" and "feedback" lead. Raises KitError when a module is missing or `out` cannot be written.
    """
    from kit.decks import spec as specs_

    _presentable(out)
    spec = specs_.read(deck) if isinstance(deck, Path) else deck
    with grounds.workers(kit, spec) as (theme, hired), collecting.seldom():
        from kit.decks import assembly, author, link
        from kit.decks.assembly import looking

        decided = outline(kit, spec)
        happening = grounds.event_of(kit, event or spec.event)
        bound = grounds.bound_to(kit, decided, happening, qr or {})
        total = len(decided.entries) + max(decided.slides, 1)
        first = (lambda done: progress(done, total)) if progress else None
        cache, told = kit.workspace.cache / "compiled", _told(kit, decided, happening)
        made = assembly.assemble(decided, theme, bound, by=BY, built=told, cache=cache, progress=first, cancelled=cancelled, hired=hired)
        if not made.sources:
            raise KitError("deck.empty", "The deck {title} has no slides: add modules to it first.", title=decided.title)
        speaker, page = bound.values.get("speaker", ""), author.template(theme)
        options = link.Options(decided.title, speaker, decided.lang, _changed(decided) or kit.now(), template=page, strip=frozenset(strip))
        later = (lambda done, _all: progress(len(decided.entries) + done, total)) if progress else None
        report = link.join(made.sources, out, options, progress=later, cancelled=cancelled)
    noticed = looking.at(report, made)
    found = _once(decided.findings, grounds.told_of(theme, decided.spec), made.findings, report.everything, noticed)
    built = Built(report.path, report, decided, found, noticed)
    if happening is not None:
        _record(kit, happening, built, bound)
    _publish(kit, built.path)
    return built


def _once(*found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings of several readers, each thing told once."""
    from kit.decks.findings import merging

    return merging.merged([finding for reader in found for finding in reader])


def join(
    decks: Sequence[str],
    out: Path,
    *,
    look: str = "source",
    template: Path | None = None,
    strip: Iterable[str] = (),
    at: Any = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Report:
    """Join slides of decks, each written like B.pptx#2-4,7, into `out`; needs no workspace."""
    from kit.decks import link, refs

    _presentable(out)
    sources = []
    for text in decks:
        ref = refs.parse(text)
        sources.append(link.Source(path=Path(ref.file), slides=ref.slides))
    options = link.Options(look=look, template=template, strip=frozenset(strip), at=at)
    return link.join(sources, out, options, progress=progress, cancelled=cancelled)


def check(paths: Sequence[Path]) -> tuple[Finding, ...]:
    """Return what is wrong with finished decks: broken rules of the format, and what people would notice; needs no workspace."""
    from kit.decks import invariants

    return tuple(finding for path in paths for finding in (*invariants.check(path), *_found(path)))


def renew_qr(kit: Kit, file: Path, event: str, qr: Mapping[str, QrTarget]) -> Renewed:
    """Let the QR codes of a finished deck lead to an event: pictures, alt texts and printed addresses."""
    from kit.decks import renewal

    grounds.event_of(kit, event)
    renewed = renewal.renew(file, qr)
    _publish(kit, renewed.path)
    return renewed


def _presentable(out: Path) -> None:
    """Refuse to write a deck under a name that no presentation program opens."""
    if out.suffix.lower() != ".pptx":
        raise KitError("deck.name", "A deck is saved as a PowerPoint file: name it {name}.pptx, not {file}.", name=out.stem, file=out.name)


def bindings(kit: Kit, decided: Outline, qr: Mapping[str, QrTarget] | None = None) -> Bindings:
    """Return what the words of a deck are bound to: its own facts, evidence, those of the event that it names while there is one."""
    return grounds.bindings(kit, decided, qr)


def _changed(decided: Outline) -> datetime | None:
    """Return when what goes into a deck was last changed: the deck's date, so that building it again gives the same bytes."""
    paths = [path for path in (decided.spec.path, *(entry.path for entry in decided.entries)) if path is not None and path.is_file()]
    return datetime.fromtimestamp(max(int(path.stat().st_mtime) for path in paths), UTC) if paths else None


def _told(kit: Kit, decided: Outline, happening: Event | None) -> dict[str, str]:
    """Return what the stamps tell of the build."""
    theme, event = decided.spec.theme or kit.workspace.theme, happening.code if happening else ""
    return {"spec": grounds.spec_name(kit, decided.spec), "theme": theme, "event": event}


def _row(path: Path) -> DeckRow:
    from kit.decks import spec

    changed = path.stat().st_mtime
    try:
        made = spec.read(path)
    except KitError as error:
        return DeckRow(path, path.stem, changed=changed, error=error)
    return DeckRow(path, made.title, made.lang, made.audience, made.format, made.minutes, len(made.items), changed)


def _found(path: Path) -> tuple[Finding, ...]:
    """Return what people would notice in a finished deck."""
    from kit.decks import findings, scene

    return findings.check(scene.read(path))


def _record(kit: Kit, event: Event, built: Built, bindings: Bindings) -> None:
    """Note with the event which modules at which version were shown, so that feedback can be asked about them."""
    from kit.content import files
    from kit.events import shown

    modules = [
        shown.Module(entry.id, entry.title, entry.version, entry.depth or "standard", entry.minutes, entry.role)
        for entry in built.outline.entries
        if entry.kind != "time"
    ]
    digest = files.digest(files.read_bytes(built.path))
    qr = {name: target.address for name, target in bindings.qr.items()}
    note = {"path": str(built.path.absolute()), "digest": digest, "title": built.outline.title, "modules": modules, "qr": qr}
    kit.db.write(lambda tx: shown.record(tx, event.id, at=kit.now(), **note))  # type: ignore[arg-type]


def _publish(kit: Kit, path: Path) -> None:
    from kit import happenings

    kit.bus.publish(happenings.DeckBuilt(str(path)))


@dataclass(frozen=True)
class DeckRow:
    """One deck spec in a list; `error` says why it cannot be read."""

    path: Path
    title: str
    lang: str = ""
    audience: str = ""
    format: str = ""
    minutes: int = 0
    modules: int = 0
    changed: float = 0.0
    error: KitError | None = None


@dataclass(frozen=True)
class Built:
    """A finished deck: where it is, the linker's report, the outline it follows, everything found; `noticed` is what readers would find."""

    path: Path
    report: Report
    outline: Outline
    findings: tuple[Finding, ...] = field(default=(), hash=False)
    noticed: tuple[Finding, ...] = field(default=(), hash=False)

    @property
    def slides(self) -> int:
        """The number of slides."""
        return len(self.report.slides)
