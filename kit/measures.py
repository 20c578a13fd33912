"""Figures from answers: rates and scores with their intervals, each from its published formula; pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, lgamma, log, sqrt
from statistics import NormalDist, fmean

Z = NormalDist().inv_cdf(0.975)
FEW = 30
"""Below this many answers a score is no more than a hint."""


def wilson(hits: int, n: int) -> Share:
    """Return hits ÷ n with its 95 % interval (Wilson 1927); without answers the interval is everything."""
    if n <= 0:
        return Share(0, 0, None, 0.0, 1.0)
    p = hits / n
    wide = 1 + Z * Z / n
    centre, half = (p + Z * Z / (2 * n)) / wide, Z / wide * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return Share(hits, n, p, min(p, max(0.0, centre - half)), max(p, min(1.0, centre + half)))


def top2(values: Sequence[float], maximum: float = 5) -> Share:
    """Return the share of the two best steps of a scale (customer satisfaction) with its Wilson interval."""
    return wilson(sum(value >= maximum - 1 for value in values), len(values))


def nps(values: Sequence[float]) -> Score:
    """Return the net promoter score of answers 0 to 10, from -100 to 100.

    Promoters answer 9 or 10, detractors 0 to 6. The interval is the adjusted Wald one: three answers more, split ¾ each way (Rocks 2016).
    """
    n = len(values)
    if not n:
        return Score(0, None, -100.0, 100.0)
    promoters, detractors = sum(value >= 9 for value in values), sum(value <= 6 for value in values)
    more = n + 3
    p, d = (promoters + 0.75) / more, (detractors + 0.75) / more
    half = Z * sqrt((p + d - (p - d) ** 2) / more)
    low, high = 100 * max(-1.0, p - d - half), 100 * min(1.0, p - d + half)
    return Score(n, 100 * (promoters - detractors) / n, low, high, promoters, n - promoters - detractors, detractors)


def sus(answers: Sequence[float]) -> float | None:
    """Return the System Usability Scale of ten answers 1 to 5, from 0 to 100 no percentage; None when incomplete (Brooke 1996)."""
    if len(answers) != 10 or any(not 1 <= value <= 5 for value in answers):
        return None
    return 2.5 * sum(value - 1 if n % 2 == 0 else 5 - value for n, value in enumerate(answers))


def newcombe(hits1: int, n1: int, hits2: int, n2: int) -> Change:
    """Return how a share changed from one group of people to another, with its 95 % interval (Newcombe 1998, method 10)."""
    one, two = wilson(hits1, n1), wilson(hits2, n2)
    if one.share is None or two.share is None:
        return Change(None, -1.0, 1.0)
    d = two.share - one.share
    low = d - sqrt((two.share - two.low) ** 2 + (one.high - one.share) ** 2)
    return Change(d, low, d + sqrt((two.high - two.share) ** 2 + (one.share - one.low) ** 2))


def matched(gained: int, lost: int, n: int) -> Change:
    """Return how a share changed among the same `n` people, with its 95 % interval (Agresti and Min 2005, Wald with two pairs more).

    `gained` said no before and yes after, `lost` the other way round.
    """
    if n <= 0:
        return Change(None, -1.0, 1.0)
    more, d = n + 2, gained - lost
    half = Z * sqrt(gained + lost + 1 - d * d / more) / more
    return Change(d / n, max(-1.0, d / more - half), min(1.0, d / more + half))


def average(values: Sequence[float], least: float = -inf, most: float = inf) -> Mean:
    """Return the mean with its 95 % interval (Student's t), cut at the ends of the scale.

    There is none for one value, nor for values that are all alike: they say nothing about how far others would be.
    """
    spread = deviation(values)
    if not values or not spread:
        return Mean(len(values), mean(values), spread, None, None)
    middle, half = fmean(values), student(len(values) - 1) * spread / sqrt(len(values))
    return Mean(len(values), middle, spread, max(least, middle - half), min(most, middle + half))


@lru_cache(maxsize=512)
def student(freedom: int, below: float = 0.975) -> float:
    """Return the value that Student's t with so many degrees of freedom stays below with this probability, from 0.5 on."""
    low, high = 0.0, 1.0
    while _student_below(high, freedom) < below:
        high *= 2
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _student_below(middle, freedom) < below else (low, middle)
    return (low + high) / 2


def _student_below(t: float, freedom: int) -> float:
    return 1 - _beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function, by its continued fraction (DLMF 8.17.22, evaluated after Lentz)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    if x <= 0:
        return 0.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, 10_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + term * d)
            c = 1 + term / c
            found *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return front * found


def mean(values: Sequence[float]) -> float | None:
    """Return the arithmetic mean, None without values."""
    return fmean(values) if values else None


def deviation(values: Sequence[float]) -> float | None:
    """Return the sample standard deviation, None below two values."""
    if len(values) < 2:
        return None
    middle = fmean(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval; `share` is None when nobody answered."""

    hits: int
    n: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True)
class Score:
    """A net promoter score with its 95 % interval; `score` is None when nobody answered."""

    n: int
    score: float | None
    low: float
    high: float
    promoters: int = 0
    passives: int = 0
    detractors: int = 0


@dataclass(frozen=True)
class Mean:
    """A mean with its sample standard deviation and its 95 % interval; None where there are too few values to tell."""

    n: int
    mean: float | None
    deviation: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Change:
    """A difference with its 95 % interval; it is significant only when the interval leaves out zero."""

    difference: float | None
    low: float
    high: float

    @property
    def significant(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.difference is not None and not self.low <= 0 <= self.high
