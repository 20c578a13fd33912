"""The feedback page shows the usability score, changes and groups, and compares with an earlier event that is chosen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.events.event import Draft
from kit.gui.events.page import EventsPage
from kit.ops import events, feedback
from tests import trial


@pytest.fixture
def two(kit: Kit, tmp_path: Path) -> tuple[str, str]:
    """Two events with ten and twelve answers to one form."""
    trial.save(kit, tmp_path)
    codes = []
    for title, days, count in (("先前一场", 30, 10), ("这一场", 0, 12)):
        starts = kit.now() - timedelta(days=days, minutes=5)
        code = events.create(kit, Draft(title, starts, form="trial", lang="zh")).code
        codes.append(code)
        for n in range(count):
            given = {"use": 5 if n < (8 if not days else 3) else 2, "was": 1 + n % 2, "is": 4, "role": "d" if n < 6 else "o"}
            trial.answer(kit, code, n, given | {f"ease.{i}": value for i, value in enumerate(trial.GOOD, 1)})
    return codes[0], codes[1]


def said(view: EventsPage) -> list[str]:
    return [label.text() for label in view.view.feedback.inside.findChildren(QLabel)]


def test_usability_changes_and_groups(two: tuple[str, str], view: EventsPage, qtbot: QtBot) -> None:
    view.open_(two[1])
    view.view.turn("feedback")
    qtbot.waitUntil(lambda: view.view.feedback.answers.value.text() == "12", timeout=20_000)
    texts = said(view)
    assert "Usability (SUS): The platform" in texts
    assert "85.0" in texts, "all alike: no interval is told"
    assert texts[texts.index("Today (before: Back then)") + 1 :][:3] == ["1.50", "4.00", "+2.50"]
    assert "By Role" in texts
    assert not any(text.startswith("The platform · ") for text in texts), "statements of the scale have no cards of their own"


def test_an_earlier_event_is_chosen_and_stays_chosen(two: tuple[str, str], view: EventsPage, kit: Kit, qtbot: QtBot) -> None:
    view.open_(two[1])
    view.view.turn("feedback")
    tab = view.view.feedback
    qtbot.waitUntil(lambda: tab.earlier.count() == 2, timeout=20_000)
    tab.earlier.setCurrentIndex(1)
    tab.earlier.activated.emit(1)
    qtbot.waitUntil(lambda: any(text.startswith("Compared with 先前一场") for text in said(view)), timeout=20_000)
    texts = said(view)
    place = texts.index("Useful")
    assert texts[place + 1 : place + 4] == ["30 %", "67 %", "+36.7 pp"]
    raw = {name: ["3"] for name in ("use", "was", "is")} | {"role": ["d"]}
    assert feedback.submit(kit, two[1], raw, nonce="late", device="late").ok
    qtbot.waitUntil(lambda: tab.answers.value.text() == "13", timeout=20_000)
    assert tab.earlier.currentData() == two[0]
    assert any(text.startswith("Compared with 先前一场") for text in said(view))


def test_a_list_that_is_open_stays_open_while_answers_arrive(two: tuple[str, str], view: EventsPage, kit: Kit, qtbot: QtBot) -> None:
    view.open_(two[1])
    view.view.turn("feedback")
    tab = view.view.feedback
    qtbot.waitUntil(lambda: tab.earlier.count() == 2, timeout=20_000)
    tab.earlier.view().setCurrentIndex(tab.earlier.model().index(1, 0))
    rebuilt: list[bool] = []
    tab.earlier.model().rowsRemoved.connect(lambda *_rows: rebuilt.append(True))
    trial.answer(kit, two[1], 50, {"use": 4})
    qtbot.waitUntil(lambda: tab.answers.value.text() == "13", timeout=20_000)
    assert not rebuilt
