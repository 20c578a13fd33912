"""An event as a document that moves between a laptop and a server: taken twice it is there once, whatever happened on both meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from kit.content import typed
from kit.errors import KitError
from kit.events import event as events
from kit.events import notice as notices
from kit.events import parcel
from kit.events.door import record
from kit.events.event import Event
from kit.forms import document as forms
from kit.forms import version as versions
from kit.people import person as people
from kit.store import tables as t
from kit.store.db import Tx
from kit.store.ids import PersonId

FORMAT = 1
ROWS_MOST, TEXT_MOST = 200_000, 20_000
EVENT = (
    *("title", "starts_at", "minutes", "zone", "lang", "place", "host", "audience", "workshop", "form", "late_after", "parts"),
    *("capacity", "check_out", "rotating", "tryout", "created_at", "closed_at", "feedback_at"),
)
PERSON = ("name", "emp_no", "dept", "email", "phone")
REGISTRATION = ("source", "badge", "row", "created_at")
LINE = (
    *("nonce", "part", "raw", "outcome", "proof", "happened_at", "sent_at", "received_at", "device", "actor", "receipt", "notice"),
    *("voided_at", "voided_by", "void_reason"),
)
RESPONSE = ("id", "nonce", "lang", "submitted_at", "channel")
ANSWER = ("question", "item", "choice", "number", "text")
NUMBERS = {"minutes", "late_after", "capacity", "rotating", "row"}
FLAGS = {"check_out", "tryout"}
EMPTY = {"closed_at", "feedback_at", "sent_at", "voided_at"}


def out(tx: Tx, event: Event) -> dict[str, Any]:
    """Return everything that belongs to an event: form, people, ledger, answers, talk. Helpers' phones stay where they were let in."""
    row = tx.execute(sa.select(t.event).where(t.event.c.id == event.id)).one()._mapping
    form = versions.by_id(tx, event.version_id).form if event.version_id else None
    reg = _rows(tx, t.registration, event)
    lines = _rows(tx, t.checkin, event)
    ids = sorted({one["person_id"] for one in (*reg, *lines) if one["person_id"] is not None})
    who = [people.from_row(one) for part in _parts(ids) for one in tx.execute(sa.select(t.person).where(t.person.c.id.in_(part)))]
    answers = sa.select(t.answer).join(t.response, t.response.c.id == t.answer.c.response_id).where(t.response.c.event_id == event.id)
    return {
        "lectern": FORMAT,
        "code": event.code,
        "event": _plain(dict(row), EVENT),
        "form": forms.as_json(form) if form else None,
        "people": [{"ref": int(one.id), **{name: getattr(one, name) for name in PERSON}} for one in who],
        "registrations": [{"ref": one["person_id"], **_plain(one, REGISTRATION)} for one in reg],
        "lines": [{"ref": one["person_id"], **_plain(one, LINE)} for one in lines],
        "responses": [_plain(one, RESPONSE) for one in _rows(tx, t.response, event)],
        "answers": [{"response": one["response_id"], **_plain(dict(one), ANSWER)} for one in tx.execute(answers).mappings()],
        "responded": [one["marker"] for one in _rows(tx, t.responded, event)],
        "contacts": [_plain(one, ("id", "question", "text")) for one in _rows(tx, t.contact, event)],
        "notices": [{"text": one.notice.text, "shown_at": one.first_at.isoformat()} for one in notices.shown(tx, event.id)],
        **parcel.out(tx, event, ids),
    }


def take(tx: Tx, doc: Mapping[str, Any], *, at: datetime) -> Taken:
    """Bring an event in, or what is new of one that is here already: people by badge or number, lines by nonce, answers by id.

    Somebody checked in on both sides counts once, by the line that was here first. Raises KitError for a document that is no event.
    """
    if doc.get("lectern") != FORMAT:
        raise KitError("pack.format", "This file was not written by `lectern event pack`, or by a newer Lectern.")
    try:
        return _take(tx, doc, at)
    except (KeyError, TypeError, ValueError, AttributeError, IntegrityError) as error:
        raise KitError("pack.broken", "This file is damaged: pack the event again where it comes from.") from error


def _take(tx: Tx, doc: Mapping[str, Any], at: datetime) -> Taken:
    code = _text(doc["code"], 16).upper()
    known = tx.execute(sa.select(t.event.c.id).where(t.event.c.code == code)).first()
    if known is None:
        values = _typed({"feedback_at": None, **doc["event"]}, EVENT)
        frozen = versions.freeze(tx, forms.from_json(doc["form"]), at=at).id if doc["form"] else None
        tx.execute(sa.insert(t.event).values(code=code, version_id=frozen, **values))
    event = events.by_code(tx, code)
    for one in _listed(doc.get("notices", [])):
        notices.keep(tx, notices.of(_text(one["text"], TEXT_MOST)), _moment(one["shown_at"]))
    who = _people(tx, doc, event, at)
    lines = _lines(tx, doc["lines"], event, who)
    answers = _answers(tx, doc, event)
    parcel.take(tx, doc, event, who)
    return Taken(event, known is None, len(set(who.values())), lines, answers)


def _people(tx: Tx, doc: Mapping[str, Any], event: Event, at: datetime) -> dict[int, int]:
    """Return who here each person of the document is, made where nobody is."""
    texts = {int(one["ref"]): people.Draft(*(_text(one[name], 200) for name in PERSON)) for one in _listed(doc["people"])}
    here: dict[int, int] = {}
    for one in _listed(doc["registrations"]):
        ref, badge = int(one["ref"]), _text(one["badge"], 32)
        row = tx.execute(sa.select(t.registration).where(t.registration.c.badge == badge)).first()
        if row is not None:
            if row.event_id != event.id:
                raise ValueError("a badge of another event")
            here[ref] = int(row.person_id)
            continue
        here[ref] = _person(tx, texts[ref], at)
        twice = sa.and_(t.registration.c.event_id == event.id, t.registration.c.person_id == here[ref])
        if tx.execute(sa.select(t.registration.c.id).where(twice)).first() is None:
            tx.execute(sa.insert(t.registration).values(event_id=event.id, person_id=here[ref], **_typed(one, REGISTRATION)))
    for ref, draft in texts.items():
        here.setdefault(ref, _person(tx, draft, at))
    return here


