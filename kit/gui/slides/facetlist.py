"""The left of the page: facets with their values, each a switch that tells how many modules it would show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from kit.gui import theme, widgets
from kit.gui.slides import facets
from kit.i18n import _

if TYPE_CHECKING:
    from kit.ops.slides import ModuleRow

WIDTH = 208
TAGS = 12


class FacetList(QScrollArea):
    """`changed` comes when another choice was made; `chosen` holds it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen: facets.Chosen = {}
        self.buttons: dict[tuple[str, str], FacetButton] = {}
        self._more = False
        self._rows: Sequence[ModuleRow] = ()
        self.setObjectName("side")
        self.setFixedWidth(round(WIDTH * min(1.2, theme.look().scale)))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Narrow down"))
        self._inside = QWidget()
        self._lay = QVBoxLayout(self._inside)
        self._lay.setContentsMargins(24, 0, 12, 24)
        self._lay.setSpacing(0)
        self.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)

    def show_rows(self, rows: Sequence[ModuleRow]) -> None:
        """Show the values that these modules have."""
        self._rows = rows
        found = facets.counts(rows, self.chosen)
        wanted = [(f, value, n) for f in facets.FACETS for value, n in self._some(f, found[f.id])]
        if [(f.id, value) for f, value, _n in wanted] != list(self.buttons):
            self._build(found)
        for facet, value, count in wanted:
            self.buttons[facet.id, value].show_(count, value in self.chosen.get(facet.id, frozenset()))

    def clear(self) -> None:
        """Take every choice back."""
        self.chosen = {}
        self.changed.emit()

    def _some(self, facet: facets.Facet, values: list[tuple[str, int]]) -> list[tuple[str, int]]:
        if facet.id != "tag" or self._more:
            return values
        chosen = self.chosen.get("tag", frozenset())
        return [one for place, one in enumerate(values) if place < TAGS or one[0] in chosen]

    def _build(self, found: dict[str, list[tuple[str, int]]]) -> None:
        while self._lay.count():
            item = self._lay.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons = {}
        for facet in facets.FACETS:
            values = found[facet.id]
            if not values:
                continue
            head = widgets.label(_(facet.title), "section")
            head.setContentsMargins(8, 12, 0, 4)
            self._lay.addWidget(head)
            for value, _n in self._some(facet, values):
                made = FacetButton(facet.name(value), _(facet.title))
                made.clicked.connect(lambda _on=False, f=facet.id, v=value: self._toggle(f, v))
                self.buttons[facet.id, value] = made
                self._lay.addWidget(made)
            if facet.id == "tag" and len(values) > TAGS and not self._more:
                self._lay.addWidget(widgets.button(_("More tags"), call=self._show_more, kind="link"))
        self._lay.addStretch(1)

    def _show_more(self) -> None:
        self._more = True
        self.show_rows(self._rows)

    def _toggle(self, facet: str, value: str) -> None:
        self.chosen = {**self.chosen, facet: self.chosen.get(facet, frozenset()) ^ {value}}
        self.changed.emit()


class FacetButton(QPushButton):
    """A value with its count at the right."""

    def __init__(self, text: str, facet: str) -> None:
        super().__init__(text)
        self._name = f"{facet}: {text}"
        self._count = 0
        self.setCheckable(True)
        self.setProperty("kind", "row")
        self.setProperty("tight", True)

    def show_(self, count: int, on: bool) -> None:
        """Show how many there are and whether it is chosen."""
        self._count = count
        self.setChecked(on)
        self.setAccessibleName(f"{self._name} ({count})")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.look()
        painter = QPainter(self)
        painter.setFont(look.font(12))
        painter.setPen(look.colour("accent_ink" if self.isChecked() else "muted"))
        right = QRect(0, 0, self.width() - 10, self.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._count))
        painter.end()
