"""What the feedback workbook is made from: responses with the forms that asked, and each answer as cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Any

from kit.events.event import Event
from kit.forms import answer as checks
from kit.forms import results
from kit.forms.answer import NO, YES, Answer
from kit.forms.model import Choice, Form, Question, said
from kit.forms.pairs import Shift, Unlike
from kit.forms.response import Response
from kit.forms.results import Result
from kit.i18n import _
from kit.store.ids import VersionId

SPREAD = ("multi", "ranking")  # a column for each choice: 1 or 0, or its place


@dataclass(frozen=True)
class Version:
    """A frozen form with the short mark of its version."""

    form: Form
    mark: str


@dataclass(frozen=True)
class Feedback:
    """One event with its responses, the frozen forms they answer, how many were present, and the contacts left apart."""

    event: Event
    responses: tuple[Response, ...]
    versions: Mapping[VersionId, Version] = field(default_factory=dict, hash=False)
    present: int = 0
    contacts: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Earlier:
    """An earlier event to compare with: how shares changed since, and which questions cannot be compared; `paired`: in the same people."""

    event: Event
    shifts: tuple[Shift, ...]
    unlike: tuple[Unlike, ...] = ()
    paired: tuple[Shift, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question as it was asked over all versions and events: choices of all of them, and the marks of those versions."""

    question: Question
    marks: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What makes two questions the same: code and type."""
        return self.question.code, self.question.type


def asked(held: Sequence[Feedback]) -> tuple[Asked, ...]:
    """Return every question that takes an answer, in the order of the forms; contacts kept apart are not among them."""
    found: dict[tuple[str, str], Asked] = {}
    for version in _versions(held):
        for question in version.form.questions:
            if question.asks and not question.apart:
                known = found.get((question.code, question.type))
                found[question.code, question.type] = _merged(known, question, version.mark)
    return tuple(found.values())


def _versions(held: Iterable[Feedback]) -> list[Version]:
    return list({version.mark: version for one in held for _id, version in sorted(one.versions.items(), reverse=True)}.values())


def _merged(known: Asked | None, question: Question, mark: str) -> Asked:
    if known is None:
        return Asked(question, (mark,))
    codes = {choice.code for choice in known.question.choices}
    more = tuple(choice for choice in question.choices if choice.code not in codes)
    merged = dataclasses.replace(known.question, choices=(*known.question.choices, *more))
    return Asked(merged, (*known.marks, mark))


def question_of(one: Feedback, response: Response, asked: Asked) -> Question | None:
    """Return the question as this response was asked it, None when its form did not have it or it was not shown."""
    version = one.versions.get(response.version_id)
    question = version.form.question(asked.question.code) if version else None
    fits = question is not None and question.type == asked.question.type and checks.shown(question, response.answers)
    return question if fits else None


def given(one: Feedback, response: Response, asked: Asked) -> Answer | None:
    """Return what a response answered to a question that it was asked."""
    answer = response.answers.get(asked.question.code)
    return answer if answer is not None and question_of(one, response, asked) is not None else None


def result(held: Sequence[Feedback], one: Asked, lang: str) -> Result:
    """Return what was answered to one question over all events."""
    asked = [r for f in held for r in f.responses if question_of(f, r, one) is not None]
    form = Form("", {}, (dataclasses.replace(one.question, show_if=None),))
    return results.of(form, asked, lang)[0]


def middle(held: Sequence[Feedback], one: Asked) -> float | None:
    """Return the median of a question's numbers."""
    numbers = [a.number for f in held for r in f.responses if (a := r.answers.get(one.question.code)) and a.number is not None]
    return median(numbers) if numbers else None


def label(choice: Choice, lang: str) -> str:
    """Return a choice's label, its code when it has none."""
    return said(choice.labels, lang) or choice.code


def choice_label(question: Question, code: str, lang: str) -> str:
    """Return the label of a choice by its code, in words for yes and no."""
    if question.type in ("yesno", "consent"):
        return {YES: _("yes"), NO: _("no")}.get(code, code)
    choice = question.choice(code)
    return label(choice, lang) if choice else code


def columns(one: Asked, lang: str) -> list[tuple[str, str, str]]:
    """Return (header, kind, choice code) for each column a question takes: itself, then one per choice where several may be chosen."""
    question = one.question
    head = question.titled(lang) or question.code
    kind = {"scale": "integer", "nps": "integer", "number": "general", "date": "day"}.get(question.type, "text")
    each = [(f"{head} · {label(choice, lang)}", "integer", choice.code) for choice in question.choices]
    return [(head, kind, ""), *(each if question.type in SPREAD else [])]


def cells(one: Feedback, response: Response, asked: Asked, lang: str) -> list[Any]:
    """Return the cells of one answer; they stay empty, not 0, when the question was not shown."""
    question = asked.question
    wide = len(question.choices) if question.type in SPREAD else 0
    if question_of(one, response, asked) is None:
        return [None] * (1 + wide)
    answer = response.answers.get(question.code)
    chosen = answer.choices if answer else ()
    ones: list[Any] = [int(choice.code in chosen) for choice in question.choices] if wide else []
    if question.type == "ranking":
        ones = [chosen.index(choice.code) + 1 if choice.code in chosen else None for choice in question.choices]
    if answer is None:
        return [None, *ones]
    if answer.number is not None:
        return [answer.number, *ones]
    if question.type == "date":
        return [datetime.fromisoformat(answer.text), *ones]
    between = " > " if question.type == "ranking" else "; "
    words = between.join(choice_label(question, code, lang) for code in chosen)
    return [": ".join(part for part in (words, answer.text) if part), *ones]
