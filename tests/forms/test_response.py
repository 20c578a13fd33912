"""Answers are kept once, and no dump of the records leads from an answer to a person."""

from __future__ import annotations

import random
import re
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from kit.context import Kit
from kit.events import event as events
from kit.forms import answer, response, results, version
from kit.forms.answer import Answer
from kit.forms.form import Form
from kit.forms.response import Submission
from kit.forms.version import Version
from kit.store.db import Tx
from kit.store.ids import EventId

AT = datetime(2026, 12, 1, 6, 47, 31, 5, tzinfo=UTC)


@pytest.fixture
def kit(either_kit: Kit) -> Kit:
    """Everything here holds on SQLite and on PostgreSQL."""
    return either_kit


@pytest.fixture
def asked(kit: Kit, written: Form) -> tuple[EventId, Version]:
    def work(tx: Tx) -> tuple[EventId, Version]:
        made = events.create(tx, events.Draft("T", AT), codes=["AAAAAA"], at=AT)
        return made.id, version.freeze(tx, written, at=AT)

    return kit.db.write(work)


def submit(
    kit: Kit, asked: tuple[EventId, Version], n: int, *, marker: str = "", nonce: str = "", at: datetime = AT, **raw: str
) -> Submission:
    event_id, frozen = asked
    given, wrong = answer.check(frozen.form, {"useful": ["5"], "nps": ["9"], **{code: value.split("+") for code, value in raw.items()}})
    assert wrong == ()
    id_ = f"{(n * 7919) % 100_003:032x}"
    return kit.db.write(
        lambda tx: response.submit(tx, event_id, frozen.id, given, id_=id_, nonce=nonce or f"n{n}", marker=marker, lang="zh", at=at)
    )


def test_what_was_answered_comes_back(kit: Kit, asked: tuple[EventId, Version]) -> None:
    assert submit(kit, asked, 1, parts="a+c", why="=cmd()\n😀", user="yes", years="0") == Submission.TAKEN
    with kit.db.read() as tx:
        (found,) = response.listed(tx, asked[0])
        assert response.count(tx, asked[0]) == 1
    assert found.answers["parts"] == Answer("parts", ("a", "c"))
    assert found.answers["years"].number == 0
    assert found.answers["why"].text == "=cmd()\n😀"
    assert found.submitted_at == datetime(2026, 12, 1, 6, tzinfo=UTC)


def test_sent_again_is_kept_once(kit: Kit, asked: tuple[EventId, Version]) -> None:
    assert submit(kit, asked, 1, nonce="same", marker="a") == Submission.TAKEN
    assert submit(kit, asked, 2, nonce="same", marker="a") == Submission.REPLAYED
    assert submit(kit, asked, 3, marker="a") == Submission.ALREADY
    assert submit(kit, asked, 4, marker="b") == Submission.TAKEN
    with kit.db.read() as tx:
        assert response.count(tx, asked[0]) == 2
        assert response.responded(tx, asked[0], "a")
        assert not response.responded(tx, asked[0], "never")


def forty(kit: Kit, asked: tuple[EventId, Version]) -> list[str]:
    """Let forty devices answer, one a second; returns them in that order."""
    devices = [f"{(n * 104_729) % 1_000_003:040x}" for n in range(40)]
    for n, device in enumerate(devices):
        submit(kit, asked, n, marker=device, at=AT + timedelta(seconds=n), short=f"person {n}")
    return devices


def breaks(keys: list[str]) -> int:
    """Return how often rows do not lie in the order of their keys: PostgreSQL goes on where a page has room left."""
    return sum(one > other for one, other in pairwise(keys))


