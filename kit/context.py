"""What a verb works with: the workspace, the preferences, the records, the key, the bus and the clock."""

from __future__ import annotations

import getpass
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kit import workspace as workspaces
from kit.happenings import Bus
from kit.settings import Settings
from kit.workspace import Workspace

if TYPE_CHECKING:
    from kit.store.db import Database


def clock() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


class Kit:
    """One open workspace; everything in it is made on first use, so that starting costs nothing."""

    def __init__(
        self, workspace: Workspace, settings: Settings | None = None, *, now: Callable[[], datetime] = clock, database: str = ""
    ) -> None:
        self.workspace = workspace
        self.settings = settings or Settings()
        self.now = now
        self.bus = Bus()
        self.database_url = database or workspaces.organisation(workspace)
        self.addresses: tuple[str, ...] = ()  # where phones reach this process, none while sharing is off
        self.second_address = ""  # the same by a name, where the local network knows one
        self._making = threading.Lock()
        self._db: Database | None = None

    @property
    def db(self) -> Database:
        """The records: the workspace's SQLite file, or the organisation's database."""
        with self._making:
            if self._db is None:
                from kit.store import db

                self._db = db.connect_url(self.database_url) if self.database_url else db.connect(self.workspace.database)
            return self._db

    @cached_property
    def key(self) -> bytes:
        """The secret that signs codes: the workspace's, or the one that all computers on an organisation's database share."""
        own = workspaces.read_key(self.workspace)
        if not self.database_url:
            return own
        from kit.store import shared

        return bytes.fromhex(self.db.write(lambda tx: shared.first(tx, shared.KEY, own.hex())))

    @cached_property
    def user(self) -> str:
        """Who is signed in to this computer, "" when it does not say."""
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # Windows without a name in the environment has no pwd module to ask
            return ""

    def close(self) -> None:
        """Let go of the records."""
        with self._making:
            if self._db is not None:
                self._db.close()
                self._db = None
