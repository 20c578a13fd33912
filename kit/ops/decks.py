"""Decks: list specs, decide an outline, build, join, check, and renew the QR codes of a finished deck."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import __version__
from kit.errors import Finding, KitError
from kit.i18n import N_

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.author.theme import Theme
    from kit.decks.bindings import Bindings, QrTarget
    from kit.decks.link import Report
    from kit.decks.outline import Evidence, Outline
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
    from kit.decks import library, outline, spec

    made = spec.read(deck) if isinstance(deck, Path) else deck
    known = library.load(kit.workspace.roots, kit.workspace.cache / "library.db")
    decided = outline.decide(made, known, lenient=lenient)
    keys = outline.evidence_used(decided)
    return outline.decide(made, known, _evidence(kit), lenient=lenient) if keys else decided


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
    from kit.decks import assembly, author, link
    from kit.decks.assembly import looking

    _presentable(out)
    decided = outline(kit, deck)
    happening = _event(kit, event or decided.spec.event)
    theme, bound = _theme(kit, decided.spec), _bindings(kit, decided, happening, qr or {})
    total = len(decided.entries) + max(decided.slides, 1)
    first = (lambda done: progress(done, total)) if progress else None
    cache = kit.workspace.cache / "compiled"
    told = {
        "spec": _named(kit, decided.spec),
        "theme": decided.spec.theme or kit.workspace.theme,
        "event": happening.code if happening else "",
    }
    made = assembly.assemble(decided, theme, bound, by=BY, built=told, cache=cache, progress=first, cancelled=cancelled)
    if not made.sources:
        raise KitError("deck.empty", "The deck {title} has no slides: add modules to it first.", title=decided.title)
    options = link.Options(
        title=decided.title,
        author=bound.values.get("speaker", ""),
        lang=decided.lang,
        at=kit.now(),
        template=author.template(theme),
        strip=frozenset(strip),
    )
    later = (lambda done, _all: progress(len(decided.entries) + done, total)) if progress else None
    report = link.join(made.sources, out, options, progress=later, cancelled=cancelled)
    noticed = looking.at(report, made)
    built = Built(
        report.path, report, decided, (*decided.findings, *_replaced(theme), *made.findings, *report.everything, *noticed), noticed
    )
    if happening is not None:
        _record(kit, happening, built, bound)
    _publish(kit, built.path)
    return built


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

    _event(kit, event)
    renewed = renewal.renew(file, qr)
    _publish(kit, renewed.path)
    return renewed


def _presentable(out: Path) -> None:
    """Refuse to write a deck under a name that no presentation program opens."""
    if out.suffix.lower() != ".pptx":
        raise KitError("deck.name", "A deck is saved as a PowerPoint file: name it {name}.pptx, not {file}.", name=out.stem, file=out.name)


def around(kit: Kit, decided: Outline, event: str, qr: Mapping[str, QrTarget]) -> tuple[Theme, Bindings]:
    """Return the theme and the values that the modules of a deck are compiled with; `event` is its short code, "" for none."""
    return _theme(kit, decided.spec), _bindings(kit, decided, _event(kit, event), qr)


def _row(path: Path) -> DeckRow:
    from kit.decks import spec

    changed = path.stat().st_mtime
    try:
        made = spec.read(path)
    except KitError as error:
        return DeckRow(path, path.stem, changed=changed, error=error)
    return DeckRow(path, made.title, made.lang, made.audience, made.format, made.minutes, len(made.items), changed)


def _event(kit: Kit, code: str) -> Event | None:
    if not code:
        return None
    from kit.events import event as events

    with kit.db.read() as tx:
        return events.by_code(tx, code)


def _named(kit: Kit, spec: DeckSpec) -> str:
    """Return how a deck names its spec: by its name among the decks, "" where it lies elsewhere."""
    inside = spec.path is not None and spec.path.parent in [root / "slides" / "decks" for root in kit.workspace.roots]
    return spec.path.stem if spec.path is not None and inside else ""


def _evidence(kit: Kit) -> dict[str, Evidence]:
    """Return the numbers that the programme keeps, by key."""
    from kit.decks.outline import Evidence
    from kit.programme import evidence

    with kit.db.read() as tx:
        return {one.key: Evidence(one.key, one.value, one.statement, one.source, one.period, one.owner) for one in evidence.listed(tx)}


def _theme(kit: Kit, spec: DeckSpec) -> Theme:
    from kit.decks.author import looks

    beside = spec.path.parent if spec.path else None
    return looks.load(spec.theme or kit.workspace.theme, kit.workspace.roots, beside, spec.ratio)


def _replaced(theme: Theme) -> tuple[Finding, ...]:
    """Say which layouts somebody's own template lacks."""
    from kit.decks.author import corporate

    lacking = corporate.lacking(theme) if theme.template else ()
    if not lacking:
        return ()
    text = N_("The template {name} has no layouts for {missing}: they were made in its own colours and fonts.")
    return (Finding("theme.lacking", text, {"name": theme.name, "missing": ", ".join(lacking)}, severity="note"),)


def bindings(kit: Kit, decided: Outline, qr: Mapping[str, QrTarget] | None = None) -> Bindings:
    """Return what the words of a deck are bound to: its own facts, evidence, those of the event that it names while there is one."""
    try:
        event = _event(kit, decided.spec.event)
    except KitError:
        event = None
    return _bindings(kit, decided, event, qr or {})


def _bindings(kit: Kit, decided: Outline, event: Event | None, qr: Mapping[str, QrTarget]) -> Bindings:
    from kit import i18n
    from kit.decks.bindings import Bindings
    from kit.decks.outline import bound, evidence_used, told

    values = told(decided.spec)
    if keys := evidence_used(decided):
        with i18n.language(decided.lang):
            values |= bound.evidence(_evidence(kit), keys)
    speaker = decided.spec.speaker or (event.host if event else "") or kit.settings.speaker or kit.workspace.speaker
    values |= {"speaker": speaker} if speaker else {}
    if event is not None:
        local = event.local(event.starts_at)
        facts = {"title": event.title, "place": event.place, "host": event.host, "code": event.code, "minutes": str(event.minutes)}
        facts |= {"date": bound.day(local, decided.lang), "time": f"{local:%H:%M}", "zone": event.zone}
        values |= {f"event.{name}": value for name, value in facts.items() if value}
    return Bindings(values, dict(qr), kit.now())


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
