"""Garbage of the window is collected on its own thread."""

from __future__ import annotations

import gc
import threading

from pytestqt.qtbot import QtBot

from kit.gui import garbage


class Knot:
    """Something in a circle that tells on which thread it was freed."""

    freed: list[int] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.freed.append(threading.get_ident())


def test_a_worker_frees_nothing_and_the_window_does(qtbot: QtBot) -> None:
    Knot.freed.clear()
    collector = garbage.Collector()

    def work() -> None:
        for _n in range(5000):
            Knot()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert Knot.freed == []
    assert garbage.collect() >= 0
    assert set(Knot.freed) == {threading.get_ident()}
    collector.close()
    assert gc.isenabled()
