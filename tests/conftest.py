"""What tests share: a whole Kit in a temporary folder, ../shared, and homes that never touch the person's own."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kit import workspace as workspaces
from kit.context import Kit
from kit.settings import Settings
from tests import postgres
from tests.oracle import validator as oracle

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # started in the background: what is started here would ignore Ctrl+C too
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send home, preferences and data folders into the test's own folder."""
    home = tmp_path / "home"
    for name, place in (
        ("HOME", home),
        ("USERPROFILE", home),
        ("XDG_CONFIG_HOME", home / ".config"),
        ("XDG_DATA_HOME", home / ".local" / "share"),
        ("XDG_CACHE_HOME", home / ".cache"),
    ):
        monkeypatch.setenv(name, str(place))
    monkeypatch.delenv("LECTERN_WORKSPACE", raising=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """../shared with the corpus; outside CI its tests are skipped where it is missing, in CI they fail."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        if os.environ.get("CI"):
            pytest.fail("../shared is missing")
        pytest.skip("../shared is missing")
    return path


@pytest.fixture(scope="session")
def _blank_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one workspace with migrated records, copied for each test."""
    root = tmp_path_factory.mktemp("blank") / "Lectern"
    kit = Kit(workspaces.new(root, KEY))
    with kit.db.read():
        pass
    kit.close()
    return root


@pytest.fixture
def kit(_blank_workspace: Path, tmp_path: Path) -> Iterator[Kit]:
    """A whole Kit on a workspace of its own; its clock is the real one, no LibreOffice draws beside it."""
    root = tmp_path / "Lectern"
    shutil.copytree(_blank_workspace, root)
    kit = Kit(workspaces.open_(root), Settings(lang="en", exact=False))
    yield kit
    kit.close()


@pytest.fixture(scope="session")
def validator() -> Callable[..., tuple[str, ...]]:
    """Microsoft's validator as `validator(path, inherited=())` -> its errors; where it is missing, skip outside CI, fail in CI."""
    program = oracle.program()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("The Open XML SDK validator is missing")
        pytest.skip("The Open XML SDK validator is missing")
    return partial(oracle.errors, program)


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL server of this run's own; outside CI its tests are skipped where it is not installed, in CI they fail."""
    programs = postgres.binaries()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is missing")
        pytest.skip("PostgreSQL is missing")
    with postgres.cluster(programs) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def either_kit(request: pytest.FixtureRequest, kit: Kit) -> Iterator[Kit]:
    """A Kit on each kind of records in turn: the workspace's own file, and an organisation's database."""
    if request.param == "sqlite":
        yield kit
        return
    made = Kit(kit.workspace, Settings(lang="en", exact=False), database=request.getfixturevalue("cluster").emptied())
    yield made
    made.close()
