"""Whether phones can reach us: the server of this window, and the pill at the top right that tells and switches it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from kit import i18n
from kit.context import Kit
from kit.errors import Finding, KitError
from kit.gui import icons, jobs, widgets
from kit.gui.bridge import Bridge
from kit.happenings import Happening, PhoneSeen, SharingChanged
from kit.i18n import _

if TYPE_CHECKING:
    from kit.web.server import Server


PATIENCE_MS = 20_000
AROUND_MS = 30 * 60_000
FOLLOW_MS = 10_000


class Sharing(QObject):
    """Starts and stops the server that phones talk to; `changed` comes when phones can or can no longer reach us."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, kit: Kit, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kit = kit
        self.bridge = bridge
        self.address = ""
        self.stale = False
        self._server: Server | None = None
        self._wanted = False
        self._turns = threading.Lock()  # a start waits until the stop before it has let go of the port
        bridge.happened.connect(self._heard)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_around)
        self._timer.start(AROUND_MS)
        self._following = QTimer(self)
        self._following.timeout.connect(self.follow)
        self._following.start(FOLLOW_MS)

    def follow(self) -> None:
        """Notice when this computer has got another address: codes lead there then, and those printed before are out of date."""
        if self.on and self._server is not None:
            jobs.start(partial(self._in_turn, self._server.look_again), lambda _done: None, lambda _error: None, owner=self)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of this computer, first the one that codes carry."""
        return self._server.addresses if self._server is not None and self.on else ()

    def prefer(self, address: str) -> None:
        """Let codes carry another one of the addresses."""
        if self._server is not None and address != self.address:
            jobs.start(partial(self._in_turn, partial(self._server.prefer, address)), lambda _done: None, self.failed.emit, owner=self)

    def _look_around(self) -> None:
        """Let phones in no longer when no event is near: a server that nobody needs is switched off."""
        if self.on:
            from kit.ops import sharing

            jobs.start(partial(sharing.needed, self.kit), self._needed, lambda _error: None, owner=self)

    def _needed(self, needed: bool) -> None:
        if not needed and self.on:
            self.stop()
            self.failed.emit(
                KitError("sharing.idle", "Phones were switched off, since no event is near: switch them on when you need them.")
            )

    @property
    def on(self) -> bool:
        """Whether phones can reach us."""
        return bool(self.address)

    def start(self) -> None:
        """Let phones in; `failed(error)` comes when the port is taken."""
        if not self._wanted:
            self._wanted = True
            jobs.start(self._begin, self._began, self._refused, owner=self)

    def stop(self) -> None:
        """Let phones in no longer; a start that is still going on is stopped as soon as it is done."""
        self._wanted = False
        server, self._server = self._server, None
        if server is not None:
            jobs.start(partial(self._end, server), owner=self)

    def close(self) -> None:
        """Stop at once: the window closes."""
        server, self._server = self._server, None
        if server is not None:
            server.stop()

    def toggle(self) -> None:
        """Switch."""
        self.stop() if self._wanted else self.start()

    def said(self, error: KitError) -> None:
        """Pass on why phones cannot be reached."""
        self.failed.emit(error)

    def _begin(self) -> tuple[Server, str]:
        from kit.ops import sharing
        from kit.web.server import Server

        with self._turns:
            before = sharing.remembered(self.kit)
            return Server(self.kit).start(), before

    def _in_turn(self, work: Callable[[], object]) -> None:
        with self._turns:
            work()

    def _end(self, server: Server) -> None:
        with self._turns:
            server.stop()

    def _refused(self, error: KitError) -> None:
        self._wanted = False
        self.failed.emit(error)

    def _began(self, begun: tuple[Server, str]) -> None:
        self._server, before = begun
        if not self._wanted:
            self.stop()
        self.stale = bool(before and self.address and before != self.address)
        self.changed.emit()

    def _heard(self, happening: Happening) -> None:
        if isinstance(happening, SharingChanged):
            moved = bool(self.address and happening.address) and happening.address != self.address
            self.address = happening.address
            self.stale = (self.stale or moved) and self.on
            self.changed.emit()


class Pill(QWidget):
    """Off · on, address · QR is out of date."""

    def __init__(self, sharing: Sharing) -> None:
        super().__init__()
        self._sharing = sharing
        self.button = widgets.button("", "signal-off", self._ask)
        self.button.setObjectName("pill")
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.button)
        sharing.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Show how it stands."""
        s = self._sharing
        state = "stale" if s.stale else "on" if s.on else "off"
        address = s.address.removeprefix("http://")
        text = {
            "off": _("Phones: off"),
            "on": _("Phones: {address}").format(address=address),
            "stale": _("QR codes are out of date: {address}").format(address=address),
        }[state]
        widgets.restyle(self.button, "state", state)
        self.button.setText(text)
        self.button.setAccessibleName(text)
        ink = {"off": "muted", "on": "success_ink", "stale": "warning_ink"}[state]
        self.button.setIcon(icons.icon("warning" if state == "stale" else "signal" if s.on else "signal-off", ink))

    def _ask(self) -> None:
        SharingDialog(self._sharing, self.window()).exec()


