"""The command line as a person types it, on the workspace of the test."""

from __future__ import annotations

import pytest

from kit.cli import main


@pytest.fixture
def lectern(kit, capsys):
    """Run a command and return what it said, its output or, where it was refused, its one line."""

    def run(*words, status=0):
        code = main.main(["--workspace", str(kit.workspace.root), *map(str, words)])
        out = capsys.readouterr()
        assert code == status, out
        return out.out if status in (0, 1) else out.err

    return run
