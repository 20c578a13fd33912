"""The workbooks as a person opens them: right rows, right kinds, real tables, in both languages, and office programs agree."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from kit.content import tables
from kit.errors import KitError
from kit.ops import attendance, sheets
from tests.sheets.conftest import START, Evening


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    found = openpyxl.load_workbook(path)[sheet]
    head, *rest = found.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def figures(path: Path, sheet: str = "Summary") -> dict[str, Any]:
    return {str(row[0]): row[1] for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True) if row[0]}


def test_attendance_has_one_row_a_person_of_the_roster_and_each_walk_in(evening: Evening, tmp_path: Path) -> None:
    event = evening.whole(roster=24, came=18)
    path = sheets.attendance(evening.kit, event.code, tmp_path / "出勤 表.xlsx", "en")
    assert openpyxl.load_workbook(path).sheetnames == ["Summary", "Attendance", "Log", "Long", "Sign-in", "Notes"]
    found = rows(path, "Attendance")
    assert len(found) == 24 + 2
    present = [row for row in found if row["Status"] == "present"]
    assert len(present) == 19 + 2
    assert sorted(row["Employee no."] for row in present if row["Employee no."]) == [f"00{n:03}" for n in range(19)]
    first = next(row for row in found if row["Employee no."] == "00000")
    assert first["First in (Asia/Shanghai)"] == datetime(2026, 12, 1, 13, 48)
    assert (first["On time"], first["Present (h:mm)"]) == ("on time", timedelta(hours=1))
    late = next(row for row in found if row["Employee no."] == "00018")
    assert (late["On time"], late["Present (h:mm)"]) == ("late", timedelta(minutes=38))
    names = [row["Name"] for row in found]
    assert {"=cmd()", "+86 Tom", "@home", "路人甲"} <= set(names)
    shown = figures(path)
    assert (shown["On the roster"], shown["Present"], shown["of these walk-ins"], shown["Check-ins taken back"]) == (24, 21, 2, 1)
    assert shown["Attendance rate"] == pytest.approx(19 / 24)
    assert shown["Response rate of feedback"] == pytest.approx(14 / 21)


def test_the_log_has_every_attempt_with_both_clocks(evening: Evening, tmp_path: Path) -> None:
    event = evening.whole()
    path = sheets.attendance(evening.kit, event.code, tmp_path / "a.xlsx", "en")
    found = rows(path, "Log")
    assert len(found) == 18 + 6
    outcomes = [row["Outcome"] for row in found]
    assert {name: outcomes.count(name) for name in set(outcomes)} == {
        "let in": 20,
        "let in as walk-in": 2,
        "was in already": 1,
        "refused: not found": 1,
    }
    assert found[0]["Time (Asia/Shanghai)"] - found[0]["Time (UTC)"] == timedelta(hours=8)
    (voided,) = [row for row in found if row["Reason"]]
    assert (voided["Reason"], voided["Taken back by"]) == ("=wrong person", "desk")


def test_who_wrote_a_line_is_told_in_the_books_language(evening: Evening, tmp_path: Path) -> None:
    event = evening.whole()
    line = attendance.walk_in(evening.kit, event.code, "周八", actor="command line")
    attendance.void(evening.kit, line.id, "误签", actor="window")
    found = rows(sheets.attendance(evening.kit, event.code, tmp_path / "a.xlsx", "zh"), "签到流水")[-1]
    assert (found["记录人"], found["撤回人"]) == ("命令行", "讲台窗口")


def test_over_all_events_each_person_is_one_row(evening: Evening, tmp_path: Path) -> None:
    evening.whole()
    second = evening.event("二", roster=12, at=START + timedelta(days=7), zone="Europe/Berlin")
    for n in range(6):
        evening.scan(second, n, n)
    path = sheets.attendance(evening.kit, "all", tmp_path / "all.xlsx", "en")
    assert "Sign-in" not in openpyxl.load_workbook(path).sheetnames
    found = rows(path, "Attendance")
    assert len(found) == 24 + 2
    who = next(row for row in found if row["Employee no."] == "00003")
    assert (who["Events attended"], who["Events expected at"], who["Share attended"]) == (2, 2, 1)
    assert who["2026-12-08 二"] == "present"
    assert len(rows(path, "Long")) == 26 + 12
    assert figures(path)["Different people present"] == 21


def test_feedback_has_one_row_a_response(evening: Evening, tmp_path: Path) -> None:
    event = evening.whole(answered=14)
    path = sheets.feedback(evening.kit, event.code, tmp_path / "f.xlsx", "en")
    assert openpyxl.load_workbook(path).sheetnames == ["Summary", "Responses", "Codebook", "Long", "Comments", "Contacts", "Notes"]
    found = rows(path, "Responses")
    assert len(found) == 14
    assert all(isinstance(row["How useful was this?"], int) and row["Handed in, hour (Asia/Shanghai)"].minute == 0 for row in found)
    asked = [row for row in found if row["Why not?"]]
    assert len(asked) == 4
    for row in found:
        chosen = [part for part in ("Architecture", "Demo", "=Rules") if row[f"Most useful parts? · {part}"] == 1]
        assert row["Most useful parts?"] == ("; ".join(chosen) or None)
        assert row["Why not?"] is None or row["Will you come again?"] == "no"
    assert figures(path)["Responses"] == 14
    assert not any("How can we reach you?" in str(key) for key in found[0])
    assert rows(path, "Contacts") == [{"Event": event.title, "Question": "How can we reach you?", "Contact": "+86 138"}]


def test_the_codebook_names_every_column(evening: Evening, tmp_path: Path) -> None:
    event = evening.whole()
    path = sheets.feedback(evening.kit, event.code, tmp_path / "f.xlsx", "zh")
    sheet = openpyxl.load_workbook(path)["反馈"]
    for row in rows(path, "代码表"):
        assert sheet[f"{row['列']}1"].value == row["表头"]
    told = {row["代码"]: row for row in rows(path, "代码表")}
    assert told["f6"]["显示条件"] == "f5 = no"
    assert told["f1"]["选项或量表"] == "1 = 没用; 5 = 马上要用"


def test_long_and_comments(evening: Evening, tmp_path: Path) -> None:
    event = evening.whole(answered=6)
    path = sheets.feedback(evening.kit, event.code, tmp_path / "f.xlsx", "en")
    long_ = rows(path, "Long")
    assert {row["Question code"] for row in long_} == {f"f{n}" for n in range(1, 9)}
    assert {row["Choice"] for row in long_ if row["Question code"] == "f4"} == {"Architecture", "Demo", "=Rules"}
    comments = [row["Comment"] for row in rows(path, "Comments") if row["Question"] == "Anything else?"]
    assert sorted(comments) == sorted(["内容很扎实，例子再多一点", "=1+1", "Too fast at the end\nbut good", "-", "@all 谢谢", "好"])


def test_feedback_over_all_events_joins_questions_by_code(evening: Evening, tmp_path: Path) -> None:
    evening.whole(answered=5)
    second = evening.event("二", at=START + timedelta(days=7))
    evening.answers(second, 3)
    path = sheets.feedback(evening.kit, "all", tmp_path / "f.xlsx", "en")
    assert len(rows(path, "Responses")) == 8
    assert len([row for row in rows(path, "Codebook") if row["Code"] == "f1"]) == 1


def test_events_without_anything_still_make_workbooks(evening: Evening, tmp_path: Path) -> None:
    event = evening.event(roster=0)
    attendance = sheets.attendance(evening.kit, event.code, tmp_path / "a.xlsx", "en")
    feedback = sheets.feedback(evening.kit, event.code, tmp_path / "f.xlsx", "en")
    assert figures(attendance)["Attendance rate"] == "no data"
    assert "This event asks no feedback." in figures(feedback)


def test_refusals_leave_nothing_behind(evening: Evening, tmp_path: Path) -> None:
    with pytest.raises(KitError, match="no event yet"):
        sheets.attendance(evening.kit, "all", tmp_path / "a.xlsx")
    event = evening.event()
    with pytest.raises(KitError, match="another ending"):
        sheets.attendance(evening.kit, event.code, tmp_path / "a.ods")
    with pytest.raises(KitError):
        sheets.feedback(evening.kit, "NONE", tmp_path / "a.xlsx")
    assert list(tmp_path.glob("a.*")) == []


def test_a_failed_write_leaves_the_old_file(evening: Evening, tmp_path: Path) -> None:
    event = evening.event()
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(KitError, match="is a folder"):
        sheets.attendance(evening.kit, event.code, tmp_path / "a.xlsx")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_are_such_as_excel_opens_without_repair(evening: Evening, tmp_path: Path, lang: str) -> None:
    event = evening.whole()
    for write in (sheets.attendance, sheets.feedback):
        path = write(evening.kit, event.code, tmp_path / f"{write.__name__}.xlsx", lang)
        book = openpyxl.load_workbook(path)
        names = [table.displayName for sheet in book for table in sheet.tables.values()]
        assert len(names) == len(set(names))
        for sheet in book:
            for table in sheet.tables.values():
                head = [cell.value for cell in sheet[table.ref][0]]
                assert head == [column.name for column in table.tableColumns]
                assert len({str(name).casefold() for name in head}) == len(head)
                assert sheet.freeze_panes
                assert sheet.print_title_rows
        assert book.sheetnames[-1] == ("说明" if lang == "zh" else "Notes")
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                if name.endswith(".xml"):
                    etree.fromstring(parts.read(name))
            assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)


@pytest.mark.slow
def test_libreoffice_opens_them_and_reads_the_same(evening: Evening, tmp_path: Path) -> None:
    event = evening.whole()
    made = [
        sheets.attendance(evening.kit, event.code, tmp_path / "attendance.xlsx", "zh"),
        sheets.feedback(evening.kit, event.code, tmp_path / "feedback.xlsx", "en"),
        sheets.roster_template(tmp_path / "roster.xlsx", "zh"),
    ]
    office = shutil.which("soffice")
    assert office, "libreoffice-calc is in tests/system-packages.txt"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "again"
    done = subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", out, *made], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for path in made:
        ours, theirs = (CalamineWorkbook.from_path(str(one)) for one in (path, out / path.name))
        assert ours.sheet_names == theirs.sheet_names
        for name in ours.sheet_names:
            assert _values(theirs, name) == _values(ours, name)


def _values(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    rows = [[_plain(value) for value in row] for row in book.get_sheet_by_name(name).to_python()]
    trimmed = [row[: max((n + 1 for n, value in enumerate(row) if value != ""), default=0)] for row in rows]
    return trimmed[: max((n + 1 for n, row in enumerate(trimmed) if row), default=0)]


def _plain(value: Any) -> Any:
    return value.replace("\r", "") if isinstance(value, str) else round(value, 9) if isinstance(value, float) else value


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_is_read_back_as_a_roster(tmp_path: Path, lang: str) -> None:
    path = sheets.roster_template(tmp_path / "roster.xlsx", lang)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet.column_dimensions["B"].number_format == "@"
    assert sheet["A1"].value == ("姓名" if lang == "zh" else "Name")
    assert tables.read(path) is not None


FONTS = "/xl/styles.xml: The element has unexpected child element"  # the SDK wants an order in fonts; ECMA-376 18.8.22 is a choice


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_microsofts_validator_finds_nothing(evening: Evening, tmp_path: Path, lang: str, validator: Any) -> None:
    event = evening.whole()
    written = [sheets.roster_template(tmp_path / "roster.xlsx", lang)]
    for write in (sheets.attendance, sheets.feedback):
        written += [write(evening.kit, code, tmp_path / f"{write.__name__} {code}.xlsx", lang) for code in (event.code, "all")]
    for path in written:
        assert [error for error in validator(path) if not error.startswith(FONTS)] == [], path.name


def test_rows_are_as_tall_as_what_is_written_in_them(evening: Evening, tmp_path: Path) -> None:
    event = evening.whole(answered=6)
    book = openpyxl.load_workbook(sheets.feedback(evening.kit, event.code, tmp_path / "f.xlsx", "en"))
    sheet = book["Comments"]
    tall = {str(row[1].value): sheet.row_dimensions[row[1].row].height for row in sheet.iter_rows(min_row=2)}
    assert tall["Too fast at the end\nbut good"] == 30
    assert tall["=1+1"] is None
    assert all(book[name].print_area for name in ("Responses", "Long", "Comments", "Codebook"))
    assert book["Summary"].row_breaks.count >= 2


def test_long_words_of_the_first_sheet_have_their_lines(evening: Evening, tmp_path: Path) -> None:
    event = evening.whole()
    sheet = openpyxl.load_workbook(sheets.feedback(evening.kit, event.code, tmp_path / "f.xlsx", "en"))["Notes"]
    tall = {row[0].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows()}
    assert tall["Not shown"] >= 30
    assert tall["Made by"] is None
