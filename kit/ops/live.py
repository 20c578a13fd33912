"""During a talk: put a question to the room, show what was answered, take questions from the room and let them be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kit import happenings
from kit.context import Kit

if TYPE_CHECKING:
    from kit.events.event import Event
    from kit.events.live import Ask, Poll
    from kit.store.db import Tx

T = TypeVar("T")


def look(kit: Kit, code: str, device: str = "") -> Live:
    """Return the latest poll and the questions of an event; with a `device`, what that phone answered and supports."""
    from kit.events import event as events
    from kit.events import live

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        marker = _marker(kit, event, device)
        polls = live.polls(tx, event.id)
        mine = live.voted(tx, polls[0].id, marker) if polls and device else None
        return Live(polls, mine, live.asks(tx, event.id, marker))


def open_poll(kit: Kit, code: str, question: str, choices: Sequence[str]) -> Poll:
    """Put a question to the room; the one before is closed."""
    from kit.events import live

    return _write(kit, code, lambda tx, event: live.open_poll(tx, event.id, question, choices, at=kit.now()))


def close_poll(kit: Kit, code: str) -> None:
    """Take no more answers."""
    from kit.events import live

    _write(kit, code, lambda tx, event: live.close_polls(tx, event.id, at=kit.now()))


def show_poll(kit: Kit, code: str, poll_id: int, shown: bool) -> None:
    """Show the room what was answered, or hide it."""
    from kit.events import live

    _write(kit, code, lambda tx, event: live.show_poll(tx, event.id, poll_id, shown))


def vote(kit: Kit, code: str, poll_id: int, choice: int, device: str) -> Poll:
    """Answer a poll from a phone."""
    from kit.events import live

    return _write(kit, code, lambda tx, event: live.vote(tx, event.id, poll_id, _marker(kit, event, device), choice))


def ask(kit: Kit, code: str, text: str, *, nonce: str, device: str) -> None:
    """Send the speaker a question from a phone; nobody else sees it before the host lets it be seen."""
    from kit.events import live

    _write(kit, code, lambda tx, event: live.ask(tx, event.id, _marker(kit, event, device), text, nonce=nonce, at=kit.now()))


def support(kit: Kit, code: str, ask_id: int, on: bool, device: str) -> None:
    """Support a question from a phone, or no longer."""
    from kit.events import live

    _write(kit, code, lambda tx, event: live.support(tx, event.id, ask_id, _marker(kit, event, device), on))


def judge(kit: Kit, code: str, ask_id: int, state: str) -> None:
    """Let a question be seen ("shown"), hide it ("hidden"), or mark it as "answered"."""
    from kit.events import live

    _write(kit, code, lambda tx, event: live.judge(tx, event.id, ask_id, live.State(state)))


def pulse(kit: Kit) -> tuple[int, ...]:
    """Return a fingerprint of what goes on: it changes with every vote, question and support."""
    from kit.events import live

    with kit.db.read() as tx:
        return live.pulse(tx)


def _write(kit: Kit, code: str, work: Callable[[Tx, Event], T]) -> T:
    from kit.events import event as events

    def inside(tx: Tx) -> tuple[Event, T]:
        event = events.by_code(tx, code)
        return event, work(tx, event)

    event, done = kit.db.write(inside)
    kit.bus.publish(happenings.LiveChanged(event.id))
    return done


def _marker(kit: Kit, event: Event, device: str) -> str:
    from kit.events import token

    return token.live(kit.key, event.id, device) if device else ""


@dataclass(frozen=True)
class Live:
    """What goes on in the room: polls (the latest first), what this phone answered to the latest, questions (most supported first)."""

    polls: tuple[Poll, ...]
    mine: int | None
    asks: tuple[Ask, ...]
