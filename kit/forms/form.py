"""Forms as people write them in YAML: every question checked, every oddity a finding with its line.

A question has `code`, `type` and `label` ({zh: …, en: …}); as its type needs, `choices` (a list of {code, zh, en}, or {from: modules}),
`points` and `labels` of a scale ({zh: [one a point, or the two ends]}), `minimum` and `maximum` (of a number; of how many may be
chosen or ranked); a `matrix` is a scale asked of each of its `rows` (a list of {code, zh, en}); a choice may be `exclusive: yes` (goes
with no other) or `other: yes` (asks for a few words); `sus` is the whole System Usability Scale (its `rows` may reword some of the ten
statements). If wanted: `help`, `required`, `short` (belongs to the short form), `apart` (a
contact: kept without a way to the other answers), `before: CODE` (the earlier question that asks the same about the time before),
`split: yes` (results are shown by its answers too) and `show_if: {code of an earlier question: [answers]}`. A form may say
`anonymity: pseudonymous` (the host sees who has answered, not what) or `named`; else it is anonymous. With `opens: early` it is answered
before the event begins; else it opens with the start, also where questions look back by `before`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.content import yamltext
from kit.content.yamltext import Page
from kit.forms import usability
from kit.forms.model import ANONYMITY, OPENS, TYPES, Choice, Form, Labels, Question, ShowIf, said

__all__ = ["TYPES", "Choice", "Form", "Labels", "Question", "ShowIf", "read", "said"]

MATRIX = "matrix"
LANGS = ("zh", "en")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z")
KEYS = (
    *("code", "type", "label", *LANGS, "help", "choices", "points", "labels", "minimum", "maximum"),
    *("required", "short", "apart", "show_if", "rows", "before", "split"),
)
SPLITS, PAIRED = ("single", "yesno"), ("scale", "nps", "number", "yesno")
QUESTIONS_MOST, CHOICES_MOST, POINTS_MOST, CODE_MOST = 200, 100, 11, 128


def read(path: Path) -> Form:
    """Return the form written in the YAML file at `path`; what does not fit is in its findings.

    Raises KitError when the file cannot be read as YAML at all.
    """
    page = yamltext.read(path)
    page.only(("title", "intro", "thanks", "default", "anonymity", "opens", "questions"))
    if not page.has("title"):
        page.note("title", "form.title", "The form needs a `title` in each language.")
    pages = [item for item in page.items("questions") if isinstance(item, Page)]
    if not pages:
        page.note("questions", "form.empty", "The form asks nothing: list its `questions`.")
    questions: dict[str, Question] = {}
    for item in pages[:QUESTIONS_MOST]:
        question = _question(item, questions)
        for one in _rows(item, question) if question else ():
            questions[one.code] = one
    titles, intro, thanks = (_labels(page, key) for key in ("title", "intro", "thanks"))
    how = page.choice("anonymity", ANONYMITY, ANONYMITY[0])
    opens = page.choice("opens", OPENS, OPENS[0])
    return Form(path.stem, titles, tuple(questions.values()), intro, thanks, page.flag("default"), page.findings, how, opens)


def _question(page: Page, earlier: dict[str, Question]) -> Question | None:
    page.only(KEYS)
    code = page.text("code")
    if not CODE.match(code):
        page.note("code", "form.code", "A question needs a `code` of letters, digits, - and _, which stays when its wording changes.")
        return None
    if code in earlier:
        page.note("code", "form.code-twice", "The code `{name}` is used twice; the first question counts.", name=code)
        return None
    kind = page.choice("type", (*TYPES, MATRIX, usability.SUS), "text")
    labels = _labels(page, "label") or _own_labels(page) or (usability.HEAD if kind == usability.SUS else {})
    if not labels:
        page.note("code", "form.label", "The question `{name}` needs a `label`.", name=code)
    minimum, maximum = _range(page, kind)
    low, high, steps = _ends(page, kind, int(minimum), int(maximum))
    choices, source = _choices(page, kind)
    made = Question(
        code=code,
        type=kind,
        labels=labels,
        help=_labels(page, "help"),
        choices=steps or choices,
        required=page.flag("required") and kind != "info",
        show_if=_show_if(page, earlier),
        minimum=minimum,
        maximum=maximum,
        low=low,
        high=high,
        least=page.integer("minimum", 0, least=0, most=CHOICES_MOST) if kind in ("multi", "ranking") else 0,
        most=page.integer("maximum", 0, least=0, most=CHOICES_MOST) if kind in ("multi", "ranking") else 0,
        source=source,
        short=page.flag("short"),
        apart=page.flag("apart") and kind in ("text", "longtext"),
        split=_split(page, kind),
    )
    return replace(made, before=_before(page, made, earlier))


def _before(page: Page, question: Question, earlier: dict[str, Question]) -> str:
    """Return the code of the question about the time before; it must be asked earlier and answered the same way."""
    code = page.text("before")
    if not code:
        return ""
    other = earlier.get(code)
    if (
        other
        and question.type in PAIRED
        and (other.type, other.minimum, other.maximum)
        == (
            question.type,
            question.minimum,
            question.maximum,
        )
    ):
        return code
    page.note("before", "form.before", "`before` names an earlier question with the same answers: {name} is none.", name=code)
    return ""


def _split(page: Page, kind: str) -> bool:
    wanted = page.flag("split")
    if wanted and kind not in SPLITS:
        page.note("split", "form.split", "`split` belongs to `single` and `yesno` only.")
    return wanted and kind in SPLITS


def _rows(page: Page, question: Question) -> tuple[Question, ...]:
    """Return the question, or for a matrix its heading and one scale for each of its rows: so it is answered on a phone."""
    if question.type not in (MATRIX, usability.SUS):
        return (question,)
    rows = [_choice(item, n) for n, item in enumerate(page.items("rows")[:CHOICES_MOST], 1)]
    head = Question(question.code, "info", question.labels, help=question.help, show_if=question.show_if, short=question.short)
    if question.type == usability.SUS:
        return (head, *usability.rows(replace(head, required=question.required), {row.code: row.labels for row in rows}))
    if not rows:
        page.note("code", "form.rows", "The matrix `{name}` needs `rows`.", name=question.code)
    scales = (
        replace(question, code=f"{question.code}.{row.code}", type="scale", labels=row.labels, help={}, group=question.labels)
        for row in rows
        if CODE.match(f"{question.code}.{row.code}")
    )
    return (head, *scales)


def _labels(page: Page, key: str) -> Labels:
    value = page.values.get(key, "")
    if isinstance(value, str):
        return dict.fromkeys(LANGS, str(value)) if value else {}
    inner = page.page(key)
    inner.only(LANGS)
    return {lang: inner.text(lang) for lang in LANGS if inner.has(lang)}


def _own_labels(page: Page) -> Labels:
    return {lang: page.text(lang) for lang in LANGS if page.has(lang)}


def _choices(page: Page, kind: str) -> tuple[tuple[Choice, ...], str]:
    """Return the choices, and "modules" when they are those shown at the event."""
    written = page.values.get("choices", "")
    if isinstance(written, Page):
        source = written.text("from")
        if source != "modules":
            written.note("from", "form.choices-from", "`choices: {{from: …}}` knows `modules` only, not {name}.", name=source)
        return (), "modules"
    items = written if isinstance(written, tuple) else ()
    if kind not in ("single", "multi", "ranking"):
        if items:
            page.note("choices", "form.no-choices", "`choices` belong to `single`, `multi` and `ranking` only.")
        return (), ""
    if not items:
        page.note("choices", "form.choices", "The question `{name}` needs `choices`.", name=page.text("code"))
    choices = [_choice(item, n) for n, item in enumerate(items[:CHOICES_MOST], 1)]
    codes = [choice.code for choice in choices]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        page.note("choices", "form.choice-twice", "The choice `{name}` stands here twice.", name=code)
    return tuple({choice.code: choice for choice in choices}.values()), ""


def _choice(item: Any, number: int) -> Choice:
    if not isinstance(item, Page):
        return Choice(str(item)[:CODE_MOST], dict.fromkeys(LANGS, str(item)))
    item.only(("code", "label", *LANGS, "exclusive", "other"))
    code = item.text("code") or str(number)
    if len(code) > CODE_MOST:
        item.note("code", "form.choice-code", "The code of a choice is at most {most} characters long.", most=CODE_MOST)
    labels = _labels(item, "label") or _own_labels(item) or dict.fromkeys(LANGS, code)
    return Choice(code[:CODE_MOST], labels, item.flag("exclusive"), item.flag("other"))


def _range(page: Page, kind: str) -> tuple[float, float]:
    if kind == "nps":
        return 0, 10
    if kind in ("scale", MATRIX):
        first = page.integer("minimum", 1, least=0, most=1)
        return first, first + page.integer("points", 5, least=2, most=POINTS_MOST) - 1
    return (page.number("minimum", 0), page.number("maximum", 0)) if kind == "number" else (0, 0)


def _ends(page: Page, kind: str, first: int, last: int) -> tuple[Labels, Labels, tuple[Choice, ...]]:
    """Return the labels of the lowest and highest point, and those of every point when there are as many."""
    if kind not in ("scale", "nps", MATRIX) or not page.has("labels"):
        return {}, {}, ()
    inner = page.page("labels")
    inner.only(LANGS)
    written = {lang: inner.texts(lang) for lang in LANGS if inner.has(lang)}
    if any(len(texts) not in (2, last - first + 1) for texts in written.values()):
        page.note("labels", "form.points", "Give {n} labels, one a point, or two for the ends.", n=last - first + 1)
        return {}, {}, ()
    low, high = ({lang: texts[place] for lang, texts in written.items()} for place in (0, -1))
    full = {lang: texts for lang, texts in written.items() if len(texts) == last - first + 1}
    steps = (Choice(str(first + n), {lang: texts[n] for lang, texts in full.items()}) for n in range(last - first + 1)) if full else ()
    return low, high, tuple(steps)


def _show_if(page: Page, earlier: dict[str, Question]) -> ShowIf | None:
    if not page.has("show_if"):
        return None
    inner = page.page("show_if")
    name = next(iter(inner.values), "")
    answers = inner.texts(name)
    if name not in earlier or not answers or len(inner.values) != 1:
        page.note("show_if", "form.show-if", "`show_if` takes one earlier question and its answers: `show_if: {{code: [answer]}}`.")
        return None
    return ShowIf(name, answers)
