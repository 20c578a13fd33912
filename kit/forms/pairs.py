"""Before and after: the same question about two moments, in the same people or in different answers, with the interval that fits.

Asked of one person twice in one form, it is the change within people: of a scale the mean change (Student's t), of yes and no the change
of the share (Agresti and Min 2005). So it is between two forms that were answered with names. Between others nobody knows who answered
both, so shares of two groups are compared (Newcombe 1998): the two best steps of a scale, or yes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kit import measures
from kit.forms.answer import YES, Answer
from kit.forms.form import PAIRED
from kit.forms.groups import LEAST
from kit.forms.model import RESPONDENT, Form, Question
from kit.forms.response import Response
from kit.i18n import N_, _
from kit.measures import Share

How = Literal["same", "other"]
SCALES = ("scale", "yesno")
"""The types of questions whose shares two groups can be compared by."""


def within(form: Form, responses: Sequence[Response], lang: str) -> tuple[Shift, ...]:
    """Return the change of each question that names its `before`, from the people who answered both."""
    found = []
    for after in form.questions:
        before = form.question(after.before) if after.before else None
        if before is not None:
            both = [(r.answers[before.code], r.answers[after.code]) for r in responses if {before.code, after.code} <= r.answers.keys()]
            found.append(matched(before, after, both, lang))
    return tuple(found)


def matched(before: Question, after: Question, both: Sequence[tuple[Answer, Answer]], lang: str) -> Shift:
    """Return the change in people who answered both questions."""
    names = (before.titled(lang), after.titled(lang))
    if after.type == "yesno":
        return _matched_shares(after.code, names, [(YES in one.choices, YES in two.choices) for one, two in both])
    pairs = [(a.number, b.number) for a, b in both if a.number is not None and b.number is not None]
    d = [b - a for a, b in pairs]
    change_, n = measures.average(d), len(pairs)
    means = (measures.mean([a for a, _b in pairs]), measures.mean([b for _a, b in pairs]))
    better, worse = sum(one > 0 for one in d), sum(one < 0 for one in d)
    return Shift(
        after.code, *names, "same", "mean", n, n, *means, change_.mean, change_.low, change_.high, better, n - better - worse, worse
    )


def _matched_shares(code: str, names: tuple[str, str], both: Sequence[tuple[bool, bool]]) -> Shift:
    n, gained, lost = len(both), both.count((False, True)), both.count((True, False))
    change = measures.matched(gained, lost, n)
    was, now = (sum(pair[place] for pair in both) / n if n else None for place in (0, 1))
    low, high = (change.low, change.high) if n else (None, None)
    return Shift(code, *names, "same", "share", n, n, was, now, change.difference, low, high, gained, n - gained - lost, lost)


def between(earlier: Asked, later: Asked, lang: str) -> tuple[tuple[Shift, ...], tuple[Unlike, ...]]:
    """Return how shares differ between two forms' answers to questions of one code, and the questions that cannot be compared."""
    shifts, unlike = [], []
    for after in later[0].questions:
        before = earlier[0].question(after.code)
        if before is None or not after.asks or after.apart or after.scored:
            continue
        if (before.type, before.minimum, before.maximum) != (after.type, after.minimum, after.maximum):
            unlike.append(Unlike(after.code, after.titled(lang), N_("asked in another way before")))
        elif after.type in SCALES:
            one, two = (_share(q, responses) for q, (_form, responses) in ((before, earlier), (after, later)))
            if min(one.n, two.n) < LEAST:
                unlike.append(Unlike(after.code, after.titled(lang), N_("too few answers to compare")))
            else:
                shifts.append(_apart(before, after, one, two, lang))
    return tuple(shifts), tuple(unlike)


def across(earlier: Asked, later: Asked, lang: str) -> tuple[Shift, ...]:
    """Return the change of each question in people who answered both forms with their names; none where a form keeps no names.

    Answers under one name that stands twice are left out: nobody can say which of them belong together.
    """
    if not (earlier[0].named and later[0].named):
        return ()
    one, two = _signed(earlier[1]), _signed(later[1])
    found = []
    for after in later[0].questions:
        before = earlier[0].question(after.code)
        if before is None or after.scored or after.type not in PAIRED:
            continue
        if (before.type, before.minimum, before.maximum) == (after.type, after.minimum, after.maximum):
            given = [(one[name], two[name]) for name in sorted(one.keys() & two.keys())]
            both = [(was[after.code], now[after.code]) for was, now in given if after.code in was and after.code in now]
            found += [matched(before, after, both, lang)] if both else []
    return tuple(found)


def _signed(responses: Iterable[Response]) -> dict[str, Mapping[str, Answer]]:
    """Return the answers by the name under them, where one name gave them."""
    names = [(r.answers[RESPONDENT].text, r.answers) for r in responses if RESPONDENT in r.answers]
    often = Counter(name for name, _answers in names)
    return {name: answers for name, answers in names if name and often[name] == 1}


def _share(question: Question, responses: Iterable[Response]) -> Share:
    answers = [r.answers[question.code] for r in responses if question.code in r.answers]
    if question.type == "yesno":
        return measures.wilson(sum(YES in a.choices for a in answers), len(answers))
    return measures.top2([a.number for a in answers if a.number is not None], question.maximum)


def _apart(before: Question, after: Question, one: Share, two: Share, lang: str) -> Shift:
    change = measures.newcombe(one.hits, one.n, two.hits, two.n)
    ends = (change.low, change.high) if change.difference is not None else (None, None)
    names = (before.titled(lang), after.titled(lang))
    return Shift(after.code, *names, "other", "share", one.n, two.n, one.share, two.share, change.difference, *ends)


def named(shift: Shift) -> str:
    """Return what a change is called in the language in force: its question, and the one about before where that reads otherwise."""
    return shift.title if shift.earlier == shift.title else _("{now} (before: {before})").format(now=shift.title, before=shift.earlier)


Asked = tuple[Form, Sequence[Response]]
"""A form and what was answered to it."""


@dataclass(frozen=True)
class Unlike:
    """A question of one code that two forms do not ask the same way; `why` is a sentence to translate."""

    code: str
    title: str
    why: str


@dataclass(frozen=True)
class Shift:
    """How an answer changed, with its 95 % interval where there is one.

    `how` is "same" (people who answered both) or "other" (two groups of answers, of which nobody knows who is in both). `unit` is "mean"
    (steps of the scale) or "share". `better`, `same` and `worse` count people, in the same people only.
    """

    code: str
    earlier: str
    title: str
    how: How
    unit: Literal["mean", "share"]
    n_before: int
    n_after: int
    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    better: int = 0
    same: int = 0
    worse: int = 0

    @property
    def significant(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high
