"""A list is taken back: who came by it goes unless something happened since, who was changed gets the old details, the rest is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from kit.context import Kit
from kit.errors import KitError
from kit.events.event import Draft
from kit.events.takeback import Back
from kit.ops import attendance, people, privacy
from kit.ops import events as event_ops
from kit.ops import rosters as ops
from kit.store import tables

START = datetime(2026, 11, 3, 6, 0, tzinfo=UTC)
FIRST = ("001,张三,支付,z@x.cn", "002,李四,支付,", "003,王五,平台,")


@pytest.fixture
def kit(either_kit: Kit) -> Kit:
    """Everything here holds on SQLite and on PostgreSQL."""
    return either_kit


@pytest.fixture
def code(kit: Kit) -> str:
    return event_ops.create(kit, Draft("平台介绍", START, form="none")).code


def bring(kit: Kit, code: str, folder: Path, rows: Sequence[str], name: str = "a.csv") -> str:
    path = folder / name
    path.write_text("\n".join(["工号,姓名,部门,邮箱", *rows]), "utf-8")
    ops.import_(kit, code, path)
    found = ops.batches(kit, code)
    return found[0].key if found else ""


def roster(kit: Kit, code: str) -> set[tuple[str, str, str, str]]:
    return {(e.person.emp_no, e.person.name, e.person.dept, e.person.email) for e in ops.all(kit, code)}


def became(done: Sequence[Back]) -> dict[str, tuple[str, str]]:
    return {one.person.name: (one.what, one.why) for one in done}


def rows_of(kit: Kit, table: sa.Table) -> int:
    with kit.db.read() as tx:
        return int(tx.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_a_list_is_taken_back_as_if_it_had_not_been(kit: Kit, code: str, tmp_path: Path) -> None:
    bring(kit, code, tmp_path, FIRST)
    (one,) = ops.batches(kit, code)
    assert (one.file, one.added, one.changed) == ("a.csv", 3, 0)
    assert became(ops.take_back(kit, code, dry=True)) == dict.fromkeys(("张三", "李四", "王五"), ("removed", ""))
    assert len(ops.all(kit, code)) == 3
    ops.take_back(kit, code)
    assert (ops.all(kit, code), ops.batches(kit, code)) == ((), ())
    assert [rows_of(kit, table) for table in (tables.person, tables.registration, tables.roster_row)] == [0, 0, 0]
    with pytest.raises(KitError, match="no such list"):
        ops.take_back(kit, code)


def test_the_latest_of_two_lists_gives_back_the_old_details_and_the_first_can_go_too(kit: Kit, code: str, tmp_path: Path) -> None:
    first = bring(kit, code, tmp_path, FIRST)
    before = roster(kit, code)
    bring(kit, code, tmp_path, ["001,张三,风控,new@x.cn", "004,赵六,法务,"], "b.csv")
    assert [(one.file, one.added, one.changed) for one in ops.batches(kit, code)] == [("b.csv", 1, 1), ("a.csv", 3, 0)]
    assert became(ops.take_back(kit, code, first, dry=True))["张三"] == ("kept", "later")
    assert became(ops.take_back(kit, code)) == {"张三": ("restored", ""), "赵六": ("removed", "")}
    assert roster(kit, code) == before
    assert {what for what, _why in became(ops.take_back(kit, code, first)).values()} == {"removed"}
    assert rows_of(kit, tables.person) == 0


def test_to_whom_something_happened_stays_and_is_named(kit: Kit, code: str, tmp_path: Path) -> None:
    bring(kit, code, tmp_path, FIRST)
    line = attendance.check_in(kit, code, badge="001")
    walked = attendance.walk_in(kit, code, "李 思")
    assert walked.person_id is not None
    people.merge(kit, people.of(kit, code, "002").id, walked.person_id)
    assert became(ops.take_back(kit, code)) == {"张三": ("kept", "came"), "李四": ("kept", "merged"), "王五": ("removed", "")}
    assert {name for _no, name, _dept, _mail in roster(kit, code)} == {"张三", "李四"}
    people.unmerge(kit, walked.person_id)
    attendance.void(kit, line.id, "错了")
    assert became(ops.take_back(kit, code)) == {"张三": ("kept", "came"), "李四": ("removed", "")}, "a line at the door stays in the log"


def test_details_that_were_changed_since_stay(kit: Kit, code: str, tmp_path: Path) -> None:
    other = event_ops.create(kit, Draft("另一场", START, form="none")).code
    bring(kit, code, tmp_path, FIRST)
    bring(kit, code, tmp_path, ["001,张三,风控,new@x.cn", "002,李四,支付,li@x.cn"], "b.csv")
    bring(kit, other, tmp_path, ["001,张三,合规,"], "c.csv")
    assert became(ops.take_back(kit, code)) == {"张三": ("restored", "changed"), "李四": ("restored", "")}
    assert {row for row in roster(kit, code) if row[0] in ("001", "002")} == {
        ("001", "张三", "合规", "z@x.cn"),
        ("002", "李四", "支付", ""),
    }
    assert became(ops.take_back(kit, code)) == {"张三": ("kept", "changed"), "李四": ("removed", ""), "王五": ("removed", "")}


def test_who_is_known_from_elsewhere_leaves_this_event_only(kit: Kit, code: str, tmp_path: Path) -> None:
    other = event_ops.create(kit, Draft("另一场", START, form="none")).code
    bring(kit, other, tmp_path, FIRST)
    bring(kit, code, tmp_path, ["001,张三,风控,"], "b.csv")
    assert became(ops.take_back(kit, code)) == {"张三": ("removed", "")}
    assert ("001", "张三", "支付", "z@x.cn") in roster(kit, other)
    assert ops.all(kit, code) == ()


def test_a_walk_in_who_was_listed_later_is_a_walk_in_again(kit: Kit, code: str, tmp_path: Path) -> None:
    attendance.walk_in(kit, code, "王五", dept="平台")
    bring(kit, code, tmp_path, FIRST)
    assert not any(entry.walk_in for entry in ops.all(kit, code))
    assert became(ops.take_back(kit, code))["王五"] == ("restored", "")
    (left,) = ops.all(kit, code)
    assert (left.person.name, left.person.emp_no, left.walk_in, left.present) == ("王五", "", True, True)


def test_an_employee_number_that_is_another_person_s_now_is_not_taken_from_them(kit: Kit, code: str, tmp_path: Path) -> None:
    other = event_ops.create(kit, Draft("另一场", START, form="none")).code
    bring(kit, code, tmp_path, ["001,张三,支付,z@x.cn"])
    renumbered = {"made": False, "before": {"emp_no": "001"}, "after": {"emp_no": "009"}}  # as an edited workbook would leave it
    kit.db.write(lambda tx: tx.execute(sa.update(tables.person).values(emp_no="009", emp_key="009")))
    kit.db.write(lambda tx: tx.execute(sa.update(tables.roster_row).values(renumbered)))
    bring(kit, other, tmp_path, ["001,周七,法务,"], "b.csv")
    assert became(ops.take_back(kit, code)) == {"张三": ("removed", "changed")}
    with kit.db.read() as tx:
        assert set(tx.execute(sa.select(tables.person.c.emp_no)).scalars()) == {"001", "009"}


def test_what_a_list_changed_goes_with_the_person(kit: Kit, code: str, tmp_path: Path) -> None:
    bring(kit, code, tmp_path, FIRST)
    bring(kit, code, tmp_path, ["001,张三,风控,new@x.cn"], "b.csv")
    assert rows_of(kit, tables.roster_row) == 4
    privacy.delete(kit, privacy.person(kit, "001"))
    assert rows_of(kit, tables.roster_row) == 2
    assert set(became(ops.take_back(kit, code, dry=True))) == {"李四", "王五"}
    event_ops.close(kit, code)
    privacy.anonymise(kit, code)
    assert rows_of(kit, tables.roster_row) == 0


def test_contacts_that_are_forgotten_are_forgotten_here_too(kit: Kit, code: str, tmp_path: Path) -> None:
    from kit.events import erasure

    bring(kit, code, tmp_path, FIRST)
    kit.db.write(lambda tx: erasure.forget_contacts(tx, datetime(2027, 1, 1, tzinfo=UTC)))
    with kit.db.read() as tx:
        kept = [dict(row.after) for row in tx.execute(sa.select(tables.roster_row))]
    assert all(row["email"] == "" for row in kept)
    assert "z@x.cn" not in str(kept)


def test_a_try_out_goes_with_its_lists(kit: Kit, tmp_path: Path) -> None:
    made = event_ops.try_out(kit, "zh").code
    assert ops.batches(kit, made) == (), "what came with it cannot be taken back, only deleted"
    bring(kit, made, tmp_path, FIRST)
    event_ops.delete_tryout(kit, made)
    assert rows_of(kit, tables.roster_row) == 0


def test_who_has_answered_by_name_stays(kit: Kit, tmp_path: Path) -> None:
    from kit.ops import feedback
    from tests.web.test_named import FORM

    (kit.workspace.workshops / "forms" / "f.yaml").write_text(FORM.format(how="pseudonymous"), "utf-8")
    code = event_ops.create(kit, Draft("T", START, form="f")).code
    bring(kit, code, tmp_path, FIRST)
    assert feedback.submit(kit, code, {"use": ["5"]}, nonce="n", device="d", person=people.of(kit, code, "002").id).ok
    assert became(ops.take_back(kit, code))["李四"] == ("kept", "answered")
