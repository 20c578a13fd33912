"""Programme: a case moves over the board, a champion is called, evidence comes and goes, refusals are said in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kit.gui.programme import forms
from kit.gui.programme.form import FormDialog
from kit.gui.programme.page import ProgrammePage
from kit.gui.window import Window
from kit.ops import programme
from tests.gui.conftest import Settle


@pytest.fixture
def page(window: Window, settle: Settle) -> ProgrammePage:
    made = window.go("programme")
    settle()
    assert isinstance(made, ProgrammePage)
    return made


def test_each_empty_tab_says_what_it_is_for(page: ProgrammePage) -> None:
    assert all(stack.currentIndex() == 1 for stack in page.stacks.values())
    page.tabs.setCurrentIndex(2)
    assert page.primary.text() == "New evidence"


def test_a_case_is_moved_by_keys_and_refused_without_consent(page: ProgrammePage, window: Window, qtbot: QtBot, settle: Settle) -> None:
    case = programme.add_case(window.kit, "Orders", stage="approved")
    qtbot.waitUntil(lambda: page.board.columns["approved"].count() == 1)
    page.board.pick(case.id)
    column = page.board.columns["approved"]
    qtbot.keyClick(column, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert "cannot be published" in window.messages.text.text()
    qtbot.keyClick(column, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.board.columns["draft"].count() == 1)
    assert page.board.case() is not None
    settle()


def test_a_dropped_case_changes_its_stage(page: ProgrammePage, window: Window, qtbot: QtBot, settle: Settle) -> None:
    case = programme.add_case(window.kit, "Orders")
    qtbot.waitUntil(lambda: page.board.columns["lead"].count() == 1)
    data = page.board.columns["lead"].mimeData([page.board.columns["lead"].item(0)])
    assert bytes(data.data("application/x-lectern-case").data()) == str(case.id).encode()
    page.board.columns["interview"].dropped.emit(case.id, "interview")
    qtbot.waitUntil(lambda: page.board.columns["interview"].count() == 1)
    settle()


def test_a_form_saves_or_says_why_not(page: ProgrammePage, window: Window, qtbot: QtBot, settle: Settle) -> None:
    made = FormDialog(page, "New champion", forms.of_champion(None), lambda values: forms.add_champion(window.kit, values))
    qtbot.addWidget(made)
    made.show()
    made.take()
    qtbot.waitUntil(made.error.isVisible)
    assert made.error.text() == "A champion needs a name."
    made.editors["name"].setText("Ada")
    made.take()
    qtbot.waitUntil(lambda: not made.isVisible())
    qtbot.waitUntil(lambda: len(page.champions.records.records) == 1)
    settle()


def test_deleted_evidence_comes_back_by_undo(page: ProgrammePage, window: Window, qtbot: QtBot, settle: Settle) -> None:
    programme.set_evidence(window.kit, "p95", "120 ms", source="monitor", period="Q3")
    qtbot.waitUntil(lambda: len(page.evidence.records.records) == 1)
    page.tabs.setCurrentIndex(2)
    page.evidence.pick(page.evidence.records.records[0].id)
    page.remove_evidence()
    qtbot.waitUntil(lambda: not page.evidence.records.records)
    settle()
    window.messages.action.click()
    qtbot.waitUntil(lambda: len(page.evidence.records.records) == 1)
    assert page.evidence.records.records[0].proven
    settle()


def test_a_champion_asked_for_is_picked(page: ProgrammePage, window: Window, qtbot: QtBot, settle: Settle) -> None:
    ada = programme.add_champion(window.kit, "Ada")
    programme.add_champion(window.kit, "Bea")
    window.go("programme", ada.id)
    qtbot.waitUntil(lambda: page.champions.record() is not None)
    assert page.champions.record().name == "Ada"
    assert page.touch.isEnabled()
    settle()
