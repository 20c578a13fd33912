"""Workshops: find and edit runs of show, run one, and read what it really took."""

from __future__ import annotations

import dataclasses
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kit import workspace as workspaces
from kit.content import files
from kit.context import Kit
from kit.errors import KitError, from_os
from kit.happenings import RunChanged
from kit.store.ids import RunId
from kit.workshops import plan as plans
from kit.workshops.plan import Plan
from kit.workshops.run import Entry, Run

if TYPE_CHECKING:
    from kit.events.event import Event
    from kit.store.db import Tx

FOLDER = "workshops"


def all(kit: Kit) -> tuple[PlanRow, ...]:
    """Return every run of show, the workspace's before the program's of the same name; one that cannot be read tells why."""
    found: dict[tuple[str, str], Path] = {}
    for root in kit.workspace.roots:
        for path in sorted((root / FOLDER).glob("*.md")):
            found.setdefault(plans.name_and_lang(path), path)
    return tuple(_row(kit, path) for _key, path in sorted(found.items()))


def _row(kit: Kit, path: Path) -> PlanRow:
    own = path.is_relative_to(kit.workspace.root)
    try:
        return PlanRow(plans.read(path), path, own)
    except KitError as error:
        name, lang = plans.name_and_lang(path)
        return PlanRow(Plan(name, lang, name, path=str(path)), path, own, error)


def find(kit: Kit, name: str, lang: str = "") -> Path:
    """Return the file of a run of show; without it in `lang`, the one in another language.

    Raises KitError when there is none of that name.
    """
    langs = dict.fromkeys((lang or kit.workspace.lang, kit.workspace.lang, "zh", "en"))
    wanted = [f"{FOLDER}/{name}.{one}.md" for one in langs] + [f"{FOLDER}/{name}.md"]
    path = next((found for one in wanted if (found := workspaces.find(one, kit.workspace.roots))), None)
    if path is None or "/" in name or "\\" in name:
        raise KitError("workshop.unknown", "There is no workshop “{name}”: `lectern workshop list` shows them.", name=name)
    return path


def plan(kit: Kit, name: str, lang: str = "") -> Plan:
    """Return a run of show with what it gets wrong."""
    return plans.read(find(kit, name, lang))


def text(kit: Kit, name: str, lang: str = "") -> str:
    """Return a run of show as it is written."""
    return files.read_text(find(kit, name, lang))


def save(kit: Kit, name: str, lang: str, written: str) -> Plan:
    """Write a run of show into the workspace; the program's own file stays as it is.

    Raises KitError, before anything is written, when the text cannot be read back.
    """
    path = kit.workspace.workshops / (f"{name}.{lang}.md" if lang else f"{name}.md")
    made = plans.parse(written, str(path))
    files.write_text(path, written)
    return made


def new(kit: Kit, name: str, lang: str, written: str) -> Plan:
    """Write a new run of show; refuses a name that is taken or that no file can have."""
    if not name or any(sign in name for sign in '\\/:*?"<>|.') or name != name.strip():
        raise KitError("workshop.name", "“{name}” cannot be a file name: use letters, digits and -.", name=name)
    if (kit.workspace.workshops / f"{name}.{lang}.md").exists():
        raise KitError("workshop.exists", "There is a workshop “{name}” already: choose another name.", name=name)
    return save(kit, name, lang, written)


