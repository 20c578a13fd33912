"""Feedback: how the answers to each question are spread, scores with their intervals and n, and what people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kit import measures
from kit.gui import widgets
from kit.gui.events import further, words
from kit.gui.events.opening import Opening
from kit.gui.events.overview import figures_row
from kit.gui.figures import Bar, Bars, Figure
from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.events.event import Event
    from kit.forms.groups import Split
    from kit.forms.results import Result
    from kit.ops.feedback import Compared, Results

TEXTS_SHOWN = 200


class FeedbackTab(QWidget):
    """Shows what was answered so far; `forms(what)` asks to edit the form, to make a new one, to take one, or "who" has answered;
    `compare(code)` asks what changed since an earlier event.
    """

    forms = Signal(str)
    compare = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.answers, self.rate, self.nps = Figure(_("Answers")), Figure(_("Response rate")), Figure(_("Net promoter score"))
        self.inside = QWidget()
        self.list = QVBoxLayout(self.inside)
        self.list.setContentsMargins(0, 0, 12, 0)
        self.list.setSpacing(12)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("Answers by question"))
        self.area.setWidget(self.inside)
        nothing = _("Answers appear here as they arrive. Show the feedback code on the projector when you close.")
        self.empty = widgets.EmptyState("chat", _("No answers yet"), nothing)
        self.none = widgets.EmptyState("chat", _("This event asks for no feedback"), _("Choose a form under “Change event” to ask for it."))
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 16, 0, 0)
        inner.setSpacing(16)
        inner.addLayout(figures_row(self.answers, self.rate, self.nps))
        inner.addWidget(self.area, 1)
        self.stack = QStackedWidget()
        for made in (self.none, self.empty, filled):
            self.stack.addWidget(made)
        self.edit = widgets.button(_("Edit the form…"), "edit", lambda: self.forms.emit("edit"), kind="quiet")
        self.new = widgets.button(_("New form…"), "plus", lambda: self.forms.emit("new"), kind="quiet")
        self.take = widgets.button(_("Import XLSForm…"), "import", lambda: self.forms.emit("import"), kind="quiet")
        self.who = widgets.button(_("Who has answered…"), "users", lambda: self.forms.emit("who"), kind="quiet")
        self.who.hide()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 8, 0, 0)
        lay.setSpacing(0)
        self._offered: tuple[Event, ...] = ()
        self.earlier = QComboBox()
        self.earlier.hide()
        self.earlier.setAccessibleName(_("Compare with an earlier event"))
        self.earlier.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.earlier.setMinimumContentsLength(24)
        self.earlier.activated.connect(lambda _place: self.compare.emit(self.earlier.currentData() or ""))
        lay.addLayout(widgets.row(self.earlier, 1, self.who, self.edit, self.new, self.take))
        self.opening = Opening()
        lay.addWidget(self.opening)
        lay.addWidget(self.stack, 1)

    def offer(self, events: Sequence[Event]) -> None:
        """Offer these earlier events to compare with; the one that was chosen stays chosen."""
        self.earlier.setVisible(bool(events))
        if self._offered == tuple(events):  # a list that is open stays open while answers arrive
            return
        self._offered, chosen = tuple(events), self.earlier.currentData()
        self.earlier.clear()
        self.earlier.addItem(_("Compare with an earlier event"), "")
        for event in events:
            self.earlier.addItem(f"{event.title} · {event.local(event.starts_at):%Y-%m-%d}", event.code)
        self.earlier.setCurrentIndex(max(0, self.earlier.findData(chosen)))

    def show_results(self, found: Results | None, compared: Compared | None = None) -> None:
        """Show these results, and what changed since an earlier event; None when the event asks nothing."""
        self.edit.setVisible(found is not None)
        self.who.setVisible(found is not None and not found.version.form.anonymous)
        if found is None or not found.responses:
            self.stack.setCurrentIndex(0 if found is None else 1)
            return
        self.stack.setCurrentIndex(2)
        self.answers.show_(f"{len(found.responses)}")
        self.rate.show_(words.percent(found.rate), _("of {n} who are in").format(n=found.present))
        score = next((result.nps for result in found.questions if result.nps and result.nps.n), None)
        self.nps.setVisible(score is not None)
        if score and score.score is not None:
            self.nps.show_(
                f"{score.score:+.0f}", _("{low} to {high}, n = {n}").format(low=f"{score.low:+.0f}", high=f"{score.high:+.0f}", n=score.n)
            )
        kept = self.area.verticalScrollBar().value()
        while (item := self.list.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.setParent(None)  # gone at once: what replaces it is never seen, or read out, beside it
                widget.deleteLater()
        whole = {code for scale in found.usability for code in scale.codes}
        for scale in found.usability:
            self.list.addWidget(further.usable(scale))
        if compared:
            self.list.addWidget(further.compared(compared))
        if found.shifts:
            self.list.addWidget(further.changed(found.shifts))
        for result in found.questions:
            if result.question.code not in whole:
                self.list.addWidget(_question(result, found.splits.get(result.question.code, ())))
        if found.contacts:
            self.list.addWidget(_written(_("Left to be reached; not joined to any answer"), found.contacts))
        self.list.addStretch(1)
        self.area.verticalScrollBar().setValue(kept)


def _question(result: Result, splits: Sequence[Split] = ()) -> QFrame:
    made, lay = further.surface(result.label)
    told = [ngettext("{n} answer", "{n} answers", result.n).format(n=result.n)]
    if result.missing:
        told.append(_("{n} left it out").format(n=result.missing))
    if result.mean is not None and not result.nps:
        told.append(_("mean {mean}").format(mean=f"{result.mean:.2f}"))
    score = _score(result)
    if score and result.n < measures.FEW:
        told.append(_("few answers, read the score with care"))
    lay.addWidget(widgets.label(" · ".join(told), "small"))
    if score:
        lay.addWidget(widgets.label(score, "strong"))
    if result.bars and result.n:
        lay.addSpacing(4)
        lay.addWidget(Bars(_bars(result), label_width=220, most=1.0))
    for one in splits:
        lay.addWidget(further.split(one))
    for text in result.texts[:TEXTS_SHOWN]:
        lay.addWidget(_verbatim(text))
    return made


def _score(result: Result) -> str:
    """Return the score of a question with its interval."""
    text = ""
    if result.nps and result.nps.score is not None:
        s = result.nps
        text = _("NPS {score} (95 %: {low} to {high})").format(score=f"{s.score:+.0f}", low=f"{s.low:+.0f}", high=f"{s.high:+.0f}")
        groups = _("{promoters} promoters, {passives} passives, {detractors} detractors")
        text += " · " + groups.format(promoters=s.promoters, passives=s.passives, detractors=s.detractors)
    elif result.top2 and result.top2.share is not None:
        t = result.top2
        text = _("Top two: {share} (95 %: {low} to {high})").format(
            share=words.percent(t.share), low=words.percent(t.low), high=words.percent(t.high)
        )
    return text


def _bars(result: Result) -> list[Bar]:
    named = {"yes": _("Yes"), "no": _("No")}
    return [
        Bar(bar.label or named.get(bar.code, bar.code), bar.share, f"{bar.n} · {words.percent(bar.share)}", _token(result, bar.code))
        for bar in result.bars
    ]


def _token(result: Result, code: str) -> str:
    """Return the colour of a bar: the three groups of a recommendation apart, everything else in the accent."""
    if not result.nps:
        return "accent"
    return "success_ink" if int(code) >= 9 else "border" if int(code) >= 7 else "warning_ink"


def _written(title: str, texts: tuple[str, ...]) -> QFrame:
    made, lay = further.surface(title)
    for text in texts:
        lay.addWidget(_verbatim(text))
    return made


def _verbatim(text: str) -> QWidget:
    made = widgets.label("“" + text + "”", "", wrap=True, select=True)
    made.setContentsMargins(0, 4, 0, 0)
    return made
