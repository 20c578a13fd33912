"""Workbooks: attendance and feedback of one event or of all, and the template for a roster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kit import i18n
from kit.context import Kit
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.events.event import Event
    from kit.sheets.answers import Earlier, Feedback, Version
    from kit.sheets.talks import Talk
    from kit.store.db import Tx
    from kit.store.ids import VersionId

ALL = "all"


def attendance(kit: Kit, code: str, out: Path, lang: str = "") -> Path:
    """Write who was at the event `code` ("all" for every event) to `out`; returns where it is.

    Without `lang` the workbook speaks the event's language. May be called while the event is on.
    """
    from kit.sheets import attendance as sheets

    with kit.db.read() as tx:
        events = _events(tx, code)
        talks = [_talk(tx, event, kit.key if len(events) == 1 else b"") for event in events]
    written = sheets.write(talks, Path(out), lang or _lang(kit, events), zone=_zone(kit, events), at=kit.now())
    _note(kit, events, "attendance", written, sum(len(talk.entries) for talk in talks))
    return written


def feedback(kit: Kit, code: str, out: Path, lang: str = "", earlier: str = "") -> Path:
    """Write the feedback on the event `code` ("all" for every event) to `out`; returns where it is.

    With the code of an `earlier` event its first sheet says what changed since.
    """
    from kit.sheets import feedback as sheets

    with kit.db.read() as tx:
        events = _events(tx, code)
        held = [_feedback(tx, event) for event in events]
        before = _earlier(tx, earlier, events, lang or _lang(kit, events)) if earlier else None
    written = sheets.write(held, Path(out), lang or _lang(kit, events), zone=_zone(kit, events), at=kit.now(), earlier=before)
    _note(kit, events, "feedback", written, sum(len(one.responses) for one in held))
    return written


def roster_template(out: Path, lang: str = "", *, kit: Kit | None = None) -> Path:
    """Write an empty roster to fill in to `out`, its headers in `lang`; returns where it is."""
    from kit.context import clock
    from kit.sheets import roster

    return roster.write(Path(out), lang or i18n.current(), at=kit.now() if kit else clock())


def _note(kit: Kit, events: tuple[Event, ...], kind: str, path: Path, people: int) -> None:
    """Write down that a file with people's data was made."""
    from kit.events import exports

    event_id = events[0].id if len(events) == 1 else None
    kit.db.write(lambda tx: exports.add(tx, event_id, kind, path.name, people, at=kit.now(), actor=kit.user))


def _events(tx: Tx, code: str) -> tuple[Event, ...]:
    """Return the event, or with "all" every real one (a try-out only when there is nothing else), the earliest first."""
    from kit.events import event as events

    if code.lower() != ALL:
        return (events.by_code(tx, code),)
    every = tuple(sorted(events.listed(tx), key=lambda event: event.starts_at))
    found = tuple(event for event in every if not event.tryout) or every
    if not found:
        raise KitError("sheet.no-event", "There is no event yet: make one with `lectern event new`.")
    return found


def _talk(tx: Tx, event: Event, key: bytes) -> Talk:
    """Return what the workbook shows of an event; with the `key`, its rows are known again when they come back."""
    from kit.events import door, notice, token
    from kit.forms import response
    from kit.sheets.talks import Talk

    entries = door.attendance(tx, event)
    refs = {int(e.person.id): token.row(key, event.code, e.person.id) for e in entries} if key else {}
    return Talk(event, entries, door.log(tx, event.id), response.count(tx, event.id), refs, notice.shown(tx, event.id))


def _feedback(tx: Tx, event: Event) -> Feedback:
    from kit.events import door
    from kit.forms import response
    from kit.sheets.answers import Feedback

    responses = response.listed(tx, event.id)
    ids = {r.version_id for r in responses} | ({event.version_id} if event.version_id else set())
    versions = {version_id: _version(tx, version_id) for version_id in sorted(ids)}
    return Feedback(event, responses, versions, door.counts(tx, event.id).present, response.contacts(tx, event.id))


def _earlier(tx: Tx, code: str, events: tuple[Event, ...], lang: str) -> Earlier:
    """Return what changed since an earlier event; refuse to compare it with several, or with one that asks nothing."""
    from kit.events import asking
    from kit.events import event as events_
    from kit.forms import pairs, response
    from kit.sheets.answers import Earlier

    if len(events) != 1:
        raise KitError("sheet.compare-one", "Only the feedback of one event can be compared with an earlier one.")
    before = events_.by_code(tx, code)
    asked = [(asking.asked(tx, event), response.listed(tx, event.id)) for event in (before, *events)]
    forms = [(version.form, given) for version, given in asked if version is not None]
    if len(forms) != 2:
        raise KitError("feedback.none", "This event asks for no feedback.")
    return Earlier(before, *pairs.between(forms[0], forms[1], lang), pairs.across(forms[0], forms[1], lang))


def _version(tx: Tx, version_id: VersionId) -> Version:
    from kit.forms import version
    from kit.sheets.answers import Version

    found = version.by_id(tx, version_id)
    return Version(found.form, f"{found.form.name} {found.digest[:6]}")


def _lang(kit: Kit, events: tuple[Event, ...]) -> str:
    langs = {event.lang for event in events}
    return langs.pop() if len(langs) == 1 else kit.workspace.lang


def _zone(kit: Kit, events: tuple[Event, ...]) -> str:
    zones = {event.zone for event in events}
    return zones.pop() if len(zones) == 1 else kit.workspace.zone
