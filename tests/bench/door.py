"""The door under load: phones from this process, the server in another; how long answers take, and what durability costs."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from kit import workspace
from kit.context import Kit
from kit.events.event import Draft
from kit.ops import attendance, events, rosters
from tests import bench, killing, postgres

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE, RUSH_SECONDS, AT_ONCE, RUNS = 500, 20.0, 32, 3
KILLINGS = 100
P99_MOST, LAST_MOST, DURABLE_LEAST = 0.3, 3.0, 0.25
TOKEN, RECEIPT = re.compile(rb'name="token" value="([^"]+)"'), re.compile(rb'<p class="slip">.*?<b>(\w{5})</b>')
# the same page on the same server, but whoever comes, the ledger's answer is a constant
CONSTANT = """
import sys
from kit.cli import main
from kit.events.door import CheckIn, Outcome
from kit.web import checkin
from datetime import UTC, datetime
at = datetime(2026, 12, 1, tzinfo=UTC)
line = CheckIn(1, "n", 1, 1, "张三", "支付", Outcome.OK, "wall", at, None, at, receipt="ABCDE")
checkin._recorded = lambda seen, known: line
sys.exit(main.main(sys.argv[1:]))
"""


@contextmanager
def server(kit: Kit, *, constant: bool = False, workers: int = 1) -> Iterator[int]:
    """Run `lectern serve` in a process of its own; gives its port."""
    begin = ["-c", CONSTANT] if constant else ["main.py"]
    more = ["--database", kit.database_url, "--workers", str(workers)] if kit.database_url else []
    words = [sys.executable, *begin, "serve", "--workspace", str(kit.workspace.root), "--host", "127.0.0.1", "--port", "0", *more, "--json"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}) as child:
        assert child.stdout is not None
        try:
            lines: list[str] = []
            while not lines or (lines[-1] and lines[-1].rstrip() != "}"):
                lines.append(child.stdout.readline())
            port = int(json.loads("".join(lines))["address"].rsplit(":", 1)[1])
            for _worker in range(4 * workers):  # what waited for the workers to start says nothing of the door
                urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60).close()
            yield port
        finally:
            child.terminate()


class Phone:
    """One phone on one connection: opens the page, sends the form, keeps the receipt."""

    def __init__(self, port: int, path: str, who: str) -> None:
        self.port, self.path, self.who = port, path, who
        self.token = self.receipt = ""
        self.took: list[float] = []
        self.done = 0.0

    async def arrive(self) -> None:
        """Connect and open the page."""
        began = time.perf_counter()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        text = await self._ask(f"GET {self.path} HTTP/1.1\r\n", "", began)
        found = TOKEN.search(text)
        assert found, text[:2000]
        self.token = found[1].decode()

    async def check_in(self) -> None:
        """Send the form."""
        body = urlencode({"token": self.token, "who": self.who})
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        text = await self._ask(f"POST {self.path} HTTP/1.1\r\n{kind}", body, time.perf_counter())
        found = RECEIPT.search(text)
        self.receipt = found[1].decode() if found else ""

    async def visit(self, after: float = 0) -> None:
        """Come after so many seconds, check in, and go."""
        await asyncio.sleep(after)
        await self.arrive()
        await self.check_in()
        self.writer.close()

    async def _ask(self, start: str, body: str, began: float) -> bytes:
        host = f"Host: 127.0.0.1:{self.port}\r\nAccept-Language: zh-CN\r\n\r\n"
        self.writer.write((start + host + body).encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        assert length, head
        text = await self.reader.readexactly(int(length[1]))
        self.done = time.perf_counter()
        self.took.append(self.done - began)
        return text


@dataclass(frozen=True)
class Round:
    """A fresh event with a roster, and one phone for each person on it."""

    kit: Kit
    code: str

    def phones(self, port: int) -> list[Phone]:
        return [Phone(port, f"/c/{self.code.lower()}", f"来宾{n:04}" if n % 2 else f"E{n:04}") for n in range(PEOPLE)]

    def kept(self, phones: list[Phone]) -> int:
        """Return how many people are present with the very receipt that their phone showed."""
        here = {entry.receipt for entry in attendance.all(self.kit, self.code) if entry.present}
        return len(here & {phone.receipt for phone in phones})

    def present(self) -> int:
        """Return how many lines count."""
        return sum(line.counts for line in attendance.log(self.kit, self.code))


def fresh(kit: Kit, folder: Path) -> Round:
    """Make an event whose roster has everybody on it."""
    code = events.create(kit, Draft("Rush", datetime(2026, 12, 1, 6, 0, tzinfo=UTC), form="none")).code
    roster = folder / "roster.csv"
    roster.write_text("姓名,工号,部门\n" + "".join(f"来宾{n:04},E{n:04},部门{n % 9}\n" for n in range(PEOPLE)), "utf-8")
    rosters.import_(kit, code, roster)
    return Round(kit, code)


async def rush(phones: list[Phone], seconds: float) -> float:
    """Let the phones arrive evenly over so many seconds; returns when the last answer was there, from the first arrival."""
    began = time.perf_counter()
    await asyncio.gather(*(phone.visit(seconds * n / len(phones)) for n, phone in enumerate(phones)))
    return max(phone.done for phone in phones) - began


async def rate(phones: list[Phone]) -> float:
    """Return the forms answered per second over AT_ONCE connections; each has its page before the clock runs."""
    lanes, waiting = phones[:AT_ONCE], iter([phone.who for phone in phones])
    for phone in lanes:
        await phone.arrive()

    async def send(phone: Phone) -> None:
        for phone.who in waiting:
            await phone.check_in()

    began = time.perf_counter()
    await asyncio.gather(*map(send, lanes))
    took = time.perf_counter() - began
    for phone in lanes:
        phone.writer.close()
    return len(phones) / took


def measured(kit: Kit, folder: Path, where: str, workers: int = 1) -> list[bench.Figure]:
    """Return the figures of one kind of records; what durability costs is measured with one process in both servers."""
    with server(kit, workers=workers) as port:
        evenly, at_once = fresh(kit, folder), fresh(kit, folder)
        phones = evenly.phones(port)
        asyncio.run(rush(phones, RUSH_SECONDS))
        times = sorted(took for phone in phones for took in phone.took)
        crowd = at_once.phones(port)
        last = asyncio.run(rush(crowd, 1.0))
    with server(kit) as port:
        durable = max(asyncio.run(rate(fresh(kit, folder).phones(port))) for _ in range(RUNS))
    round_ = fresh(kit, folder)
    with server(kit, constant=True) as port:
        constant = max(asyncio.run(rate(round_.phones(port))) for _ in range(RUNS))
    return [
        bench.Figure(f"{where}: {PEOPLE} over {RUSH_SECONDS:g} s, p99 of page and form", times[len(times) * 99 // 100], P99_MOST, most=1),
        bench.Figure(f"{where}: {PEOPLE} over {RUSH_SECONDS:g} s, kept with their receipt", evenly.kept(phones), PEOPLE, "", least=1),
        bench.Figure(f"{where}: {PEOPLE} in one second, kept with their receipt", at_once.kept(crowd), PEOPLE, "", least=1),
        bench.Figure(f"{where}: {PEOPLE} in one second, lines that count", at_once.present(), PEOPLE, "", most=1, least=1),
        bench.Figure(f"{where}: {PEOPLE} in one second, last answer", last, LAST_MOST, most=1),
        bench.Figure(f"{where}: durable check-ins a second, floor: constant", durable, constant, "/s", least=DURABLE_LEAST),
    ]


def lasting(kit: Kit, where: str, workers: int = 1) -> list[bench.Figure]:
    """Return how many of the receipts that were shown over KILLINGS killings of the server the ledger holds."""
    shown, lost = killing.rounds(kit, KILLINGS, workers)
    return [bench.Figure(f"{where}: receipts kept over {KILLINGS} kill -9", shown - lost, shown, "", least=1)]


def main() -> int:
    """Measure on SQLite, and on PostgreSQL with two workers where that is installed."""
    figures = []
    with tempfile.TemporaryDirectory() as home:
        made = workspace.new(Path(home) / "Lectern", bytes(range(32)))
        kit = Kit(made)
        figures += measured(kit, Path(home), "SQLite") + lasting(kit, "SQLite")
        kit.close()
        programs = postgres.binaries()
        if programs:
            with postgres.cluster(programs) as cluster:
                office = Kit(made, database=cluster.own())
                figures += measured(office, Path(home), "PostgreSQL", 2) + lasting(office, "PostgreSQL", 2)
                office.close()
    return bench.say(figures)


if __name__ == "__main__":
    sys.exit(main())
