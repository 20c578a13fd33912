"""Forms back into the YAML that people write: what they wrote beside it stays, only what changed is touched."""

from __future__ import annotations

from typing import Any

from kit.content import yamlback
from kit.forms import condition, usability
from kit.forms.form import LANGS, MATRIX
from kit.forms.model import Choice, Form, Labels, Question


def merged(text: str, form: Form) -> str:
    """Return `text` (a form's YAML, or "") saying what `form` says; comments and order of what stays are kept."""
    return yamlback.merged(text, document(form))


def document(form: Form) -> dict[str, Any]:
    """Return the form as the mapping that `form.read` understands; keys with None say nothing."""
    return {
        "title": _labels(form.titles),
        "default": "yes" if form.default else None,
        "intro": _labels(form.intro) or None,
        "thanks": _labels(form.thanks) or None,
        "anonymity": None if form.anonymous else form.anonymity,
        "opens": form.opens if form.early else None,
        "questions": _questions(form.questions),
    }


def _questions(questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    """Return the questions, the rows of a matrix under its heading again."""
    found: list[dict[str, Any]] = []
    for n, question in enumerate(questions):
        if question.group:
            continue
        rows = _rows_of(questions[n + 1 :], question) if question.type == "info" else ()
        whole = usability.blocks(rows) == (rows,)
        found.append(_scale(question, rows) if whole else _matrix(question, rows) if rows else _question(question))
    return found


def _scale(head: Question, rows: tuple[Question, ...]) -> dict[str, Any]:
    """Return a System Usability Scale; of its statements only those in other words are written out."""
    said = {key: value for key, value in _question(head).items() if key in ("code", "help", "short", "show_if")}
    mine = usability.rows(head, {})
    words = [
        {"code": row.code.rpartition(".")[2], **_labels(row.labels)}
        for row, ours in zip(rows, mine, strict=True)
        if row.labels != ours.labels
    ]
    title = {"label": _labels(head.labels)} if head.labels != usability.HEAD else {}
    asked = {"required": "yes"} if rows[0].required else {}
    return {"code": said.pop("code"), "type": usability.SUS, **title, **said, **asked, **({"rows": words} if words else {})}


def _rows_of(after: tuple[Question, ...], head: Question) -> tuple[Question, ...]:
    rows: list[Question] = []
    for question in after:
        if not question.group or not question.code.startswith(f"{head.code}."):
            break
        rows.append(question)
    return tuple(rows)


def _matrix(head: Question, rows: tuple[Question, ...]) -> dict[str, Any]:
    first = _question(rows[0]) | {"code": head.code, "type": MATRIX, "label": _labels(head.labels)}
    words = [{"code": row.code.removeprefix(f"{head.code}."), **_labels(row.labels)} for row in rows]
    return first | ({"help": _labels(head.help)} if head.help else {}) | {"rows": words}


def _question(q: Question) -> dict[str, Any]:
    said: dict[str, Any] = {"code": q.code, "type": q.type, "label": _labels(q.labels)}
    if q.help:
        said["help"] = _labels(q.help)
    if q.source:
        said["choices"] = {"from": q.source}
    elif q.choices and not q.steps:
        said["choices"] = [_choice(choice) for choice in q.choices]
    said |= _bounds(q)
    said |= {name: "yes" for name in ("required", "short", "apart", "split") if getattr(q, name)}
    if q.before:
        said["before"] = q.before
    if q.show_if:
        said["show_if"] = {q.show_if.question: list(q.show_if.answers)}
    return said


def _bounds(q: Question) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if q.type == "scale":
        said["points"] = str(len(q.steps))
        if q.minimum == 0:
            said["minimum"] = "0"
    if q.type == "number" and q.maximum > q.minimum:
        said |= {"minimum": condition.number(q.minimum), "maximum": condition.number(q.maximum)}
    if q.type in ("multi", "ranking"):
        said |= {name: str(n) for name, n in (("minimum", q.least), ("maximum", q.most)) if n}
    named = [choice.labels for choice in q.choices] if q.steps else []
    if named:
        langs = [lang for lang in LANGS if all(lang in labels for labels in named)]
        said["labels"] = {lang: [labels[lang] for labels in named] for lang in langs}
    elif q.low or q.high:
        langs = [lang for lang in LANGS if lang in q.low and lang in q.high]
        said["labels"] = {lang: [q.low[lang], q.high[lang]] for lang in langs}
    return said


def _choice(choice: Choice) -> dict[str, str]:
    marks = {name: "yes" for name in ("exclusive", "other") if getattr(choice, name)}
    return {"code": choice.code, **_labels(choice.labels), **marks}


def _labels(labels: Labels) -> dict[str, str]:
    return {lang: labels[lang] for lang in LANGS if labels.get(lang)}
