"""Edits of a form as pure functions: the form before, the form after."""

from __future__ import annotations

from dataclasses import replace

from kit.forms import usability
from kit.forms.form import PAIRED
from kit.forms.model import Choice, Form, Question, ShowIf
from kit.i18n import N_, _, language

MATRIX, SUS = "matrix", usability.SUS
START = {"single": 2, "multi": 3, "ranking": 3}


def both(say: str) -> dict[str, str]:
    """Return a marked sentence in both languages."""
    found = {}
    for lang in ("zh", "en"):
        with language(lang):
            found[lang] = _(say)
    return found


def add(form: Form, kind: str, place: int) -> tuple[Form, int]:
    """Put a new question behind the one at `place` (behind all of its matrix); returns the form and where the new one is."""
    code = free_code(form)
    labels = both(N_("New question"))
    made: tuple[Question, ...]
    if kind == MATRIX:
        rows = (Question(f"{code}.{n}", "scale", _numbered(N_("Aspect"), n), minimum=1, maximum=5, group=labels) for n in (1, 2))
        made = (Question(code, "info", labels), *rows)
    elif kind == SUS:
        head = Question(code, "info", usability.HEAD)
        made = (head, *usability.rows(head, {}))
    else:
        choices = tuple(Choice(chr(96 + n), _numbered(N_("Choice"), n)) for n in range(1, START.get(kind, 0) + 1))
        low, high = {"scale": (1, 5), "nps": (0, 10)}.get(kind, (0, 0))
        made = (Question(code, kind, labels, choices=choices, minimum=low, maximum=high),)
    after = 0 if not form.questions else _matrix_end(form, place) if form.questions[place].group else end(form, place)
    return replace(form, questions=(*form.questions[:after], *made, *form.questions[after:])), after


def _numbered(word: str, n: int) -> dict[str, str]:
    return {lang: f"{text} {n}" for lang, text in both(word).items()}


def remove(form: Form, place: int) -> Form:
    """Take a question away, a matrix with all its rows; conditions on it go too."""
    gone = {question.code for question in form.questions[place : end(form, place)]}
    return replace(form, questions=_sound(tuple(question for question in form.questions if question.code not in gone)))


def move(form: Form, place: int, by: int) -> tuple[Form, int]:
    """Move a question (a matrix as a whole, a row within its matrix) one place; conditions on what now comes later go."""
    question = form.questions[place]
    blocks = _blocks(form) if not question.group else [(n, n + 1) for n in range(place - _row(form, place), _matrix_end(form, place))]
    at = next(n for n, (first, last) in enumerate(blocks) if first <= place < last)
    if not 0 <= at + by < len(blocks):
        return form, place
    order = blocks.copy()
    order.insert(at + by, order.pop(at))
    head, tail = form.questions[: blocks[0][0]], form.questions[blocks[-1][1] :]
    moved = (*head, *(form.questions[n] for first, last in order for n in range(first, last)), *tail)
    return replace(form, questions=_sound(moved)), next(n for n, q in enumerate(moved) if q.code == question.code)


def copy(form: Form, place: int) -> tuple[Form, int]:
    """Put a copy of a question behind it, with a code of its own; a row of a matrix stays in its matrix."""
    question, last = form.questions[place], end(form, place)
    if question.group:
        head = question.code.rpartition(".")[0]
        n = next(n for n in range(1, 1000) if form.question(f"{head}.{n}") is None)
        made: tuple[Question, ...] = (replace(question, code=f"{head}.{n}"),)
    else:
        code = free_code(form)
        made = tuple(replace(q, code=code + q.code.removeprefix(question.code)) for q in form.questions[place:last])
    return replace(form, questions=_sound((*form.questions[:last], *made, *form.questions[last:]))), last


def put(form: Form, place: int, question: Question) -> Form:
    """Change the question at `place`: conditions follow its code, rows follow their matrix, a new type gets what it needs."""
    before = form.questions[place]
    found = list(form.questions)
    found[place] = question = _fitted(before, question)
    for n, one in enumerate(found):
        if one.show_if and one.show_if.question == before.code and n != place:
            one = replace(one, show_if=ShowIf(question.code, one.show_if.answers))
        if one.before == before.code and n != place:
            one = replace(one, before=question.code)
        if n != place and place < n < end(form, place) and one.group:
            code = question.code + one.code.removeprefix(before.code)
            one = replace(one, code=code, group=question.labels, show_if=question.show_if, short=question.short)
        found[n] = one
    return replace(form, questions=_sound(tuple(found)))


def alike(one: Question, other: Question) -> bool:
    """Return whether two questions are answered the same way, so that one may be about before and the other about now."""
    return one.type in PAIRED and (one.type, one.minimum, one.maximum) == (other.type, other.minimum, other.maximum)


def end(form: Form, place: int) -> int:
    """Return where the block of a question ends: behind itself, a matrix behind its rows."""
    question, n = form.questions[place], place + 1
    while question.type == "info" and n < len(form.questions) and form.questions[n].group and _of(form.questions[n], question):
        n += 1
    return n


def free_code(form: Form) -> str:
    """Return a code that no question has: q1, q2 …"""
    return next(code for n in range(1, 1000) if form.question(code := f"q{n}") is None)


def _fitted(before: Question, after: Question) -> Question:
    """Give a question of another type what that type needs."""
    if before.type == after.type:
        return after
    low, high = {"scale": (1.0, 5.0), "nps": (0.0, 10.0)}.get(after.type, (0.0, 0.0))
    has = after.type in START
    choices = (
        after.choices
        if has and before.type in START
        else tuple(Choice(chr(96 + n), _numbered(N_("Choice"), n)) for n in range(1, 3))
        if has
        else ()
    )
    return replace(after, choices=choices, minimum=low, maximum=high, least=0, most=0, low={}, high={}, source="", apart=False, split=False)


def _of(row: Question, head: Question) -> bool:
    return row.code.startswith(f"{head.code}.")


def _blocks(form: Form) -> list[tuple[int, int]]:
    found, n = [], 0
    while n < len(form.questions):
        found.append((n, end(form, n)))
        n = found[-1][1]
    return found


def _row(form: Form, place: int) -> int:
    """Return how many rows of its matrix come before this one."""
    n = place
    while (
        n and form.questions[n - 1].group and form.questions[n - 1].code.rpartition(".")[0] == form.questions[place].code.rpartition(".")[0]
    ):
        n -= 1
    return place - n


def _matrix_end(form: Form, place: int) -> int:
    n = place
    while (
        n < len(form.questions)
        and form.questions[n].group
        and form.questions[n].code.rpartition(".")[0] == form.questions[place].code.rpartition(".")[0]
    ):
        n += 1
    return n


def _sound(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Take off what a question says of another that is not there before it, or is answered in another way now."""
    seen: dict[str, Question] = {}
    for question in questions:
        if question.show_if and question.show_if.question not in seen:
            question = replace(question, show_if=None)
        if question.before and (question.before not in seen or not alike(question, seen[question.before])):
            question = replace(question, before="")
        seen[question.code] = question
    return _whole(tuple(seen.values()))


def _whole(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Leave scales that were pulled apart as the questions they are: without all statements in their order there is no score."""
    ours = {q.code for block in usability.blocks(questions) for q in block if _in_order(questions, block)}
    return tuple(replace(q, scored="") if q.scored and q.code not in ours else q for q in questions)


def _in_order(questions: tuple[Question, ...], block: tuple[Question, ...]) -> bool:
    head = block[0].code.rpartition(".")[0]
    return tuple(q for q in questions if q.group and q.code.rpartition(".")[0] == head) == block
