"""How a form looks on a phone: the questions as the page will ask them, in the language chosen, not to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from kit import i18n
from kit.forms.model import Form, said
from kit.gui import widgets
from kit.i18n import _
from kit.web import questions
from kit.web.questions import Asked

WIDTH = 340


class Phone(QScrollArea):
    """Shows a form in `lang`; made anew each time it changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setFixedWidth(WIDTH + 40)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("On the phone"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_form(self, form: Form, lang: str) -> None:
        """Show the form; the place one was looking at stays."""
        at = self.verticalScrollBar().value()
        inner = QWidget()
        lay = QVBoxLayout(inner)
        lay.setContentsMargins(16, 16, 16, 16)
        lay.setSpacing(10)
        lay.addWidget(_label(said(form.titles, lang), "heading"))
        if said(form.intro, lang):
            lay.addWidget(_label(said(form.intro, lang), "muted"))
        with i18n.language(lang):
            lay.addWidget(_label(questions.promise(form), "small"))
            for asked in questions.asked(form, lang, {}, ()):
                for widget in _question(asked):
                    lay.addWidget(widget)
        lay.addStretch(1)
        self.setWidget(inner)
        self.verticalScrollBar().setValue(at)


def _question(asked: Asked) -> Iterator[QWidget]:
    if asked.type == "info":
        yield _label(asked.label, "strong")
        return
    must = f" ({_('required')})" if asked.required else ""
    yield _label(asked.label + must, "strong")
    if asked.help:
        yield _label(asked.help, "small")
    if asked.only_if:
        told = _("Only if you answered “{answer}” to “{question}”.").format(answer=asked.only_if[1], question=asked.only_if[0])
        yield _label(told, "small")
    if asked.type in ("text", "number", "date"):
        yield _idle(QLineEdit("2026-12-01" if asked.type == "date" else ""))
    elif asked.type == "longtext":
        box = QPlainTextEdit()
        box.setFixedHeight(72)
        yield _idle(box)
    elif asked.scale:
        yield _scale(asked)
        if not asked.named and (asked.low or asked.high):
            yield _ends(asked)
    else:
        yield from _options(asked)


def _options(asked: Asked) -> Iterator[QWidget]:
    if asked.listed:
        box = QComboBox()
        box.addItems([option.label for option in asked.options])
        yield _idle(box)
        return
    for option in asked.options:
        if asked.places:
            places = QComboBox()
            places.addItems(["–", *map(str, asked.places)])
            yield _in_row(_idle(places), _label(option.label))
        else:
            yield _in_row(_idle(QCheckBox() if asked.several else QRadioButton()), _label(option.label))
        if option.code == asked.other:
            yield _idle(QLineEdit())


def _scale(asked: Asked) -> QWidget:
    cells = []
    for option in asked.options:
        cell = QFrame()
        cell.setObjectName("surface")
        cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        lay = QVBoxLayout(cell)
        lay.setContentsMargins(2, 4, 2, 4)
        lay.setSpacing(0)
        for words, role in ((option.code, "strong"), (option.label, "small")):
            if words:
                label = _label(words, role)
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                lay.addWidget(label)
        cells.append(cell)
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(3)
    for cell in cells:
        line.addWidget(cell, 1)
    return row


def _ends(asked: Asked) -> QWidget:
    right = _label(asked.high, "small")
    right.setAlignment(Qt.AlignmentFlag.AlignRight)
    return _in_row(_label(asked.low, "small"), right)


def _in_row(*parts: QWidget) -> QWidget:
    made = QWidget()
    line = widgets.row(*parts)
    line.setStretch(len(parts) - 1, 1)
    made.setLayout(line)
    return made


def _idle(widget: QWidget) -> QWidget:
    """Return a field that is looked at only."""
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return widget


def _label(text: str, role: str = "") -> QLabel:
    return widgets.label(text, role, wrap=True)
