"""When something breaks on the host's computer, the phone hears a sentence and the log the rest."""

from __future__ import annotations

import pytest

from kit.context import Kit
from kit.events.event import Event
from tests.web.conftest import Phone


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


def test_a_database_in_trouble_is_said(event: Event, phone: Phone, kit: Kit) -> None:
    kit.close()
    kit.workspace.database.write_bytes(b"no database at all" * 100)
    for name in ("-wal", "-shm"):
        kit.workspace.database.with_name(kit.workspace.database.name + name).unlink(missing_ok=True)
    page = phone.get(f"/c/{event.code}")
    assert page.status_code >= 400
    assert "Traceback" not in page.text
