"""The records: one writer at a time, nothing half-written, rules kept by the database itself."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from kit.errors import KitError
from kit.store import db, tables

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.fixture
def file_records(tmp_path: Path) -> Iterator[db.Database]:
    opened = db.connect(tmp_path / "中文 夹" / "lectern.db")
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def records(request: pytest.FixtureRequest) -> Iterator[db.Database]:
    """Records of each kind in turn: what is promised here holds on both."""
    if request.param == "sqlite":
        yield request.getfixturevalue("file_records")
        return
    opened = db.connect_url(request.getfixturevalue("cluster").emptied())
    yield opened
    opened.close()


def person(name: str, **fields: object) -> sa.Insert:
    return tables.person.insert().values(name=name, created_at=NOW, **fields)


def names(records: db.Database) -> list[str]:
    with records.read() as tx:
        return list(tx.execute(sa.select(tables.person.c.name).order_by(tables.person.c.id)).scalars())


def test_what_a_write_returns_is_on_disk(records: db.Database) -> None:
    assert records.write(lambda tx: tx.execute(person("甲")).inserted_primary_key[0]) == 1
    assert names(records) == ["甲"]


def test_a_write_that_raises_leaves_nothing(records: db.Database) -> None:
    def half(tx: db.Tx) -> None:
        tx.execute(person("甲"))
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        records.write(half)
    assert names(records) == []


def test_a_savepoint_undone_keeps_the_rest_and_commits_nothing_early(records: db.Database) -> None:
    def work(tx: db.Tx) -> None:
        tx.execute(person("甲"))
        with pytest.raises(IntegrityError), tx.begin_nested():
            tx.execute(person("乙", emp_no="1"))
            tx.execute(person("丙", emp_no="1"))
        raise KeyError("all of it")

    with pytest.raises(KeyError):
        records.write(work)
    assert names(records) == []


def test_foreign_keys_are_kept(records: db.Database) -> None:
    with pytest.raises(IntegrityError):
        records.write(lambda tx: tx.execute(tables.registration.insert().values(event_id=9, person_id=9, badge="x", created_at=NOW)))


def test_every_connection_is_durable_and_strict(file_records: db.Database) -> None:
    with file_records.read() as tx:
        asked = {name: tx.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_thirty_writers_that_read_first_all_succeed(file_records: db.Database) -> None:
    failed: list[BaseException] = []

    def count_up() -> None:
        def work(tx: db.Tx) -> None:
            seen = tx.execute(sa.select(sa.func.count()).select_from(tables.person)).scalar_one()
            tx.execute(person(f"p{seen}", emp_no=str(seen)))

        try:
            for _ in range(5):
                file_records.write(work)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(set(names(file_records))) == 150


def test_two_programs_write_the_same_file(records: db.Database) -> None:
    other = db.connect(records.path) if records.path else db.connect_url(records.engine.url.render_as_string(hide_password=False))
    try:
        writers = [
            threading.Thread(target=lambda d=d, n=n: d.write(lambda tx: tx.execute(person(n))))
            for n in "甲乙丙丁"
            for d in (records, other)
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert sorted(names(other)) == sorted("甲乙丙丁" * 2)
    finally:
        other.close()


def test_moments_come_back_in_utc(records: db.Database) -> None:
    local = datetime(2026, 11, 24, 14, 0, tzinfo=timezone(timedelta(hours=8)))
    records.write(lambda tx: tx.execute(tables.person.insert().values(name="甲", created_at=local)))
    with records.read() as tx:
        assert tx.execute(sa.select(tables.person.c.created_at)).scalar_one() == NOW


def test_a_moment_without_zone_is_a_bug(records: db.Database) -> None:
    with pytest.raises(sa.exc.StatementError, match="without a zone"):
        records.write(lambda tx: tx.execute(tables.person.insert().values(name="甲", created_at=datetime(2026, 1, 1))))


def test_what_is_read_twice_in_one_transaction_is_one_moment(records: db.Database) -> None:
    with records.read() as tx:
        before = tx.execute(sa.select(sa.func.count()).select_from(tables.person)).scalar_one()
        records.write(lambda other: other.execute(person("甲")))
        assert tx.execute(sa.select(sa.func.count()).select_from(tables.person)).scalar_one() == before


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(KitError) as refused:
        db.connect_url(f"postgresql://nobody@/none?host={tmp_path}")
    assert refused.value.code == "database.failed"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lectern.db").write_text("this is a letter, not a database, and it is long enough to be looked at", "utf-8")
    with pytest.raises(KitError) as refused:
        db.connect(tmp_path / "lectern.db")
    assert refused.value.code == "database.damaged"


def test_a_folder_that_cannot_hold_records_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KitError):
        db.connect(tmp_path / "file" / "lectern.db")


@pytest.mark.parametrize("url", ["mysql://a/b", "sqlite:///x.db", "http://x"])
def test_only_postgresql_addresses_are_taken(url: str) -> None:
    with pytest.raises(KitError, match="postgresql://"):
        db.connect_url(url)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql://u:secret@127.0.0.1:1/events", "The database 127.0.0.1:1/events cannot be reached"),
        ("postgresql:///events?host=/nowhere", "The database /nowhere/events cannot be reached"),
        ("postgresql://u:secret@[", "cannot be"),
        ("mysql://u:secret@host/x", "must begin with postgresql://"),
    ],
)
def test_a_database_that_is_not_there_is_said_without_its_password(url: str, says: str) -> None:
    with pytest.raises(KitError, match=says) as refused:
        db.connect_url(url)
    assert "secret" not in str(refused.value)
