"""Polls and questions in the window: put one, see votes arrive, show them on the second screen, let a question be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.events.event import Draft
from kit.gui.events.live import LiveTab
from kit.gui.events.tally import Tally
from kit.ops import events, live


@pytest.fixture
def code(kit: Kit) -> str:
    return events.create(kit, Draft("Talk", kit.now(), 60, "UTC", "en", form="none")).code


@pytest.fixture
def tab(kit: Kit, code: str, qtbot: QtBot) -> LiveTab:
    made = LiveTab(kit)
    qtbot.addWidget(made)
    made.code = code
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.found is not None, timeout=20_000)
    return made


def test_a_poll_is_put_answered_and_shown(tab: LiveTab, kit: Kit, code: str, qtbot: QtBot) -> None:
    tally = Tally()
    qtbot.addWidget(tally)
    tally.resize(960, 540)
    tally.show()
    tab.seen.connect(tally.show_live)
    assert not tab.shown.isVisible()
    qtbot.keyClicks(tab.question, "Who uses it?")
    tab.choices.setPlainText("We do\n\nNot yet\n")
    qtbot.mouseClick(tab.put, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.asked.text() == "Who uses it?", timeout=20_000)
    assert tab.question.text() == ""
    assert tally.lines() == ["Who uses it?", "We do", "Not yet"]
    poll = live.look(kit, code).polls[0]
    for n in range(3):
        live.vote(kit, code, poll.id, n % 2, f"phone {n}")
    tab.refresh()
    qtbot.waitUntil(lambda: tab.told.text().startswith("3 answers"), timeout=20_000)
    assert tally.lines() == ["Who uses it?", "We do", "Not yet"]  # the room does not see them yet
    qtbot.mouseClick(tab.shown, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tally.lines() == ["Who uses it?", "We do: 2", "Not yet: 1"], timeout=20_000)
    assert not tally.grab().isNull()
    qtbot.mouseClick(tab.end, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.end.isVisible(), timeout=20_000)


def test_a_poll_without_answers_is_refused_in_words(tab: LiveTab, qtbot: QtBot) -> None:
    qtbot.keyClicks(tab.question, "Who?")
    qtbot.mouseClick(tab.put, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "two to eight" in tab.told.text(), timeout=20_000)
    assert tab.question.text() == "Who?"


def test_a_question_is_seen_when_the_host_lets_it(tab: LiveTab, kit: Kit, code: str, qtbot: QtBot) -> None:
    live.ask(kit, code, "What does it cost?", nonce="n1", device="d")
    tab.refresh()
    qtbot.waitUntil(lambda: not tab.none.isVisible(), timeout=20_000)
    let = next(button for button in tab.area.findChildren(QPushButton) if button.text() == "Let it be seen")
    QTest.mouseClick(let, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: live.look(kit, code).asks[0].state == "shown", timeout=20_000)
