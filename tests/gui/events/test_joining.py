"""Two records of one person are merged in the window after it has said what follows, and parted again, by button and by undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.gui.events.page import EventsPage
from kit.gui.events.rostermenu import RosterMenu
from kit.ops import attendance, people


@pytest.fixture
def menu(view: EventsPage, kit: Kit, code: str, qtbot: QtBot) -> RosterMenu:
    """The roster with 李四, who checked in under another spelling as a walk-in, too."""
    attendance.walk_in(kit, code, "Li Si", dept="外部")
    attendance.check_in(kit, code, name="李四")
    view.view.turn("roster")
    qtbot.waitUntil(lambda: sum(one.present for one in view.view.roster.table.records.records) == 2, timeout=20_000)
    return view.view.roster.menu


def shown(view: EventsPage) -> int:
    return len(view.view.roster.table.records.records)


def test_likely_doubles_are_offered_merged_and_parted_by_undo(menu: RosterMenu, view: EventsPage, kit: Kit, qtbot: QtBot) -> None:
    assert [action.text() for action in menu.likely.actions()] == ["李四 · 002  =  Li Si · 外部"]
    said: list[tuple[str, str]] = []
    view.says.connect(lambda text, _kind, action, _call: said.append((text, action)))
    menu.likely.actions()[0].trigger()
    dialog = menu.dialog
    assert dialog.stays[0].isChecked()
    assert "Both are in" in dialog.told.text()
    assert "李四 · 002 · 支付 stands for both" in dialog.told.text()
    assert list(dialog._why.values()) == ["Names sound alike"]
    qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(view) == 5, timeout=20_000)
    assert said == [("Li Si · 外部 and 李四 · 002 are one person now.", "Undo")]
    assert people.merges(kit)[0].actor == "window"
    assert view.can_undo()
    view.undo()
    qtbot.waitUntil(lambda: shown(view) == 6, timeout=20_000)
    view.redo()
    qtbot.waitUntil(lambda: shown(view) == 5, timeout=20_000)


def test_the_picked_person_is_joined_the_other_way_round_and_parted(menu: RosterMenu, view: EventsPage, qtbot: QtBot) -> None:
    roster = view.view.roster
    assert not menu.join.isEnabled()
    roster.table.pick(next(one.badge for one in roster.table.records.records if one.person.name == "Ada Lovelace"))
    menu.join.trigger()
    dialog = menu.dialog
    assert not dialog.do.isEnabled(), "nobody is proposed, so somebody is picked first"
    dialog.field.setText("li si")
    qtbot.waitUntil(lambda: dialog.table.proxy.rowCount() == 2, timeout=20_000)
    dialog.table.pick(next(one.badge for one in dialog.table.records.records if one.person.name == "Li Si"))
    dialog.stays[1].setChecked(True)
    assert dialog.told.text().startswith("Li Si · 外部 stands for both")
    dialog.accept()
    qtbot.waitUntil(lambda: shown(view) == 5, timeout=20_000)
    both = next(one for one in roster.table.records.records if len(one.badges) == 2)
    assert both.person.name == "Li Si"
    roster.table.pick(both.badge)
    menu.part.trigger()
    qtbot.waitUntil(lambda: shown(view) == 6, timeout=20_000)


def test_what_is_refused_is_said_and_leaves_nothing_to_undo(menu: RosterMenu, view: EventsPage, kit: Kit, qtbot: QtBot) -> None:
    said: list[str] = []
    view.says.connect(lambda text, _kind, _action, _call: said.append(text))
    menu.likely.actions()[0].trigger()
    pair = menu.dialog.pair()
    assert pair is not None
    people.merge(kit, pair[0].person.id, pair[1].person.id)  # somebody else was faster
    menu.dialog.accept()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "merged with somebody already" in said[0]
    assert not view.can_undo()
