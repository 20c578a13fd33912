"""What the command palette can find: the actions of the table, and modules, decks, events and people from the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence

from kit.context import Kit
from kit.gui import actions, page
from kit.gui.palette import Entry
from kit.i18n import N_, _

if TYPE_CHECKING:
    from kit.gui.window import Window

PEOPLE = 5000


@dataclass(frozen=True)
class Found:
    """Something in the records: `page` shows it when it is handed `what`."""

    text: str
    kind: str
    icon: str
    page: str
    what: Any
    also: str = ""


def of_actions(window: Window) -> list[Entry]:
    """Return the actions that can be done now."""
    return [
        Entry(
            _(action.text),
            _("Action") if action.group == "window" else _(page.named(action.group).title),
            action.icon,
            partial(window.do, action.id),
            QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText),
            also=action.text,
            weight=5.0,
        )
        for action in actions.ACTIONS
        if action.enabled_when(window)
    ]


def entries(window: Window, found: tuple[Found, ...]) -> list[Entry]:
    """Return what a source found as entries that turn to the page which shows it."""
    return [Entry(one.text, _(one.kind), one.icon, partial(window.go, one.page, one.what), also=one.also) for one in found]


def modules(kit: Kit) -> tuple[Found, ...]:
    """Return every slide module."""
    from kit.ops import slides

    return tuple(Found(m.title, N_("Module"), "slides", "slides", m.id, also=m.id) for m in slides.modules(kit))


def decks(kit: Kit) -> tuple[Found, ...]:
    """Return every deck spec."""
    from kit.ops import decks as ops

    return tuple(Found(d.title, N_("Deck"), "decks", "decks", d.path, also=d.path.stem) for d in ops.specs(kit))


def events(kit: Kit) -> tuple[Found, ...]:
    """Return every event."""
    from kit.ops import events as ops

    return tuple(Found(row.event.title, N_("Event"), "events", "events", row.event.code, also=row.event.code) for row in ops.all(kit))


def workshops(kit: Kit) -> tuple[Found, ...]:
    """Return every run of show, one for all its languages."""
    from kit.ops import workshops as ops

    named = {row.plan.name: row.plan for row in ops.all(kit) if row.plan.lang in ("", kit.workspace.lang)}
    return tuple(Found(plan.title, N_("Workshop"), "workshops", "workshops", name, also=name) for name, plan in named.items())


def people(kit: Kit) -> tuple[Found, ...]:
    """Return everyone on a roster or let in, each with the latest event they belong to."""
    from kit.ops import events as ops
    from kit.ops import rosters

    found: dict[int, Found] = {}
    for row in ops.all(kit):
        for entry in rosters.all(kit, row.event.code):
            person = entry.person
            also = f"{person.sort_key} {person.emp_no} {person.dept} {row.event.title}"
            found.setdefault(person.id, Found(person.name, N_("Person"), "user", "events", row.event.code, also=also))
        if len(found) > PEOPLE:
            break
    return tuple(found.values())


SOURCES: tuple[Callable[[Kit], tuple[Found, ...]], ...] = (modules, decks, workshops, events, people)
