"""Whatever happens at the door, in any order: nobody is counted twice, and who is there is who was let in and not taken back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kit.context import Kit
from kit.events import door
from kit.events import event as events
from kit.events.door import CheckIn, Outcome
from kit.people.person import Draft
from kit.store import db
from kit.store.db import Database
from tests import postgres
from tests.events.conftest import Door, event_in, expect, fresh

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
        self.registered = 0
        self.inside: dict[int, int] = {}
        self.walk_ins: set[int] = set()
        self.voided = 0
        self.closed = False
        self.nonces: dict[str, CheckIn] = {}

    @initialize()
    def open(self) -> None:
        self.minute = 0.0

    @rule(target=badges, name=NAMES, dept=DEPTS)
    def register(self, name: str, dept: str) -> str:
        self.registered += 1
        return expect(self.db, self.door.event, Draft(name, dept=dept))[0]

    @rule(target=scans, badge=badges)
    def scan_badge(self, badge: str) -> dict[str, object]:
        return self._scan({"code": badge, "nonce": fresh("n")})

    @rule(target=scans, name=NAMES, dept=DEPTS, walk_in=st.booleans())
    def type_name(self, name: str, dept: str, walk_in: bool) -> dict[str, object]:
        return self._scan({"name": name, "dept": dept, "walk_in": walk_in, "nonce": fresh("n")})

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
                line = door.by_id(tx, self.inside.pop(person))  # type: ignore[arg-type]
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
        self.minute += 1
        line = self.door(minute=self.minute, **told)  # type: ignore[arg-type]
        self.nonces[str(told["nonce"])] = line
        if self.closed:
            assert line.outcome == Outcome.CLOSED
        if line.counts:
            assert line.person_id not in self.inside
            self.inside[int(line.person_id or 0)] = line.id
        if line.outcome == Outcome.WALK_IN:
            self.walk_ins.add(int(line.person_id or 0))
        if line.outcome == Outcome.ALREADY:
            assert self.inside[int(line.person_id or 0)] == line.first_id
        return told

    @invariant()
    def the_figures_agree(self) -> None:
        entries, counts = self.door.attendance(), self.door.counts()
        assert {int(entry.person.id) for entry in entries if entry.present} == set(self.inside)
        assert counts.present == len(self.inside)
        assert counts.walk_ins == len(self.walk_ins & set(self.inside))
        assert (counts.registered, counts.voided) == (self.registered, self.voided)
        assert len(entries) == counts.registered + counts.walk_ins
        with self.db.read() as tx:
            assert len(door.log(tx, self.door.event.id)) == len(self.nonces)

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
