"""News crosses to the window's thread; a flood of it makes few looks."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from kit.gui.bridge import Bridge, Throttle
from kit.happenings import Bus, LibraryChanged


def test_a_happening_of_another_thread_arrives_on_ours(qtbot: QtBot) -> None:
    bus, seen = Bus(), []
    bridge = Bridge(bus)
    bridge.happened.connect(lambda one: seen.append((one, QThread.currentThread() is bridge.thread())))
    thread = threading.Thread(target=bus.publish, args=(LibraryChanged(),))
    thread.start()
    thread.join()
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(LibraryChanged(), True)]
    bridge.close()
    bus.publish(LibraryChanged())
    qtbot.wait(5)
    assert len(seen) == 1


def test_a_hundred_asks_make_the_first_and_the_last_look(qtbot: QtBot) -> None:
    looks: list[int] = []
    owner = QObject()
    throttle = Throttle(lambda: looks.append(1), owner, pause=30)
    for _n in range(100):
        throttle.ask()
    assert len(looks) == 1
    qtbot.waitUntil(lambda: len(looks) == 2)
    qtbot.wait(80)
    assert len(looks) == 2
