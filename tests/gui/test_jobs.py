"""Work off the window's thread: outcome, failure, cancelling, an owner that is gone, language, progress."""

from __future__ import annotations

import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from kit import i18n
from kit.errors import KitError
from kit.gui import jobs

Seen = list[Any]


def test_the_result_arrives_on_the_windows_thread(qtbot: QtBot) -> None:
    seen: Seen = []
    owner = QObject()
    jobs.start(threading.get_ident, lambda result: seen.append((result, QThread.currentThread() is owner.thread())), owner=owner)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != threading.get_ident()
    assert seen[0][1]


def test_a_refusal_arrives_as_itself(qtbot: QtBot) -> None:
    seen: Seen = []

    def work() -> None:
        raise KitError("deck.empty", "The deck {title} has no slides.", title="A")

    owner = QObject()
    jobs.start(work, None, seen.append, owner=owner)
    qtbot.waitUntil(lambda: bool(seen))
    assert (seen[0].code, str(seen[0])) == ("deck.empty", "The deck A has no slides.")


def test_a_mistake_is_told_to_the_crash_hook_and_the_view_is_released(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Seen = []
    crashed: Seen = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: crashed.append(kind))
    owner = QObject()
    jobs.start(lambda: 1 // 0, None, seen.append, owner=owner)
    qtbot.waitUntil(lambda: bool(crashed))
    assert crashed == [ZeroDivisionError]
    assert seen[0].code == jobs.BUG


def test_without_failed_the_owner_says_it(qtbot: QtBot) -> None:
    class Owner(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.seen: Seen = []

        def said(self, error: KitError) -> None:
            self.seen.append(error.code)

    def work() -> None:
        raise KitError("disk.full", "Full.")

    owner = Owner()
    jobs.start(work, owner=owner)
    qtbot.waitUntil(lambda: bool(owner.seen))
    assert owner.seen == ["disk.full"]


def test_nothing_is_called_when_the_owner_is_gone(qtbot: QtBot) -> None:
    seen: Seen = []
    go = threading.Event()
    owner = QObject()
    job = jobs.start(lambda: go.wait(5), seen.append, seen.append, owner=owner)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(lambda: job not in jobs._alive)
    qtbot.wait(10)
    assert seen == []


def test_cancelled_work_fails_as_cancelled_and_finished_work_is_done(qtbot: QtBot) -> None:
    seen: Seen = []
    owner = QObject()

    def stops(cancelled: Any) -> None:
        while not cancelled():
            threading.Event().wait(0.005)
        raise KitError("deck.cancelled", "Stopped.")

    jobs.start(stops, seen.append, lambda error: seen.append(error.code), owner=owner).cancel()
    qtbot.waitUntil(lambda: len(seen) == 1)

    def finishes(cancel: threading.Event) -> str:
        cancel.wait(5)
        return "done all the same"

    jobs.start(finishes, seen.append, seen.append, owner=owner).cancel()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [jobs.CANCELLED, "done all the same"]


def test_of_a_views_questions_only_the_latest_is_answered(qtbot: QtBot) -> None:
    seen: Seen = []
    owner = QObject()
    go = threading.Event()
    latest = jobs.Latest(owner)
    latest.start(lambda: go.wait(5) and "old", seen.append)
    latest.start(lambda: go.wait(5) and "new", seen.append)
    go.set()
    qtbot.waitUntil(lambda: not jobs._alive)
    qtbot.wait(10)
    assert seen == ["new"]


def test_the_language_travels_along(qtbot: QtBot) -> None:
    seen: Seen = []
    owner = QObject()
    for lang in ("zh", "en"):
        with i18n.language(lang):
            jobs.start(i18n.current, seen.append, owner=owner)
        qtbot.waitUntil(lambda lang=lang: lang in seen)
    assert seen == ["zh", "en"]


@pytest.mark.parametrize("name", ["report", "progress"])
def test_progress_is_reported_in_order_and_ends_at_the_last(qtbot: QtBot, name: str) -> None:
    seen: Seen = []
    done: Seen = []
    owner = QObject()

    def reports(report: Any) -> None:
        for n in range(1, 51):
            report(n, 50)

    def progresses(progress: Any) -> None:
        reports(progress)

    work = {"report": reports, "progress": progresses}[name]
    jobs.start(work, done.append, owner=owner, progress=lambda n, of: seen.append((n, of)), title="x")
    qtbot.waitUntil(lambda: bool(done))
    assert seen == sorted(seen)
    assert seen[-1] == (50, 50)


def test_a_bound_progress_is_left_alone(qtbot: QtBot) -> None:
    mine: Seen = []
    done: Seen = []
    owner = QObject()

    def work(progress: Any) -> str:
        progress(1, 1)
        return "ok"

    jobs.start(partial(work, progress=lambda n, of: mine.append((n, of))), done.append, owner=owner)
    qtbot.waitUntil(lambda: bool(done))
    assert mine == [(1, 1)]


def test_what_the_disk_refuses_is_a_sentence_and_no_mistake(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: Seen = []
    crashed: Seen = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: crashed.append(kind))
    owner = QObject()
    jobs.start((tmp_path / "gone.txt").unlink, None, seen.append, owner=owner)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].code == "file.missing"
    assert "gone.txt" in str(seen[0])
    assert not crashed
