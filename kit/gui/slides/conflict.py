"""The question what to do with a file that another program has changed while there are edits of ours."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QMessageBox, QWidget

from kit.i18n import _

Answer = Literal["mine", "theirs", "later"]


def ask(parent: QWidget) -> Answer:
    """Ask whose version shall stay; closing the question decides nothing."""
    box = QMessageBox(parent)
    box.setText(_("Another program has changed this file."))
    box.setInformativeText(_("Whose version shall stay?"))
    mine = box.addButton(_("Mine: write over it"), QMessageBox.ButtonRole.DestructiveRole)
    theirs = box.addButton(_("Take the file's"), QMessageBox.ButtonRole.AcceptRole)
    later = box.addButton(_("Decide later"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(later)
    box.exec()
    return "mine" if box.clickedButton() is mine else "theirs" if box.clickedButton() is theirs else "later"
