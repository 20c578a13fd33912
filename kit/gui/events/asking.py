"""Small questions of the event pages: who walks in, why a check-in is taken back, whether a try-out goes."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.i18n import _


def walk_in(parent: QWidget, name: str = "") -> tuple[str, str, str] | None:
    """Ask who is standing there; returns name, department and employee number, None when nobody is let in."""
    dialog = WalkIn(parent, name)
    return dialog.told() if dialog.exec() else None


def reason(parent: QWidget, name: str) -> str:
    """Ask why a check-in is taken back; returns "" when it stays."""
    dialog = Reason(parent, name)
    return dialog.field.text().strip() if dialog.exec() else ""


def sure(parent: QWidget, title: str, text: str, do: str = "") -> bool:
    """Ask before something that cannot be undone; `do` is what the button that does it says."""
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.Cancel
    if not do:
        return QMessageBox.question(parent, title, text, yes | no, no) == yes
    box = QMessageBox(QMessageBox.Icon.Question, title, text, no, parent)
    sure_ = box.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    return box.clickedButton() is sure_


class Question(QDialog):
    """A few fields, one button that does it, one that does not; it can be done only when the first field is filled."""

    def __init__(self, parent: QWidget, title: str, text: str, do: str, fields: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setSpacing(8)
        for key, label, value in fields:
            self.fields[key] = QLineEdit(value)
            self.fields[key].setAccessibleName(label)
            self.fields[key].setMaxLength(100)
            form.addRow(label, self.fields[key])
        self.field = next(iter(self.fields.values()))
        self.do = widgets.button(do, call=self.accept, kind="primary")
        self.do.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(widgets.button(_("Cancel"), call=self.reject), QDialogButtonBox.ButtonRole.RejectRole)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 24, 24, 16)
        lay.setSpacing(12)
        lay.addWidget(widgets.label(text, "", wrap=True))
        lay.addLayout(form)
        lay.addSpacing(8)
        lay.addWidget(buttons)
        self.field.textChanged.connect(lambda _text: self._ask())
        self._ask()

    def _ask(self) -> None:
        self.do.setEnabled(bool(self.field.text().strip()))


class WalkIn(Question):
    """Who is standing there?"""

    def __init__(self, parent: QWidget, name: str = "") -> None:
        fields = (("name", _("Name"), name), ("dept", _("Department"), ""), ("emp_no", _("Employee no."), ""))
        super().__init__(parent, _("Walk-in"), _("Let in somebody who is not on the roster."), _("Let in"), fields)

    def told(self) -> tuple[str, str, str]:
        """Return name, department and employee number."""
        name, dept, emp_no = (field.text().strip() for field in self.fields.values())
        return name, dept, emp_no


class Reason(Question):
    """Why is it taken back?"""

    def __init__(self, parent: QWidget, name: str) -> None:
        text = _("{name} will no longer count as present. The line stays in the log with your reason.").format(name=name)
        super().__init__(parent, _("Take back"), text, _("Take back"), (("reason", _("Reason"), ""),))
