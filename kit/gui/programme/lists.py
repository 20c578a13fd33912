"""Champions ranked by whom to call first, and evidence with what proves it: the columns of both tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.gui.records import Column
from kit.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from kit.programme.champions import Champion
    from kit.programme.evidence import Evidence


def last(champion: Champion) -> str:
    """Say when we last spoke."""
    if champion.last is None:
        return _("never")
    return ngettext("{n} day ago", "{n} days ago", champion.days).format(n=champion.days) if champion.days else _("today")


def state(champion: Champion) -> tuple[str, str]:
    """Say what to do about a champion, and in which colour."""
    if champion.overdue:
        return _("Call"), "warning_ink"
    if champion.tired:
        return _("Give first"), "info_ink"
    return _("In touch"), "success_ink"


def fresh(champion: Champion) -> str:
    """Return the freshness of the contact as five dots."""
    full = round(champion.recency * 5)
    return "●" * full + "○" * (5 - full)


def signed(number: float) -> str:
    """Return a number with its sign."""
    return f"{number:+g}" if number else "0"


CHAMPIONS: tuple[Column[Champion], ...] = (
    Column(N_("Name"), lambda c: c.name, width=150),
    Column(N_("Team"), lambda c: c.team, width=150, tint=lambda _c: "muted"),
    Column(N_("State"), lambda c: state(c)[0], sort=lambda c: not c.overdue, width=100, tint=lambda c: state(c)[1]),
    Column(N_("Last contact"), last, sort=lambda c: -c.days if c.last else -10_000, width=120),
    Column(N_("Freshness"), fresh, sort=lambda c: c.recency, width=100, tint=lambda _c: "accent_ink", tip=lambda c: f"{c.recency:.0%}"),
    Column(N_("Given − asked"), lambda c: signed(c.balance), sort=lambda c: c.balance, align="right", width=110),
    Column(N_("Asks in 90 days"), lambda c: str(c.asks), sort=lambda c: c.asks, align="right", width=120),
    Column(N_("Note"), lambda c: c.note, tint=lambda _c: "muted", tip=lambda c: c.note),
)

EVIDENCE: tuple[Column[Evidence], ...] = (
    Column(N_("Key"), lambda e: e.key, width=170),
    Column(N_("Shown as"), lambda e: e.value, width=110),
    Column(N_("Statement"), lambda e: e.statement, tip=lambda e: e.statement),
    Column(N_("Source"), lambda e: e.source, width=200, tint=lambda _e: "muted", tip=lambda e: e.source),
    Column(N_("Period"), lambda e: e.period, width=120, tint=lambda _e: "muted"),
    Column(N_("Owner"), lambda e: e.owner, width=110, tint=lambda _e: "muted"),
    Column(
        N_("Proof"),
        lambda e: _("Proven") if e.proven else _("Only a claim"),
        sort=lambda e: e.proven,
        width=110,
        tint=lambda e: "success_ink" if e.proven else "warning_ink",
    ),
)
