"""The second screen: the code as large as the room needs, the address to type, and how many are in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kit import i18n
from kit.gui.events import words
from kit.gui.events.plate import Plate
from kit.gui.events.tally import Tally
from kit.gui.events.work import Seen
from kit.i18n import _, ngettext

LIVE = "live"
NIGHT, PAPER, SOFT = "#10171A", "#FFFFFF", "#B9C6CA"


def _feedback(seen: Seen) -> str:
    """Return what the room is asked to do with the feedback code."""
    if seen.opens and seen.at:
        return _("Feedback, from {time}").format(time=words.coming(seen.overview.event, seen.opens, seen.at))
    return _("Scan to give feedback")


class Projector(QWidget):
    """Fills a screen; C, F and L (or 1, 2, 3) choose check-in, feedback or poll and questions, F11 leaves full screen, Escape closes."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(_("Projector"))
        self.setObjectName("projector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.what = "checkin"
        self._seen: Seen | None = None
        self.title, self.ask, self.address, self.count = (self._label() for _n in range(4))
        self.plate = Plate(240)
        said = QVBoxLayout()
        said.setSpacing(24)
        said.addStretch(1)
        for label in (self.title, self.ask, self.count):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft)
            said.addWidget(label)
        said.addStretch(1)
        self.tally = Tally()
        self.code_ = QWidget()
        top = QHBoxLayout(self.code_)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(48)
        top.addWidget(self.plate, 5)
        top.addLayout(said, 4)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(32, 24, 32, 24)
        lay.setSpacing(12)
        lay.addWidget(self.code_, 1)
        lay.addWidget(self.tally, 1)
        self.tally.hide()
        lay.addWidget(self.address)
        self.setStyleSheet(f"#projector {{ background: {NIGHT}; }}")
        self.resize(960, 540)

    def _label(self) -> QLabel:
        made = QLabel()
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setWordWrap(True)
        return made

    def show_seen(self, seen: Seen) -> None:
        """Show the event as it is now, in the event's language."""
        self._seen = seen
        live = self.what == LIVE
        if self.what not in (*seen.codes, LIVE):
            self.what = "checkin"
        code = seen.codes["checkin" if live else self.what]
        self.code_.setVisible(not live)
        self.tally.setVisible(live)
        with i18n.language(seen.overview.event.lang):
            self.title.setText(seen.overview.event.title)
            self.ask.setText(_("Scan to check in") if self.what == "checkin" else _feedback(seen))
            n = seen.overview.counts.present if self.what == "checkin" else seen.overview.responses
            inside, answers = ngettext("{n} person is in", "{n} people are in", n), ngettext("{n} answer", "{n} answers", n)
            self.count.setText((inside if self.what == "checkin" else answers).format(n=n))
        self.address.setText(code.address.removeprefix("http://"))
        self.plate.show_(code)
        self._size()

    def choose(self, what: str) -> None:
        """Show the code for "checkin" or "feedback", or with "live" the poll and the questions."""
        if self._seen and what in (*self._seen.codes, LIVE):
            self.what = what
            self.show_seen(self._seen)

    def open_on(self, window: QWidget) -> None:
        """Fill the screen that the window is not on, or its own when there is only one."""
        screens = QGuiApplication.screens()
        other = next((screen for screen in screens if screen is not window.screen()), window.screen())
        self.setGeometry(other.geometry())
        self.showFullScreen() if len(screens) > 1 else self.showMaximized()

    def _size(self) -> None:
        unit = max(12, min(self.width() // 40, self.height() // 24))
        for label, factor, colour, weight in (
            (self.title, 1.5, PAPER, 600),
            (self.ask, 1.1, SOFT, 400),
            (self.address, 1.7, PAPER, 600),
            (self.count, 1.0, SOFT, 400),
        ):
            label.setStyleSheet(f"color: {colour}; font-size: {round(unit * factor)}px; font-weight: {weight}")

    def resizeEvent(self, event: object) -> None:
        self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_L: LIVE,
            Qt.Key.Key_3: LIVE,
            Qt.Key.Key_C: "checkin",
            Qt.Key.Key_1: "checkin",
            Qt.Key.Key_F: "feedback",
            Qt.Key.Key_2: "feedback",
        }
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        elif event.key() in keys:
            self.choose(keys[Qt.Key(event.key())])

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        event.accept()
