"""The window's server: it follows the computer to another address, lets the host choose one, and says that codes are out of date."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.gui.sharing import SharingDialog
from kit.gui.window import Window
from kit.ops import sharing
from kit.web import network


def test_another_address_makes_codes_out_of_date_and_may_be_chosen(kit: Kit, window: Window, qtbot: QtBot) -> None:
    kit.workspace = replace(kit.workspace, port=0)
    door = window.sharing
    door.start()
    qtbot.waitUntil(lambda: bool(door.addresses), timeout=20_000)
    assert not door.stale
    first, other = door.address, "http://10.0.0.9:1"
    assert door._server is not None
    door._server.addresses = (first, other)
    dialog = SharingDialog(door, window)
    assert [dialog.others.itemData(n) for n in range(dialog.others.count())] == [first, other]
    dialog.others.activated.emit(1)
    qtbot.waitUntil(lambda: door.address == other, timeout=20_000)
    assert door.stale
    qtbot.waitUntil(lambda: "10.0.0.9" in dialog.address.text(), timeout=20_000)
    door._server.addresses = (other,)
    door.follow()  # nothing of this computer is called so: it has moved
    if any(card.likely for card in network.ranked()):
        qtbot.waitUntil(lambda: door.address not in ("", other), timeout=20_000)
        assert sharing.address(kit) == door.address
    door.stop()
    qtbot.waitUntil(lambda: not door.on, timeout=20_000)
    assert not door.stale
    assert dialog.others.count() == 0
    dialog.close()
