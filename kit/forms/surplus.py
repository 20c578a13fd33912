"""What our forms say beyond an XLSForm: names and columns of their own, which other form tools pass over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kit.forms.form import CHOICES_MOST, LANGS, PAIRED, SPLITS
from kit.forms.model import Form, Labels, Question, said
from kit.forms.usability import SUS

PREFIX = "lectern_"
FLAGS = ("short", "apart", "split")
WORDS = ("scored", "before", "source")
COUNTS = ("least", "most")
LABELS = ("group", "low", "high")
FITS = {"short": (), "apart": ("text", "longtext"), "split": SPLITS}
BETWEEN = " · "  # stands between the words of a matrix and of its row
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
CHOICE = re.compile(r"[A-Za-z0-9_.-]+\Z")

Cells = Mapping[str, str]


def put(question: Question) -> dict[str, str]:
    """Return the columns of what an XLSForm has no place for."""
    found = {name: "yes" for name in FLAGS if getattr(question, name)}
    found |= {name: getattr(question, name) for name in WORDS if getattr(question, name)}
    if question.type == "ranking":
        found |= {name: str(getattr(question, name)) for name in COUNTS if getattr(question, name)}
    if question.type in ("yesno", "scale", "nps"):
        found["type"] = question.type
    ends = _ends(question)
    for name in LABELS:
        found |= {f"{name}_{lang}": text for lang, text in getattr(question, name).items() if ends.get(name, {}).get(lang) != text}
    return {PREFIX + name: text for name, text in found.items()}


def take(question: Question, row: Cells, earlier: Mapping[str, Question]) -> Question:
    """Return the question with what such columns say, as far as it fits the question."""
    question = _typed(question, row.get(PREFIX + "type", ""))
    more: dict[str, Any] = _ends(question)
    more |= {name: {**more.get(name, {}), **labels} for name in LABELS if (labels := _labels(row, name))}
    more |= {name: True for name in FLAGS if row.get(PREFIX + name) == "yes" and (not FITS[name] or question.type in FITS[name])}
    if question.type == "ranking":
        more |= {name: min(int(text), CHOICES_MOST) for name in COUNTS if (text := row.get(PREFIX + name, "")).isdecimal()}
    if row.get(PREFIX + "scored") == SUS and question.steps == (1, 2, 3, 4, 5):
        more["scored"] = SUS
    if row.get(PREFIX + "source") == "modules" and question.type in ("single", "multi", "ranking"):
        more |= {"source": "modules", "choices": ()}
    before = earlier.get(row.get(PREFIX + "before", ""))
    if before and question.type in PAIRED and _answered(before) == _answered(question):
        more["before"] = before.code
    return _alone(replace(question, **more))


def names(form: Form) -> Names:
    """Return names for the questions and choices that every tool takes, the codes themselves where they are such names."""
    questions: dict[str, str] = {}
    choices: dict[tuple[str, str], str] = {}
    for question in form.questions:
        questions[question.code] = _free(question.code, NAME, "q", {*questions.values(), *(q.code for q in form.questions)})
        known = {choice.code for choice in question.choices}
        for choice in question.choices:
            taken = {*known, *(name for (code, _choice), name in choices.items() if code == question.code)}
            choices[question.code, choice.code] = _free(choice.code, CHOICE, "c", taken)
    return Names(questions, choices)


def only_here(form: Form) -> tuple[Question, ...]:
    """Return the questions that other tools cannot ask: about the modules of an event, and those that depend on them."""
    found: dict[str, Question] = {}
    for question in form.questions:
        if question.source or (question.show_if and question.show_if.question in found):
            found[question.code] = question
    return tuple(found.values())


def _free(code: str, shape: re.Pattern[str], letter: str, taken: set[str]) -> str:
    if shape.match(code):
        return code
    plain = f"{letter}_{re.sub('[^A-Za-z0-9_.-]+', '_', code)}"
    return next(name for n in range(1, len(taken) + 2) if (name := plain if n == 1 else f"{plain}_{n}") not in taken)


def _typed(question: Question, kind: str) -> Question:
    """Return a list of choices as the scale or the yes and no that it was, a range as the scale it was."""
    codes = [choice.code for choice in question.choices]
    if kind == "yesno" and question.type == "single" and sorted(codes) == ["no", "yes"]:
        return replace(question, type="yesno", choices=())
    if kind not in ("scale", "nps") or question.type not in ("single", "scale", "nps"):
        return question
    if question.type == "single":
        if not all(code.isdecimal() for code in codes) or codes != [str(int(codes[0]) + n) for n in range(len(codes))]:
            return question
        question = replace(question, minimum=int(codes[0]), maximum=int(codes[-1]))
    return replace(question, type=kind)


def _ends(question: Question) -> dict[str, Labels]:
    """Return the labels of a scale's ends as its points say them."""
    points = question.choices if question.steps else ()
    return {"low": points[0].labels, "high": points[-1].labels} if points else {}


def _alone(question: Question) -> Question:
    """Return the row of a matrix with its own words alone."""
    if not question.group:
        return question
    labels = {lang: text.removeprefix(said(question.group, lang) + BETWEEN) for lang, text in question.labels.items()}
    return replace(question, labels=labels)


def _labels(row: Cells, name: str) -> Labels:
    return {lang: text for lang in LANGS if (text := row.get(f"{PREFIX}{name}_{lang}", ""))}


def _answered(question: Question) -> tuple[str, float, float]:
    return question.type, question.minimum, question.maximum


@dataclass(frozen=True)
class Names:
    """What questions are called by code, and choices by the codes of question and choice."""

    questions: Mapping[str, str]
    choices: Mapping[tuple[str, str], str]
