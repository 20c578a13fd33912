"""What every page of the window is made on, and the table of pages; a page's module loads when it is first visited."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolTip, QVBoxLayout, QWidget

from kit.context import Kit
from kit.errors import Finding, KitError
from kit.gui import jobs, widgets
from kit.gui.bridge import Bridge, Throttle
from kit.happenings import Happening
from kit.i18n import N_, _, said

Kind = Literal["info", "success", "warning", "error"]


@dataclass(frozen=True)
class PageSpec:
    """One page of the rail: `factory` is "package.module:Class", loaded when the page is first visited."""

    id: str
    title: str
    icon: str
    factory: str

    def load(self) -> type[Page]:
        """Import the page's class."""
        module, name = self.factory.split(":")
        made: type[Page] = getattr(importlib.import_module(module), name)
        return made


PAGES = (
    PageSpec("today", N_("Today"), "today", "kit.gui.today.page:TodayPage"),
    PageSpec("slides", N_("Slides"), "slides", "kit.gui.slides.page:SlidesPage"),
    PageSpec("decks", N_("Decks"), "decks", "kit.gui.decks.page:DecksPage"),
    PageSpec("workshops", N_("Workshops"), "workshops", "kit.gui.workshops.page:WorkshopsPage"),
    PageSpec("events", N_("Events"), "events", "kit.gui.events.page:EventsPage"),
    PageSpec("programme", N_("Programme"), "programme", "kit.gui.programme.page:ProgrammePage"),
)


def named(page_id: str) -> PageSpec:
    """Return the page with this id."""
    return next(spec for spec in PAGES if spec.id == page_id)


class Title(QLabel):
    """One line that is shortened where it has no room; what is cut off is in its tooltip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 4, super().minimumSizeHint().height())

    def shown(self) -> str:
        """Return the words there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, lies = QPainter(self), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(painter, self.rect(), lies, self.palette(), True, self.shown(), self.foregroundRole())
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text() if self.shown() != self.text() else "", self)
            return True
        return super().event(event)


class Page(QWidget):
    """A title line with one primary action, then content in `self.body`.

    A page overrides `refresh` (ask ops for records through `jobs`; called when it is first shown and after happenings it
    follows), perhaps `shown`, and `open_` (asked to show one thing by id). It talks to the window by signals only, through `say`,
    `said`, `go` and `asks` (an action of the table by its id). `header` holds the title line; the window places it.
    """

    says = Signal(str, str, str, object)
    goes = Signal(str, object)
    asks = Signal(str)

    def __init__(self, kit: Kit, bridge: Bridge, spec: PageSpec) -> None:
        super().__init__()
        self.kit = kit
        self.bridge = bridge
        self.spec = spec
        self.latest = jobs.Latest(self)
        self._stale = True
        self._kinds: tuple[type[Happening], ...] = ()
        self._throttle = Throttle(self._look_again, self)
        self.setObjectName(spec.id)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_(spec.title))
        self._build_header()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 0, 24, 24)
        self.body.setSpacing(16)

    def _build_header(self) -> None:
        self.header = QWidget()
        self.title = Title(_(self.spec.title))
        self.title.setProperty("role", "title")
        self.subtitle = QLabel()
        self.subtitle.setProperty("role", "muted")
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self.primary = QPushButton()
        self.primary.setProperty("kind", "primary")
        self.primary.hide()
        line = QHBoxLayout(self.header)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.title)
        line.addWidget(self.subtitle)
        line.addStretch(1)
        line.addLayout(self.tools)
        line.addWidget(self.primary)

    def set_primary(self, text: str, icon: str, call: Callable[[], object]) -> None:
        """Show the page's one primary action at the right of the title line."""
        widgets.button(text, icon, call, kind="primary", made=self.primary)
        self.primary.show()

    def refresh(self) -> None:
        """Ask for the records this page shows; the base shows none."""

    def shown(self) -> None:
        """Note that the page has come to the front: look again if something happened meanwhile."""
        self._look_again()

    def open_(self, what: Any) -> None:
        """Show the one thing that another page, the palette or a message asked for."""

    def keep(self) -> Any:
        """Return what the page wants back when it is built anew in another language."""
        return None

    def bring_back(self, kept: Any) -> None:
        """Take back what `keep` returned."""

    def follow(self, *kinds: type[Happening]) -> None:
        """Refresh, at most every 50 ms and only while visible, when one of these happens."""
        self._kinds = kinds
        self.bridge.happened.connect(self._heard)

    def say(self, text: str, kind: Kind = "info", action: str = "", call: Callable[[], object] | None = None) -> None:
        """Let the message bar say `text`, with a button `action` that calls `call`."""
        self.says.emit(text, kind, action, call)

    def said(self, error: KitError | Finding) -> None:
        """Let the message bar say why something was refused; a mistake of ours has its own dialog already."""
        if isinstance(error, KitError) and error.code in (jobs.BUG, jobs.CANCELLED):
            if error.code == jobs.CANCELLED:
                self.say(said(error))
            return
        self.say(said(error), "warning" if isinstance(error, Finding) else "error")

    def go(self, page_id: str, what: Any = None) -> None:
        """Ask the window to turn to another page and to show one thing there."""
        self.goes.emit(page_id, what)

    def _heard(self, happening: Happening) -> None:
        if isinstance(happening, self._kinds):
            self._stale = True
            self._throttle.ask()

    def _look_again(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.refresh()
