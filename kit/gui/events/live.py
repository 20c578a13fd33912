"""What goes on with the room: put a poll, show what was answered, let questions be seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from kit.context import Kit
from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.gui.figures import Bar, Bars
from kit.i18n import _, ngettext, said
from kit.ops import live

if TYPE_CHECKING:
    from kit.events.live import Ask, Poll
    from kit.gui.events.work import Seen
    from kit.ops.live import Live

MOST = 60


class LiveTab(QWidget):
    """`projector` asks for the second screen, `seen(live)` passes on what goes on, `failed` why something was refused."""

    projector = Signal(str)
    failed = Signal(object)
    seen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit, self.code = kit, ""
        self.found: Live | None = None
        self._looking = jobs.Latest(self)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 16, 0, 0)
        lay.setSpacing(24)
        lay.addLayout(self._polls(), 5)
        lay.addLayout(self._asks(), 6)

    def _polls(self) -> QVBoxLayout:
        self.question, self.choices = QLineEdit(), QPlainTextEdit()
        self.question.setPlaceholderText(_("What do you want to know from the room?"))
        self.question.setAccessibleName(_("Poll"))
        self.question.setMaxLength(200)
        self.choices.setPlaceholderText(_("One answer a line, two to eight"))
        self.choices.setAccessibleName(_("Answers of the poll"))
        self.choices.setTabChangesFocus(True)
        self.choices.setFixedHeight(96)
        self.put = widgets.button(_("Put it to the room"), "play", self.open_poll, kind="primary")
        self.shown = widgets.button(_("Show the answers"), "eye", self.show_answers)
        self.end = widgets.button(_("Close the poll"), "stop", self.close_poll, kind="quiet")
        self.asked = widgets.label("", "strong", wrap=True)
        self.bars = QVBoxLayout()
        self.told = widgets.label("", "muted")
        lay = QVBoxLayout()
        lay.setSpacing(12)
        lay.addWidget(widgets.label(_("Poll"), "section"))
        for thing in (self.question, self.choices):
            lay.addWidget(thing)
        lay.addLayout(
            widgets.row(self.put, 1, widgets.button(_("On the projector"), "screen", lambda: self.projector.emit("live"), kind="quiet"))
        )
        lay.addWidget(widgets.line())
        lay.addWidget(self.asked)
        lay.addLayout(self.bars)
        lay.addLayout(widgets.row(self.told, 1, self.shown, self.end))
        lay.addStretch(1)
        return lay

    def _asks(self) -> QVBoxLayout:
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(_("Questions from the room"))
        self.none = widgets.EmptyState(
            "chat", _("No question yet"), _("Phones find “Ask the speaker” on their receipt. You see a question before anybody else does.")
        )
        lay = QVBoxLayout()
        lay.setSpacing(8)
        lay.addWidget(widgets.label(_("Questions from the room"), "section"))
        lay.addWidget(self.none)
        lay.addWidget(self.area, 1)
        return lay

    def show_seen(self, seen: Seen) -> None:
        """Look at what goes on at this event now."""
        self.code = seen.overview.event.code
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        if self.code:
            self._looking.start(partial(live.look, self.kit, self.code), self._show)

    def _show(self, found: Live) -> None:
        self.found = found
        self.seen.emit(found)
        poll = found.polls[0] if found.polls else None
        self.asked.setText(poll.question if poll else "")
        _clear(self.bars)
        if poll:
            bars = Bars()
            bars.show_([Bar(bar.text, bar.n, f"{bar.n}") for bar in poll.bars])
            self.bars.addWidget(bars)
        self.told.setText(self._said(poll) if poll else "")
        self.shown.setVisible(poll is not None)
        self.end.setVisible(bool(poll and poll.open))
        self.shown.setText(_("Hide the answers") if poll and poll.shown else _("Show the answers"))
        self._show_asks(found.asks)

    def _said(self, poll: Poll) -> str:
        count = ngettext("{n} answer", "{n} answers", poll.n).format(n=poll.n)
        return (
            f"{count} · {_('open') if poll.open else _('closed')} · {_('the room sees them') if poll.shown else _('hidden from the room')}"
        )

    def _show_asks(self, asks: tuple[Ask, ...]) -> None:
        order = {"new": 0, "shown": 1, "answered": 2, "hidden": 3}
        inner = QWidget()
        lay = QVBoxLayout(inner)
        lay.setContentsMargins(0, 0, 8, 0)
        for ask in sorted(asks, key=lambda one: (order[one.state], -one.n))[:MOST]:
            lay.addWidget(self._card(ask))
        lay.addStretch(1)
        self.area.setWidget(inner)
        self.none.setVisible(not asks)
        self.area.setVisible(bool(asks))

    def _card(self, ask: Ask) -> QWidget:
        card = QFrame()
        card.setObjectName("surface")
        text = widgets.label(ask.text, "muted" if ask.state in ("hidden", "answered") else "", wrap=True)
        state = {"new": _("new"), "shown": _("seen by the room"), "answered": _("answered"), "hidden": _("hidden")}[ask.state]
        does = {
            "new": (("shown", _("Let it be seen")), ("hidden", _("Hide"))),
            "shown": (("answered", _("Answered")), ("hidden", _("Hide"))),
            "answered": (("shown", _("Show again")),),
            "hidden": (("shown", _("Let it be seen")),),
        }[ask.state]
        buttons = [
            widgets.button(words, call=partial(self.judge, ask.id, to), kind="" if n == 0 else "quiet")
            for n, (to, words) in enumerate(does)
        ]
        lay = QVBoxLayout(card)
        lay.setContentsMargins(16, 10, 16, 10)
        lay.addWidget(text)
        lay.addLayout(widgets.row(widgets.label(f"▲ {ask.n} · {state}", "small"), 1, *buttons))
        return card

    def open_poll(self) -> None:
        """Put the poll that was written to the room."""
        choices = [line for line in self.choices.toPlainText().splitlines() if line.strip()]
        self._do(partial(live.open_poll, self.kit, self.code, self.question.text(), choices), self._put)

    def _put(self, _poll: Any) -> None:
        self.question.clear()
        self.choices.clear()
        self.refresh()

    def close_poll(self) -> None:
        """Take no more answers."""
        self._do(partial(live.close_poll, self.kit, self.code))

    def show_answers(self) -> None:
        """Show the room what was answered, or hide it."""
        poll = self.found.polls[0] if self.found and self.found.polls else None
        if poll:
            self._do(partial(live.show_poll, self.kit, self.code, poll.id, not poll.shown))

    def judge(self, ask_id: int, state: str) -> None:
        """Let a question be seen, hide it, or mark it as answered."""
        self._do(partial(live.judge, self.kit, self.code, ask_id, state))

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        jobs.start(work, done or (lambda _done: self.refresh()), self._refused, owner=self)

    def _refused(self, error: KitError) -> None:
        self.told.setText(said(error))
        self.failed.emit(error)


def _clear(lay: QVBoxLayout) -> None:
    while (item := lay.takeAt(0)) is not None:
        widget = item.widget()
        if widget:
            widget.deleteLater()
