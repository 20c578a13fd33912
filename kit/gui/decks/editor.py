"""One deck opened: library left, outline in the middle, preview right, findings below; every edit can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kit.decks.spec import DeckSpec
from kit.errors import KitError
from kit.gui import theme, widgets
from kit.gui.decks import drawer, edits
from kit.gui.decks.budget import BudgetBar
from kit.gui.decks.drawer import Drawer
from kit.gui.decks.findings import Findings
from kit.gui.decks.model import Node
from kit.gui.decks.side import Side
from kit.gui.decks.tree import OutlineTree
from kit.gui.undo import Document
from kit.i18n import _

if TYPE_CHECKING:
    from kit.decks.library import Hit
    from kit.decks.outline import Outline
    from kit.errors import Finding
    from kit.ops.slides import ModuleRow


class Editor(QWidget):
    """Edits a DeckSpec through `document`; asks its page to search, to bring files in, to open files."""

    searched = Signal(str)
    filed = Signal(object, int, int)
    file_asked = Signal(object)
    mend_asked = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.document: Document[DeckSpec] = Document(DeckSpec(""), self)
        self.outline: Outline | None = None
        self.found: tuple[Finding, ...] = ()
        self.modules: tuple[ModuleRow, ...] = ()
        self.hits: tuple[Hit, ...] | None = None
        self._wanted: tuple[Any, ...] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.drawer = Drawer()
        self.tree = OutlineTree()
        self.budget = BudgetBar()
        self.section = widgets.button(_("Add section"), "plus", self.add_section, kind="quiet")
        self.findings = Findings()
        self.side = Side()
        middle = self.middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(8)
        line = widgets.row(self.budget, self.section)
        line.setStretch(0, 1)
        column.addLayout(line)
        self.below = QSplitter(Qt.Orientation.Vertical)
        self.below.addWidget(self.tree)
        self.below.addWidget(self.findings)
        self.below.setStretchFactor(0, 1)
        self.below.setCollapsible(0, False)
        self.below.setSizes([600, 132])
        column.addWidget(self.below, 1)
        self.parts = QSplitter()
        for part in (self.drawer, middle, self.side):
            self.parts.addWidget(part)
        self.parts.setStretchFactor(1, 3)
        self.parts.setStretchFactor(2, 1)  # on a wide screen the slide is larger too
        self.parts.setCollapsible(1, False)
        scale = theme.look().scale
        self.parts.setSizes([round(drawer.WIDTH * scale), 600, round(336 * scale)])
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Of a narrow window let the outline keep enough for its titles, as far as its neighbours can give way."""
        super().resizeEvent(event)
        room = self.width() - self.drawer.minimumWidth() - self.side.minimumWidth() - 2 * self.parts.handleWidth()
        self.middle.setMinimumWidth(max(240, min(round(400 * theme.look().scale), room)))

    def _connect(self) -> None:
        self.drawer.asked.connect(self.add)
        self.drawer.searched.connect(self.searched)
        self.side.edited.connect(self.document.edit)
        self.tree.picked.connect(self.side.slide.show_node)
        self.tree.varied.connect(self._vary)
        self.tree.removed.connect(self.remove)
        self.tree.shifted.connect(self.shift)
        self.tree.file_asked.connect(self.file_asked)
        model = self.tree.outline
        model.moved.connect(self._move)
        model.sectioned.connect(self._move_section)
        model.added.connect(lambda refs, section, line: self.insert(refs, (section, line)))
        model.filed.connect(self.filed)
        model.renamed.connect(self._rename)
        self.findings.opened.connect(self._go)
        self.findings.mended.connect(self._mend)

    @property
    def spec(self) -> DeckSpec:
        """The deck as it is now."""
        return self.document.value

    def show_outline(self, outline: Outline) -> None:
        """Show what the deck consists of now; an equal outline changes nothing: somebody may be dragging in it."""
        wanted, self._wanted = self._wanted, None
        if outline == self.outline and wanted is None:
            return
        self.outline = outline
        self.tree.show_outline(outline, wanted)
        self.budget.show_outline(outline)
        self.show_findings()
        self.show_offers()

    def show_findings(self, built: Sequence[Finding] | None = None) -> None:
        """Show what is to be mended: of the outline, and of the last build."""
        self.found = tuple(built) if built is not None else self.found
        self.findings.show_findings([*(self.outline.findings if self.outline else ()), *self.found])

    def show_offers(self) -> None:
        """Show in the drawer what the search found, or every module in the deck's language."""
        spec = self.spec
        used = frozenset(item.ref for item in spec.items)
        if self.hits is not None:
            offers = drawer.of_hits(self.hits, {row.id for row in self.modules})
        else:
            offers = drawer.of_modules(self.modules, spec.lang.split("-")[0], spec.audience)
        self.drawer.show_offers(offers, used)

    def add(self, refs: Sequence[str]) -> None:
        """Put modules behind the line at the cursor, or at the end."""
        node = self.tree.node()
        place = edits.end(self.spec)
        if node.entry is not None and node.entry.place is not None:
            place = (node.entry.place[0], node.entry.place[1] + 1)
        elif node.number >= 0:
            place = (node.number, len(self.spec.sections[node.number].items))
        self.insert(refs, place)

    def begin(self) -> None:
        """Forget what was shown of another deck."""
        self.outline, self.hits, self.found, self._wanted = None, None, (), None
        self.drawer.field.clear()

    def insert(self, refs: Sequence[str], place: edits.Place) -> None:
        """Put modules, or slides of files, in at a place."""
        after, at = edits.insert(self.spec, place, [edits.item_of(ref) for ref in refs])
        self._do(after, _("Add to the deck"), ("item", *at))

    def remove(self) -> None:
        """Take the selected lines out; of what the format puts in, switch it off."""
        places = self.tree.places()
        node = self.tree.node()
        if places:
            section, line = places[0]
            self._do(edits.remove(self.spec, places), _("Take out"), ("item", section, max(line - 1, 0)))
        elif node.kind == "section" and node.number >= 0:
            self._do(edits.remove_section(self.spec, node.number), _("Take the section out"))
        elif node.kind == "entry" and node.entry is not None and node.entry.role:
            self._do(edits.switch(self.spec, node.entry.role, False), _("Take out"))

    def shift(self, by: int) -> None:
        """Move the line or section at the cursor one up (-1) or down (1)."""
        node = self.tree.node()
        if node.kind == "section" and node.number >= 0:
            after, number = edits.shift_section(self.spec, node.number, by)
            self._do(after, _("Move the section"), ("section", number))
        elif node.entry is not None and node.entry.place is not None:
            after, place = edits.shift(self.spec, node.entry.place, by)
            self._do(after, _("Move"), ("item", *place))

    def add_section(self) -> None:
        """Put a new section behind the one at the cursor and let its title be typed."""
        after, number = edits.add_section(self.spec, _("New section"), self.tree.node().number)
        self._do(after, _("Add a section"), ("section", number))

    def _move(self, places: list[edits.Place], section: int, line: int) -> None:
        after, at = edits.move(self.spec, places, (section, line))
        self._do(after, _("Move"), ("item", *at))

    def _move_section(self, number: int, to: int) -> None:
        after, at = edits.move_section(self.spec, number, to)
        self._do(after, _("Move the section"), ("section", at))

    def _rename(self, number: int, title: str) -> None:
        self._do(edits.rename_section(self.spec, number, title), _("Rename the section"), ("section", number))

    def _vary(self, node: Node, value: str) -> None:
        entry = node.entry
        if entry is None or entry.place is None:
            return
        changes = {"look": value} if entry.kind == "file" else {"depth": "" if value == "standard" else value}
        self._do(edits.set_item(self.spec, entry.place, **changes), _("Change the variant"), node.key)

    def _do(self, after: DeckSpec, text: str, wanted: tuple[Any, ...] | None = None) -> None:
        self._wanted = wanted
        self.document.edit(after, text)

    def _mend(self, finding: Finding) -> None:
        """Take a fix: in the deck as an edit that can be undone, in a module's file through whoever listens."""
        from kit.decks.outline import mending

        if not mending.own(self.spec, finding):
            self.mend_asked.emit(finding)
            return
        try:
            self._do(mending.mended(self.spec, finding), _("Mend"))
        except KitError as error:
            self.refused.emit(error)

    def _go(self, finding: Finding) -> None:
        """Go to the line a finding is about, or to the slide of the finished deck, or open the file it names."""
        path = self.spec.path
        if finding.line and (not finding.file or (path is not None and Path(finding.file) == path)):
            for number, section in enumerate(self.spec.sections):
                for line, item in enumerate(section.items):
                    if item.line == finding.line:
                        self.tree.pick(("item", number, line))
                        return
        key = self._written(finding) or self._shown(finding.slide)
        if key is not None:
            self.tree.pick(key)
        elif finding.file:
            self.file_asked.emit(Path(finding.file))

    def _written(self, finding: Finding) -> tuple[Any, ...] | None:
        """Return the slide in the tree that a finding's module and line mean."""
        for entry in self.outline.entries if self.outline is not None and finding.line else ():
            for number, slide in enumerate(entry.slides):
                if entry.place and slide.source is not None and str(entry.path) == finding.file and slide.source.line == finding.line:
                    return ("item", *entry.place, number)
        return None

    def _shown(self, number: int) -> tuple[Any, ...] | None:
        """Return the slide in the tree that has this number in the deck, as long as none was split."""
        left = number
        for entry in self.outline.entries if self.outline is not None and number else ():
            if left <= len(entry.slides):
                return ("item", *entry.place, left - 1) if entry.place else None
            left -= len(entry.slides)
        return None