def _person(tx: Tx, draft: people.Draft, at: datetime) -> int:
    known = people.by_emp_no(tx, draft.emp_no) if draft.emp_no else None
    if known is not None and people.name_key(known.name) == people.name_key(draft.name):
        return int(known.id)
    free = people.Draft(draft.name, "" if known else draft.emp_no, draft.dept, draft.email, draft.phone)
    return int(PersonId(people.create(tx, free, at=at).id))


def _lines(tx: Tx, given: Any, event: Event, who: Mapping[int, int]) -> int:
    c, count = t.checkin.c, 0
    for one in _listed(given):
        values = _typed({"notice": "", **one}, LINE)
        person = who[int(one["ref"])] if one["ref"] is not None else None
        mine = tx.execute(sa.select(c.id, c.voided_at, c.event_id).where(c.nonce == values["nonce"])).first()
        if mine is not None:
            if values["voided_at"] and mine.voided_at is None and mine.event_id == event.id:
                void = {name: values[name] for name in ("voided_at", "voided_by", "void_reason")}
                tx.execute(sa.update(t.checkin).where(c.id == mine.id).values(void))
            continue
        record.Outcome(values["outcome"])
        live = _live(tx, event, person, values["part"]) if values["outcome"] in record.ACCEPTED and not values["voided_at"] else None
        if live is not None:
            values |= {"outcome": str(record.Outcome.ALREADY), "first_id": live}
        elif values["outcome"] == record.Outcome.ALREADY:
            values["first_id"] = _live(tx, event, person, values["part"])
        tx.execute(sa.insert(t.checkin).values(event_id=event.id, person_id=person, **values))
        count += 1
    return count


def _live(tx: Tx, event: Event, person: int | None, part: str) -> int | None:
    c = t.checkin.c
    found = tx.execute(sa.select(c.id).where(c.event_id == event.id, c.person_id == person, c.part == part, record.live())).first()
    return int(found.id) if found else None


def _answers(tx: Tx, doc: Mapping[str, Any], event: Event) -> int:
    known = {str(id_) for id_ in tx.execute(sa.select(t.response.c.id).where(t.response.c.event_id == event.id)).scalars()}
    fresh = [values for one in _listed(doc["responses"]) if (values := _typed(one, RESPONSE))["id"] not in known]
    ids = {values["id"] for values in fresh}
    if fresh and event.version_id is None:
        raise ValueError("answers without a form")
    _insert(tx, t.response, [values | {"event_id": event.id, "version_id": event.version_id} for values in fresh])
    rows = [{"response_id": _text(one["response"], 32), **_typed(one, ANSWER)} for one in _listed(doc["answers"])]
    _insert(tx, t.answer, [row for row in rows if row["response_id"] in ids])
    for table, key, given in (
        (t.responded, "marker", [{"marker": _text(one, 64)} for one in doc["responded"]]),
        (t.contact, "id", _contacts(doc)),
    ):
        there = {str(one) for one in tx.execute(sa.select(table.c[key]).where(table.c.event_id == event.id)).scalars()}
        _insert(tx, table, [one | {"event_id": event.id} for one in given if one[key] not in there])
    return len(fresh)


def _contacts(doc: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"id": _text(one["id"], 32), "question": _text(one["question"], 64), "text": _text(one["text"], TEXT_MOST)}
        for one in _listed(doc["contacts"])
    ]


def _insert(tx: Tx, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Write rows in the order of their keys: how they came together tells nothing."""
    if rows:
        tx.execute(sa.insert(table), sorted(rows, key=lambda row: tuple(str(row[c.name]) for c in table.primary_key)))


def _rows(tx: Tx, table: sa.Table, event: Event) -> list[Mapping[str, Any]]:
    keys = tuple(table.primary_key)
    return [dict(row) for row in tx.execute(sa.select(table).where(table.c.event_id == event.id).order_by(*keys)).mappings()]


def _parts(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[n : n + 500] for n in range(0, len(ids), 500)]


def _plain(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value := row[name], datetime) else value for name in names}


def _typed(one: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Return the values of a row as the schema has them; raises ValueError or TypeError for anything else."""
    return {name: _value(name, one[name]) for name in names}


def _value(name: str, value: Any) -> Any:
    read: Callable[[Any], Any] = lambda given: _text(given, TEXT_MOST)  # noqa: E731
    if name.endswith("_at"):
        return None if value is None and name in EMPTY else _moment(value)
    if name == "number":
        return None if value is None else float(value)
    if name in NUMBERS:
        return int(value)
    if name in FLAGS:
        return bool(value)
    return list(value) if name == "parts" else read(value)


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(_text(value, 40))
    if found.tzinfo is None:
        raise ValueError("a moment without a zone")
    return found


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError("not a text")
    return typed.clean(value, most, keep="\n\t")


def _listed(value: Any) -> Sequence[Mapping[str, Any]]:
    if not isinstance(value, list) or len(value) > ROWS_MOST:
        raise ValueError("not a list")
    return value


@dataclass(frozen=True)
class Taken:
    """What came in: whether the event is new here, of how many people, lines of the ledger and responses."""

    event: Event
    new: bool
    people: int
    lines: int
    responses: int
