"""A list of people is understood whatever its titles, order and oddities."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from kit.content import tables
from kit.content.cells import Cell, Sheet
from kit.errors import KitError
from kit.people import roster


def sheet(*rows: tuple[str, ...]) -> Sheet:
    return Sheet("s", tuple(tuple(Cell(text, y, x) for x, text in enumerate(row)) for y, row in enumerate(rows)))


def read(*rows: tuple[str, ...], mapping: dict[str, str] | None = None) -> roster.Roster:
    return roster.read([sheet(*rows)], "a.xlsx", mapping)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("姓名", "name"),
        ("姓 名", "name"),
        ("*姓名（必填）", "name"),
        ("姓名/Name", "name"),
        ("Full Name", "name"),
        ("参会人", "name"),
        ("工号", "emp_no"),
        ("Employee ID", "emp_no"),
        ("员工编号", "emp_no"),
        ("所属部门", "dept"),
        ("Department", "dept"),
        ("单位", "dept"),
        ("手机号码", "phone"),
        ("联系电话：", "phone"),
        ("E-mail", "email"),
        ("电子邮箱", "email"),
    ],
)
def test_titles_in_both_languages(title: str, field: str) -> None:
    known = roster.field_of(title)
    assert known is not None
    assert known[0] == field


@pytest.mark.parametrize("title", ["序号", "ID", "编号", "备注", "部门经理", "紧急联系人", ""])
def test_titles_that_mean_something_else(title: str) -> None:
    assert roster.field_of(title) is None


def test_the_header_is_found_below_titles() -> None:
    found = read(("平台培训名单", "", ""), ("2026-12-01", "", ""), ("", "", ""), ("序号", "姓名", "工号"), ("1", "张三", "007"))
    assert found.header.row == 3
    assert found.rows[0].texts == {"name": "张三", "emp_no": "007"}
    assert found.rows[0].cells == {"name": "B5", "emp_no": "C5"}
    assert found.rows[0].number == 5
    assert found.unused == ("序号",)


def test_a_header_of_two_rows() -> None:
    found = read(("姓名", "部门", "联系方式", ""), ("姓名", "部门", "手机", "邮箱"), ("张三", "支付", "138", "a@b"))
    assert found.rows[0].texts == {"name": "张三", "dept": "支付", "phone": "138", "email": "a@b"}


def test_department_goes_before_company() -> None:
    assert read(("公司", "姓名", "部门"), ("甲", "张三", "支付")).rows[0].texts["dept"] == "支付"


def test_blank_rows_and_repeated_headers_are_no_people() -> None:
    found = read(("姓名", "工号"), ("张三", "1"), ("", ""), ("姓名", "工号"), ("李四", "2"))
    assert [row.texts["name"] for row in found.rows] == ["张三", "李四"]


def test_names_stay_as_typed_and_numbers_become_half_width() -> None:
    row = read(("姓名", "工号"), ("  =cmd()  ", "００１２３")).rows[0]
    assert row.texts == {"name": "=cmd()", "emp_no": "00123"}


def test_columns_can_be_named_by_letter_or_title() -> None:
    found = read(("who", "no", "姓名"), ("张三", "1", "昵称"), mapping={"name": "A", "emp_no": "no"})
    assert found.rows[0].texts == {"name": "张三", "emp_no": "1"}
    with pytest.raises(KitError, match="no column"):
        read(("姓名", "工号"), ("张三", "1"), mapping={"dept": "团队"})
    with pytest.raises(KitError, match="no column “C” for name"):
        read(("姓名", "工号"), ("张三", "1"), mapping={"name": "C"})
    with pytest.raises(KitError, match="no team: use one of name, emp_no, dept, email, phone"):
        read(("姓名", "工号"), ("张三", "1"), mapping={"team": "A"})


def test_a_list_without_names_is_refused_with_what_it_shows() -> None:
    with pytest.raises(KitError, match="工号, 部门") as refused:
        read(("工号", "部门"), ("1", "支付"))
    assert refused.value.code == "roster.no-name"


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("", "1", ""), "roster.row-name", "A2"),
        (("合计", "", ""), "roster.row-sum", "A2"),
        (("张三", "", "not an address"), "roster.row-email", "C2"),
        (("张三", "1.38E+10", ""), "roster.row-number", "B2"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_where(row: tuple[str, ...], code: str, cell: str) -> None:
    found = read(("姓名", "工号", "邮箱"), row)
    wrong = next(roster.problems(found.rows[0]))
    assert (wrong.code, wrong.part) == (code, cell)
    assert cell in str(wrong)


def test_the_second_sheet_may_hold_the_list(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["说明"])
    list_ = book.create_sheet("名单")
    list_.append(["姓名", "部门"])
    list_.append(["张三", "支付"])
    book.save(tmp_path / "a.xlsx")
    assert roster.read(tables.read(tmp_path / "a.xlsx"), "a.xlsx").sheet == "名单"


def test_a_sum_whose_word_stands_in_another_column_is_no_person(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("序号,姓名\n1,张三\n合计,1\n,12.5\n", "utf-8")
    listed = roster.read(tables.read(path), str(path))
    assert [[finding.code for finding in roster.problems(row)] for row in listed.rows] == [[], ["roster.row-sum"], ["roster.row-sum"]]
