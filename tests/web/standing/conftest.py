"""One workspace, event and server for all tests of a module: what they send is refused, or changes nothing that another looks at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit import workspace as workspaces
from kit.context import Kit
from kit.events.event import Event
from kit.settings import Settings
from kit.web.server import Server
from tests import postgres
from tests.web.conftest import prepared


@pytest.fixture(scope="module")
def kit(_blank_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """One workspace."""
    root = tmp_path_factory.mktemp("standing") / "Lectern"
    shutil.copytree(_blank_workspace, root)
    kit = Kit(workspaces.open_(root), Settings(lang="en"))
    yield kit
    kit.close()


@pytest.fixture(scope="module")
def event(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Event:
    """One event."""
    return prepared(kit, tmp_path_factory.mktemp("roster"))


@pytest.fixture(scope="module")
def server(kit: Kit) -> Iterator[Server]:
    """One server."""
    with Server(kit, "127.0.0.1", 0) as server:
        yield server


@pytest.fixture(scope="module")
def office(cluster: postgres.Cluster, _blank_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of an organisation, with the same event."""
    root = tmp_path_factory.mktemp("office") / "Lectern"
    shutil.copytree(_blank_workspace, root)
    kit = Kit(workspaces.open_(root), Settings(lang="en"), database=cluster.own())
    prepared(kit, root)
    with Server(kit, "127.0.0.1", 0) as server:
        yield server
    kit.close()
