"""The work bar: what is being done, how far it is, how long it will take, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from kit.gui import jobs, widgets
from kit.i18n import _, ngettext

SOON = 300


class WorkBar(QFrame):
    """Shows the newest job that has a title; work that ends within 300 ms never shows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("workbar")
        self.text = widgets.label()
        self.left = widgets.label("", "small")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.cancel = widgets.button(_("Cancel"), "close", self._cancel, kind="quiet")
        lay = QHBoxLayout(self)
        lay.setContentsMargins(24, 6, 16, 6)
        lay.setSpacing(12)
        lay.addWidget(self.text)
        lay.addWidget(self.bar, 1)
        lay.addWidget(self.left)
        lay.addWidget(self.cancel)
        self._job: jobs.Job | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SOON)
        self._late.timeout.connect(self._look)
        jobs.news.started.connect(self._started)
        jobs.news.ended.connect(self._ended)
        self.hide()

    def _started(self, job: jobs.Job) -> None:
        if job.title:
            self._follow(job)
            self._late.start()

    def _ended(self, job: jobs.Job) -> None:
        if job is self._job:
            self._follow(next(iter(jobs.running()), None))
            self._look()

    def _follow(self, job: jobs.Job | None) -> None:
        self._job = job
        if job:
            job.changed.connect(self._moved)

    def _moved(self) -> None:
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        job = self._job
        self.setVisible(job is not None)
        if job is None:
            return
        done, total = job.at
        self.text.setText(job.title)
        self.bar.setAccessibleDescription(job.title)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.left.setText(time_left(job.left))
        self.cancel.setEnabled(not job.cancelled)

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()
            self._look()


def time_left(seconds: float) -> str:
    """Say how long it will take, in words that are not more exact than the guess."""
    if seconds <= 0:
        return ""
    if seconds < 60:
        n = max(1, round(seconds))
        return ngettext("{n} second left", "{n} seconds left", n).format(n=n)
    n = round(seconds / 60)
    return ngettext("{n} minute left", "{n} minutes left", n).format(n=n)
