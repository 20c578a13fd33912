"""Whatever people type comes out of a cell as it went in, and is never a formula."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kit.errors import KitError
from kit.sheets import records
from kit.sheets import text as texts
from kit.sheets.book import Book
from kit.sheets.records import Column

AT = datetime(2026, 12, 1, tzinfo=UTC)
NASTY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "=1+1",
            "+86138",
            "-5",
            "@x",
            "#N/A",
            "00123",
            "1E5",
            "_x0041_",
            "\t=a",
            "a\x0bb",
            "'q",
            "\ud800",
            "😀" * 3,
            "TRUE",
            "2026-12-01",
            " ",
        ]
    ),
    st.builds(lambda sign, rest: sign + rest, st.sampled_from("=+-@'\"#_"), st.text(max_size=20)),
)


def written(rows: list[list[Any]], path: Path, columns: int = 2) -> tuple[Any, Any]:
    with Book("=title\x0b", "en", zone="Asia/Shanghai", at=AT) as book:
        records.add(book, "Data", "Data", [Column(f"C{n}") for n in range(columns)], rows)
        book.save(path)
    return openpyxl.load_workbook(path)["Data"], CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Data").to_python()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nasty")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NASTY, NASTY), min_size=1, max_size=8))
def test_value_in_is_value_out(folder: Path, rows: list[tuple[str, str]]) -> None:
    sheet, other = written([["x" + a, b] for a, b in rows], folder / "nasty.xlsx")
    for n, (_a, b) in enumerate(rows, 2):
        cell = sheet.cell(n, 2)
        assert cell.data_type in ("s", "n", "inlineStr")
        assert cell.data_type != "f"
        expected, _pictured, _cut = texts.cell(b)
        shown = (
            ""
            if cell.value is None
            else re.sub("_x005F_", "_", str(cell.value))
            if "_x005F_" in texts.escaped(expected)
            else str(cell.value)
        )
        assert shown == expected
        if expected.startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix
        read = other[n - 1][1] if len(other[n - 1]) > 1 else ""
        if "_x" not in expected:
            assert read == expected


@pytest.mark.parametrize("word", ["#N/A", "#DIV/0!", "=1+1", "1E5", "00123", "12345678901234567890", "TRUE"])
def test_what_looks_like_something_else_stays_text(tmp_path: Path, word: str) -> None:
    sheet, other = written([[word, word]], tmp_path / "a.xlsx")
    assert (sheet["A2"].value, sheet["A2"].data_type, other[1][0]) == (word, "s", word)


def test_control_characters_are_shown_and_long_texts_cut_with_a_mark() -> None:
    assert texts.cell("a\x00b\x0bc\x7f\ud800\n\t") == ("a␀b␋c␡�\n\t", True, False)
    cut, _pictured, was_cut = texts.cell("字" * 40_000)
    assert (len(cut), cut[-1], was_cut) == (texts.CELL_MOST, "…", True)
    emoji, _p, was_cut = texts.cell("😀" * 20_000)
    assert was_cut
    assert len(emoji.encode("utf-16-le")) // 2 <= texts.CELL_MOST
    assert texts.cell("x" * texts.CELL_MOST)[2] is False


@given(st.lists(st.text(max_size=300), max_size=30))
def test_headers_are_unique_one_line_and_not_empty(names: list[str]) -> None:
    found = texts.headers(names)
    assert len(found) == len(names) == len({name.casefold() for name in found})
    assert all(0 < len(name) <= 255 and "\n" not in name for name in found)


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=4))
def test_sheet_names_are_such_as_excel_takes(name: str, others: list[str]) -> None:
    taken: list[str] = []
    for one in [*others, name, name]:
        taken.append(texts.title(one, taken))
    assert len({one.casefold() for one in taken}) == len(taken)
    assert all(0 < len(one) <= 31 and not set(one) & set("\\/?*[]:") and one[0] != "'" for one in taken)


def test_widths_count_chinese_twice() -> None:
    assert (texts.width("abc"), texts.width("中文ab"), texts.width("a\n中文字"), texts.width("")) == (3, 6, 6, 0)


def test_only_xlsx_is_written(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="another ending"), Book("x", "en", zone="UTC", at=AT) as book:
        records.add(book, "Data", "Data", [Column("C")], [["half"]])
        book.save(tmp_path / "a.xls")
    assert list(tmp_path.iterdir()) == []


def test_records_past_the_limit_go_on_in_another_sheet(tmp_path: Path) -> None:
    book = Book("x", "en", zone="UTC", at=AT)
    assert records.add(book, "Long", "Long", [Column("n", "integer")], ([n] for n in range(7)), most=3) == 7
    assert records.add(book, "Exact", "Exact", [Column("n", "integer")], ([n] for n in range(3)), most=3) == 3
    book.save(tmp_path / "a.xlsx")
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert found.sheetnames == ["Long", "Long (2)", "Long (3)", "Exact"]
    assert [found["Long (3)"]["A2"].value, found["Long (3)"].tables["Long_3"].ref] == [6, "A1:A2"]


def test_values_keep_their_kind(tmp_path: Path) -> None:
    kinds = ("integer", "number", "percent", "moment", "utc", "duration", "text", "text")
    book = Book("x", "en", zone="Europe/Berlin", at=AT)
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    row = [3, 2.5, 0.25, moment, moment, 90, True, float("nan")]
    records.add(book, "D", "D", [Column(kind, kind) for kind in kinds[:6]] + [Column("t"), Column("n", "number")], [row])
    book.save(tmp_path / "a.xlsx")
    cells = next(openpyxl.load_workbook(tmp_path / "a.xlsx")["D"].iter_rows(min_row=2))
    assert [cell.value for cell in cells[:3]] == [3, 2.5, 0.25]
    assert [cell.value for cell in cells[3:5]] == [datetime(2026, 7, 2, 0, 30), datetime(2026, 7, 1, 22, 30)]
    assert (cells[5].number_format, cells[6].value, cells[7].value) == ("[h]:mm", "yes", "nan")


def test_lines_are_counted_as_they_are_wrapped() -> None:
    given = ("", "a" * 10, "a" * 11, "一二三四五六", "a\n\nb", "a" * 25 + "\n" + "b")
    assert [texts.lines(text, 10) for text in given] == [1, 1, 2, 2, 3, 4]
