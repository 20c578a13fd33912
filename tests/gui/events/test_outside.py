"""What comes in from elsewhere, by the event's menu: a signed list, an event packed on another computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.gui import page as pages
from kit.gui.bridge import Bridge
from kit.gui.events.page import EventsPage
from kit.ops import attendance, events
from tests.ops.test_privacy import START, hold


@pytest.fixture
def shown(kit: Kit, qtbot: QtBot) -> tuple[EventsPage, list[tuple[str, str]]]:
    """The page with an event open, and what it says."""
    hold(kit, "ABC234", START, closed=False)
    spec = next(spec for spec in pages.PAGES if spec.id == "events")
    page = EventsPage(kit, Bridge(kit.bus), spec)
    qtbot.addWidget(page)
    told: list[tuple[str, str]] = []
    page.says.connect(lambda text, kind, _action, _call: told.append((text, kind)))
    page.show()
    page.open_("ABC234")
    qtbot.waitUntil(lambda: page.seen is not None, timeout=20_000)
    return page, told


def test_a_signed_list_counts_and_tells_who_is_not_found(
    shown: tuple[EventsPage, list[tuple[str, str]]], kit: Kit, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, told = shown
    path = tmp_path / "signed.csv"
    path.write_text("姓名,工号,签到时间\n钱七,E-5,14:02\n没有这人,,14:05\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(path), ""))
    page.outside.paper.trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told == [("1 of 2 rows count · row 3, 没有这人: not found or not readable", "warning")]
    assert sum(entry.present for entry in attendance.all(kit, "ABC234")) == 6


def test_an_event_goes_out_and_comes_back_with_what_is_new(
    shown: tuple[EventsPage, list[tuple[str, str]]], kit: Kit, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, told = shown
    out = tmp_path / "e.lectern"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(out), ""))
    page.outside.packing.trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert out.is_file()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(out), ""))
    page.outside.ask_take()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=20_000)
    assert told[1] == ("Talk ABC234: 0 new lines at the door, 0 new answers", "success")
    out.write_text("{}", "utf-8")
    refused: list[object] = []
    monkeypatch.setattr(page, "said", refused.append)
    page.outside.ask_take()
    qtbot.waitUntil(lambda: bool(refused), timeout=20_000)
    assert len(events.all(kit)) == 1
