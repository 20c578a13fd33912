"""The door: whom it lets in, what it answers when asked again, and that nobody is counted twice."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta

import pytest

from kit.errors import KitError
from kit.events import door
from kit.events import event as events
from kit.events.door import CheckIn, Outcome
from kit.people.person import Draft
from kit.store.db import Tx
from tests.events.conftest import START, Door, event_in, expect


def test_a_badge_lets_its_person_in_once(at_door: Door) -> None:
    first = at_door(code=at_door.badges[0])
    again = at_door(code=at_door.badges[0], minute=9)
    assert (first.outcome, first.name, first.dept) == (Outcome.OK, "张三", "支付")
    assert (again.outcome, again.first_at, again.receipt) == (Outcome.ALREADY, START, first.receipt)
    assert at_door.counts().present == 1


@pytest.mark.parametrize("code", ["001", "００１", " 001 "])
def test_an_employee_number_is_a_code(at_door: Door, code: str) -> None:
    assert at_door(code=code).name == "张三"


def test_a_scanner_in_small_letters_with_hyphens_is_understood(at_door: Door) -> None:
    badge = at_door.badges[1].lower()
    assert at_door(code=f"{badge[:4]}-{badge[4:]}\n").name == "李四"


@pytest.mark.parametrize("name", ["李四", "李 四", " 李四　"])
def test_one_of_that_name_is_let_in(at_door: Door, name: str) -> None:
    assert at_door(name=name).outcome == Outcome.OK


def test_a_name_that_looks_like_a_formula_is_a_name(at_door: Door) -> None:
    assert (at_door(name="=cmd()").outcome, at_door(name="ada  LOVELACE").name) == (Outcome.OK, "Ada Lovelace")


def test_two_of_one_name_are_asked_for_more(at_door: Door) -> None:
    asked = at_door(name="张三")
    assert (asked.outcome, asked.person_id, at_door.counts().present) == (Outcome.AMBIGUOUS, None, 0)
    assert at_door(name="张三", dept=" 平台 ").dept == "平台"
    assert at_door(name="张三", code="001").dept == "支付"
    assert at_door(name="李四", code="003").outcome == Outcome.AMBIGUOUS
    assert at_door(name="张三", dept="法务").outcome == Outcome.AMBIGUOUS


def test_a_registered_person_who_names_the_department_otherwise_is_let_in(at_door: Door) -> None:
    assert at_door(name="李四", dept="支付团队").outcome == Outcome.OK


def test_nobody_of_that_name_is_offered_as_a_walk_in_and_stays_in_the_log(at_door: Door) -> None:
    asked = at_door(name="王五", dept="法务")
    assert (asked.outcome, asked.raw, asked.receipt) == (Outcome.UNKNOWN, "王五 · 法务", "")
    let_in = at_door(name="王五", dept="法务", walk_in=True)
    assert (let_in.outcome, let_in.name) == (Outcome.WALK_IN, "王五")
    assert at_door(name="王五").outcome == Outcome.ALREADY
    assert at_door(name="王五", dept="法务", walk_in=True).outcome == Outcome.ALREADY
    assert (at_door.counts().present, at_door.counts().walk_ins, at_door.counts().refused) == (1, 1, 1)


def test_a_walk_in_with_the_name_of_somebody_registered_is_somebody_else(at_door: Door) -> None:
    assert at_door(name="李四", dept="法务", walk_in=True).outcome == Outcome.WALK_IN
    assert at_door(name="李四", dept="支付", walk_in=True).outcome == Outcome.OK
    assert at_door.counts().present == 2


def test_a_walk_in_whose_number_is_known_from_another_event_is_that_person(at_door: Door) -> None:
    other = event_in(at_door.db, "BBBBBB")
    expect(at_door.db, other, Draft("钱七", "Q77", "法务"))
    line = at_door(name="钱七", code="q77", walk_in=True)
    assert (line.outcome, line.dept) == (Outcome.WALK_IN, "法务")
    assert at_door(name="孙八", code="Q77", walk_in=True).outcome == Outcome.AMBIGUOUS


def test_a_badge_of_another_event_opens_nothing_here(at_door: Door) -> None:
    other = event_in(at_door.db, "BBBBBB")
    (badge,) = expect(at_door.db, other, Draft("钱七", "Q77"))
    assert (at_door(code=badge).outcome, at_door(code=badge).person_id) == (Outcome.UNKNOWN, None)


def test_an_unknown_code_does_not_stop_the_next(at_door: Door) -> None:
    assert at_door(code="HTTP://192.168.1.1/C/ABCDEF").outcome == Outcome.UNKNOWN
    assert at_door(code=at_door.badges[0]).outcome == Outcome.OK


def test_sent_again_the_stored_outcome_returns(at_door: Door) -> None:
    first = at_door(code=at_door.badges[0], nonce="n1")
    assert at_door(code=at_door.badges[0], nonce="n1", minute=30) == first
    at_door.void(first)
    again = at_door(code=at_door.badges[0], nonce="n1")
    assert (again.id, again.outcome, again.void_reason) == (first.id, Outcome.OK, "wrong person")
    already = at_door(name="李四", nonce="n2"), at_door(name="李四", nonce="n3")
    assert at_door(name="李四", nonce="n3") == already[1]
    assert len(at_door.read(door.log, at_door.event.id)) == 3  # type: ignore[arg-type]


def test_a_page_that_a_second_person_fills_in_is_a_new_scan(at_door: Door) -> None:
    assert at_door(name="李四", nonce="same").name == "李四"
    assert (at_door(name="Ada Lovelace", nonce="same").name, at_door.counts().present) == ("Ada Lovelace", 2)


def test_one_nonce_at_two_events_is_two_scans(at_door: Door) -> None:
    other = Door(at_door.db, event_in(at_door.db, "BBBBBB"))
    assert at_door(name="李四", nonce="n").event_id != other(name="李四", nonce="n").event_id


def test_a_void_frees_the_seat_and_stays_on_record(at_door: Door) -> None:
    first = at_door(code="001")
    voided = at_door.void(first, "scanned the neighbour")
    assert (voided.counts, voided.void_reason, voided.voided_by) == (False, "scanned the neighbour", "host")
    assert at_door.counts().present == 0
    assert at_door(code="001").outcome == Outcome.OK
    assert (at_door.counts().present, at_door.counts().voided) == (1, 1)
    for line, reason in ((first, "again"), (at_door(code="001"), "was already in"), (at_door(code="?"), "unknown")):
        with pytest.raises(KitError):
            at_door.void(line, reason)
    with pytest.raises(KitError, match="Say why"):
        at_door.void(at_door(code="002"), " ")


def test_a_voided_walk_in_is_nobodys_attendance(at_door: Door) -> None:
    line = at_door(name="王五", walk_in=True)
    assert len(at_door.attendance()) == 6
    at_door.void(line)
    assert len(at_door.attendance()) == 5
    assert at_door(name="王五").outcome == Outcome.OK
    assert at_door.counts().walk_ins == 1


def test_a_closed_door_lets_in_only_who_was_there_before(at_door: Door) -> None:
    at_door.close(60)
    assert at_door(code="001", minute=61).outcome == Outcome.CLOSED
    assert at_door(name="王五", walk_in=True, minute=61).outcome == Outcome.CLOSED
    late = at_door(code="002", minute=59, sent=START + timedelta(minutes=90), received=START + timedelta(minutes=90))
    assert (late.outcome, late.late_upload) == (Outcome.OK, True)
    assert len(at_door.attendance()) == 5


def test_a_device_three_hours_wrong_does_not_make_anybody_late(at_door: Door) -> None:
    wrong = timedelta(hours=3)
    line = at_door(code="001", minute=180, sent=START + wrong + timedelta(minutes=1), received=START + timedelta(minutes=1))
    assert line.corrected_at == START
    (entry,) = (entry for entry in at_door.attendance() if entry.present)
    assert (entry.first_in, entry.late, line.happened_at) == (START, False, START + wrong)


@pytest.mark.parametrize(
    ("minute", "late", "minutes"), [(-30, False, 60), (0, False, 60), (10, False, 50), (10.1, True, 50), (75, True, 0)]
)
def test_who_is_late_and_how_long_they_stayed(at_door: Door, minute: float, late: bool, minutes: int) -> None:
    at_door(code="001", minute=minute)
    (entry,) = (entry for entry in at_door.attendance() if entry.present)
    assert (entry.late, entry.minutes) == (late, minutes)


def test_people_are_found_at_the_desk(at_door: Door) -> None:
    def found(query: str) -> list[str]:
        with at_door.db.read() as tx:
            return [entry.person.emp_no for entry in door.find(tx, at_door.event, query)]

    assert sorted(found("zs")) == ["001", "003"]
    assert found("lisi") == ["002"]
    assert found("A-7") == ["A-7"]
    assert found("00") == ["001", "002", "003"] or sorted(found("00")) == ["001", "002", "003"]
    assert found("nobody") == []


def test_the_last_lines_come_first(at_door: Door) -> None:
    lines = [at_door(code=code) for code in ("001", "?", "002")]
    with at_door.db.read() as tx:
        assert door.latest(tx, at_door.event.id, 2) == (lines[2], lines[1])
        assert door.by_id(tx, lines[1].id) == lines[1]


def test_everything_that_another_process_writes_is_noticed(at_door: Door) -> None:
    def pulse() -> object:
        return at_door.read(door.pulse)

    seen, go, numbered = [pulse()], threading.Event(), threading.Event()
    slow = threading.Thread(target=lambda: at_door.db.write(first))

    def first(tx: Tx) -> None:
        """Take a number before the next line and commit after it, which PostgreSQL allows."""
        by, now = door.By("phone"), START
        asked = door.Asked("003")
        door.check_in(
            tx, events.by_id(tx, at_door.event.id), nonce="slow", asked=asked, at=now, received=now, by=by, receipt="R", badge="B"
        )
        numbered.set()
        assert go.wait(20) or at_door.db.path

    if at_door.db.path:
        go.set()  # on SQLite the next one would wait
    slow.start()
    assert numbered.wait(20)
    line = at_door(code="001")
    seen.append(pulse())
    go.set()
    slow.join()
    if not at_door.db.path:
        seen.append(pulse())
    at_door.void(line)
    seen.append(pulse())
    expect(at_door.db, at_door.event, Draft("New", "N1"))
    seen.append(pulse())
    at_door.close()
    seen.append(pulse())
    assert len(set(seen)) == len(seen)


def test_arrivals_show_quiet_minutes_too(at_door: Door) -> None:
    for code, minute in (("001", -6), ("002", 1), ("003", 2), ("A-7", 11)):
        at_door(code=code, minute=minute)
    steps = door.arrivals(at_door.attendance())
    assert [n for _at, n in steps] == [1, 0, 2, 0, 1]
    assert steps[0][0] == START - timedelta(minutes=10)
    assert door.arrivals(()) == ()


@pytest.mark.parametrize("nonce", ["", " ", "x" * 201])
def test_a_form_without_a_fit_nonce_is_refused(at_door: Door, nonce: str) -> None:
    with pytest.raises(KitError), at_door.db.read() as tx:
        door.check_in(tx, at_door.event, nonce=nonce, asked=door.Asked("001"), at=START, received=START, by=door.By("phone"))


@pytest.mark.parametrize("name", ["", "  ", "\0\x0b"])
def test_nobody_is_nobody(at_door: Door, name: str) -> None:
    with pytest.raises(KitError, match="Give a name"):
        at_door(name=name)


def test_thirty_two_devices_scan_one_badge_and_exactly_one_lets_in(at_door: Door) -> None:
    gate, lines = threading.Barrier(32), list[CheckIn]()

    def scan() -> None:
        gate.wait()
        lines.append(at_door(code=at_door.badges[0]))

    threads = [threading.Thread(target=scan) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(line.outcome for line in lines) == {Outcome.OK: 1, Outcome.ALREADY: 31}
    assert len({line.receipt for line in lines}) == 1


def test_thirty_two_tries_of_one_form_are_one_line(at_door: Door) -> None:
    gate, lines = threading.Barrier(32), list[CheckIn]()

    def send() -> None:
        gate.wait()
        lines.append(at_door(name="王五", walk_in=True, nonce="one"))

    threads = [threading.Thread(target=send) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(lines)) == 1
    assert at_door.counts().walk_ins == 1
