"""Forms are read with every oddity told, frozen by what they ask, and rebuilt from the records unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.context import Kit
from kit.errors import KitError
from kit.forms import document, form, shelf, version
from kit.forms.form import Choice, Form


def test_every_type_is_read(written: Form) -> None:
    assert [q.type for q in written.questions] == [
        *("scale", "nps", "info", "single", "multi", "multi", "yesno", "number", "consent", "text", "longtext", "text")
    ]
    useful, nps = written.question("useful"), written.question("nps")
    assert useful is not None
    assert nps is not None
    assert useful.steps == (1, 2, 3, 4, 5)
    assert [form.said(c.labels, "zh") for c in useful.choices] == ["没用", "一点", "可以", "很", "马上用"]
    assert (nps.steps[0], nps.steps[-1], nps.low, nps.choices) == (0, 10, {"en": "Never"}, ())
    assert form.said(nps.low, "zh") == "Never"


def test_a_form_survives_the_records(written: Form) -> None:
    assert document.from_json(document.as_json(written)) == written
    assert document.digest(document.from_json(document.as_json(written))) == document.digest(written)


def test_modules_become_choices_and_without_any_the_question_goes(written: Form) -> None:
    shown = document.with_modules(written, [Choice("value/core", {"zh": "核心价值"})])
    question = shown.question("shown")
    assert question is not None
    assert [choice.code for choice in question.choices] == ["value/core"]
    assert document.with_modules(written, []).question("shown") is None


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("questions:\n  - {code: a, label: A}\n", "form.title", 1),
        ("title: T\n", "form.empty", 1),
        ("title: T\nquestions:\n  - {label: A}\n", "form.code", 3),
        ("title: T\nquestions:\n  - {code: a, label: A}\n  - {code: a, label: B}\n", "form.code-twice", 4),
        ("title: T\nquestions:\n  - {code: a, type: singel, label: A}\n", "yaml.choice", 3),
        ("title: T\nquestions:\n  - {code: a, type: single, label: A}\n", "form.choices", 3),
        ("title: T\nquestions:\n  - {code: a, type: text}\n", "form.label", 3),
        ("title: T\nquestions:\n  - code: a\n    label: A\n    type: single\n    choices: [x, x]\n", "form.choice-twice", 6),
        ("title: T\nquestions:\n  - code: a\n    label: A\n    type: multi\n    choices: {from: nowhere}\n", "form.choices-from", 6),
        ("title: T\nquestions:\n  - code: a\n    label: A\n    type: scale\n    labels: {zh: [1, 2, 3]}\n", "form.points", 6),
        ("title: T\nquestions:\n  - code: a\n    label: A\n    type: text\n    choices: [x]\n", "form.no-choices", 6),
        ("title: T\nquestions:\n  - code: a\n    label: A\n    show_if: {later: [yes]}\n", "form.show-if", 5),
        ("title: T\nquestions:\n  - {code: a, label: A, colour: red}\n", "yaml.unknown", 3),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    assert (code, line) in [(finding.code, finding.line) for finding in form.read(path).findings]


def test_the_form_of_an_event_is_the_named_the_marked_or_the_only_one(tmp_path: Path) -> None:
    folder = tmp_path / "workshops" / "forms"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("title: A\nquestions: [{code: a, label: A}]\n", encoding="utf-8")
    roots = (tmp_path,)
    assert shelf.find(roots, "none") is None
    only = shelf.find(roots, "")
    assert only is not None
    assert only.name == "a"
    (folder / "b.yaml").write_text("title: B\ndefault: yes\nquestions: [{code: a, label: A}]\n", encoding="utf-8")
    marked = shelf.find(roots, "")
    assert marked is not None
    assert marked.name == "b"
    for name in ("nope", "../a", "..", "a/b"):
        with pytest.raises(KitError, match="a, b"):
            shelf.find(roots, name)


def test_the_same_questions_are_frozen_once(kit: Kit, written: Form) -> None:
    first = kit.db.write(lambda tx: version.freeze(tx, written, at=kit.now()))
    again = kit.db.write(lambda tx: version.freeze(tx, written, at=kit.now()))
    assert first == again
    assert first.form == written
