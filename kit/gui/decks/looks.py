"""How a deck looks: the themes of the workspace, a new one from a logo and colours, or somebody's own template."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFileDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from kit import i18n
from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.i18n import _

TEMPLATES = (".potx", ".pptx", ".potm", ".pptm")


def said(name: str) -> str:
    """Return how a theme or template is called in a list."""
    stem = name.rsplit("/", 1)[-1]
    if stem.lower().endswith(TEMPLATES):
        return _("{name} (template)").format(name=stem.rsplit(".", 1)[0])
    return name[:1].upper() + name[1:]


class Looks(QWidget):
    """Two ways to more looks, below the list of those there are."""

    new_asked = Signal()
    bring_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        lay = widgets.row(
            widgets.button(_("New theme…"), call=self.new_asked.emit, kind="link"),
            widgets.button(_("Own template…"), call=self.bring_asked.emit, kind="link"),
            spacing=4,
        )
        lay.addStretch(1)
        self.setLayout(lay)


def template(parent: QWidget) -> Path | None:
    """Ask for a template file, None when there is none."""
    kinds = _("PowerPoint templates ({kinds})").format(kinds=" ".join(f"*{ending}" for ending in TEMPLATES))
    name, _kind = QFileDialog.getOpenFileName(parent, _("Own template"), "", kinds)
    return Path(name) if name else None


class NewTheme(QDialog):
    """A name, a logo, one or two colours; the colours may come out of the logo. `made` is the theme's name once `make` has made it.

    What `make` refuses is said in the dialog, where it can be put right.
    """

    def __init__(self, parent: QWidget, make: Callable[[str, Path | None, tuple[str, ...], bool], str]) -> None:
        super().__init__(parent)
        self._make = make
        self.made = ""
        self.setWindowTitle(_("New theme"))
        self.setMinimumWidth(440)
        self.logo: Path | None = None
        self.problem = widgets.label("", "error", wrap=True)
        self.problem.hide()
        self.named, self.first, self.second = QLineEdit(), QLineEdit(), QLineEdit()
        for field in (self.first, self.second):
            field.setPlaceholderText("#RRGGBB")
            field.setMaxLength(7)
        self.dark = QCheckBox(_("Light text on a dark ground"))
        self.chosen = widgets.label(_("No logo"), "small", wrap=True)
        form = QFormLayout()
        form.setSpacing(8)
        for text, widget in ((_("Name of the theme"), self.named), (_("First colour"), self.first), (_("Second colour"), self.second)):
            widget.setAccessibleName(text)
            form.addRow(text, widget)
        form.insertRow(1, _("Logo"), self._picker())
        form.addRow("", self.dark)
        self._lay_out(form)
        for before, after in ((self.named, self.choose), (self.choose, self.first)):
            QWidget.setTabOrder(before, after)
        for widget in (self.named, self.first):
            widget.textChanged.connect(lambda _text: self._ask())
        self._ask()

    def told(self) -> tuple[str, Path | None, tuple[str, ...], bool]:
        """Return name, logo, colours and whether it is dark."""
        colours = tuple(text for field in (self.first, self.second) if (text := field.text().strip()))
        return self.named.text().strip(), self.logo, colours, self.dark.isChecked()

    def take(self, logo: Path) -> None:
        """Take a logo."""
        self.logo = logo
        self.chosen.setText(logo.name)
        self._ask()

    def _picker(self) -> QWidget:
        made = QWidget()
        self.choose = widgets.button(_("Choose…"), call=self._choose)
        lay = widgets.row(self.choose, self.chosen)
        lay.setStretch(1, 1)
        made.setLayout(lay)
        return made

    def _lay_out(self, form: QFormLayout) -> None:
        self.do = widgets.button(_("Make"), call=self._begin, kind="primary")
        self.do.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(widgets.button(_("Cancel"), call=self.reject), QDialogButtonBox.ButtonRole.RejectRole)
        text = _("Without colours they are read from the logo. Every text is kept easy to read: at least 4.5 to 1 on its ground.")
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 24, 24, 16)
        lay.setSpacing(12)
        lay.addWidget(widgets.label(text, "", wrap=True))
        lay.addLayout(form)
        lay.addWidget(self.problem)
        lay.addSpacing(8)
        lay.addWidget(buttons)

    def _choose(self) -> None:
        kinds = _("Pictures ({kinds})").format(kinds="*.png *.svg *.jpg *.jpeg")
        name, _kind = QFileDialog.getOpenFileName(self, _("Logo"), "", kinds)
        if name:
            self.take(Path(name))

    def _ask(self) -> None:
        self.do.setEnabled(bool(self.named.text().strip()) and (self.logo is not None or bool(self.first.text().strip())))

    def _begin(self) -> None:
        self.do.setEnabled(False)
        jobs.start(partial(self._make, *self.told()), self._done, self._failed, owner=self)

    def _done(self, name: str) -> None:
        self.made = name
        self.accept()

    def _failed(self, error: KitError) -> None:
        self.problem.setText(i18n.said(error))
        self.problem.show()
        self._ask()
