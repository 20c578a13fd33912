"""The bar that says how the minutes stand: calm while there is room, amber when the reserve goes, red when it is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kit.gui import theme
from kit.gui.decks.model import minutes
from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.decks.outline import Outline

STATES = {"calm": ("accent", "muted"), "tight": ("warning_ink", "warning_ink"), "over": ("error_ink", "error_ink")}


def state(outline: Outline) -> str:
    """Return calm, tight (the reserve is touched) or over."""
    if not outline.budget or outline.minutes <= outline.budget - outline.buffer:
        return "calm"
    return "tight" if outline.minutes <= outline.budget else "over"


def said(outline: Outline) -> str:
    """Say in words how the minutes stand."""
    slides = ngettext("{n} slide", "{n} slides", outline.slides).format(n=outline.slides)
    if not outline.budget:
        return _("{minutes} min · {slides}").format(minutes=minutes(outline.minutes), slides=slides)
    left = outline.budget - outline.minutes
    rest = _("{n} min free").format(n=minutes(left)) if left >= 0 else _("{n} min too long").format(n=minutes(-left))
    return _("{minutes} of {budget} min · {rest} · {slides}").format(
        minutes=minutes(outline.minutes), budget=outline.budget, rest=rest, slides=slides
    )


class BudgetBar(QWidget):
    """Shows the minutes of an outline against what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._outline: Outline | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Minutes"))

    def show_outline(self, outline: Outline) -> None:
        """Show another outline."""
        self._outline = outline
        text = said(outline)
        self.setAccessibleDescription(text)
        self.setToolTip(self._tip(outline))
        self.update()

    def _tip(self, outline: Outline) -> str:
        if not outline.budget:
            return _("Give the deck its minutes to see whether it fits.")
        return _("{n} minutes should stay free for the unforeseen.").format(n=outline.buffer)

    def sizeHint(self) -> QSize:
        return QSize(240, theme.look().px(13) + 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._outline is None:
            return
        look, outline = theme.look(), self._outline
        fill, ink = STATES[state(outline)]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(12))
        painter.setPen(look.colour(ink))
        painter.drawText(self.rect().adjusted(2, 0, 0, -10), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said(outline))
        bar = QRectF(0, self.height() - 8, self.width(), 6)
        whole = max(outline.budget, outline.minutes, 1)
        _round(painter, bar, look.colour("sunken"))
        _round(painter, QRectF(bar.x(), bar.y(), bar.width() * min(outline.minutes / whole, 1), bar.height()), look.colour(fill))
        if outline.budget and outline.minutes > outline.budget:
            at = bar.width() * outline.budget / whole
            painter.fillRect(QRectF(at, bar.y() - 2, 2, bar.height() + 4), look.colour("ink"))
        painter.end()


def _round(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, 3, 3)
