"""The server is killed in the middle of a rush: whoever saw a receipt is in the ledger, and it comes back as if nothing was."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path

from kit.cli.phone import Phone
from kit.context import Kit
from kit.events.event import Draft
from kit.ops import attendance, events
from tests import killing

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE, AT_ONCE, KILLED_AFTER = 200, 16, 70


def serve(kit: Kit, code: str, port: str = "0") -> tuple[subprocess.Popen[str], str]:
    """Start `lectern serve` in a process of its own; returns it and where it answers."""
    where = ["--workspace", str(kit.workspace.root), "--host", "127.0.0.1", "--port", port]
    words = [sys.executable, "main.py", "serve", code, *where, "--json"]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"})
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.rstrip() == "}":
            break
    return process, json.loads("".join(lines))["address"]


def come(base: str, code: str, n: int) -> str:
    """Walk in with a phone of one's own; returns the receipt that was shown."""
    phone = Phone(base, "en")
    try:
        page = phone.send(phone.open(f"/c/{code}"), {"who": f"Guest {n}", "which": "Room", "walk_in": "1"})
    finally:
        phone.close()
    found = re.search(r"<b>([2-9A-Z]{5})</b>", page.text)
    return found[1] if page.status == 200 and found else ""


def test_every_receipt_that_was_shown_is_in_the_ledger(kit: Kit) -> None:
    code = events.create(kit, Draft("Rush", datetime(2026, 12, 1, 6, 0, tzinfo=UTC), form="none")).code
    process, base = serve(kit, code)
    shown: dict[int, str] = {}
    enough = threading.Event()

    def visit(n: int) -> None:
        try:
            receipt = come(base, code, n)
        except (OSError, HTTPException):
            return
        if receipt:
            shown[n] = receipt
        if len(shown) >= KILLED_AFTER:
            enough.set()

    with process, ThreadPoolExecutor(AT_ONCE) as room:
        waiting = [room.submit(visit, n) for n in range(PEOPLE)]
        assert enough.wait(60)
        process.kill()
        for one in waiting:
            one.result()
    assert KILLED_AFTER <= len(shown) < PEOPLE
    lines = {line.name: line for line in attendance.log(kit, code)}
    assert {n: lines[f"Guest {n}"].receipt for n in shown} == shown
    assert all(lines[f"Guest {n}"].counts for n in shown)

    again, base = serve(kit, code, base.rsplit(":", 1)[1])
    with again:
        known = min(shown)
        assert come(base, code, known) == shown[known]
        assert come(base, code, PEOPLE + 1)
        again.terminate()
        assert again.wait(20) == 0
    assert sum(line.name == f"Guest {known}" and line.counts for line in attendance.log(kit, code)) == 1


def test_however_often_it_is_killed_no_receipt_is_lost(either_kit: Kit) -> None:
    shown, lost = killing.rounds(either_kit, 3, workers=2)
    assert shown >= 9
    assert lost == 0
