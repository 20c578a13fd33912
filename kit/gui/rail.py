"""The navigation rail: pages with icon above label, settings and help at its foot."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from kit.gui import icons, theme
from kit.gui.page import PAGES
from kit.i18n import N_, _

WIDTH = 72
FOOT = (("preferences", N_("Settings"), "settings"), ("help", N_("Help"), "help"))


class Rail(QFrame):
    """Tells `chosen(page id)` and, from its foot, `asked(action id)`."""

    chosen = Signal(str)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._width = round(WIDTH * max(1.0, theme.look().scale))
        self.setFixedWidth(self._width + 1)
        self.setAccessibleName(_("Pages"))
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(1, 12, 1, 12)
        lay.setSpacing(4)
        for spec in PAGES:
            made = self._button(_(spec.title), spec.icon)
            made.setCheckable(True)
            made.clicked.connect(lambda _on=False, id_=spec.id: self.chosen.emit(id_))
            self._group.addButton(made)
            self.buttons[spec.id] = made
            lay.addWidget(made)
        lay.addStretch(1)
        for id_, text, icon in FOOT:
            made = self._button(_(text), icon)
            made.clicked.connect(lambda _on=False, id_=id_: self.asked.emit(id_))
            lay.addWidget(made)

    def show_page(self, page_id: str) -> None:
        """Mark the page that is at the front."""
        self.buttons[page_id].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        ids = list(self.buttons)
        focused = next((i for i, id_ in enumerate(ids) if self.buttons[id_].hasFocus()), None)
        if step and focused is not None:
            self.buttons[ids[(focused + step) % len(ids)]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _button(self, text: str, icon: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setAccessibleName(text)
        made.setIcon(icons.icon(icon, "muted"))
        made.setIconSize(QSize(24, 24))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setFixedSize(self._width - 2, round(58 * max(1.0, theme.look().scale)))
        return made
