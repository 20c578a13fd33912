"""Two records that may be one person, such as a walk-in who was registered: found by what they share, decided by a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kit.content import typed
from kit.people import person as people
from kit.people.person import Person

Why = Literal["name", "email", "phone", "sound"]
ORDER: tuple[Why, ...] = ("email", "phone", "name", "sound")
SHARED_MOST = 8
"""Something that so many records share (a switchboard's number, a name like 王伟) tells nobody apart: no pairs of them are offered."""


def among(here: Iterable[tuple[Person, bool]]) -> tuple[Double, ...]:
    """Return the pairs that may be one person, the likeliest first; each of `here` is a record and whether it is a walk-in.

    Two employee numbers that differ are two people. The record that stays is the one with an employee number, then the one on the roster,
    then the older one.
    """
    records = sorted(here, key=lambda one: (not one[0].emp_no, one[1], int(one[0].id)))
    found: dict[tuple[int, int], Double] = {}
    for why in ORDER:
        for kept, gone in _pairs([person for person, _walked in records], why):
            found.setdefault((int(kept.id), int(gone.id)), Double(kept, gone, why))
    return tuple(found.values())


def _pairs(records: list[Person], why: Why) -> Iterator[tuple[Person, Person]]:
    alike = defaultdict[str, list[Person]](list)
    for person in records:
        if key := _key(person, why):
            alike[key].append(person)
    for group in alike.values():
        if len(group) <= SHARED_MOST:
            yield from ((one, two) for one, two in combinations(group, 2) if not _apart(one, two))


def _key(person: Person, why: Why) -> str:
    """Return what two records of one person share; "" where this one has nothing of the kind."""
    match why:
        case "email":
            return typed.plain(person.email)
        case "phone":
            return people.digits(person.phone)
        case "name":
            return people.name_key(person.name)
    return " ".join(sorted(person.sort_key.casefold().split()))


def _apart(one: Person, two: Person) -> bool:
    return bool(one.emp_no and two.emp_no) and people.name_key(one.emp_no) != people.name_key(two.emp_no)


@dataclass(frozen=True)
class Double:
    """Two records that may be one person; `why` is what they share: an address, a phone number, the name, or how it sounds."""

    kept: Person
    gone: Person
    why: Why
