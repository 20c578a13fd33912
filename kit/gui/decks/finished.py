"""A finished deck looked at again: which modules are out of date or were edited by hand, and what to do about each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QMessageBox, QVBoxLayout, QWidget

from kit.context import Kit
from kit.decks import refs
from kit.gui import jobs, widgets
from kit.gui.decks import paperwork
from kit.gui.page import Page
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, ngettext, said
from kit.ops import versions

if TYPE_CHECKING:
    from kit.decks.lineage import State
    from kit.errors import KitError
    from kit.ops.versions import Updated

STATES = {
    "current": N_("up to date"),
    "outdated": N_("out of date"),
    "edited": N_("edited by hand"),
    "detached": N_("detached"),
    "gone": N_("module is gone"),
    "foreign": N_("from no module"),
}
TINTS = {"outdated": "warning_ink", "edited": "warning_ink", "gone": "error_ink", "current": "success_ink"}


def _state(state: State) -> str:
    newer = _(", newer version") if state.outdated and state.state == "edited" else ""
    return _(STATES[state.state]) + newer


COLUMNS = (
    Column["State"](N_("Slide"), lambda s: refs.ranges(s.slides), lambda s: s.slides[0], width=90),
    Column["State"](N_("Module"), lambda s: s.origin.module or "–", tip=lambda s: s.section),
    Column["State"](N_("Section"), lambda s: s.section, width=180, tint=lambda _s: "muted"),
    Column["State"](N_("Edited by hand"), lambda s: refs.ranges(s.edited) if s.edited else "", width=120),
    Column["State"](N_("State"), _state, width=220, tint=lambda s: TINTS.get(s.state, "muted")),
)


class FinishedDialog(QDialog):
    """Shows the parts of a finished deck and does what a person decides for the one picked: Update, Compare, Skip, Detach."""

    def __init__(self, kit: Kit, deck: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.kit, self.deck = kit, deck
        self._busy = False
        self.setWindowTitle(_("Finished deck"))
        self.resize(QSize(900, 560))
        self._build()
        self.look()

    def _build(self) -> None:
        self.table = RecordsTable["State"](COLUMNS, _("Modules of the deck"), key=lambda s: s.slides)
        self.table.picked.connect(lambda _s: self._head())
        self.told = widgets.label("", "muted", wrap=True)
        self.everything = widgets.button(_("Update all"), "refresh", self._update_all, kind="primary")
        self.update_ = widgets.button(_("Update"), "refresh", self._update)
        self.compare_ = widgets.button(_("Compare"), "columns", self._compare)
        self.skip_ = widgets.button(_("Skip this version"), "skip", partial(self._mark, versions.skip), kind="quiet")
        self.detach_ = widgets.button(_("Detach"), "link", partial(self._mark, versions.detach), kind="quiet")
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.setSpacing(10)
        lay.addWidget(widgets.label(self.deck.name, "heading"))
        lay.addWidget(self.told)
        lay.addWidget(self.table, 1)
        lay.addLayout(widgets.row(self.update_, self.compare_, self.skip_, self.detach_, 1, self.everything))
        lay.addLayout(widgets.row(1, widgets.button(_("Close"), call=self.reject)))
        self._head()

    def look(self) -> None:
        """Read the deck and the library again."""
        self._start(partial(versions.status, self.kit, self.deck), self._show)

    def _start(self, work: Callable[..., Any], done: Callable[[Any], object], title: str = "") -> None:
        self._busy = True
        self._head()
        jobs.start(work, done, self._failed, owner=self, title=title)

    def _show(self, states: tuple[State, ...]) -> None:
        self._busy = False
        self.table.show_records(states)
        outdated = sum(state.outdated for state in states)
        newer = ngettext("{n} module has a newer version.", "{n} modules have a newer version.", outdated).format(n=outdated)
        text = newer if outdated else _("Every module is up to date.")
        built = any(state.origin.module for state in states)
        self.told.setText(text if built else _("This deck was not built by Lectern: it does not know its modules."))
        self._head()

    def _failed(self, error: KitError) -> None:
        self._busy = False
        self.told.setText(said(error))
        self._head()

    def _head(self) -> None:
        """Offer only what can be done."""
        state = self.table.record()
        known = state is not None and bool(state.origin.module) and not self._busy
        there = known and state is not None and bool(state.now)
        self.update_.setEnabled(there and state is not None and (state.outdated or bool(state.edited)))
        self.compare_.setEnabled(there)
        self.skip_.setEnabled(there and state is not None and state.outdated)
        self.detach_.setEnabled(known and state is not None and state.state != "detached")
        records = self.table.records.records
        self.everything.setEnabled(not self._busy and any(one.outdated and not one.edited for one in records))

    def _update_all(self) -> None:
        self._start(partial(_updated, self.kit, self.deck, (), False), self._done, _("Updating {name}").format(name=self.deck.name))

    def _update(self) -> None:
        state = self.table.record()
        if state is None or (state.edited and not self._agreed(state)):
            return
        work = partial(_updated, self.kit, self.deck, (state.origin.module,), bool(state.edited))
        self._start(work, self._done, _("Updating {name}").format(name=self.deck.name))

    def _agreed(self, state: State) -> bool:
        """Ask before what was edited by hand is lost."""
        text = _("Slides {slides} were edited by hand. Updating puts the module's slides in their place.")
        asked = QMessageBox.question(self, _("Update"), text.format(slides=refs.ranges(state.edited)))
        return asked == QMessageBox.StandardButton.Yes

    def _done(self, made: Updated) -> None:
        self.look()
        if made.findings:
            self.told.setText(said(made.findings[0]))

    def _mark(self, verb: Callable[[Kit, Path, tuple[str, ...]], Path]) -> None:
        state = self.table.record()
        if state is not None:
            self._start(partial(verb, self.kit, self.deck, (state.origin.module,)), lambda _path: self.look())

    def _compare(self) -> None:
        from kit.gui.decks import comparing

        state = self.table.record()
        if state is not None:
            self._start(partial(comparing.pairs, self.kit, self.deck, state), partial(self._compared, state))

    def _compared(self, state: State, pairs: Any) -> None:
        from kit.gui.decks import comparing

        self._busy = False
        self._head()
        comparing.CompareDialog(state.origin.module, pairs, self).exec()


def ask(page: Page, deck: Path | None) -> None:
    """Show a finished deck, or one to be chosen."""
    deck = deck or paperwork.choose(page, page.kit.workspace.out)
    if deck is not None:
        FinishedDialog(page.kit, deck, page).exec()


def _updated(
    kit: Kit, deck: Path, modules: tuple[str, ...], edited: bool, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> Updated:
    from kit.ops import sharing

    event = next((state.origin.event for state in versions.status(kit, deck) if state.origin.event), "")
    qr = sharing.targets(kit, event) if event else {}
    return versions.update(kit, deck, modules, edited=edited, qr=qr, progress=progress, cancelled=cancelled)
