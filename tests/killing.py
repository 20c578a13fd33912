"""Kill the server again and again while phones check in, and ask the ledger for every receipt that was shown."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPException
from itertools import count
from pathlib import Path

from kit.cli.phone import Phone
from kit.context import Kit
from kit.events.event import Draft
from kit.ops import attendance, events

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE, SECONDS = 8, 60
RECEIPT = re.compile(r"<b>([2-9A-Z]{5})</b>")


@contextmanager
def killed(kit: Kit, port: str, workers: int) -> Iterator[str]:
    """Run `lectern serve` and kill it with all its workers at the end, without a warning; gives where it answers."""
    where = ["--workspace", str(kit.workspace.root), "--host", "127.0.0.1", "--port", port]
    office = ["--database", kit.database_url, "--workers", str(workers)] if kit.database_url else []
    words = [sys.executable, "main.py", "serve", *where, *office, "--json"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    environ = os.environ | {"PYTHONUTF8": "1"}
    with subprocess.Popen(words, cwd=ROOT, text=True, encoding="utf-8", env=environ, start_new_session=True, **quiet) as process:  # type: ignore[call-overload]
        try:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if line.rstrip() == "}":
                    break
            yield json.loads("".join(lines))["address"]
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def rounds(kit: Kit, times: int, workers: int = 1) -> tuple[int, int]:
    """Return how many receipts were shown over so many killings, and how many of them the ledger does not hold."""
    code = events.create(kit, Draft("Rush", datetime(2026, 12, 1, 6, 0, tzinfo=UTC), form="none")).code
    shown: dict[str, str] = {}
    numbers, port = count(), "0"
    for round_ in range(times):
        over, enough = threading.Event(), threading.Event()
        least = len(shown) + 3 + round_ * 7 % 20
        with ThreadPoolExecutor(AT_ONCE) as room, killed(kit, port, workers) as base:
            port = base.rsplit(":", 1)[1]
            waiting = [room.submit(_come_and_come, base, code, numbers, shown, least, enough, over) for _lane in range(AT_ONCE)]
            assert enough.wait(SECONDS), "the server answered nobody"
            over.set()
        for one in waiting:
            one.result()
    lines = {line.name: line for line in attendance.log(kit, code) if line.counts}
    return len(shown), sum(name not in lines or lines[name].receipt != receipt for name, receipt in shown.items())


def _come_and_come(
    base: str, code: str, numbers: Iterator[int], shown: dict[str, str], least: int, enough: threading.Event, over: threading.Event
) -> None:
    """Check in one person after the other until the server is gone."""
    while not over.is_set():
        name = f"Guest {next(numbers)}"
        phone = Phone(base, "en")
        try:
            page = phone.send(phone.open(f"/c/{code}"), {"who": name, "which": "Room", "walk_in": "1"})
        except (OSError, HTTPException):
            continue
        finally:
            phone.close()
        found = RECEIPT.search(page.text)
        if page.status == 200 and found:
            shown[name] = found[1]
        if len(shown) >= least:
            enough.set()
