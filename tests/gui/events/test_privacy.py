"""Personal data in the window: what is due, anonymising, deleting one person, and the list of files that left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.events.event import Draft
from kit.gui.events import asking
from kit.gui.events.privacy import PrivacyDialog
from kit.ops import attendance, events, sheets

Open = Callable[[], PrivacyDialog]


@pytest.fixture
def code(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> str:
    """A closed event of last year with two walk-ins; every question is answered with yes."""
    monkeypatch.setattr(asking, "sure", lambda *_words: True)
    event = events.create(kit, Draft("Talk", kit.now(), 60, "UTC", "en", form="none"))
    for n, name in enumerate(("Ada", "Bea")):
        attendance.walk_in(kit, event.code, name, nonce=f"n{n}")
    events.close(kit, event.code)
    return event.code


@pytest.fixture
def open_(kit: Kit, code: str, qtbot: QtBot) -> Open:
    """Open the dialog and wait until it shows what there is."""

    parent = QWidget()
    qtbot.addWidget(parent)

    def made() -> PrivacyDialog:
        dialog = PrivacyDialog(parent, kit, code)
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog.due.text()), timeout=20_000)
        return dialog

    return made


def names(kit: Kit, code: str) -> set[str]:
    """Return who is named at the event."""
    return {entry.person.name for entry in attendance.all(kit, code)}


def test_an_event_is_exported_then_anonymised(open_: Open, kit: Kit, code: str, qtbot: QtBot) -> None:
    dialog = open_()
    assert dialog.due.text().startswith("Nothing.")
    assert not dialog.forget.isEnabled()
    qtbot.mouseClick(dialog.anonymise, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.said_.text().startswith("Done."), timeout=20_000)
    assert not names(kit, code) & {"Ada", "Bea"}
    assert [path.suffix for path in kit.workspace.out.iterdir()] == [".xlsx"]
    qtbot.waitUntil(lambda: len(dialog.table.records.records) == 1, timeout=20_000)


def test_one_person_goes(open_: Open, kit: Kit, code: str, qtbot: QtBot) -> None:
    dialog = open_()
    qtbot.keyClicks(dialog.name, "ada")
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.said_.text().startswith("Deleted; a stranger"), timeout=20_000)
    assert "Ada" not in names(kit, code)
    assert "Bea" in names(kit, code)
    qtbot.keyClicks(dialog.name, "nobody")
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.said_.text().startswith("Nobody is called nobody"), timeout=20_000)


def test_what_is_due_is_told_and_goes(open_: Open, kit: Kit, code: str, qtbot: QtBot, tmp_path: Path) -> None:
    sheets.attendance(kit, code, tmp_path / "a.xlsx")
    now = kit.now() + timedelta(days=400)
    kit.now = lambda: now
    dialog = open_()
    assert dialog.due.text() == "Talk: 2 names"
    qtbot.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.due.text().startswith("Nothing."), timeout=20_000)
    assert not names(kit, code) & {"Ada", "Bea"}
