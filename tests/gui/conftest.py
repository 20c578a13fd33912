"""What tests of the window share: the look applied, jobs waited for, and a window on a Kit of its own."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kit import i18n
from kit.context import Kit
from kit.gui import jobs, theme
from kit.gui.window import Window
from kit.settings import Settings

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    """Begin each test in English and in the light look."""
    theme.apply(qapp, Settings(lang="en", theme="light"))
    with i18n.language("en"):
        yield


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    """Collect garbage between tests and on this thread only, as the window does."""
    gc.disable()
    yield
    assert jobs.wait()
    gc.collect()
    gc.enable()


@pytest.fixture
def settle(qtbot: QtBot) -> Settle:
    """Wait until no job is at work and what they brought is shown."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not jobs._alive, timeout=30_000)
        qtbot.wait(1)

    return wait


@pytest.fixture
def window(kit: Kit, qtbot: QtBot, settle: Settle) -> Iterator[Window]:
    """A window on a Kit of its own, shown and at rest."""
    made = Window(kit)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.painted, timeout=10_000):
        made.show()
    settle()
    yield made
    settle()
