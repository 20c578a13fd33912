"""The one table of actions: nothing twice, everything explained, everything there to be called."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence

from kit.gui import actions, page
from kit.gui.shortcuts import Shortcuts
from kit.gui.today.page import QUICK
from kit.gui.window import Window
from tests.conftest import ROOT


def test_ids_and_shortcuts_are_unique() -> None:
    ids = Counter(action.id for action in actions.ACTIONS)
    keys = Counter(QKeySequence(action.shortcut).toString() for action in actions.ACTIONS if action.shortcut)
    assert [id_ for id_, n in ids.items() if n > 1] == []
    assert [key for key, n in keys.items() if n > 1] == []


def test_every_action_has_text_help_and_icon() -> None:
    for action in actions.ACTIONS:
        assert action.text, action.id
        assert action.help.endswith("."), action.id
        assert (ROOT / "assets" / "icons" / f"{action.icon}.svg").is_file(), action.id


def test_every_shortcut_can_be_typed() -> None:
    for action in actions.ACTIONS:
        assert not action.shortcut or QKeySequence(action.shortcut).count() == 1, action.id


def test_the_actions_of_pages_are_methods_of_them() -> None:
    for action in actions.ACTIONS:
        if action.method:
            assert callable(getattr(page.named(action.group).load(), action.method)), action.id


def test_every_page_has_its_action_and_its_key() -> None:
    assert [actions.named(spec.id).shortcut for spec in page.PAGES] == [f"Ctrl+{n}" for n in range(1, 7)]


def test_the_quick_actions_of_today_are_of_the_table() -> None:
    assert [actions.named(id_).id for id_ in QUICK] == list(QUICK)


def test_whether_an_action_can_be_done_is_always_known(window: Window) -> None:
    for spec in page.PAGES:
        window.go(spec.id)
        window.ask_actions()
    assert set(window.actions_) == {action.id for action in actions.ACTIONS}


def test_the_page_of_shortcuts_lists_them_all_and_finds_one(window: Window) -> None:
    made = Shortcuts(window)
    assert made.table.proxy.rowCount() == len(actions.ACTIONS)
    made._search("import slides")
    assert made.table.proxy.rowCount() == 1
    made.deleteLater()