class SharingDialog(QDialog):
    """Switches the server, and shows the code to try with one's own phone."""

    def __init__(self, sharing: Sharing, parent: QWidget) -> None:
        super().__init__(parent)
        self._sharing = sharing
        self.setWindowTitle(_("Phones"))
        self.setMinimumWidth(400)
        self.state = widgets.label("", "heading")
        self.text = widgets.label("", "muted", wrap=True)
        self.code = QLabel()
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.address = widgets.label("", "lead", select=True)
        self.address.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.others = QComboBox()
        self.others.setAccessibleName(_("Address that codes carry"))
        self.others.activated.connect(lambda n: sharing.prefer(self.others.itemData(n)))
        self.seen = widgets.Badge()
        self.seen.hide()
        self.why = widgets.label("", "", wrap=True)
        self.why.hide()
        self.switch = widgets.button("", "signal", sharing.toggle, kind="primary")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._ask_why)
        buttons = QDialogButtonBox()
        buttons.addButton(self.switch, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(widgets.button(_("Close"), call=self.accept), QDialogButtonBox.ButtonRole.RejectRole)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 24, 24, 16)
        lay.setSpacing(12)
        for thing in (self.state, self.text, self.code, self.address, self.others):
            lay.addWidget(thing)
        lay.addWidget(self.seen, 0, Qt.AlignmentFlag.AlignHCenter)
        lay.addWidget(self.why)
        lay.addSpacing(8)
        lay.addWidget(buttons)
        sharing.changed.connect(self.look)
        sharing.bridge.happened.connect(self._heard)
        self.look()

    def look(self) -> None:
        """Show how it stands, with the code to try while phones can reach us."""
        on = self._sharing.on
        self.state.setText(_("Phones can reach this computer") if on else _("Phones cannot reach this computer"))
        stale = _("The address is another one than last time: renew the QR codes of decks built before.")
        ready = _("Scan this code with your own phone: it must be in the same network.")
        off = _("Turn it on so that people can check in and answer with their phones, in the same network, without an account.")
        self.text.setText(stale if on and self._sharing.stale else ready if on else off)
        self.switch.setText(_("Turn off") if on else _("Turn on"))
        self.switch.setAccessibleName(self.switch.text())
        self.code.setVisible(on)
        self.address.setVisible(on)
        self.address.setText(self._sharing.address)
        self._offer()
        if on:
            jobs.start(self._draw, self._drawn, owner=self)
            self._patience.start(PATIENCE_MS)
        else:
            self._patience.stop()
            self.why.hide()
        self.adjustSize()

    def _offer(self) -> None:
        """Offer the other addresses of this computer, where phones of the room may be in another network than the first."""
        found = self._sharing.addresses
        self.others.clear()
        for address in found:
            self.others.addItem(_("Codes lead to {address}").format(address=address.removeprefix("http://")), address)
        self.others.setVisible(len(found) > 1)

    def _ask_why(self) -> None:
        """Nobody came in a while: find out what can be told from here."""
        from kit.web import reach

        seen = not self.seen.isHidden()
        jobs.start(lambda: reach.findings(reach.look(self._sharing.kit, seen=seen)), self._told_why, owner=self)

    def _told_why(self, found: tuple[Finding, ...]) -> None:
        lines = [f"{i18n.said(one)} {one.mending(_)}".strip() for one in found]
        second = self._sharing.kit.second_address
        if second and self._sharing.on:
            lines.append(_("or {address}").format(address=second.removeprefix("http://")))
        self.why.setText("\n\n".join(lines))
        self.why.setVisible(bool(lines))
        self.adjustSize()

    def _draw(self) -> bytes:
        from kit import qr
        from kit.ops import sharing

        return qr.picture(sharing.test_target(self._sharing.kit).payload, scale=6)

    def _drawn(self, png: bytes) -> None:
        picture = QPixmap.fromImage(QImage.fromData(png))
        self.code.setPixmap(picture)
        self.code.setMinimumHeight(picture.height())  # a code that is cut has no quiet around it
        self.code.setAccessibleName(_("QR code: {address}").format(address=self._sharing.address))
        self.adjustSize()

    def said(self, error: KitError) -> None:
        """Say why there is no code."""
        self._sharing.failed.emit(error)

    def _heard(self, happening: Happening) -> None:
        if isinstance(happening, PhoneSeen):
            self._patience.start(0)
            self.seen.show_(_("A phone has reached us"), "success")
            self.seen.show()
