"""The main table as CSV: read back by the program's own reader, as Excel would read it, and by nobody as a formula."""

from __future__ import annotations

import csv
import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kit.content import tables
from kit.ops import attendance, sheets
from kit.sheets import plain, text
from kit.sheets.book import Book
from kit.sheets.records import Column
from tests.sheets.conftest import Evening

AT = datetime(2026, 12, 1)


def read(path: Path) -> list[list[str]]:
    """Return the rows as a spreadsheet program reads them."""
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_attendance_is_one_table_without_hidden_columns(evening: Evening, tmp_path: Path) -> None:
    code = evening.whole().code
    rows = read(sheets.attendance(evening.kit, code, tmp_path / "签到.csv", "zh"))
    assert rows[0][:3] == ["序号", "姓名", "状态"]
    assert "_row" not in rows[0]
    assert len(rows) == 1 + len(attendance.all(evening.kit, code))
    assert "'=cmd()" in [row[1] for row in rows]
    assert "'+86 Tom" in [row[1] for row in rows]  # a name, not a number
    assert tables.read(tmp_path / "签到.csv")[0].rows[0][1].text == "姓名"


def test_feedback_is_one_row_a_response(evening: Evening, tmp_path: Path) -> None:
    rows = read(sheets.feedback(evening.kit, evening.whole().code, tmp_path / "f.csv", "en"))
    assert rows[0][0] == "Response"
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not any(cell.startswith(("=", "@")) for row in rows for cell in row)


@given(st.text())
def test_what_was_typed_comes_back_or_is_guarded_by_one_sign(value: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Book("x", "en", zone="UTC", at=AT.astimezone()) as book:
        path = plain.write(Path(folder) / "a.csv", [Column("A"), Column("B", "integer")], [[value, 7]], book)
        rows = read(path)
    shown = text.CONTROL.sub("�", value)
    assert rows[1][1] == "7"
    assert rows[1][0] in (shown, f"'{shown}")
    assert not rows[1][0].startswith(("=", "@", "\t", "＝"))


def test_numbers_that_begin_with_a_sign_stay_as_typed() -> None:
    assert [plain._safe(one) for one in ("-5", "+86 138 0013 8000", "-1,5 %", "-x", "+cmd|' /C calc'!A0")] == [
        "-5", "+86 138 0013 8000", "-1,5 %", "'-x", "'+cmd|' /C calc'!A0",
    ]  # fmt: skip
