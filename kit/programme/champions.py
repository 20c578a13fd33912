"""Champions: who speaks for us, when we last spoke with them, and what we gave and took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from kit.errors import KitError
from kit.i18n import N_
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import ChampionId

KINDS = ("give", "take", "talk")
KIND_NAMES = {"give": N_("we gave"), "take": N_("we asked"), "talk": N_("we talked")}
YEAR = timedelta(days=365)
QUARTER = timedelta(days=90)
ASKS_MOST = 2  # asks of one person in a quarter
C, T = tables.champion.c, tables.touch.c


def add(tx: Tx, draft: Draft, *, at: datetime) -> ChampionId:
    """Add a champion."""
    kept = checked(draft)
    values = {"name": kept.name, "team": kept.team, "cadence_days": kept.cadence_days, "note": kept.note}
    made = tx.execute(sa.insert(tables.champion).values(**values, created_at=at))
    assert made.inserted_primary_key is not None
    return ChampionId(int(made.inserted_primary_key[0]))


def change(tx: Tx, champion_id: ChampionId, draft: Draft) -> None:
    """Give a champion the values of `draft`."""
    kept = checked(draft)
    _there(tx, champion_id)
    values = {"name": kept.name, "team": kept.team, "cadence_days": kept.cadence_days, "note": kept.note}
    tx.execute(sa.update(tables.champion).where(C.id == champion_id).values(**values))


def checked(draft: Draft) -> Draft:
    """Return the draft with its texts trimmed; refuse what cannot be a champion."""
    if not draft.name.strip():
        raise KitError("champion.name", "A champion needs a name.")
    if not 1 <= draft.cadence_days <= 730:
        raise KitError("champion.cadence", "The days between two contacts must lie between 1 and 730, not {days}.", days=draft.cadence_days)
    return Draft(draft.name.strip(), draft.team.strip(), draft.cadence_days, draft.note.strip())


def touch(tx: Tx, champion_id: ChampionId, kind: str, *, worth: float, note: str, at: datetime) -> None:
    """Note a contact: something given, something asked for, or a talk; `worth` weighs it, 0 or more."""
    if kind not in KINDS:
        raise KitError("champion.touch", "“{kind}” is no contact: use one of {known}.", kind=kind, known=", ".join(KINDS))
    if not 0 <= worth <= 1000:
        raise KitError("champion.worth", "The worth of a contact must lie between 0 and 1000, not {worth}.", worth=worth)
    _there(tx, champion_id)
    tx.execute(sa.insert(tables.touch).values(champion_id=champion_id, kind=kind, worth=worth, note=note.strip(), at=at))


def _there(tx: Tx, champion_id: ChampionId) -> None:
    if tx.execute(sa.select(C.id).where(C.id == champion_id)).first() is None:
        raise KitError("champion.gone", "This champion is no longer there.")


def listed(tx: Tx, now: datetime) -> tuple[Champion, ...]:
    """Return every champion as they stand at `now`: who is overdue first, then by how long ago we spoke."""
    touches: dict[int, list[Touch]] = {}
    for row in tx.execute(sa.select(tables.touch).order_by(T.at, T.id)):
        touches.setdefault(int(row.champion_id), []).append(Touch(row.kind, row.worth, row.note, row.at))
    rows = tx.execute(sa.select(tables.champion).order_by(C.name, C.id))
    found = (_champion(row, touches.get(int(row.id), []), now) for row in rows)
    return tuple(sorted(found, key=lambda champion: (not champion.overdue, champion.recency, champion.name)))


def by_id(tx: Tx, champion_id: ChampionId, now: datetime) -> Champion:
    """Return one champion; refuse when there is none."""
    _there(tx, champion_id)
    return next(champion for champion in listed(tx, now) if champion.id == champion_id)


def recency(days: float, cadence: float) -> float:
    """Return how fresh a contact is, 1 today and half after each `cadence` days: 0.5^(days ÷ cadence)."""
    return float(0.5 ** (max(0.0, days) / cadence))


def balance(touches: Sequence[Touch], now: datetime) -> float:
    """Return what we gave minus what we took in the last 365 days; below 0 a return is due before the next ask."""
    year = [touch for touch in touches if touch.at > now - YEAR]
    return sum(touch.worth if touch.kind == "give" else -touch.worth for touch in year if touch.kind in ("give", "take"))


def _champion(row: sa.Row[tuple[object, ...]], touches: list[Touch], now: datetime) -> Champion:
    m = row._mapping
    last = max((touch.at for touch in touches), default=None)
    days = (now - (last or m["created_at"])).total_seconds() / 86400
    asks = sum(touch.kind == "take" and touch.at > now - QUARTER for touch in touches)
    fresh = recency(days, m["cadence_days"])
    return Champion(
        ChampionId(m["id"]),
        m["name"],
        m["team"],
        m["cadence_days"],
        m["note"],
        m["created_at"],
        tuple(reversed(touches)),
        last,
        int(max(0.0, days)),
        fresh if last else 0.0,
        days > m["cadence_days"],
        balance(touches, now),
        asks,
    )


@dataclass(frozen=True)
class Draft:
    """What is told about a champion; `cadence_days` is how often we mean to speak."""

    name: str
    team: str = ""
    cadence_days: int = 60
    note: str = ""


@dataclass(frozen=True)
class Touch:
    """One contact: given, asked or talked, with its worth."""

    kind: str
    worth: float
    note: str
    at: datetime


@dataclass(frozen=True)
class Champion:
    """A champion as they stand today.

    `recency` is 1 after a contact today and halves each cadence, 0 when there was none; `balance` is given minus asked over a
    year; `asks` counts the last 90 days.
    """

    id: ChampionId
    name: str
    team: str
    cadence_days: int
    note: str
    created_at: datetime
    touches: tuple[Touch, ...] = ()
    last: datetime | None = None
    days: int = 0
    recency: float = 0.0
    overdue: bool = False
    balance: float = 0.0
    asks: int = 0

    @property
    def tired(self) -> bool:
        """Whether we have asked as often as is fair in a quarter, or owe a return first."""
        return self.asks >= ASKS_MOST or self.balance < 0
