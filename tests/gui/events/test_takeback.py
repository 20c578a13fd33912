"""A list that was imported is taken back from the window: it says first who goes and who stays, and why."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.gui.events import asking
from kit.gui.events.page import EventsPage
from kit.ops import attendance, rosters


def test_the_latest_list_is_taken_back_and_who_stays_is_named(
    view: EventsPage, kit: Kit, code: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu, asked, said = view.view.roster.menu, list[tuple[str, ...]](), list[str]()
    monkeypatch.setattr(asking, "sure", lambda _parent, *words: asked.append(words) or len(asked) > 1)
    view.says.connect(lambda text, _kind, _action, _call: said.append(text))
    (listed,) = menu.lists.actions()
    assert listed.text().endswith("roster.csv: 5 added, 0 changed")
    attendance.check_in(kit, code, name="李四")
    listed.trigger()
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=20_000)
    title, text, do = asked[0]
    assert (title, do) == ("Take roster.csv back?", "Take the list back")
    assert text == "4 people go off the roster.\n\nNot taken back:\n李四 · 002: was at the door since"
    assert len(rosters.all(kit, code)) == 5, "nothing happened yet"
    menu.ask_back()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == ["4 people go off the roster. Not taken back: 李四 · 002: was at the door since"]
    qtbot.waitUntil(lambda: [entry.person.name for entry in view.view.roster.table.records.records] == ["李四"], timeout=20_000)
