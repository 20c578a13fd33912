"""The list of events: what comes, what runs, what was; try-outs marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.gui.events import words
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from kit.ops.events import EventRow

OPEN = ("upcoming", "running")
ALL, COMING, OVER = "all", "coming", "over"


def _state(row: EventRow) -> str:
    state = words.phase(row.phase)
    return _("{state} · Try-out").format(state=state) if row.event.tryout else state


COLUMNS: tuple[Column[EventRow], ...] = (
    Column(N_("Title"), lambda row: row.event.title),
    Column(N_("Start"), lambda row: words.start(row.event), sort=lambda row: row.event.starts_at, width=150),
    Column(N_("Place"), lambda row: row.event.place, width=170),
    Column(N_("State"), _state, width=150, tint=lambda row: "warning_ink" if row.event.tryout else words.ink(words.PHASE_KINDS[row.phase])),
    Column(N_("Registered"), lambda row: f"{row.counts.registered}", sort=lambda row: row.counts.registered, align="right", width=100),
    Column(N_("In"), lambda row: f"{row.counts.present}", sort=lambda row: row.counts.present, align="right", width=70),
    Column(N_("Answers"), lambda row: f"{row.responses}", sort=lambda row: row.responses, align="right", width=90),
    Column(N_("Code"), lambda row: row.event.code, width=100),
)


class Listing(QWidget):
    """Shows every event; `opened(code)` asks to look at one, `wanted` to make one, `tried` to make the try-out, `taken` to take one in."""

    opened = Signal(str)
    wanted = Signal()
    tried = Signal()
    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[EventRow, ...] = ()
        self.which = ALL
        self.table = RecordsTable(COLUMNS, _("Events"), key=lambda row: row.event.code)
        self.table.opened.connect(lambda row: self.opened.emit(row.event.code))
        self.field = widgets.SearchField(_("Search title, place or code"))
        self.field.searched.connect(lambda _text: self._keep())
        self.count = widgets.label("", "small")
        self.choices = {name: widgets.button(text, kind="quiet") for name, text in self._texts()}
        for name, made in self.choices.items():
            made.setCheckable(True)
            made.clicked.connect(lambda _checked=False, name=name: self.choose(name))
        self.empty = self._empty()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._filled())
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.stack)
        self.choose(ALL)

    def _texts(self) -> tuple[tuple[str, str], ...]:
        return ((ALL, _("All")), (COMING, _("Upcoming")), (OVER, _("Past")))

    def _empty(self) -> widgets.EmptyState:
        text = _("Make an event, bring in who is expected, and let phones check in and answer through a QR code.")
        made = widgets.EmptyState("events", _("No events yet"), text, _("New event"), self.wanted.emit)
        made.tryout = widgets.button(_("Try it out with invented people"), call=self.tried.emit, kind="link")  # type: ignore[attr-defined]
        lay = made.layout()
        assert isinstance(lay, QVBoxLayout)
        lay.insertWidget(lay.count() - 1, made.tryout, 0, widgets.Qt.AlignmentFlag.AlignHCenter)  # type: ignore[attr-defined]
        return made

    def _filled(self) -> QWidget:
        made = QWidget()
        lay = QVBoxLayout(made)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(8)
        take = widgets.icon_button("import", _("Take in a packed event…"), self.taken.emit)
        bar = widgets.row(self.field, self.count, *self.choices.values(), take, spacing=4)
        bar.setStretch(0, 1)
        bar.insertSpacing(1, 8)
        bar.insertSpacing(3, 8)
        lay.addLayout(bar)
        lay.addWidget(self.table, 1)
        return made

    def show_rows(self, rows: tuple[EventRow, ...]) -> None:
        """Show these events."""
        self.rows = rows
        self.table.show_records(rows)
        self.stack.setCurrentIndex(1 if rows else 0)
        self._keep()

    def choose(self, which: str) -> None:
        """Show all events, the coming ones or those that are over."""
        self.which = which
        for name, made in self.choices.items():
            made.setChecked(name == which)
        self._keep()

    def _keep(self) -> None:
        asked = self.field.text().strip().casefold()

        def test(row: EventRow) -> bool:
            texts = (row.event.title, row.event.place, row.event.code)
            right = self.which == ALL or (row.phase in OPEN) == (self.which == COMING)
            return right and any(asked in text.casefold() for text in texts)

        self.table.proxy.keep(test)
        n = self.table.proxy.rowCount()
        self.count.setText(ngettext("{n} event", "{n} events", n).format(n=n))
