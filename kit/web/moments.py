"""Say moments as a clock at the event shows them, in the language in force."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from kit import i18n

if TYPE_CHECKING:
    from kit.events.event import Event


def when(event: Event, lang: str) -> str:
    """Return day and time of an event, like "Tue, Dec 1, 14:00" or "12月1日周二 14:00"."""
    return day_and_time(event.local(event.starts_at), lang)


@lru_cache(maxsize=256)  # finding the words of a language costs as much as the rest of a page
def day_and_time(local: datetime, lang: str) -> str:
    """Return a moment as a clock there shows it, with its day."""
    return f"{format_skeleton('MMMEd', local, locale=i18n.LANGUAGES[lang])} {local:%H:%M}"


def coming(event: Event, at: datetime, now: datetime, lang: str) -> str:
    """Return a moment that comes: the time of day, with its day unless that is today at the event."""
    return clock(event, at) if event.local(at).date() == event.local(now).date() else day_and_time(event.local(at), lang)


def clock(event: Event, at: datetime) -> str:
    """Return the time of day of a moment at the event."""
    return f"{event.local(at):%H:%M}"
