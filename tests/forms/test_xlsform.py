"""Forms go into XLSForm workbooks whole, and what other tools write there is told cell by cell."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from kit.content import tables
from kit.forms import form as forms
from kit.forms import surplus, writing, xlsform
from kit.forms.form import Form
from kit.sheets import xlsform as sheets
from tests.conftest import ROOT
from tests.forms import strategies
from tests.forms.test_writing import book

AT = datetime(2026, 12, 1, tzinfo=UTC)


def again(form: Form, folder: Path) -> Form:
    """Return the form as it comes back from its workbook."""
    return xlsform.read(tables.read(sheets.write(form, folder / "x.xlsx", at=AT)), form.name)


@given(strategies.forms())
@settings(max_examples=30, deadline=None)
def test_a_form_comes_back_from_its_workbook_as_it_was(form: Form) -> None:
    with tempfile.TemporaryDirectory() as folder:
        back = again(form, Path(folder))
    assert back.findings == ()
    assert back == form
    assert (back.titles, back.anonymity, back.opens) == (form.titles, form.anonymity, form.opens)
    for ours, theirs in zip(form.questions, back.questions, strict=True):
        assert vars(ours) == vars(theirs)


@given(strategies.forms())
@settings(max_examples=30, deadline=None)
def test_a_form_comes_back_from_yaml_as_it_was(form: Form) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.yaml"
        path.write_text(writing.merged("", form), "utf-8")
        assert forms.read(path).questions == form.questions


def test_other_tools_find_only_what_they_know(tmp_path: Path) -> None:
    form = forms.read(ROOT / "workshops" / "forms" / "feedback.yaml")
    form = replace(form, questions=(replace(form.questions[0], code="1st"), *form.questions[1:]), anonymity="named")
    made = load_workbook(sheets.write(form, tmp_path / "x.xlsx", at=AT))
    assert made.sheetnames == ["survey", "choices", "settings"]
    head, *rows = ([cell.value or "" for cell in row] for row in made["survey"].iter_rows())
    survey = [dict(zip(head, map(str, row), strict=True)) for row in rows]
    asked = [row for row in survey if row["disabled"] != "yes"]
    assert all(surplus.NAME.match(str(row["name"])) for row in asked)
    assert {row["lectern_name"] for row in asked} >= {"1st"}
    lists = {row[0].value for row in made["choices"].iter_rows(min_row=2)}
    assert {row["type"].split()[1] for row in asked if " " in row["type"]} <= lists
    assert [row["name"] for row in survey if row["disabled"] == "yes"] == [q.code for q in form.questions if q.source]
    settings = dict(zip(*([cell.value for cell in row] for row in made["settings"].iter_rows()), strict=True))
    assert settings["form_title"] == form.titles["zh"]
    assert settings["lectern_title_en"] == form.titles["en"]
    assert settings["lectern_anonymity"] == "named"


def test_what_is_changed_in_the_workbook_is_taken(tmp_path: Path) -> None:
    form = forms.read(ROOT / "workshops" / "forms" / "usability.yaml")
    path = sheets.write(form, tmp_path / "x.xlsx", at=AT)
    made = load_workbook(path)
    head = [cell.value for cell in made["survey"][1]]
    row = next(row for row in made["survey"].iter_rows(min_row=2) if row[0].value == "range")
    row[head.index("label::中文 (zh)")].value = "另一种说法"
    made.save(path)
    back = xlsform.read(tables.read(path), form.name)
    code = str(row[head.index("name")].value)
    changed = back.question(code)
    assert changed
    assert changed.labels["zh"] == "另一种说法"
    assert [q for q in back.questions if q.code != code] == [q for q in form.questions if q.code != code]


def test_what_we_do_not_understand_is_told_by_cell(tmp_path: Path) -> None:
    survey: list[list[object]] = [
        ["type", "name", "label::English (en)", "label::Français (fr)", "relevant", "media::image", "required", "default", "disabled"],
        ["begin_group", "g", "Group", None, "${q} = 'a'", None, None, None, None],
        ["select_one l or_other", "q", "Which", "Lequel", None, "a.png", "${q} = ''", "a", None],
        ["text", "gone", "Gone", None, None, None, None, None, "yes"],
        ["end_group", None, None, None, None, None, None, None, None],
    ]
    listed: list[list[object]] = [
        ["list_name", "name", "label::English (en)", "label::Français (fr)", "region"],
        ["l", "a", "A", "Un", "north"],
    ]
    listed += [["l", "a", "Again", None, None]]
    options: list[list[object]] = [["form_title", "lectern_anonymity"], ["T", "secret"]]
    form = xlsform.read(tables.read(book(tmp_path / "x.xlsx", survey=survey, choices=listed, settings=options)), "x")
    assert [q.code for q in form.questions] == ["q"]
    assert [(choice.code, choice.other) for choice in form.questions[0].choices] == [("a", False), ("other", True)]
    assert form.anonymous
    assert [(finding.code, finding.part) for finding in form.findings] == [
        ("xlsform.column", "D1"), ("xlsform.column", "F1"), ("xlsform.column", "D1"), ("xlsform.choice", "B3"), ("xlsform.rule", "E2"),
        ("xlsform.rule", "H3"), ("xlsform.rule", "G3"), ("xlsform.setting", "B2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "rule", "expected"),
    [
        ("select_multiple l", "count-selected(.) = 2", (2, 2)),
        ("select_multiple l", "count-selected(.) <= 3 and count-selected(.)>=1", (1, 3)),
        ("decimal", ". >= -1.5 and . <= 4", (-1.5, 4)),
    ],
)
def test_constraints_of_others_hold(tmp_path: Path, kind: str, rule: str, expected: tuple[float, float]) -> None:
    survey: list[list[object]] = [["type", "name", "label", "constraint"], [kind, "q", "Q", rule]]
    listed: list[list[object]] = [["list_name", "name", "label"], *(["l", str(n), str(n)] for n in range(5))]
    form = xlsform.read(tables.read(book(tmp_path / "x.xlsx", survey=survey, choices=listed)), "x")
    question = form.questions[0]
    assert form.findings == ()
    assert ((question.least, question.most) if question.type == "multi" else (question.minimum, question.maximum)) == expected


@pytest.mark.parametrize("rule", [". > 3", "count-selected(.) >= 1 or true()", ". >= 5 and . <= 1", "regex(., 'x')", "and", "not()"])
def test_other_constraints_are_told(tmp_path: Path, rule: str) -> None:
    survey: list[list[object]] = [["type", "name", "label", "constraint"], ["decimal", "q", "Q", rule]]
    form = xlsform.read(tables.read(book(tmp_path / "x.xlsx", survey=survey)), "x")
    assert [finding.part for finding in form.findings] == ["D2"]
