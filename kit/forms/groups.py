"""Results by groups, none of which is small enough to tell who said what.

A group with fewer than `LEAST` answers is not shown by itself: it goes into "others" together with all such groups, and with the smallest
of the larger ones until "others" is large enough too. So nothing below `LEAST` can be had by taking the shown groups from the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit import i18n, measures
from kit.forms.answer import NO, YES, Answer
from kit.forms.model import Form, Question, said
from kit.forms.response import Response
from kit.i18n import _
from kit.measures import Score, Share

LEAST = 5
MEASURED = ("scale", "nps", "yesno")
UNSAID = ""
"""The name of the group of those who did not say where they belong."""


def apart(sizes: Mapping[str, int], least: int = LEAST) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which groups may be shown by themselves, the largest first, and which go together as others; nothing at all when neither may.

    With a single group left there is nothing to compare, so it is not shown either.
    """
    order = sorted((name for name, n in sizes.items() if n), key=lambda name: (-sizes[name], name))
    shown = [name for name in order if sizes[name] >= least]
    others = [name for name in order if sizes[name] < least]
    while others and shown and sum(sizes[name] for name in others) < least:
        others.insert(0, shown.pop())
    whole = len(shown) + bool(others) > 1 and bool(shown)
    return (tuple(shown), tuple(others)) if whole else ((), ())


def veil(sizes: Mapping[tuple[str, ...], int], least: int = LEAST) -> dict[tuple[str, ...], tuple[bool, ...]]:
    """Return for each combination of marks, of which there are so many answers, which of its marks may be told beside their other answers.

    What is told of an answer holds for at least `least` of them, whatever is combined: each mark divides the groups that those before
    it have left, and in each of them small groups go together as in `apart`.
    """
    told: dict[tuple[str, ...], tuple[bool, ...]] = dict.fromkeys(sizes, ())
    crowds = [list(told)]
    for place in range(len(next(iter(sizes), ()))):
        finer: list[list[tuple[str, ...]]] = []
        for crowd in crowds:
            named: Counter[str] = Counter()
            for marks in crowd:
                named[marks[place]] += sizes[marks]
            alike = len(named) == 1 and named.total() >= least
            shown = tuple(named) if alike else apart(named, least)[0]
            parts: dict[str | None, list[tuple[str, ...]]] = {}
            for marks in crowd:
                name = marks[place]
                told[marks] += (name in shown,)
                parts.setdefault(name if name in shown else None, []).append(marks)
            finer += parts.values()
        crowds = finer
    return told


def code(response: Response, question: Question) -> str:
    """Return the code that a response chose at a question, the first of several."""
    answer = response.answers.get(question.code)
    return answer.choices[0] if answer and answer.choices else UNSAID


def ways(form: Form, responses: Sequence[Response], lang: str) -> tuple[Way, ...]:
    """Return how the answers to a form fall into groups: by its questions marked `split`, by language, by way in.

    A way with one group only is none.
    """
    with i18n.language(lang):
        phone = _("phone")
        found = [by_question(q, responses, lang) for q in form.questions if q.split]
        found.append(told(_("Language"), responses, lambda r: i18n.NAMES.get(r.lang, r.lang)))
        found.append(told(_("Channel"), responses, lambda r: phone if r.channel == "phone" else r.channel))
    return tuple(way for way in found if way.tells)


def told(name: str, responses: Sequence[Response], group: Callable[[Response], str]) -> Way:
    """Return the groups that something known of each response makes; where all are alike nothing is kept of them."""
    alike = len({group(response) for response in responses}) < 2
    return Way(name, {} if alike else {response.id: group(response) for response in responses})


def by_question(question: Question, responses: Iterable[Response], lang: str) -> Way:
    """Return the groups that the answers to one question make; words for yes and no in the language in force."""
    names = {choice.code: said(choice.labels, lang) or choice.code for choice in question.choices} or {YES: _("yes"), NO: _("no")}
    codes = ((response.id, code(response, question)) for response in responses)
    groups = {id_: names.get(chosen, chosen) for id_, chosen in codes}
    return Way(question.titled(lang), groups, question.code)


def split(question: Question, given: Iterable[tuple[str, Answer]], way: Way) -> Split | None:
    """Return the figures of a question by the groups of a way, None when none may be shown; `given` are (response id, answer)."""
    if question.type not in MEASURED or question.scored or question.code == way.code:
        return None
    pools: dict[str, list[float]] = {}
    for id_, answer in given:
        value = float(YES in answer.choices) if question.type == "yesno" else answer.number
        if value is not None:
            pools.setdefault(way.groups.get(id_, UNSAID), []).append(value)
    shown, others = apart({name: len(values) for name, values in pools.items()})
    if not shown:
        return None
    groups = [_group(question, name, pools[name]) for name in shown]
    pooled = [_group(question, "", [value for name in others for value in pools[name]], len(others))] if others else []
    return Split(way.name, (*groups, *pooled))


def _group(question: Question, name: str, values: Sequence[float], merged: int = 0) -> Group:
    if question.type == "nps":
        return Group(name, len(values), None, measures.nps(values), merged)
    if question.type == "yesno":
        return Group(name, len(values), measures.wilson(int(sum(values)), len(values)), None, merged)
    return Group(name, len(values), measures.top2(values, question.maximum), None, merged)


def named(group: Group) -> str:
    """Return what a group is called in the language in force: the small ones together are others."""
    return _("Others ({n} groups)").format(n=group.merged) if group.merged else group.name or _("did not say")


@dataclass(frozen=True)
class Way:
    """A way to tell answers apart: its name, and by response id the name of the group; `code` is the question that tells."""

    name: str
    groups: Mapping[str, str]
    code: str = ""

    @property
    def tells(self) -> bool:
        """Whether there are two groups at least, besides those who did not say."""
        return len({*self.groups.values()} - {UNSAID}) > 1


@dataclass(frozen=True)
class Group:
    """One group's figure for one question; `merged` is how many groups it puts together (0: it is one, called `name`)."""

    name: str
    n: int
    share: Share | None
    nps: Score | None
    merged: int = 0


@dataclass(frozen=True)
class Split:
    """A question's figures by one way of telling answers apart."""

    way: str
    groups: tuple[Group, ...]
