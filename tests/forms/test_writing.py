"""Forms go back into YAML and XLSForm and come again as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from kit.cli import main
from kit.content import tables
from kit.context import Kit
from kit.errors import KitError
from kit.forms import form as forms
from kit.forms import writing, xlsform
from kit.forms.form import Form
from kit.forms.model import ShowIf
from kit.ops import forms as ops
from kit.sheets import xlsform as sheets
from tests.conftest import ROOT
from tests.forms.test_types import TEXT

SHIPPED = sorted((ROOT / "workshops" / "forms").glob("*.yaml"))
AT = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(params=[*SHIPPED, None], ids=lambda path: path.stem if path else "types")
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A shipped form, and one with every further type."""
    path = tmp_path / (request.param.name if request.param else "types.yaml")
    path.write_text(request.param.read_text("utf-8") if request.param else TEXT, "utf-8")
    return path


def test_what_is_not_changed_stays_letter_by_letter(file: Path) -> None:
    form = forms.read(file)
    before = file.read_text("utf-8")
    again = writing.merged(before, form)
    assert [line for line in before.splitlines() if "#" in line] == [line for line in again.splitlines() if "#" in line]
    file.write_text(again, "utf-8")
    assert forms.read(file) == form
    assert writing.merged(again, form) == again


def test_a_form_written_from_nothing_reads_the_same(file: Path, tmp_path: Path) -> None:
    form = forms.read(file)
    new = tmp_path / "new" / file.name
    new.parent.mkdir()
    new.write_text(writing.merged("", form), "utf-8")
    again = forms.read(new)
    assert again.findings == ()
    assert again == form


def test_comments_stay_when_a_question_changes(kit: Kit) -> None:
    form = ops.find(kit, "feedback")
    first = replace(form.questions[0], labels={"zh": "新的问法", "en": "A new wording"})
    path = ops.save(kit, replace(form, questions=(first, *form.questions[1:])))
    text = path.read_text("utf-8")
    assert "# `short: yes` marks the short form" in text
    assert "新的问法" in text
    assert forms.read(path).questions[1:] == form.questions[1:]
    assert path.is_relative_to(kit.workspace.root)


def test_an_xlsform_of_ours_comes_back(file: Path, tmp_path: Path) -> None:
    form = forms.read(file)
    path = sheets.write(form, tmp_path / "x.xlsx", at=AT)
    again = xlsform.read(tables.read(path), form.name)
    assert again.findings == ()
    codes = [q.code for q in form.questions if q.source != "modules"]
    assert [q.code for q in again.questions if q.code in codes] == codes
    for question in form.questions:
        same = again.question(question.code)
        if question.source:
            continue
        assert same is not None
        assert same.titled("zh") == question.titled("zh")
        assert same.required == question.required
        assert (same.show_if is None) == (question.show_if is None)
        if question.type in ("single", "multi", "ranking"):
            assert [(c.code, dict(c.labels)) for c in same.choices] == [(c.code, dict(c.labels)) for c in question.choices]


def book(path: Path, **sheets: list[list[object]]) -> Path:
    """Write a workbook with these sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def test_an_xlsform_of_others_is_read_and_what_is_not_asked_is_told(tmp_path: Path) -> None:
    survey = [
        ["type", "name", "label::English (en)", "label::中文", "required", "relevant", "constraint", "parameters"],
        ["start", "start", None, None, None, None, None, None],
        ["begin_group", "g", "Group", None, None, None, None, None],
        ["select_one yn", "uses", "Do you use it?", "在用吗", "yes", None, None, None],
        ["select_multiple why", "why", "Why?", "为什么", None, "${uses} = 'no'", None, None],
        ["text", "more", "More", "更多", None, "selected(${why}, 'slow') or selected(${why}, 'dear')", None, None],
        ["integer", "age", "Years", "年数", None, "${why} > 3", ". < 60", None],
        ["range", "stars", "Stars", "星", None, None, None, "start=1 end=5 step=1"],
        ["geopoint", "where", "Where", "在哪", None, None, None, None],
        ["select_one nowhere", "lost", "Lost", "丢失", None, None, None, None],
        ["end_group", None, None, None, None, None, None, None],
    ]
    choices = [["list_name", "name", "label::English (en)", "label::中文"], ["yn", "yes", "Yes", "是"], ["yn", "no", "No", "否"]]
    choices += [["why", "slow", "Slow", "慢"], ["why", "dear", "Dear", "贵"], ["why", "other", "Other", "其他"]]
    path = book(tmp_path / "their form.xlsx", survey=survey, choices=choices, settings=[["form_title"], ["Their form"]])
    form = xlsform.read(tables.read(path), "theirs")
    assert [(q.code, q.type) for q in form.questions] == [
        ("uses", "single"), ("why", "multi"), ("more", "text"), ("age", "number"), ("stars", "scale"),
    ]  # fmt: skip
    why, more = form.question("why"), form.question("more")
    assert why
    assert more
    assert why.show_if == ShowIf("uses", ("no",))
    assert more.show_if == ShowIf("why", ("slow", "dear"))
    assert why.other
    assert form.titles == {"zh": "Their form", "en": "Their form"}
    assert [(finding.code, finding.part) for finding in form.findings] == [
        ("xlsform.relevant", "F7"), ("xlsform.rule", "G7"), ("xlsform.type", "A9"), ("xlsform.choices", "A10"),
    ]  # fmt: skip


def test_no_xlsform_and_a_taken_name_are_refused(kit: Kit, tmp_path: Path) -> None:
    with pytest.raises(KitError, match="no XLSForm"):
        ops.import_(kit, book(tmp_path / "a.xlsx", people=[["姓名"], ["张三"]]))
    survey = [["type", "name", "label"], ["text", "q1", "One"]]
    path = book(tmp_path / "b.xlsx", survey=survey)
    ops.import_(kit, path)
    with pytest.raises(KitError, match="already"):
        ops.import_(kit, path)
    for name in ("../x", "", "a/b", " b"):
        with pytest.raises(KitError):
            ops.save(kit, Form(name, {"en": "T"}, ops.find(kit, "b").questions))


def test_on_the_command_line(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--workspace", str(kit.workspace.root)]
    assert main.main(["form", "export", "feedback", "-o", str(tmp_path / "f.xlsx"), *where]) == 0
    assert "f7 is for Lectern only" in capsys.readouterr().out
    assert main.main(["form", "import", str(tmp_path / "f.xlsx"), "--name", "again", *where]) in (0, 1)
    assert main.main(["form", "list", *where]) == 0
    out = capsys.readouterr().out
    assert "again" in out
    assert "feedback" in out
    assert main.main(["form", "show", "again", *where]) == 0
    assert main.main(["form", "show", "nothing", *where]) == 2
