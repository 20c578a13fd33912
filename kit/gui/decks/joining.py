"""Join PowerPoint files: their order by drag, the slides of each, the look, and where the new deck goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kit.content import files
from kit.decks import refs
from kit.errors import KitError
from kit.gui import icons, theme, widgets
from kit.gui.decks.model import PPTX
from kit.i18n import _, said

PATH = Qt.ItemDataRole.UserRole
SLIDES = Qt.ItemDataRole.UserRole + 1


class JoinDialog(QDialog):
    """Asks what to join; `texts`, `out` and `look` hold the answer."""

    def __init__(self, paths: Sequence[Path], folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Join decks"))
        self.resize(QSize(620, 520))
        self.folder = folder
        self.out: Path | None = None
        self.setAcceptDrops(True)
        self._build()
        self.add(paths)

    def _build(self) -> None:
        self.list = _Files()
        self.list.currentItemChanged.connect(self._picked)
        self.list.removed.connect(self._tell)
        self.slides = QLineEdit()
        self.slides.setPlaceholderText(_("all slides, or e.g. 2-4,7"))
        self.slides.setAccessibleName(_("Slides"))
        self.slides.textEdited.connect(self._typed)
        self.own = QRadioButton(_("Each deck keeps its own look"))
        self.deck = QRadioButton(_("All take the look of the first deck"))
        self.own.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.own)
        group.addButton(self.deck)
        self.problem = widgets.label("", "error", wrap=True)
        self.join = widgets.button(_("Join"), "link", self._save, kind="primary")
        self.join.setDefault(True)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.setSpacing(10)
        lay.addWidget(widgets.label(_("Drag the files into the order in which they are to follow."), "muted", wrap=True))
        lay.addWidget(self.list, 1)
        lay.addLayout(self._tools())
        lay.addWidget(widgets.label(_("Slides of the picked file"), "small"))
        lay.addWidget(self.slides)
        lay.addWidget(self.own)
        lay.addWidget(self.deck)
        lay.addWidget(self.problem)
        lay.addLayout(widgets.row(1, widgets.button(_("Cancel"), call=self.reject), self.join))

    def _tools(self) -> QHBoxLayout:
        return widgets.row(
            widgets.button(_("Add files"), "plus", self._choose, kind="quiet"),
            widgets.button(_("Move up"), "up", lambda: self.list.shift(-1), kind="quiet"),
            widgets.button(_("Move down"), "down", lambda: self.list.shift(1), kind="quiet"),
            widgets.button(_("Take out"), "trash", self.list.take, kind="quiet"),
            1,
            spacing=4,
        )

    @property
    def look(self) -> str:
        """What the slides look like in the new deck."""
        return "deck" if self.deck.isChecked() else "source"

    @property
    def texts(self) -> tuple[str, ...]:
        """The decks as `join` takes them."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(str(item.data(PATH)) + (f"#{slides}" if (slides := item.data(SLIDES)) else "") for item in items)

    def add(self, paths: Sequence[Path]) -> None:
        """Put more files at the end."""
        for path in paths:
            self.list.put(path)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self._tell()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if widgets.dropped_files(event.mimeData(), PPTX):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(widgets.dropped_files(event.mimeData(), PPTX))

    def _choose(self) -> None:
        self.add(choose(self))

    def _picked(self, item: QListWidgetItem | None) -> None:
        self.slides.setEnabled(item is not None)
        self.slides.setText(item.data(SLIDES) if item is not None else "")

    def _typed(self, text: str) -> None:
        item = self.list.currentItem()
        if item is not None:
            item.setData(SLIDES, text.strip())
            self.list.name(item)
        self._tell()

    def _tell(self) -> None:
        """Say what is wrong with the slides asked for; joining waits until nothing is."""
        problem = ""
        for text in self.texts:
            try:
                refs.parse(text)
            except KitError as error:
                problem = said(error)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.join.setEnabled(not problem and self.list.count() > 0)

    def _save(self) -> None:
        proposed = files.free_name(self.folder / (_("Joined") + ".pptx"))
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the new deck"), str(proposed), "PowerPoint (*.pptx)")
        if name:
            self.out = Path(name if name.lower().endswith(".pptx") else name + ".pptx")
            self.accept()


class _Files(QListWidget):
    """Files in an order that dragging changes."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("framed", True)
        self.setAccessibleName(_("Files"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setIconSize(QSize(16, 16))

    def put(self, path: Path) -> None:
        item = QListWidgetItem(icons.icon("grip", "muted"), "")
        item.setData(PATH, str(path))
        item.setData(SLIDES, "")
        item.setToolTip(str(path))
        item.setSizeHint(QSize(0, round(34 * theme.look().scale)))
        self.addItem(item)
        self.name(item)

    def name(self, item: QListWidgetItem) -> None:
        slides = item.data(SLIDES)
        said_ = _("slides {slides}").format(slides=slides) if slides else _("all slides")
        item.setText(f"{Path(item.data(PATH)).name}    {said_}")

    def shift(self, by: int) -> None:
        row = self.currentRow()
        if row >= 0 and 0 <= row + by < self.count():
            item = self.takeItem(row)
            self.insertItem(row + by, item)
            self.setCurrentItem(item)

    def take(self) -> None:
        if self.currentRow() >= 0:
            self.takeItem(self.currentRow())
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take()
        else:
            super().keyPressEvent(event)


def choose(parent: QWidget) -> tuple[Path, ...]:
    """Let a person choose PowerPoint files."""
    kinds = _("PowerPoint files") + f" ({' '.join('*' + end for end in PPTX)})"
    names, _kind = QFileDialog.getOpenFileNames(parent, _("Choose decks"), "", kinds)
    return tuple(Path(name) for name in names)
