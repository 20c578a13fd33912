"""A run of show as text, with what is wrong listed while it is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from kit.errors import Finding, KitError
from kit.gui import icons, theme, widgets
from kit.i18n import _, ngettext, said
from kit.workshops import plan as plans
from kit.workshops.plan import Plan

PAUSE = 350  # milliseconds after the last key before the text is read


class Editor(QWidget):
    """`understood(plan)` comes when the text has been read, `touched(changed)` when it differs from the file or no longer does."""

    understood = Signal(object)
    touched = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.path, self.saved = "", ""
        self.plan: Plan | None = None
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Run of show as text"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setTabChangesFocus(True)
        self.text.setObjectName("surface")
        self.text.setFont(_fixed())
        self.state = widgets.label("", "small")
        self.problems = QListWidget()
        self.problems.setAccessibleName(_("Problems"))
        self.problems.setMaximumHeight(132)
        self.problems.setWordWrap(True)
        self.problems.itemActivated.connect(self._jump)
        self.problems.itemClicked.connect(self._jump)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 8, 0, 0)
        lay.setSpacing(8)
        for one in (self.text, self.state, self.problems):
            lay.addWidget(one)
        lay.setStretch(0, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.read)
        self.text.textChanged.connect(self._typed)

    def show_text(self, text: str, path: str) -> None:
        """Show the text of a file."""
        self.path, self.saved = path, text
        self.text.setPlainText(text)
        self._timer.stop()
        self.read()
        self.touched.emit(False)

    @property
    def changed(self) -> bool:
        """Whether the text differs from the file."""
        return bool(self.path) and self.text.toPlainText() != self.saved

    def kept(self, text: str, path: str) -> None:
        """Note that `text` is in the file now."""
        self.path, self.saved = path, text
        self.touched.emit(self.changed)

    def read(self) -> None:
        """Read the text and list what is wrong."""
        try:
            self.plan = plans.parse(self.text.toPlainText(), self.path)
        except KitError as error:
            self.plan = None
            self._list([error])
            return
        self._list(list(self.plan.findings))
        self.understood.emit(self.plan)

    def _list(self, found: Sequence[Finding | KitError]) -> None:
        self.problems.clear()
        for one in found:
            line = one.line if isinstance(one, Finding) else int(one.fields.get("line", 0) or 0)
            words = said(one)
            item = QListWidgetItem(
                icons.icon("warning", "warning_ink"), _("line {line}: {words}").format(line=line, words=words) if line else words
            )
            item.setData(Qt.ItemDataRole.UserRole, line)
            self.problems.addItem(item)
        self.problems.setVisible(bool(found))
        if found:
            self.state.setText(ngettext("{n} problem", "{n} problems", len(found)).format(n=len(found)))
        elif self.plan is not None:
            timed = sum(cue.minutes for cue in self.plan.timed if self.plan.nominal(cue.id) >= 0)
            self.state.setText(_("No problems. {n} cues, {minutes} min.").format(n=len(self.plan.cues), minutes=f"{timed:g}"))

    def _jump(self, item: QListWidgetItem) -> None:
        line = int(item.data(Qt.ItemDataRole.UserRole) or 0)
        if line:
            cursor = QTextCursor(self.text.document().findBlockByNumber(line - 1))
            self.text.setTextCursor(cursor)
            self.text.centerCursor()
            self.text.setFocus()

    def _typed(self) -> None:
        self._timer.start()
        self.touched.emit(self.changed)


def _fixed() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setFamilies([family for family in (*font.families(), "Consolas", "Menlo", "monospace", *theme.CHINESE) if family != "Sans"])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(theme.look().px(13))
    return font
