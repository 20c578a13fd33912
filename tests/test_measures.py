"""The figures match the published vectors and stay inside their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import measures


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(18, 24, 0.5510, 0.8800), (24, 24, 0.8620, 1), (0, 7, 0, 0.3543), (20, 24, 0.6415, 0.9332), (42, 120, 0.271, 0.439)],
)
def test_wilson(hits: int, n: int, low: float, high: float) -> None:
    found = measures.wilson(hits, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)


def test_nobody_answered() -> None:
    assert measures.wilson(0, 0) == measures.Share(0, 0, None, 0.0, 1.0)
    assert measures.nps([]) == measures.Score(0, None, -100.0, 100.0)
    assert measures.newcombe(0, 0, 1, 2).difference is None
    assert measures.mean([]) is None
    assert measures.deviation([3]) is None


def test_net_promoter_score() -> None:
    found = measures.nps([10] * 14 + [8] * 7 + [3] * 3)
    assert found.score == pytest.approx(45.8, abs=0.05)
    assert (found.low, found.high) == pytest.approx((13.6, 67.9), abs=0.06)
    assert (found.promoters, found.passives, found.detractors) == (14, 7, 3)


def test_net_promoter_score_stays_within_its_bounds() -> None:
    found = measures.nps([9] * 10)
    assert (found.score, found.high) == (100, 100)
    assert found.low == pytest.approx(47.5, abs=0.06)


@pytest.mark.parametrize(
    ("answers", "score"), [([4, 2, 5, 1, 4, 2, 5, 1, 4, 2], 85.0), ([3] * 10, 50.0), ([3] * 9, None), ([0] * 10, None)]
)
def test_system_usability_scale(answers: list[int], score: float | None) -> None:
    assert measures.sus(answers) == score


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [((42, 120), (66, 110), (0.250, 0.121, 0.368)), ((48, 80), (56, 70), (0.200, 0.0524, 0.3339))],
)
def test_change_between_two_groups(one: tuple[int, int], two: tuple[int, int], expected: tuple[float, float, float]) -> None:
    found = measures.newcombe(*one, *two)
    assert (found.difference, found.low, found.high) == pytest.approx(expected, abs=6e-4)
    assert found.significant


@pytest.mark.parametrize(
    ("freedom", "value"), [(1, 12.7062), (9, 2.262157), (29, 2.045230), (120, 1.979930), (10_000, 1.960201), (10**6, 1.959966)]
)
def test_students_t(freedom: int, value: float) -> None:
    assert measures.student(freedom) == pytest.approx(value, abs=1e-4 if freedom == 1 else 1e-6)


def test_change_of_a_scale_in_the_same_people() -> None:
    before, after = [2, 3, 2, 1, 3, 2, 4, 2, 3, 2], [4, 4, 3, 3, 4, 4, 4, 3, 5, 3]
    found = measures.average([b - a for a, b in zip(before, after, strict=True)])
    assert (found.n, found.mean) == (10, pytest.approx(1.30))
    assert (found.low, found.high) == pytest.approx((0.82, 1.78), abs=5e-3)
    assert found.mean
    assert found.deviation
    assert found.mean / found.deviation == pytest.approx(1.93, abs=5e-3)


def test_change_of_a_share_in_the_same_people() -> None:
    found = measures.matched(12, 2, 50)
    assert (found.difference, found.low, found.high) == pytest.approx((0.20, 0.056, 0.329), abs=6e-4)
    assert found.significant
    assert measures.matched(0, 0, 0) == measures.Change(None, -1.0, 1.0)


def test_a_mean_of_one_or_of_like_values_has_no_interval() -> None:
    assert measures.average([]) == measures.Mean(0, None, None, None, None)
    assert measures.average([80]) == measures.Mean(1, 80, None, None, None)
    assert measures.average([80, 80, 80]) == measures.Mean(3, 80, 0, None, None)
    assert measures.average([97.5, 100, 100], 0, 100).high == 100, "cut at the end of the scale"


@given(st.lists(st.integers(0, 1), max_size=40), st.data())
def test_a_matched_change_stays_inside_its_interval(before: list[int], data: st.DataObject) -> None:
    after = data.draw(st.lists(st.integers(0, 1), min_size=len(before), max_size=len(before)))
    gained, lost = (sum((a, b) == one for a, b in zip(before, after, strict=True)) for one in ((0, 1), (1, 0)))
    found = measures.matched(gained, lost, len(before))
    assert -1 <= found.low <= found.high <= 1
    assert found.difference is None or found.low - 1e-9 <= found.difference <= found.high + 1e-9


def test_likert_item() -> None:
    values = [1] + [2] * 2 + [3] * 4 + [4] * 10 + [5] * 7
    found = measures.top2(values)
    assert found.share == pytest.approx(0.708, abs=6e-4)
    assert (found.low, found.high) == pytest.approx((0.508, 0.851), abs=6e-4)
    assert measures.mean(values) == pytest.approx(3.83, abs=0.005)
    assert measures.deviation(values) == pytest.approx(1.09, abs=0.005)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_scores_stay_inside_their_intervals(values: list[int]) -> None:
    found = measures.nps(values)
    assert -100 <= found.low <= found.high <= 100
    assert found.promoters + found.passives + found.detractors == len(values)
    share = measures.top2(values, 10)
    assert share.share is not None
    assert 0 <= share.low <= share.share <= share.high <= 1
