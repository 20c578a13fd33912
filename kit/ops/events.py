"""Events: create, list, look at, change, close; the try-out is made and deleted in one step."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import happenings
from kit import workspace as workspaces
from kit.content import yamltext
from kit.context import Kit
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.events.door import CheckIn, Counts
    from kit.events.event import Draft, Event
    from kit.forms.form import Form
    from kit.people.roster import Roster
    from kit.store.db import Tx

TRY_OUT = "workshops/tryout.yaml"
CODES_TRIED = 8
SOON = timedelta(minutes=15)
LINES_SHOWN = 40


def create(kit: Kit, draft: Draft) -> Event:
    """Add an event under a new short code; its form is frozen as it is now.

    Without a form of its own it asks its workshop's, else the default one; `form="none"` asks nothing.
    Raises KitError when there is no such workshop or form.
    """
    from kit.events import event as events

    draft = events.checked(draft)
    if draft.workshop and not _runs_of_show(kit, draft.workshop):
        raise KitError("workshop.unknown", "There is no workshop “{name}”: `lectern workshop list` shows them.", name=draft.workshop)
    form = _form(kit, draft.form, draft.workshop)
    made = kit.db.write(lambda tx: _created(tx, draft, form, kit.now()))
    kit.bus.publish(happenings.EventCreated(made.id))
    return made


def change(kit: Kit, code: str, draft: Draft) -> Event:
    """Change an event that is there; its code stays, and its questions too once somebody answered."""
    from kit.events import asking
    from kit.events import event as events

    draft = events.checked(draft)
    form = _form(kit, draft.form, draft.workshop)

    def work(tx: Tx, found: Event) -> None:
        events.change(tx, found.id, draft)
        asking.freeze(tx, events.by_id(tx, found.id), form, at=kit.now())

    return _changed(kit, code, work)


def open_(kit: Kit, code: str) -> Event:
    """Make ready what phones are shown: the questions as the form is now, with the modules of the event's deck, unless answers are in."""
    from kit.events import asking

    found = show(kit, code)
    form = _form(kit, found.form, found.workshop)
    return _changed(kit, code, lambda tx, event: asking.freeze(tx, event, form, at=kit.now()))


def all(kit: Kit) -> tuple[EventRow, ...]:
    """Return every event with its figures, the latest start first."""
    from kit.events import door
    from kit.events import event as events
    from kit.forms import response

    now = kit.now()
    with kit.db.read() as tx:
        return tuple(EventRow(e, door.counts(tx, e.id), response.count(tx, e.id), events.phase(e, now)) for e in events.listed(tx))


def show(kit: Kit, code: str) -> Event:
    """Return the event with this short code."""
    from kit.events import event as events

    with kit.db.read() as tx:
        return events.by_code(tx, code)


def overview(kit: Kit, code: str) -> Overview:
    """Return the event's figures, its arrivals over time and the last lines of the door."""
    from kit.events import door
    from kit.events import event as events
    from kit.forms import response

    with kit.db.read() as tx:
        found = events.by_code(tx, code)
        entries = door.attendance(tx, found)
        return Overview(
            found,
            door.counts(tx, found.id),
            response.count(tx, found.id),
            events.phase(found, kit.now()),
            late=sum(entry.late for entry in entries),
            arrivals=door.arrivals(entries),
            lines=door.latest(tx, found.id, LINES_SHOWN),
        )


def close(kit: Kit, code: str) -> Event:
    """Close an event: nobody comes in and nobody answers any more; a scan from before that arrives late is still taken."""
    from kit.events import event as events
    from kit.events import live
    from kit.forms import response

    def work(tx: Tx, found: Event) -> None:
        events.close(tx, found.id, kit.now())
        live.close_polls(tx, found.id, at=kit.now())
        live.scatter(tx, found.id)
        response.scatter(tx, found.id)

    return _changed(kit, code, work, clean=True)


def reopen(kit: Kit, code: str) -> Event:
    """Open a closed event again."""
    from kit.events import event as events

    return _changed(kit, code, lambda tx, found: events.reopen(tx, found.id))


def open_feedback(kit: Kit, code: str) -> Event:
    """Take answers from now on, though the event has not begun; one that takes them already stays as it is."""
    from kit.events import event as events

    def work(tx: Tx, found: Event) -> None:
        if kit.now() < found.asks_from:
            events.open_feedback(tx, found.id, kit.now())

    return _changed(kit, code, work)


def feedback_from_start(kit: Kit, code: str) -> Event:
    """Take answers from the start on, as if feedback had not been opened before; what was answered meanwhile stays."""
    from kit.events import event as events

    return _changed(kit, code, lambda tx, found: events.open_feedback(tx, found.id, None))


