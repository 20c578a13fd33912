"""The desk: one opened deck with its editor; asks for outline, library and search off the window's thread, keeps the draft, saves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from kit.context import Kit
from kit.decks.spec import DeckSpec
from kit.gui import jobs
from kit.gui.decks import built, looks, work
from kit.gui.decks.editor import Editor
from kit.gui.decks.model import Node
from kit.gui.decks.work import Opened
from kit.gui.slides import conflict
from kit.gui.slides import work as slide_work
from kit.i18n import _
from kit.ops import content

if TYPE_CHECKING:
    from kit.decks.library import Hit
    from kit.decks.outline import Outline
    from kit.errors import Finding, KitError
    from kit.ops.slides import Imported, ModuleRow

DRAFT_AFTER = 250


class Desk(QObject):
    """Holds what is opened; `changed` comes when title line and buttons may have to say something else, `says` like a page's."""

    changed = Signal()
    says = Signal(str, str, str, object)
    failed = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self.kit = kit
        self.editor = Editor()
        self.opened: Opened | None = None
        self._told: tuple[int, int] | None = None
        self._outlining, self._searching = jobs.Latest(self), jobs.Latest(self)
        self._looking, self._offering = jobs.Latest(self), jobs.Latest(self)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(DRAFT_AFTER)
        self._keeping.timeout.connect(self._keep)
        self.editor.document.changed.connect(self._edited)
        self.editor.searched.connect(self._search)
        self.editor.filed.connect(self._bring_in)
        self.editor.file_asked.connect(self._open_file)
        self.editor.mend_asked.connect(self._mend)
        self.editor.refused.connect(self.said)
        self.editor.side.deck.looks.new_asked.connect(self._new_theme)
        self.editor.side.deck.looks.bring_asked.connect(self._bring_template)

    def said(self, error: KitError) -> None:
        """Pass on why something was refused."""
        self.failed.emit(error)

    @property
    def spec(self) -> DeckSpec:
        """The deck as it is now."""
        return self.editor.spec

    @property
    def unsaved(self) -> bool:
        """Whether something was changed since the deck was saved."""
        return self.opened is not None and self.spec != self.opened.saved

    @property
    def buildable(self) -> bool:
        """Whether the deck has a slide."""
        return self.opened is not None and self.editor.outline is not None and self.editor.outline.slides > 0

    def show(self, opened: Opened) -> None:
        """Open a deck; unsaved changes of an earlier time are back and can be discarded."""
        self.opened, self._told = opened, None
        self.editor.begin()
        self.editor.document.reset(opened.spec)
        self.offer()
        if opened.spec != opened.saved:
            self.says.emit(_("Changes that were not saved are back."), "info", _("Discard them"), self.discard)

    def close(self) -> None:
        """Put the deck away; what is not saved stays as a draft."""
        self.keep_now()
        self.opened = None
        self.changed.emit()

    def discard(self) -> None:
        """Take the deck as it was saved; what was not can be had back with undo."""
        if self.opened is not None:
            jobs.start(partial(work.discard, self.kit, self.opened.path), self._taken, owner=self)

    def save(self, force: bool = False) -> None:
        """Save the deck; `force` does so even if another program has changed the file."""
        if self.opened is not None:
            known = None if force else self.opened.stamp
            task = partial(work.save, self.kit, self.opened.path, self.spec, next(work.TURNS), known)
            jobs.start(task, self._saved, self._refused, owner=self)

    def refresh(self) -> None:
        """Read the library and the outline again."""
        self.offer()
        self._outline()

    def look(self) -> None:
        """Look whether another program changed the file or its modules meanwhile."""
        if self.opened is not None:
            self._outline()
            self._looking.start(partial(work.stamp, self.opened.path), self._stamped)

    def offer(self) -> None:
        """Ask for the modules, themes and events that the editor offers."""
        self._offering.start(partial(_offers, self.kit), self._offered)

    def keep_now(self) -> None:
        """Keep the draft at once: before the deck or the window closes."""
        if self._keeping.isActive() and self.opened is not None:
            self._keeping.stop()
            self._keeper(self.opened)()

    def _offered(self, found: tuple[tuple[ModuleRow, ...], tuple[str, ...], Any]) -> None:
        self.editor.modules, themes, events = found
        self.editor.side.deck.offer(themes, events)
        self.editor.show_offers()

    def _edited(self) -> None:
        """Show the document as it is after an edit, undo or redo, and keep a draft of it."""
        if self.opened is not None:
            self.editor.side.deck.show_spec(self.spec)
            self._outline()
            self._keeping.start()
            self.changed.emit()

    def _outline(self) -> None:
        self._outlining.start(partial(work.outline, self.kit, self.spec), self._outlined)

    def _outlined(self, outline: Outline) -> None:
        self._paint()
        self.editor.show_outline(outline)
        self.changed.emit()

    def _paint(self) -> None:
        """Let pictures of the slides take the place of their words, once there is a slide."""
        view = self.editor.side.slide
        if view.looks is None:
            from kit.gui.preview.shelf import Shelf

            self.shelf = Shelf(self.kit.workspace.cache / "thumbnails", self, lambda: self.kit.settings.exact)
            view.looks = partial(work.look, self.kit, self.shelf, lambda: self.editor.outline)
            self.shelf.painted.connect(view.painted)

    def _search(self, text: str) -> None:
        if text:
            self._searching.start(partial(work.search, self.kit, text, self.spec.lang), self._found)
        else:
            self._found(None)

    def _found(self, hits: tuple[Hit, ...] | None) -> None:
        self.editor.hits = hits
        self.editor.show_offers()

    def _bring_in(self, paths: Sequence[Path], section: int, line: int) -> None:
        task = partial(work.bring_in, self.kit, tuple(paths))
        jobs.start(task, partial(self._brought, (section, line)), owner=self, title=_("Bringing files in"))

    def _brought(self, place: tuple[int, int], answer: tuple[tuple[str, ...], tuple[Imported, ...]]) -> None:
        names, found = answer
        text, kind = slide_work.told(found)
        self.says.emit(text, kind, "", None)
        if names:
            self.editor.insert(names, place)

    def _new_theme(self) -> None:
        """Ask for a logo and colours, make a theme of them and let the deck wear it."""
        asked = looks.NewTheme(self.editor, partial(work.new_theme, self.kit))
        if asked.exec():
            self.wear(asked.made)

    def _bring_template(self) -> None:
        path = looks.template(self.editor)
        if path is not None:
            jobs.start(partial(work.bring_template, self.kit, path), self.wear, owner=self, title=_("Reading the template"))

    def wear(self, name: str) -> None:
        """Let the deck have a theme that has just come."""
        self.offer()
        self.editor.side.deck.edited.emit(replace(self.spec, theme=name), _("Change the deck"), "deck.theme")
        self.says.emit(_("The deck has the look {name} now.").format(name=looks.said(name)), "success", "", None)

    def _saved(self, opened: Opened) -> None:
        if self.opened is not None and self.opened.path == opened.path:
            self.opened = opened
            self.changed.emit()
        self.says.emit(_("Saved."), "success", "", None)

    def _refused(self, error: KitError) -> None:
        """Ask whose version shall stay where another program has changed the file."""
        answer = conflict.ask(self.editor) if error.code == "writing.changed" else ""
        if answer == "mine":
            self.save(force=True)
        elif answer == "theirs":
            self.discard()
        elif not answer:
            self.failed.emit(error)

    def _taken(self, opened: Opened) -> None:
        """Show the file's version of the opened deck, as an edit that can be taken back."""
        if self.opened is not None and self.opened.path == opened.path:
            self.opened = opened
            self.editor.document.edit(opened.spec, _("Take what is saved"))
            self.changed.emit()

    def _stamped(self, stamp: tuple[int, int]) -> None:
        """Read the file again when another program changed it; with changes of our own ask instead."""
        if self.opened is None or stamp in (self.opened.stamp, (0, 0), self._told):
            return
        if self.unsaved:
            self._told = stamp
            text = _("Another program has changed this deck too: when you save, you are asked whose version stays.")
            self.says.emit(text, "warning", _("Take the file's"), self.discard)
        else:
            jobs.start(partial(work.open_, self.kit, self.opened.path), self._taken, owner=self)

    def _mend(self, finding: Finding) -> None:
        jobs.start(partial(content.mend, self.kit, finding), self._mended, owner=self)

    def _mended(self, was: tuple[Path, str]) -> None:
        path, text = was
        back = partial(jobs.start, partial(content.put_back, self.kit, path, text), owner=self)
        self.says.emit(_("{name} is mended.").format(name=path.name), "success", _("Undo"), back)

    def _open_file(self, what: Node | Path) -> None:
        path = what if isinstance(what, Path) else what.entry.path if what.entry is not None else None
        if path is not None and not built.open_file(path):
            self.says.emit(built.unopened(path), "warning", "", None)

    def _keep(self) -> None:
        if self.opened is not None:
            jobs.start(self._keeper(self.opened), owner=self)

    def _keeper(self, opened: Opened) -> partial[None]:
        return partial(work.keep, self.kit, opened.path, self.spec, opened.saved, next(work.TURNS))


def _offers(kit: Kit) -> tuple[tuple[ModuleRow, ...], tuple[str, ...], Any]:
    return work.modules(kit), work.themes(kit), work.events(kit)
