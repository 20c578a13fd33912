"""Run a workshop by mouse and keys; what is shown is what the log holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.events.event import Draft
from kit.gui.workshops import words
from kit.gui.workshops.cockpit import Cockpit
from kit.gui.workshops.page import WorkshopsPage
from kit.ops import events, workshops
from tests.gui.workshops.conftest import Clock

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def cockpit(view: WorkshopsPage, qtbot: QtBot) -> Cockpit:
    view.primary.click()
    qtbot.waitUntil(lambda: view.on_run() and view.cockpit.run is not None)
    return view.cockpit


def settled(cockpit: Cockpit, qtbot: QtBot, status: str = "", current: str = "") -> None:
    def there() -> bool:
        run = cockpit.run
        return run is not None and cockpit.acts.idle and (not status or run.status == status) and (not current or run.current == current)

    qtbot.waitUntil(there)


def press(cockpit: Cockpit, qtbot: QtBot, key: Qt.Key | str) -> None:
    cockpit.setFocus()
    qtbot.keyClick(cockpit, key)


def test_ready_shows_what_to_do_before(cockpit: Cockpit) -> None:
    assert cockpit.title.text() == "Ready to start"
    assert list(cockpit.checklist.rows) == ["rooms.1"]
    assert cockpit.next.text() == "Next: Welcome (10 min)"
    assert cockpit.next_button.text() == "Start"


def test_a_run_by_mouse(cockpit: Cockpit, kit: Kit, clock: Clock, qtbot: QtBot) -> None:
    qtbot.mouseClick(cockpit.next_button, LEFT)
    settled(cockpit, qtbot, "running", "welcome")
    assert (cockpit.title.text(), cockpit.face.text, cockpit.drift.text()) == ("Welcome", "10:00", "on time")
    clock.forward(4)
    cockpit.look()
    assert cockpit.face.text == "6:00"
    qtbot.mouseClick(cockpit.hold_button, LEFT)
    settled(cockpit, qtbot, "held")
    clock.forward(3)
    cockpit.look()
    assert (cockpit.face.text, cockpit.held.text(), cockpit.drift.text()) == ("6:00", "on hold", "3 min behind")
    assert cockpit.hold_button.text() == "Go on"
    qtbot.mouseClick(cockpit.hold_button, LEFT)
    settled(cockpit, qtbot, "running")
    qtbot.mouseClick(cockpit.five, LEFT)
    qtbot.waitUntil(lambda: cockpit.face.text == "11:00")
    qtbot.mouseClick(cockpit.checklist.rows["welcome.1"].box, LEFT)
    settled(cockpit, qtbot)
    assert cockpit.run is not None
    state = workshops.state(kit, cockpit.run.id)
    assert list(state.ticks) == ["welcome.1"]
    assert state == cockpit.run


def test_a_run_by_keys(cockpit: Cockpit, clock: Clock, qtbot: QtBot) -> None:
    press(cockpit, qtbot, Qt.Key.Key_N)
    settled(cockpit, qtbot, "running", "welcome")
    press(cockpit, qtbot, "+")
    qtbot.waitUntil(lambda: cockpit.face.text == "11:00")
    press(cockpit, qtbot, Qt.Key.Key_PageDown)
    settled(cockpit, qtbot, current="lab-1")
    press(cockpit, qtbot, Qt.Key.Key_PageUp)
    settled(cockpit, qtbot, current="welcome")
    press(cockpit, qtbot, Qt.Key.Key_H)
    settled(cockpit, qtbot, "held")
    press(cockpit, qtbot, Qt.Key.Key_H)
    settled(cockpit, qtbot, "running")
    press(cockpit, qtbot, Qt.Key.Key_N)
    settled(cockpit, qtbot, current="lab-1")
    press(cockpit, qtbot, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: cockpit.run is not None and cockpit.run.skipped == {"extra"})
    press(cockpit, qtbot, Qt.Key.Key_N)
    settled(cockpit, qtbot, current="close")
    assert cockpit.next_button.text() == "Finish"
    press(cockpit, qtbot, Qt.Key.Key_N)
    settled(cockpit, qtbot, "ended")
    assert list(cockpit.checklist.rows) == ["ask.1"]
    assert not cockpit.next_button.isVisible()


def test_the_clock_turns_amber_and_red(cockpit: Cockpit, clock: Clock, qtbot: QtBot) -> None:
    cockpit.next_cue()
    settled(cockpit, qtbot, "running")
    for minutes, token, text in ((8.5, "warning_ink", "1:30"), (1.2, "error_ink", "0:18"), (1.3, "error_ink", "+1:00")):
        clock.forward(minutes)
        cockpit.look()
        assert (cockpit.face.token, cockpit.face.text) == (token, text)
    clock.forward(6)
    cockpit.look()
    assert cockpit.drift.property("badge") == "error"


def test_catching_up_with_one_click(cockpit: Cockpit, clock: Clock, qtbot: QtBot) -> None:
    cockpit.next_cue()
    settled(cockpit, qtbot, "running")
    assert not cockpit.catch_up.isVisible()
    clock.forward(18)
    cockpit.look()
    assert cockpit.catch_up.isVisible()
    assert cockpit.catch_up.head.text() == "As it goes, it ends 8 min late, at 13:08."
    assert "Extra (15 min)" in cockpit.catch_up.told.text()
    qtbot.mouseClick(cockpit.catch_up.drop, LEFT)
    qtbot.waitUntil(lambda: cockpit.run is not None and cockpit.run.skipped == {"extra"})
    qtbot.waitUntil(lambda: not cockpit.catch_up.isVisible())


def test_going_to_a_cue_of_the_schedule(cockpit: Cockpit, qtbot: QtBot) -> None:
    cockpit.next_cue()
    settled(cockpit, qtbot, "running")
    cockpit.schedule.pick("extra")
    qtbot.keyClick(cockpit.schedule, Qt.Key.Key_Return)
    settled(cockpit, qtbot, current="extra")
    states = [line.status for line in cockpit.schedule.records.records]
    assert states == ["missed", "done", "missed", "current", "ahead"]


def test_ticks_in_a_hurry_are_kept_in_order(cockpit: Cockpit, kit: Kit, qtbot: QtBot) -> None:
    cockpit.go("lab-1")
    settled(cockpit, qtbot, current="lab-1")
    box = cockpit.checklist.rows["snippet"].box
    for _n in range(7):
        qtbot.mouseClick(box, LEFT)
    settled(cockpit, qtbot)
    assert cockpit.run is not None
    assert "snippet" in workshops.state(kit, cockpit.run.id).ticks
    assert box.isChecked()
    qtbot.mouseClick(cockpit.checklist.rows["lab-1.1"].words, LEFT)
    qtbot.waitUntil(lambda: "lab-1.1" in cockpit.run.ticks if cockpit.run else False)


def test_another_process_is_seen(cockpit: Cockpit, view: WorkshopsPage, kit: Kit, qtbot: QtBot) -> None:
    cockpit.next_cue()
    settled(cockpit, qtbot, "running")
    assert cockpit.run is not None
    workshops.tick(kit, cockpit.run.id, "welcome.1")
    qtbot.waitUntil(lambda: cockpit.checklist.rows["welcome.1"].box.isChecked())


def test_a_refusal_shows_what_the_log_holds(cockpit: Cockpit, view: WorkshopsPage, kit: Kit, qtbot: QtBot) -> None:
    cockpit.next_cue()
    settled(cockpit, qtbot, "running")
    assert cockpit.run is not None
    kit.bus = type(kit.bus)()  # another process ends it: this window has not heard
    workshops.end(kit, cockpit.run.id)
    with qtbot.waitSignal(view.says) as said:
        cockpit.add(60)
    assert "has ended" in said.args[0]
    settled(cockpit, qtbot, "ended")


def test_an_open_run_is_found_again_after_a_restart(
    cockpit: Cockpit, view: WorkshopsPage, made: Callable[[], WorkshopsPage], clock: Clock, qtbot: QtBot
) -> None:
    cockpit.next_cue()
    settled(cockpit, qtbot, "running")
    qtbot.mouseClick(cockpit.checklist.rows["welcome.1"].box, LEFT)
    settled(cockpit, qtbot)
    clock.forward(2)
    again = made()
    rows = again.shelf.library.going_rows.findChildren(type(again.primary))
    assert [row.accessibleName() for row in rows] == ["First lab running 12:00"]
    qtbot.mouseClick(rows[0], LEFT)
    assert again.on_run()
    assert again.cockpit.face.text == "8:00"
    assert again.cockpit.checklist.rows["welcome.1"].box.isChecked()


def test_leaving_keeps_the_run_going(cockpit: Cockpit, view: WorkshopsPage, kit: Kit, qtbot: QtBot) -> None:
    cockpit.next_cue()
    settled(cockpit, qtbot, "running")
    qtbot.mouseClick(view.leave_button, LEFT)
    assert not view.on_run()
    assert [run.status for run in workshops.open_runs(kit)] == ["running"]


def test_a_run_of_an_event_is_chosen_from_a_menu(
    view: WorkshopsPage, kit: Kit, clock: Clock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = events.create(kit, Draft("Evening", clock.now + timedelta(minutes=5), form="none"))
    qtbot.waitUntil(lambda: len(view.loaded.events) == 1)
    monkeypatch.setattr(QMenu, "popup", lambda *_args: None)
    view.primary.click()
    texts = [action.text() for action in view.menu.actions() if not action.isSeparator()]
    assert texts == ["2026-12-01 12:05 Evening", "As a rehearsal, without an event"]
    view.menu.actions()[0].trigger()
    qtbot.waitUntil(view.on_run)
    assert view.cockpit.run is not None
    assert (view.cockpit.run.event, view.title.text()) == (made.code, f"First lab · {made.code}")


def test_ending_early_asks(cockpit: Cockpit, view: WorkshopsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    cockpit.next_cue()
    settled(cockpit, qtbot, "running")
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.No)
    view.end()
    settled(cockpit, qtbot, "running")
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    view.end()
    settled(cockpit, qtbot, "ended")


def test_a_note_is_kept(cockpit: Cockpit, view: WorkshopsPage, kit: Kit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: (" slow network ", True))
    view.note()
    settled(cockpit, qtbot)
    assert cockpit.run is not None
    assert [note.text for note in workshops.state(kit, cockpit.run.id).notes] == ["slow network"]


def test_the_projector(cockpit: Cockpit, clock: Clock, qtbot: QtBot) -> None:
    cockpit.go("lab-1")
    settled(cockpit, qtbot, current="lab-1")
    press(cockpit, qtbot, Qt.Key.Key_P)
    projector = cockpit.projector
    assert projector is not None
    assert projector.isVisible()
    assert (projector.title.text(), projector.next.text(), projector.face.text) == ("Lab 1", "Next: Extra", "20:00")
    assert projector.text.text().startswith("Get a key.")
    clock.forward(19.5)
    cockpit.look()
    assert (projector.face.text, projector.face.token) == ("0:30", "error_ink")
    qtbot.keyClick(projector, Qt.Key.Key_Escape)
    assert not projector.isVisible()


@pytest.mark.parametrize(
    ("seconds", "said"), [(65, "1:05"), (0, "0:00"), (0.4, "0:01"), (-0.4, "0:00"), (-90, "+1:30"), (3725, "1:02:05"), (59.2, "1:00")]
)
def test_clock_words(seconds: float, said: str) -> None:
    assert words.clock(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said", "kind"),
    [
        (0, "on time", "success"),
        (29, "on time", "success"),
        (31, "1 min behind", "warning"),
        (400, "7 min behind", "error"),
        (-130, "2 min ahead", "success"),
    ],
)
def test_drift_words(seconds: float, said: str, kind: str) -> None:
    assert (words.drift(seconds), words.drift_kind(seconds)) == (said, kind)
