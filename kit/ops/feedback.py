"""Feedback: the questions an event asks, answers taken once per device, and what they say."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kit import happenings, i18n
from kit.context import Kit
from kit.errors import Finding, KitError

if TYPE_CHECKING:
    from kit.events.event import Event
    from kit.forms.answer import Answer
    from kit.forms.groups import Split
    from kit.forms.model import Question
    from kit.forms.pairs import Shift, Unlike
    from kit.forms.response import Response, Submission
    from kit.forms.results import Result
    from kit.forms.usability import Usability
    from kit.forms.version import Version
    from kit.people.person import Person
    from kit.store.db import Tx
    from kit.store.ids import PersonId


def form_of(kit: Kit, code: str) -> Version:
    """Return the frozen questions of an event; refuse when it asks nothing."""
    from kit.events import event as events

    with kit.db.read() as tx:
        return _asked(tx, events.by_code(tx, code))


def opens(kit: Kit, event: Event) -> datetime | None:
    """Return from when on an event will take answers, None when it takes them now or asks nothing."""
    if event.version_id is None or kit.now() >= event.asks_from:
        return None
    from kit.events import asking

    with kit.db.read() as tx:
        at = asking.opens_at(event, _asked(tx, event).form)
    return at if kit.now() < at else None


def answered(kit: Kit, code: str, device: str, person: PersonId | None = None) -> bool:
    """Return whether this device has answered at this event, or this person where the host may see who has."""
    from kit.events import event as events
    from kit.forms import response

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        return response.responded(tx, event.id, _marker(kit, tx, event, _asked(tx, event), device, person))


def respondents(kit: Kit, code: str) -> tuple[tuple[Person, bool], ...]:
    """Return who was expected or came, and whether they have answered; refuse where the form is anonymous."""
    from kit.events import door, token
    from kit.events import event as events
    from kit.forms import response

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        if _asked(tx, event).form.anonymous:
            raise KitError(
                "feedback.anonymous", "The feedback of {event} is anonymous: nobody can say who has answered.", event=event.title
            )
        marks = ((entry.person, token.person_marker(kit.key, event.id, entry.person.id)) for entry in door.attendance(tx, event))
        return tuple((person, response.responded(tx, event.id, mark)) for person, mark in marks)


def submit(
    kit: Kit,
    code: str,
    raw: Mapping[str, Sequence[str]],
    *,
    nonce: str,
    device: str = "",
    lang: str = "zh",
    channel: str = "phone",
    person: PersonId | None = None,
) -> Submitted:
    """Take the answers of one person: valid ones are kept at once, else the findings (`part` is the question) say what is wrong.

    Nothing that is kept leads to the person: a random id, the moment cut to the hour, and a mark that this device has answered.
    `person` is needed from a device where the form says that the host sees who has answered: the mark is the person's then, and
    only where it says so is the name kept with the answers. What was taken and is sent again is answered as before, whether the event
    takes answers now or not.
    """
    from kit.events import event as events
    from kit.events import token
    from kit.forms import answer as answers
    from kit.forms import response

    def work(tx: Tx) -> tuple[Event, Submitted]:
        event = events.by_code(tx, code)
        if response.received(tx, event.id, token.hidden(kit.key, nonce)):
            return event, Submitted(response.Submission.REPLAYED)
        version = _asked(tx, event)
        _refuse(event, version, kit.now())
        given, wrong = answers.check(version.form, _signed(tx, event, version, raw, device, person))
        if wrong:
            return event, Submitted("", wrong)
        how = {"nonce": token.hidden(kit.key, nonce), "lang": lang, "at": kit.now(), "channel": channel}
        done = _kept(tx, event, version, given, marker=_marker(kit, tx, event, version, device, person) if device else "", **how)
        return event, Submitted(done)

    event, done = kit.db.write(work, clean=True)
    if done.status == "taken":
        kit.bus.publish(happenings.Responded(event.id))
    return done


def results(kit: Kit, code: str, lang: str = "") -> Results:
    """Return what was answered: each question with n, missing, distribution and scores, labels in `lang`."""
    from kit.events import door
    from kit.events import event as events
    from kit.forms import groups, pairs, response
    from kit.forms import results as figures

    lang = lang or i18n.current()
    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        version = _asked(tx, event)
        given = response.listed(tx, event.id)
        present = door.counts(tx, event.id).present
        contacts = tuple(answer.text for answer in response.contacts(tx, event.id))
    form = version.form
    ways = groups.ways(form, given, lang)
    return Results(
        event,
        version,
        given,
        figures.of(form, given, lang),
        present,
        contacts,
        figures.usability(form, given, lang),
        pairs.within(form, given, lang),
        tuple(way.name for way in ways),
        {q.code: tuple(s for way in ways if (s := groups.split(q, _given(q, given), way))) for q in form.questions},
    )


def comparable(kit: Kit, code: str) -> tuple[Event, ...]:
    """Return the earlier events that asked one of the same questions and were answered, the latest first."""
    from kit.events import event as events
    from kit.forms import response, version

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        mine = {q.code for q in _asked(tx, event).form.questions if q.asks}
        others = [one for one in events.listed(tx) if one.id != event.id and one.starts_at <= event.starts_at and one.version_id]
        asked = {id_: version.by_id(tx, id_).form for id_ in {one.version_id for one in others if one.version_id}}
        fits = [one for one in others if one.version_id and mine & {q.code for q in asked[one.version_id].questions if q.asks}]
        return tuple(one for one in fits if one.tryout == event.tryout and response.count(tx, one.id))


def compared(kit: Kit, code: str, earlier: str, lang: str = "") -> Compared:
    """Return how shares differ between the answers at an `earlier` event and those at `code`, question by question.

    They are two groups of answers; pairs of people are told only where both events asked for names.
    """
    from kit.events import event as events
    from kit.forms import pairs, response

    with kit.db.read() as tx:
        one, two = events.by_code(tx, earlier), events.by_code(tx, code)
        before, after = ((_asked(tx, event).form, response.listed(tx, event.id)) for event in (one, two))
    shifts, unlike = pairs.between(before, after, lang or i18n.current())
    return Compared(one, two, shifts, unlike, pairs.across(before, after, lang or i18n.current()))


def _given(question: Question, responses: Sequence[Response]) -> list[tuple[str, Answer]]:
    return [(r.id, r.answers[question.code]) for r in responses if question.code in r.answers]


def _asked(tx: Tx, event: Event) -> Version:
    from kit.events import asking

    version = asking.asked(tx, event)
    if version is None:
        raise KitError("feedback.none", "This event asks for no feedback.")
    return version


def _refuse(event: Event, version: Version, now: datetime) -> None:
    """Refuse answers to an event that is closed or has not begun."""
    from kit.events import asking

    if event.closed_at is not None:
        raise KitError("feedback.closed", "This event is closed and takes no more answers.")
    at = asking.opens_at(event, version.form)
    if now < at:
        raise KitError(
            "feedback.early", "{event} takes answers from {time} on.", event=event.title, time=f"{event.local(at):%Y-%m-%d %H:%M}"
        )


def _marker(kit: Kit, tx: Tx, event: Event, version: Version, device: str, person: PersonId | None) -> str:
    """Return the mark under which somebody answers once: the phone's, or the person's where the host may see who has."""
    from kit.events import token
    from kit.people import merging

    if version.form.anonymous or person is None:
        return token.marker(kit.key, event.id, device)
    return token.person_marker(kit.key, event.id, merging.roots(tx).get(int(person), int(person)))


def _signed(
    tx: Tx, event: Event, version: Version, raw: Mapping[str, Sequence[str]], device: str, person: PersonId | None
) -> Mapping[str, Sequence[str]]:
    """Return the answers with the name of who gave them, where the form keeps it; a phone cannot choose another."""
    from kit.forms.model import RESPONDENT
    from kit.people import person as people
    from kit.people import registration

    if version.form.anonymous or not device:
        return raw
    known = registration.by_person(tx, event.id, person) if person else None
    if known is None:
        raise KitError("feedback.who", "Say who you are: at this event the host sees who has answered.")
    if not version.form.named:
        return raw
    return {**raw, RESPONDENT: [people.signatures(known.person)[0]]}


def _kept(tx: Tx, event: Event, version: Version, given: Mapping[str, Answer], **how: Any) -> Submission:
    """Keep answers, and contacts apart from them."""
    from kit.forms import response

    here, apart = _parted(version, given)
    done = response.submit(tx, event.id, version.id, here, id_=secrets.token_hex(16), **how)
    if done == response.Submission.TAKEN:
        for contact in apart:
            response.leave(tx, event.id, contact, id_=secrets.token_hex(16))
    return done


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
class Compared:
    """Two events' answers side by side: what changed, which questions of one code are not comparable, and changes in the same people."""

    earlier: Event
    later: Event
    shifts: tuple[Shift, ...]
    unlike: tuple[Unlike, ...]
    paired: tuple[Shift, ...] = ()


@dataclass(frozen=True)
class Results:
    """The answers of an event; `present` is how many checked in, the denominator of the response rate.

    `shifts` are the changes within people who were asked about before and now; `ways` are how answers may be split into groups, `splits`
    the figures by code and way, small groups put together.
    """

    event: Event
    version: Version
    responses: tuple[Response, ...]
    questions: tuple[Result, ...]
    present: int
    contacts: tuple[str, ...] = ()
    usability: tuple[Usability, ...] = ()
    shifts: tuple[Shift, ...] = ()
    ways: tuple[str, ...] = ()
    splits: Mapping[str, tuple[Split, ...]] = field(default_factory=dict, hash=False)

    @property
    def rate(self) -> float | None:
        """Responses ÷ checked in, None while nobody is in."""
        return len(self.responses) / self.present if self.present else None
