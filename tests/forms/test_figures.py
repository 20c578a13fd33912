"""Figures of a form: the usability score, before and after, and groups that give nobody away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.forms import answer, document, groups, pairs, results, usability, writing
from kit.forms import form as forms
from kit.forms.model import Form, Question
from kit.forms.response import Response
from kit.store.ids import EventId, VersionId

TEXT = """\
title: {zh: 试题, en: Trial}
questions:
  - code: role
    type: single
    label: {zh: 角色, en: Role}
    split: yes
    choices: [{code: dev, zh: 开发, en: Developer}, {code: ops, zh: 运维, en: Operator}]
  - {code: was, type: scale, label: {zh: 以前, en: Before}}
  - {code: now, type: scale, label: {zh: 现在, en: Now}, before: was}
  - {code: knew, type: yesno, label: {zh: 以前会吗, en: Could you before}}
  - {code: can, type: yesno, label: {zh: 现在会吗, en: Can you now}, before: knew}
  - {code: again, type: nps, label: {zh: 推荐吗, en: Recommend}}
  - {code: ease, type: sus, rows: [{code: 3, zh: 好用, en: Handy}]}
"""
GOOD = [4, 2, 5, 1, 4, 2, 5, 1, 4, 2]  # 85 points


@pytest.fixture
def trial(tmp_path: Path) -> Form:
    return read(tmp_path, TEXT)


def read(folder: Path, text: str) -> Form:
    path = folder / "trial.yaml"
    path.write_text(text, "utf-8")
    return forms.read(path)


def told(form: Form, *raws: Mapping[str, object], lang: str = "zh") -> tuple[Response, ...]:
    """Return one response for each set of raw answers."""
    found = []
    for n, raw in enumerate(raws):
        answers, wrong = answer.check(form, {code: [str(value)] for code, value in raw.items()})
        assert not wrong, wrong
        found.append(Response(f"{n:032}", EventId(1), VersionId(1), lang, datetime(2026, 12, 1, tzinfo=UTC), answers=answers))
    return tuple(found)


def sus(numbers: list[int]) -> dict[str, int]:
    return {f"ease.{n}": number for n, number in enumerate(numbers, 1)}


def test_a_usability_scale_is_ten_statements_under_one_heading(trial: Form) -> None:
    assert trial.findings == ()
    block = [q for q in trial.questions if q.scored]
    assert [q.code for q in block] == [f"ease.{n}" for n in range(1, 11)]
    assert (block[0].steps, block[0].titled("zh")) == ((1, 2, 3, 4, 5), f"{usability.HEAD['zh']} · 我愿意经常用它")
    assert block[2].labels == {"zh": "好用", "en": "Handy"}
    assert document.from_json(document.as_json(trial)) == trial


def test_the_score_counts_whole_answers_only(trial: Form) -> None:
    given = told(trial, sus(GOOD), sus([3] * 10), sus(GOOD[:9]), {"was": 1})
    (found,) = results.usability(trial, given, "en")
    assert (found.score.n, found.score.mean, found.partial) == (2, 67.5, 1)
    assert (found.score.low, found.score.high) == (0, 100), "two answers say next to nothing"
    assert all(result.top2 is None for result in results.of(trial, given) if result.question.scored), "half the statements are bad"


def test_a_scale_that_lost_a_statement_or_its_steps_has_no_score(trial: Form) -> None:
    for spoilt in ([q for q in trial.questions if q.code != "ease.4"], [replace(q, maximum=7) if q.scored else q for q in trial.questions]):
        assert results.usability(replace(trial, questions=tuple(spoilt)), (), "en") == ()


def test_marks_come_back_from_yaml_written_from_nothing(trial: Form, tmp_path: Path) -> None:
    written = writing.merged("", trial)
    assert "type: sus" in written
    assert "我愿意经常用它" not in written, "our own words are not written out"
    assert read(tmp_path, written) == trial


def test_forms_without_the_marks_keep_their_digests(trial: Form) -> None:
    plain = next(q for q in document.as_json(trial)["questions"] if q["code"] == "was")
    assert not {"scored", "before", "split"} & plain.keys()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{code: x, type: scale, label: X, before: nobody}", "form.before"),
        ("{code: x, type: scale, points: 7, label: X, before: was}", "form.before"),
        ("{code: x, type: text, label: X, before: was}", "form.before"),
        ("{code: x, type: scale, label: X, split: yes}", "form.split"),
    ],
)
def test_marks_that_do_not_fit_are_told(tmp_path: Path, line: str, code: str) -> None:
    form = read(tmp_path, f"{TEXT}  - {line}\n")
    assert [finding.code for finding in form.findings] == [code]
    last = form.questions[-1]
    assert (last.before, last.split) == ("", False)


def test_change_within_people_who_answered_both(trial: Form) -> None:
    before, after = [2, 3, 2, 1, 3, 2, 4, 2, 3, 2], [4, 4, 3, 3, 4, 4, 4, 3, 5, 3]
    given = told(trial, *({"was": a, "now": b} for a, b in zip(before, after, strict=True)), {"now": 5}, {"was": 1})
    scale, yes = pairs.within(trial, given, "en")
    assert (scale.earlier, scale.title, scale.how, scale.unit, scale.n_before) == ("Before", "Now", "same", "mean", 10)
    assert (scale.before, scale.after, scale.difference) == pytest.approx((2.4, 3.7, 1.3))
    assert (scale.low, scale.high) == pytest.approx((0.82, 1.78), abs=5e-3)
    assert (scale.better, scale.same, scale.worse, scale.significant) == (9, 1, 0, True)
    assert (yes.n_before, yes.difference, yes.low, yes.significant) == (0, None, None, False)


def test_change_of_yes_within_people(trial: Form) -> None:
    rows = [("no", "yes")] * 12 + [("yes", "no")] * 2 + [("yes", "yes")] * 20 + [("no", "no")] * 16
    found = pairs.within(trial, told(trial, *({"knew": a, "can": b} for a, b in rows)), "zh")[1]
    assert (found.unit, found.n_before, found.better, found.same, found.worse) == ("share", 50, 12, 36, 2)
    assert (found.difference, found.low, found.high) == pytest.approx((0.20, 0.056, 0.329), abs=6e-4)


def test_two_groups_of_answers_are_compared_as_groups(trial: Form) -> None:
    one = told(trial, *({"can": "yes" if n < 48 else "no"} for n in range(80)))
    two = told(trial, *({"can": "yes" if n < 56 else "no", "now": 3} for n in range(70)))
    shifts, unlike = pairs.between((trial, one), (trial, two), "en")
    (found,) = shifts
    assert (found.code, found.how, found.unit, found.n_before, found.n_after) == ("can", "other", "share", 80, 70)
    assert (found.difference, found.low, found.high) == pytest.approx((0.200, 0.0524, 0.3339), abs=6e-4)
    assert {one.code: one.why for one in unlike}["now"] == "too few answers to compare"


def test_questions_asked_in_another_way_are_not_compared(trial: Form) -> None:
    other = replace(trial, questions=tuple(replace(q, maximum=7) if q.code == "now" else q for q in trial.questions))
    given = told(trial, *({"now": 3} for _n in range(9)))
    shifts, unlike = pairs.between((other, given), (trial, given), "en")
    assert shifts == ()
    assert {one.code: one.why for one in unlike}["now"] == "asked in another way before"


def test_a_small_group_goes_into_others_with_the_next_smallest(trial: Form) -> None:
    given = told(trial, *({"role": "dev", "again": 9} for _n in range(9)), *({"role": "ops", "again": 3} for _n in range(6)), {"again": 0})
    (way,) = groups.ways(trial, given, "en")
    assert way.name == "Role"
    question = trial.question("again")
    assert question
    found = groups.split(question, [(r.id, r.answers["again"]) for r in given], way)
    assert found
    assert [(group.name, group.n, group.merged) for group in found.groups] == [("Developer", 9, 0), ("", 7, 2)], "1 = 16 - 9 - 6"
    assert found.groups[1].nps
    assert found.groups[1].nps.score == -100


def test_no_groups_are_shown_when_only_one_would_be_left(trial: Form) -> None:
    given = told(trial, *({"role": "dev", "again": 9} for _n in range(9)), *({"role": "ops", "again": 3} for _n in range(2)))
    (way,) = groups.ways(trial, given, "en")
    question = trial.question("again")
    assert question
    assert groups.split(question, [(r.id, r.answers["again"]) for r in given], way) is None


def test_groups_by_language_are_named(trial: Form) -> None:
    given = (*told(trial, {"again": 9}), *(replace(r, id="x") for r in told(trial, {"again": 9}, lang="en")))
    (way,) = groups.ways(trial, given, "zh")
    assert (way.name, set(way.groups.values())) == ("语言", {"中文", "English"})


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 12), max_size=9), st.integers(2, 7))
def test_nothing_below_the_least_can_be_had_by_subtraction(sizes: dict[str, int], least: int) -> None:
    shown, others = groups.apart(sizes, least)
    assert not set(shown) & set(others)
    if not shown:
        assert others == ()
        return
    assert {*shown, *others} == {name for name, n in sizes.items() if n}
    assert all(sizes[name] >= least for name in shown)
    rest = sum(sizes.values()) - sum(sizes[name] for name in shown)
    assert rest == 0 or rest >= least
    assert len(shown) + bool(others) > 1


def test_a_question_is_not_split_by_itself_nor_a_published_scale(trial: Form) -> None:
    way = groups.Way("Role", {}, "can")
    for code in ("can", "ease.1", "role"):
        question = trial.question(code)
        assert isinstance(question, Question)
        assert groups.split(question, [], way) is None


@given(st.lists(st.tuples(*[st.sampled_from("abcd")] * 3), max_size=60), st.integers(2, 6))
def test_what_is_told_beside_answers_holds_for_as_many_whatever_is_combined(rows: list[tuple[str, ...]], least: int) -> None:
    told = groups.veil(Counter(rows), least)
    seen = Counter(tuple(value if shown else "*" for value, shown in zip(row, told[row], strict=True)) for row in rows)
    assert len(rows) < least or all(n >= least for n in seen.values())
    assert len(rows) >= least or set(seen) <= {("*", "*", "*")}


def test_large_groups_are_told() -> None:
    told = groups.veil({("zh", "phone"): 12, ("en", "phone"): 8})
    assert set(told.values()) == {(True, True)}


def test_people_who_answered_at_two_events_with_their_names_are_pairs(trial: Form) -> None:
    named = document.with_respondent(replace(trial, anonymity="named"))
    one = told(
        named, *({"respondent": f"人{n} · {n:03}", "now": 2 + n % 2, "knew": "no"} for n in range(6)), {"respondent": "张三", "now": 1}
    )
    two = told(
        named,
        *({"respondent": f"人{n} · {n:03}", "now": 4, "knew": "yes" if n < 5 else "no", "again": 9} for n in range(1, 7)),
        {"respondent": "张三", "now": 5},
        {"respondent": "张三", "now": 5},
    )
    found = {shift.code: shift for shift in pairs.across((named, one), (named, two), "en")}
    assert set(found) == {"now", "knew"}, "a question that nobody answered twice, and a name that stands twice, tell nothing"
    assert (found["now"].how, found["now"].n_after, found["now"].before, found["now"].after) == ("same", 5, 2.6, 4.0)
    assert (found["now"].better, found["now"].worse) == (5, 0)
    assert (found["knew"].unit, found["knew"].n_after, found["knew"].better) == ("share", 5, 4)
    assert pairs.across((trial, one), (named, two), "en") == (), "one of the two kept no names"
