"""An organisation's server behind a proxy, and several computers on one database: one key, one address, each sees what the others write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from kit import workspace as workspaces
from kit.context import Kit
from kit.errors import KitError
from kit.events.event import Draft, Event
from kit.ops import attendance, devices, events, sharing
from kit.web.server import Front, Server
from tests import postgres
from tests.web.conftest import Phone

BASE = "https://events.example.org"
THROUGH = {"host": "events.example.org", "origin": BASE, "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}


def test_behind_a_proxy_phones_come_to_the_address_that_codes_carry(kit: Kit, event: Event) -> None:
    with Server(kit, "127.0.0.1", 0, Front.of(BASE + "/", ["127.0.0.1"])) as server, Phone(server, **THROUGH) as phone:
        assert server.addresses == (BASE,)
        assert sharing.targets(kit, event.code)["checkin"].address == f"{BASE}/c/{event.code.lower()}"
        page = phone.fill(f"/c/{event.code}", who="李四")
        assert "You are in" in page.text
        assert "secure" in page.headers["set-cookie"].lower()
        renamed = phone.fill(f"/c/{event.code}", token=phone.token(f"/c/{event.code}"), who="尉迟冬")
        assert renamed.status_code == 200
        for wrong in ({"origin": "https://evil.example"}, {"host": "evil.example"}):
            assert phone.post(f"/c/{event.code}", data={"token": "x"}, headers=wrong).status_code in (403, 421)
        inside = {"host": f"127.0.0.1:{server.port}"}  # a proxy that does not pass the name on
        assert (
            phone.post(f"/c/{event.code}", data={"token": phone.token(f"/c/{event.code}"), "who": "李四"}, headers=inside).status_code
            == 200
        )


def test_nobody_else_is_believed_about_https_and_addresses(kit: Kit, event: Event) -> None:
    for proxies in ([], ["10.9.8.7"]):
        with Server(kit, "127.0.0.1", 0, Front.of(BASE, proxies)) as server, Phone(server, **THROUGH) as phone:
            assert "secure" not in phone.get(f"/c/{event.code}").headers["set-cookie"].lower()


@pytest.mark.parametrize("address", ["events.example.org", "ftp://x", "https://", "https://x/path", "https://x?a=b", "https://x/#y"])
def test_an_address_that_phones_cannot_come_to_is_refused(address: str) -> None:
    with pytest.raises(KitError, match="is not an address for phones"):
        Front.of(address, [])


def test_a_proxy_is_named_by_its_address() -> None:
    assert Front.of("", ["10.0.0.5", "10.1.0.0/16"]).proxies == ("10.0.0.5/32", "10.1.0.0/16")
    with pytest.raises(KitError, match="A proxy is named"):
        Front.of("", ["proxy.local"])


def test_two_computers_on_one_database_are_one_office(kit: Kit, cluster: postgres.Cluster, tmp_path: Path) -> None:
    url = cluster.emptied()
    other = workspaces.new(tmp_path / "Other", bytes(range(32, 64)))
    for made in (kit.workspace, other):
        (made.records / "database").write_text(url + "\n", "utf-8")
    here, there = Kit(kit.workspace), Kit(other)
    assert here.database_url == there.database_url == url
    assert here.key == there.key
    one = events.create(here, Draft("One", datetime(2026, 12, 1, 6, tzinfo=UTC), form="none"))
    two = events.create(there, Draft("Two", datetime(2026, 12, 1, 6, tzinfo=UTC), form="none"))
    assert {row.event.code for row in events.all(here)} == {one.code, two.code}
    assert devices.new_pin(here, one.code) == devices.pin(there, one.code)
    with Server(here, "127.0.0.1", 0, Front.of(BASE, [])) as server, Phone(server) as phone:
        assert sharing.address(there) == BASE
        before = attendance.pulse(there)
        page = phone.fill(f"/c/{two.code}", who="王五", which="法务", walk_in="1")
        assert "You are in" in page.text
        assert attendance.pulse(there) != before
        (line,) = attendance.log(there, two.code)
        assert (line.name, line.receipt in page.text) == ("王五", True)
        events.close(there, two.code)
        held = phone.token(f"/c/{one.code}")
        assert phone.fill(f"/c/{one.code}", token=held, who="a", which="b", walk_in="1").status_code == 200
        closed: Callable[[], httpx.Response] = lambda: phone.get(f"/c/{two.code}")  # noqa: E731
        assert any(closed().status_code == 410 for _look in range(2000)), "a worker never noticed that another computer closed the event"
    here.close()
    there.close()


def test_the_health_page_says_that_the_database_is_gone(kit: Kit) -> None:
    with postgres.cluster(postgres.binaries() or pytest.fail("PostgreSQL is missing")) as cluster:
        office = Kit(kit.workspace, database=cluster.own())
        server = Server(office, "127.0.0.1", 0).start()
        assert httpx.get(f"http://127.0.0.1:{server.port}/healthz", trust_env=False).text == "ok"
    page = httpx.get(f"http://127.0.0.1:{server.port}/healthz", trust_env=False, timeout=60)
    assert page.status_code == 503
    assert "postgres" not in page.text.lower()
    server.kit.addresses = ()
    server.stop()
    office.close()
