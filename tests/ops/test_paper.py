"""A list signed on paper, or another tool's export, becomes check-ins: with their times, once, each row told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit.cli import main
from kit.context import Kit
from kit.errors import KitError
from kit.events import event as events
from kit.ops import attendance, paper, rosters, sheets
from kit.ops import events as event_ops

START = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)  # 14:00 in Shanghai
PEOPLE = "工号,姓名,部门\n001,张三,支付\n002,李四,平台\n003,王五,运维\n"


@pytest.fixture
def code(kit: Kit, tmp_path: Path) -> str:
    made = event_ops.create(kit, events.Draft("工作坊", START, 90, "Asia/Shanghai")).code
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    rosters.import_(kit, made, tmp_path / "people.csv")
    return made


def listed(folder: Path, text: str) -> Path:
    path = folder / "signed.csv"
    path.write_text(text, "utf-8")
    return path


def test_rows_with_a_time_count_at_that_time_and_twice_once(kit: Kit, code: str, tmp_path: Path) -> None:
    path = listed(tmp_path, "签到表\n姓名,工号,签到时间\n张三,001,13:55\n李四,002,2026-12-01 14:25\n王五,003,\n赵六,,14:00\n张三,,later\n")
    done = paper.take(kit, code, path)
    assert [(one.row, one.outcome) for one in done] == [(3, "ok"), (4, "ok"), (6, "unknown"), (7, "time")]
    entries = {entry.person.name: entry for entry in attendance.all(kit, code)}
    assert entries["张三"].first_in == datetime(2026, 12, 1, 5, 55, tzinfo=UTC)
    assert not entries["张三"].late
    assert entries["李四"].late
    assert not entries["王五"].present
    assert [one.outcome for one in paper.take(kit, code, path)] == ["ok", "ok", "unknown", "time"]
    assert len(attendance.log(kit, code)) == 3
    again = paper.take(kit, code, path, walk_ins=True)
    assert [one.outcome for one in again] == ["already", "already", "walk_in", "time"]
    assert sum(entry.present for entry in attendance.all(kit, code)) == 3


def test_a_list_without_times_counts_from_the_start_and_lets_strangers_in_when_asked(kit: Kit, code: str, tmp_path: Path) -> None:
    done = paper.take(kit, code, listed(tmp_path, "姓名,部门\n张三,支付\n新来的,法务\n"), walk_ins=True)
    assert [one.outcome for one in done] == ["ok", "walk_in"]
    entries = {entry.person.name: entry for entry in attendance.all(kit, code)}
    assert entries["张三"].first_in == START
    assert entries["新来的"].walk_in
    assert entries["张三"].proof == "paper"


def test_an_own_attendance_sheet_brings_the_times_of_those_who_came(kit: Kit, code: str, tmp_path: Path) -> None:
    attendance.check_in(kit, code, badge="001", happened=START)
    path = sheets.attendance(kit, code, tmp_path / "a.xlsx", "zh")
    other = event_ops.create(kit, events.Draft("补录", START, 90, "Asia/Shanghai")).code
    rosters.import_(kit, other, tmp_path / "people.csv")
    assert [(one.name, one.outcome) for one in paper.take(kit, other, path)] == [("张三", "ok")]


def test_a_closed_event_takes_no_list(kit: Kit, code: str, tmp_path: Path) -> None:
    event_ops.close(kit, code)
    with pytest.raises(KitError, match="open it again"):
        paper.take(kit, code, listed(tmp_path, "姓名\n张三\n"))


@pytest.mark.parametrize("text", ["25:00", "2026-13-01 10:00", "noon", "1400", "14:5"])
def test_what_is_no_time_is_none(kit: Kit, code: str, text: str) -> None:
    assert paper.moment(event_ops.show(kit, code), text) is None


def test_on_the_command_line(kit: Kit, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = listed(tmp_path, "姓名\n张三\n不认识\n")
    assert main.main(["checkin", code, "--list", str(path), "--workspace", str(kit.workspace.root)]) == 1
    out = capsys.readouterr().out
    assert "row 2: 张三: checked in" in out
    assert "1 of 2 rows count" in out
    assert main.main(["checkin", code, "--workspace", str(kit.workspace.root)]) == 2


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("22:50", datetime(2026, 10, 24, 20, 50, tzinfo=UTC)),
        ("23:59", datetime(2026, 10, 24, 21, 59, tzinfo=UTC)),
        ("00:10", datetime(2026, 10, 24, 22, 10, tzinfo=UTC)),
        ("03:30", datetime(2026, 10, 25, 2, 30, tzinfo=UTC)),  # after the clocks went back
        ("2026-10-24 00:10", datetime(2026, 10, 23, 22, 10, tzinfo=UTC)),
    ],
)
def test_a_bare_time_after_midnight_is_the_next_days(kit: Kit, text: str, at: datetime) -> None:
    night = event_ops.create(kit, events.Draft("Night", datetime(2026, 10, 24, 21, 0, tzinfo=UTC), 300, "Europe/Berlin", form="none"))
    assert paper.moment(night, text) == at
