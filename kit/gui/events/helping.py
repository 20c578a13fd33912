"""Phones of helpers: the PIN that lets them in with the code to scan, who is in, and taking one off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from kit.context import Kit
from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.gui.events.plate import Plate
from kit.gui.events.work import ACTOR, Code
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, said
from kit.ops import devices, sharing

if TYPE_CHECKING:
    from kit.events.device import Device

SIDE, LOOK_MS = 200, 3000


def _state(device: Device) -> str:
    return _("Taken off") if device.revoked_at else _("In")


COLUMNS: tuple[Column[Device], ...] = (
    Column(N_("Name"), lambda device: device.name),
    Column(N_("State"), _state, width=110, tint=lambda device: "muted" if device.revoked_at else "success_ink"),
)


class HelpersDialog(QDialog):
    """Shows how helpers come in at the event `code`, and their phones."""

    def __init__(self, kit: Kit, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kit, self.code = kit, code
        self.setWindowTitle(_("Helpers' phones"))
        self.setMinimumWidth(560)
        self.text = widgets.label("", "muted", wrap=True)
        self.plate = Plate(SIDE)
        self.plate.setFixedSize(SIDE, SIDE)
        self.pin = widgets.label("", "heading", select=True)
        self.address = widgets.label("", "", wrap=True, select=True)
        self.fresh = widgets.button("", "refresh", lambda: self._do(partial(new_pin, self.kit, self.code)))
        self.stop = widgets.button(_("Let none in"), call=lambda: self._do(partial(no_helpers, self.kit, self.code)), kind="quiet")
        self.devices = RecordsTable(COLUMNS, _("Helpers' phones"))
        self.devices.picked.connect(lambda _device: self._pick())
        self.off = widgets.button(_("Take off"), call=self._revoke)
        self.told = widgets.label("", "error", wrap=True)
        self._lay()
        self._look()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        self._do(partial(helping, self.kit, self.code))

    def _lay(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(12)
        for thing in (self.text, self.pin, self.address):
            words.addWidget(thing)
        words.addLayout(widgets.row(self.fresh, self.stop, 1))
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(self.plate, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(self.off, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(widgets.button(_("Close"), call=self.accept), QDialogButtonBox.ButtonRole.RejectRole)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 24, 24, 16)
        lay.setSpacing(12)
        lay.addLayout(top)
        lay.addWidget(self.devices, 1)
        lay.addWidget(self.told)
        lay.addWidget(buttons)
        self.told.hide()
        self.plate.hide()
        self.fresh.hide()
        self.stop.hide()
        self.off.setEnabled(False)

    def show_(self, helping: Helping) -> None:
        """Show how it stands."""
        on = bool(helping.pin)
        self.text.setText(
            _("Helpers scan this code with their own phone and enter the PIN. Then they look for people, let them in, and read badges.")
            if on
            else _("No helper's phone is let in yet.")
        )
        self.plate.show_(helping.code if on else None)
        self.plate.setVisible(on)
        self.pin.setText(_("PIN {pin}").format(pin=f"{helping.pin[:3]} {helping.pin[3:]}") if on else "")
        self.address.setText(helping.code.address.removeprefix("http://") if on else "")
        self.fresh.setText(_("New PIN") if on else _("Let helpers in"))
        self.fresh.setAccessibleName(self.fresh.text())
        self.fresh.show()
        self.stop.setVisible(on)
        self.devices.show_records(helping.devices)
        self.told.hide()
        self._pick()

    def said(self, error: KitError) -> None:
        """Say why something was refused."""
        self.told.setText(said(error))
        self.told.show()

    def _do(self, job: partial[Helping]) -> None:
        jobs.start(job, self.show_, self.said, owner=self)

    def _pick(self) -> None:
        device = self.devices.record()
        self.off.setEnabled(bool(device and device.revoked_at is None))

    def _revoke(self) -> None:
        device = self.devices.record()
        if device:
            self._do(partial(revoke, self.kit, self.code, device.id))


def helping(kit: Kit, code: str) -> Helping:
    """Return how helpers' phones come in at an event, and which are there."""
    return Helping(devices.pin(kit, code), Code.of(sharing.desk_target(kit, code)), devices.all(kit, code))


def new_pin(kit: Kit, code: str) -> Helping:
    """Let helpers in with a new PIN."""
    devices.new_pin(kit, code)
    return helping(kit, code)


def no_helpers(kit: Kit, code: str) -> Helping:
    """Let no helper's phone in, and take off those that are."""
    devices.close(kit, code, actor=ACTOR)
    return helping(kit, code)


def revoke(kit: Kit, code: str, device: Any) -> Helping:
    """Take one helper's phone off."""
    devices.revoke(kit, code, device, actor=ACTOR)
    return helping(kit, code)


@dataclass(frozen=True)
class Helping:
    """How helpers' phones come in: the PIN ("" while none is let in), the code to scan, and the phones."""

    pin: str
    code: Code
    devices: tuple[Device, ...]
