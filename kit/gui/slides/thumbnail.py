"""A clean small picture of a slide, painted from its words and the name of its layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache, QTextLayout, QTextOption

from kit.gui import theme
from kit.i18n import _

if TYPE_CHECKING:
    from kit.decks.library import CardSlide

WIDE = 9 / 16
DARK = ("title", "section", "closing", "quote", "big-number")
CARDS = ("three-cards", "two-content", "comparison", "steps", "timeline")
CACHE = 96 * 1024


@dataclass(frozen=True)
class Paper:
    """The colours of the slides shown: those of the shipped light theme, whatever the window's look."""

    ground: str = "#FFFFFF"
    ink: str = "#13252C"
    soft: str = "#5B6C73"
    line: str = "#D5DEE0"
    accent: str = "#0E766C"
    night: str = "#13252C"
    night_ink: str = "#FFFFFF"
    night_soft: str = "#B9CBCD"
    night_accent: str = "#4CC2B2"
    panel: str = "#F1F5F5"


PAPER = Paper()


def frame(painter: QPainter, rect: QRect, picture: QPixmap) -> None:
    """Paint the picture of a slide with round corners and a thin line about it."""
    edge = QPainterPath()
    edge.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.save()
    painter.setClipPath(edge)
    painter.drawPixmap(rect.topLeft(), picture)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.look().colour("line"), 1))
    painter.drawPath(edge)


def pixmap(slide: CardSlide, version: str, width: int, ratio: float) -> QPixmap:
    """Return the picture of a slide `width` logical pixels wide, from the cache when it was painted before."""
    key = f"slide/{version}/{slide.number}/{hash(slide)}/{width}/{ratio}"
    made = QPixmap()
    if QPixmapCache.find(key, made):
        return made
    if QPixmapCache.cacheLimit() < CACHE:
        QPixmapCache.setCacheLimit(CACHE)
    size = QSize(width, round(width * WIDE))
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint(painter, QRectF(0, 0, size.width(), size.height()), slide)
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def paint(painter: QPainter, rect: QRectF, slide: CardSlide) -> None:
    """Draw the slide into `rect`: dark for openings, with cards, rows or lines as its layout has them."""
    night = slide.layout in DARK
    painter.fillRect(rect, QColor(PAPER.night if night else PAPER.ground))
    unit = rect.width() / 100
    side = 6 * unit
    inner = rect.adjusted(side, 0, -side, 0)
    painter.fillRect(QRectF(inner.x(), rect.y() + 6 * unit, 5 * unit, 0.9 * unit), QColor(PAPER.night_accent if night else PAPER.accent))
    size = 6.6 if night else 4.9
    title = slide.title or (slide.text.splitlines() or [""])[0]
    top = rect.y() + (15 if night else 9) * unit
    head, most = QRectF(inner.x(), top, inner.width(), 20 * unit), 3 if night else 2
    used = _text(painter, head, title, size * unit, _ink(night), bold=True, most=most)
    body = QRectF(inner.x(), top + used + 2.5 * unit, inner.width(), rect.bottom() - top - used - 6 * unit)
    lines = [line.strip() for line in slide.text.splitlines() if line.strip() and line.strip() != title]
    if slide.layout in CARDS and len(lines) > 1:
        _cards(painter, body, lines, unit)
    elif slide.layout == "table" and len(lines) > 2:
        _rows(painter, body, lines, unit)
    elif slide.layout == "code":
        _code(painter, body, slide.text, unit)
    else:
        _lines(painter, body, lines, unit, night)


def _ink(night: bool) -> str:
    return PAPER.night_ink if night else PAPER.ink


def _lines(painter: QPainter, body: QRectF, lines: list[str], unit: float, night: bool) -> None:
    y = body.y()
    for line in lines:
        room = body.bottom() - y
        if room < 4 * unit:
            return
        ink = PAPER.night_soft if night else PAPER.soft
        y += _text(painter, QRectF(body.x(), y, body.width(), room), line, 3.1 * unit, ink) + 1.2 * unit


def _cards(painter: QPainter, body: QRectF, lines: list[str], unit: float) -> None:
    count = min(3 if len(lines) < 4 else 4 if len(lines) == 4 else 3, len(lines))
    gap = 2 * unit
    width = (body.width() - gap * (count - 1)) / count
    share = -(-len(lines) // count)
    for n in range(count):
        box = QRectF(body.x() + n * (width + gap), body.y(), width, body.height())
        painter.fillRect(box, QColor(PAPER.panel))
        painter.fillRect(QRectF(box.x(), box.y(), box.width(), 0.7 * unit), QColor(PAPER.accent))
        _lines(painter, box.adjusted(1.8 * unit, 2.4 * unit, -1.5 * unit, -1 * unit), lines[n * share : (n + 1) * share], unit, False)


def _rows(painter: QPainter, body: QRectF, lines: list[str], unit: float) -> None:
    step = 5.4 * unit
    for n, line in enumerate(lines[: int(body.height() // step)]):
        y = body.y() + n * step
        _text(painter, QRectF(body.x(), y + 0.8 * unit, body.width(), step), line, 2.8 * unit, PAPER.soft, bold=n == 0, most=1)
        painter.fillRect(QRectF(body.x(), y + step - 0.2 * unit, body.width(), 0.25 * unit), QColor(PAPER.accent if n == 0 else PAPER.line))


def _code(painter: QPainter, body: QRectF, text: str, unit: float) -> None:
    painter.fillRect(body, QColor(PAPER.panel))
    y = body.y() + 2 * unit
    for line in text.splitlines():
        if y > body.bottom() - 4 * unit:
            return
        room = QRectF(body.x() + 2 * unit, y, body.width() - 4 * unit, 4 * unit)
        y += _text(painter, room, line, 2.6 * unit, PAPER.ink, most=1, code=True)


def _text(
    painter: QPainter, rect: QRectF, text: str, size: float, ink: str, *, bold: bool = False, most: int = 9, code: bool = False
) -> float:
    """Write `text` into `rect` in at most `most` lines; returns the height used."""
    layout = QTextLayout(text, _font(round(size, 1), bold, code))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y, count, high = 0.0, 0, QFontMetricsF(layout.font()).height()
    while count < most and y + high <= rect.height() + 0.5:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        line.setPosition(QPointF(0, y))
        y += line.height() * 0.98
        count += 1
    layout.endLayout()
    painter.setPen(QColor(ink))
    painter.save()
    painter.setClipRect(QRectF(rect.x(), rect.y(), rect.width(), y + 1))
    layout.draw(painter, rect.topLeft())
    painter.restore()
    return y


@lru_cache(maxsize=64)
def _font(size: float, bold: bool, code: bool) -> QFont:
    font = QFont(theme.look().font())
    if code:
        font.setFamilies(["Consolas", "Menlo", "Noto Sans Mono CJK SC", "monospace"])
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def said(slide: CardSlide) -> str:
    """Say in words what the picture shows."""
    return _("Slide {n}: {title}").format(n=slide.number, title=slide.title)
