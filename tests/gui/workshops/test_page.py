"""Choose, write and save a run of show, as a person does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.gui.workshops.page import WorkshopsPage
from kit.ops import workshops
from tests.workshops.conftest import LAB


def type_(view: WorkshopsPage, qtbot: QtBot, words: str) -> None:
    view.shelf.tabs.setCurrentWidget(view.shelf.editor)
    view.shelf.editor.text.moveCursor(QTextCursor.MoveOperation.End)
    for n, line in enumerate(words.split("\n")):
        if n:
            qtbot.keyClick(view.shelf.editor.text, Qt.Key.Key_Return)
        qtbot.keyClicks(view.shelf.editor.text, line)


def test_the_list_and_the_table(view: WorkshopsPage) -> None:
    titles = [row.plan.title for row in view.shelf.library.table.records.records]
    assert "First lab" in titles
    assert len(titles) >= 3
    assert view.shelf.about.text() == "First lab"
    assert view.shelf.facts.text() == "60 min · 20 seats, 2 assistants · in the workspace"
    table = view.shelf.plan.table
    when = [table.proxy.index(row, 0).data() for row in range(table.proxy.rowCount())]
    assert when == ["14 days before", "−0:10", "0:00", "0:10", "0:30", "0:45", "2 days after"]
    table.pick("lab-1")
    assert "Get the key" in view.shelf.plan.detail.steps.text()
    assert view.shelf.plan.detail.notes.text() == "Walk around."


def test_a_change_is_checked_shown_and_saved(view: WorkshopsPage, kit: Kit, qtbot: QtBot) -> None:
    assert not view.can_save()
    type_(view, qtbot, "\n## Party {at=noon}")
    qtbot.waitUntil(lambda: view.shelf.editor.problems.count() == 1)
    assert "`at=noon` is not a time" in view.shelf.editor.problems.item(0).text()
    assert view.can_save()
    with qtbot.waitSignal(view.says) as said:
        view.save()
    assert said.args[1] == "success"
    assert workshops.text(kit, "lab", "en").endswith("\n## Party {at=noon}")
    assert not view.can_save()


def test_a_problem_leads_to_its_line(view: WorkshopsPage, qtbot: QtBot) -> None:
    type_(view, qtbot, "\n## Party {at=noon}")
    problems = view.shelf.editor.problems
    qtbot.waitUntil(lambda: problems.count() == 1)
    view.shelf.editor.text.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.mouseClick(problems.viewport(), Qt.MouseButton.LeftButton, pos=problems.visualItemRect(problems.item(0)).center())
    assert "Party" in view.shelf.editor.text.textCursor().block().text()


def test_undo_and_redo_of_the_text(view: WorkshopsPage, qtbot: QtBot) -> None:
    assert not view.can_undo()
    type_(view, qtbot, "x")
    assert view.can_undo()
    view.undo()
    assert view.can_redo()
    view.redo()
    assert view.shelf.editor.text.toPlainText() == LAB + "x"


def test_saving_a_program_file_makes_a_copy(view: WorkshopsPage, kit: Kit, qtbot: QtBot) -> None:
    shipped = next(row for row in view.shelf.library.table.records.records if not row.own)
    before = shipped.path.read_bytes()
    view.shelf.library.table.pick((shipped.plan.name, shipped.plan.lang))
    qtbot.waitUntil(lambda: view.shelf.editor.path == str(shipped.path))
    type_(view, qtbot, "\n## One more {minutes=1 at=+3d}")
    view.save()
    qtbot.waitUntil(lambda: not view.can_save())
    assert shipped.path.read_bytes() == before
    assert workshops.find(kit, shipped.plan.name, shipped.plan.lang).is_relative_to(kit.workspace.root)
    qtbot.waitUntil(lambda: view.shelf.row is not None and view.shelf.row.own)


def test_broken_yaml_is_said_and_not_saved(view: WorkshopsPage, kit: Kit, qtbot: QtBot) -> None:
    view.shelf.editor.text.setPlainText("---\ntitle: [\n---\n")
    qtbot.waitUntil(lambda: view.shelf.editor.problems.count() == 1)
    with qtbot.waitSignal(view.says) as said:
        view.save()
    assert said.args[1] == "error"
    assert workshops.text(kit, "lab", "en") == LAB


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard])
def test_a_changed_text_is_not_lost_unasked(
    view: WorkshopsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: answer)
    type_(view, qtbot, "mine")
    other = next(row for row in view.shelf.library.table.records.records if row.plan.name != "lab")
    view.shelf.library.table.pick((other.plan.name, other.plan.lang))
    kept = answer == QMessageBox.StandardButton.Cancel
    qtbot.waitUntil(lambda: view.shelf.row is not None and (view.shelf.row.plan.name == "lab") == kept)
    if kept:
        assert view.shelf.editor.text.toPlainText().endswith("mine")
        view.shelf.editor.text.setPlainText(LAB)


def test_a_new_run_of_show(view: WorkshopsPage, kit: Kit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("tuesday", True))
    view.new()
    qtbot.waitUntil(lambda: view.shelf.row is not None and view.shelf.row.plan.name == "tuesday")
    made = workshops.plan(kit, "tuesday", "en")
    assert made.findings == ()
    assert [cue.title for cue in made.cues] == ["Welcome", "Do it yourself", "Look back and say goodbye"]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("a/b", True))
    with qtbot.waitSignal(view.says) as said:
        view.new()
    assert "cannot be a file name" in said.args[0]


def test_bringing_in_a_file(view: WorkshopsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "另一场.zh.md"
    path.write_text(LAB, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    view.bring()
    qtbot.waitUntil(lambda: view.shelf.row is not None and view.shelf.row.plan.name == "另一场")


def test_what_is_written_survives_a_change_of_language(view: WorkshopsPage, made: object, qtbot: QtBot) -> None:
    type_(view, qtbot, "mine")
    kept = view.keep()
    again = made()  # type: ignore[operator]
    again.bring_back(kept)
    again.shelf.row = None
    again.shelf.library.table.clearSelection()
    again.refresh()
    again.shelf._pick(next(row for row in again.shelf.library.table.records.records if row.plan.name == "lab"))
    qtbot.waitUntil(lambda: again.shelf.editor.text.toPlainText().endswith("mine"))
