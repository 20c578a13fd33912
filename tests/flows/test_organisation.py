"""An organisation's server: two workers on one PostgreSQL, one of them killed in the rush; nobody is lost, nobody is counted twice."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path

import httpx
import pytest

from kit.cli.phone import Phone
from kit.context import Kit
from kit.events.event import Draft
from kit.ops import attendance, events, rosters
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE, AT_ONCE, TRIES = 100, 16, 20


def started(kit: Kit, *more: str) -> tuple[subprocess.Popen[str], str]:
    """Start `lectern serve` with two workers; returns it and where it answers."""
    where = ["--workspace", str(kit.workspace.root), "--host", "127.0.0.1", "--port", "0"]
    words = [sys.executable, "main.py", "serve", *where, "--database", kit.database_url, "--workers", "2", "--json", *more]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ)
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.rstrip() == "}":
            break
    return process, json.loads("".join(lines))["address"]


def workers(process: subprocess.Popen[str]) -> list[int]:
    """Return the processes that answer, once there are two."""
    for _ in range(100):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        found = [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
        if len(found) == 2:
            return found
        time.sleep(0.1)
    raise AssertionError("there are no two workers")


def come(base: str, code: str, number: str) -> str:
    """Check in with a phone of one's own that tries again while there is no answer; returns the receipt that was shown."""
    for attempt in range(TRIES):
        phone = Phone(base, "en")
        try:
            page = phone.send(phone.open(f"/c/{code}"), {"who": number})
            found = re.search(r"<b>([2-9A-Z]{5})</b>", page.text)
            assert found, page.text
            return found[1]
        except (OSError, HTTPException):
            time.sleep(0.05 * attempt)
        finally:
            phone.close()
    raise AssertionError("no answer")


def test_two_workers_count_a_hundred_people_who_come_twice(
    kit: Kit, cluster: postgres.Cluster, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    office = Kit(kit.workspace, kit.settings, database=cluster.emptied())
    code = events.create(office, Draft("Rush", datetime(2026, 12, 1, 6, 0, tzinfo=UTC), form="none")).code
    roster = tmp_path / "r.csv"
    roster.write_text("姓名,工号\n" + "".join(f"人{n},E{n:04}\n" for n in range(PEOPLE)), "utf-8")
    rosters.import_(office, code, roster)
    process, base = started(office)
    request.addfinalizer(process.terminate)
    victim, halfway, shown = workers(process)[0], threading.Event(), list[tuple[str, str]]()

    def visit(n: int) -> None:
        number = f"E{n % PEOPLE:04}"
        shown.append((number, come(base, code, number)))
        if len(shown) > PEOPLE // 2 and not halfway.is_set():
            halfway.set()
            os.kill(victim, signal.SIGKILL)

    with process, ThreadPoolExecutor(AT_ONCE) as room:
        for done in [room.submit(visit, n) for n in range(2 * PEOPLE)]:
            done.result()
        assert victim not in workers(process), "the killed worker was not replaced"
        process.send_signal(signal.SIGTERM)
        _out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    counted = {entry.person.emp_no: entry.receipt for entry in attendance.all(office, code) if entry.present}
    assert len(counted) == PEOPLE
    assert set(shown) == set(counted.items()), "a receipt that was shown is not in the ledger"
    office.close()


def test_every_worker_believes_the_proxy_and_only_it(kit: Kit, cluster: postgres.Cluster, request: pytest.FixtureRequest) -> None:
    office = Kit(kit.workspace, kit.settings, database=cluster.emptied())
    code = events.create(office, Draft("Behind", datetime(2026, 12, 1, 6, 0, tzinfo=UTC), form="none")).code
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    process, base = started(office, "--port", port, "--address", "https://events.example.org", "--proxy", "127.0.0.0/8")
    request.addfinalizer(process.terminate)
    assert base == "https://events.example.org"
    workers(process)
    through = {"host": "events.example.org", "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9", "connection": "close"}
    with process, httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=20) as proxy:
        for _n in range(12):  # some at each worker
            assert "secure" in proxy.get(f"/c/{code}", headers=through).headers["set-cookie"].lower()
            plain = {key: value for key, value in through.items() if not key.startswith("x-")}
            assert "secure" not in proxy.get(f"/c/{code}", headers=plain).headers["set-cookie"].lower()
            proxy.cookies.clear()
        assert proxy.get("/healthz", headers=through).text == "ok"
        assert proxy.get(f"/c/{code}", headers={"host": "evil.example"}).status_code == 421
        process.send_signal(signal.SIGTERM)
        _out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    office.close()
