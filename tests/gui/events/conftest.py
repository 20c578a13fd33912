"""The page Events on a kit with one event whose roster holds five people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kit import i18n
from kit.context import Kit
from kit.events import event as events
from kit.gui import jobs, page, theme
from kit.gui.bridge import Bridge
from kit.gui.events.page import EventsPage
from kit.ops import events as ops
from kit.ops import rosters

ROSTER = "姓名,工号,部门\n张三,001,支付\n李四,002,支付\n张三,003,平台\nAda Lovelace,A-7,\n=cmd(),004,支付\n"


@pytest.fixture
def code(kit: Kit, tmp_path: Path) -> str:
    """Make an event that began five minutes ago, and its roster."""
    made = ops.create(kit, events.Draft("平台介绍", kit.now() - timedelta(minutes=5), form="feedback"))
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    rosters.import_(kit, made.code, path)
    return made.code


@pytest.fixture
def make(kit: Kit, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[str], EventsPage]]:
    """Make the page in English, on an event when a code is given."""
    i18n.use("en")
    kit.settings = type(kit.settings)(lang="en", sounds=False)
    theme.apply(qapp, kit.settings)
    bridges: list[Bridge] = []

    def made(code: str = "") -> EventsPage:
        bridge = Bridge(kit.bus)
        bridges.append(bridge)
        view = EventsPage(kit, bridge, page.named("events"))
        qtbot.addWidget(view)
        view.resize(1180, 720)
        view.show()
        view.shown()
        if code:
            view.open_(code)
            qtbot.waitUntil(lambda: view.seen is not None and view.stack.currentIndex() == 1)
        return view

    yield made
    jobs.wait()
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def view(make: Callable[[str], EventsPage], code: str) -> EventsPage:
    """The page on the event."""
    return make(code)