def test_where_rows_lie_does_not_join_answers_to_devices(kit: Kit, asked: tuple[EventId, Version]) -> None:
    devices = forty(kit, asked)
    with kit.db.read() as tx:
        marks = list(tx.exec_driver_sql("SELECT marker FROM responded").scalars())
        moments = set(tx.exec_driver_sql("SELECT submitted_at FROM response").scalars())
        writers = set(tx.exec_driver_sql("SELECT xmin::text FROM responded").scalars()) if kit.database_url else {""}
    assert set(marks) == set(devices)
    assert breaks(marks) <= 2
    assert len(writers) == 1, "the transaction that wrote a mark tells which answer came with it"
    assert len(moments) == 1


def test_a_closed_event_does_not_tell_in_what_order_it_was_answered(kit: Kit, asked: tuple[EventId, Version]) -> None:
    forty(kit, asked)
    with kit.db.read() as tx:
        before = response.listed(tx, asked[0])
    kit.db.write(lambda tx: response.scatter(tx, asked[0]))
    with kit.db.read() as tx:
        assert response.listed(tx, asked[0]) == before
        said = list(tx.exec_driver_sql("SELECT text FROM answer WHERE question = 'short'").scalars())
        ids = list(tx.exec_driver_sql("SELECT id FROM response").scalars())
        tables = ("response", "answer")
        writers = {w for t in tables for w in tx.exec_driver_sql(f"SELECT xmin::text FROM {t}").scalars()} if kit.database_url else {""}
    assert breaks(ids) <= 2
    assert said != [f"person {n}" for n in range(40)]
    assert len(writers) == 1


def test_while_an_event_is_open_the_latest_answer_is_one_of_a_dozen(kit: Kit, asked: tuple[EventId, Version]) -> None:
    if not kit.database_url:
        return  # SQLite keeps these rows by their random ids alone
    event_id, frozen = asked
    chance, came = random.Random(7), list[str]()
    given, _wrong = answer.check(frozen.form, {"useful": ["5"], "nps": ["9"]})

    def come() -> None:
        came.append(f"{chance.getrandbits(128):032x}")
        how = {"nonce": came[-1], "marker": f"{chance.getrandbits(160):040x}", "lang": "zh", "at": AT}
        kit.db.write(lambda tx: response.submit(tx, event_id, frozen.id, given, id_=came[-1], **how))  # type: ignore[arg-type]

    lie, crowds = [], list[int]()
    for n in range(90):
        come()
        if n < 30:
            continue
        with kit.db.read() as tx:
            rows = [(str(id_), str(xmin)) for id_, xmin in tx.exec_driver_sql("SELECT id, xmin::text FROM response ORDER BY ctid")]
            answers = {str(x) for x in tx.exec_driver_sql(f"SELECT xmin::text FROM answer WHERE response_id = '{came[-1]}'").scalars()}
        together = sorted(id_ for id_, xmin in rows if xmin in answers)
        assert came[-1] in together
        crowds.append(len(together))
        lie.append(together.index(came[-1]) / max(1, len(together) - 1))
    assert min(crowds) >= 4
    assert sum(crowds) / len(crowds) >= 10
    assert 0.3 < sum(lie) / len(lie) < 0.7, "where it lies among them tells which is the latest"
    order = {id_: n for n, id_ in enumerate(came)}
    ahead = [order[a[0]] < order[b[0]] for a, b in pairwise(rows)]
    assert 0.3 < sum(ahead) / len(ahead) < 0.7, "rows lie in the order in which they came"


