"""A module being written: its words at the left, its slides at the right as they will look, what is to be mended below."""

from __future__ import annotations

from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QBuffer, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from kit.context import Kit
from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.gui.slides import mending
from kit.gui.slides.languages import Languages
from kit.gui.slides.mending import Problems
from kit.gui.slides.proofs import Printed, Proofs
from kit.gui.slides.seeking import Seeker
from kit.gui.slides.source import Source
from kit.gui.slides.strip import NAMES, Strip
from kit.i18n import _
from kit.ops import slides, writing
from kit.ops.writing import Opened

DRAFT_AFTER = 600  # milliseconds after the last key before a draft is kept
TURNS = count(1)  # of every writer: the window is built anew in another language


def brought(kit: Kit, path: Path, pictures: tuple[Path, ...] | QImage) -> tuple[str, ...]:
    """Put pictures beside the module's words; returns their names."""
    if not isinstance(pictures, QImage):
        return tuple(writing.bring(kit, path, picture) for picture in pictures)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    pictures.save(buffer, "PNG")  # type: ignore[call-overload]
    return (writing.bring(kit, path, bytes(buffer.data().data())),)


class Writer(QWidget):
    """`changed` comes when there is something to save or no longer, `opened` when another file is shown, `failed(error)` on a refusal,
    `told(text, kind, action, call)` when there is something to say, `conflict` when the file on disk is another than the one opened.
    """

    changed = Signal()
    opened = Signal()
    failed = Signal(object)
    told = Signal(str, str, str, object)
    conflict = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.file: Opened | None = None
        self.row_id = ""
        self._later: writing.Stamp | None = None
        self._copying = self._filling = self._unkept = False
        self._safe = True
        self._opening, self._looking = jobs.Latest(self), jobs.Latest(self)
        self.proofs = Proofs(kit, self)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(DRAFT_AFTER)
        self._keeping.timeout.connect(self.keep)
        self._build()

    def _build(self) -> None:
        self.source, self.strip, self.problems = Source(), Strip(), Problems()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 0, 8, 0)
        column.setSpacing(0)
        self.seeker = Seeker(self.source)
        column.addWidget(self.seeker)
        column.addWidget(self.source, 1)
        column.addWidget(self.problems)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(left)
        self.split.addWidget(self.strip)
        self.split.setSizes([560, 440])
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 8, 8)
        lay.setSpacing(8)
        lay.addLayout(self._bar())
        lay.addWidget(self.split, 1)
        self.source.textChanged.connect(self._typed)
        self.source.pictured.connect(self._bring)
        self.source.at_line.connect(self.strip.show_line)
        self.strip.picked.connect(self._go)
        self.problems.opened.connect(self._go)
        self.problems.mended.connect(self._mend)
        self.proofs.printed.connect(self._printed)

    def _bar(self) -> QHBoxLayout:
        self.state = widgets.label("", "small")
        self.langs = Languages()
        self.langs.opened.connect(lambda path: self.open_(path, self.row_id))
        self.variant = QComboBox()
        self.variant.setAccessibleName(_("Variant"))
        self.variant.setToolTip(_("Which slides a short, standard or deep talk has"))
        self.variant.addItem(_("Every slide"), "")
        for depth, name in NAMES.items():
            self.variant.addItem(_(name), depth)
        self.variant.currentIndexChanged.connect(lambda _row: self.strip.sheets.show_depth(self.variant.currentData()))
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 0, 16, 0)
        bar.setSpacing(8)
        bar.addWidget(self.state, 1)
        bar.addWidget(self.langs)
        bar.addWidget(self.variant)
        return bar

    @property
    def dirty(self) -> bool:
        """Whether there are words nobody has saved."""
        return self.file is not None and self.source.toPlainText() != self.file.saved

    @property
    def quiet(self) -> bool:
        """Whether the slides shown are those of the words."""
        return self.proofs.quiet and not self._keeping.isActive()

    def open_(self, path: Path, row_id: str) -> None:
        """Open a module's file; words nobody has saved of the one before are kept as its draft."""
        self.keep()
        self.row_id = row_id
        self._opening.start(partial(writing.open_, self.kit, path), self.show_file, self.failed.emit)

    def show_file(self, file: Opened) -> None:
        """Show an opened file."""
        before, self.file, self._filling, self._later = self.file, file, True, None
        if before is None or before.path != file.path:
            self._clear()
            self.source.setPlainText(file.text)
            self.source.go(1)
        elif self.source.toPlainText() != file.text:
            self.source.take(file.text)
        self._filling = False
        self._looking.start(partial(writing.languages, self.kit, file.path), partial(self.langs.show_, now=file.path), self.failed.emit)
        self.proofs.ask(file.path, file.text)
        self._say()
        self.source.setFocus()
        self.opened.emit()
        if file.text != file.saved:
            self.told.emit(_("These are words that were not saved."), "info", _("Take what is saved"), self.discard)

    def _clear(self) -> None:
        """Take away what another module left: its slides, its problems."""
        self.strip.show_pages(())
        self.source.show_problems({})
        self.problems.show_findings(())
        self.problems.state.clear()

    def save(self, force: bool = False) -> None:
        """Write the words into the file; `force` does so even if another program has changed it."""
        if self.file is None or not self.file.own:
            return
        known = None if force else self.file.stamp
        work = partial(writing.save, self.kit, self.file.path, self.source.toPlainText(), known, next(TURNS))
        jobs.start(work, self._saved, self._refused, owner=self)

    def discard(self) -> None:
        """Let the draft go and show what is saved."""
        if self.file is not None:
            jobs.start(partial(writing.discard, self.kit, self.file.path), self.show_file, self.failed.emit, owner=self)

    def keep(self) -> None:
        """Keep words nobody has saved, so that nothing is lost whatever happens."""
        if self.file is None or not self._unkept:
            return
        self._keeping.stop()
        self._unkept = False
        file, text = self.file, self.source.toPlainText()
        work = partial(writing.keep, self.kit, file.path, text, file.saved, next(TURNS))
        jobs.start(work, self._kept, self._not_kept, owner=self)

    def _kept(self, _done: None) -> None:
        self._safe = True
        self._say()

    def _not_kept(self, error: KitError) -> None:
        """Say that there is no draft, and try again at the next key and when the words leave the screen."""
        self._safe, self._unkept = False, True
        self._say()
        self.failed.emit(error)

    def look_again(self) -> None:
        """Ask whether another program has changed the file meanwhile."""
        if self.file is not None:
            self._looking.start(partial(writing.stamp, self.file.path), self._seen, self.failed.emit)

    def later(self) -> None:
        """Ask no more about the file as it is now, before somebody saves."""
        self._later = writing.stamp(self.file.path) if self.file is not None else None

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def _typed(self) -> None:
        if self._filling or self.file is None:
            return
        self.proofs.ask(self.file.path, self.source.toPlainText())
        self._keep_soon()
        if not self.file.own and not self._copying and self.dirty:
            self._copying = True
            work = partial(slides.own_file, self.kit, self.file.path)
            jobs.start(work, self._copied, self._not_copied, owner=self)
        self._say()
        self.changed.emit()

    def _copied(self, path: Path) -> None:
        """Go on in the workspace's copy of what came with the program."""
        self._copying = False
        if self.file is None:
            return
        self.file = Opened(path, self.file.text, self.file.saved, writing.stamp(path), True)
        self.proofs.ask(path, self.source.toPlainText())
        self._say()
        self.changed.emit()
        self.told.emit(_("Copied into your workspace: you are changing the copy, what came with Lectern stays."), "info", "", None)

    def _not_copied(self, error: KitError) -> None:
        self._copying = False
        self.failed.emit(error)

    def _saved(self, file: Opened) -> None:
        self._keeping.stop()
        self.file, self._unkept = file, False
        self._say()
        self.changed.emit()
        if self.dirty:  # typed while it was written
            self._keep_soon()

    def _keep_soon(self) -> None:
        self._unkept = True
        self._keeping.start()

    def _refused(self, error: KitError) -> None:
        if error.code == "writing.changed":
            self.conflict.emit()
        else:
            self.failed.emit(error)

    def _seen(self, stamp: writing.Stamp) -> None:
        if self.file is None or stamp in (self.file.stamp, (0, 0), self._later):
            return
        if self.dirty:
            self.conflict.emit()
        else:
            self.discard()

    def _printed(self, made: Printed) -> None:
        if self.file is None or made.path != self.file.path:  # another module is open by now
            return
        self.strip.show_pages(made.pages) if made.pages or not made.proof.findings else None
        self.strip.show_line(self.source.line())
        self.source.show_problems(mending.by_line(made.proof.findings))
        self.problems.show_findings(made.proof.findings)

    def _go(self, line: int) -> None:
        if line:
            self.source.go(line)
        if not self.strip.sheets.hasFocus():
            self.source.setFocus()

    def _mend(self, line: int, old: str, new: str) -> None:
        """Put the right name in its place; the cursor goes there, for the button pressed is gone with its problem."""
        self.source.replace_in(line, old, new)
        self.source.go(line)
        self.source.setFocus()

    def _bring(self, pictures: tuple[Path, ...] | QImage) -> None:
        """Copy pictures beside the words, then name them where the cursor is."""
        if self.file is not None:
            jobs.start(partial(brought, self.kit, self.file.path, pictures), self._brought, self.failed.emit, owner=self)

    def _brought(self, names: tuple[str, ...]) -> None:
        for name in names:
            self.source.insert_picture(name)
        self.source.setFocus()

    def _say(self) -> None:
        if self.file is None:
            return
        unsaved = _("not saved yet, kept as a draft") if self._safe else _("not saved, and no draft could be kept")
        kind = unsaved if self.dirty else _("saved") if self.file.own else _("came with Lectern")
        self.state.setText(f"{self.row_id}  ·  {self.file.path.name}  ·  {kind}")
        self.state.setToolTip(str(self.file.path))
