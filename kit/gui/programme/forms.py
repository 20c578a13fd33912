"""The fields of the page's dialogs, what saving them calls, and the words of its empty tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.context import Kit
from kit.gui.programme.form import Field
from kit.i18n import N_, _
from kit.ops import programme as ops
from kit.store.ids import CaseId, ChampionId

if TYPE_CHECKING:
    from kit.programme.cases import Case
    from kit.programme.champions import Champion
    from kit.programme.evidence import Evidence


def stages() -> tuple[tuple[str, str], ...]:
    """Return the stages of a case in order, with their names."""
    from kit.programme import cases

    return tuple(cases.STAGE_NAMES.items())


def scopes() -> dict[str, str]:
    """Return how far a team can agree to be quoted."""
    from kit.programme import cases

    return dict(cases.SCOPE_NAMES)


def of_case(case: Case | None) -> tuple[Field, ...]:
    """Return the fields of a case study."""
    return (
        Field("title", N_("Title"), case.title if case else "", hint=N_("What changed for whom")),
        Field("team", N_("Team"), case.team if case else ""),
        Field("stage", N_("Stage"), case.stage if case else "lead", stages()),
        Field("scope", N_("May be quoted"), case.scope if case else "none", tuple(scopes().items())),
        Field("summary", N_("In short"), case.summary if case else "", long=True),
    )


def of_champion(champion: Champion | None) -> tuple[Field, ...]:
    """Return the fields of a champion."""
    return (
        Field("name", N_("Name"), champion.name if champion else ""),
        Field("team", N_("Team"), champion.team if champion else ""),
        Field("cadence_days", N_("Days between contacts"), champion.cadence_days if champion else 60, least=1, most=730),
        Field("note", N_("Note"), champion.note if champion else "", long=True),
    )


def of_touch() -> tuple[Field, ...]:
    """Return the fields of a contact."""
    from kit.programme import champions

    return (
        Field("kind", N_("What happened"), "talk", tuple(champions.KIND_NAMES.items())),
        Field("worth", N_("Worth"), 1.0),
        Field("note", N_("Note"), "", long=True),
    )


def of_evidence(one: Evidence | None) -> tuple[Field, ...]:
    """Return the fields of a number."""
    return (
        Field("key", N_("Key"), one.key if one else "", hint=N_("latency-after")),
        Field("value", N_("Shown as"), one.value if one else "", hint=N_("120 ms")),
        Field("statement", N_("Statement"), one.statement if one else ""),
        Field("source", N_("Source"), one.source if one else ""),
        Field("period", N_("Period"), one.period if one else ""),
        Field("owner", N_("Owner"), one.owner if one else ""),
    )


def proof(one: Evidence) -> dict[str, str]:
    """Return what is told about a number beside key and value."""
    return {"statement": one.statement, "source": one.source, "period": one.period, "owner": one.owner}


def add_case(kit: Kit, values: dict[str, Any]) -> Case:
    """Add the case study of these fields."""
    return ops.add_case(kit, **values)


def change_case(kit: Kit, case_id: CaseId, values: dict[str, Any]) -> Case:
    """Change a case study to these fields."""
    return ops.change_case(kit, case_id, **values)


def add_champion(kit: Kit, values: dict[str, Any]) -> Champion:
    """Add the champion of these fields."""
    return ops.add_champion(kit, **values)


def change_champion(kit: Kit, champion_id: ChampionId, values: dict[str, Any]) -> Champion:
    """Change a champion to these fields."""
    return ops.change_champion(kit, champion_id, **values)


def add_touch(kit: Kit, champion_id: ChampionId, values: dict[str, Any]) -> Champion:
    """Note a contact of these fields."""
    return ops.add_touch(kit, champion_id, **values)


def set_evidence(kit: Kit, values: dict[str, Any]) -> Evidence:
    """Keep the number of these fields."""
    return ops.set_evidence(kit, **values)


def empties() -> dict[str, tuple[str, str, str, str, str]]:
    """Return for each tab: icon, its title, and title, text and action of its empty state."""
    return {
        "cases": (
            "flag",
            _("Cases"),
            _("Who could tell how it went?"),
            _("A case study begins as a lead, and is published only when its team agrees to be quoted."),
            _("New case"),
        ),
        "champions": (
            "users",
            _("Champions"),
            _("Who speaks for you when you are not in the room?"),
            _("Note them here with how often you mean to talk, and see whom to call and to whom you owe something."),
            _("New champion"),
        ),
        "evidence": (
            "chart",
            _("Evidence"),
            _("Which number convinces?"),
            _("Each number stands here once, with source and period; slides show it by its key."),
            _("New evidence"),
        ),
    }
