"""Tables that people bring are read as text, whatever wrote them; hostile ones are refused in one sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kit.content import separated, tables
from kit.errors import KitError


def workbook(path: Path, rows: list[list[object]], merges: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    book.save(path)
    return path


def texts(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row] for row in tables.read(path)[0].rows]


def test_numbers_that_are_codes_read_as_a_person_reads_them(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["00123", 123, 13800138000, 5.5, True, None, date(2026, 1, 2), datetime(2026, 1, 2, 9, 30)]])
    assert texts(path) == [["00123", "123", "13800138000", "5.5", "TRUE", "", "2026-01-02", "2026-01-02 09:30:00"]]


@pytest.mark.parametrize(
    ("shown", "number", "text"),
    [
        ("00000", 130, "00130"),
        ("000000;-0", 7, "000007"),
        ("[$-804]0000", 12345, "12345"),
        ("0", 7, "7"),
        ("0.00", 7, "7"),
        ("0000", 1.5, "1.5"),
    ],
)
def test_zeros_that_only_the_format_shows_are_read(tmp_path: Path, shown: str, number: float, text: str) -> None:
    book = Workbook()
    book.active.title = "名单 & <一>"
    book.active.append(["工号", number, number])
    book.active["B1"].number_format = shown
    book.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx") == [["工号", text, f"{number:g}"]]


def test_each_cell_knows_its_address(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [[], [None, "x"]])
    assert [cell.address for row in tables.read(path)[0].rows for cell in row if cell.text] == ["B2"]
    assert [tables.column_name(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(tables.column_number(tables.column_name(n)) == n for n in range(2000))


def test_a_number_that_excel_shortened_is_told_with_its_cell(tmp_path: Path) -> None:
    sheet = tables.read(workbook(tmp_path / "a.xlsx", [["id"], [110101199003071234]]))[0]
    assert [finding.part for finding in sheet.findings] == ["A2"]
    csv = tmp_path / "a.csv"
    csv.write_text("phone\n1.38E+10\n", encoding="utf-8")
    assert "A2" in str(tables.read(csv)[0].findings[0])


def test_a_department_merged_over_its_people_belongs_to_each(tmp_path: Path) -> None:
    rows = [["名单", None], ["部门", "姓名"], ["支付", "张三"], [None, "李四"], [None, "王五"]]
    assert texts(workbook(tmp_path / "a.xlsx", rows, ("A1:B1", "A3:A5"))) == [
        ["名单", ""],
        ["部门", "姓名"],
        ["支付", "张三"],
        ["支付", "李四"],
        ["支付", "王五"],
    ]


def test_formulas_give_their_value_and_text_that_looks_like_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('=cmd()|x,@a,-5,+86 138\n="00123",#N/A,1E5,"a\nb"\n', encoding="utf-8")
    assert texts(path) == [["=cmd()|x", "@a", "-5", "+86 138"], ["00123", "#N/A", "1E5", "a\nb"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_any_office(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["工号", "姓名", "部门"], ["00123", "张三，丰", "支付"], ["00124", "Ada, L.", "平台"]]
    path = tmp_path / "名单 1.csv"
    text = "\r\n".join(separator.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows)
    path.write_bytes(text.encode(encoding))
    assert texts(path) == rows


def test_rare_characters_of_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名\n𠮷野㐂\n".encode("gb18030"))
    assert texts(path)[1] == ["𠮷野㐂"]


def test_the_first_bytes_tell_the_kind_not_the_name(tmp_path: Path) -> None:
    real = workbook(tmp_path / "a.xlsx", [["姓名"]])
    named = tmp_path / "a.csv"
    named.write_bytes(real.read_bytes())
    assert texts(named) == [["姓名"]]


def xlsx(sheet: bytes) -> bytes:
    out = io.BytesIO()
    good = io.BytesIO()
    Workbook().save(good)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.namelist():
            target.writestr(item, sheet if item == "xl/worksheets/sheet1.xml" else source.read(item))
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "table.empty"),
        (b"PK\x03\x04" + b"x" * 200, "a.xlsx", "table.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "table.damaged"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "a.xls", "table.web"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a.png", "table.kind"),
        (b"a,b\n\xff\xff\xff\xfe\n", "a.csv", "table.encoding"),
        (
            xlsx(SHEET % b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "a.xlsx",
            "table.large",
        ),
        (xlsx(SHEET % (b" " * 310_000_000)), "a.xlsx", "table.bomb"),
    ],
    ids=["empty", "zip", "ole", "html", "picture", "encoding", "far cell", "bomb"],
)
def test_hostile_and_broken_files_are_refused_in_one_sentence(tmp_path: Path, data: bytes, name: str, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(KitError) as refused:
        tables.read(path)
    assert refused.value.code == code
    assert "\n" not in str(refused.value)


def test_a_size_that_the_archive_lies_about_is_noticed(tmp_path: Path) -> None:
    data = bytearray(xlsx(SHEET % (b" " * 5_000_000)))
    path = tmp_path / "a.xlsx"
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02"))
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        if b"sheet1.xml" in data[at : at + 100]:
            data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
        at += 4
    path.write_bytes(bytes(data))
    with pytest.raises(KitError, match="cannot be read as a table"):
        tables.read(path)


def test_empty_cells_formatted_far_below_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(SHEET % b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="0"/></row>'))
    assert texts(path) == [["1"]]


def test_a_million_rows_are_no_roster(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 1_000_000)
    with pytest.raises(KitError, match="too large"):
        tables.read(path)


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["姓名"])
    book.create_sheet("lists").append(["x"])
    book["lists"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in tables.read(tmp_path / "a.xlsx")] == ["Sheet"]


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        sheet = separated.read(data, "a.csv", "a")
    except KitError:
        return
    assert all(isinstance(cell.text, str) for row in sheet.rows for cell in row)
