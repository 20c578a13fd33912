"""The page of shortcuts: everything the window can do, what it is for and its keys, from the one table."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kit.gui import actions, page, widgets
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _


def keys(action: actions.Action) -> str:
    """Return the shortcut as this system writes it."""
    return QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def place(action: actions.Action) -> str:
    """Return where an action belongs."""
    return _("Window") if action.group == "window" else _(page.named(action.group).title)


COLUMNS = (
    Column[actions.Action](N_("Action"), lambda a: _(a.text), width=200),
    Column[actions.Action](N_("Keys"), keys, width=130, tint=lambda _a: "accent_ink"),
    Column[actions.Action](N_("Where"), place, width=110, tint=lambda _a: "muted"),
    Column[actions.Action](N_("What it does"), lambda a: _(a.help)),
)


class Shortcuts(QDialog):
    """A searchable list of all actions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(840, 600)
        self.field = widgets.SearchField()
        self.table = RecordsTable(COLUMNS, _("Keyboard shortcuts"))
        self.table.show_records(actions.ACTIONS)
        self.field.searched.connect(self._search)
        close = widgets.button(_("Close"), call=self.accept)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 24, 24, 16)
        lay.setSpacing(12)
        lay.addWidget(self.field)
        lay.addWidget(self.table, 1)
        lay.addLayout(widgets.row(1, close))

    def _search(self, text: str) -> None:
        low = text.casefold()
        said = [(a.id, f"{_(a.text)} {a.text} {_(a.help)} {keys(a)}".casefold()) for a in actions.ACTIONS]
        fitting = {id_ for id_, words in said if low in words}
        self.table.proxy.keep(lambda action: action.id in fitting)
