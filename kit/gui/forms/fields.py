"""The fields of one question; `changed(question, name)` tells each edit with the name of what was edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from kit import i18n
from kit.forms.form import CODE, POINTS_MOST, SPLITS
from kit.forms.model import TYPES, Form, Labels, Question, ShowIf
from kit.gui import widgets
from kit.gui.forms import edits
from kit.gui.forms.choices import Choices
from kit.i18n import N_, _

NAMES = {
    "single": N_("one choice"), "multi": N_("several choices"), "ranking": N_("ranking"), "scale": N_("scale"),
    "nps": N_("recommendation 0 to 10"), "number": N_("number"), "date": N_("date"), "text": N_("short text"), "longtext": N_("text"),
    "yesno": N_("yes or no"), "consent": N_("consent"), "info": N_("heading"),
}  # fmt: skip
CHOOSE, COUNTED, MOST = ("single", "multi", "ranking"), ("multi", "ranking"), 100
LANGS = (("zh", "中文"), ("en", "English"))


class Fields(QWidget):
    """Shows a question of a form."""

    changed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.question: Question | None = None
        self._quiet: list[QWidget] = []
        self.form_lay = QFormLayout(self)
        self.form_lay.setContentsMargins(16, 0, 16, 16)
        self.form_lay.setSpacing(8)
        self._words()
        self._kinds()
        self._marks()

    def _words(self) -> None:
        self.labels = {lang: self._text(f"label-{lang}", self._labelled("labels", lang)) for lang, _name in LANGS}
        self.helps = {lang: self._text(f"help-{lang}", self._labelled("help", lang)) for lang, _name in LANGS}
        for lang, name in LANGS:
            self._row(_("Question, {language}").format(language=name), self.labels[lang])
        for lang, name in LANGS:
            self._row(_("Hint, {language}").format(language=name), self.helps[lang])

    def _kinds(self) -> None:
        self.kind = QComboBox()
        for kind in TYPES:
            self.kind.addItem(_(NAMES[kind]), kind)
        self.kind.activated.connect(lambda _n: self._edit("type", type=str(self.kind.currentData())))
        self._row(_("Type"), self.kind)
        self.choices = Choices()
        self.choices.edited.connect(lambda choices, name: self._edit(f"choices-{name}", choices=choices))
        self._row(_("Choices"), self.choices)
        self.points = self._number("points", 2, POINTS_MOST, lambda q, n: replace(q, maximum=q.minimum + n - 1, choices=()))
        self._row(_("Points"), self.points)
        self.ends: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        for lang, name in LANGS:
            pair = (self._text(f"low-{lang}", self._labelled("low", lang)), self._text(f"high-{lang}", self._labelled("high", lang)))
            self.ends[lang] = pair
            box = QWidget()
            box.setLayout(widgets.row(*pair))
            self._row(_("Lowest, highest, {language}").format(language=name), box)
        self.least = self._number("least", 0, MOST, lambda q, n: replace(q, least=n))
        self.most = self._number("most", 0, MOST, lambda q, n: replace(q, most=n))
        self._row(_("At least (0: any)"), self.least)
        self._row(_("At most (0: any)"), self.most)

    def _marks(self) -> None:
        self.marks = {
            "required": QCheckBox(_("must be answered")),
            "short": QCheckBox(_("asked at first, the others behind “more”")),
            "apart": QCheckBox(_("a contact: kept apart from the answers")),
            "split": QCheckBox(_("results are shown by its answers too")),
        }
        for name, box in self.marks.items():
            box.clicked.connect(lambda on, name=name: self._edit(name, **{name: on}))
            self._row("", box)
        self.earlier, self.answers = QComboBox(), self._text("answers", self._conditioned)
        self.answers.setPlaceholderText(_("answers that show it, by code: yes, b"))
        self.earlier.activated.connect(lambda _n: self._condition())
        self.before = QComboBox()
        self.before.activated.connect(lambda _n: self._edit("before", before=str(self.before.currentData())))
        self._row(_("Asked before in"), self.before)
        self._row(_("Only after"), self.earlier)
        self._row(_("was answered"), self.answers)
        self.code = self._text("code", lambda q, text: replace(q, code=text) if CODE.match(text) else q)
        self._row(_("Code"), self.code)

    def show_question(self, form: Form, place: int) -> None:
        """Show the question at `place`; a field that says the same already is left alone, so that one can type in it."""
        self.question = q = form.questions[place]
        blocked = [QSignalBlocker(widget) for widget in self._quiet]
        for name, fields in (("labels", self.labels), ("help", self.helps)):
            for lang, field in fields.items():
                _say(field, getattr(q, name).get(lang, ""))
        for lang, (low, high) in self.ends.items():
            _say(low, q.low.get(lang, ""))
            _say(high, q.high.get(lang, ""))
        self.kind.setCurrentIndex(self.kind.findData(q.type))
        self.kind.setEnabled(not q.group)
        self.choices.show_choices(q.choices if q.type in CHOOSE else ())
        self.points.setValue(len(q.steps) or 5)
        self.least.setValue(q.least)
        self.most.setValue(q.most)
        for name, box in self.marks.items():
            box.setChecked(getattr(q, name))
        self._show_condition(form, place, q)
        _say(self.code, q.code)
        self.code.setEnabled(not q.group)
        self._show_needed(q)
        del blocked

    def _show_condition(self, form: Form, place: int, q: Question) -> None:
        self.earlier.clear()
        self.earlier.addItem(_("always asked"), "")
        for one in form.questions[:place]:
            if one.asks and one.type not in ("text", "longtext", "date"):
                self.earlier.addItem(one.titled(i18n.current()) or one.code, one.code)
        self.earlier.setCurrentIndex(max(0, self.earlier.findData(q.show_if.question if q.show_if else "")))
        _say(self.answers, ", ".join(q.show_if.answers) if q.show_if else "")
        self.before.clear()
        self.before.addItem(_("no other question"), "")
        for one in form.questions[:place]:
            if edits.alike(q, one) and not one.scored and not q.scored:
                self.before.addItem(one.titled(i18n.current()) or one.code, one.code)
        self.before.setCurrentIndex(max(0, self.before.findData(q.before)))

    def _show_needed(self, q: Question) -> None:
        """Show only the fields that the type has."""
        shown = {
            self.choices: q.type in CHOOSE and not q.source, self.points: q.type == "scale" and not q.scored, self.least: q.type in COUNTED,
            self.most: q.type in COUNTED, self.marks["required"]: q.asks and not q.scored, self.marks["short"]: not q.scored,
            self.marks["apart"]: q.type in ("text", "longtext"),
            self.marks["split"]: q.type in SPLITS and not q.source, self.before: self.before.count() > 1,
            self.answers: q.show_if is not None or bool(self.earlier.currentData()),
        }  # fmt: skip
        for low, _high in self.ends.values():
            parent = low.parentWidget()
            assert parent
            shown[parent] = bool(q.steps) and not q.choices and not q.scored
        for widget, on in shown.items():
            self.form_lay.setRowVisible(widget, on)

    def _condition(self) -> None:
        code = str(self.earlier.currentData())
        first = self.question.show_if.answers if self.question and self.question.show_if else ("yes",)
        self._edit("show_if", show_if=ShowIf(code, first) if code else None)

    def _conditioned(self, q: Question, text: str) -> Question:
        codes = tuple(code.strip() for code in text.replace("，", ",").split(",") if code.strip())
        return replace(q, show_if=ShowIf(q.show_if.question, codes)) if q.show_if and codes else q

    def _labelled(self, name: str, lang: str) -> Callable[[Question, str], Question]:
        def change(q: Question, text: str) -> Question:
            labels: Labels = {**getattr(q, name), lang: text}
            values: dict[str, Any] = {name: {key: value for key, value in labels.items() if value}}
            return replace(q, **values)

        return change

    def _text(self, name: str, change: Callable[[Question, str], Question]) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(500)
        made.textEdited.connect(lambda text: self._tell(change(self.question, text), name) if self.question else None)
        self._quiet.append(made)
        return made

    def _number(self, name: str, least: int, most: int, change: Callable[[Question, int], Question]) -> QSpinBox:
        made = QSpinBox()
        made.setRange(least, most)
        widgets.roomy(made.lineEdit())
        made.valueChanged.connect(lambda n: self._tell(change(self.question, n), name) if self.question else None)
        self._quiet.append(made)
        return made

    def _edit(self, name: str, **values: Any) -> None:
        if self.question:
            self._tell(replace(self.question, **values), name)

    def _tell(self, question: Question, name: str) -> None:
        if question != self.question:
            self.changed.emit(question, name)

    def _row(self, title: str, widget: QWidget) -> None:
        widget.setAccessibleName(title or widget.accessibleName())
        self.form_lay.addRow(title, widget)


def _say(field: QLineEdit, text: str) -> None:
    if field.text() != text:
        field.setText(text)
