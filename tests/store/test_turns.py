"""Writers who wait together are made durable together: each is undone alone, and nobody is told what is not on disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from kit import i18n
from kit.errors import KitError
from kit.store import db, tables

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
Work = Callable[[db.Tx], object]


@pytest.fixture
def records(tmp_path: Path) -> Iterator[db.Database]:
    opened = db.connect(tmp_path / "lectern.db")
    yield opened
    opened.close()


def add(name: str) -> Work:
    def work(tx: db.Tx) -> str:
        tx.execute(tables.person.insert().values(name=name, created_at=NOW))
        return name

    return work


def names(records: db.Database) -> set[str]:
    with records.read() as tx:
        return set(tx.execute(sa.select(tables.person.c.name)).scalars())


def together(records: db.Database, works: list[Work]) -> list[object]:
    """Run `works` as one batch, in this order: they gather while another writer has the turn. Returns results and errors."""
    hold, held, ends = threading.Event(), threading.Event(), list[object]([None] * len(works))

    def first(_tx: db.Tx) -> None:
        held.set()
        assert hold.wait(20)

    def run(n: int) -> None:
        try:
            ends[n] = records.write(works[n])
        except (KitError, SQLAlchemyError, ValueError) as error:
            ends[n] = error

    threads = [threading.Thread(target=records.write, args=(first,))]
    threads[0].start()
    assert held.wait(20)
    for n in range(len(works)):
        threads.append(threading.Thread(target=run, args=(n,)))
        threads[-1].start()
        while records._turns and len(records._turns._waiting) <= n and threads[-1].is_alive():
            time.sleep(0.001)
    hold.set()
    for thread in threads:
        thread.join()
    return ends


def test_many_writers_wait_for_the_disk_once(records: db.Database) -> None:
    commits: list[object] = []
    sa.event.listen(records.engine, "commit", commits.append)
    assert together(records, [add(f"p{n}") for n in range(30)]) == [f"p{n}" for n in range(30)]
    assert len(commits) == 2, "one for who had the turn, one for all who waited"
    assert names(records) == {f"p{n}" for n in range(30)}


def test_who_raises_is_undone_alone(records: db.Database) -> None:
    def half(tx: db.Tx) -> None:
        add("half")(tx)
        raise ValueError("stop")

    ends = together(records, [add("a"), half, add("b")])
    assert (ends[0], str(ends[1]), ends[2]) == ("a", "stop", "b")
    assert names(records) == {"a", "b"}


@pytest.mark.parametrize("undo", ["ROLLBACK", "fill"])
def test_nobody_is_told_what_the_disk_did_not_take(records: db.Database, undo: str) -> None:
    def breaks(tx: db.Tx) -> None:
        if undo == "fill":
            tx.exec_driver_sql("PRAGMA max_page_count=1")
            add("x" * 1_000_000)(tx)
        else:
            tx.exec_driver_sql(undo)

    ends = together(records, [add("a"), breaks, add("b")])
    told = {end for end in ends if isinstance(end, str)}
    assert isinstance(ends[1], KitError)
    assert names(records) == told
    if undo == "ROLLBACK":
        assert told == set()
    assert records.write(add("after")) == "after"


def test_each_works_in_its_own_language(records: db.Database) -> None:
    def in_language(lang: str) -> Work:
        with i18n.language(lang):
            return lambda _tx: i18n.current()

    assert together(records, [in_language("zh")]) == ["en"], "the language is that of who writes, not of who made the work"
    said: list[str] = []

    def write(lang: str) -> None:
        with i18n.language(lang):
            said.append(records.write(lambda _tx: i18n.current()))

    threads = [threading.Thread(target=write, args=(lang,)) for lang in ("zh", "en") * 8]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["en"] * 8 + ["zh"] * 8


def test_more_than_one_batch_waits(records: db.Database) -> None:
    assert len(together(records, [add(f"p{n}") for n in range(150)])) == 150
    assert len(names(records)) == 150
