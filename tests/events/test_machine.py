"""Whatever happens at the door, in any order: nobody is counted twice, and who is there is who was let in and not taken back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from kit.context import Kit
from kit.events import door
from kit.events import event as events
from kit.events.door import CheckIn, Outcome
from kit.events.part import Part
from kit.people import registration
from kit.people.person import Draft
from kit.store import db
from kit.store.db import Database
from kit.store.ids import CheckInId
from tests import postgres
from tests.events.conftest import START, Door, event_in, expect, fresh

SEATS = 3
PARTS = (Part("am", "", START, 120), Part("pm", "", START + timedelta(hours=4), 120))
NAMES = st.sampled_from(["张三", "李四", "王五", "赵六"])
DEPTS = st.sampled_from(["", "支付", "平台"])


class Machine(RuleBasedStateMachine):
    """Plays hosts, phones and scanners at one event."""

    open_records: Callable[[Path], Database]
    badges = Bundle("badges")
    scans = Bundle("scans")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.db = type(self).open_records(self.folder)
        self.door = Door(self.db, event_in(self.db))
        self.door.change(parts=PARTS, capacity=SEATS)
        self.part = "am"
        self.registered: set[int] = set()
        self.inside: dict[tuple[str, int], int] = {}
        self.walk_ins: set[int] = set()
        self.merged: dict[int, int] = {}
        self.voided = 0
        self.closed = False
        self.nonces: dict[str, CheckIn] = {}

    @initialize()
    def open(self) -> None:
        self.minute = 0.0

    @rule(target=badges, name=NAMES, dept=DEPTS)
    def register(self, name: str, dept: str) -> str:
        before = self._people()
        badge = expect(self.db, self.door.event, Draft(name, dept=dept))[0]
        self.registered |= self._people() - before
        return badge

    @rule(target=scans, badge=badges)
    def scan_badge(self, badge: str) -> dict[str, object]:
        return self._scan({"code": badge, "nonce": fresh("n")})

    @rule(target=scans, name=NAMES, dept=DEPTS, walk_in=st.booleans())
    def type_name(self, name: str, dept: str, walk_in: bool) -> dict[str, object]:
        return self._scan({"name": name, "dept": dept, "walk_in": walk_in, "nonce": fresh("n")})

    @rule(target=scans, name=NAMES, dept=DEPTS, full_too=st.booleans())
    def helper_lets_in(self, name: str, dept: str, full_too: bool) -> dict[str, object]:
        told = {"name": name, "dept": dept, "walk_in": True, "nonce": fresh("n"), "part": self.part, "full_too": full_too}
        return self._scan(told)

    @rule(target=scans, badge=badges)
    def leave(self, badge: str) -> dict[str, object]:
        return self._scan({"code": badge, "nonce": fresh("n"), "leaving": True, "part": self.part})

    @precondition(lambda self: self.part == "am")
    @rule()
    def afternoon_comes(self) -> None:
        self.part, self.minute = "pm", 240.0

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        free = sorted(self._people() - set(self.merged) - set(self.merged.values()))
        if len(free) > 1:
            kept, gone = data.draw(st.permutations(free))[:2]
            self.door.merge(kept, gone)
            self.merged[gone] = kept

    @rule(data=st.data())
    def unmerge(self, data: st.DataObject) -> None:
        if self.merged:
            gone = data.draw(st.sampled_from(sorted(self.merged)))
            self.door.unmerge(gone)
            del self.merged[gone]

    @rule(target=scans)
    def scan_rubbish(self) -> dict[str, object]:
        return self._scan({"code": fresh("X"), "nonce": fresh("n")})

    @rule(again=scans)
    def send_again(self, again: dict[str, object]) -> None:
        stored = self.nonces[str(again["nonce"])]
        returned = self.door(**again)  # type: ignore[arg-type]
        assert (returned.id, returned.outcome, returned.person_id) == (stored.id, stored.outcome, stored.person_id)

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        if self.inside:
            person = data.draw(st.sampled_from(sorted(self.inside)))
            with self.db.read() as tx:
                line = door.by_id(tx, CheckInId(self.inside.pop(person)))
            assert line is not None
            self.door.void(line)
            self.voided += 1

    @rule()
    def close(self) -> None:
        self.door.close(self.minute)
        self.closed = True

    @rule()
    def open_again(self) -> None:
        self.db.write(lambda tx: events.reopen(tx, self.door.event.id))
        self.closed = False

    def _scan(self, told: dict[str, object]) -> dict[str, object]:
        self.minute += 0.5
        people, here = self._people(), self._here(self.part)
        line = self.door(minute=self.minute, **told)  # type: ignore[arg-type]
        self.nonces[str(told["nonce"])] = line
        self.walk_ins |= self._people() - people
        if self.closed and not told.get("leaving"):
            assert line.outcome == Outcome.CLOSED
        who = self._root(int(line.person_id or 0))
        if line.counts:
            assert (line.part, who not in here) == (self.part, True)
            self.inside[self.part, int(line.person_id or 0)] = line.id
        if line.outcome == Outcome.WALK_IN:
            assert len(here) < SEATS or told.get("full_too")
        if line.outcome == Outcome.FULL:
            assert len(here) >= SEATS
            assert not told.get("full_too")
        if line.outcome in (Outcome.ALREADY, Outcome.OUT):
            assert who in here
            assert line.first_id in self.inside.values()
        if line.outcome == Outcome.NOT_IN:
            assert who not in here
        return told

    def _root(self, person: int) -> int:
        return self.merged.get(person, person)

    def _here(self, part: str) -> set[int]:
        return {self._root(person) for of_part, person in self.inside if of_part == part}

    def _people(self) -> set[int]:
        with self.db.read() as tx:
            return {int(r.person.id) for r in registration.listed(tx, self.door.event.id)}

    @invariant()
    def the_figures_agree(self) -> None:
        entries, counts = self.door.attendance(), self.door.counts()
        inside, expected = self._here("am") | self._here("pm"), {self._root(person) for person in self.registered}
        assert {int(entry.person.id) for entry in entries if entry.present} == inside
        assert {stay.part for entry in entries for stay in entry.stays} == {part for part, _person in self.inside}
        assert all(0 <= entry.minutes <= 240 and bool(entry.stays) == entry.present for entry in entries)
        assert counts.present == len(inside)
        assert counts.walk_ins == len(inside - expected)
        assert (counts.registered, counts.voided) == (len(expected), self.voided)
        assert len(entries) == counts.registered + counts.walk_ins
        with self.db.read() as tx:
            log = door.log(tx, self.door.event.id)
            assert [door.counts(tx, self.door.event.id, part).present for part in ("am", "pm")] == [
                len(self._here("am")),
                len(self._here("pm")),
            ]
        assert len(log) == len(self.nonces)
        assert sum(line.outcome in ("ok", "walk_in") for line in log) - self.voided == len(self.inside)

    def teardown(self) -> None:
        self.db.close()
        shutil.rmtree(self.folder)


def play(open_records: Callable[[Path], Database], examples: int) -> None:
    """Run the machine, each time on records opened anew in an empty folder."""
    machine = type("Machine", (Machine,), {"open_records": staticmethod(open_records)})
    quick = settings(max_examples=examples, stateful_step_count=24, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=quick)


def test_the_door_as_a_machine(kit: Kit) -> None:
    kit.close()

    def open_records(folder: Path) -> Database:
        return db.connect(Path(shutil.copy(kit.workspace.database, folder / "lectern.db")))

    play(open_records, 12)


def test_the_door_as_a_machine_of_an_organisation(cluster: postgres.Cluster) -> None:
    play(lambda _folder: db.connect_url(cluster.emptied()), 6)
