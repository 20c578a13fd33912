"""What an event's responses say: each question with its n, what is missing, distribution, and scores with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit import measures
from kit.forms import answer as answers
from kit.forms import usability as scales
from kit.forms.form import Form, Question, said
from kit.forms.response import Response
from kit.measures import Score, Share


def of(form: Form, responses: Sequence[Response], lang: str = "en") -> tuple[Result, ...]:
    """Return one result for each question that asks, in the order of the form; labels in `lang`."""
    return tuple(_result(question, responses, lang) for question in form.questions if question.asks and not question.apart)


def usability(form: Form, responses: Sequence[Response], lang: str = "en") -> tuple[scales.Usability, ...]:
    """Return the score of each System Usability Scale in the form."""
    numbers = [{code: a.number for code, a in r.answers.items() if a.number is not None} for r in responses]
    return tuple(scales.scored(block, lang, numbers) for block in scales.blocks(form.questions))


def _result(question: Question, responses: Sequence[Response], lang: str) -> Result:
    asked = [r for r in responses if answers.shown(question, r.answers)]
    given = [r.answers[question.code] for r in asked if question.code in r.answers]
    numbers = tuple(a.number for a in given if a.number is not None)
    scaled = question.type == "scale" and not question.scored  # of a published scale the score counts: half its statements are bad
    return Result(
        question,
        question.titled(lang),
        len(given),
        len(asked) - len(given),
        _bars(question, given, lang),
        measures.mean(numbers),
        measures.deviation(numbers),
        measures.nps(numbers) if question.type == "nps" else None,
        measures.top2(numbers, question.maximum) if scaled else None,
        tuple(a.text for a in given if a.text) if question.type != "date" else (),
    )


def _bars(question: Question, given: Sequence[answers.Answer], lang: str) -> tuple[Bar, ...]:
    """Return how often each answer was given, also those nobody gave."""
    if question.steps:
        named = {c.code: said(c.labels, lang) for c in question.choices}
        counts = [(str(step), sum(a.number == step for a in given)) for step in question.steps]
        return tuple(Bar(code, f"{code} {named[code]}" if code in named else code, n, n / len(given) if given else 0) for code, n in counts)
    known = [(c.code, said(c.labels, lang)) for c in question.choices]
    if question.type in ("yesno", "consent"):
        known = [(answers.YES, ""), (answers.NO, "")]
    if question.type == "date":
        known = [(day, "") for day in sorted({a.text for a in given})]
        given = [replace(a, choices=(a.text,)) for a in given]
    if question.type == "ranking":  # how often each came first
        given = [replace(a, choices=a.choices[:1]) for a in given]
    tallies = [(code, label, sum(code in a.choices for a in given)) for code, label in known]
    return tuple(Bar(code, label, n, n / len(given) if given else 0) for code, label, n in tallies)


@dataclass(frozen=True)
class Bar:
    """One answer of a distribution: how many gave it, and their share of those who answered. `label` is "" for yes and no."""

    code: str
    label: str
    n: int
    share: float


@dataclass(frozen=True)
class Result:
    """One question and what was answered. `missing` were asked and did not answer; who was not asked is in neither number."""

    question: Question
    label: str
    n: int
    missing: int
    bars: tuple[Bar, ...] = ()
    mean: float | None = None
    deviation: float | None = None
    nps: Score | None = None
    top2: Share | None = None
    texts: tuple[str, ...] = ()
