"""Helpers' phones in the window: the PIN and its code appear, phones are listed and taken off."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.gui.events.helping import HelpersDialog
from kit.gui.events.page import EventsPage
from kit.ops import devices


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
