"""A messy list comes in with a verdict for each row, and again without changing anything."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from kit import happenings
from kit.context import Kit
from kit.errors import KitError
from kit.events import event as events
from kit.ops import attendance, privacy, sheets
from kit.ops import events as event_ops
from kit.ops import rosters as ops

START = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def code(kit: Kit) -> str:
    return event_ops.create(kit, events.Draft("平台介绍", START)).code


def messy(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    for row in (
        ["通知平台培训 · 参会名单"],
        ["2026-12-01"],
        [],
        ["序号", "工号", "姓名", "部门", "手机号码", "备注"],
        [1, "00123", "张三", "支付", 13800138000, ""],
        [2, 124, "李四", None, "13900139000", "素食"],
        [3, "00125", "=cmd()", None, None, None],
        [4, None, "张三", "平台", None, None],
        [5, None, "张三", "平台", None, None],
        [6, "00123", "张 三", "支付", None, None],
        [7, "00129", "", "支付", None, None],
        ["合计", None, "合计", "7 人", None, None],
    ):
        sheet.append(row)
    sheet["C7"].data_type = "s"
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("D5:D7")
    book.save(path)
    return path


def test_a_messy_workbook(kit: Kit, code: str, tmp_path: Path) -> None:
    path = messy(tmp_path / "名单 2026.xlsx")
    seen = ops.preview(kit, code, path)
    assert ops.all(kit, code) == ()
    assert [v.kind for v in seen.verdicts] == ["new", "new", "new", "new", "error", "duplicate", "error", "error"]
    said: list[happenings.Happening] = []
    kit.bus.listen(said.append)
    ops.import_(kit, code, path)
    people = {(e.person.name, e.person.emp_no, e.person.dept, e.person.phone) for e in ops.all(kit, code)}
    assert people == {
        ("张三", "00123", "支付", "13800138000"),
        ("李四", "124", "支付", "13900139000"),
        ("=cmd()", "00125", "支付", ""),
        ("张三", "", "平台", ""),
    }
    assert [type(happening).__name__ for happening in said] == ["RosterImported"]
    assert len({entry.badge for entry in ops.all(kit, code)}) == 4


def test_the_same_list_again_changes_nothing(kit: Kit, code: str, tmp_path: Path) -> None:
    path = messy(tmp_path / "a.xlsx")
    ops.import_(kit, code, path)
    before = ops.all(kit, code)
    again = ops.import_(kit, code, path)
    assert again.taken == ()
    assert ops.all(kit, code) == before


def test_rows_said_to_be_two_people_are_two_people(kit: Kit, code: str, tmp_path: Path) -> None:
    path = messy(tmp_path / "a.xlsx")
    assert ops.import_(kit, code, path, apart=[9]).count("new") == 5


def test_a_chinese_csv(kit: Kit, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("工号;姓名;部门\r\n00123;张三;支付\r\n".encode("gb18030"))
    ops.import_(kit, code, path)
    assert [entry.person.emp_no for entry in ops.all(kit, code)] == ["00123"]


def test_the_next_event_knows_its_people(kit: Kit, code: str, tmp_path: Path) -> None:
    path = messy(tmp_path / "a.xlsx")
    ops.import_(kit, code, path)
    later = event_ops.create(kit, events.Draft("第二场", START)).code
    assert ops.import_(kit, later, path).count("update") == 4
    first, second = ({e.person.id for e in ops.all(kit, c)} for c in (code, later))
    assert first == second
    assert not {e.badge for e in ops.all(kit, code)} & {e.badge for e in ops.all(kit, later)}


def test_a_walk_in_joins_the_roster_when_the_list_comes_later(kit: Kit, code: str, tmp_path: Path) -> None:
    attendance.walk_in(kit, code, "李四", dept="支付")
    path = tmp_path / "a.csv"
    path.write_text("姓名,部门,工号\n李四,支付,124\n", encoding="utf-8")
    ops.import_(kit, code, path)
    (entry,) = ops.all(kit, code)
    assert (entry.present, entry.walk_in, entry.person.emp_no) == (True, False, "124")


def test_columns_may_be_named(kit: Kit, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("who,no\n张三,7\n", encoding="utf-8")
    with pytest.raises(KitError, match="no column of names"):
        ops.preview(kit, code, path)
    assert ops.preview(kit, code, path, {"name": "A", "emp_no": "no"}).verdicts[0].draft.emp_no == "7"


# --- our own workbook comes back


def edited(path: Path, changes: dict[tuple[str, str], object]) -> Path:
    """Change cells of the sheet Attendance: {(name in the row, header): value}; sorted by department, saved as a person would."""
    book = load_workbook(path)
    sheet = book["Attendance"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for (name, head), value in changes.items():
        row = next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, heads["Name"]).value == name)
        sheet.cell(row, heads[head]).value = value
    out = path.with_name(f"edited {path.name}")
    book.save(out)
    return out


@pytest.fixture
def exported(kit: Kit, code: str, tmp_path: Path) -> Path:
    """The attendance workbook of an event with a messy roster, one check-in and one walk-in."""
    ops.import_(kit, code, messy(tmp_path / "list.xlsx"))
    attendance.check_in(kit, code, name="李四")
    attendance.walk_in(kit, code, "王五", nonce="w1")
    return sheets.attendance(kit, code, tmp_path / "a.xlsx", "en")


def test_an_own_export_changes_nothing(kit: Kit, code: str, exported: Path) -> None:
    before = ops.all(kit, code)
    judged = ops.import_(kit, code, exported)
    assert [v.kind for v in judged.verdicts] == ["duplicate"] * len(before)
    assert ops.all(kit, code) == before


def test_what_the_sheet_changed_is_taken_and_a_cleared_cell_is_cleared(kit: Kit, code: str, exported: Path) -> None:
    phone = next(e.person.phone for e in ops.all(kit, code) if e.person.name == "李四")
    assert phone
    back = edited(exported, {("李四", "Phone"): None, ("李四", "Department"): "平台", ("王五", "Name"): "王小五"})
    judged = ops.import_(kit, code, back)
    assert judged.count("update") == 2
    assert judged.count("error") == 0
    people = {e.person.name: e for e in ops.all(kit, code)}
    assert (people["李四"].person.phone, people["李四"].person.dept) == ("", "平台")
    assert people["王小五"].walk_in
    assert judged.count("update") + judged.count("duplicate") == len(ops.all(kit, code))


def test_both_changed_is_a_question_and_one_changed_is_not(kit: Kit, code: str, exported: Path, tmp_path: Path) -> None:
    ops.import_(kit, code, edited(exported, {("李四", "Department"): "运维", ("王五", "Department"): "设计"}))
    judged = ops.preview(kit, code, edited(exported, {("李四", "Department"): "平台", ("李四", "Phone"): "139"}))
    (clash,) = [v for v in judged.verdicts if v.kind == "error"]
    assert clash.reason
    assert str(clash.reason).endswith("changed to “平台” in the sheet and to “运维” here: write one of them into the sheet.")
    kept = [v for v in judged.verdicts if v.draft.name == "王五"]
    assert [v.kind for v in kept] == ["duplicate"]  # changed here only: stays


def test_rows_of_another_event_are_matched_like_any_list(kit: Kit, code: str, exported: Path) -> None:
    other = event_ops.create(kit, events.Draft("另一场", START)).code
    judged = ops.preview(kit, other, exported)
    assert judged.count("duplicate") == 0
    assert all(v.reason is None or v.reason.code != "roster.back" for v in judged.verdicts)


def test_a_copied_row_and_a_deleted_person_are_told(kit: Kit, code: str, exported: Path, tmp_path: Path) -> None:
    book = load_workbook(exported)
    sheet = book["Attendance"]
    sheet.append([cell.value for cell in sheet[3]])
    book.save(tmp_path / "copied.xlsx")
    assert "is a copy of row 3" in str(ops.preview(kit, code, tmp_path / "copied.xlsx").verdicts[-1].reason)
    privacy.delete(kit, privacy.person(kit, "王五"))
    judged = ops.preview(kit, code, exported)
    assert ["was deleted here" in str(v.reason) for v in judged.verdicts if v.draft.name == "王五"] == [True]


def test_hidden_columns_stay_hidden_and_spoilt_ones_are_ignored(kit: Kit, code: str, exported: Path) -> None:
    sheet = load_workbook(exported)["Attendance"]
    hidden = [sheet.cell(1, n).value for n in range(1, sheet.max_column + 1) if sheet.column_dimensions[get_column_letter(n)].hidden]
    assert hidden == ["_row", "_base"]
    judged = ops.preview(kit, code, edited(exported, {("李四", "_base"): "{nonsense", ("王五", "_row"): "1-AAAAAAAA"}))
    assert judged.count("error") == 0
