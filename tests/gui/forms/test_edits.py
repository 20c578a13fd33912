"""Edits of a form keep it sound: whatever one does, in whatever order, it can be saved and reads the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.forms import form as forms
from kit.forms import usability, writing
from kit.forms.form import SPLITS
from kit.forms.model import TYPES, Form, Question, ShowIf
from kit.gui.forms import edits

WORDS = ["add", "remove", "up", "down", "copy", "type", "code", "if", "before", "split"]
STEPS = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 30)), max_size=25)


def applied(form: Form, step: str, n: int) -> Form:
    """Return the form after one edit at a place that `n` chooses."""
    kinds = (*TYPES, edits.MATRIX, edits.SUS)
    if step == "add" or not form.questions:
        return edits.add(form, kinds[n % len(kinds)], n % max(1, len(form.questions)))[0]
    place = n % len(form.questions)
    question = form.questions[place]
    if step == "remove":
        return edits.remove(form, place)
    if step in ("up", "down"):
        return edits.move(form, place, 1 if step == "down" else -1)[0]
    if step == "copy":
        return edits.copy(form, place)[0]
    if step == "type" and not question.group and edits.end(form, place) == place + 1:
        return edits.put(form, place, replace(question, type=TYPES[n % len(TYPES)]))
    if step == "code" and not question.group and form.question(f"new{n}") is None:
        return edits.put(form, place, replace(question, code=f"new{n}"))
    if step == "split" and question.type in SPLITS:
        return edits.put(form, place, replace(question, split=not question.split))
    alike = [one.code for one in form.questions[:place] if edits.alike(question, one)]
    if step == "before" and alike and not question.group:
        return edits.put(form, place, replace(question, before=alike[n % len(alike)]))
    earlier = [one.code for one in form.questions[:place] if one.asks]
    if step == "if" and earlier and not question.group:
        return edits.put(form, place, replace(question, show_if=ShowIf(earlier[n % len(earlier)], ("1",))))
    return form


@given(STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_edits_leave_a_form_that_reads_the_same(tmp_path: Path, steps: list[tuple[str, int]]) -> None:
    form = Form("t", {"zh": "标题", "en": "Title"})
    for step, n in steps:
        form = applied(form, step, n)
    codes = [question.code for question in form.questions]
    assert len(set(codes)) == len(codes)
    if form.questions:
        path = tmp_path / "t.yaml"
        path.write_text(writing.merged("", form), "utf-8")
        again = forms.read(path)
        assert [f.code for f in again.findings] == []
        assert list(map(kept, again.questions)) == list(map(kept, form.questions))


def kept(q: Question) -> tuple[object, ...]:
    return (q.code, q.type, q.show_if, dict(q.group), q.scored, q.before, q.split)


def test_a_usability_scale_pulled_apart_is_ten_questions_without_a_score() -> None:
    form, place = edits.add(Form("t", {"en": "T"}), edits.SUS, 0)
    assert len(usability.blocks(form.questions)) == 1
    reworded = edits.put(form, 3, replace(form.questions[3], labels={"en": "Handy"}))
    assert len(usability.blocks(reworded.questions)) == 1, "words may change"
    for spoilt in (edits.remove(form, place + 4), edits.move(form, place + 2, 1)[0], edits.copy(form, place + 2)[0]):
        assert not any(q.scored for q in spoilt.questions)


def test_a_pair_is_let_go_when_its_halves_are_answered_otherwise() -> None:
    form = edits.add(edits.add(Form("t", {"en": "T"}), "scale", 0)[0], "scale", 0)[0]
    form = edits.put(form, 1, replace(form.questions[1], before="q1"))
    form = edits.put(form, 0, replace(form.questions[0], code="was"))
    assert form.questions[1].before == "was"
    assert edits.put(form, 0, replace(form.questions[0], maximum=7)).questions[1].before == ""
    assert edits.move(form, 1, -1)[0].questions[0].before == ""
    assert edits.remove(form, 0).questions[0].before == ""


def test_a_matrix_moves_as_one_and_its_rows_follow_its_code() -> None:
    form = edits.add(Form("t", {"en": "T"}), "text", 0)[0]
    form, place = edits.add(form, edits.MATRIX, 0)
    form = edits.put(form, place, replace(form.questions[place], code="m", labels={"en": "How"}))
    assert [q.code for q in form.questions] == ["q1", "m", "m.1", "m.2"]
    assert form.questions[2].titled("en").startswith("How · ")
    form, place = edits.move(form, 1, -1)
    assert [q.code for q in form.questions] == ["m", "m.1", "m.2", "q1"]
    assert [q.code for q in edits.remove(form, 0).questions] == ["q1"]
