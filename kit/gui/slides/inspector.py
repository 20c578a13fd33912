"""The right of the page: a large preview, what the speaker says, minutes of each variant, tags, where it is used, what is found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kit.gui import theme, widgets
from kit.gui.slides import facets, thumbnail
from kit.gui.slides.tiles import Tile
from kit.i18n import N_, NAMES, _, said

if TYPE_CHECKING:
    from kit.decks.library import Card, CardSlide
    from kit.gui.preview.shelf import Look
    from kit.ops.decks import DeckRow

WIDTH, LEAST = 360, 272
DEPTHS = {"short": N_("Short"), "standard": N_("Standard"), "deep": N_("Deep")}


class Preview(QWidget):
    """One slide, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._slide: CardSlide | None = None
        self._version = ""
        self._look: Look | None = None
        self.part = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_(self, slide: CardSlide | None, version: str, look: Look | None = None) -> None:
        """Show another slide; `look` gives its picture once there is one, until then its words are shown."""
        self._slide, self._version, self._look, self.part = slide, version, look, 0
        self.setAccessibleName(thumbnail.said(slide) if slide else "")
        self.update()

    @property
    def parts(self) -> int:
        """Over how many slides the slide goes, as far as is known."""
        return self._look.parts if self._look is not None else 1

    def step(self, by: int) -> bool:
        """Go to another part of the slide; returns whether there is one."""
        if not 0 <= self.part + by < self.parts:
            return False
        self.part += by
        self.update()
        return True

    def placed(self, at: int, count: int) -> str:
        """Say which of `count` slides (from 0) this is, and which part of it."""
        words = f"{at + 1} / {max(1, count)}"
        return f"{words} · {_('part {n} of {count}').format(n=self.part + 1, count=self.parts)}" if self.parts > 1 else words

    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(width, round(width * thumbnail.WIDE))

    def resizeEvent(self, event: object) -> None:
        self.setFixedHeight(round(self.width() * thumbnail.WIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._slide is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        made = self._look.pixmap(self.width(), ratio, self.part) if self._look else None
        thumbnail.frame(painter, self.rect(), made or thumbnail.pixmap(self._slide, self._version, self.width(), ratio))
        painter.end()


class Inspector(QScrollArea):
    """Shows one tile; `edit` asks to open its file, `deck(path)` to turn to a deck that uses it."""

    edit = Signal()
    deck = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.fit(round(WIDTH / 0.3))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Details"))
        self._tile: Tile | None = None
        self._at = 0
        self.looks: Callable[[Card, int], Look | None] | None = None
        self._build()
        self.show_tile(None)

    def fit(self, room: int) -> None:
        """Be as wide as looks well on a page `room` wide: larger text wraps, the middle keeps its room."""
        usual = max(WIDTH * min(1.15, theme.look().scale), room * 0.26)  # on a wide screen the slide is larger too
        self.setFixedWidth(round(max(LEAST, min(usual, room * 0.3))))

    def _build(self) -> None:
        self.inside = QWidget()
        self.preview = Preview()
        self.back = widgets.icon_button("chevron-left", _("Previous slide"), partial(self._step, -1), size=16)
        self.on = widgets.icon_button("chevron-right", _("Next slide"), partial(self._step, 1), size=16)
        self.place = widgets.label("", "small")
        self.module = widgets.label("", "small", wrap=True)
        self.title = widgets.label("", "heading", wrap=True, select=True)
        self.path = widgets.label("", "small", wrap=True, select=True)
        self.badges = QHBoxLayout()
        self.badges.setSpacing(6)
        self.minutes = widgets.label("")
        self.notes = widgets.label("", wrap=True, select=True)
        self.findings = widgets.label("", "error", wrap=True, select=True)
        self.used = QVBoxLayout()
        self.used.setSpacing(2)
        self.open = widgets.button(_("Open in editor"), "edit", self.edit.emit)
        lay = QVBoxLayout(self.inside)
        lay.setContentsMargins(20, 16, 16, 24)
        lay.setSpacing(8)
        lay.addWidget(self.preview)
        lay.addLayout(widgets.row(self.back, self.place, self.on, 1, self.open, spacing=4))
        lay.addWidget(self.module)
        lay.addWidget(self.title)
        lay.addLayout(self.badges)
        self.parts: dict[str, QWidget] = {}
        for name, text, body in (
            ("minutes", _("Minutes"), self.minutes),
            ("notes", _("Speaker notes"), self.notes),
            ("findings", _("Findings"), self.findings),
        ):
            self._part(lay, name, text, body)
        head = widgets.label(_("Used in"), "section")
        lay.addSpacing(8)
        lay.addWidget(head)
        lay.addLayout(self.used)
        self.parts["used"] = head
        self._part(lay, "path", _("File"), self.path)
        lay.addStretch(1)
        self.setWidget(self.inside)
        self.inside.setAutoFillBackground(False)

    def _part(self, lay: QVBoxLayout, name: str, text: str, body: QWidget) -> None:
        box = QWidget()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(widgets.label(text, "section"))
        inner.addWidget(body)
        self.parts[name] = box
        lay.addWidget(box)

    def show_tile(self, tile: Tile | None) -> None:
        """Show a tile; None shows nothing."""
        self._tile = tile
        self.inside.setVisible(tile is not None)
        if tile is None:
            return
        slides = tile.row.card.slides
        self._at = next((n for n, slide in enumerate(slides) if slide.number == tile.slide.number), 0)
        self.open.setVisible(True)
        self.path.setText(f"{tile.row.id}\n{short(tile.row.path)}")
        self.path.setToolTip(str(tile.row.path))
        self._show_badges(tile)
        self.minutes.setText("   ".join(f"{_(DEPTHS[d])} {m:g}" for d, m in tile.row.minutes.items() if d in DEPTHS))
        self.parts["minutes"].setVisible(bool(tile.row.minutes))
        self.findings.setText("\n".join(said(finding) for finding in tile.row.findings))
        self.parts["findings"].setVisible(bool(tile.row.findings))
        self.show_uses(())
        self._show_slide()
        self.verticalScrollBar().setValue(0)

    def show_uses(self, decks: tuple[DeckRow, ...]) -> None:
        """Show the decks that use the module."""
        clear(self.used)
        self.parts["used"].setVisible(bool(decks))
        for row in decks:
            self.used.addWidget(widgets.RowButton(row.title, "decks", self._teller(row.path)))

    def _teller(self, path: Path) -> Callable[[], None]:
        return lambda: self.deck.emit(path)

    def _show_badges(self, tile: Tile) -> None:
        clear(self.badges)
        row = tile.row
        mark, kind = tile.mark
        track = facets.FACETS[0]
        words = [(track.name(row.track), "accent")] if row.track else []
        words += [(mark, kind)] if kind else [(NAMES[row.lang], "")] if row.lang in NAMES else []
        words += [(tag, "") for tag in row.tags[:3]]
        for text, kind_ in words:
            self.badges.addWidget(widgets.Badge(text, kind_))
        self.badges.addStretch(1)

    def _show_slide(self) -> None:
        if self._tile is None:
            return
        card = self._tile.row.card
        slide = card.slides[self._at] if card.slides else self._tile.slide
        self.preview.show_(slide, card.version, self.looks(card, slide.number) if self.looks else None)
        self.title.setText(slide.title or self._tile.title)
        self.module.setText(self._tile.row.title)
        self._place()
        self.notes.setText(slide.notes.strip())
        self.parts["notes"].setVisible(bool(slide.notes.strip()))

    def painted(self) -> None:
        """Show pictures that have just been made."""
        self.preview.update()
        self._place()

    def _place(self) -> None:
        count = len(self._tile.row.card.slides) if self._tile else 0
        self.place.setText(self.preview.placed(self._at, count))
        self.back.setEnabled(self._at > 0 or self.preview.part > 0)
        self.on.setEnabled(self._at < count - 1 or self.preview.part < self.preview.parts - 1)

    def _step(self, by: int) -> None:
        if self.preview.step(by):
            self._place()
            return
        count = len(self._tile.row.card.slides) if self._tile else 0
        self._at = max(0, min(count - 1, self._at + by))
        self._show_slide()


def short(path: Path) -> str:
    """Return a file's path from the folder slides on, which tells it apart; its name where it lies elsewhere."""
    root = next((parent.parent for parent in path.parents if parent.name == "slides"), path.parent)
    return path.relative_to(root).as_posix()


def clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is not None and (old := item.widget()) is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
