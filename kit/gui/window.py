"""The window: rail, title line, pages, messages. Thin: what can be done stands in `actions`, what is shown in the pages."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QMessageBox, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from kit import i18n
from kit import settings as preferences
from kit.context import Kit
from kit.errors import Finding, KitError
from kit.gui import actions, geometry, icons, jobs, page, theme, widgets, words
from kit.gui import menu as menus
from kit.gui.bridge import Bridge
from kit.gui.messages import MessageBar
from kit.gui.page import Page
from kit.gui.rail import Rail
from kit.gui.sharing import Pill, Sharing
from kit.gui.workbar import WorkBar
from kit.i18n import _, said
from kit.settings import Settings


class Window(QMainWindow):
    """Holds the pages, built on first visit; `painted` comes once, after it has been seen for the first time."""

    painted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self._keeping = threading.Lock()
        self.bridge = Bridge(kit.bus, self)
        self.sharing = Sharing(kit, self.bridge, self)
        self.sharing.failed.connect(self.said)
        self.pages: dict[str, Page] = {}
        self.actions_: dict[str, QAction] = {}
        self._seen = False
        self.setWindowTitle("Lectern")
        self.setMinimumSize(QSize(960, 600))
        geometry.bring_back(self, kit.workspace)
        self.build()
        self.go("today")

    @property
    def page(self) -> Page | None:
        """The page at the front."""
        front = self.stack.currentWidget() if hasattr(self, "stack") else None
        return front if isinstance(front, Page) else None

    def build(self) -> None:
        """Make everything that has words in it; called again when the language changes."""
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        desk = QWidget()
        desk.setObjectName("desk")
        self.rail = Rail()
        self.rail.chosen.connect(self.go)
        self.rail.asked.connect(lambda id_: self.do(id_))
        self.headers = QStackedWidget()
        self.headers.setFixedHeight(theme.look().px(28) + 36)
        self.stack = QStackedWidget()
        self.workbar = WorkBar()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._top())
        right.addWidget(self.stack, 1)
        right.addWidget(self.workbar)
        lay = QHBoxLayout(desk)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(self.rail)
        lay.addLayout(right, 1)
        self.setCentralWidget(desk)
        self.messages = MessageBar(desk)
        self._arm()

    def _top(self) -> QHBoxLayout:
        self.pill = Pill(self.sharing)
        self.more = QToolButton()
        self.more.setIcon(icons.icon("menu"))
        self.more.setIconSize(QSize(20, 20))
        self.more.setToolTip(_("Everything this window can do"))
        self.more.setAccessibleName(_("Menu"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        top = widgets.row(self.headers, self.pill, self.more, spacing=12)
        top.setContentsMargins(24, 0, 16, 0)
        top.setStretch(0, 1)
        return top

    def _arm(self) -> None:
        """Make the actions of the table live: keys, and the menu by page."""
        for old in self.actions_.values():
            self.removeAction(old)
        for action in actions.ACTIONS:
            made = QAction(icons.icon(action.icon), _(action.text), self)
            made.setShortcut(QKeySequence(action.shortcut))
            made.setToolTip(_(action.help))
            made.triggered.connect(lambda _on=False, id_=action.id: self.do(id_))
            self.addAction(made)
            self.actions_[action.id] = made
        menu = QMenu(self.more)
        menu.aboutToShow.connect(self._fill_menu)
        menu.aboutToHide.connect(self._wake_actions)
        self.more.setMenu(menu)

    def _fill_menu(self) -> None:
        """Make the menu when it is first asked for: a quick start does without."""
        if self.more.menu().isEmpty():
            menus.fill(self.more.menu(), self.actions_)
        self.ask_actions()

    def ask_actions(self) -> None:
        """Enable the actions that can be done now, for as long as the menu is open."""
        for action in actions.ACTIONS:
            self.actions_[action.id].setEnabled(action.enabled_when(self))

    def _wake_actions(self) -> None:
        """Let every key be heard again: `do` asks at the moment it is pressed."""
        for made in self.actions_.values():
            made.setEnabled(True)

    def do(self, action_id: str) -> None:
        """Do one action of the table, if it can be done now."""
        action = actions.named(action_id)
        if action.enabled_when(self):
            action.call(self)

    def go(self, page_id: str, what: Any = None) -> Page:
        """Turn to a page, building it on its first visit, and let it show `what`."""
        if page_id not in self.pages:
            self.pages[page_id] = self._made(page_id)
        front = self.pages[page_id]
        focus = QApplication.focusWidget() or self
        stays = self.page is front and (front.isAncestorOf(focus) or front.header.isAncestorOf(focus))
        self.stack.setCurrentWidget(front)
        self.headers.setCurrentWidget(front.header)
        self.rail.show_page(page_id)
        if not stays and not self.rail.isAncestorOf(focus):
            front.setFocus()
        if self._seen:
            front.shown()
        if what is not None:
            front.open_(what)
        return front

    def _made(self, page_id: str) -> Page:
        spec = page.named(page_id)
        made = spec.load()(self.kit, self.bridge, spec)
        made.says.connect(self.say)
        made.goes.connect(self.go)
        made.asks.connect(self.do)
        self.stack.addWidget(made)
        self.headers.addWidget(made.header)
        return made

    def say(self, text: str, kind: str = "info", action: str = "", call: Callable[[], object] | None = None) -> None:
        """Say something in the message bar."""
        self.messages.say(text, kind, action, call)

    def said(self, error: KitError | Finding) -> None:
        """Say why something was refused."""
        self.say(said(error), "error")

    def find_anything(self) -> None:
        """Open the command palette; what the records hold is offered as it arrives."""
        from kit.gui import finding
        from kit.gui.palette import Palette

        palette = Palette(self, finding.of_actions(self))
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for ask in finding.SOURCES:
            jobs.start(partial(ask, self.kit), lambda found: palette.add(finding.entries(self, found)), _silent, owner=palette)
        palette.show()

    def share(self) -> None:
        """Let phones in, or no longer."""
        self.sharing.toggle()

    def refresh(self) -> None:
        """Read again what the page shows."""
        if self.page:
            self.page.refresh()

    def open_folder(self) -> None:
        """Show the workspace's folder in the system's own file window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.kit.workspace.root)))

    def help(self) -> None:
        """Show every action with its keys."""
        from kit.gui.shortcuts import Shortcuts

        Shortcuts(self).exec()

    def preferences(self) -> None:
        """Open the settings; they take effect at once."""
        from kit.gui.preferences import Preferences

        Preferences(self.kit.settings, self.prefer, self).exec()

    def switch_theme(self) -> None:
        """Go from light to dark or back."""
        self.prefer(dataclasses.replace(self.kit.settings, theme="light" if theme.look().tokens.name == "dark" else "dark"))

    def switch_language(self) -> None:
        """Go from Chinese to English or back."""
        self.prefer(dataclasses.replace(self.kit.settings, lang="en" if i18n.current() == "zh" else "zh"))

    def prefer(self, settings: Settings) -> None:
        """Take preferences into effect and save them."""
        resized = settings.text_size != self.kit.settings.text_size
        self.kit.settings = settings
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, settings)
        if resized or language(settings) != i18n.current():
            words.use(app, language(settings))
            self._rebuild()
        jobs.start(self._keep, None, self.said, owner=self)

    def _keep(self) -> None:
        """Save the preferences as they are now, one job at a time: of two in a row the later one stays, whichever runs first."""
        with self._keeping:
            preferences.write(self.kit.settings)

    def _rebuild(self) -> None:
        """Build everything anew in the language in force; pages get back what they kept."""
        kept = {id_: made.keep() for id_, made in self.pages.items()}
        front = self.page.spec.id if self.page else "today"
        self.pages = {}
        self.build()
        for id_, what in kept.items():
            if what is not None:
                self.go(id_).bring_back(what)
        self.go(front)
        QTimer.singleShot(0, self._turned)  # visible only when the new pages are laid out

    def _turned(self) -> None:
        if self.page:
            self.page.shown()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._first_seen)

    def _first_seen(self) -> None:
        self.painted.emit()
        self._turned()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._seen and self.page:
            self.page.shown()

    def closeEvent(self, event: QCloseEvent) -> None:
        if jobs.running() and not self._sure():
            event.ignore()
            return
        for job in jobs.running():
            job.forget()
        geometry.keep(self, self.kit.workspace)
        self.sharing.close()
        self.bridge.close()
        event.accept()

    def _sure(self) -> bool:
        text = _("{what} is not finished. Stop it and close?").format(what=jobs.running()[0].title)
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        return QMessageBox.question(self, "Lectern", text, yes | no, no) == yes


def language(settings: Settings) -> str:
    """Return the language of the window: the one preferred, else the system's."""
    from PySide6.QtCore import QLocale

    return i18n.known(settings.lang or QLocale.system().name())


def _silent(_error: KitError) -> None:
    """Leave out of the palette what cannot be read now."""
