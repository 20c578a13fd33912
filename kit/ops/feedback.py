"""Feedback: the questions an event asks, answers taken once per device, and what they say."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit import happenings, i18n
from kit.context import Kit
from kit.errors import Finding, KitError

if TYPE_CHECKING:
    from kit.events.event import Event
    from kit.forms.answer import Answer
    from kit.forms.response import Response
    from kit.forms.results import Result
    from kit.forms.version import Version
    from kit.store.db import Tx


def form_of(kit: Kit, code: str) -> Version:
    """Return the frozen questions of an event; refuse when it asks nothing."""
    from kit.events import event as events

    with kit.db.read() as tx:
        return _asked(tx, events.by_code(tx, code))


def answered(kit: Kit, code: str, device: str) -> bool:
    """Return whether this device has answered at this event."""
    from kit.events import event as events
    from kit.events import token
    from kit.forms import response

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        return response.responded(tx, event.id, token.marker(kit.key, event.id, device))


def submit(
    kit: Kit, code: str, raw: Mapping[str, Sequence[str]], *, nonce: str, device: str = "", lang: str = "zh", channel: str = "phone"
) -> Submitted:
    """Take the answers of one person: valid ones are kept at once, else the findings (`part` is the question) say what is wrong.

    Nothing that is kept leads to the person: a random id, the moment cut to the hour, and a mark that this device has answered.
    """
    from kit.events import event as events
    from kit.events import token
    from kit.forms import answer as answers
    from kit.forms import response

    def work(tx: Tx) -> tuple[Event, Submitted]:
        event = events.by_code(tx, code)
        if event.closed_at is not None:
            raise KitError("feedback.closed", "This event is closed and takes no more answers.")
        version = _asked(tx, event)
        given, wrong = answers.check(version.form, raw)
        if wrong:
            return event, Submitted("", wrong)
        here, apart = _parted(version, given)
        marker = token.marker(kit.key, event.id, device) if device else ""
        done = response.submit(
            tx,
            event.id,
            version.id,
            here,
            id_=secrets.token_hex(16),
            nonce=token.hidden(kit.key, nonce),
            marker=marker,
            lang=lang,
            at=kit.now(),
            channel=channel,
        )
        if done == response.Submission.TAKEN:
            for contact in apart:
                response.leave(tx, event.id, contact, id_=secrets.token_hex(16))
        return event, Submitted(done)

    event, done = kit.db.write(work)
    if done.status == "taken":
        kit.bus.publish(happenings.Responded(event.id))
    return done


def results(kit: Kit, code: str, lang: str = "") -> Results:
    """Return what was answered: each question with n, missing, distribution and scores, labels in `lang`."""
    from kit.events import door
    from kit.events import event as events
    from kit.forms import response
    from kit.forms import results as figures

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        version = _asked(tx, event)
        given = response.listed(tx, event.id)
        present = door.counts(tx, event.id).present
        contacts = tuple(answer.text for answer in response.contacts(tx, event.id))
    return Results(event, version, given, figures.of(version.form, given, lang or i18n.current()), present, contacts)


def _asked(tx: Tx, event: Event) -> Version:
    from kit.events import asking

    version = asking.asked(tx, event)
    if version is None:
        raise KitError("feedback.none", "This event asks for no feedback.")
    return version


def _parted(version: Version, given: Mapping[str, Answer]) -> tuple[dict[str, Answer], tuple[Answer, ...]]:
    """Return the answers, and apart from them the contacts."""
    apart = {q.code for q in version.form.questions if q.apart}
    return {code: a for code, a in given.items() if code not in apart}, tuple(a for code, a in given.items() if code in apart)


@dataclass(frozen=True)
class Submitted:
    """How a submission ended: `status` is "taken", "replayed" (sent again), "already" (this device has answered), or "" with problems."""

    status: str
    problems: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the answers are on record."""
        return self.status in ("taken", "replayed")


@dataclass(frozen=True)
class Results:
    """The answers of an event; `present` is how many checked in, the denominator of the response rate."""

    event: Event
    version: Version
    responses: tuple[Response, ...]
    questions: tuple[Result, ...]
    present: int
    contacts: tuple[str, ...] = ()

    @property
    def rate(self) -> float | None:
        """Responses ÷ checked in, None while nobody is in."""
        return len(self.responses) / self.present if self.present else None
