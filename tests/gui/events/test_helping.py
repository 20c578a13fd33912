"""Helpers' phones in the window: the PIN and its code appear, phones are listed and taken off."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.gui.events.helping import HelpersDialog
from kit.gui.events.page import EventsPage
from kit.ops import devices, events


def test_helpers_are_let_in_shown_and_taken_off(kit: Kit, code: str, make: Callable[[str], EventsPage], qtbot: QtBot) -> None:
    page = make(code)
    assert not page.view.door.helpers.isHidden()
    dialog = HelpersDialog(kit, code, page)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.fresh.text() == "Let helpers in", timeout=20_000)
    assert not dialog.plate.isVisible()
    dialog.fresh.click()
    qtbot.waitUntil(lambda: dialog.plate.isVisible(), timeout=20_000)
    pin = devices.pin(kit, code)
    assert dialog.pin.text().replace(" ", "") == f"PIN{pin}"
    assert dialog.address.text().endswith(f"/h/{code.lower()}")
    devices.enter(kit, code, pin, "小王", who="phone")
    qtbot.waitUntil(lambda: dialog.devices.proxy.rowCount() == 1, timeout=20_000)
    assert not dialog.off.isEnabled()
    dialog.devices.selectRow(0)
    dialog.off.click()
    qtbot.waitUntil(lambda: devices.all(kit, code)[0].revoked_at is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not dialog.off.isEnabled(), timeout=20_000)
    dialog.stop.click()
    qtbot.waitUntil(lambda: devices.pin(kit, code) == "", timeout=20_000)
    dialog.close()


def test_an_event_gets_parts_seats_and_a_changing_code(kit: Kit, code: str, make: Callable[[str], EventsPage], qtbot: QtBot) -> None:
    page = make(code)
    page.ask_change()
    qtbot.waitUntil(lambda: hasattr(page, "dialog"), timeout=20_000)
    dialog = page.dialog
    dialog.seats.setValue(40)
    dialog.wall.setCurrentIndex(dialog.wall.findData("20"))
    dialog.leaving.setChecked(True)
    dialog.parts.setPlainText("day1, 2026-12-01 09:00, 180, 第一天\nday2, tomorrow, 180")
    dialog.do.click()
    assert "is not a part" in dialog.wrong.text()
    dialog.parts.setPlainText("day1, 2026-12-01 09:00, 180, 第一天\n\nday2, 2026-12-02 09:00, 180")
    dialog.do.click()
    qtbot.waitUntil(lambda: events.show(kit, code).capacity == 40, timeout=20_000)
    made = events.show(kit, code)
    assert (made.rotating, made.check_out, [str(part) for part in made.parts]) == (20, True, ["第一天", "day2"])
    assert made.local(made.parts[1].starts_at).hour == 9
    del page.dialog
    page.ask_change()
    qtbot.waitUntil(lambda: hasattr(page, "dialog"), timeout=20_000)
    assert page.dialog.parts.toPlainText().splitlines() == ["day1, 2026-12-01 09:00, 180, 第一天", "day2, 2026-12-02 09:00, 180"]
    page.dialog.reject()
