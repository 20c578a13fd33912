"""What an event asks: its form, frozen in the records, with the modules shown there as choices."""

from __future__ import annotations

from datetime import datetime

from kit.events import event as events
from kit.events import shown
from kit.events.event import Event
from kit.forms import document, response, version
from kit.forms.form import Choice, Form
from kit.forms.version import Version
from kit.store.db import Tx


def freeze(tx: Tx, event: Event, form: Form | None, *, at: datetime) -> Event:
    """Fix the questions of an event as the form is now; once somebody answered they stay as they were."""
    if event.version_id is not None and response.count(tx, event.id):
        return event
    if form is None:
        events.freeze(tx, event.id, None)
    else:
        modules = tuple(Choice(m.id, {event.lang: m.title}) for m in shown.modules(tx, event.id) if not m.role)
        events.freeze(tx, event.id, version.freeze(tx, document.with_respondent(document.with_modules(form, modules)), at=at).id)
    return events.by_id(tx, event.id)


def opens_at(event: Event, form: Form) -> datetime:
    """Return from when on answers to a form are taken: from the event's start, before where the host or the form says so."""
    return event.created_at if form.early else event.asks_from


def asked(tx: Tx, event: Event) -> Version | None:
    """Return the frozen form of an event, None when it asks nothing."""
    return version.by_id(tx, event.version_id) if event.version_id is not None else None
