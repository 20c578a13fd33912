"""Feedback that is not open yet: when it opens, and the page that says so and then shows the questions by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from kit.forms import model as forms
from kit.ops import feedback
from kit.web import moments, visit
from kit.web.visit import Visit

if TYPE_CHECKING:
    from kit.forms.model import Form

WAITED_MOST = 20 * 60
SPREAD = 20
"""Seconds over which the phones of a room look again, so that they do not all do so in the same one."""


def said(seen: Visit) -> str:
    """Return when feedback opens, "" when it is open or the event asks nothing."""
    at = feedback.opens(seen.kit, seen.event)
    return moments.coming(seen.event, at, seen.kit.now(), seen.lang) if at else ""


def page(seen: Visit, form: Form, status: int = 200) -> Response:
    """Return the page that says when feedback opens; shortly before, it looks again by itself."""
    at = feedback.opens(seen.kit, seen.event)
    left = (at - seen.kit.now()).total_seconds() if at else 0
    again = round(left) + 1 + sum(seen.phone.device.encode()) % SPREAD if left < WAITED_MOST else 0
    title = forms.said(form.titles, seen.lang)
    return visit.answer(seen, "early.html", status, title=title, opens=said(seen), again=again)
