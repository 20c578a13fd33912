"""The window's one menu: a submenu a page, turning to it first, then what the window itself can do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from kit.gui import actions, icons, page
from kit.i18n import _


def fill(menu: QMenu, made: Mapping[str, QAction]) -> None:
    """Put all actions into the menu, `made` by their ids."""
    for spec in page.PAGES:
        own = [made[action.id] for action in actions.ACTIONS if action.group == spec.id]
        if own:
            menu.addMenu(_submenu(menu, spec, [made[spec.id], *own]))
        else:
            menu.addAction(made[spec.id])
    menu.addSeparator()
    pages = {spec.id for spec in page.PAGES}
    menu.addActions([made[action.id] for action in actions.ACTIONS if action.group == "window" and action.id not in pages])


def _submenu(menu: QMenu, spec: page.PageSpec, entries: list[QAction]) -> QMenu:
    made = QMenu(_(spec.title), menu)
    made.setIcon(icons.icon(spec.icon))
    made.addAction(entries[0])
    made.addSeparator()
    made.addActions(entries[1:])
    return made
