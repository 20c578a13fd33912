"""Small pieces that every page uses: buttons, labels, badges, empty states, search fields, places to drop files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kit.gui import icons, theme
from kit.i18n import _


def label(text: str = "", role: str = "", *, wrap: bool = False, select: bool = False) -> QLabel:
    """Return a label; `role` is display, title, heading, lead, strong, section, muted, small or error."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if select:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(
    text: str, icon: str = "", call: Callable[[], object] | None = None, *, kind: str = "", tip: str = "", made: QPushButton | None = None
) -> QPushButton:
    """Return a button; `kind` is primary, quiet, link, row, danger or "" for a plain one."""
    made = made or QPushButton()
    made.setText(text)
    made.setAccessibleName(text)
    made.setProperty("kind", kind)
    if icon:
        role = {"primary": "on_accent", "danger": "error_ink", "link": "accent_ink"}.get(kind, "ink")
        made.setIcon(icons.icon(icon, role))
        made.setIconSize(QSize(16, 16) if kind != "row" else QSize(20, 20))
    if tip:
        made.setToolTip(tip)
    if call:
        made.clicked.connect(lambda _checked=False: call())
    made.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
    made.setAutoDefault(False)
    return made


def roomy(line: QLineEdit) -> None:
    """Leave room before the number of a spin box, which no style sheet can give."""
    line.setTextMargins(6, 0, 0, 0)


def icon_button(icon: str, text: str, call: Callable[[], object] | None = None, *, size: int = 20, role: str = "ink") -> QToolButton:
    """Return a button that shows only an icon; `text` is its tip and its accessible name."""
    made = QToolButton()
    made.setIcon(icons.icon(icon, role))
    made.setIconSize(QSize(size, size))
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if call:
        made.clicked.connect(lambda _checked=False: call())
    return made


def picture(icon: str, size: int = 20, role: str = "muted") -> QLabel:
    """Return an icon that is no button; it follows the look."""
    return _Picture(icon, size, role)


def line() -> QFrame:
    """Return a thin line that parts two areas."""
    made = QFrame()
    made.setProperty("line", True)
    made.setFixedHeight(1)
    return made


def row(*things: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """Return a line of widgets; a number is a stretch."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for thing in things:
        made.addStretch(thing) if isinstance(thing, int) else made.addWidget(thing)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the stylesheet looks at, and paint the widget anew."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class _Picture(QLabel):
    def __init__(self, icon: str, size: int, role: str) -> None:
        super().__init__()
        self._icon: QIcon = icons.icon(icon, role)
        self._side = size
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class RowButton(QPushButton):
    """A whole line that is one button: icon, text shortened where it must be, a note at the right."""

    def __init__(self, text: str, icon: str = "", call: Callable[[], object] | None = None, note: str = "", role: str = "muted") -> None:
        super().__init__()
        self.text_, self.note, self._role = text, note, role
        self._icon = icons.icon(icon, role) if icon else None
        self.setProperty("kind", "row")
        self.setAccessibleName(f"{text} {note}".strip())
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if call:
            self.clicked.connect(lambda _checked=False: call())

    def sizeHint(self) -> QSize:
        return QSize(240, theme.look().px(13) + 25)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, middle = theme.look(), Qt.AlignmentFlag.AlignVCenter
        painter = QPainter(self)
        left = 10
        if self._icon:
            self._icon.paint(painter, QRect(left, (self.height() - 20) // 2, 20, 20))
            left += 30
        small = look.font(12)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        painter.drawText(QRect(0, 0, self.width() - 10, self.height()), Qt.AlignmentFlag.AlignRight | middle, self.note)
        room = self.width() - left - 20 - QFontMetrics(small).horizontalAdvance(self.note)
        painter.setFont(look.font(13))
        painter.setPen(look.colour("ink"))
        short = QFontMetrics(look.font(13)).elidedText(self.text_, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 0, room, self.height()), middle, short)
        painter.end()


class Badge(QLabel):
    """A short state in a tinted capsule; `kind` is "", accent, success, warning, error or info."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__(text)
        self.setProperty("badge", kind)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_(self, text: str, kind: str = "") -> None:
        """Show another state."""
        self.setText(text)
        restyle(self, "badge", kind)
        self.setVisible(bool(text))


class Section(QWidget):
    """A header without a box around it: a small title, perhaps a count, perhaps one quiet action at its right."""

    def __init__(self, text: str, action: str = "", call: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.text = label(text, "section")
        self.count = label("", "small")
        lay = row(self.text, self.count, 1)
        if action:
            lay.addWidget(button(action, "", call, kind="link"))
        self.setLayout(lay)


class EmptyState(QWidget):
    """Says what a page is for and offers the one next step."""

    def __init__(self, icon: str, title: str, text: str, action: str = "", call: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.title = label(title, "heading")
        self.text = label(text, "muted", wrap=True)
        self.action = button(action, "", call, kind="primary") if action else None
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setFixedWidth(420)
        lay = QVBoxLayout(self)
        lay.setSpacing(12)
        lay.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        lay.addWidget(picture(icon, 40, "accent"), 0, middle)
        lay.addWidget(self.title, 0, middle)
        lay.addWidget(self.text, 0, middle)
        if self.action:
            lay.addSpacing(4)
            lay.addWidget(self.action, 0, middle)
        lay.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep room for every line of the text: a layout that centres it would give it one."""
        self.text.ensurePolished()
        self.text.setMinimumHeight(self.text.heightForWidth(self.text.width()))
        super().showEvent(event)


class SearchField(QLineEdit):
    """Search as you type: `searched(text)` comes 120 ms after the last key, at once on Enter; Escape clears."""

    searched = Signal(str)

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setPlaceholderText(hint or _("Search"))
        self.setAccessibleName(hint or _("Search"))
        self.setClearButtonEnabled(False)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear: QAction = self.addAction(icons.icon("close", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(_("Clear"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        for child in self.findChildren(QToolButton):
            child.setAccessibleName(_("Clear"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._timer.start()

    def _tell(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text().strip())


class DropArea(QFrame):
    """A place to drop files of the given endings on, or to choose them from: `dropped(paths)`."""

    dropped = Signal(object)

    def __init__(self, text: str, endings: Sequence[str], action: str = "", call: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        self._endings = tuple(endings)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(16, 16, 16, 16)
        said = label(text, "muted", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lay.addWidget(said)
        if action:
            lay.addWidget(button(action, "import", call), 0, Qt.AlignmentFlag.AlignHCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData(), self._endings):
            restyle(self, "over", True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, "over", False)

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, "over", False)
        event.acceptProposedAction()
        self.dropped.emit(dropped_files(event.mimeData(), self._endings))


def dropped_files(data: QMimeData, endings: Sequence[str]) -> tuple[Path, ...]:
    """Return the local files of a drag that end as wanted, e.g. (".pptx",)."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.lower() in endings)
