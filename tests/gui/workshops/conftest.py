"""The page on a kit whose clock is set by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kit import i18n
from kit.context import Kit
from kit.gui import jobs, page, theme
from kit.gui.bridge import Bridge
from kit.gui.workshops.page import WorkshopsPage
from kit.ops import workshops
from tests.workshops.conftest import LAB


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)
    heard: list[str] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock(kit: Kit) -> Clock:
    made = Clock()
    kit.now = made
    return made


@pytest.fixture
def made(kit: Kit, clock: Clock, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[], WorkshopsPage]]:
    """Make pages on the same kit, as a window would, in English."""
    i18n.use("en")
    theme.apply(qapp, kit.settings)
    workshops.new(kit, "lab", "en", LAB)
    bridges: list[Bridge] = []

    def make() -> WorkshopsPage:
        bridge = Bridge(kit.bus)
        bridges.append(bridge)
        view = WorkshopsPage(kit, bridge, page.named("workshops"))
        qtbot.addWidget(view)
        view.resize(1180, 720)
        view.show()
        view.open_("lab")
        view.shown()
        qtbot.waitUntil(lambda: view.shelf.row is not None and view.shelf.row.plan.name == "lab" and bool(view.shelf.editor.saved))
        return view

    yield make
    assert jobs.wait()
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def view(made: Callable[[], WorkshopsPage]) -> WorkshopsPage:
    return made()
