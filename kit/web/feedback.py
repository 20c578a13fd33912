"""The feedback page: the questions as the event froze them, checked here again, answered once per phone and without a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from kit import i18n
from kit.errors import Finding, KitError
from kit.forms import model as forms
from kit.ops import feedback
from kit.web import gate, questions, visit
from kit.web.visit import Visit

if TYPE_CHECKING:
    from kit.forms.model import Form

NAME = "q."
Given = Mapping[str, Sequence[str]]


def show(request: Request) -> Response:
    """Show the questions, or thanks to a phone that has answered."""
    seen = visit.arrive(request)
    form = feedback.form_of(seen.kit, seen.event.code).form
    if feedback.answered(seen.kit, seen.event.code, seen.phone.device):
        return _thanks(seen, form, before=True)
    if seen.event.closed_at is not None:
        raise KitError("feedback.closed", "This event is closed and takes no more answers.")
    return _form(seen, form, {}, ())


def receive(request: Request) -> Response:
    """Keep valid answers; with anything missing or wrong show the form again as it was filled in."""
    seen = visit.receive(request)
    given: dict[str, list[str]] = {}
    for name, value in seen.fields:
        if name.startswith(NAME) and value.strip():
            given.setdefault(name.removeprefix(NAME), []).append(value)
    done = feedback.submit(seen.kit, seen.event.code, given, nonce=seen.nonce, device=seen.phone.device, lang=seen.lang)
    form = feedback.form_of(seen.kit, seen.event.code).form
    return _form(seen, form, given, done.problems) if done.problems else _thanks(seen, form, before=not done.ok)


def _form(seen: Visit, form: Form, given: Given, wrong: Sequence[Finding]) -> Response:
    with i18n.language(seen.lang):
        shown = questions.asked(form, seen.lang, given, wrong)
    brief = [question for question in shown if question.short] or list(shown)
    rest = [question for question in shown if question not in brief]
    rules = questions.rules(shown)
    page = visit.answer(
        seen,
        "feedback.html",
        422 if wrong else 200,
        title=forms.said(form.titles, seen.lang),
        intro=forms.said(form.intro, seen.lang),
        first=brief,
        rest=rest,
        rest_open=any(question.wrong or question.given for question in rest),
        rules=Markup(rules),
        wrong=len(wrong),
    )
    page.headers["Content-Security-Policy"] = gate.policy(rules)
    return page


def _thanks(seen: Visit, form: Form, *, before: bool) -> Response:
    return visit.answer(seen, "thanks.html", before=before, thanks=forms.said(form.thanks, seen.lang))
