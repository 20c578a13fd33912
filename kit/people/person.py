"""People: their names as they typed them, and the keys by which they are compared and found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from kit.content import typed
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import PersonId

DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅", "·"))
# family names that are read otherwise than the same character elsewhere
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "区": "ou", "查": "zha", "解": "xie", "任": "ren", "盖": "ge", "朴": "piao", "翟": "zhai",
    "缪": "miao", "乐": "yue", "冼": "xian", "盛": "sheng", "曲": "qu", "召": "shao", "覃": "qin", "尹": "yin", "石": "shi", "宿": "su",
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai", "单于": "chan yu",
}  # fmt: skip


def name_key(text: str) -> str:
    """Return what two spellings of one name share: width, case, spaces and kinds of middle dot do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).translate(DOTS).casefold().split())


def digits(text: str) -> str:
    """Return a phone number for comparing: its digits without the country code of China."""
    found = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\A(?:00)?86(?=1\d{10}\Z)", "", found)


def sort_key(name: str) -> str:
    """Return the name in pinyin, one word a syllable ("zhang san"); other letters as they are, lower case."""
    text = typed.plain(name)
    if text.isascii():
        return text
    import pypinyin

    surname = next((text[:n] for n in (2, 1) if text[:n] in SURNAMES), "")
    words = pypinyin.lazy_pinyin(text[len(surname) :])
    return " ".join(" ".join([SURNAMES.get(surname, ""), *words]).split())


def rank(person: Person, query: str) -> int | None:
    """Return how well `query` finds this person (0 best), None when it does not.

    It may be an employee number, a name or a part of it, full pinyin, or the first letters of the syllables.
    """
    asked = name_key(query)
    if not asked:
        return None
    key, words = name_key(person.name), person.sort_key.split()
    tests = (
        asked in (name_key(person.emp_no), key),
        key.startswith(asked),
        "".join(word[0] for word in words).startswith(asked),
        "".join(words).startswith(asked),
        any("".join(words[n:]).startswith(asked) for n in range(1, len(words))) or asked in key,
        bool(person.emp_no) and name_key(person.emp_no).startswith(asked),
    )
    return next((n for n, hit in enumerate(tests) if hit), None)


def signatures(person: Person) -> tuple[str, ...]:
    """Return how a person's answers may be signed, the way in use first."""
    ways = (f"{person.name} · {word}" for word in (person.emp_no, person.dept) if word)
    return (*ways, person.name)


def create(tx: Tx, draft: Draft, *, at: datetime) -> Person:
    """Add a person; raises IntegrityError when the employee number is taken."""
    values = _values(draft)
    key = tx.execute(sa.insert(tables.person).values(created_at=at, **values)).inserted_primary_key
    assert key is not None
    return Person(PersonId(key[0]), draft.name, str(values["sort_key"]), draft.emp_no, draft.dept, draft.email, draft.phone)


def change(tx: Tx, person_id: PersonId, draft: Draft) -> None:
    """Give a person the values of `draft`."""
    tx.execute(sa.update(tables.person).where(tables.person.c.id == person_id).values(**_values(draft)))


def every(tx: Tx) -> tuple[Person, ...]:
    """Return all people."""
    return tuple(from_row(row) for row in tx.execute(sa.select(tables.person).order_by(tables.person.c.id)))


def by_emp_no(tx: Tx, emp_no: str) -> Person | None:
    """Return the person with this employee number, compared without width and case."""
    wanted = name_key(emp_no)
    if not wanted:
        return None
    return next(map(from_row, tx.execute(sa.select(tables.person).where(tables.person.c.emp_key == wanted))), None)


def from_row(row: sa.Row[tuple[object, ...]], prefix: str = "") -> Person:
    """Read a person from a row whose columns may carry a prefix."""
    m = row._mapping
    return Person(
        PersonId(m[f"{prefix}id"]),
        *(str(m[f"{prefix}{name}"]) for name in ("name", "sort_key", "emp_no", "dept", "email", "phone")),
    )


def _values(draft: Draft) -> dict[str, object]:
    return {
        "name": draft.name,
        "name_key": name_key(draft.name),
        "sort_key": sort_key(draft.name),
        "emp_no": draft.emp_no,
        "emp_key": name_key(draft.emp_no),
        "dept": draft.dept,
        "email": draft.email,
        "phone": draft.phone,
    }


@dataclass(frozen=True)
class Draft:
    """What is told about a person, as it was typed."""

    name: str
    emp_no: str = ""
    dept: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Person:
    """A person who was on a roster or came to an event."""

    id: PersonId
    name: str
    sort_key: str = ""
    emp_no: str = ""
    dept: str = ""
    email: str = ""
    phone: str = ""
