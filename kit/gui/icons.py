"""Icons of one family, painted from assets/icons in the colours of the current look, when first shown."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache

from kit import workspace
from kit.gui import theme

SIZES = (16, 20, 24)


def icon(name: str, role: str = "ink", on: str = "accent_ink") -> QIcon:
    """Return the icon `name` in the colour token `role`, in `on` where its button is checked; it follows a change of the look."""
    return QIcon(_Engine(name, role, on))


def pixmap(name: str, size: int, role: str = "ink", ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture of `size` logical pixels, crisp at the screen's `ratio`."""
    colour = getattr(theme.look().tokens, role)
    key = f"icon/{name}/{colour}/{size}/{ratio}"
    made = QPixmap()
    if QPixmapCache.find(key, made):
        return made
    made = QPixmap(QSize(size, size) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, QRectF(0, 0, size, size), name, role)
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def paint(painter: QPainter, rect: QRectF, name: str, role: str = "ink") -> None:
    """Draw the icon into `rect` in the colour of a token."""
    from PySide6.QtSvg import QSvgRenderer

    data = _svg(name).replace("currentColor", getattr(theme.look().tokens, role))
    QSvgRenderer(QByteArray(data.encode())).render(painter, rect)


@lru_cache
def _svg(name: str) -> str:
    return (workspace.program() / "assets" / "icons" / f"{name}.svg").read_text("utf-8")


class _Engine(QIconEngine):
    """Paints one icon in whatever size, state and look it is asked for."""

    def __init__(self, name: str, role: str, on: str) -> None:
        super().__init__()
        self._name, self._role, self._on = name, role, on

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._on)

    def _token(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "border"
        return self._on if state == QIcon.State.On else self._role

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = round(min(size.width(), size.height()) / scale)
        return pixmap(self._name, side, self._token(mode, state), scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        corner = rect.topLeft() + QPoint((rect.width() - side) // 2, (rect.height() - side) // 2)
        paint(painter, QRectF(corner, QSize(side, side)), self._name, self._token(mode, state))
