"""Why no phone comes: each cause has its own sentence and its own way out, and decks with old codes are named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kit.context import Kit
from kit.events import shown
from kit.events.event import Draft, Event
from kit.ops import events, sharing
from kit.web import reach
from kit.web.announce import KIND, Announcement, service
from kit.web.reach import Reach
from kit.web.server import Server

HERE = "http://192.168.1.7:8642"
WELL = Reach(HERE, "192.168.1.7", there=True, own=True, neighbours=3, seen=True)


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        (WELL, []),
        (Reach(), ["reach.off"]),
        (Reach(HERE, "10.0.0.4"), ["reach.changed"]),
        (Reach(HERE, "10.0.0.4", seen=True), ["reach.changed"]),
        (Reach(HERE, "", there=True), ["reach.alone"]),
        (Reach(HERE, "192.168.1.7", there=True), ["reach.own"]),
        (Reach(HERE, "192.168.1.7", there=True, own=True, neighbours=2), ["reach.firewall"]),
        (Reach(HERE, "192.168.1.7", there=True, own=True), ["reach.apart"]),
        (Reach(HERE, "192.168.1.7", there=True, own=True, seen=True, decks=("a.pptx",)), ["reach.decks"]),
    ],
)
def test_each_cause_has_its_own_sentence_and_way_out(known: Reach, codes: list[str]) -> None:
    found = reach.findings(known)
    assert [finding.code for finding in found] == codes
    assert all(finding.fix for finding in found)


LINUX = """IP address       HW type     Flags       HW address            Mask     Device
192.168.1.1      0x1         0x2         aa:bb:cc:dd:ee:01     *        wlan0
192.168.1.23     0x1         0x2         aa:bb:cc:dd:ee:02     *        wlan0
192.168.1.24     0x1         0x0         00:00:00:00:00:00     *        wlan0
10.0.0.9         0x1         0x2         aa:bb:cc:dd:ee:03     *        eth0
"""
WINDOWS = """Interface: 192.168.1.7 --- 0x8
  Internet Address      Physical Address      Type
  192.168.1.1           aa-bb-cc-dd-ee-01     dynamic
  192.168.1.23          aa-bb-cc-dd-ee-02     dynamic
  192.168.1.255         ff-ff-ff-ff-ff-ff     static
  224.0.0.22            01-00-5e-00-00-16     static
"""
MACOS = """? (192.168.1.1) at aa:bb:cc:dd:ee:1 on en0 ifscope [ethernet]
? (192.168.1.23) at aa:bb:cc:dd:ee:2 on en0 ifscope [ethernet]
? (192.168.1.99) at (incomplete) on en0 ifscope [ethernet]
"""


@pytest.mark.parametrize("table", [LINUX, WINDOWS, MACOS], ids=["linux", "windows", "macos"])
def test_devices_beside_us_are_counted_without_the_router(table: str) -> None:
    assert reach.neighbours(table, "192.168.1.7") == {"192.168.1.23"}
    assert reach.neighbours("", "192.168.1.7") == reach.neighbours(table, "events.example.org") == frozenset()


def test_a_server_that_answers_here_is_told_from_one_that_is_gone(kit: Kit) -> None:
    with Server(kit, "127.0.0.1", 0):
        found = reach.look(kit, seen=True)
    assert found.own
    assert reach.look(kit).address == ""
    sharing.start(kit, ["http://127.0.0.1:9"])
    assert not reach.look(kit).own


def test_finished_decks_whose_codes_lead_elsewhere_are_named(kit: Kit, event: Event) -> None:
    def built(path: str, address: str) -> None:
        qr = {"feedback": address}
        kit.db.write(lambda tx: shown.record(tx, event.id, path=path, digest="d", title=path, modules=[], qr=qr, at=kit.now()))

    built("old.pptx", f"http://192.168.1.5:8642/f/{event.code.lower()}")
    built("new.pptx", f"{HERE}/f/{event.code.lower()}")
    built("capitals.pptx", f"{HERE}/F/{event.code}".upper())
    sharing.start(kit, [HERE])
    assert [path for path, _printed in sharing.outdated(kit)] == ["old.pptx"]
    events.close(kit, event.code)
    assert sharing.outdated(kit) == ()


@pytest.mark.parametrize(("hours", "needed"), [(-13, False), (-11, True), (0, True), (12.5, True), (14, False)])
def test_phones_are_needed_around_an_open_event(kit: Kit, hours: float, needed: bool) -> None:
    start = datetime(2026, 12, 1, 6, tzinfo=UTC)
    made = events.create(kit, Draft("T", start, minutes=60, form="none"))
    kit.now = lambda: start + timedelta(hours=hours)
    assert sharing.needed(kit) == needed
    events.close(kit, made.code)
    assert not sharing.needed(kit)


def test_a_name_is_said_in_the_network_and_taken_back() -> None:
    told = service(["192.168.1.7", "10.0.0.4"], 8642)
    assert (told.type, told.server, told.port, told.parsed_addresses()) == (KIND, "lectern.local.", 8642, ["192.168.1.7", "10.0.0.4"])
    said: list[str] = []
    announcement = Announcement(["127.0.0.1"], 8642, said.append)
    spoken = announcement.wait(30)
    announcement.stop()
    assert said == (["lectern.local"] if spoken else [])
    assert announcement.host == ""


def test_where_no_name_can_be_said_nothing_breaks() -> None:
    announcement = Announcement(["no address"], 8642)
    assert not announcement.wait(30)
    announcement.stop()
