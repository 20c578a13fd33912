"""The window as a person uses it: pages by key, messages, language and look live, closing during work."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from kit import i18n, settings
from kit.context import Kit
from kit.errors import KitError
from kit.events.event import Draft
from kit.gui import geometry, jobs, theme, words
from kit.gui.page import PAGES
from kit.gui.palette import Palette
from kit.gui.preferences import Preferences
from kit.gui.slides.page import SlidesPage
from kit.gui.window import Window
from kit.gui.workbar import time_left
from kit.ops import attendance, events
from tests.gui.conftest import Settle

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_every_page_is_reached_by_its_key_and_built_once(window: Window, qtbot: QtBot, settle: Settle) -> None:
    for number, spec in enumerate(PAGES, 1):
        window.actions_[spec.id].trigger()
        assert window.page is not None
        assert window.page.spec.id == spec.id
        assert window.rail.buttons[spec.id].isChecked()
        assert window.actions_[spec.id].shortcut().toString() == f"Ctrl+{number}"
    first = window.pages["slides"]
    window.go("slides")
    assert window.pages["slides"] is first
    settle()


def test_a_message_is_said_with_what_to_do_about_it(window: Window, qtbot: QtBot) -> None:
    done: list[str] = []
    window.say("Built.", "success", "Open", lambda: done.append("open"))
    assert window.messages.isVisible()
    qtbot.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    assert done == ["open"]
    assert not window.messages.isVisible()
    window.said(KitError("disk.full", "There is no space left to write {path}: free some space and try again.", path="x.pptx"))
    assert "x.pptx" in window.messages.text.text()
    assert window.messages._timer.isActive() is False


def test_the_language_switches_while_the_window_runs(window: Window, settle: Settle) -> None:
    window.go("slides")
    settle()
    window.switch_language()
    settle()
    assert i18n.current() == "zh"
    assert window.page is not None
    assert window.page.spec.id == "slides"
    assert window.page.title.text() == "模块"
    assert settings.read().lang == "zh"
    assert len(window.page.gallery.tiles.tiles) == len(window.page.rows) > 20
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    words.use(QApplication.instance(), "en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_look_switches_while_the_window_runs(window: Window, settle: Settle) -> None:
    window.switch_theme()
    assert theme.look().tokens.name == "dark"
    settle()
    assert settings.read().theme == "dark"


def test_the_palette_finds_an_action_a_person_and_a_module(window: Window, qtbot: QtBot, settle: Settle) -> None:
    made = events.create(window.kit, Draft("Talk", window.kit.now()))
    attendance.walk_in(window.kit, made.code, "Ada Lovelace")
    window.find_anything()
    palette = window.findChild(Palette)
    settle()
    qtbot.keyClicks(palette.field, "shortc")
    assert palette.model.index(0).data().startswith("Keyboard shortcuts")
    palette.field.clear()
    qtbot.keyClicks(palette.field, "overall platform")
    assert "Overall platform architecture" in palette.model.index(0).data()
    palette.field.setText("lovel")
    assert "Ada Lovelace" in palette.model.index(0).data()
    palette.field.setText("overall platform")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.page is not None
    assert window.page.spec.id == "slides"
    settle()


def test_closing_during_work_asks_once(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    job = jobs.start(lambda: go.wait(10), owner=window, title="Building A")
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    asked: list[str] = []

    def question(_parent: object, _title: str, text: str, *_rest: object) -> QMessageBox.StandardButton:
        asked.append(text)
        return answers.pop(0)

    monkeypatch.setattr(QMessageBox, "question", question)
    assert not window.close()
    assert window.close()
    assert asked == ["Building A is not finished. Stop it and close?"] * 2
    assert job.cancelled
    go.set()


def test_the_work_bar_shows_what_takes_long_and_cancels_it(window: Window, qtbot: QtBot) -> None:
    seen: list[str] = []

    def work(report: object, cancel: threading.Event) -> None:
        report(1, 4)  # type: ignore[operator]
        cancel.wait(10)
        raise KitError("deck.cancelled", "Stopped.")

    jobs.start(work, None, lambda error: seen.append(error.code), owner=window, title="Building A")
    qtbot.waitUntil(window.workbar.isVisible)
    assert (window.workbar.text.text(), window.workbar.bar.value(), window.workbar.bar.maximum()) == ("Building A", 1, 4)
    qtbot.mouseClick(window.workbar.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seen == [jobs.CANCELLED])
    assert not window.workbar.isVisible()


def test_time_left_is_not_more_exact_than_the_guess() -> None:
    assert [time_left(s) for s in (0, 0.4, 12.2, 90, 600)] == ["", "1 second left", "12 seconds left", "2 minutes left", "10 minutes left"]


def test_the_settings_are_made_from_the_fields_and_saved(window: Window, qtbot: QtBot, settle: Settle) -> None:
    made = Preferences(window.kit.settings, window.prefer, window)
    qtbot.addWidget(made)
    made.show()
    assert set(made.editors) == {"lang", "theme", "text_size", "speaker", "sounds", "open_built", "exact", "workspace"}
    speaker = made.editors["speaker"]
    speaker.setText("周敏")
    speaker.editingFinished.emit()
    made.editors["theme"].setCurrentIndex(2)
    settle()
    saved = settings.read()
    assert (saved.speaker, saved.theme) == ("周敏", "dark")
    assert theme.look().tokens.name == "dark"
    made.editors["text_size"].setCurrentIndex(4)
    assert theme.look().px(20) >= 30
    settle()


def test_phones_are_let_in_and_out(window: Window, qtbot: QtBot) -> None:
    window.kit.workspace.__dict__["port"] = 0
    assert window.pill.button.text() == "Phones: off"
    window.share()
    qtbot.waitUntil(lambda: window.sharing.on, timeout=20_000)
    assert window.sharing.address.removeprefix("http://") in window.pill.button.text()
    window.share()
    qtbot.waitUntil(lambda: not window.sharing.on and not jobs._alive, timeout=20_000)
    window.share()
    window.share()
    qtbot.waitUntil(lambda: not window.sharing.on and not jobs._alive, timeout=20_000)
    assert window.pill.button.text() == "Phones: off"


def test_where_the_window_stood_is_kept(kit: Kit, window: Window, qtbot: QtBot) -> None:
    window.setGeometry(40, 50, 1000, 700)
    geometry.keep(window, kit.workspace)
    other = QDialog()
    qtbot.addWidget(other)
    geometry.bring_back(other, kit.workspace)
    assert other.geometry() == window.geometry()
    (kit.workspace.cache / geometry.FILE).write_text("[broken", "utf-8")
    geometry.bring_back(other, kit.workspace)
    assert (other.width(), other.height()) == geometry.SIZE


def test_a_crash_is_logged_and_offers_its_details(kit: Kit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    import logging
    import sys

    from kit.gui.crash import Crash

    root = logging.getLogger()
    before = list(root.handlers)
    crash = Crash(kit.workspace.cache)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    crash.install()
    crash.write()

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.findChildren(QPushButton) if b.text() == "Copy details").click()
        box.close()

    QTimer.singleShot(50, press)
    try:
        raise RuntimeError("the reason")
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "the reason" in QApplication.clipboard().text()
    for handler in set(root.handlers) - set(before):
        handler.close()
        root.removeHandler(handler)
    assert "the reason" in (Path(kit.workspace.cache) / "lectern.log").read_text("utf-8")


def test_an_action_of_the_page_in_front_leaves_the_cursor_where_it_is(window: Window, settle: Settle, qtbot: QtBot) -> None:
    page = window.go("slides")
    settle()
    window.activateWindow()
    window.do("slides.search")
    assert isinstance(page, SlidesPage)
    field = page.field
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field, timeout=20_000)
    window.go("slides")
    assert QApplication.focusWidget() is field
    window.go("today")
    assert QApplication.focusWidget() is not field


def test_keys_are_heard_again_when_the_menu_or_the_palette_was_open(window: Window, settle: Settle) -> None:
    window.find_anything()
    window._fill_menu()
    assert not window.actions_["save"].isEnabled()
    window.more.menu().aboutToHide.emit()
    assert all(made.isEnabled() for made in window.actions_.values())
    settle()
    palette = window.findChild(Palette)
    assert palette is not None
    palette.close()


def test_a_message_is_as_high_as_its_words(window: Window) -> None:
    window.say("Short.")
    line = window.messages.text.fontMetrics().lineSpacing()
    assert window.messages.height() < 3 * line + 24
    window.say("A long sentence that goes on and on. " * 12, "error")
    assert window.messages.height() > 5 * line
    window.messages.go_away()


def test_a_title_without_room_is_shortened_and_whole_in_its_tooltip(window: Window) -> None:
    assert window.page is not None
    title = window.page.title
    title.setText("Short")
    assert title.shown() == "Short"
    title.setText("A title that goes on and on " * 8)
    QApplication.processEvents()
    assert title.shown().endswith("…")
    assert title.width() < window.width()


def test_a_message_leaves_the_bar_with_buttons_free(window: Window, settle: Settle) -> None:
    page = window.go("decks")
    settle()
    window.say("A refusal.", "error")
    built = page.built  # type: ignore[attr-defined]
    built.show_deck(Path("talk.pptx"), "Built.")
    QApplication.processEvents()
    top = built.mapTo(window.centralWidget(), built.rect().topLeft()).y()
    assert window.messages.geometry().bottom() <= top
    window.messages.go_away()
