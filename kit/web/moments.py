"""Say moments as a clock at the event shows them, in the language in force."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from kit import i18n

if TYPE_CHECKING:
    from kit.events.event import Event


def when(event: Event, lang: str) -> str:
    """Return day and time of an event, like "Tue, Dec 1, 14:00" or "12月1日周二 14:00"."""
    local = event.local(event.starts_at)
    return f"{format_skeleton('MMMEd', local, locale=i18n.LANGUAGES[lang])} {local:%H:%M}"


def clock(event: Event, at: datetime) -> str:
    """Return the time of day of a moment at the event."""
    return f"{event.local(at):%H:%M}"
