"""A finished deck as a PDF or as pictures: what is asked, and the work that writes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QDialog, QFileDialog, QRadioButton, QVBoxLayout, QWidget

from kit.content import files
from kit.context import Kit
from kit.gui import jobs, widgets
from kit.gui.decks import built
from kit.gui.decks.model import PPTX
from kit.gui.page import Page
from kit.i18n import N_, _, ngettext, said
from kit.ops import exports

if TYPE_CHECKING:
    from kit.ops.exports import Exported, Rendered

KINDS = (
    ("slides", 3, N_("Slides, one a page")),
    ("notes", 3, N_("Slides with the notes under them")),
    ("handout", 3, N_("Handout: three slides a page, with lines to write on")),
    ("handout", 6, N_("Handout: six slides a page, with lines to write on")),
    ("pictures", 1, N_("Pictures: a PNG of each slide")),
)


class ExportDialog(QDialog):
    """Asks what of a deck is wanted on paper; `what`, `each` and `out` hold the answer."""

    def __init__(self, deck: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Export"))
        self.deck = deck
        self.out: Path | None = None
        self.group = QButtonGroup(self)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.setSpacing(10)
        lay.addWidget(widgets.label(deck.name, "heading", wrap=True))
        for number, (_what, _each, text) in enumerate(KINDS):
            choice = QRadioButton(_(text))
            choice.setChecked(not number)
            self.group.addButton(choice, number)
            lay.addWidget(choice)
        self.go = widgets.button(_("Export"), "export", self._save, kind="primary")
        self.go.setDefault(True)
        lay.addSpacing(8)
        lay.addLayout(widgets.row(1, widgets.button(_("Cancel"), call=self.reject), self.go))

    @property
    def what(self) -> str:
        """What is to be shown: slides, notes, handout or pictures."""
        return KINDS[self.group.checkedId()][0]

    @property
    def each(self) -> int:
        """How many slides a page of a handout has."""
        return KINDS[self.group.checkedId()][1]

    def _save(self) -> None:
        if self.what == "pictures":
            name = QFileDialog.getExistingDirectory(self, _("Where shall the folder with the pictures go?"), str(self.deck.parent))
            if name:
                self.out = files.free_name(Path(name) / self.deck.stem)
                self.accept()
            return
        ending = "" if self.what == "slides" else f" {_(KINDS[self.group.checkedId()][0])}"
        proposed = self.deck.with_name(f"{self.deck.stem}{ending}.pdf")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the PDF"), str(proposed), "PDF (*.pdf)")
        if name:
            self.out = Path(name if name.lower().endswith(".pdf") else name + ".pdf")
            self.accept()


def ask(page: Page, deck: Path | None) -> None:
    """Ask what of a deck (else of one to be chosen) is to be written, and write it."""
    deck = deck or choose(page, page.kit.workspace.out)
    if deck is None:
        return
    dialog = ExportDialog(deck, page)
    if dialog.exec() and dialog.out is not None:
        work: Callable[..., object] = partial(export, page.kit, deck, dialog.out, dialog.what, dialog.each)
        if dialog.what == "pictures":
            work = partial(pictures, deck, dialog.out)
        jobs.start(work, partial(_written, page), owner=page, title=_("Exporting {name}").format(name=deck.name))


def _written(page: Page, made: Exported | Rendered) -> None:
    """Say what was written, and offer to open it."""
    if isinstance(made, exports.Rendered):
        count = len(made.pictures)
        text = ngettext("{n} picture is in {folder}.", "{n} pictures are in {folder}.", count).format(n=count, folder=made.folder.name)
        page.say(text, "success", _("Open"), partial(_open, page, made.folder))
        return
    notes = [said(finding) for finding in made.findings]
    text = " ".join([_("{name} is written.").format(name=made.path.name), *notes])
    page.say(text, "info", _("Open"), partial(_open, page, made.path))


def _open(page: Page, path: Path) -> None:
    if not built.open_file(path):
        page.say(built.unopened(path), "warning")


def choose(parent: QWidget, folder: Path) -> Path | None:
    """Let a person choose a finished deck."""
    kinds = _("PowerPoint files") + f" ({' '.join('*' + end for end in PPTX)})"
    name, _kind = QFileDialog.getOpenFileName(parent, _("Choose a finished deck"), str(folder), kinds)
    return Path(name) if name else None


def export(
    kit: Kit, deck: Path, out: Path, what: str, each: int, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> Exported:
    """Write the PDF."""
    from kit.gui.preview import paper

    profile = kit.workspace.cache / "office"
    return exports.export(deck, out, paper.write, what=what, each=each, profile=profile, progress=progress, cancelled=cancelled)


def pictures(deck: Path, folder: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Rendered:
    """Write the pictures."""
    from kit.gui.preview import prints

    return exports.render(deck, folder, prints.pictures, width=1920, progress=progress, cancelled=cancelled)