def bring(kit: Kit, path: Path) -> Plan:
    """Copy a run of show from elsewhere into the workspace; refuses to replace one of the same name."""
    made = plans.read(path)
    target = kit.workspace.workshops / path.name
    if target.exists():
        raise KitError("workshop.exists", "There is a workshop “{name}” already: choose another name.", name=made.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    except OSError as error:
        raise from_os(error, target) from error
    return plans.read(target)


def prepare(kit: Kit, name: str, lang: str = "", event: str = "") -> Run:
    """Freeze a run of show for running, without starting its clock; the open run of the same event and name is continued."""
    from kit.events import event as events
    from kit.workshops import log

    made = plan(kit, name, lang)
    if not made.timed:
        raise KitError("workshop.empty", "“{name}” has no cue to run: write one as `## Title {{at=00:00 minutes=5}}`.", name=name)
    now = kit.now()

    def work(tx: Tx) -> Run:
        dated = events.by_code(tx, event) if event else None
        if (going := _open(log.unended(tx), made, dated)) is not None:
            return going
        zone = dated.zone if dated else kit.workspace.zone
        starts, event_id, code = (dated.starts_at, dated.id, dated.code) if dated else (now, None, "")
        return log.read(tx, log.create(tx, made, event_id=event_id, event=code, zone=zone, starts_at=starts, now=now))

    run = kit.db.write(work)
    kit.bus.publish(RunChanged(run.id))
    return run


def _open(going: Iterable[Run], made: Plan, dated: Event | None) -> Run | None:
    code = dated.code if dated else ""
    return next((run for run in going if run.plan.name == made.name and run.event == code), None)


def start(kit: Kit, name: str, lang: str = "", event: str = "", *, nonce: str = "", actor: str = "") -> Run:
    """Start the clock of a run of show (of an event, when one is named) at its first cue; one that is going goes on."""
    run = prepare(kit, name, lang, event)
    return run if run.started_at else begin(kit, run.id, nonce=nonce, actor=actor)


def begin(kit: Kit, run_id: RunId, *, nonce: str = "", actor: str = "") -> Run:
    """Start the clock of a run that was made ready."""
    return _keep(kit, run_id, Entry("start", kit.now(), nonce, actor=actor))


def open_runs(kit: Kit) -> tuple[Run, ...]:
    """Return the runs that have not ended, newest first."""
    from kit.workshops import log

    with kit.db.read() as tx:
        return log.unended(tx)


def recent_runs(kit: Kit, limit: int = 50) -> tuple[Run, ...]:
    """Return the last runs, ended ones too, newest first."""
    from kit.workshops import log

    with kit.db.read() as tx:
        return log.latest(tx, limit)


def runs_of(kit: Kit, event: str) -> tuple[Run, ...]:
    """Return the runs of an event, oldest first."""
    from kit.events import event as events
    from kit.workshops import log

    with kit.db.read() as tx:
        return log.of_event(tx, events.by_code(tx, event).id)


def state(kit: Kit, run_id: RunId) -> Run:
    """Return a run as its log tells it."""
    from kit.workshops import log

    with kit.db.read() as tx:
        return log.read(tx, run_id)


def go(kit: Kit, run_id: RunId, cue: str, *, nonce: str = "", actor: str = "") -> Run:
    """Make `cue` the current one; the clock of a run that waits starts with it."""
    return _keep(kit, run_id, Entry("go", kit.now(), nonce, cue=cue, actor=actor))


def hold(kit: Kit, run_id: RunId, *, nonce: str = "", actor: str = "") -> Run:
    """Stop the clock of the current cue."""
    return _keep(kit, run_id, Entry("hold", kit.now(), nonce, actor=actor))


def resume(kit: Kit, run_id: RunId, *, nonce: str = "", actor: str = "") -> Run:
    """Let the clock of the current cue go on."""
    return _keep(kit, run_id, Entry("resume", kit.now(), nonce, actor=actor))


def add(kit: Kit, run_id: RunId, seconds: float, cue: str = "", *, nonce: str = "", actor: str = "") -> Run:
    """Give the current cue (or `cue`) more seconds; a negative number takes some away."""
    return _keep(kit, run_id, Entry("add", kit.now(), nonce, cue=cue, seconds=seconds, actor=actor))


def skip(kit: Kit, run_id: RunId, cue: str, *, nonce: str = "", actor: str = "") -> Run:
    """Leave a cue out; going to it brings it back."""
    return _keep(kit, run_id, Entry("skip", kit.now(), nonce, cue=cue, actor=actor))


def tick(kit: Kit, run_id: RunId, step: str, *, note: str = "", nonce: str = "", actor: str = "") -> Run:
    """Mark a step as done."""
    return _keep(kit, run_id, Entry("tick", kit.now(), nonce, step=step, note=note, actor=actor))


def untick(kit: Kit, run_id: RunId, step: str, *, nonce: str = "", actor: str = "") -> Run:
    """Mark a step as not done after all."""
    return _keep(kit, run_id, Entry("untick", kit.now(), nonce, step=step, actor=actor))


def note(kit: Kit, run_id: RunId, words: str, *, nonce: str = "", actor: str = "") -> Run:
    """Write something down at the current cue."""
    return _keep(kit, run_id, Entry("note", kit.now(), nonce, note=words, actor=actor))


def end(kit: Kit, run_id: RunId, *, nonce: str = "", actor: str = "") -> Run:
    """End the run."""
    return _keep(kit, run_id, Entry("end", kit.now(), nonce, actor=actor))


def _keep(kit: Kit, run_id: RunId, entry: Entry) -> Run:
    """Append one line to the log; a nonce makes a repeated call harmless."""
    from kit.workshops import log

    sure = dataclasses.replace(entry, nonce=entry.nonce or secrets.token_hex(16))
    run = kit.db.write(lambda tx: log.append(tx, run_id, sure))
    kit.bus.publish(RunChanged(run_id))
    return run


@dataclass(frozen=True)
class PlanRow:
    """A run of show in a list; `own` tells whether it lies in the workspace; `error` why it cannot be read."""

    plan: Plan
    path: Path
    own: bool
    error: KitError | None = None
