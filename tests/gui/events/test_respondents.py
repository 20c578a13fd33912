"""The window lists who has answered where the form says so, and never where it is anonymous."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.events.event import Draft
from kit.gui.events.page import EventsPage
from kit.gui.events.respondents import Respondents
from kit.ops import events, feedback, people, rosters
from tests.gui.events.conftest import ROSTER
from tests.web.test_named import FORM

Make = Callable[[str], EventsPage]


@pytest.mark.parametrize(("how", "words"), [("pseudonymous", "leads to no answer"), ("named", "kept with names")])
def test_who_has_answered_is_listed_by_name(make: Make, kit: Kit, tmp_path: Path, qtbot: QtBot, how: str, words: str) -> None:
    (kit.workspace.workshops / "forms" / "f.yaml").write_text(FORM.format(how=how), "utf-8")
    code = events.create(kit, Draft("T", kit.now() - timedelta(minutes=5), form="f")).code
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    rosters.import_(kit, code, tmp_path / "roster.csv")
    assert feedback.submit(kit, code, {"use": ["5"]}, nonce="n", device="d", person=people.of(kit, code, "002").id).ok
    view = make(code)
    view.view.turn("feedback")
    qtbot.waitUntil(view.view.feedback.who.isVisible, timeout=20_000)
    view.view.feedback.who.click()
    shown: list[Respondents] = []
    qtbot.waitUntil(lambda: bool(shown.extend(view.findChildren(Respondents)) or shown), timeout=20_000)
    dialog = shown[0]
    rows = [(row[0].name, row[1]) for row in dialog.table.records.records]
    assert rows == [("=cmd()", False), ("Ada Lovelace", False), ("李四", True), ("张三", False), ("张三", False)]
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "1 of 5 have answered." in texts
    assert any(words in text for text in texts)
    dialog.open_.setChecked(True)
    assert dialog.table.proxy.rowCount() == 4
    dialog.close()


def test_an_anonymous_form_offers_no_list(view: EventsPage, qtbot: QtBot) -> None:
    view.view.turn("feedback")
    qtbot.waitUntil(view.view.feedback.edit.isVisible, timeout=20_000)
    assert not view.view.feedback.who.isVisible()
