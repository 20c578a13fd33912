"""Today shows real records: what comes next, what is in work, what needs a person."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kit import i18n
from kit.events.event import Draft
from kit.gui import actions, when, widgets
from kit.gui.today.page import QUICK, TodayPage
from kit.gui.window import Window
from kit.ops import events, programme
from tests.gui.conftest import Settle

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def texts(part: object) -> list[str]:
    return [line.accessibleName() or line.text() for line in part.sheet.findChildren(widgets.RowButton)]


def today(window: Window) -> TodayPage:
    page = window.go("today")
    assert isinstance(page, TodayPage)
    return page


def test_an_empty_day_offers_the_next_step(window: Window) -> None:
    page = today(window)
    assert any(button.text() == "New event" for button in page.events.sheet.findChildren(type(window.pill.button)))
    assert len(texts(page.quick)) == 4
    assert all(actions.named(id_).enabled_when(window) for id_ in QUICK)


def test_events_decks_and_needs_are_those_of_the_records(window: Window, qtbot: QtBot, settle: Settle) -> None:
    kit, page = window.kit, today(window)
    made = events.create(kit, Draft("Trial talk", kit.now() + timedelta(hours=5), place="Room 3"))
    events.create(kit, Draft("Far away", kit.now() + timedelta(days=40)))
    champion = programme.add_champion(kit, "Ada", cadence_days=1)
    kit.now = lambda base=kit.now: base() + timedelta(days=2, hours=-46)
    qtbot.waitUntil(lambda: len(page.lines) == 2)
    settle()
    assert [line.row.event.title for line in page.lines] == ["Trial talk", "Far away"]
    assert "Room 3" in page.lines[0].accessibleName()
    assert "Trial talk has no roster yet" in texts(page.needs)
    assert not any("Far away" in text for text in texts(page.needs))
    assert champion.overdue is False
    qtbot.mouseClick(page.lines[0], Qt.MouseButton.LeftButton)
    assert window.page is not None
    assert window.page.spec.id == "events"
    settle()
    assert made.code


def test_a_quick_action_does_what_the_table_says(window: Window, settle: Settle, qtbot: QtBot) -> None:
    page = today(window)
    with qtbot.waitSignal(page.asks) as asked:
        page.asks.connect(lambda _id: None)
        page.asks.disconnect(window.do)
        page.quick.sheet.findChildren(widgets.RowButton)[1].click()
    assert asked.args == ["decks.new"]


def test_times_are_said_as_people_say_them() -> None:
    hour = timedelta(hours=1)
    assert when.until(NOON, NOON + hour / 2, NOON + hour) == "in 30 minutes"
    assert when.until(NOON, NOON - hour, NOON + 1.5 * hour) == "on now, 1 h 30 min left"
    assert when.until(NOON, NOON - 2 * hour, NOON - hour) == "over"
    assert when.until(NOON, NOON + 50 * hour, NOON + 51 * hour) == "in 2 days"
    assert when.ago(NOON, NOON - 5 * hour) == "5 hours ago"
    assert when.ago(NOON, NOON - hour / 120) == "just now"
    assert when.day(date(2026, 11, 24)) == "Tuesday, 24 November"
    with i18n.language("zh"):
        assert when.day(date(2026, 11, 24)) == "11月24日 星期二"
        assert when.until(NOON, NOON + hour / 2, NOON + hour) == "30 分钟后"
