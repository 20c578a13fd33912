"""Check answers against the form that asked: nothing a phone sends is believed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kit.content import typed
from kit.errors import Finding
from kit.forms.model import Form, Question
from kit.i18n import N_

TEXT_MOST, LONG_MOST = 500, 10_000
YES, NO = "yes", "no"
OTHER = ":other"  # after a code: the words beside a choice that asks for some

Raw = Mapping[str, Sequence[str]]


def check(form: Form, raw: Raw) -> tuple[dict[str, Answer], tuple[Finding, ...]]:
    """Return the valid answers by question code, and one finding (its `part` is the code) for each that is not valid.

    Answers to questions that are not asked, or not shown because of an earlier answer, are left out.
    """
    answers: dict[str, Answer] = {}
    findings: list[Finding] = []
    for question in form.questions:
        if not question.asks or not shown(question, answers):
            continue
        given = [value.strip() for value in raw.get(question.code, ()) if value.strip()]
        said = next((value.strip() for value in raw.get(question.code + OTHER, ()) if value.strip()), "") if question.other else ""
        answer, wrong = _answer(question, given, said) if given or said else (None, _missing(question))
        if wrong:
            findings.append(wrong)
        elif answer:
            answers[question.code] = answer
    return answers, tuple(findings)


def shown(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Return whether the question is asked, given the answers before it."""
    if question.show_if is None:
        return True
    earlier = answers.get(question.show_if.question)
    return earlier is not None and any(code in question.show_if.answers for code in earlier.codes)


def _missing(question: Question) -> Finding | None:
    return _wrong(question, "answer.required", N_("Please answer this question.")) if question.required else None


def _answer(question: Question, given: list[str], said: str) -> tuple[Answer | None, Finding | None]:
    match question.type:
        case "single" | "multi":
            return _chosen(question, given, said)
        case "ranking":
            return _ranked(question, given)
        case "date":
            return _date(question, given[0])
        case "scale" | "nps" | "number":
            return _number(question, given[0])
        case "yesno" | "consent":
            return _yes_no(question, given[0])
    return _words(question, given[0], LONG_MOST if question.type == "longtext" else TEXT_MOST)


def _words(question: Question, given: str, most: int, choices: tuple[str, ...] = ()) -> tuple[Answer | None, Finding | None]:
    text = typed.clean(given.replace("\r\n", "\n"), LONG_MOST + 1, keep="\n\t")
    if len(text) > most:
        return None, _wrong(question, "answer.long", N_("This text is too long: at most {most} characters."), most=most)
    return Answer(question.code, choices, text=text), None


def _chosen(question: Question, given: list[str], said: str) -> tuple[Answer | None, Finding | None]:
    other = question.other
    if said and other and not (question.type == "single" and given):
        given = [*given, other.code]  # who wrote something meant it, also without the tick
    codes = tuple(choice.code for choice in question.choices if choice.code in given)
    if len(codes) != len(set(given)):
        return None, _wrong(question, "answer.choice", N_("Choose one of the answers shown."))
    exclusive = [code for code in codes if (choice := question.choice(code)) and choice.exclusive]
    most = 1 if question.type == "single" else question.most
    if most and len(codes) > most:
        return None, _wrong(question, "answer.most", N_("Choose at most {most}."), most=most)
    if exclusive and len(codes) > 1:
        return None, _wrong(question, "answer.exclusive", N_("Choose either “none” or others, not both."))
    if len(codes) < question.least and not exclusive:
        return None, _wrong(question, "answer.least", N_("Choose at least {least}."), least=question.least)
    return _words(question, said, TEXT_MOST, codes) if other and other.code in codes else (Answer(question.code, choices=codes), None)


def _ranked(question: Question, given: list[str]) -> tuple[Answer | None, Finding | None]:
    """Read "code:place" values, each choice and each place once, places from 1 on without a gap."""
    pairs = [value.rpartition(":")[::2] for value in given]
    places = {place: code for code, place in pairs}
    known = all(question.choice(code) and place.isascii() and place.isdigit() for code, place in pairs)
    if not known or len({code for code, _place in pairs}) != len(pairs) or len(places) != len(pairs):
        return None, _wrong(question, "answer.rank-twice", N_("Give each place once: 1 to the best, then 2, and so on."))
    ordered = sorted(places, key=int)
    if [int(place) for place in ordered] != list(range(1, len(ordered) + 1)):
        return None, _wrong(question, "answer.rank-gap", N_("Leave no place out: 1 to the best, then 2, and so on."))
    if len(ordered) < question.least or (question.most and len(ordered) > question.most):
        if question.most and question.most == question.least:
            return None, _wrong(question, "answer.rank-count", N_("Give {n} places."), n=question.most)
        text = N_("Give at most {n} places.") if question.most and len(ordered) > question.most else N_("Give at least {n} places.")
        return None, _wrong(question, "answer.rank-count", text, n=question.most if len(ordered) > question.least else question.least)
    return Answer(question.code, choices=tuple(places[place] for place in ordered)), None


def _date(question: Question, given: str) -> tuple[Answer | None, Finding | None]:
    parts = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", typed.half(given))
    try:
        return Answer(question.code, text=date(*map(int, parts.groups())).isoformat()), None  # type: ignore[union-attr]
    except (AttributeError, ValueError):
        return None, _wrong(question, "answer.date", N_("Write a date such as 2026-12-01."))


def _number(question: Question, given: str) -> tuple[Answer | None, Finding | None]:
    try:
        number = float(given.replace(",", ".") if given.count(",") == 1 and "." not in given else given)
    except ValueError:
        return None, _wrong(question, "answer.number", N_("Write a number."))
    bounded = question.type != "number" or question.maximum > question.minimum
    if number != number or abs(number) > 1e15:
        return None, _wrong(question, "answer.number", N_("Write a number."))
    if bounded and not question.minimum <= number <= question.maximum:
        low, high = f"{question.minimum:g}", f"{question.maximum:g}"
        return None, _wrong(question, "answer.range", N_("Choose a number from {low} to {high}."), low=low, high=high)
    if question.steps and number != int(number):
        return None, _wrong(question, "answer.step", N_("Choose one of the numbers shown."))
    return Answer(question.code, number=number), None


def _yes_no(question: Question, given: str) -> tuple[Answer | None, Finding | None]:
    value = {"on": YES, "1": YES, "true": YES}.get(given.lower(), given.lower())
    if value not in (YES, NO):
        return None, _wrong(question, "answer.choice", N_("Choose one of the answers shown."))
    if question.type == "consent" and question.required and value != YES:
        return None, _missing(question)
    return Answer(question.code, choices=(value,)), None


def _wrong(question: Question, code: str, text: str, **fields: object) -> Finding:
    return Finding(code, text, dict(fields), part=question.code, severity="error")


@dataclass(frozen=True)
class Answer:
    """The answer to one question: choices by code, a number, or a text."""

    question: str
    choices: tuple[str, ...] = ()
    number: float | None = None
    text: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """What `show_if` compares with: the choices, the number, or the text."""
        if self.choices:
            return self.choices
        return (f"{self.number:g}",) if self.number is not None else (self.text,)
