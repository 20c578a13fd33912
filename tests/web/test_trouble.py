"""When something breaks on the host's computer, the phone hears a sentence and the log the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from kit.context import Kit
from kit.events.event import Event
from kit.settings import Settings
from kit.web.server import Server
from tests import postgres
from tests.web.conftest import Phone, prepared


def test_a_bug_is_logged_and_says_nothing(
    kit: Kit, event: Event, phone: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("kit.ops.events.show", broken)
    page = phone.get(f"/c/{event.code}")
    assert page.status_code == 500
    assert "Something went wrong" in page.text
    assert "secret detail" not in page.text
    assert "ZeroDivisionError" not in page.text
    assert "secret detail" in caplog.text


def test_a_database_in_trouble_is_said(event: Event, phone: Phone, kit: Kit, caplog: pytest.LogCaptureFixture) -> None:
    kit.close()
    kit.workspace.database.write_bytes(b"no database at all" * 100)
    for name in ("-wal", "-shm"):
        kit.workspace.database.with_name(kit.workspace.database.name + name).unlink(missing_ok=True)
    page = phone.get(f"/c/{event.code}")
    assert page.status_code == 503
    assert "tell the host" in page.text
    for secret in ("Traceback", "lectern.db", str(kit.workspace.root), "damaged"):
        assert secret not in page.text
    assert "lectern.db" in caplog.text


def test_the_address_of_the_database_is_told_to_the_host_only(
    kit: Kit, cluster: postgres.Cluster, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    office = Kit(kit.workspace, Settings(lang="en"), database=cluster.own())
    event = prepared(office, tmp_path)
    with Server(office, "127.0.0.1", 0) as server, Phone(server) as phone:
        token = phone.token(f"/c/{event.code}")
        office.db.close()
        office.db.engine = office.db._looking = sa.create_engine("postgresql+psycopg://nobody@/none?host=/nowhere")
        page = phone.fill(f"/c/{event.code}", token=token, who="李四")
    office.close()
    assert page.status_code == 503
    assert "nowhere" not in page.text
    assert "nowhere" in caplog.text


def test_a_connection_that_was_cut_is_noticed_before_it_is_used(kit: Kit, cluster: postgres.Cluster) -> None:
    office = Kit(kit.workspace, Settings(lang="en"), database=cluster.own())
    for _time in range(2):
        with office.db.read() as tx:
            mine = tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        cluster.cut(int(mine))  # as a server does that is restarted, or a network that a laptop slept through
    with office.db.read() as tx:
        assert tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() != mine
    office.close()
