"""Questions as a page shows them: labels in the phone's language, what was answered before, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit import i18n
from kit.errors import Finding
from kit.forms import model as forms
from kit.forms.answer import OTHER
from kit.forms.model import Form, Question
from kit.i18n import _

LISTED = 9


def asked(form: Form, lang: str, given: Mapping[str, Sequence[str]], wrong: Sequence[Finding]) -> tuple[Asked, ...]:
    """Return the questions of `form` in `lang` with the answers `given` so far and the findings about them."""
    findings = {finding.part: finding for finding in wrong}
    numbers = {question.code: number for number, question in enumerate(form.questions, 1)}
    return tuple(
        _asked(form, q, numbers[q.code], lang, given.get(q.code, ()), findings.get(q.code), "".join(given.get(q.code + OTHER, ())[:1]))
        for q in form.questions
    )


def promise(form: Form) -> str:
    """Return what the page says before the first question: who will know what, in the language in force."""
    if form.named:
        return _("With your name: the host sees what you answer together with your name.")
    if form.anonymous:
        return _(
            "Anonymous: your answers are kept without name, phone or exact time, and nobody can link them to your check-in. "
            "Do not write names into the text fields."
        )
    return _(
        "The host sees that you have answered, but not what: your answers are kept without name, phone or exact time. "
        "Do not write names into the text fields."
    )


def rules(shown: Sequence[Asked]) -> str:
    """Return a style that hides a question until the answer it waits for is chosen, where the browser can do that without a script.

    A browser that cannot shows every question with its condition in words.
    """
    hides = [question for question in shown if question.waits_for]
    if not hides:
        return ""
    lines = [".only-if{display:none}"]
    for question in hides:
        lines.append(f"#q-{question.id}{{display:none}}")
        chosen = ",".join(f"form:has(#{option}:checked) #q-{question.id}" for option in question.waits_for)
        lines.append(f"{chosen}{{display:block}}")
    return "@supports selector(:has(*)){" + "".join(lines) + "}"


def _asked(form: Form, q: Question, number: int, lang: str, given: Sequence[str], wrong: Finding | None, said: str) -> Asked:
    options, scale = _options(q, lang), bool(q.steps)
    listed = q.type == "single" and len(options) > LISTED and not q.other
    earlier, waits_for = _condition(form, q, lang)
    return Asked(
        id=number,
        code=q.code,
        type=q.type,
        label=forms.said(q.labels, lang),
        help=forms.said(q.help, lang),
        required=q.required,
        options=options,
        scale=scale,
        named=any(option.label for option in options),
        listed=listed,
        several=q.type in ("multi", "consent"),
        least=q.least,
        places=tuple(range(1, (q.most or len(options)) + 1)) if q.type == "ranking" else (),
        other=q.other.code if q.other else "",
        said=said,
        most=q.most,
        low=forms.said(q.low, lang),
        high=forms.said(q.high, lang),
        only_if=earlier,
        waits_for=waits_for,
        given=tuple(given),
        short=q.short,
        apart=q.apart,
        wrong=i18n.said(wrong) if wrong else "",
    )


def _options(q: Question, lang: str) -> tuple[Option, ...]:
    if q.type == "yesno":
        return (Option("yes", _("Yes")), Option("no", _("No")))
    if q.type == "consent":
        return (Option("yes", _("I agree")),)
    if q.steps:
        named = {choice.code: forms.said(choice.labels, lang) for choice in q.choices}
        return tuple(Option(str(step), named.get(str(step), "")) for step in q.steps)
    return tuple(Option(choice.code, forms.said(choice.labels, lang)) for choice in q.choices)


def _condition(form: Form, q: Question, lang: str) -> tuple[tuple[str, str] | None, tuple[str, ...]]:
    """Return the words of a condition, and the ids of the options that fulfil it when they are all on the page as buttons."""
    if q.show_if is None:
        return None, ()
    earlier = form.question(q.show_if.question)
    if earlier is None:
        return None, ()
    options = _options(earlier, lang)
    meant = [(place, option) for place, option in enumerate(options) if option.code in q.show_if.answers]
    words = " / ".join(option.label or option.code for _place, option in meant) or " / ".join(q.show_if.answers)
    number = form.questions.index(earlier) + 1
    buttons = (
        len(meant) == len(q.show_if.answers) and earlier.type != "ranking" and not (earlier.type == "single" and len(options) > LISTED)
    )
    return (forms.said(earlier.labels, lang), words), tuple(f"o-{number}-{place}" for place, _option in meant) if buttons else ()


@dataclass(frozen=True)
class Option:
    """One answer to tap."""

    code: str
    label: str


@dataclass(frozen=True)
class Asked:
    """One question ready for the page; `id` is its number, safe in a style."""

    id: int
    code: str
    type: str
    label: str
    help: str
    required: bool
    options: tuple[Option, ...]
    scale: bool
    named: bool
    listed: bool
    several: bool
    least: int
    places: tuple[int, ...]
    other: str
    said: str
    most: int
    low: str
    high: str
    only_if: tuple[str, str] | None
    waits_for: tuple[str, ...]
    given: tuple[str, ...]
    short: bool
    apart: bool
    wrong: str
