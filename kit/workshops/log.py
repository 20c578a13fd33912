"""Keep runs and their log: rows in, frozen runs out; nothing kept is ever changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from kit.errors import KitError
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import EventId, RunId
from kit.workshops import plan as plans
from kit.workshops import run as runs
from kit.workshops.plan import Plan
from kit.workshops.run import Entry, Run

RUN, ENTRY = tables.run, tables.run_entry


def create(tx: Tx, plan: Plan, *, event_id: EventId | None = None, event: str = "", zone: str, starts_at: datetime, now: datetime) -> RunId:
    """Freeze the plan as a new run in which nothing has happened yet."""
    doc = {"plan": plans.as_doc(plan), "zone": zone, "event": event}
    made = tx.execute(RUN.insert().values(event_id=event_id, name=plan.name, lang=plan.lang, plan=doc, starts_at=starts_at, created_at=now))
    assert made.inserted_primary_key is not None
    return RunId(int(made.inserted_primary_key[0]))


def read(tx: Tx, run_id: RunId) -> Run:
    """Return the run as its log tells it; raises KitError when there is none."""
    row = tx.execute(sa.select(RUN).where(RUN.c.id == run_id)).first()
    if row is None:
        raise KitError("workshop.no-run", "There is no run {run}: `lectern workshop list` shows them.", run=run_id)
    return runs.fold(_frame(row), entries(tx, run_id))


def entries(tx: Tx, run_id: RunId) -> tuple[Entry, ...]:
    """Return the log of a run in the order it was kept."""
    rows = tx.execute(sa.select(ENTRY).where(ENTRY.c.run_id == run_id).order_by(ENTRY.c.id))
    return tuple(Entry(r.kind, r.at, r.nonce, r.cue, r.step, r.seconds, r.note, r.actor) for r in rows)


def append(tx: Tx, run_id: RunId, entry: Entry) -> Run:
    """Add one line to the log and return the run after it; a nonce that is kept already changes nothing.

    Raises KitError when the run is over or the line names a cue or a step that the plan does not have.
    """
    tx.execute(sa.select(RUN.c.id).where(RUN.c.id == run_id).with_for_update())  # one writer a run; SQLite ignores it
    run = read(tx, run_id)
    if tx.execute(sa.select(ENTRY.c.id).where(ENTRY.c.nonce == entry.nonce)).first():
        return run
    _allow(run, entry)
    tx.execute(
        ENTRY.insert().values(
            nonce=entry.nonce,
            run_id=run_id,
            kind=entry.kind,
            cue=entry.cue,
            step=entry.step,
            seconds=entry.seconds,
            note=entry.note,
            actor=entry.actor,
            at=entry.at,
        )
    )
    if entry.kind == "end":
        tx.execute(RUN.update().where(RUN.c.id == run_id, RUN.c.ended_at.is_(None)).values(ended_at=entry.at))
    return read(tx, run_id)


def unended(tx: Tx) -> tuple[Run, ...]:
    """Return the runs that have not ended, newest first."""
    return _many(tx, sa.select(RUN).where(RUN.c.ended_at.is_(None)).order_by(RUN.c.id.desc()))


def latest(tx: Tx, limit: int = 50) -> tuple[Run, ...]:
    """Return the last runs, newest first."""
    return _many(tx, sa.select(RUN).order_by(RUN.c.id.desc()).limit(limit))


def of_event(tx: Tx, event_id: EventId) -> tuple[Run, ...]:
    """Return the runs of an event, oldest first."""
    return _many(tx, sa.select(RUN).where(RUN.c.event_id == event_id).order_by(RUN.c.id))


def _many(tx: Tx, query: sa.Select[tuple[object, ...]]) -> tuple[Run, ...]:
    rows: Iterable[sa.Row[tuple[object, ...]]] = tx.execute(query).all()
    return tuple(runs.fold(_frame(row), entries(tx, RunId(row.id))) for row in rows)


def _frame(row: sa.Row[tuple[object, ...]]) -> Run:
    doc = row.plan
    return Run(
        id=RunId(row.id),
        plan=plans.from_doc(doc["plan"]),
        planned_start=row.starts_at,
        zone=doc.get("zone") or "UTC",
        dated=row.event_id is not None,
        event=doc.get("event", ""),
        created_at=row.created_at,
    )


def _allow(run: Run, entry: Entry) -> None:
    late = entry.kind in ("tick", "untick", "note")  # what is done or written down after the end still counts
    if run.ended_at and not late:
        raise KitError("workshop.over", "“{title}” has ended: start it again to run it once more.", title=run.plan.title)
    cue = run.plan.cue(entry.cue)
    if entry.cue and (cue is None or not cue.timed):
        raise KitError("workshop.no-cue", "The run of show has no cue “{cue}”.", cue=entry.cue)
    if entry.step and run.plan.step(entry.step) is None:
        raise KitError("workshop.no-step", "The run of show has no step “{step}”.", step=entry.step)
