"""The server keeps its port, tells when it cannot, starts and stops cleanly, and says so."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kit import happenings
from kit.context import Kit
from kit.errors import KitError
from kit.events.event import Event
from kit.ops import attendance, sharing
from kit.web import network
from kit.web.server import Front, Place, Server, reachable, workers
from tests import postgres
from tests.web.conftest import Phone


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_it_says_where_it_is_and_when_it_stops(kit: Kit) -> None:
    heard: list[happenings.Happening] = []
    kit.bus.listen(heard.append)
    with Server(kit, "127.0.0.1", 0) as server:
        assert server.running
        assert kit.addresses == (server.address,)
        assert httpx.get(f"{server.address}/healthz", trust_env=False).text == "ok"
    assert not server.running
    assert kit.addresses == ()
    assert heard == [happenings.SharingChanged(f"http://127.0.0.1:{server.port}"), happenings.SharingChanged("")]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{server.port}/healthz", trust_env=False)


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="a signal to one thread is POSIX only")
def test_a_wait_cut_short_by_ctrl_c_leaves_it_running(kit: Kit) -> None:
    with Server(kit, "127.0.0.1", 0) as server:
        ident = threading.main_thread().ident
        assert ident
        threading.Timer(0.2, signal.pthread_kill, (ident, signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            server.wait(20)
        assert server.running
        assert httpx.get(f"{server.address}/healthz", trust_env=False).text == "ok"
    assert not server.running


def test_the_last_address_is_remembered_for_decks(kit: Kit) -> None:
    assert sharing.address(kit).endswith(f":{kit.workspace.port}")
    sharing.start(kit, ["http://192.168.1.7:8642", "http://10.0.0.2:8642"])
    sharing.stop(kit)
    with Server(kit, "127.0.0.1", 0) as server:
        assert sharing.address(kit) == server.address
    assert sharing.address(kit) == sharing.remembered(kit) == "http://192.168.1.7:8642"


def test_it_follows_this_computer_to_another_address(kit: Kit) -> None:
    cards = [card.address for card in network.ranked() if card.likely]
    with Server(kit, "", 0) as server:
        server.addresses = (f"http://10.255.255.1:{server.port}",)
        sharing.start(kit, server.addresses)  # as it was before the computer slept
        assert server.look_again() == bool(cards), "while there is no network the codes stay as they are"
        if cards:
            assert server.address == sharing.address(kit)
            assert server.address.removeprefix("http://").split(":")[0] in cards
            assert httpx.get(f"{server.address}/healthz", trust_env=False).text == "ok"
        assert not server.look_again()


def test_the_host_says_which_address_codes_carry(kit: Kit) -> None:
    with Server(kit, "", 0) as server:
        first, other = server.address, f"http://10.0.0.9:{server.port}"
        server.addresses = (first, other)
        server.prefer(other)
        assert (server.addresses, sharing.address(kit)) == ((other, first), other)
        server.prefer("http://192.0.2.99:1")
        assert sharing.address(kit) == other
    assert server.address == ""


def test_the_port_is_the_workspaces_unless_told(kit: Kit) -> None:
    assert Server(kit).port == kit.workspace.port


def test_a_port_beyond_the_last_is_told_as_such(kit: Kit) -> None:
    with pytest.raises(KitError, match="There is no port 99999"):
        Server(kit, "127.0.0.1", 99999).start()


def test_a_taken_port_is_refused_by_name_and_never_moved(kit: Kit, taken: int) -> None:
    with pytest.raises(KitError, match=f"Port {taken} is in use") as refused:
        Server(kit, "127.0.0.1", taken).start()
    assert refused.value.code == "serve.port-taken"
    with pytest.raises(KitError, match=f"Port {taken} is in use"):
        Server(kit, "", taken).start()
    assert kit.addresses == ()
    with Server(kit, "127.0.0.1", 0) as server:
        assert server.running


def test_two_servers_do_not_share_a_workspace(kit: Kit) -> None:
    with Server(kit, "127.0.0.1", 0), pytest.raises(KitError, match="already open in another server"):
        Server(kit, "127.0.0.1", 0).start()


def test_it_comes_back_on_the_same_port_at_once(kit: Kit, event: Event) -> None:
    port = 0
    for _again in range(3):
        with Server(kit, "127.0.0.1", port) as server:
            port = server.port
            with Phone(server) as phone:
                assert phone.get(f"/c/{event.code}").status_code == 200
    server.start()
    assert server.running
    server.stop()
    server.stop()


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("no.such.host.invalid", 0), ("127.0.0.1", 70000), ("127.0.0.1", -1)])
def test_a_place_that_is_not_ours_is_refused_in_a_sentence(kit: Kit, host: str, port: int) -> None:
    with pytest.raises(KitError):
        Server(kit, host, port).start()
    assert threading.active_count() < 10


def test_every_card_is_named_when_it_answers_on_all() -> None:
    addresses = reachable("", 8642)
    assert addresses
    assert all(address.startswith("http://") and address.endswith(":8642") for address in addresses)
    assert reachable("::1", 1) == ("http://[::1]:1",)


def test_more_phones_than_files_a_program_may_open_by_itself_are_answered(kit: Kit) -> None:
    if sys.platform == "win32":
        return  # no such limit there
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    held: list[socket.socket] = []
    try:
        with Server(kit, "127.0.0.1", 0) as server:
            held += [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(300)]
            assert httpx.get(f"{server.address}/healthz", trust_env=False, timeout=20).text == "ok"
            for one in held:
                one.close()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_room_of_phones_at_once(kit: Kit, event: Event, server: Server) -> None:
    def come(n: int) -> bool:
        with Phone(server) as phone:
            page = phone.fill(f"/c/{event.code}", who=f"客{n // 2}", which="部", walk_in="1")
            return page.status_code == 200 and ("You are in" in page.text or "Already in" in page.text)

    with ThreadPoolExecutor(20) as room:
        assert all(room.map(come, range(40)))
    assert sum(entry.present for entry in attendance.all(kit, event.code)) == 20
    assert sorted(line.outcome for line in attendance.log(kit, event.code)) == ["already"] * 20 + ["walk_in"] * 20


def test_a_form_under_way_is_answered_before_it_stops(kit: Kit, event: Event) -> None:
    server = Server(kit, "127.0.0.1", 0).start()
    with Phone(server) as phone:
        token = phone.token(f"/c/{event.code}")
        answers: list[int] = []
        busy = threading.Event()

        def slow(tx: object) -> None:
            busy.set()
            threading.Event().wait(0.4)

        held = threading.Thread(target=lambda: kit.db.write(slow))
        held.start()
        busy.wait(5)
        sender = threading.Thread(target=lambda: answers.append(phone.fill(f"/c/{event.code}", token=token, who="李四").status_code))
        sender.start()
        threading.Event().wait(0.1)
        server.stop()
        sender.join(10)
        held.join(10)
    assert answers == [200]
    assert sum(entry.present for entry in attendance.all(kit, event.code)) == 1


def test_the_lock_lies_with_the_records(kit: Kit, server: Server) -> None:
    assert Path(kit.workspace.records / "server.lock").exists()


def test_the_codes_of_every_worker_follow_the_computer(kit: Kit, cluster: postgres.Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers and hosts' windows read the address from the database; the parent process keeps it true."""
    monkeypatch.setattr(workers, "AROUND_SECONDS", 0.01)
    cards = [card.address for card in network.ranked() if card.likely]
    database, place, told = cluster.emptied(), Place("", 18642), threading.Event()
    office, worker = (Kit(kit.workspace, kit.settings, database=database) for _n in range(2))
    sharing.start(office, ("http://10.255.255.1:18642",))  # as it was before the computer slept
    assert sharing.targets(worker, "AAAAAA")["checkin"].address == "http://10.255.255.1:18642/c/aaaaaa"
    with workers.following(office, place, told.set):
        assert told.wait(20) if cards else not told.wait(0.2)
    if cards:
        assert sharing.address(worker) == office.addresses[0] == place.found(office)[0]
        assert sharing.address(worker).removeprefix("http://").split(":")[0] in cards
        assert not workers.follow(office, place), "it is still there"
    behind = Place("", 18642, Front("https://events.example.org"))
    sharing.start(office, behind.found(office))
    assert (workers.follow(office, behind), sharing.address(worker)) == (False, "https://events.example.org")
    office.close()
    worker.close()
