"""Migrations lead to exactly the schema of tables.py, keep a copy, and refuse a newer file."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from kit.errors import KitError
from kit.store import db, migrations, tables
from tests import postgres


def test_the_migrated_schema_is_the_page_of_tables(tmp_path: Path) -> None:
    records = db.connect(tmp_path / "a.db")
    with records.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables.metadata) == []
    with records.read() as tx:
        live = tx.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'uq_checkin_live'").scalar()
    records.close()
    assert "voided_at IS NULL" in live


def test_the_schema_of_an_organisation_is_the_same_page(cluster: postgres.Cluster) -> None:
    url = cluster.own()
    opened = [threading.Thread(target=lambda: db.connect_url(url).close()) for _ in range(4)]
    for one in opened:
        one.start()
    for one in opened:
        one.join()
    records = db.connect_url(url)
    with records.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables.metadata) == []
    with records.read() as tx:
        live = tx.exec_driver_sql("SELECT indexdef FROM pg_indexes WHERE indexname = 'uq_checkin_live'").scalar()
    assert "UNIQUE" in live
    assert "voided_at IS NULL" in live
    records.write(lambda tx: tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'"))
    records.close()
    with pytest.raises(KitError, match="newer Lectern"):
        db.connect_url(url)


def test_no_record_is_deleted_by_another_going(tmp_path: Path) -> None:
    for table in tables.metadata.tables.values():
        for key in table.foreign_keys:
            assert key.ondelete is None, f"{table.name}.{key.parent.name} would delete the ledger"


def test_the_head_is_the_last_revision() -> None:
    names = sorted(path.stem[1:5] for path in (migrations.HERE / "versions").glob("v*.py"))
    assert names[-1] == migrations.HEAD


def test_a_file_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db.connect(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(KitError, match="newer Lectern"):
        db.connect(path)
    assert path.read_bytes() == before


def test_an_older_file_is_copied_before_it_is_upgraded(tmp_path: Path) -> None:
    left, path = tmp_path / "left.db", tmp_path / "a.db"
    with closing(sqlite3.connect(left, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        raw.execute("INSERT INTO alembic_version VALUES ('0000')")
        for ending in ("", "-wal"):  # what a process that was killed leaves: the log holds what the file does not
            shutil.copy(f"{left}{ending}", f"{path}{ending}")
    with pytest.raises(Exception, match="0000"):
        db.connect(path)
    with closing(sqlite3.connect(tmp_path / f"a.db.before-{migrations.HEAD}")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)
