"""Planned against actual, one line a cue, as the run goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kit.gui.records import Column, RecordsTable
from kit.gui.workshops import words
from kit.i18n import N_, _
from kit.workshops.timing import Line

TINTS = {"current": "accent_ink", "ahead": "ink"}


class Schedule(RecordsTable[Line]):
    """Shows lines; `chosen(cue id)` asks to go to a cue (Enter or double click)."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self.zone = "UTC"
        columns: list[Column[Line]] = [
            Column(N_("Planned"), self._planned, width=76),
            Column(N_("Really"), self._really, width=76),
            Column(N_("Minutes"), lambda line: f"{line.planned_seconds / 60:.0f}", align="right", width=72),
            Column(N_("Took"), _took, align="right", width=64),
            Column(N_("Cue"), lambda line: line.cue.title, tint=lambda line: TINTS.get(line.status, "muted")),
            Column(N_("State"), lambda line: _(words.STATUS[line.status]), width=92, badge=_badge),
        ]
        super().__init__(columns, _("Run of show"), key=lambda line: line.cue.id)
        self.setSortingEnabled(False)
        self.setToolTip(_("Double click or Enter goes to a cue"))
        self.opened.connect(lambda line: self.chosen.emit(line.cue.id))
        self._shown: list[tuple[str, ...]] = []

    def show_lines(self, lines: Sequence[Line], zone: str) -> None:
        """Show these lines with the clocks of `zone`; nothing moves while what they say stays the same."""
        self.zone = zone
        said: list[tuple[str, ...]] = [(line.cue.id, line.status, self._planned(line), self._really(line), _took(line)) for line in lines]
        if said == self._shown:
            return
        moved = [word[1] for word in said] != [word[1] for word in self._shown]
        self._shown = said
        self.show_records(lines)
        now = next((n for n, line in enumerate(lines) if line.status == "current"), None)
        if moved and now is not None:
            self.scrollTo(self.proxy.index(min(now + 2, len(lines) - 1), 0))

    def _planned(self, line: Line) -> str:
        return words.local(line.planned_start, self.zone)

    def _really(self, line: Line) -> str:
        return words.local(line.starts, self.zone) if line.starts else ""


def _took(line: Line) -> str:
    return f"{line.seconds / 60:.0f}" if line.status in ("done", "current") else ""


def _badge(line: Line) -> str:
    return {"current": "accent", "done": "success"}.get(line.status, "")
