"""One way to the records: `with db.read() as tx` and `db.write(fn)`, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event as sa_event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from kit.errors import KitError
from kit.store import migrations
from kit.store.turns import Turns

Tx = Connection
T = TypeVar("T")
BUSY_SECONDS = 30
CONNECTIONS = 10


class Database:
    """The records of one workspace (a SQLite file) or of an organisation (a postgresql:// address)."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self.path = path
        self._looking = engine if path else engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._turns = Turns(engine) if path else None

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """Open a transaction that only looks; it sees one moment of the records."""
        with _said(self.path), self._looking.connect() as tx, tx.begin():
            yield tx

    def write(self, work: Callable[[Tx], T]) -> T:
        """Run `work(tx)` in one transaction and return its result once it is safely on disk; anything raised undoes it all.

        On SQLite writers queue here, so none waits on the file's lock inside this process, and share the wait for the disk.
        """
        with _said(self.path):
            if self._turns is not None:
                return self._turns.run(work)
            with self.engine.connect() as tx, tx.begin():
                return work(tx)

    def close(self) -> None:
        """Let go of every connection, so that the file can be moved or deleted (Windows)."""
        self.engine.dispose()


def connect(path: Path) -> Database:
    """Open the SQLite records at `path`, made or brought to the current schema if needed (after a copy of the old file)."""
    migrations.prepare_file(path)
    engine = sa.create_engine(
        f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS, "isolation_level": None}, pool_size=20, max_overflow=40
    )
    sa_event.listen(engine, "connect", _configure)
    sa_event.listen(engine, "begin", _begin)
    return Database(engine, path)


def connect_url(url: str) -> Database:
    """Open the records of an organisation at a postgresql:// address; the schema is brought to the current one."""
    if not url.startswith(("postgresql://", "postgresql+psycopg://")):
        raise KitError(
            "database.address", "The database address must begin with postgresql://, this one does not: {url}.", url=url.split("@")[-1]
        )
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    # connections beyond the pool would be opened and closed for each request, which costs more than the request
    engine = sa.create_engine(address, pool_pre_ping=True, pool_size=CONNECTIONS, max_overflow=0, pool_timeout=BUSY_SECONDS)
    try:
        with _said(None):
            migrations.prepare_engine(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, None)


def _configure(connection: Any, _record: ConnectionPoolEntry) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Begin by hand: the driver's own habit commits silently at savepoints, and a late upgrade to a writer fails at once."""
    writes = connection.get_execution_options().get("lectern_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _said(path: Path | None) -> Iterator[None]:
    """Say what the database refuses in a sentence; a broken rule (IntegrityError) stays what it is: the rooms decide."""
    where = str(path or "the database")
    try:
        yield
    except IntegrityError:
        raise
    except OperationalError as error:
        raise _refusal(str(error.orig).lower(), where) from error
    except sa.exc.DatabaseError as error:
        if "malformed" in str(error).lower() or "not a database" in str(error).lower():
            raise KitError(
                "database.damaged", "The records in {path} are damaged: restore a backup with `lectern restore`.", path=where
            ) from error
        raise
    except SQLAlchemyError:
        raise


def _refusal(reason: str, where: str) -> KitError:
    if "full" in reason:
        return KitError("disk.full", "There is no space left to write {path}: free some space and try again.", path=where)
    if "readonly" in reason or "read-only" in reason:
        return KitError("file.denied", "{path} may not be read or written: it is locked, open elsewhere or protected.", path=where)
    if "locked" in reason:
        return KitError("database.busy", "{path} is in use by another program: close it and try again.", path=where)
    if "unable to open" in reason:
        return KitError("database.missing", "{path} cannot be opened: check that the folder exists and may be written.", path=where)
    return KitError("database.failed", "The database at {path} did not answer: {reason}.", path=where, reason=reason.splitlines()[0])
