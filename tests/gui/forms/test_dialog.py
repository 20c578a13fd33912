"""The form editor by mouse and keys: edit, undo, save, and nothing lost unasked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.forms.model import Form, ShowIf
from kit.gui.forms.choices import CODE, EN
from kit.gui.forms.dialog import FormDialog
from kit.ops import forms

Open = Callable[[Form | None], FormDialog]


@pytest.fixture
def edit(kit: Kit, qtbot: QtBot) -> Open:
    """Open the editor on a form."""
    parent = QWidget()
    qtbot.addWidget(parent)

    def opened(form: Form | None) -> FormDialog:
        dialog = FormDialog(parent, kit, form)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.show()
        return dialog

    return opened


def saved(dialog: FormDialog, qtbot: QtBot) -> None:
    """Save and wait."""
    with qtbot.waitSignal(dialog.kept, timeout=20_000):
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)


def on_phone(dialog: FormDialog) -> list[str]:
    """Return the words on the phone."""
    return [label.text() for label in dialog.phone.widget().findChildren(QLabel)]


def test_how_answers_are_kept_is_chosen_shown_and_saved(edit: Open, kit: Kit, qtbot: QtBot) -> None:
    dialog = edit(forms.find(kit, "feedback"))
    dialog.lang.setCurrentIndex(dialog.lang.findData("en"))
    assert any(words.startswith("Anonymous:") for words in on_phone(dialog))
    dialog.anonymity.activated.emit(dialog.anonymity.findData("named"))
    assert any(words.startswith("With your name:") for words in on_phone(dialog))
    dialog.document.stack.undo()
    assert dialog.anonymity.currentData() == "anonymous"
    dialog.document.stack.redo()
    dialog.opens.activated.emit(dialog.opens.findData("early"))
    saved(dialog, qtbot)
    kept = forms.find(kit, "feedback")
    assert (kept.anonymity, kept.early) == ("named", True)
    dialog.close()


def test_a_question_is_reworded_undone_and_saved(edit: Open, kit: Kit, qtbot: QtBot) -> None:
    dialog = edit(forms.find(kit, "feedback"))
    dialog.fields.labels["en"].selectAll()
    qtbot.keyClicks(dialog.fields.labels["en"], "Was it worth it?")
    assert dialog.document.value.questions[0].labels["en"] == "Was it worth it?"
    assert "Was it worth it? (required)" in on_phone(dialog)
    dialog.document.stack.undo()
    assert dialog.fields.labels["en"].text() == "How useful was this for your work?"
    dialog.document.stack.redo()
    saved(dialog, qtbot)
    assert forms.find(kit, "feedback").questions[0].labels["en"] == "Was it worth it?"
    assert "short form" in (kit.workspace.root / "workshops" / "forms" / "feedback.yaml").read_text("utf-8")
    dialog.close()


def test_a_new_form_from_nothing(edit: Open, kit: Kit, qtbot: QtBot) -> None:
    dialog = edit(None)
    dialog.name.setText("meine")
    dialog.add_question("multi")
    assert dialog.place == 1
    item = dialog.fields.choices.table.item(0, EN)
    item.setText("Speed")
    dialog.fields.choices.table.item(0, CODE).setText("speed")
    dialog.fields.choices.add_choice()
    dialog.fields.most.setValue(2)
    dialog.add_question("text")
    dialog.fields.earlier.setCurrentIndex(dialog.fields.earlier.findData("q2"))
    dialog.fields._condition()
    dialog.fields.answers.selectAll()
    qtbot.keyClicks(dialog.fields.answers, "speed")
    dialog.move_question(-1)  # before its condition: the condition goes
    assert dialog.document.value.questions[1].show_if is None
    dialog.document.stack.undo()
    assert dialog.document.value.questions[2].show_if == ShowIf("q2", ("speed",))
    saved(dialog, qtbot)
    form = forms.find(kit, "meine")
    assert [q.type for q in form.questions] == ["scale", "multi", "text"]
    assert [c.code for c in form.questions[1].choices] == ["speed", "b", "c", "a"]
    assert form.questions[1].most == 2
    assert not dialog.name.isEnabled()
    dialog.close()


def test_a_taken_name_is_refused_and_nothing_is_lost_unasked(edit: Open, kit: Kit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = edit(None)
    dialog.name.setText("feedback")
    qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "already" in dialog.told.text(), timeout=20_000)
    dialog.add_question("text")
    asked: list[str] = []

    def answer(_parent: object, _title: str, text: str, *_more: object) -> QMessageBox.StandardButton:
        asked.append(text)
        return QMessageBox.StandardButton.Cancel if len(asked) == 1 else QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "question", answer)
    dialog.reject()
    assert dialog.isVisible()
    dialog.close()
    assert not dialog.isVisible()
    assert len(asked) == 2


def test_every_type_can_be_shown_and_edited(edit: Open, kit: Kit, qtbot: QtBot) -> None:
    from kit.forms.model import TYPES

    dialog = edit(None)
    for kind in (*TYPES, "matrix", "sus"):
        dialog.add_question(kind)
        assert dialog.fields.isVisible()
    for place in range(dialog.questions.count()):
        dialog.questions.setCurrentRow(place)
    names = [w.accessibleName() for w in dialog.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()]
    assert dialog.questions.count() == 1 + len(TYPES) + 3 + 11
    assert names
    dialog.document.stack.setClean()
    dialog.close()
