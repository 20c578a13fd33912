"""The door as hosts and phones call it; what was acknowledged survives a kill."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit import happenings
from kit.context import Kit
from kit.errors import KitError
from kit.events import event as events
from kit.ops import attendance as ops
from kit.ops import events as event_ops
from kit.ops import rosters

START = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def kit(either_kit: Kit) -> Kit:
    """Everything here holds on SQLite and on PostgreSQL."""
    return either_kit


@pytest.fixture
def code(kit: Kit, tmp_path: Path) -> str:
    made = event_ops.create(kit, events.Draft("平台介绍", START)).code
    path = tmp_path / "a.csv"
    path.write_text("姓名,工号,部门\n张三,001,支付\n李四,002,支付\n张三,003,平台\n", encoding="utf-8")
    rosters.import_(kit, made, path)
    return made


def test_one_scan_field_takes_badges_numbers_and_names(kit: Kit, code: str) -> None:
    badge = next(entry.badge for entry in ops.all(kit, code) if entry.person.emp_no == "003")
    outcomes = [str(ops.scan(kit, code, text).outcome) for text in (badge, badge.lower(), "001", "李四", "张三", "LB00000000000000", "x")]
    assert outcomes == ["ok", "already", "ok", "ok", "ambiguous", "unknown", "unknown"]
    with pytest.raises(KitError):
        ops.scan(kit, code, "  ")


def test_news_comes_after_the_records(kit: Kit, code: str) -> None:
    seen: list[int] = []
    kit.bus.listen(lambda news: seen.append(len(ops.log(kit, code))) if isinstance(news, happenings.CheckedIn) else None)
    ops.scan(kit, code, "001")
    ops.scan(kit, code, "nobody")
    assert seen == [1, 2]


def test_a_check_in_is_taken_back_by_number_or_name(kit: Kit, code: str) -> None:
    ops.scan(kit, code, "001")
    ops.scan(kit, code, "李四")
    assert ops.void_of(kit, code, "001", "wrong badge").name == "张三"
    assert ops.void_of(kit, code, "李四", "left at once").void_reason == "left at once"
    for who, code_ in (("001", "door.not-in"), ("nobody", "door.who"), ("张三", "door.who-several")):
        with pytest.raises(KitError) as refused:
            ops.void_of(kit, code, who, "x")
        assert refused.value.code == code_


def test_receipts_are_short_and_the_same_for_one_form(kit: Kit, code: str) -> None:
    first = ops.check_in(kit, code, name="李四", nonce="n1")
    assert len(first.receipt) == 5
    assert ops.check_in(kit, code, name="李四", nonce="n1") == first
    assert ops.check_in(kit, code, name="李四", nonce="n2").receipt == first.receipt


def test_the_desk_finds_people(kit: Kit, code: str) -> None:
    assert [entry.person.emp_no for entry in ops.find(kit, code, "ls")] == ["002"]


def test_a_hundred_people_from_twelve_phones(kit: Kit, tmp_path: Path) -> None:
    code = event_ops.create(kit, events.Draft("T", START, form="none")).code
    path = tmp_path / "b.csv"
    path.write_text("姓名,工号\n" + "".join(f"人{n},{n:04}\n" for n in range(100)), encoding="utf-8")
    rosters.import_(kit, code, path)
    said: list[happenings.Happening] = []
    kit.bus.listen(said.append)

    def phone(first: int) -> None:
        for n in range(first, 100, 6):
            ops.scan(kit, code, f"{n:04}")

    threads = [threading.Thread(target=phone, args=(n % 6,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = event_ops.overview(kit, code).counts
    assert counts.present == 100
    assert sum(str(line.outcome) == "already" for line in ops.log(kit, code)) == 100
    assert len(said) == 200


KILLED = """
    import sys
    from pathlib import Path
    from kit import workspace
    from kit.context import Kit
    from kit.ops import attendance

    kit = Kit(workspace.open_(Path(sys.argv[1])), database=sys.argv[3])
    for n in range(100_000):
        line = attendance.walk_in(kit, sys.argv[2], f"walk-in {n}", nonce=f"n{n}")
        print(line.id, line.receipt, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(kit: Kit, code: str) -> None:
    kit.close()
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(kit.workspace.root), code, kit.database_url]
    told: list[tuple[int, str]] = []
    for _round in range(3):
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(root)}) as process:
            assert process.stdout is not None
            for _n in range(20):
                number, receipt = process.stdout.readline().split()
                told.append((int(number), receipt))
            process.kill()
            told += [(int(a), b) for a, b in (line.split() for line in process.stdout if line.endswith("\n"))]
    kept = {(line.id, line.receipt) for line in ops.log(kit, code)}
    assert set(told) <= kept
    if not kit.database_url:
        with kit.db.read() as tx:
            assert tx.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
