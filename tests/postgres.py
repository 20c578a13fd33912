"""A PostgreSQL of the tests' own: a cluster in a temporary folder, reached by its socket only, as durable as a real one."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from kit.store import db, tables

INSTALLED = Path("/usr/lib/postgresql")
OWNER = "postgres"
MOST_CONNECTIONS = 200


def binaries() -> Path | None:
    """Return the folder of the server's programs, the newest where there are several; None where none is installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = [path.parent for path in INSTALLED.glob("*/bin/initdb")]
    return max(versions, key=lambda path: int(path.parent.name), default=None)


@contextlib.contextmanager
def cluster(bin_: Path) -> Iterator[Cluster]:
    """Make a cluster, run it and throw it away; it refuses to run as root, so root runs it as the user postgres."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        as_owner = []
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER, OWNER)
            as_owner = ["runuser", "-u", OWNER, "--"]
        data, log = f"{folder}/data", f"{folder}/log"

        def run(program: str, *words: str) -> None:
            done = subprocess.run([*as_owner, str(bin_ / program), "-D", data, *words], cwd=folder, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr

        run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", f"--username={OWNER}", "--no-sync")
        run("pg_ctl", "start", "-w", "-l", log, "-o", f"-c listen_addresses='' -k {folder} -N {MOST_CONNECTIONS}")
        made = Cluster(folder)
        try:
            yield made
        finally:
            made.close()
            run("pg_ctl", "stop", "-m", "immediate")


class Cluster:
    """A running server with one database that tests take in turn, and others made where a test needs its own."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._numbers = count(1)
        self._admin = sa.create_engine(self._url(OWNER).replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT", pool_size=1)
        self.shared = self.own()
        self._room = db.connect_url(self.shared)

    def emptied(self) -> str:
        """Return the address of the shared database, with the schema and nothing in it."""
        self._room.write(_empty)
        return self.shared

    def own(self) -> str:
        """Return the address of a new database without a schema."""
        name = f"w{next(self._numbers)}"
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        return self._url(name)

    def cut(self, backend: int) -> None:
        """End a connection from the server's side and wait until it is gone."""
        with self._admin.connect() as connection:
            assert connection.exec_driver_sql(f"SELECT pg_terminate_backend({backend}, 20000)").scalar_one()

    def close(self) -> None:
        """Let go of the server."""
        self._room.close()
        self._admin.dispose()

    def _url(self, name: str) -> str:
        return f"postgresql://{OWNER}@/{name}?host={self.folder}"


def _empty(tx: db.Tx) -> None:
    """Delete every row and count ids from 1 again; quicker than truncating, which makes files anew."""
    for table in reversed(tables.metadata.sorted_tables):
        tx.execute(sa.delete(table))
    restart = "SELECT setval(format('%%I.%%I', schemaname, sequencename), 1, false) FROM pg_sequences WHERE last_value IS NOT NULL"
    tx.exec_driver_sql(restart)
