"""The page Slides: facets left, pictures in the middle, details right, search as you type, import by drag."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kit.context import Kit
from kit.gui import jobs, widgets
from kit.gui.bridge import Bridge
from kit.gui.page import PageSpec
from kit.gui.slides import facets, searchbar, tiles, work
from kit.gui.slides.desk import Desk
from kit.gui.slides.facetlist import FacetList
from kit.gui.slides.gallery import Gallery
from kit.gui.slides.inspector import Inspector
from kit.gui.slides.tiles import Tile
from kit.gui.slides.writing import WritingPage
from kit.happenings import LibraryChanged
from kit.i18n import _, ngettext
from kit.ops import slides

if TYPE_CHECKING:
    from kit.decks.library import Hit
    from kit.gui.preview.shelf import Shelf
    from kit.ops.slides import Imported, ModuleRow

PPTX = (".pptx", ".potx", ".pptm", ".ppsx")


class SlidesPage(WritingPage):
    """Find slides and modules, look at them, bring in PowerPoint files."""

    def __init__(self, kit: Kit, bridge: Bridge, spec: PageSpec) -> None:
        super().__init__(kit, bridge, spec)
        self.rows: tuple[ModuleRow, ...] = ()
        self.hits: tuple[Hit, ...] = ()
        self.query = ""
        self.shelf: Shelf | None = None
        self._wanted: str = ""
        self._searching = jobs.Latest(self)
        self._using = jobs.Latest(self)
        self.setAcceptDrops(True)
        self.set_primary(_("Import slides"), "import", self.import_)
        self._build()
        self.follow(LibraryChanged)

    def _build(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.facets = FacetList()
        self.gallery = Gallery()
        self.inspector = Inspector()
        self.empty = widgets.EmptyState(
            "slides",
            _("Nothing fits"),
            _("No module or slide has all of this. Take a choice back, or search for less."),
            _("Show everything"),
            self.show_all,
        )
        self.middle = QStackedWidget()
        self.middle.addWidget(self.gallery)
        self.middle.addWidget(self.empty)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(16, 0, 8, 0)
        column.setSpacing(8)
        bar = searchbar.SearchBar(self._by, self._lay_out)
        bar.field.searched.connect(self._search)
        self.field, self.count, self.modules, self.single, self.grid, self.list = (
            bar.field, bar.count, bar.modules, bar.single, bar.grid, bar.list
        )  # fmt: skip
        searchbar.leads(bar.field, self.gallery)
        column.addWidget(bar)
        column.addWidget(self.middle, 1)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.facets)
        line.addWidget(centre, 1)
        line.addWidget(self.inspector)
        self.browse = QWidget()
        self.browse.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.browse)
        self.body.addWidget(self.stack)
        self.desk = Desk(self)
        self.facets.changed.connect(self._show)
        self.gallery.picked.connect(self._picked)
        self.gallery.opened.connect(lambda _tile: self.edit())
        self.inspector.edit.connect(self.edit)
        self.inspector.deck.connect(lambda path: self.go("decks", path))

    def refresh(self) -> None:
        """Read the library again."""
        self.latest.start(partial(slides.modules, self.kit), self._loaded)

    def open_(self, what: Any) -> None:
        """Pick the module with this id, without any choice in its way; "state:stale" shows all that have that value of a facet."""
        facet, _colon, value = str(what).partition(":")
        if value and facet in {one.id for one in facets.FACETS}:
            self.show_all()
            self.facets.chosen = {facet: frozenset({value})}
            self._show()
            return
        self.desk.leave()
        self._wanted = str(what)
        if self.rows:
            self._pick_wanted()

    def keep(self) -> Any:
        """Keep the choice, the search and what is being written over a change of language."""
        return (self.facets.chosen, self.query, self.desk.keep())

    def bring_back(self, kept: Any) -> None:
        """Take up the choice and the search again."""
        self.facets.chosen, query, written = kept
        self.field.setText(query)
        self.desk.bring_back(written)

    def search(self) -> None:
        """Put the cursor into the search field; while a module is written, into that of its words."""
        if self.desk.open:
            self.desk.find()
            return
        self.field.setFocus()
        self.field.selectAll()

    def show_all(self) -> None:
        """Take every choice and the search back."""
        self.field.clear()
        self.query = ""
        self.facets.clear()

    def can_edit(self) -> bool:
        """Whether a module is picked."""
        return not self.desk.open and self.gallery.tile() is not None

    def edit(self) -> None:
        """Write the picked module here; slides from PowerPoint open in the program for them."""
        tile = self.gallery.tile()
        if tile is None:
            return
        if tile.row.kind == "markdown":  # also one that cannot be read: its line is shown
            self.desk.show_module(tile.row.path, tile.row.id)
        else:
            self.edit_outside()

    def edit_outside(self) -> None:
        """Open the picked module's file in the program for it; the program's own is copied into the workspace first."""
        tile = self.gallery.tile()
        if tile is not None:
            jobs.start(partial(work.editable, self.kit, tile.row), self._open_file, owner=self)

    def shown(self) -> None:
        """Look again; a file that another program has changed is asked about."""
        super().shown()
        self.desk.look_again()

    def import_(self) -> None:
        """Choose PowerPoint files to copy into the workspace."""
        kinds = _("PowerPoint files") + f" ({' '.join('*' + end for end in PPTX)})"
        names, _kind = QFileDialog.getOpenFileNames(self, _("Import slides"), "", kinds)
        self.import_files([Path(name) for name in names])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Copy PowerPoint files into the workspace."""
        if paths:
            jobs.start(partial(slides.import_files, self.kit, tuple(paths)), self._imported, owner=self, title=_("Importing slides"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.inspector.fit(self.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if widgets.dropped_files(event.mimeData(), PPTX):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_files(widgets.dropped_files(event.mimeData(), PPTX))

    def _loaded(self, rows: tuple[ModuleRow, ...]) -> None:
        self._paint()
        mine = self.kit.workspace.lang
        self.rows = tuple(sorted(rows, key=lambda row: row.lang not in ("", mine)))
        if self.query:
            self._search(self.query)
        else:
            self._show()
        if self._wanted:
            self._pick_wanted()

    def _paint(self) -> None:
        """Let pictures of the slides take the place of their words, once there is something to show."""
        if self.gallery.pictures is None:
            from kit.gui.preview.shelf import Shelf

            shelf = self.shelf = Shelf(self.kit.workspace.cache / "thumbnails", self, lambda: self.kit.settings.exact)
            self.gallery.pictures = partial(work.picture, self.kit, shelf)
            self.inspector.looks = partial(work.look, self.kit, shelf)
            shelf.painted.connect(self.gallery.viewport().update)
            shelf.painted.connect(self.inspector.painted)

    def _pick_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if self.query or self.facets.chosen:
            self.show_all()
        self._by(True)
        found = [row for row in self.rows if wanted in (row.id, row.card.file)]
        best = next((row for row in found if row.lang == self.kit.workspace.lang), found[0] if found else None)
        if best is None:
            self._wanted = wanted  # it may be on its way: a file that was just brought in
        else:
            self.gallery.pick((best.id, best.lang, 0))

    def _search(self, text: str) -> None:
        self.query = text
        if text:
            self._searching.start(partial(slides.search, self.kit, text), self._found)
        else:
            self._show()

    def _found(self, hits: tuple[Hit, ...]) -> None:
        self.hits = hits
        self._show()

    def _show(self) -> None:
        """Show what the choice and the search leave."""
        hits = tiles.of_hits(self.hits, self.rows) if self.query else ()
        rows = tuple({tile.row.path: tile.row for tile in hits}.values()) if self.query else self.rows
        self.facets.show_rows(rows)
        chosen = self.facets.chosen
        left = tuple(row for row in rows if facets.passes(row, chosen))
        if self.query:
            shown: tuple[Tile, ...] = tuple(tile for tile in hits if facets.passes(tile.row, chosen))
        else:
            shown = tiles.of_modules(left) if self.modules.isChecked() else tiles.of_slides(left)
        self.modules.setEnabled(not self.query)
        self.single.setEnabled(not self.query)
        self.gallery.show_tiles(shown, self.query)
        self.middle.setCurrentWidget(self.gallery if shown or not self.rows else self.empty)
        self.count.setText(self._counted(len(shown)))

    def _counted(self, n: int) -> str:
        if self.query or self.single.isChecked():
            return ngettext("{n} slide", "{n} slides", n).format(n=n)
        return ngettext("{n} module", "{n} modules", n).format(n=n)

    def _by(self, modules: bool) -> None:
        self.modules.setChecked(modules)
        self.single.setChecked(not modules)
        self._show()

    def _lay_out(self, grid: bool) -> None:
        self.grid.setChecked(grid)
        self.list.setChecked(not grid)
        self.gallery.set_grid(grid)

    def _picked(self, tile: Tile | None) -> None:
        self.inspector.show_tile(tile)
        if tile is not None:
            self._using.start(partial(work.uses, self.kit, tile.row), self.inspector.show_uses)

    def _open_file(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.say(_("No program is set to open {path}.").format(path=path), "warning")
        self.refresh()

    def _imported(self, found: tuple[Imported, ...]) -> None:
        text, kind = work.told(found)
        ids = [one.into.relative_to(self.kit.workspace.slides).as_posix() for one in found if one.into is not None]
        self.says.emit(text, kind, _("Show") if ids else "", partial(self.open_, ids[0]) if ids else None)
