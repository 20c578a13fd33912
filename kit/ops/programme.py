"""The programme: case studies, champions and evidence, listed and changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kit.context import Kit
from kit.happenings import ProgrammeChanged
from kit.store.ids import CaseId, ChampionId

if TYPE_CHECKING:
    from kit.programme.cases import Case
    from kit.programme.champions import Champion
    from kit.programme.evidence import Evidence
    from kit.store.db import Tx

T = TypeVar("T")


def overview(kit: Kit) -> Overview:
    """Return everything the programme page shows."""
    from kit.programme import cases, champions, evidence

    with kit.db.read() as tx:
        return Overview(cases.listed(tx), champions.listed(tx, kit.now()), evidence.listed(tx))


def cases(kit: Kit) -> tuple[Case, ...]:
    """Return every case study by stage."""
    from kit.programme import cases as rooms

    with kit.db.read() as tx:
        return rooms.listed(tx)


def add_case(kit: Kit, title: str, *, team: str = "", stage: str = "lead", summary: str = "", scope: str = "none") -> Case:
    """Add a case study."""
    from kit.programme import cases as rooms

    return _changed(kit, lambda tx: rooms.add(tx, rooms.Draft(title, team, stage, summary, scope), at=kit.now()))


def change_case(kit: Kit, case_id: CaseId, title: str, *, team: str, stage: str, summary: str, scope: str) -> Case:
    """Change what is told about a case study."""
    from kit.programme import cases as rooms

    return _changed(kit, lambda tx: rooms.change(tx, case_id, rooms.Draft(title, team, stage, summary, scope), at=kit.now()))


def move_case(kit: Kit, case_id: CaseId, stage: str) -> Case:
    """Move a case study to another stage; publishing needs the consent of its team."""
    from kit.programme import cases as rooms

    return _changed(kit, lambda tx: rooms.move(tx, case_id, stage, at=kit.now()))


def champions(kit: Kit) -> tuple[Champion, ...]:
    """Return every champion, whom to call first."""
    from kit.programme import champions as rooms

    with kit.db.read() as tx:
        return rooms.listed(tx, kit.now())


def add_champion(kit: Kit, name: str, *, team: str = "", cadence_days: int = 60, note: str = "") -> Champion:
    """Add a champion."""
    from kit.programme import champions as rooms

    def work(tx: Tx) -> Champion:
        return rooms.by_id(tx, rooms.add(tx, rooms.Draft(name, team, cadence_days, note), at=kit.now()), kit.now())

    return _changed(kit, work)


def change_champion(kit: Kit, champion_id: ChampionId, name: str, *, team: str, cadence_days: int, note: str) -> Champion:
    """Change what is told about a champion."""
    from kit.programme import champions as rooms

    def work(tx: Tx) -> Champion:
        rooms.change(tx, champion_id, rooms.Draft(name, team, cadence_days, note))
        return rooms.by_id(tx, champion_id, kit.now())

    return _changed(kit, work)


def add_touch(kit: Kit, champion_id: ChampionId, kind: str, *, worth: float = 1.0, note: str = "") -> Champion:
    """Note a contact with a champion: "give", "take" or "talk"."""
    from kit.programme import champions as rooms

    def work(tx: Tx) -> Champion:
        rooms.touch(tx, champion_id, kind, worth=worth, note=note, at=kit.now())
        return rooms.by_id(tx, champion_id, kit.now())

    return _changed(kit, work)


def evidence(kit: Kit) -> tuple[Evidence, ...]:
    """Return all evidence by key."""
    from kit.programme import evidence as rooms

    with kit.db.read() as tx:
        return rooms.listed(tx)


def set_evidence(kit: Kit, key: str, value: str, *, statement: str = "", source: str = "", period: str = "", owner: str = "") -> Evidence:
    """Keep a number under its key, in place of the one that was there."""
    from kit.programme import evidence as rooms

    return _changed(kit, lambda tx: rooms.put(tx, rooms.Draft(key, value, statement, source, period, owner), at=kit.now()))


def remove_evidence(kit: Kit, key: str) -> None:
    """Delete a number."""
    from kit.programme import evidence as rooms

    _changed(kit, lambda tx: rooms.remove(tx, key))


def _changed(kit: Kit, work: Callable[[Tx], T]) -> T:
    done = kit.db.write(work)
    kit.bus.publish(ProgrammeChanged())
    return done


@dataclass(frozen=True)
class Overview:
    """The programme at a glance."""

    cases: tuple[Case, ...]
    champions: tuple[Champion, ...]
    evidence: tuple[Evidence, ...]

    @property
    def overdue(self) -> tuple[Champion, ...]:
        """Champions we have not spoken with for longer than we meant to."""
        return tuple(champion for champion in self.champions if champion.overdue)

    @property
    def claims(self) -> tuple[Evidence, ...]:
        """Numbers that do not say where they come from or for when they hold."""
        return tuple(one for one in self.evidence if not one.proven)