def try_out(kit: Kit, lang: str = "") -> Event:
    """Make the event to practise with, invented people on its roster; it starts in a quarter of an hour and is marked as a try-out.

    Its feedback is open at once, so that all of it can be tried before.
    """
    from kit.events import event as events
    from kit.people import enrol

    lang = lang or kit.workspace.lang
    page = yamltext.read(workspaces.find(TRY_OUT, kit.workspace.roots) or kit.workspace.root / TRY_OUT)
    draft = events.Draft(
        title=page.page("title").text(lang),
        place=page.page("place").text(lang),
        workshop=page.text("workshop"),
        form=page.text("form"),
        minutes=page.integer("minutes", 60),
        starts_at=(kit.now() + SOON).replace(second=0, microsecond=0),
        zone=kit.workspace.zone,
        lang=lang,
        tryout=True,
    )
    form, people = _form(kit, draft.form, draft.workshop), _samples(page, lang)

    def work(tx: Tx) -> Event:
        made = _created(tx, draft, form, kit.now())
        enrol.take(tx, made.id, enrol.judge(tx, made.id, people), badge=_badge, at=kit.now(), batch=secrets.token_hex(8))
        events.open_feedback(tx, made.id, kit.now())
        return events.by_id(tx, made.id)

    made = kit.db.write(work)
    kit.bus.publish(happenings.EventCreated(made.id))
    return made


def delete_tryout(kit: Kit, code: str) -> None:
    """Delete a try-out event with all that belongs to it; refused for a real one."""
    from kit.events import event as events
    from kit.events import removal

    def work(tx: Tx) -> Event:
        found = events.by_code(tx, code)
        removal.delete(tx, found)
        return found

    kit.bus.publish(happenings.EventDeleted(kit.db.write(work).id))


def forms(kit: Kit) -> tuple[Form, ...]:
    """Return the forms an event may ask."""
    from kit.forms import shelf

    return shelf.listed(kit.workspace.roots)


def _badge() -> str:
    from kit.events import token

    return token.badge(secrets.token_bytes(24))


def _codes() -> Iterator[str]:
    from kit.events import token

    return (token.event_code(secrets.token_bytes(16)) for _try in range(CODES_TRIED))


def _created(tx: Tx, draft: Draft, form: Form | None, at: datetime) -> Event:
    from kit.events import asking
    from kit.events import event as events

    return asking.freeze(tx, events.create(tx, draft, codes=_codes(), at=at), form, at=at)


def _changed(kit: Kit, code: str, change_: Callable[[Tx, Event], Any], *, clean: bool = False) -> Event:
    """Run a change of one event, publish it, and return the event as it is now."""
    from kit.events import event as events

    def work(tx: Tx) -> Event:
        found = events.by_code(tx, code)
        change_(tx, found)
        return events.by_id(tx, found.id)

    event = kit.db.write(work, clean=clean)
    kit.bus.publish(happenings.EventChanged(event.id))
    return event


def _form(kit: Kit, name: str, workshop: str) -> Form | None:
    """Return the form that an event asks: the one it names, its workshop's, or the default one."""
    from kit.forms import shelf
    from kit.workshops import plan

    if not name and workshop:
        name = next((plan.read(path).form for path in _runs_of_show(kit, workshop)), "")
    return shelf.find(kit.workspace.roots, name)


def _runs_of_show(kit: Kit, workshop: str) -> list[Path]:
    """Return the files of a workshop in every language."""
    if set(workshop) & set("/\\:"):
        return []
    paths = (workspaces.find(f"workshops/{workshop}{end}.md", kit.workspace.roots) for end in (".zh", ".en", ""))
    return [path for path in paths if path]


def _samples(page: yamltext.Page, lang: str) -> Roster:
    """Return the invented people of the try-out as a list."""
    from kit.people.roster import Header, Roster, Row

    people = [item for item in page.items("people") if isinstance(item, yamltext.Page)]
    texts = [{"name": p.text(lang) or p.text("en"), "dept": p.page("dept").text(lang), "emp_no": p.text("emp_no")} for p in people]
    rows = tuple(Row(number, told, {}) for number, told in enumerate(texts, 1))
    return Roster(page.file, "", Header(0, (), {}), rows, (), ())


@dataclass(frozen=True)
class EventRow:
    """One line of the list of events; `phase` is closed, upcoming, running or past."""

    event: Event
    counts: Counts
    responses: int
    phase: str


@dataclass(frozen=True)
class Overview:
    """An event at a glance; `arrivals` are (start of five minutes, how many came in)."""

    event: Event
    counts: Counts
    responses: int
    phase: str
    late: int = 0
    arrivals: tuple[tuple[datetime, int], ...] = ()
    lines: tuple[CheckIn, ...] = ()

    @property
    def response_rate(self) -> float | None:
        """Responses ÷ checked in, None while nobody is in."""
        return self.responses / self.counts.present if self.counts.present else None
