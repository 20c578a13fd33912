"""What goes onto paper, with its options beside it: poster, badges, sign-in list, certificates."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kit import i18n
from kit.gui import widgets
from kit.gui.events.work import Seen
from kit.i18n import NAMES, _
from kit.ops import prints

DRIFT, LABELS_MOST, MINUTES_MOST = 20.0, 99, 600


class PrintsTab(QScrollArea):
    """`wanted(order)` asks for a print, `asked(number)` whose certificate a number is."""

    wanted = Signal(object)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons: dict[str, QPushButton] = {}
        inner = QWidget()
        self.setWidget(inner)
        self._lay = QVBoxLayout(inner)
        self._lay.setContentsMargins(0, 16, 0, 16)
        self._lay.setSpacing(12)
        self._language()
        self._poster()
        self._badges()
        self._rest()
        self._lay.addStretch(1)

    def _language(self) -> None:
        self.lang = QComboBox()
        self.lang.setAccessibleName(_("Language of the prints"))
        for lang, name in NAMES.items():
            self.lang.addItem(name, lang)
        self.lang.setCurrentIndex(self.lang.findData(i18n.current()))
        self._lay.addLayout(widgets.row(widgets.label(_("Language of the prints"), "muted"), self.lang, 1))

    def _poster(self) -> None:
        self.paper = QComboBox()
        for size in ("a4", "a3"):
            self.paper.addItem(size.upper(), size)
        self.wifi, self.password = QLineEdit(), QLineEdit()
        self.wifi.setPlaceholderText(_("Wi-Fi name"))
        self.password.setPlaceholderText(_("Wi-Fi password"))
        for line, name in ((self.wifi, _("Wi-Fi name")), (self.password, _("Wi-Fi password"))):
            line.setAccessibleName(name)
        self.hidden = QCheckBox(_("hides its name"))
        options = widgets.row(_named(self.paper, _("Paper")), self.wifi, self.password, self.hidden, 1)
        text = _("The check-in code for the door, large, with three steps in both languages. The Wi-Fi password is readable on it.")
        self._row(_("Poster"), text, options, poster=_("Write poster"))

    def _badges(self) -> None:
        self.stock, self.first, self.outline = QComboBox(), QSpinBox(), QCheckBox(_("draw the edges"))
        for name, stock in prints.stocks().items():
            self.stock.addItem(_(stock.title), name)
        self.first.setRange(1, LABELS_MOST)
        self.first.setPrefix(_("from label") + " ")
        self.first.setAccessibleName(_("from label"))
        widgets.roomy(self.first.lineEdit())
        self.across, self.down, self.scale = (QDoubleSpinBox() for _n in range(3))
        for spin, name, suffix in ((self.across, _("right"), " mm"), (self.down, _("down"), " mm"), (self.scale, _("zoom"), " %")):
            spin.setRange(-DRIFT, DRIFT)
            spin.setSingleStep(0.5)
            spin.setDecimals(1)
            spin.setPrefix(f"{name} ")
            spin.setSuffix(suffix)
            spin.setAccessibleName(name)
            widgets.roomy(spin.lineEdit())
        self.scale.setRange(90, 110)
        self.scale.setValue(100)
        self.stock.currentIndexChanged.connect(lambda _place: self._labels())
        self._labels()
        options = widgets.row(_named(self.stock, _("Labels")), self.first, self.outline, 1)
        drift = widgets.row(widgets.label(_("If the printer drifts:"), "muted"), self.across, self.down, self.scale, 1)
        text = _(
            "A name to be read from two metres and a code that checks its bearer in. Print the calibration page first, at actual size."
        )
        self._row(_("Badges"), text, options, drift, badges=_("Write badges"), calibration=_("Calibration page"))

    def _labels(self) -> None:
        stock = prints.stocks()[str(self.stock.currentData())]
        self.first.setMaximum(stock.columns * stock.rows)
        self.first.setVisible(stock.columns * stock.rows > 1)

    def _rest(self) -> None:
        self._row(_("Sign-in list"), _("Everybody on the roster with room to sign, then empty lines."), signin=_("Write list"))
        self.least, self.number = QSpinBox(), QLineEdit()
        self.least.setRange(1, MINUTES_MOST)
        widgets.roomy(self.least.lineEdit())
        self.least.setPrefix(_("at least") + " ")
        self.least.setSuffix(" " + _("min"))
        self.number.setMinimumWidth(220)
        self.number.setAccessibleName(_("Number of a certificate"))
        self.number.setPlaceholderText(_("Number of a certificate"))
        self.check = widgets.button(_("Whose is it?"), "search", self._ask, kind="quiet")
        self.number.returnPressed.connect(self._ask)
        options = widgets.row(_named(self.least, _("Minutes present")), self.number, self.check, 1)
        text = _("One page for everybody who was there, with a number that only this workspace can make. Written when the event is over.")
        self._row(_("Certificates"), text, options, certificates=_("Write certificates"))

    def _ask(self) -> None:
        if self.number.text().strip():
            self.asked.emit(self.number.text())

    def _row(self, title: str, text: str, *options: QLayout, **buttons: str) -> None:
        made = QFrame()
        made.setObjectName("surface")
        said = QVBoxLayout()
        said.setSpacing(6)
        said.addWidget(widgets.label(title, "strong"))
        said.addWidget(widgets.label(text, "muted", wrap=True))
        for line in options:
            said.addLayout(line)
        lay = widgets.row(widgets.picture("print", 24, "accent_ink"), spacing=16)
        lay.setContentsMargins(16, 12, 16, 12)
        lay.addLayout(said, 1)
        column = QVBoxLayout()
        for kind, word in buttons.items():
            button = widgets.button(word, "print" if kind != "calibration" else "grid", kind="" if kind != "calibration" else "quiet")
            button.clicked.connect(lambda _checked=False, kind=kind: self.wanted.emit(self.order(kind)))
            self.buttons[kind] = button
            column.addWidget(button)
        column.addStretch(1)
        lay.addLayout(column)
        made.setLayout(lay)
        self._lay.addWidget(made)

    def order(self, kind: str) -> Order:
        """Return what the fields ask for."""
        return Order(
            kind, str(self.lang.currentData()), str(self.paper.currentData()), self.wifi.text(), self.password.text(),
            self.hidden.isChecked(), str(self.stock.currentData()), self.first.value(), self.outline.isChecked(),
            self.across.value(), self.down.value(), self.scale.value(), self.least.value(),
        )  # fmt: skip

    def show_seen(self, seen: Seen) -> None:
        """Offer what there is to print about the event as it is now."""
        self.buttons["badges"].setEnabled(bool(seen.entries))
        self.buttons["certificates"].setEnabled(any(entry.present for entry in seen.entries))


def _named(widget: QWidget, name: str) -> QWidget:
    widget.setAccessibleName(name)
    return widget


@dataclass(frozen=True)
class Order:
    """One print with its options; millimetres, per cent, minutes."""

    kind: str
    lang: str
    size: str = "a4"
    wifi: str = ""
    password: str = ""
    hidden: bool = False
    stock: str = ""
    first: int = 1
    outline: bool = False
    across: float = 0.0
    down: float = 0.0
    scale: float = 100.0
    least: int = 1
