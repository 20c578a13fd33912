"""Decide for each row of a list whether it is a new person, a known one, a repetition, or something only a person can decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from kit.content import typed
from kit.errors import Finding
from kit.i18n import N_
from kit.people import person as people
from kit.people import roster as rosters
from kit.people.person import Draft, Person
from kit.people.roster import Roster, Row
from kit.store.ids import PersonId

Kind = Literal["new", "update", "duplicate", "error"]
KINDS: tuple[Kind, ...] = ("new", "update", "duplicate", "error")


def verdicts(
    roster: Roster, known: Iterable[Person], here: Mapping[PersonId, str], apart: Collection[int] = (), own: Mapping[str, int] | None = None
) -> Import:
    """Return what becomes of each row.

    `known` are all people on record, `here` the source ("roster", "walk_in") by which some are registered at this event already.
    `apart` are numbers of rows that a person declared to be somebody else than the row they look like. `own` says whose rows of a
    workbook of ours come back: those are merged field by field with what was written then and what is on record now.
    """
    judge = _Judge(tuple(known), here, apart, own or {})
    return Import(roster, tuple(judge.verdict(row) for row in roster.rows))


def draft_of(row: Row) -> Draft:
    """Return what a row tells about a person."""
    return Draft(**{f.name: row.texts.get(f.name, "") for f in fields(Draft)})


class _Judge:
    """Goes through the rows in order and remembers those it has seen."""

    def __init__(self, known: tuple[Person, ...], here: Mapping[PersonId, str], apart: Collection[int], own: Mapping[str, int]) -> None:
        self.here, self.apart, self.own = here, apart, own
        self.by_id = {int(p.id): p for p in known}
        self.rows_by_ref: dict[str, Row] = {}
        self.by_no = {people.name_key(p.emp_no): p for p in known if p.emp_no}
        self.by_name: dict[str, list[Person]] = {}
        for person in known:
            self.by_name.setdefault(people.name_key(person.name), []).append(person)
        self.rows_by_no: dict[str, Row] = {}
        self.rows_by_name: dict[str, list[Row]] = {}

    def verdict(self, row: Row) -> Verdict:
        wrong = next(rosters.problems(row), None)
        if wrong:
            return Verdict(row, "error", draft_of(row), wrong)
        if row.base and row.ref in self.own:
            return self._came_back(row)
        draft = draft_of(row)
        seen = self._seen(row, draft)
        self.rows_by_no.setdefault(people.name_key(draft.emp_no), row)
        self.rows_by_name.setdefault(people.name_key(draft.name), []).append(row)
        return seen or self._against_records(row, draft)

    def _came_back(self, row: Row) -> Verdict:
        """Merge a row of our own workbook: what the sheet changed is taken, unless the record changed otherwise meanwhile."""
        person, earlier = self.by_id.get(self.own[row.ref]), self.rows_by_ref.setdefault(row.ref, row)
        if person is None:
            return _ask(row, "name", "roster.gone", N_("{cell}: “{value}” was deleted here after the sheet was written."), None)
        if earlier is not row:
            return _ask(
                row, "name", "roster.copied", N_("{cell}: this is a copy of row {other}: clear its last two hidden cells."), earlier
            )
        told = {name: new for name, old in row.base.items() if (new := row.texts.get(name, old)) != old}
        changes = tuple((name, getattr(person, name), new) for name, new in told.items() if new != getattr(person, name))
        clash = next((change for change in changes if change[1] != row.base[change[0]]), None)
        if clash:
            text = N_("{cell}: changed to “{value}” in the sheet and to “{known}” here: write one of them into the sheet.")
            return _ask(row, clash[0], "roster.both", text, None, known=clash[1])
        taken = self.by_no.get(people.name_key(told.get("emp_no", "")))
        if taken and taken.id != person.id:
            text = N_("{cell}: the employee number {value} belongs to {known} on record: correct one of the two.")
            return _ask(row, "emp_no", "roster.other-name", text, None, known=taken.name)
        merged = replace(_as_draft(person), **{name: new for name, _old, new in changes})
        text = N_("Changed in the sheet.") if changes else N_("Not changed in the sheet.")
        kind: Kind = "update" if changes else "duplicate"
        return Verdict(row, kind, merged, Finding("roster.back", text, line=row.number, severity="note"), person.id, changes, True)

    def _seen(self, row: Row, draft: Draft) -> Verdict | None:
        """Compare with the rows above."""
        earlier = self.rows_by_no.get(people.name_key(draft.emp_no)) if draft.emp_no else None
        if earlier and people.name_key(earlier.texts["name"]) != people.name_key(draft.name):
            text = N_("{cell}: row {other} has the same employee number ({value}) with another name.")
            return _ask(row, "emp_no", "roster.two-names", text, earlier)
        for other in [earlier] if earlier else self.rows_by_name.get(people.name_key(draft.name), ()):
            theirs = draft_of(other)
            if _same_texts(draft, theirs) or earlier or _shared(draft, theirs):
                text = N_("The same person stands in row {other}.")
                reason = Finding("roster.repeated", text, {"other": other.number}, line=row.number, severity="note")
                return Verdict(row, "duplicate", draft, reason)
            if typed.plain(theirs.dept) == typed.plain(draft.dept) and not _told_apart(draft, theirs) and row.number not in self.apart:
                text = N_("{cell}: “{value}” of the same department stands in row {other} too: add employee numbers, or say they are two.")
                return _ask(row, "name", "roster.twice", text, other)
        return None

    def _against_records(self, row: Row, draft: Draft) -> Verdict:
        same_no = self.by_no.get(people.name_key(draft.emp_no)) if draft.emp_no else None
        if same_no is not None and people.name_key(same_no.name) != people.name_key(draft.name):
            text = N_("{cell}: the employee number {value} belongs to {known} on record: correct one of the two.")
            return _ask(row, "emp_no", "roster.other-name", text, None, known=same_no.name)
        matches = [same_no] if same_no else [] if row.number in self.apart else self._same_person(draft)
        if len(matches) > 1:
            text = N_("{cell}: there are {n} people named “{value}” on record: add the employee number.")
            return _ask(row, "name", "roster.several", text, None, n=len(matches))
        return self._known(row, draft, matches[0]) if matches else Verdict(row, "new", draft)

    def _same_person(self, draft: Draft) -> list[Person]:
        """Return who on record this may be: the same e-mail or phone and name, else the same name and department."""
        named = [p for p in self.by_name.get(people.name_key(draft.name), ()) if not _told_apart_by_no(draft, p.emp_no)]
        shared = [p for p in named if _shared(draft, _as_draft(p))]
        if shared:
            return shared
        same = [p for p in named if typed.plain(p.dept) == typed.plain(draft.dept)]
        return same or [p for p in named if not draft.dept and p.id in self.here]

    def _known(self, row: Row, draft: Draft, person: Person) -> Verdict:
        names = [f.name for f in fields(Draft)]
        changes = tuple(
            (name, getattr(person, name), new) for name in names if (new := getattr(draft, name)) and new != getattr(person, name)
        )
        merged = replace(_as_draft(person), **{name: new for name, _old, new in changes})
        source = self.here.get(person.id, "")
        if source == "roster" and not changes:
            reason = Finding("roster.same", N_("On the list already, nothing changes."), line=row.number, severity="note")
            return Verdict(row, "duplicate", merged, reason, person.id)
        text = N_("On the list already, new details are taken.") if source else N_("Known from an earlier event, is added to this one.")
        reason = Finding("roster.known", text, line=row.number, severity="note")
        return Verdict(row, "update", merged, reason, person.id, changes, bool(source))


def _ask(row: Row, field: str, code: str, text: str, other: Row | None, **more: object) -> Verdict:
    cell = row.cells.get(field, "")
    told = {"cell": cell, "value": row.texts.get(field, ""), "other": other.number if other else 0, **more}
    return Verdict(row, "error", draft_of(row), Finding(code, text, told, line=row.number, part=cell, severity="error"))


def _as_draft(person: Person) -> Draft:
    return Draft(**{f.name: getattr(person, f.name) for f in fields(Draft)})


def _same_texts(one: Draft, two: Draft) -> bool:
    return all(typed.plain(getattr(one, f.name)) == typed.plain(getattr(two, f.name)) for f in fields(Draft)) and bool(
        one.emp_no or one.email or one.phone
    )


def _shared(one: Draft, two: Draft) -> bool:
    """Whether an e-mail or a phone number is the same (the names are, too) and no employee number speaks against it."""
    if _told_apart_by_no(one, two.emp_no):
        return False
    email = bool(one.email) and typed.plain(one.email) == typed.plain(two.email)
    return email or (bool(people.digits(one.phone)) and people.digits(one.phone) == people.digits(two.phone))


def _told_apart_by_no(draft: Draft, emp_no: str) -> bool:
    return bool(draft.emp_no and emp_no) and people.name_key(draft.emp_no) != people.name_key(emp_no)


def _told_apart(one: Draft, two: Draft) -> bool:
    """Whether two people of one name and department have something that differs: number, e-mail or phone on both sides."""
    pairs = ((one.emp_no, two.emp_no), (one.email, two.email), (people.digits(one.phone), people.digits(two.phone)))
    return any(mine and theirs and typed.plain(mine) != typed.plain(theirs) for mine, theirs in pairs)


@dataclass(frozen=True)
class Verdict:
    """What becomes of one row; `changes` are (field, before, after) of a known person."""

    row: Row
    kind: Kind
    draft: Draft
    reason: Finding | None = None
    person_id: PersonId | None = None
    changes: tuple[tuple[str, str, str], ...] = ()
    registered: bool = False


@dataclass(frozen=True)
class Import:
    """A list and its verdicts."""

    roster: Roster
    verdicts: tuple[Verdict, ...]

    def count(self, kind: Kind) -> int:
        """Return how many rows got this verdict."""
        return sum(verdict.kind == kind for verdict in self.verdicts)

    @property
    def taken(self) -> tuple[Verdict, ...]:
        """The rows that bring somebody or something new."""
        return tuple(verdict for verdict in self.verdicts if verdict.kind in ("new", "update"))
