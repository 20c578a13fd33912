"""Decks that were built for an event, and the modules that were shown there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

import sqlalchemy as sa

from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import DeckId, EventId

D = tables.deck.c


def record(
    tx: Tx, event_id: EventId, *, path: str, digest: str, title: str, modules: Sequence[Module], qr: Mapping[str, str], at: datetime
) -> None:
    """Note that a deck was built for an event; the same file built again takes the place of its older note."""
    tx.execute(sa.delete(tables.deck).where(D.event_id == event_id, D.path == path))
    values = {"event_id": event_id, "path": path, "digest": digest, "title": title, "qr": dict(qr), "built_at": at}
    tx.execute(sa.insert(tables.deck).values(**values, modules=[asdict(module) for module in modules]))


def decks(tx: Tx, event_id: EventId) -> tuple[Deck, ...]:
    """Return the decks of an event, the latest first."""
    rows = tx.execute(sa.select(tables.deck).where(D.event_id == event_id).order_by(D.built_at.desc(), D.id.desc()))
    return tuple(
        Deck(DeckId(r.id), EventId(r.event_id), r.path, r.digest, r.title, tuple(Module(**m) for m in r.modules), r.built_at, r.qr)
        for r in rows
    )


def modules(tx: Tx, event_id: EventId) -> tuple[Module, ...]:
    """Return the modules of the event's latest deck, each once, in the order they were shown."""
    latest = next(iter(decks(tx, event_id)), None)
    return tuple({module.id: module for module in latest.modules}.values()) if latest else ()


@dataclass(frozen=True)
class Module:
    """One module as it stood in a deck: `version` is the hash of its words then."""

    id: str
    title: str
    version: str = ""
    depth: str = ""
    minutes: float = 0
    role: str = ""


@dataclass(frozen=True)
class Deck:
    """A finished deck of an event; `qr` maps a purpose ("checkin") to the address printed in it."""

    id: DeckId
    event_id: EventId
    path: str
    digest: str
    title: str
    modules: tuple[Module, ...]
    built_at: datetime
    qr: Mapping[str, str] = field(default_factory=dict, hash=False)
