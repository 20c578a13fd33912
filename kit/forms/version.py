"""Frozen forms: the exact questions an event asks, kept in the records so that no edit changes what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from kit.forms import document
from kit.forms.model import Form
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import VersionId

V = tables.form_version.c


def freeze(tx: Tx, form: Form, *, at: datetime) -> Version:
    """Keep the form as it is now; the same questions give the same version."""
    digest = document.digest(form)
    row = tx.execute(sa.select(tables.form_version).where(V.name == form.name, V.digest == digest)).first()
    if row is None:
        tx.execute(sa.insert(tables.form_version).values(name=form.name, digest=digest, doc=document.as_json(form), frozen_at=at))
        row = tx.execute(sa.select(tables.form_version).where(V.name == form.name, V.digest == digest)).one()
    return _version(row)


def by_id(tx: Tx, version_id: VersionId) -> Version:
    """Return the version with this id."""
    return _version(tx.execute(sa.select(tables.form_version).where(V.id == version_id)).one())


def _version(row: sa.Row[tuple[object, ...]]) -> Version:
    m = row._mapping
    return Version(VersionId(m["id"]), m["digest"], document.from_json(m["doc"]), m["frozen_at"])


@dataclass(frozen=True)
class Version:
    """A form as it was frozen."""

    id: VersionId
    digest: str
    form: Form
    frozen_at: datetime
