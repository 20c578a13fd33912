"""What a phone sends is checked against the form that asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.forms import answer
from kit.forms.answer import Answer
from kit.forms.form import Form

GOOD = {"useful": ["4"], "nps": ["9"]}


def wrong(form: Form, **more: Sequence[str]) -> list[tuple[str, str]]:
    _answers, findings = answer.check(form, {**GOOD, **more})
    return [(finding.part, finding.code) for finding in findings]


def test_every_type_is_taken(written: Form) -> None:
    raw: Mapping[str, Sequence[str]] = {
        **GOOD,
        "plan": ["try"],
        "parts": ["b", "a"],
        "user": ["yes"],
        "years": ["2,5"],
        "agree": ["on"],
        "short": [" =cmd() "],
        "why": ["one\r\ntwo\x0b"],
        "mail": ["a@b"],
    }
    answers, findings = answer.check(written, raw)
    assert findings == ()
    assert answers["useful"] == Answer("useful", number=4)
    assert answers["parts"].choices == ("a", "b")
    assert answers["years"].number == 2.5
    assert answers["agree"].choices == ("yes",)
    assert (answers["short"].text, answers["why"].text) == ("=cmd()", "one\ntwo")


def test_only_the_required_must_be_answered(written: Form) -> None:
    answers, findings = answer.check(written, {})
    assert answers == {}
    assert [(finding.part, finding.code) for finding in findings] == [("useful", "answer.required"), ("nps", "answer.required")]
    assert wrong(written) == []


@pytest.mark.parametrize(
    ("code", "given_", "reason"),
    [
        ("useful", ["6"], "answer.range"),
        ("useful", ["4.5"], "answer.step"),
        ("useful", ["nan"], "answer.number"),
        ("nps", ["-1"], "answer.range"),
        ("nps", ["ten"], "answer.number"),
        ("plan", ["other"], "answer.choice"),
        ("plan", ["try", "none"], "answer.most"),
        ("parts", ["a", "b", "c"], "answer.most"),
        ("parts", ["a", "none"], "answer.exclusive"),
        ("user", ["maybe"], "answer.choice"),
        ("short", ["x" * 501], "answer.long"),
        ("why", ["x" * 10_001], "answer.long"),
    ],
)
def test_what_the_form_does_not_offer_is_refused(written: Form, code: str, given_: list[str], reason: str) -> None:
    assert wrong(written, **{code: given_}) == [(code, reason)]


def test_a_question_that_was_not_shown_takes_no_answer(written: Form) -> None:
    answers, _findings = answer.check(written, {**GOOD, "user": ["no"], "years": ["3"], "about": ["x"], "invented": ["x"]})
    assert set(answers) == {"useful", "nps", "user"}


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.dictionaries(st.sampled_from(["useful", "nps", "plan", "parts", "user", "years", "why", "x"]), st.lists(st.text(max_size=5))))
def test_nothing_a_phone_sends_breaks_it(written: Form, raw: dict[str, list[str]]) -> None:
    answers, findings = answer.check(written, raw)
    assert not {finding.part for finding in findings} & set(answers)
