"""Bring the records to the current schema: a copy first, foreign keys off while tables change, checked after."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from kit.errors import KitError, from_os

HEAD = "0006"
HERE = Path(__file__).parent


def prepare_file(path: Path) -> None:
    """Create or upgrade the SQLite file at `path`; before an upgrade a copy `….before-REVISION` is kept beside it.

    Raises KitError when the file is damaged, unwritable, or was written by a newer program.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        found = revision(path) if path.exists() and path.stat().st_size else ""
    except OSError as error:
        raise from_os(error, path) from error
    if found == HEAD:
        return
    if found:
        _refuse_newer(found, path)
        _copy(path, path.with_name(f"{path.name}.before-{HEAD}"))
    try:
        engine = sa.create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None}, poolclass=sa.pool.NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            _upgrade(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                connection.exec_driver_sql("ROLLBACK")
                raise KitError(
                    "database.upgrade", "Upgrading {path} would lose links between records: nothing was changed.", path=str(path)
                )
            connection.exec_driver_sql("COMMIT")
    except sa.exc.OperationalError as error:
        text = "{path} cannot be opened: check that the folder exists and may be written."
        raise KitError("database.missing", text, path=str(path)) from error


def prepare_engine(engine: Engine) -> None:
    """Create or upgrade the schema of a PostgreSQL database, one process at a time."""
    with engine.begin() as connection:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(7382001)"))
        if sa.inspect(connection).has_table("alembic_version"):
            found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or ""
            if found == HEAD:
                return
            _refuse_newer(found, None)
        _upgrade(connection)


def revision(path: Path) -> str:
    """Return the schema revision of a SQLite file, "" when it has none; refuse a file that is no database."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return str(db.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except sqlite3.OperationalError:
        return ""
    except (sqlite3.DatabaseError, TypeError) as error:
        raise KitError(
            "database.damaged", "The records in {path} are damaged: restore a backup with `lectern restore`.", path=str(path)
        ) from error


def _copy(path: Path, to: Path) -> None:
    """Copy the records as they stand, with what lies in the log of a process that was killed."""
    with closing(sqlite3.connect(path)) as live, closing(sqlite3.connect(to)) as copy:
        live.backup(copy)


def _refuse_newer(found: str, path: Path | None) -> None:
    if found > HEAD:
        text = "The records in {path} were written by a newer Lectern (schema {found}): update this one."
        raise KitError("database.newer", text, path=str(path or "the database"), found=found)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
