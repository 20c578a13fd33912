"""What phones say about people's data before somebody checks in, and which wording was shown to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit import i18n
from kit.i18n import _

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.event import Event
    from kit.events.notice import Notice, Shown


def current(kit: Kit, event: Event, lang: str) -> Notice:
    """Return the wording for an event now: `notice` of workspace.yaml in `lang`, else the house's own in the language in force."""
    from kit.events import notice

    return notice.of(kit.workspace.notice.get(lang) or _own(kit, event))


def shown(kit: Kit, code: str) -> tuple[Shown, ...]:
    """Return the wordings that were shown at an event, with how many lines of the ledger stand under each."""
    from kit.events import event as events
    from kit.events import notice

    with kit.db.read() as tx:
        return notice.shown(tx, events.by_code(tx, code).id)


def _own(kit: Kit, event: Event) -> str:
    """Say who notes what, for what, how long it is kept, and what one may ask for."""
    who = _("{host} notes your name, department and the time for the attendance list of this event.").format(host=event.host)
    nobody = _("The host notes your name, department and the time for the attendance list of this event.")
    days = kit.workspace.keep.names
    kept = (
        _("It is kept for {n} days after the event and goes nowhere else.").format(n=days)
        if days
        else _("It is kept for as long as this list is, and goes nowhere else.")
    )
    gap = "" if i18n.current() == "zh" else " "
    return gap.join([who if event.host else nobody, kept, _("Ask the host to see it, to have it corrected or deleted.")])
