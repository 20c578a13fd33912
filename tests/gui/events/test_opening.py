"""The window says from when on answers are taken, opens the feedback before the start with one click, and takes that back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.events.event import Draft
from kit.gui.events.page import EventsPage
from kit.ops import events, feedback

Make = Callable[[str], EventsPage]


def test_feedback_is_opened_before_the_start_and_shut_again(make: Make, kit: Kit, qtbot: QtBot) -> None:
    starts = (kit.now() + timedelta(days=2)).replace(hour=6, minute=30)
    code = events.create(kit, Draft("平台介绍", starts, form="feedback")).code
    view = make(code)
    view.view.turn("feedback")
    strip = view.view.feedback.opening
    assert f"{starts + timedelta(hours=8):%Y-%m-%d} 14:30" in strip.said.text()
    view.show_projector()
    projector = view.view.projector
    assert projector is not None
    projector.choose("feedback")
    assert projector.ask.text().startswith("反馈（")
    qtbot.mouseClick(strip.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: strip.do.text() == "Wait for the start", timeout=20_000)
    assert "since" in strip.said.text()
    assert feedback.opens(kit, events.show(kit, code)) is None
    assert projector.ask.text() == "扫码填写反馈"
    qtbot.mouseClick(strip.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: strip.do.text() == "Open now", timeout=20_000)
    assert feedback.opens(kit, events.show(kit, code)) == starts


def test_an_event_that_has_begun_says_nothing_of_it(view: EventsPage) -> None:
    view.view.turn("feedback")
    assert view.view.feedback.opening.isHidden()


def test_the_page_looks_again_when_feedback_opens(make: Make, kit: Kit, qtbot: QtBot) -> None:
    starts = kit.now() + timedelta(hours=1)
    view = make(events.create(kit, Draft("平台介绍", starts, form="feedback")).code)
    assert not view.view.feedback.opening.isHidden()
    kit.now = lambda: starts
    view._felt(view._pulse)
    qtbot.waitUntil(lambda: view.view.feedback.opening.isHidden(), timeout=20_000)
