"""Where QR codes lead: small in capitals, readable beside it, and the same after the program was closed."""

from __future__ import annotations

from kit import happenings, qr
from kit.context import Kit
from kit.ops import sharing

HERE = "http://192.168.1.7:8642"


def test_targets_are_capitals_in_the_code_and_readable_beside_it(kit: Kit) -> None:
    targets = sharing.targets(kit, "K7Q2MX", f"{HERE}/")
    assert targets.keys() == {"checkin", "feedback", "screen"}
    assert targets["checkin"].payload == "HTTP://192.168.1.7:8642/C/K7Q2MX"
    assert targets["feedback"].address == f"{HERE}/f/k7q2mx"
    assert len(qr.matrix(targets["checkin"].payload)) == 25


def test_the_address_in_force_then_the_last_then_this_computers_own(kit: Kit) -> None:
    assert sharing.address(kit).endswith(f":{kit.workspace.port}")
    sharing.start(kit, [HERE, "http://10.0.0.2:8642"])
    assert sharing.address(kit) == HERE
    sharing.stop(kit)
    assert (kit.addresses, sharing.address(kit)) == ((), HERE)
    sharing.start(kit, ["http://127.0.0.1:40000"])
    assert sharing.address(kit) == "http://127.0.0.1:40000"
    sharing.stop(kit)
    assert sharing.address(kit) == HERE


def test_it_tells_when_sharing_begins_and_ends_and_who_was_seen(kit: Kit) -> None:
    heard: list[happenings.Happening] = []
    kit.bus.listen(heard.append)
    sharing.start(kit, [HERE])
    sharing.seen(kit, "192.168.1.30")
    sharing.stop(kit)
    sharing.stop(kit)
    assert heard == [happenings.SharingChanged(HERE), happenings.PhoneSeen("192.168.1.30"), happenings.SharingChanged("")]
