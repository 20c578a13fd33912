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

from kit.errors import KitError, from_os
from kit.i18n import N_
from kit.store import migrations, tables
from kit.store.turns import Turns, emptied

Tx = Connection
T = TypeVar("T")
BUSY_SECONDS = 30
PATIENCE = 5000
CONNECTIONS = 10


class Database:
    """The records of one workspace (a SQLite file) or of an organisation (a postgresql:// address)."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self.path = path
        self.where = str(path) if path else named(engine.url)
        self._looking = engine if path else engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._turns = Turns(engine) if path else None

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """Open a transaction that only looks; it sees one moment of the records."""
        with _said(self.where), self._looking.connect() as tx, tx.begin():
            yield tx

    def write(self, work: Callable[[Tx], T], *, clean: bool = False) -> T:
        """Run `work(tx)` in one transaction and return its result once it is safely on disk; anything raised undoes it all.

        On SQLite writers queue here, so none waits on the file's lock inside this process, and share the wait for the disk;
        `clean` leaves no trace there of what was before, neither of what is gone nor of the order in which rows came.
        """
        with _said(self.where):
            if self._turns is not None:
                return self._turns.run(work, clean=clean)
            with self.engine.connect() as tx, tx.begin():
                return work(tx)

    def sweep(self) -> None:
        """Leave nothing behind of what was deleted: rows that PostgreSQL only marks, SQLite's log, copies from before an upgrade.

        Raises KitError when such a copy cannot be deleted.
        """
        if self.path is None:
            with _said(self.where), self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                names = ", ".join(f'"{table}"' for table in tables.metadata.tables)
                connection.exec_driver_sql(f"VACUUM {names}")
            return
        emptied(self.engine, PATIENCE)
        for copy in self.path.parent.glob(f"{self.path.name}.before-*"):
            try:
                copy.unlink(missing_ok=True)
            except OSError as error:
                raise from_os(error, copy) from error

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
    try:
        address = sa.make_url(url.replace("postgresql://", "postgresql+psycopg://", 1))
    except (sa.exc.ArgumentError, ValueError) as error:
        text = N_("The database address cannot be read: write it like postgresql://user:password@host:5432/name.")
        raise KitError("database.address-form", text) from error
    # connections beyond the pool would be opened and closed for each request, which costs more than the request; one that a laptop slept
    # on or whose server was restarted is noticed before it is used
    engine = sa.create_engine(address, pool_size=CONNECTIONS, max_overflow=0, pool_timeout=BUSY_SECONDS, pool_pre_ping=True)
    try:
        with _said(named(address)):
            migrations.prepare_engine(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, None)


def named(address: sa.URL) -> str:
    """Return how a database is called in a message: host, port and name, never the password."""
    host = address.host or address.query.get("host") or "this computer"
    return f"{host if isinstance(host, str) else host[0]}{f':{address.port}' if address.port else ''}/{address.database or ''}"


def _configure(connection: Any, _record: ConnectionPoolEntry) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Begin by hand: the driver's own habit commits silently at savepoints, and a late upgrade to a writer fails at once."""
    writes = connection.get_execution_options().get("lectern_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _said(where: str) -> Iterator[None]:
    """Say what the database refuses in a sentence; a broken rule (IntegrityError) stays what it is: the rooms decide."""
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
    return _unreachable(reason, where)


def _unreachable(reason: str, where: str) -> KitError:
    """Say why an organisation's database does not answer: its own first line is kept, it names user and database."""
    if "password" in reason or "authentication" in reason or "role" in reason:
        text = N_("The database {where} does not let us in: check user and password in its address ({reason}).")
    elif "does not exist" in reason:
        text = N_("There is no database {where}: make it, or check the name in its address ({reason}).")
    elif any(word in reason for word in ("resolve", "refused", "timeout", "timed out", "unreachable", "no such file", "could not connect")):
        text = N_("The database {where} cannot be reached: check that it runs, its address, and the network ({reason}).")
    else:
        text = N_("The database {where} did not do what was asked: {reason}.")
    lines = [line.strip() for line in reason.splitlines() if line.strip()]
    return KitError("database.failed", text, where=where, reason=lines[0] if lines else "")
