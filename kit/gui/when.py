"""Say when something is: a day as people write it, a countdown, how long ago."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from kit import i18n
from kit.i18n import _, ngettext

FORMATS = {"zh": "M月d日 dddd", "en": "dddd, d MMMM"}
SHORT = {"zh": "M月d日", "en": "d MMM"}


def day(when: date, *, short: bool = False) -> str:
    """Return a day in the window's language, with its weekday unless `short`."""
    lang = i18n.current()
    locale = QLocale("zh_CN" if lang == "zh" else "en_GB")
    return str(locale.toString(QDate(when.year, when.month, when.day), (SHORT if short else FORMATS)[lang]))


def month(when: date) -> str:
    """Return the name of a day's month, short."""
    return (
        f"{when.month}月"
        if i18n.current() == "zh"
        else str(QLocale("en_GB").standaloneMonthName(when.month, QLocale.FormatType.ShortFormat))
    )


def until(now: datetime, starts: datetime, ends: datetime) -> str:
    """Say how long it is until something starts, how long it still goes on, or that it is over."""
    if now >= ends:
        return _("over")
    if now >= starts:
        return _("on now, {span} left").format(span=span(ends - now))
    return _("in {span}").format(span=span(starts - now))


def ago(now: datetime, then: datetime) -> str:
    """Say how long ago something was."""
    past = now - then
    return _("just now") if past < timedelta(minutes=1) else _("{span} ago").format(span=span(past))


def span(length: timedelta) -> str:
    """Return a length of time in its one largest unit: minutes, hours, days; minutes beside hours below three."""
    minutes = max(1, round(length.total_seconds() / 60))
    if minutes < 60:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 3 and rest:
        return _("{h} h {m} min").format(h=hours, m=rest)
    if hours < 48:
        hours = round(minutes / 60)
        return ngettext("{n} hour", "{n} hours", hours).format(n=hours)
    days = round(minutes / 1440)
    return ngettext("{n} day", "{n} days", days).format(n=days)
