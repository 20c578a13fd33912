"""Forms of every kind, as a person could write them in YAML."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kit.forms import usability
from kit.forms.model import ANONYMITY, OPENS, TYPES, Choice, Form, Question, ShowIf

SIGNS = "甲乙丙丁一二三abcXYZ019 ·=+-@'\"{}[]<>&,;:|#%!é😀　"
WORDS = st.text(SIGNS, min_size=1, max_size=12).map(lambda text: text.strip() or "x")
KINDS = (*TYPES, "matrix", "sus", "modules")
CODES = st.text("abcXYZ019_.-", min_size=1, max_size=6).filter(lambda text: text[0].isalnum())


def labels(least: int = 1) -> st.SearchStrategy[dict[str, str]]:
    """Labels in one or both languages, or in none."""
    return st.dictionaries(st.sampled_from(["zh", "en"]), WORDS, min_size=least)


@st.composite
def questions(draw: st.DrawFn, code: str, earlier: list[Question]) -> list[Question]:
    """Return a question, or a whole matrix or scale of usability."""
    kind = draw(st.sampled_from(KINDS))
    more: dict[str, Any] = {"help": draw(labels(0)), "short": draw(st.booleans()), "required": kind != "info" and draw(st.booleans())}
    more["show_if"] = draw(show_ifs(earlier)) if earlier and draw(st.booleans()) else None
    if kind in ("single", "multi", "ranking"):
        more["choices"] = tuple(draw(st.lists(choices(kind), min_size=1, max_size=4, unique_by=lambda choice: choice.code)))
    if kind in ("multi", "ranking"):
        more |= {"least": draw(st.integers(0, 3)), "most": draw(st.integers(0, 3))}
    if kind in ("scale", "matrix", "nps"):
        more |= draw(scales(kind))
    if kind == "number" and draw(st.booleans()):
        low = draw(st.floats(-1e7, 1e7).map(lambda x: round(x, 2)))
        more |= {"minimum": low, "maximum": low + draw(st.integers(1, 10))}
    if kind in ("text", "longtext"):
        more["apart"] = draw(st.booleans())
    if kind in ("single", "yesno"):
        more["split"] = draw(st.booleans())
    if kind == "modules":
        more |= {"source": "modules"}
    made = Question(code, {"matrix": "scale", "sus": "info", "modules": "single"}.get(kind, kind), draw(labels()), **more)
    return list(draw(rows(made, kind)) if kind in ("matrix", "sus") else [draw(paired(made, earlier))])


@st.composite
def choices(draw: st.DrawFn, kind: str) -> Choice:
    """Return a choice; its code may be any words."""
    code = draw(CODES | st.just("other") | WORDS.filter(lambda text: not {"'", '"'} <= set(text)))
    return Choice(code, draw(labels()), exclusive=kind == "multi" and draw(st.booleans()), other=kind != "ranking" and draw(st.booleans()))


@st.composite
def scales(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """Return the range of a scale, with names for no points, for its ends, or for all."""
    first = 0 if kind == "nps" else draw(st.integers(0, 1))
    last = 10 if kind == "nps" else first + draw(st.integers(1, 10))
    said: dict[str, Any] = {"minimum": first, "maximum": last}
    langs = draw(st.lists(st.sampled_from(["zh", "en"]), unique=True))
    named = {lang: [draw(WORDS) for _n in range(first, last + 1)] for lang in langs}
    if langs:
        said |= {end: {lang: texts[place] for lang, texts in named.items()} for end, place in (("low", 0), ("high", -1))}
        if draw(st.booleans()) or last - first == 1:
            said["choices"] = tuple(Choice(str(first + n), {lang: t[n] for lang, t in named.items()}) for n in range(last - first + 1))
    return said


@st.composite
def rows(draw: st.DrawFn, made: Question, kind: str) -> tuple[Question, ...]:
    """Return a heading and its rows."""
    head = Question(made.code, "info", made.labels, help=made.help, show_if=made.show_if, short=made.short)
    if kind == "sus":
        asked = Question(made.code, "info", made.labels, help=made.help, show_if=made.show_if, short=made.short, required=made.required)
        return (head, *usability.rows(asked, {"3": draw(labels())}))
    codes = draw(st.lists(CODES, min_size=1, max_size=3, unique=True))
    words = {key: value for key, value in vars(made).items() if key not in ("code", "labels", "help", "group")}
    return (head, *(Question(f"{made.code}.{code}", labels=draw(labels()), group=made.labels, **words) for code in codes))


@st.composite
def paired(draw: st.DrawFn, made: Question, earlier: list[Question]) -> Question:
    """Return the question, with the earlier one that asks the same about the time before where there is one."""
    same = [q.code for q in earlier if (q.type, q.minimum, q.maximum) == (made.type, made.minimum, made.maximum)]
    fits = made.type in ("scale", "nps", "number", "yesno") and same and draw(st.booleans())
    return Question(**{**vars(made), "before": draw(st.sampled_from(same))}) if fits else made


@st.composite
def show_ifs(draw: st.DrawFn, earlier: list[Question]) -> ShowIf | None:
    """Return a condition on an earlier question."""
    one = draw(st.sampled_from(earlier))
    known = [choice.code for choice in one.choices] or [str(n) for n in one.steps] or (["yes", "no"] if one.type == "yesno" else [])
    known = known or (["yes"] if one.type == "consent" else ["a/b"] if one.source else [])
    return ShowIf(one.code, tuple(draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True)))) if known else None


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Return a form."""
    found: list[Question] = []
    for code in draw(st.lists(CODES, min_size=1, max_size=6, unique=True)):
        known = {question.code for question in found}
        found += [question for question in draw(questions(code, found)) if question.code not in known]
    how = {"anonymity": draw(st.sampled_from(ANONYMITY)), "opens": draw(st.sampled_from(OPENS))}
    return Form("f", draw(labels()), tuple(found), draw(labels(0)), draw(labels(0)), **how)
