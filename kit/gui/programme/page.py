"""The page Programme: cases on their way to being told, people who speak for us, numbers that can be shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from kit.context import Kit
from kit.gui import jobs, widgets
from kit.gui.bridge import Bridge
from kit.gui.page import Page, PageSpec
from kit.gui.programme import forms, lists
from kit.gui.programme.board import Board
from kit.gui.programme.form import FormDialog
from kit.gui.records import RecordsTable
from kit.happenings import ProgrammeChanged
from kit.i18n import _
from kit.ops import programme as ops

if TYPE_CHECKING:
    from kit.programme.cases import Case
    from kit.programme.champions import Champion
    from kit.programme.evidence import Evidence

TABS = ("cases", "champions", "evidence")


class ProgrammePage(Page):
    """Cases, champions, evidence: one tab each; the primary action adds to the tab in front."""

    def __init__(self, kit: Kit, bridge: Bridge, spec: PageSpec) -> None:
        super().__init__(kit, bridge, spec)
        self.shown_: ops.Overview | None = None
        self._wanted: Any = None
        self._build()
        self.follow(ProgrammeChanged)
        self.set_primary(_("New case"), "plus", lambda: self._adder(TABS[self.tabs.currentIndex()])())

    def _build(self) -> None:
        self.board = Board(forms.stages(), forms.scopes())
        self.board.opened.connect(self.edit_case)
        self.board.moved.connect(self._move)
        self.champions: RecordsTable[Champion] = RecordsTable(lists.CHAMPIONS, _("Champions"))
        self.champions.opened.connect(self.edit_champion)
        self.evidence: RecordsTable[Evidence] = RecordsTable(lists.EVIDENCE, _("Evidence"))
        self.evidence.opened.connect(self.edit_evidence)
        self.champions.picked.connect(lambda _c: self._enable())
        self.evidence.picked.connect(lambda _e: self._enable())
        self.touch = widgets.button(_("Note a contact"), "chat", self.new_touch)
        self.remove = widgets.button(_("Delete"), "trash", self.remove_evidence, kind="danger")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Programme"))
        self.tabs.setDocumentMode(True)
        self.stacks: dict[str, QStackedWidget] = {}
        texts = forms.empties()
        for name, view, extra in (
            ("cases", self.board, None),
            ("champions", self.champions, self.touch),
            ("evidence", self.evidence, self.remove),
        ):
            icon, tab, title, text, action = texts[name]
            self.stacks[name] = QStackedWidget()
            self.stacks[name].addWidget(_with(view, extra))
            self.stacks[name].addWidget(widgets.EmptyState(icon, title, text, action, self._adder(name)))
            self.tabs.addTab(self.stacks[name], tab)
        self.tabs.currentChanged.connect(self._turned)
        self.body.addWidget(self.tabs)
        self._enable()

    def refresh(self) -> None:
        """Read the programme again."""
        self.latest.start(partial(ops.overview, self.kit), self._loaded)

    def open_(self, what: Any) -> None:
        """Pick a champion by id."""
        self.tabs.setCurrentIndex(1)
        self._wanted = what
        self.champions.pick(what)

    def keep(self) -> Any:
        """Keep the tab in front."""
        return self.tabs.currentIndex()

    def bring_back(self, kept: Any) -> None:
        """Turn to the tab again."""
        self.tabs.setCurrentIndex(kept)

    def new_case(self) -> None:
        """Add a case study."""
        self.tabs.setCurrentIndex(0)
        FormDialog(self, _("New case"), forms.of_case(None), partial(forms.add_case, self.kit)).exec()

    def new_champion(self) -> None:
        """Add a champion."""
        self.tabs.setCurrentIndex(1)
        FormDialog(self, _("New champion"), forms.of_champion(None), partial(forms.add_champion, self.kit)).exec()

    def new_evidence(self) -> None:
        """Add a number with its source."""
        self.tabs.setCurrentIndex(2)
        FormDialog(self, _("New evidence"), forms.of_evidence(None), partial(forms.set_evidence, self.kit)).exec()

    def edit_case(self, case: Case) -> None:
        """Change a case study."""
        FormDialog(self, _("Case"), forms.of_case(case), partial(forms.change_case, self.kit, case.id)).exec()

    def edit_champion(self, champion: Champion) -> None:
        """Change a champion."""
        FormDialog(self, _("Champion"), forms.of_champion(champion), partial(forms.change_champion, self.kit, champion.id)).exec()

    def edit_evidence(self, one: Evidence) -> None:
        """Change a number."""
        FormDialog(self, _("Evidence"), forms.of_evidence(one), partial(forms.set_evidence, self.kit)).exec()

    def new_touch(self) -> None:
        """Note what was given, asked or talked about with the picked champion."""
        champion = self.champions.record()
        if champion is not None:
            title = _("Contact with {name}").format(name=champion.name)
            FormDialog(self, title, forms.of_touch(), partial(forms.add_touch, self.kit, champion.id)).exec()

    def remove_evidence(self) -> None:
        """Delete the picked number; Undo in the message brings it back."""
        one = self.evidence.record()
        if one is None:
            return
        again = partial(ops.set_evidence, self.kit, one.key, one.value, **forms.proof(one))
        undo = partial(jobs.start, again, owner=self)
        done = partial(self._removed, one.key, undo)
        jobs.start(partial(ops.remove_evidence, self.kit, one.key), done, owner=self)

    def _removed(self, key: str, undo: Callable[[], object], _done: object) -> None:
        self.say(_("{key} is deleted.").format(key=key), "info", _("Undo"), undo)

    def _adder(self, name: str) -> Callable[[], None]:
        return {"cases": self.new_case, "champions": self.new_champion, "evidence": self.new_evidence}[name]

    def _turned(self, at: int) -> None:
        text = (_("New case"), _("New champion"), _("New evidence"))[at]
        self.primary.setText(text)
        self.primary.setAccessibleName(text)

    def _loaded(self, shown: ops.Overview) -> None:
        self.shown_ = shown
        self.board.show_cases(shown.cases)
        self.champions.show_records(shown.champions)
        self.evidence.show_records(shown.evidence)
        for name, records in zip(TABS, (shown.cases, shown.champions, shown.evidence), strict=True):
            self.stacks[name].setCurrentIndex(0 if records else 1)
        if self._wanted is not None:
            self.champions.pick(self._wanted)
            self._wanted = None
        self._enable()

    def _move(self, case: Case, stage: str) -> None:
        jobs.start(partial(ops.move_case, self.kit, case.id, stage), owner=self)

    def _enable(self) -> None:
        self.touch.setEnabled(self.champions.record() is not None)
        self.remove.setEnabled(self.evidence.record() is not None)


def _with(view: QWidget, extra: QWidget | None) -> QWidget:
    """Return the view with a button for what is picked above it."""
    box = QWidget()
    lay = QVBoxLayout(box)
    lay.setContentsMargins(0, 12, 0, 0)
    lay.setSpacing(8)
    if extra is not None:
        lay.addLayout(widgets.row(1, extra))
    lay.addWidget(view, 1)
    return box
