"""Every role at every route: who may open and send what, and that nobody else sees a name or changes anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from kit.context import Kit
from kit.events.event import Draft, Event
from kit.ops import attendance, devices, events, sharing
from kit.web.server import Server
from tests.web.conftest import Phone

ROLES = ("stranger", "attendee", "helper", "helper elsewhere", "taken off", "forged")
PEOPLE = ("张三", "李四", "尉迟冬")


@pytest.fixture(scope="module")
def rotating(kit: Kit) -> Event:
    return events.create(kit, Draft("Changing", datetime(2026, 12, 1, 6, 0, tzinfo=UTC), form="none", rotating=20))


@pytest.fixture(scope="module")
def roles(kit: Kit, event: Event, server: Server) -> Iterator[dict[str, Phone]]:
    """One phone for each role."""
    made = {role: Phone(server) for role in ROLES}
    made["attendee"].fill(f"/c/{event.code}", who="尉迟冬")
    other = events.create(kit, Draft("Other", event.starts_at, form="none"))
    for role, at in (("helper", event), ("helper elsewhere", other), ("taken off", event)):
        pin = devices.pin(kit, at.code) or devices.new_pin(kit, at.code)
        assert made[role].fill(f"/h/{at.code}", do="enter", pin=pin, name=role).status_code == 200
    gone = next(device for device in devices.all(kit, event.code) if device.name == "taken off")
    devices.revoke(kit, event.code, gone.id)
    made["forged"].cookies.update({"lectern": "WyJhIiwxXQ.AAAA", "lectern-desk": "WyJhIiwiYiJd.AAAA", "lectern-scan": "W10.AAAA"})
    yield made
    for phone in made.values():
        phone.close()


ONLY_HELPER = {role: 200 if role == "helper" else 403 for role in ROLES}
MATRIX: dict[str, dict[str, int] | int] = {
    "GET /c/{event}": 200,
    "GET /c/{event}/LB23456789ABCDEF": 200,
    "GET /c/{rotating}": 403,
    "GET /c/{rotating}/AAAAAAAAAAA": 403,
    "GET /c/NOPE22": 404,
    "GET /f/{event}": 200,
    "GET /f/{rotating}": 404,
    "GET /f/{event}/live": 200,
    "GET /f/NOPE22/live": 404,
    "GET /s/{event}": 200,
    "GET /h/{event}": 200,
    "GET /h/NOPE22": 404,
    "GET /h/{event}/photo": 405,
    "GET /t": 200,
    "GET /healthz": 200,
    "GET /": 404,
    "GET /openapi.json": 404,
    "POST /c/{event}": 400,
    "POST /c/{rotating}": 403,
    "POST /h/{event} do=find q=lisi": ONLY_HELPER,
    "POST /h/{event} in=00103": ONLY_HELPER,
    "POST /h/{event} out=00103": ONLY_HELPER,
    "POST /h/{event} do=walk_in name=Somebody": ONLY_HELPER,
    "POST /h/{event} do=leave": {role: 403 for role in ROLES if role != "helper"},
    "POST /h/{event} do=enter pin=0 name=x": 403,
    "POST /f/{event} q.use=5": 403,
    "POST /f/{event}/live text=x": 403,
    "POST /f/{event}/photo a=1": 404,
    "POST /s/{event} a=1": 405,
    "POST /t a=1": 405,
    "POST /healthz a=1": 405,
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", MATRIX)
def test_every_role_at_every_route(kit: Kit, event: Event, rotating: Event, roles: dict[str, Phone], role: str, route: str) -> None:
    expected = MATRIX[route]
    if isinstance(expected, dict) and role not in expected:
        return
    status = expected[role] if isinstance(expected, dict) else expected
    before = len(attendance.log(kit, event.code))
    page = asked(roles[role], route.format(event=event.code, rotating=rotating.code), event)
    assert page.status_code == status
    if not (role == "helper" and route.startswith("POST /h")):
        own = "尉迟冬" if role == "attendee" else ""
        assert not [name for name in PEOPLE if name in page.text and name != own]
    changed = len(attendance.log(kit, event.code)) - before
    assert changed == int("POST /h" in route and status == 200 and "find" not in route)


def asked(phone: Phone, route: str, event: Event) -> httpx.Response:
    method, path, *pairs = route.split(" ")
    if method == "GET":
        return phone.get(path)
    fields = dict(pair.split("=") for pair in pairs)
    page = phone.get(f"/h/{event.code}" if path.startswith("/h") else f"/c/{event.code}")
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found, page.text
    return phone.post(path, data={"token": found[1], **fields} if path.startswith(("/h", "/c")) else fields)


def test_the_form_of_one_page_opens_no_other(kit: Kit, event: Event, rotating: Event, roles: dict[str, Phone]) -> None:
    phone = roles["helper"]
    for page, other in ((f"/c/{event.code}", f"/h/{event.code}"), (f"/h/{event.code}", f"/f/{event.code}")):
        assert phone.fill(other, token=phone.token(page), do="find", q="lisi").status_code == 403


def test_a_changing_wall_is_shown_to_helpers_of_that_event_only(kit: Kit, rotating: Event, server: Server, roles: dict[str, Phone]) -> None:
    with Phone(server) as phone:
        phone.fill(f"/h/{rotating.code}", do="enter", pin=devices.new_pin(kit, rotating.code), name="x")
        assert "<path" in phone.get(f"/s/{rotating.code}").text
        assert phone.get("/" + sharing.wall(kit, rotating).payload.split("/", 3)[3]).status_code == 200
    assert all("<path" not in roles[role].get(f"/s/{rotating.code}").text for role in ROLES)
