"""Forms as people write them in YAML: every question checked, every oddity a finding with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kit.content import yamltext
from kit.content.yamltext import Page
from kit.forms.model import TYPES, Choice, Form, Labels, Question, ShowIf, said

LANGS = ("zh", "en")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z")
KEYS = ("code", "type", "label", *LANGS, "help", "choices", "steps", "required", "show_if", "min", "max", "low", "high", "most")
QUESTIONS_MOST = 200
RANGES = {"scale": (1, 5), "nps": (0, 10)}
WIDEST = 11


__all__ = ["TYPES", "Choice", "Form", "Labels", "Question", "ShowIf", "read", "said"]


def read(path: Path) -> Form:
    """Return the form written in the YAML file at `path`; what does not fit is in its findings.

    Raises KitError when the file cannot be read as YAML at all.
    """
    page = yamltext.read(path)
    page.only(("title", "intro", "thanks", "default", "questions"))
    if not page.has("title"):
        page.note("title", "form.title", "The form needs a `title` in each language.")
    pages = [item for item in page.items("questions") if isinstance(item, Page)]
    if not pages:
        page.note("questions", "form.empty", "The form asks nothing: list its `questions`.")
    questions: list[Question] = []
    for item in pages[:QUESTIONS_MOST]:
        question = _question(item, {q.code: q for q in questions})
        if question is not None:
            questions.append(question)
    titles, intro, thanks = (_labels(page, key) for key in ("title", "intro", "thanks"))
    return Form(path.stem, titles, tuple(questions), intro, thanks, page.flag("default"), page.findings)


def _question(page: Page, earlier: dict[str, Question]) -> Question | None:
    page.only(KEYS)
    code = page.text("code")
    if not CODE.match(code):
        page.note("code", "form.code", "A question needs a `code` of letters, digits, - and _, which stays when its wording changes.")
        return None
    if code in earlier:
        page.note("code", "form.code-twice", "The code `{name}` is used twice; the first question counts.", name=code)
        return None
    kind = page.choice("type", TYPES, "text")
    labels = _labels(page, "label") or {lang: page.text(lang) for lang in LANGS if page.has(lang)}
    if not labels:
        page.note("code", "form.label", "The question `{name}` needs a `label`.", name=code)
    choices, source = _choices(page, kind)
    minimum, maximum = _range(page, kind)
    return Question(
        code,
        kind,
        labels,
        _labels(page, "help"),
        choices,
        page.flag("required") and kind != "info",
        _show_if(page, earlier),
        minimum,
        maximum,
        _labels(page, "low"),
        _labels(page, "high"),
        page.integer("most", 0, least=0, most=100),
        source,
    )


def _labels(page: Page, key: str) -> Labels:
    value = page.values.get(key, "")
    if isinstance(value, str):
        return dict.fromkeys(LANGS, str(value)) if value else {}
    inner = page.page(key)
    inner.only(LANGS)
    return {lang: inner.text(lang) for lang in LANGS if inner.has(lang)}


def _choices(page: Page, kind: str) -> tuple[tuple[Choice, ...], str]:
    """Return the choices, and "modules" when they are those shown at the event."""
    written = page.values.get("choices" if page.has("choices") else "steps", "")
    if isinstance(written, Page):
        source = written.text("from")
        if source != "modules":
            written.note("from", "form.choices-from", "`choices: {{from: …}}` knows `modules` only, not {name}.", name=source)
        return (), "modules"
    items = written if isinstance(written, tuple) else ()
    first = page.integer("min", RANGES["scale"][0]) if kind == "scale" else 1
    choices = tuple(_choice(item, kind, first + n) for n, item in enumerate(items))
    codes = [choice.code for choice in choices]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        page.note("choices", "form.choice-twice", "The choice `{name}` stands here twice.", name=code)
    if kind in ("single", "multi") and not choices:
        page.note("choices", "form.choices", "The question `{name}` needs `choices`.", name=page.text("code"))
    return tuple({choice.code: choice for choice in choices}.values()), ""


def _choice(item: Any, kind: str, number: int) -> Choice:
    if not isinstance(item, Page):
        return Choice(str(number) if kind == "scale" else str(item), dict.fromkeys(LANGS, str(item)))
    item.only(("code", "label", *LANGS, "exclusive"))
    labels = _labels(item, "label") or {lang: item.text(lang) for lang in LANGS if item.has(lang)}
    code = str(number) if kind == "scale" else item.text("code") or str(number)
    if len(code) > 128:
        item.note("code", "form.choice-code", "The code of a choice is at most 128 characters long.")
    return Choice(code[:128], labels or dict.fromkeys(LANGS, code), item.flag("exclusive"))


def _range(page: Page, kind: str) -> tuple[float, float]:
    if kind == "nps":
        return RANGES["nps"]
    if kind == "scale":
        low = page.integer("min", 1, least=0, most=1)
        steps = len(page.items("steps")) or len(page.items("choices"))
        high = page.integer("max", low + steps - 1 if steps > 1 else low + 4, least=low + 1, most=low + WIDEST - 1)
        return low, high
    if kind == "number":
        return page.number("min", 0), page.number("max", 0)
    return 0, 0


def _show_if(page: Page, earlier: dict[str, Question]) -> ShowIf | None:
    if not page.has("show_if"):
        return None
    inner = page.page("show_if")
    inner.only(("question", "is"))
    name, answers = inner.text("question"), inner.texts("is")
    if name not in earlier or not answers:
        page.note("show_if", "form.show-if", "`show_if` needs `question:` (the code of an earlier one) and `is:` (its answers).")
        return None
    return ShowIf(name, answers)
