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
from kit.forms.model import RESPONDENT
from kit.ops import feedback, phones
from kit.store.ids import PersonId
from kit.web import gate, opening, questions, visit
from kit.web.visit import Visit

if TYPE_CHECKING:
    from kit.forms.model import Form
    from kit.ops.phones import Known

NAME = "q."
NOBODY = ("feedback.who", "door.who", "door.who-several")
Given = Mapping[str, Sequence[str]]


def show(request: Request) -> Response:
    """Show the questions, or thanks to a phone that has answered."""
    seen = visit.arrive(request)
    form = feedback.form_of(seen.kit, seen.event.code).form
    known = _known(seen, form)
    if feedback.answered(seen.kit, seen.event.code, seen.phone.device, known.person if known else None):
        return _thanks(seen, form, before=True)
    if seen.event.closed_at is not None:
        raise KitError("feedback.closed", "This event is closed and takes no more answers.")
    if feedback.opens(seen.kit, seen.event):
        return opening.page(seen, form)
    return _form(seen, form, {}, ())


def _known(seen: Visit, form: Form) -> Known | None:
    """Return whom this phone checked in, where the form wants to know."""
    if form.anonymous or not seen.phone.person:
        return None
    return phones.known(seen.kit, seen.event.code, PersonId(seen.phone.person))


def receive(request: Request) -> Response:
    """Keep valid answers; with anything missing or wrong show the form again as it was filled in."""
    seen = visit.receive(request)
    given: dict[str, list[str]] = {}
    for name, value in seen.fields:
        if name.startswith(NAME) and value.strip():
            given.setdefault(name.removeprefix(NAME), []).append(value)
    form = feedback.form_of(seen.kit, seen.event.code).form
    try:
        person = _who(seen, form)
        how = {"nonce": seen.nonce, "device": seen.phone.device, "lang": seen.lang, "person": person}
        done = feedback.submit(seen.kit, seen.event.code, given, **how)  # type: ignore[arg-type]
    except KitError as error:
        if error.code == "feedback.early":
            return opening.page(seen, form, 409)
        if error.code not in NOBODY:
            raise
        return _form(seen, form, given, (), nobody=error)
    return _form(seen, form, given, done.problems) if done.problems else _thanks(seen, form, before=not done.ok)


def _who(seen: Visit, form: Form) -> PersonId | None:
    """Return who answers, where the form wants to know: whom this phone checked in, or whom the field means."""
    if form.anonymous:
        return None
    known = _known(seen, form)
    if known is not None and not seen.field("who"):
        return known.person
    if not seen.field("who"):
        raise KitError("feedback.who", "Say who you are: at this event the host sees who has answered.")
    with seen.counted("who", *NOBODY):
        return phones.meant(seen.kit, seen.event.code, seen.field("who"))


def _form(seen: Visit, form: Form, given: Given, wrong: Sequence[Finding], *, nobody: KitError | None = None) -> Response:
    with i18n.language(seen.lang):
        shown = [one for one in questions.asked(form, seen.lang, given, wrong) if one.code != RESPONDENT or not form.named]
        who_wrong, promise = i18n.said(nobody) if nobody else "", questions.promise(form)
    brief = [question for question in shown if question.short] or list(shown)
    rest = [question for question in shown if question not in brief]
    rules = questions.rules(shown)
    page = visit.answer(
        seen,
        "feedback.html",
        422 if wrong or nobody else 200,
        title=forms.said(form.titles, seen.lang),
        intro=forms.said(form.intro, seen.lang),
        first=brief,
        rest=rest,
        rest_open=any(question.wrong or question.given for question in rest),
        rules=Markup(rules),
        wrong=len(wrong) + bool(nobody),
        form=form,
        known=_known(seen, form),
        who=seen.field("who"),
        who_wrong=who_wrong,
        promise=promise,
    )
    page.headers["Content-Security-Policy"] = gate.policy(rules)
    return page


def _thanks(seen: Visit, form: Form, *, before: bool) -> Response:
    return visit.answer(seen, "thanks.html", before=before, form=form, thanks=forms.said(form.thanks, seen.lang))
