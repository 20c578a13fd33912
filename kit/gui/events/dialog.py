"""Make or change an event: what, when, where, which workshop and which form."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kit.errors import KitError
from kit.events import part as parts
from kit.gui import widgets
from kit.i18n import NAMES, _, said

if TYPE_CHECKING:
    from kit.events.event import Draft
    from kit.events.part import Part

DAY = 24 * 60
Options = tuple[tuple[str, str], ...]


class EventDialog(QDialog):
    """Shows a draft; `draft()` returns it as it was changed."""

    def __init__(
        self, parent: QWidget, draft: Draft, workshops: tuple[tuple[str, str], ...], forms: tuple[tuple[str, str], ...], *, new: bool
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self.setWindowTitle(_("New event") if new else _("Change event"))
        self.setMinimumWidth(480)
        self.title = _field(draft.title, _("Title"))
        self.start = self._start(draft.starts_at)
        self.minutes = _number(draft.minutes, 1, 14 * DAY, _("{n} minutes").format(n="").strip())
        self.late = _number(draft.late_after, 0, DAY, _("minutes after the start"))
        self.place, self.host = _field(draft.place, _("Place")), _field(draft.host, _("Host"))
        self.lang = _choice([(lang, name) for lang, name in NAMES.items()], draft.lang, _("Language"))
        self.workshop = _choice([("", _("None")), *workshops], draft.workshop, _("Workshop"))
        first = [("", _("The workshop's, or the usual one")), ("none", _("No feedback"))]
        self.form = _choice([*first, *forms], draft.form, _("Feedback form"))
        self._door(draft)
        self.do = widgets.button(_("Make event") if new else _("Save"), call=self.accept, kind="primary")
        self.do.setDefault(True)
        self._lay()
        self.title.textChanged.connect(lambda _text: self._ask())
        self._ask()

    def _door(self, draft: Draft) -> None:
        """Make the fields of what the door does."""
        self.seats = _number(draft.capacity, 0, 100_000, _("seats"))
        self.seats.setSpecialValueText(_("No limit"))
        self.wall = _choice(
            [("0", _("Stays the same")), *((str(n), _("Changes every {n} seconds").format(n=n)) for n in (15, 20, 30, 60))],
            str(draft.rotating),
            _("Code on the wall"),
        )
        self.leaving = QCheckBox(_("Phones may check out"))
        self.leaving.setChecked(draft.check_out)
        self.parts = QPlainTextEdit("\n".join(parts.line(part, _zone(draft)) for part in draft.parts))
        self.parts.setPlaceholderText(_("One part a line: day1, 2026-12-01 09:00, 180, First day"))
        self.parts.setAccessibleName(_("Parts"))
        self.parts.setTabChangesFocus(True)
        self.parts.setFixedHeight(72)

    def _start(self, at: datetime) -> QDateTimeEdit:
        made = QDateTimeEdit(QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute)))
        made.setDisplayFormat("yyyy-MM-dd HH:mm")
        made.setCalendarPopup(True)
        made.setAccessibleName(_("Start"))
        return made

    def _lay(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        zone = widgets.label(self._draft.zone, "small")
        start = widgets.row(self.start, zone, 1)
        for text, thing in (
            (_("Title"), self.title),
            (_("Start"), start),
            (_("Length"), self.minutes),
            (_("Place"), self.place),
            (_("Host"), self.host),
            (_("Language"), self.lang),
            (_("Workshop"), self.workshop),
            (_("Feedback form"), self.form),
            (_("Late from"), self.late),
            (_("Seats"), self.seats),
            (_("Code on the wall"), self.wall),
            (_("Leaving"), self.leaving),
            (_("Parts"), self.parts),
        ):
            form.addRow(text, thing)
        buttons = QDialogButtonBox()
        buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(widgets.button(_("Cancel"), call=self.reject), QDialogButtonBox.ButtonRole.RejectRole)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 24, 24, 16)
        lay.setSpacing(16)
        lay.addLayout(form)
        self.wrong = widgets.label("", "error", wrap=True)
        self.wrong.hide()
        lay.addWidget(self.wrong)
        lay.addWidget(buttons)

    def _ask(self) -> None:
        self.do.setEnabled(bool(self.title.text().strip()))

    def draft(self) -> Draft:
        """Return the event as it was written; the start is meant in the event's zone."""
        at = self.start.dateTime()
        day, time = at.date(), at.time()
        start = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._draft.starts_at.tzinfo)
        return dataclasses.replace(
            self._draft,
            title=self.title.text().strip(),
            starts_at=start,
            minutes=self.minutes.value(),
            late_after=self.late.value(),
            place=self.place.text().strip(),
            host=self.host.text().strip(),
            lang=str(self.lang.currentData()),
            workshop=str(self.workshop.currentData()),
            form=str(self.form.currentData()),
            capacity=self.seats.value(),
            rotating=int(self.wall.currentData()),
            check_out=self.leaving.isChecked(),
            parts=self._parts(),
        )

    def _parts(self) -> tuple[Part, ...]:
        """Read the parts; raises KitError for a line that is none."""
        lines = (line for line in self.parts.toPlainText().splitlines() if line.strip())
        return tuple(parts.from_line(line, _zone(self._draft)) for line in lines)

    def accept(self) -> None:
        """Close when what was written can be an event; else say what is wrong and stay."""
        from kit.events import event as events

        try:
            events.checked(self.draft())
        except KitError as error:
            self.wrong.setText(said(error))
            self.wrong.show()
            return
        super().accept()


def _zone(draft: Draft) -> ZoneInfo:
    return ZoneInfo(draft.zone)


def _field(text: str, name: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setMaxLength(200)
    made.setAccessibleName(name)
    return made


def _number(value: int, least: int, most: int, suffix: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    widgets.roomy(made.lineEdit())
    made.setValue(value)
    made.setSuffix(f" {suffix}" if suffix else "")
    made.setAccessibleName(suffix)
    return made


def _choice(options: list[tuple[str, str]], chosen: str, name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for value, text in options if chosen in [value for value, _text in options] else [*options, (chosen, chosen)]:
        made.addItem(text, value)
    made.setCurrentIndex(made.findData(chosen))
    return made
