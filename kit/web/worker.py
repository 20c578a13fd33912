"""What one of several server processes imports by name: the application on the organisation's database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.web.gate import Gate

WORKSPACE = "LECTERN_SERVE_WORKSPACE"
DATABASE = "LECTERN_SERVE_DATABASE"
NAME = "LECTERN_SERVE_NAME"
BASE = "LECTERN_SERVE_BASE"


def application() -> Gate:
    """Open the workspace and the database that the parent process named, and return what answers phones."""
    from kit import settings, workspace
    from kit.context import Kit
    from kit.web import app

    kit = Kit(workspace.open_(Path(os.environ[WORKSPACE])), settings.read(), database=os.environ[DATABASE])
    with kit.db.read():  # connect before the first phone comes
        pass
    return app.build(kit, (os.environ[NAME],), os.environ[BASE])
