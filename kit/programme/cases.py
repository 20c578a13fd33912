"""Case studies: from a lead over interview and draft to what may be told, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from kit.errors import KitError
from kit.i18n import N_
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import CaseId

STAGES = ("lead", "interview", "draft", "approved", "published")
STAGE_NAMES = {
    "lead": N_("Lead"),
    "interview": N_("Interview"),
    "draft": N_("Draft"),
    "approved": N_("Approved"),
    "published": N_("Published"),
}
SCOPES = ("none", "team", "company", "public")
SCOPE_NAMES = {
    "none": N_("nobody has agreed yet"),
    "team": N_("within the team"),
    "company": N_("within the company"),
    "public": N_("in public"),
}
C = tables.case_study.c


def checked(case: Draft) -> Draft:
    """Return the draft with its texts trimmed; refuse what cannot be a case study.

    Nothing is published that its team has not agreed to.
    """
    if not case.title.strip():
        raise KitError("case.title", "A case study needs a title.")
    if case.stage not in STAGES:
        raise KitError("case.stage", "“{stage}” is no stage: use one of {known}.", stage=case.stage, known=", ".join(STAGES))
    if case.scope not in SCOPES:
        raise KitError("case.scope", "“{scope}” is no scope of consent: use one of {known}.", scope=case.scope, known=", ".join(SCOPES))
    if case.stage == "published" and case.scope == "none":
        raise KitError("case.consent", "“{title}” cannot be published: note first how far its team agrees to be quoted.", title=case.title)
    return Draft(case.title.strip(), case.team.strip(), case.stage, case.summary.strip(), case.scope)


def add(tx: Tx, draft: Draft, *, at: datetime) -> Case:
    """Add a case study."""
    kept = checked(draft)
    made = tx.execute(sa.insert(tables.case_study).values(**_values(kept), created_at=at, updated_at=at))
    assert made.inserted_primary_key is not None
    return by_id(tx, CaseId(int(made.inserted_primary_key[0])))


def change(tx: Tx, case_id: CaseId, draft: Draft, *, at: datetime) -> Case:
    """Give a case study the values of `draft`."""
    by_id(tx, case_id)
    tx.execute(sa.update(tables.case_study).where(C.id == case_id).values(**_values(checked(draft)), updated_at=at))
    return by_id(tx, case_id)


def move(tx: Tx, case_id: CaseId, stage: str, *, at: datetime) -> Case:
    """Move a case study to another stage."""
    case = by_id(tx, case_id)
    return change(tx, case_id, Draft(case.title, case.team, stage, case.summary, case.scope), at=at)


def by_id(tx: Tx, case_id: CaseId) -> Case:
    """Return a case study; refuse when it is gone."""
    row = tx.execute(sa.select(tables.case_study).where(C.id == case_id)).first()
    if row is None:
        raise KitError("case.gone", "This case study is no longer there.")
    return _case(row)


def listed(tx: Tx) -> tuple[Case, ...]:
    """Return every case study, by stage and then the one changed last first."""
    rows = map(_case, tx.execute(sa.select(tables.case_study).order_by(C.updated_at.desc(), C.id.desc())))
    return tuple(sorted(rows, key=lambda case: STAGES.index(case.stage)))


def _values(draft: Draft) -> dict[str, str]:
    return {"title": draft.title, "team": draft.team, "stage": draft.stage, "summary": draft.summary, "scope": draft.scope}


def _case(row: sa.Row[tuple[object, ...]]) -> Case:
    m = row._mapping
    stage, scope = m["stage"], m["scope"]
    fits = (stage if stage in STAGES else "lead", scope if scope in SCOPES else "none")
    return Case(CaseId(m["id"]), m["title"], m["team"], fits[0], m["summary"], fits[1], m["created_at"], m["updated_at"])


@dataclass(frozen=True)
class Draft:
    """What is told about a case study."""

    title: str
    team: str = ""
    stage: str = "lead"
    summary: str = ""
    scope: str = "none"


@dataclass(frozen=True)
class Case:
    """A case study; `scope` says how far its team agrees to be quoted."""

    id: CaseId
    title: str
    team: str
    stage: str
    summary: str
    scope: str
    created_at: datetime
    updated_at: datetime
