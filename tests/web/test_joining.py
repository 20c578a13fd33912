"""Everybody checks in, answers, votes and asks on the same phone; nothing in the records joins what was said to who was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from kit.context import Kit
from kit.ops import events, live
from kit.store import tables
from kit.store.db import Tx
from kit.web.server import Server
from tests.web.conftest import Phone, prepared

PEOPLE = 16
NAMED = ("checkin", "registration", "person", "device", "guess", "failure")
SECRET = ("response", "answer", "responded", "contact", "vote", "ask", "support")
SURE = 0.92
"""A correlation that chance does not reach among so many people, however often the test runs."""


@pytest.fixture
def kit(either_kit: Kit) -> Kit:
    """On SQLite and on PostgreSQL."""
    return either_kit


@pytest.fixture
def held(kit: Kit, tmp_path: Path) -> str:
    """An event at which everybody who comes in speaks at once, closed afterwards."""
    code = prepared(kit, tmp_path).code
    poll = live.open_poll(kit, code, "A or B?", ["A", "B"])
    with Server(kit, "127.0.0.1", 0) as server:
        for n in range(PEOPLE):
            with Phone(server) as phone:
                assert "You are in" in phone.fill(f"/c/{code}", who=f"Guest {n:02}", which="x", walk_in="1").text
                said = {"q.use": "5", "q.nps": "9", "q.why": f"words {n:02}", "q.contact": f"mail {n:02}"}
                assert "Thank you" in phone.fill(f"/f/{code}", **said).text  # type: ignore[arg-type]
                assert phone.fill(f"/f/{code}/live", poll=str(poll.id), vote="1").status_code == 200
                assert phone.fill(f"/f/{code}/live", text=f"question {n:02}").status_code == 200
    events.close(kit, code)
    return code


def rows(tx: Tx, table: str) -> list[dict[str, Any]]:
    """Return all rows as they lie, with what the database itself keeps of each."""
    own = ", ctid::text AS ctid, xmin::text AS xmin" if tx.dialect.name == "postgresql" else ""
    found = [dict(row) for row in tx.exec_driver_sql(f'SELECT *{own} FROM "{table}"').mappings()]
    return [row | {"place": n} for n, row in enumerate(found)]


def whose(table: str, row: dict[str, Any], writers: dict[str, int]) -> int | None:
    """Return who really wrote a row, as only this test knows."""
    text = str(row.get("text") or "")
    if text[-2:].isdigit():
        return int(text[-2:])
    return writers.get(row["id"]) if table == "response" else None


def orders(found: Sequence[tuple[int, dict[str, Any]]]) -> Iterator[tuple[str, float]]:
    """Return how far sorting by each column brings people into the order in which they came, from -1 to 1."""
    for column in found[0][1]:
        if len({str(row[column]) for _who, row in found}) == len(found):
            ranked = [who for who, _row in sorted(found, key=lambda one: (str(type(one[1][column])), one[1][column]))]
            n = len(ranked)
            yield column, 1 - 6 * sum((place - who) ** 2 for place, who in enumerate(ranked)) / (n * (n * n - 1))


def test_neither_order_nor_moment_nor_value_joins_words_to_people(kit: Kit, held: str) -> None:
    with kit.db.read() as tx:
        found = {table: rows(tx, table) for table in (*SECRET, *NAMED)}
    writers = {row["response_id"]: int(row["text"][-2:]) for row in found["answer"] if str(row["text"]).startswith("words")}
    assert len(writers) == PEOPLE
    for table in ("response", "answer", "contact", "ask"):
        known = [(who, row) for row in found[table] if (who := whose(table, row, writers)) is not None]
        assert len(known) == PEOPLE
        assert {column: rho for column, rho in orders(known) if abs(rho) > SURE and column != "text"} == {}, table
    for table in SECRET:
        assert len({row.get("xmin") for row in found[table]}) <= 1, "a transaction tells which rows came together"
        moments = [value for row in found[table] for column, value in row.items() if column.endswith("at")]
        assert all(":00:00" in str(moment) for moment in moments), table
    held_back, told = (
        {str(value) for table in names for row in found[table] for value in row.values() if len(str(value)) >= 8}
        for names in (SECRET, NAMED)
    )
    assert {value for value in held_back & told if ":00:00" not in value} == set()
    assert not {row["marker"] for row in found["responded"]} & {row["marker"] for row in found["vote"]}


def test_every_table_that_names_a_phone_is_looked_at_here() -> None:
    assert {name for name, table in tables.metadata.tables.items() if "marker" in table.c} <= set(SECRET)
