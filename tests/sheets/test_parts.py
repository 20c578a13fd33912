"""An event with parts: who was at which, and when they left, stands in the workbook."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook

from kit.context import Kit
from kit.events.event import Draft
from kit.events.part import Part
from kit.ops import attendance, events, sheets

START = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
PARTS = (Part("am", "上午", START, 120), Part("pm", "=1+1", START + timedelta(hours=5), 120))


def test_each_part_has_its_column_and_each_line_its_part(kit: Kit, tmp_path: Path) -> None:
    code = events.create(kit, Draft("两场", START, form="none", parts=PARTS)).code
    for name, minutes in (("张三", 0), ("张三", 320), ("李四", 305)):
        happened = START + timedelta(minutes=minutes)
        attendance.check_in(kit, code, name=name, dept="支付", happened=happened, walk_in=True, proof="desk")
    kit.now = lambda: START + timedelta(minutes=360)
    attendance.scan(kit, code, "李四", proof="desk", leaving=True)
    book = load_workbook(sheets.attendance(kit, code, tmp_path / "a.xlsx", "en"))
    rows = [list(row) for row in book["Attendance"].iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(rows) if "Name" in row)
    people = {row[1]: dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :] if row[1]}
    assert [people["张三"][f"Part: {title}"] for title in ("上午", "=1+1")] == ["on time", "late"]
    assert [people["李四"][f"Part: {title}"] for title in ("上午", "=1+1")] == ["absent", "on time"]
    left = next(name for name in rows[head] if str(name).startswith("Left"))
    assert (people["张三"][left], people["李四"][left]) == (None, datetime(2026, 12, 1, 15, 0))
    top, *log = book["Log"].iter_rows(values_only=True)
    assert [row[top.index("Part")] for row in log] == ["am", "pm", "pm", "pm"]
