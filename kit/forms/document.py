"""Forms as plain values: the shape that is frozen in the records, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kit.forms.model import ANONYMITY, OPENS, RESPONDENT, Choice, Form, Question, ShowIf


def with_modules(form: Form, modules: Sequence[Choice]) -> Form:
    """Return the form with the modules shown at an event as choices where it asks for them; with none, those questions go."""
    asked = (replace(q, choices=tuple(modules)) if q.source == "modules" else q for q in form.questions)
    return replace(form, questions=tuple(q for q in asked if q.source != "modules" or q.choices))


def with_respondent(form: Form) -> Form:
    """Return the form with the name asked first where answers are kept with it."""
    if not form.named or form.question(RESPONDENT):
        return form
    return replace(form, questions=(Question(RESPONDENT, "text", {"zh": "姓名", "en": "Name"}), *form.questions))


def as_json(form: Form) -> dict[str, Any]:
    """Return the form as plain values, the shape that is frozen in the records."""
    told = ({} if form.anonymous else {"anonymity": form.anonymity}) | ({"opens": form.opens} if form.early else {})
    return told | {
        "name": form.name,
        "titles": dict(form.titles),
        "intro": dict(form.intro),
        "thanks": dict(form.thanks),
        "questions": [_question_json(q) for q in form.questions],
    }


def from_json(doc: Mapping[str, Any]) -> Form:
    """Return the form that `as_json` wrote."""
    questions = tuple(_question(q) for q in doc["questions"])
    how = {"anonymity": doc.get("anonymity", ANONYMITY[0]), "opens": doc.get("opens", OPENS[0])}
    return Form(doc["name"], doc["titles"], questions, doc.get("intro", {}), doc.get("thanks", {}), **how)


def digest(form: Form) -> str:
    """Return the SHA-256 of everything that is asked; equal forms have equal digests."""
    text = json.dumps(as_json(form), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _question_json(q: Question) -> dict[str, Any]:
    later = {"scored": q.scored, "before": q.before, "split": q.split}  # only where they say something: older forms keep their digests
    return {key: value for key, value in later.items() if value} | {
        "code": q.code,
        "type": q.type,
        "labels": dict(q.labels),
        "help": dict(q.help),
        "choices": [{"code": c.code, "labels": dict(c.labels), "exclusive": c.exclusive, "other": c.other} for c in q.choices],
        "required": q.required,
        "show_if": {"question": q.show_if.question, "answers": list(q.show_if.answers)} if q.show_if else None,
        "minimum": q.minimum,
        "maximum": q.maximum,
        "low": dict(q.low),
        "high": dict(q.high),
        "most": q.most,
        "source": q.source,
        "short": q.short,
        "apart": q.apart,
        "least": q.least,
        "group": dict(q.group),
    }


def _question(doc: Mapping[str, Any]) -> Question:
    shown = doc.get("show_if")
    known = {key: value for key, value in doc.items() if key not in ("choices", "show_if")}
    return Question(
        **known,
        choices=tuple(Choice(**choice) for choice in doc["choices"]),
        show_if=ShowIf(shown["question"], tuple(shown["answers"])) if shown else None,
    )
