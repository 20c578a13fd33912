"""The list of decks, and the place to drop PowerPoint files that are to be joined."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.gui.decks.model import PPTX
from kit.gui.decks.side import FORMS
from kit.gui.decks.work import Row
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, NAMES, _, said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def _audience(row: Row) -> str:
    from kit.decks.outline import formats

    return _(formats.AUDIENCES.get(row.deck.audience, row.deck.audience))


def _state(row: Row) -> str:
    if row.deck.error is not None:
        return _("cannot be read")
    return _("not saved") if row.draft else ""


def _why(row: Row) -> str:
    return said(row.deck.error) if row.deck.error is not None else ""


COLUMNS = (
    Column[Row](N_("Title"), lambda r: r.deck.title, tint=lambda r: "error_ink" if r.deck.error else "ink"),
    Column[Row](N_("Language"), lambda r: NAMES.get(r.deck.lang, r.deck.lang), width=90, tint=lambda _r: "muted"),
    Column[Row](N_("Audience"), _audience, width=130),
    Column[Row](N_("Format"), lambda r: _(FORMS.get(r.deck.format, r.deck.format)), width=120, tint=lambda _r: "muted"),
    Column[Row](N_("Minutes"), lambda r: str(r.deck.minutes or ""), lambda r: r.deck.minutes, align="right", width=76),
    Column[Row](N_("Modules"), lambda r: str(r.deck.modules or ""), lambda r: r.deck.modules, align="right", width=84),
    Column[Row](N_("Changed"), lambda r: f"{datetime.fromtimestamp(r.deck.changed):%Y-%m-%d %H:%M}", lambda r: r.deck.changed, width=140),
    Column[Row](
        N_("State"),
        _state,
        width=120,
        badge=lambda r: "error" if r.deck.error else "warning",
        tip=lambda r: said(r.deck.error) if r.deck.error else "",
    ),
)


class DeckList(QWidget):
    """Shows decks; `opened(path)` with Enter and double click, `dropped(paths)` when files are to be joined."""

    opened = Signal(object)
    dropped = Signal(object)

    def __init__(self, new: Callable[[], object], choose: Callable[[], object], more: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self.more = more
        self.table = RecordsTable[Row](COLUMNS, _("Decks"))
        self.table.opened.connect(lambda row: self.opened.emit(row.id))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer)
        self.empty = widgets.EmptyState(
            "decks",
            _("No deck yet"),
            _("A deck is a list of slide modules with an audience and minutes. Lectern adds title, agenda and feedback, and builds it."),
            _("New deck"),
            new,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.drop = widgets.DropArea(_("Drop PowerPoint files here to join them into one deck"), PPTX, _("Choose files"), choose)
        self.drop.dropped.connect(self.dropped)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 0, 24, 24)
        lay.setSpacing(16)
        lay.addWidget(self.stack, 1)
        lay.addWidget(self.drop)

    def _offer(self, at: QPoint) -> None:
        """Offer what can be done with the picked deck."""
        path = self.path()
        if path is None:
            return
        menu = QMenu(self)
        menu.addAction(_("Open"), lambda: self.opened.emit(path))
        for text, call in self.more.items():
            menu.addAction(text, call)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these decks."""
        self.table.show_records(rows)
        self.stack.setCurrentWidget(self.table if rows else self.empty)

    def path(self) -> Path | None:
        """Return the deck that is picked."""
        row = self.table.record()
        return row.id if row is not None else None