def test_the_bytes_of_the_file_do_not_tell_what_was_answered_last(kit: Kit, asked: tuple[EventId, Version]) -> None:
    if kit.database_url:
        return
    event_id, frozen = asked
    chance, lie = random.Random(11), list[float]()
    for n in range(120):
        given, _wrong = answer.check(frozen.form, {"useful": ["5"], "nps": ["9"], "short": [f"person {n:03}"]})
        how = {"id_": f"{chance.getrandbits(128):032x}", "marker": f"{chance.getrandbits(160):040x}", "lang": "zh", "at": AT}
        kit.db.write(lambda tx: response.submit(tx, event_id, frozen.id, given, nonce=how["id_"], **how), clean=True)  # type: ignore[arg-type]  # noqa: B023
        assert not kit.workspace.database.with_name("lectern.db-wal").stat().st_size, "the log holds every page as it was before"
        if n >= 30:
            said = [(m.start() // 4096, int(m[1])) for m in re.finditer(rb"person (\d{3})", kit.workspace.database.read_bytes())]
            assert len(said) == n + 1, "words stay behind where they lay before"
            its = next(place for place, who in said if who == n)
            page = [who for place, who in said if place == its]
            lie.append(page.index(n) / max(1, len(page) - 1))
    assert 0.35 < sum(lie) / len(lie) < 0.65, "where it lies in its page tells which is the latest"
    assert sum(one in (0, 1) for one in lie) < 20, "the latest lies at an end of its page"


def test_many_devices_answer_at_once(kit: Kit, asked: tuple[EventId, Version]) -> None:
    done: list[Submission] = []

    def answer_(n: int) -> None:
        done.append(submit(kit, asked, n, marker=f"{n % 12:x}"))

    threads = [threading.Thread(target=answer_, args=(n,)) for n in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [Submission.ALREADY] * 12 + [Submission.TAKEN] * 12
    with kit.db.read() as tx:
        assert response.count(tx, asked[0]) == 12
        assert all(response.responded(tx, asked[0], f"{n:x}") for n in range(12))


def test_no_dump_of_the_file_joins_answers_to_devices(kit: Kit, asked: tuple[EventId, Version]) -> None:
    if kit.database_url:
        return
    devices = forty(kit, asked)
    kit.close()
    with closing(sqlite3.connect(kit.workspace.database)) as raw:
        said = [text for (text,) in raw.execute("SELECT text FROM answer WHERE question = 'short'")]
        marks = [marker for (marker,) in raw.execute("SELECT marker FROM responded")]
        moments = {at for (at,) in raw.execute("SELECT submitted_at FROM response")}
        for table in ("response", "responded", "answer", "contact"):
            with pytest.raises(sqlite3.OperationalError):
                raw.execute(f"SELECT rowid FROM {table}")
        columns = {row[1] for table in ("response", "answer") for row in raw.execute(f"PRAGMA table_info({table})")}
        lines = list(raw.iterdump())
    assert len(moments) == 1
    assert said != [f"person {n}" for n in range(40)]
    assert marks == sorted(devices)
    together = sum(devices[int(text.split()[1])] == mark for text, mark in zip(said, marks, strict=True))
    assert together <= 8, "answers and marks lie in one order"
    assert not columns & {"person_id", "device", "marker", "created_at"}
    assert not any("person 3'" in line and devices[3] in line for line in lines)


def test_figures(kit: Kit, asked: tuple[EventId, Version]) -> None:
    for n, (useful, nps) in enumerate([("5", "10"), ("4", "9"), ("2", "6"), ("1", "7")]):
        submit(kit, asked, n, useful=useful, nps=nps, user="yes" if n else "no", parts="a+b" if n < 2 else "c", why="" if n else "because")
    with kit.db.read() as tx:
        found = {r.question.code: r for r in results.of(asked[1].form, response.listed(tx, asked[0]), "en")}
    assert (found["useful"].n, found["useful"].mean) == (4, 3.0)
    assert [bar.n for bar in found["useful"].bars] == [1, 1, 0, 1, 1]
    assert found["useful"].bars[0].label == "1 No"
    assert found["useful"].top2 is not None
    assert found["useful"].top2.share == 0.5
    assert found["nps"].nps is not None
    assert found["nps"].nps.score == 25
    assert (found["years"].n, found["years"].missing) == (0, 3), "only who was asked can be missing"
    assert {bar.code: bar.n for bar in found["parts"].bars} == {"a": 2, "b": 2, "c": 2, "none": 0}
    assert found["why"].texts == ("because",)
    assert "mail" not in found
    assert "about" not in found
    assert results.of(asked[1].form, ())[0].mean is None
