"""Everything by keyboard and by screen reader: each control has a name, each page can be walked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from kit.gui.page import PAGES
from kit.gui.preferences import Preferences
from kit.gui.sharing import SharingDialog
from kit.gui.shortcuts import Shortcuts
from kit.gui.window import Window
from tests.gui.conftest import Settle

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
INNER = ("qt_spinbox_lineedit", "qt_scrollarea", "ScrollLeftButton", "ScrollRightButton", "qt_tabwidget")


def nameless(root: QWidget) -> list[str]:
    """Return the controls a person can reach that have no name to be read out."""
    found = []
    for control in root.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or control.objectName().startswith(INNER) or control.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        parent = control.parentWidget()
        if isinstance(parent, QComboBox | QAbstractItemView | QAbstractSpinBox) or parent.inherits("QComboBoxPrivateContainer"):
            continue
        if control.isHidden() and isinstance(control, QAbstractButton) and not control.text() and control.icon().isNull():
            continue  # a place for an action that has none now
        text = control.text() if isinstance(control, QAbstractButton) else ""
        if not control.accessibleName() and not text:
            found.append(f"{type(control).__name__} {control.objectName()} in {type(parent).__name__}")
    return found


@pytest.mark.parametrize("page_id", [spec.id for spec in PAGES])
def test_every_control_of_a_page_has_a_name(window: Window, settle: Settle, page_id: str) -> None:
    window.go(page_id)
    settle()
    assert nameless(window) == []


def test_every_control_of_the_dialogs_has_a_name(window: Window) -> None:
    for made in (Preferences(window.kit.settings, window.prefer, window), Shortcuts(window), SharingDialog(window.sharing, window)):
        assert nameless(made) == []
        made.deleteLater()


@pytest.mark.parametrize("page_id", [spec.id for spec in PAGES])
def test_tab_comes_round_through_rail_and_page(window: Window, settle: Settle, page_id: str) -> None:
    window.go(page_id)
    settle()
    start = window.rail.buttons[page_id]
    seen, at = [], start.nextInFocusChain()
    while at is not start and len(seen) < 5000:
        seen.append(at)
        at = at.nextInFocusChain()
    reached = [w for w in seen if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert at is start
    assert any(window.page is not None and window.page.isAncestorOf(w) for w in reached)
