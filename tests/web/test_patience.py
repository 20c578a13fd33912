"""Connections that say nothing, or never finish saying it, are closed in time and keep no phone out."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from kit.events.event import Event
from kit.web.server import Server, patience
from tests.web.conftest import Phone

IDLE = 200
HALF = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a second for headers instead of twenty."""
    monkeypatch.setattr(patience, "HEAD_SECONDS", 1.0)


@pytest.fixture
def knock(soon: None, server: Server) -> Iterator[Callable[[bytes], socket.socket]]:
    """Open connections that say only so much."""
    with ExitStack() as held:

        def open_(words: bytes) -> socket.socket:
            made = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20))
            made.sendall(words)
            return made

        yield open_


def closed(one: socket.socket) -> bool:
    """Whether the server closes the connection in good time, without a word."""
    try:
        return one.recv(1000) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("words", [b"", HALF], ids=["silent", "half a request"])
def test_two_hundred_idle_connections_keep_no_phone_out(
    knock: Callable[[bytes], socket.socket], event: Event, phone: Phone, words: bytes
) -> None:
    idle = [knock(words) for _n in range(IDLE)]
    assert phone.get(f"/c/{event.code}").status_code == 200
    assert all(closed(one) for one in idle)
    assert phone.get(f"/c/{event.code}").status_code == 200


def test_a_drop_now_and_then_buys_no_time(knock: Callable[[bytes], socket.socket]) -> None:
    slow, fast = knock(HALF), knock(b"")
    try:
        while True:
            slow.sendall(b"x")
            slow.settimeout(0.05)
            try:
                assert slow.recv(1000) == b""
                break
            except TimeoutError:
                continue
    except OSError:
        pass
    assert closed(fast)


def test_the_second_request_of_a_connection_has_no_more_time(knock: Callable[[bytes], socket.socket]) -> None:
    one = knock(WHOLE)
    answer = b""
    while not answer.endswith(b"\r\n\r\nok"):  # head and body may come one after the other
        answer += one.recv(1000)
    one.sendall(HALF)
    assert closed(one)


def test_who_writes_slowly_after_the_headers_is_answered(knock: Callable[[bytes], socket.socket], server: Server, event: Event) -> None:
    form = f"POST /c/{event.code} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    one = knock(f"{form}Content-Length: 5\r\n\r\nwh".encode())
    assert closed(knock(b"")), "longer than headers may take"
    one.sendall(b"o=x")
    assert one.recv(20).startswith(b"HTTP/1.1 4")
