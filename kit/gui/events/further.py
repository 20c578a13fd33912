"""Further figures of the feedback page: the usability score, what changed in the same people or since an earlier event, and groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from kit import measures
from kit.gui import widgets
from kit.gui.events import words
from kit.gui.figures import Bar, Bars
from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.forms.groups import Group, Split
    from kit.forms.pairs import Shift
    from kit.forms.usability import Usability
    from kit.ops.feedback import Compared


def surface(title: str) -> tuple[QFrame, QVBoxLayout]:
    """Return a card with a title, and the layout to fill it."""
    made = QFrame()
    made.setObjectName("surface")
    lay = QVBoxLayout(made)
    lay.setContentsMargins(16, 12, 16, 12)
    lay.setSpacing(4)
    lay.addWidget(widgets.label(title, "strong", wrap=True))
    return made, lay


def usable(found: Usability) -> QFrame:
    """Return the card of a usability score: the mean with its interval, and how many answered all of the scale."""
    made, lay = surface(_("Usability (SUS): {title}").format(title=found.title))
    score = found.score
    told = [ngettext("{n} answer", "{n} answers", score.n).format(n=score.n)]
    if found.partial:
        told.append(_("{n} answered in part, not counted").format(n=found.partial))
    if score.n and score.n < measures.FEW:
        told.append(_("few answers, read the score with care"))
    lay.addWidget(widgets.label(" · ".join(told), "small"))
    if score.mean is not None:
        lay.addWidget(widgets.label(_ends(f"{score.mean:.1f}", score.low, score.high, ".1f"), "strong"))
        lay.addWidget(widgets.label(_("From 0 to 100, no percentage; about 68 is average"), "small", wrap=True))
    return made


def changed(shifts: Sequence[Shift]) -> QFrame:
    """Return the card of what changed in people who were asked about before and now."""
    made, lay = surface(_("Before and after, in the same people"))
    lay.addLayout(_shifts(shifts, (_("Before"), _("After"))))
    lay.addWidget(widgets.label(_("Both asked at one time, looking back: how people see the change themselves."), "small", wrap=True))
    return made


def compared(found: Compared) -> QFrame:
    """Return the card of what differs from an earlier event, whose answers are another group."""
    event = found.earlier
    title = _("Compared with {title}, {day} ({code})")
    made, lay = surface(title.format(title=event.title, day=f"{event.local(event.starts_at):%Y-%m-%d}", code=event.code))
    if found.shifts:
        lay.addLayout(_shifts(found.shifts, (_("Before"), _("This time"))))
    else:
        lay.addWidget(widgets.label(_("No question can be compared."), "small"))
    for one in found.unlike:
        lay.addWidget(widgets.label(f"{one.title}: {_(one.why)}", "small", wrap=True))
    told = _("Shares (top 2, or yes) of two groups of answers, not pairs of people. Questions compared: {n}.")
    lay.addWidget(widgets.label(told.format(n=len(found.shifts)), "small", wrap=True))
    if found.paired:
        lay.addSpacing(12)
        lay.addWidget(widgets.label(_("The same people at both events, by name"), "strong", wrap=True))
        lay.addLayout(_shifts(found.paired, (_("Before"), _("This time"))))
    return made


def split(one: Split) -> QWidget:
    """Return the figures of one question by groups, none of them small."""
    made = QWidget()
    lay = QVBoxLayout(made)
    lay.setContentsMargins(0, 8, 0, 0)
    lay.setSpacing(4)
    lay.addWidget(widgets.label(_("By {way}").format(way=one.way), "small"))
    lay.addWidget(Bars([_bar(group) for group in one.groups], label_width=220, most=1.0))
    return made


def _bar(group: Group) -> Bar:
    from kit.forms import groups

    name = groups.named(group)
    if group.nps and group.nps.score is not None:
        return Bar(name, (group.nps.score + 100) / 200, f"NPS {group.nps.score:+.0f} · n = {group.n}")
    share = group.share.share if group.share else None
    return Bar(name, share or 0.0, f"{words.percent(share)} · n = {group.n}")


def _shifts(shifts: Sequence[Shift], heads: tuple[str, str]) -> QGridLayout:
    """Return a table of changes: before, after, the difference with its interval, and of how many."""
    from kit.forms import pairs

    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for column, head in enumerate((*heads, _("Change"), _("95 % interval"), "n"), 1):
        grid.addWidget(widgets.label(head, "small"), 0, column, Qt.AlignmentFlag.AlignRight)
    for row, shift in enumerate(shifts, 1):
        grid.addWidget(widgets.label(pairs.named(shift), "", wrap=True), row, 0)
        told = (_value(shift, shift.before), _value(shift, shift.after), _step(shift, shift.difference), _interval(shift), _counts(shift))
        for column, text in enumerate(told, 1):
            role = "strong" if column == 3 and shift.significant else ""
            grid.addWidget(widgets.label(text, role), row, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return grid


def _value(shift: Shift, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if shift.unit == "mean" else words.percent(value)


def _step(shift: Shift, value: float | None) -> str:
    """Return a difference with its sign: steps of the scale, or percentage points."""
    if value is None:
        return "–"
    return f"{value:+.2f}" if shift.unit == "mean" else f"{value * 100:+.1f} pp"


def _interval(shift: Shift) -> str:
    if shift.low is None or shift.high is None:
        return "–"
    return _("{low} to {high}").format(low=_step(shift, shift.low), high=_step(shift, shift.high))


def _counts(shift: Shift) -> str:
    return f"{shift.n_after}" if shift.how == "same" else f"{shift.n_before} / {shift.n_after}"


def _ends(value: str, low: float | None, high: float | None, form: str) -> str:
    if low is None or high is None:
        return value
    return _("{value} (95 %: {low} to {high})").format(value=value, low=format(low, form), high=format(high, form))
