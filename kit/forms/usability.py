"""The System Usability Scale (Brooke 1996): ten statements in our own words, and the score from 0 to 100 they add up to.

Odd statements are good, even ones bad; their order and the five steps belong to the scale, so only their words may be changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kit import measures
from kit.forms.model import Labels, Question
from kit.measures import Mean

SUS = "sus"
HEAD: Labels = {"zh": "用起来怎么样？请凭第一感觉回答", "en": "What is it like to use? Answer by your first impression"}
LOW: Labels = {"zh": "很不同意", "en": "Strongly disagree"}
HIGH: Labels = {"zh": "非常同意", "en": "Strongly agree"}
STATEMENTS: tuple[Labels, ...] = (
    {"zh": "我愿意经常用它", "en": "I would be glad to use it often"},
    {"zh": "它复杂得没有必要", "en": "It is more complicated than it has to be"},
    {"zh": "它用起来容易", "en": "It is easy to use"},
    {"zh": "要有懂技术的人帮忙，我才用得了它", "en": "I would need help from someone technical to use it"},
    {"zh": "它的各部分配合得好", "en": "Its parts work well together"},
    {"zh": "它前后不一致的地方太多", "en": "Too many things in it do not match"},
    {"zh": "我想大多数人很快就能学会", "en": "Most people would get the hang of it quickly"},
    {"zh": "它用起来别扭", "en": "It is awkward to use"},
    {"zh": "用它的时候我心里有底", "en": "I feel sure of myself when I use it"},
    {"zh": "我得先学很多东西才能上手", "en": "I had to learn a lot before I could get going"},
)


def rows(head: Question, words: Mapping[str, Labels]) -> tuple[Question, ...]:
    """Return the ten statements under their heading; `words` by number ("3") take the place of ours."""
    return tuple(
        replace(
            head,
            code=f"{head.code}.{n}",
            type="scale",
            labels=words.get(str(n)) or labels,
            help={},
            choices=(),
            minimum=1,
            maximum=5,
            low=LOW,
            high=HIGH,
            group=head.labels,
            scored=SUS,
        )
        for n, labels in enumerate(STATEMENTS, 1)
    )


def blocks(questions: Iterable[Question]) -> tuple[tuple[Question, ...], ...]:
    """Return the statements of each whole scale among the questions, in their order; one that lacks a statement is none."""
    found: dict[str, dict[str, Question]] = {}
    for question in questions:
        if question.scored == SUS and question.steps == (1, 2, 3, 4, 5):
            head, _dot, number = question.code.rpartition(".")
            found.setdefault(head, {})[number] = question
    wanted = [str(n) for n in range(1, len(STATEMENTS) + 1)]
    return tuple(tuple(block[n] for n in wanted) for block in found.values() if set(wanted) <= set(block))


def scored(block: Sequence[Question], lang: str, answers: Iterable[Mapping[str, float]]) -> Usability:
    """Return the score of the people whose numbers by code are given; who left out a statement has none."""
    given = [[one[q.code] for q in block if q.code in one] for one in answers]
    scores = [score for numbers in given if (score := measures.sus(numbers)) is not None]
    title = block[0].group.get(lang) or next(iter(block[0].group.values()), block[0].code)
    begun = sum(bool(numbers) for numbers in given)
    return Usability(title, tuple(q.code for q in block), measures.average(scores, 0, 100), begun - len(scores))


@dataclass(frozen=True)
class Usability:
    """The score of one scale over all who answered all of it; `partial` are those who answered some of it only."""

    title: str
    codes: tuple[str, ...]
    score: Mean
    partial: int
