"""The painted slides of what is being written, one under the other: the one at the cursor is framed, a click goes to its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from kit.decks.module.model import DEPTHS
from kit.gui import theme
from kit.gui.slides import thumbnail
from kit.i18n import N_, _

if TYPE_CHECKING:
    from kit.gui.slides.proofs import Page
    from kit.ops.writing import Shown

GAP, HEAD = 12, 22
NAMES = {"short": N_("Short"), "standard": N_("Standard"), "deep": N_("Deep")}


class Strip(QScrollArea):
    """`picked(line)` comes when a person picks a slide."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Slides"))
        self.sheets = Sheets()
        self.sheets.moved.connect(self._moved)
        self.setWidget(self.sheets)

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show these slides; the place stays where it was."""
        self.sheets.show_pages(pages)

    def show_line(self, line: int) -> None:
        """Frame the slide whose words stand on a line and bring it into view."""
        at = next((n for n, page in reversed(list(enumerate(self.sheets.pages))) if page.slide.line <= line and page.slide.part == 1), 0)
        if self.sheets.pages and at != self.sheets.at:
            self.sheets.pick(at)
            self._moved(at, told=False)

    def _moved(self, at: int, told: bool = True) -> None:
        rect = self.sheets.rect_of(at)
        self.ensureVisible(rect.center().x(), rect.center().y(), 0, rect.height() // 2 + GAP)
        if told:
            self.picked.emit(self.sheets.pages[at].slide.line)


class Sheets(QWidget):
    """Paints the slides; `variant` "" shows all as they are, another makes those pale that its variant leaves out."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[Page, ...] = ()
        self.at = 0
        self.variant = ""
        self._small: dict[tuple[int, int], QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(160)

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show these slides."""
        self.pages = tuple(pages)
        self.at = max(0, min(self.at, len(self.pages) - 1))
        kept = {page.image.cacheKey() for page in self.pages}
        self._small = {key: made for key, made in self._small.items() if key[0] in kept}
        self._measure()
        self._say()
        self.update()

    def show_depth(self, depth: str) -> None:
        """Show which slides a variant has."""
        self.variant = depth
        self.update()

    def pick(self, at: int) -> None:
        """Frame a slide."""
        self.at = at
        self._say()
        self.update()

    def rect_of(self, at: int) -> QRect:
        """Return where a slide is painted."""
        top = GAP
        for n, page in enumerate(self.pages):
            high = self._high(page.image)
            if n == at:
                return QRect(GAP, top + HEAD, self._wide(), high)
            top += HEAD + high + GAP
        return QRect(GAP, top, self._wide(), 0)

    def left_out(self, slide: Shown) -> bool:
        """Whether the variant that is shown leaves a slide out."""
        return bool(self.variant and slide.depth) and DEPTHS.index(slide.depth) > DEPTHS.index(self.variant)

    def sizeHint(self) -> QSize:
        return QSize(420, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if step and self.pages:
            self._go(max(0, min(len(self.pages) - 1, self.at + step)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = next(
            (n for n in range(len(self.pages)) if self.rect_of(n).adjusted(0, -HEAD, 0, GAP).contains(event.position().toPoint())), -1
        )
        if at >= 0:
            self._go(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.pages:
            painter.setPen(look.colour("muted"))
            painter.drawText(QRect(GAP, GAP + HEAD, self._wide(), 2 * HEAD), Qt.AlignmentFlag.AlignHCenter, _("The slides appear here."))
        for n, page in enumerate(self.pages):
            rect = self.rect_of(n)
            if not rect.adjusted(-4, -HEAD, 4, 4).intersects(event.rect()):
                continue
            out = self.left_out(page.slide)
            self._head(painter, rect, n, page.slide, out)
            painter.setOpacity(0.35 if out else 1.0)
            painter.drawPixmap(rect.topLeft(), self._pixmap(page.image))
            painter.setOpacity(1.0)
            chosen = n == self.at
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent" if chosen else "line"), 2 if chosen else 1))
            painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), 3, 3)
        painter.end()

    def _head(self, painter: QPainter, rect: QRect, n: int, slide: Shown, out: bool) -> None:
        look = theme.look()
        painter.setFont(look.font(12))
        painter.setPen(look.colour("accent_ink" if n == self.at else "muted"))
        words = str(n + 1) + (f"   {_('part {n} of {count}').format(n=slide.part, count=slide.parts)}" if slide.parts > 1 else "")
        line = QRect(rect.left(), rect.top() - HEAD, rect.width(), HEAD - 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        if slide.depth:
            text = _("not in this variant") if out else _("from {depth} on").format(depth=_(NAMES[slide.depth]))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _pixmap(self, image: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        wide = round(self._wide() * ratio)
        key = (image.cacheKey(), wide)
        if key not in self._small:
            made = QPixmap.fromImage(image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
            made.setDevicePixelRatio(ratio)
            self._small[key] = made
        return self._small[key]

    def _go(self, at: int) -> None:
        self.setFocus()
        self.pick(at)
        self.moved.emit(at)

    def _wide(self) -> int:
        return max(self.width() - 2 * GAP, 80)

    def _high(self, image: QImage) -> int:
        return round(self._wide() * image.height() / image.width()) if image.width() else round(self._wide() * thumbnail.WIDE)

    def _measure(self) -> None:
        last = self.rect_of(len(self.pages) - 1) if self.pages else QRect(QPoint(0, 0), QSize(0, 0))
        self.setMinimumHeight(last.bottom() + GAP)

    def _say(self) -> None:
        if self.pages:
            slide = self.pages[self.at].slide
            self.setAccessibleName(_("Slide {n}: {title}").format(n=self.at + 1, title=slide.title))
