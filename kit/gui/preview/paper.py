"""Slides on paper without LibreOffice: a PDF with one slide a page, with its notes, or with three or six slides and lines to write on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from kit.decks.scene import Slide
from kit.errors import KitError
from kit.gui.preview import faces, prints
from kit.gui.preview.film import Film
from kit.gui.preview.painter import ONE_POINT

POINTS = 72
WIDE = 2400  # pixels that a slide is laid out in: letters stay letters, pictures are this sharp
A4 = QSizeF(595, 842)
MARGIN = 48.0
INK, FAINT = QColor("#1A2228"), QColor("#B8C0C6")
Report = Callable[[int, int], object]


@dataclass
class _Paper:
    """A PDF being written from a deck."""

    film: Film
    writer: QPdfWriter
    painter: QPainter
    sheet: QImage
    begun: bool = False

    def page(self) -> None:
        """Begin the next page."""
        if self.begun:
            self.writer.newPage()
        self.begun = True

    def slide(self, slide: Slide, box: QRectF, framed: bool) -> None:
        """Draw a slide into `box`, as large as it fits."""
        scale = min(box.width() / self.sheet.width(), box.height() / self.sheet.height())
        self.painter.save()
        self.painter.translate(box.topLeft())
        self.painter.scale(scale, scale)
        self.film.draw(self.painter, self.sheet, slide)
        self.painter.restore()
        if framed:
            self.painter.setPen(QPen(FAINT, 0.5))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawRect(QRectF(box.topLeft(), QSizeF(self.sheet.width() * scale, self.sheet.height() * scale)))


def write(
    source: Path, out: Path, what: str, each: int = 3, report: Report | None = None, cancelled: Callable[[], bool] | None = None
) -> int:
    """Write the slides of a deck that are not hidden as a PDF and return its pages; `what` is slides, notes or handout, `each` per page.

    Needs no window and no display. Raises KitError for a deck that cannot be read, or when told to stop.
    """
    prints.ready()
    with Film(source) as film:
        shown = [slide for slide in film.deck.slides if not slide.hidden]
        groups = [shown[i : i + each] for i in range(0, len(shown), each)] if what == "handout" else [[slide] for slide in shown]
        paper = _begin(film, out, what)
        try:
            for number, group in enumerate(groups, 1):
                if cancelled is not None and cancelled():
                    raise KitError("deck.cancelled", "Stopped: nothing was written.")
                paper.page()
                PAGES[what](paper, group, each)
                if report is not None:
                    report(number, len(groups))
        finally:
            paper.painter.end()
        return len(groups)


def _begin(film: Film, out: Path, what: str) -> _Paper:
    wide, high = film.deck.width or 12192000, film.deck.height or 6858000
    writer = QPdfWriter(str(out))
    writer.setResolution(POINTS)
    writer.setTitle(film.deck.title)
    writer.setCreator("Lectern")
    size = QSizeF(wide / 12700, high / 12700) if what == "slides" else A4
    exact = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(exact, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    sheet = QImage(WIDE, max(1, min(round(WIDE * high / wide), WIDE * 4)), QImage.Format.Format_RGB32)
    sheet.setDotsPerMeterX(ONE_POINT)
    sheet.setDotsPerMeterY(ONE_POINT)
    return _Paper(film, writer, QPainter(writer), sheet)


def _slides(paper: _Paper, group: Sequence[Slide], _each: int) -> None:
    paper.slide(group[0], QRectF(0, 0, paper.writer.width(), paper.writer.height()), framed=False)


def _notes(paper: _Paper, group: Sequence[Slide], _each: int) -> None:
    """Draw the slide above, what is said to it below; long notes are set smaller down to what can be read, then cut with a mark."""
    width = A4.width() - 2 * MARGIN
    high = width * paper.sheet.height() / paper.sheet.width()
    paper.slide(group[0], QRectF(MARGIN, MARGIN, width, high), framed=True)
    top = MARGIN + high + 24
    room = QRectF(MARGIN, top, width, A4.height() - top - MARGIN)
    rest = group[0].notes.strip()
    while rest:
        rest = _said(paper.painter, rest, room)
        if rest:
            _number(paper, group[0])
            paper.page()
            room = QRectF(MARGIN, MARGIN, width, A4.height() - 2 * MARGIN)
    _number(paper, group[0])


def _said(painter: QPainter, text: str, room: QRectF) -> str:
    """Set as many paragraphs as fit into `room` and return the rest."""
    pars = text.split("\n")
    count = len(pars)
    while count > 1 and _document("\n".join(pars[:count]), room.width()).size().height() > room.height():
        count -= 1
    painter.save()
    painter.translate(room.topLeft())
    _document("\n".join(pars[:count]), room.width()).drawContents(painter, QRectF(0, 0, room.width(), room.height()))
    painter.restore()
    return "\n".join(pars[count:]).strip("\n")


def _document(text: str, width: float) -> QTextDocument:
    font = QFont()
    font.setFamilies(faces.families("Arial", "Noto Sans SC", any(ord(char) > 0x2E80 for char in text)))
    font.setPointSizeF(11)
    made = QTextDocument()
    made.setDefaultFont(font)
    made.setDocumentMargin(0)
    made.setTextWidth(width)
    form = QTextCharFormat()
    form.setForeground(INK)
    QTextCursor(made).insertText(text, form)
    return made


def _number(paper: _Paper, slide: Slide) -> None:
    font = QFont()
    font.setFamilies(faces.families("Arial", "Noto Sans SC", False))
    font.setPointSizeF(9)
    paper.painter.setFont(font)
    paper.painter.setPen(INK)
    box = QRectF(MARGIN, A4.height() - MARGIN + 8, A4.width() - 2 * MARGIN, 16)
    paper.painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(slide.number))


def _handout(paper: _Paper, group: Sequence[Slide], each: int) -> None:
    """Draw three slides with lines beside them, or six in two columns with lines below each."""
    columns, rows = (1, 3) if each == 3 else (2, 3)
    gap = 20.0
    wide = (A4.width() - 2 * MARGIN - gap * (columns - 1)) / columns
    high = (A4.height() - 2 * MARGIN - gap * (rows - 1)) / rows
    for place, slide in enumerate(group):
        cell = QRectF(MARGIN + (wide + gap) * (place % columns), MARGIN + (high + gap) * (place // columns), wide, high)
        share = QRectF(cell.x(), cell.y(), cell.width() * (0.56 if columns == 1 else 1.0), cell.height() * (1.0 if columns == 1 else 0.72))
        paper.slide(slide, share, framed=True)
        _lines(paper.painter, _free(paper, cell, share, columns))
    _number(paper, group[-1])


def _free(paper: _Paper, cell: QRectF, share: QRectF, columns: int) -> QRectF:
    """Return what a slide leaves free of its cell."""
    high = min(share.width() * paper.sheet.height() / paper.sheet.width(), share.height())
    if columns == 1:
        return QRectF(share.right() + 16, cell.y(), cell.right() - share.right() - 16, max(high, 60.0))
    return QRectF(cell.x(), cell.y() + high + 2, cell.width(), cell.height() - high - 2)


def _lines(painter: QPainter, room: QRectF) -> None:
    painter.setPen(QPen(FAINT, 0.5))
    y = room.y() + 20
    while y <= room.bottom():
        painter.drawLine(room.left(), y, room.right(), y)  # type: ignore[call-overload]
        y += 20


PAGES: dict[str, Callable[[_Paper, Sequence[Slide], int], None]] = {"slides": _slides, "notes": _notes, "handout": _handout}
