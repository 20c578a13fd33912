"""A QR code on its white plate, painted module by module: crisp at every size, in light and dark alike."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kit.gui.events.work import Code
from kit.i18n import _

QUIET = 4


class Plate(QWidget):
    """Shows one code as large as there is room, with the light border that readers need."""

    def __init__(self, least: int = 200) -> None:
        super().__init__()
        self._code: Code | None = None
        self.setMinimumSize(least, least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_(self, code: Code | None) -> None:
        """Show another code."""
        if code != self._code:
            self._code = code
            self.setAccessibleName(_("QR code: {address}").format(address=code.address) if code else "")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._code is not None:
            self._paint(painter, self._code)
        painter.end()

    def _paint(self, painter: QPainter, code: Code) -> None:
        modules = len(code.matrix) + 2 * QUIET
        module = max(1, min(self.width(), self.height()) // modules)
        side = module * modules
        plate = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(plate, module, module)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        left, top = plate.x() + QUIET * module, plate.y() + QUIET * module
        for y, row in enumerate(code.matrix):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(left + x * module, top + y * module, module, module, QColor("#000000"))
