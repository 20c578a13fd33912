"""An event moves from a laptop to a server and back: merged by badges, nonces and ids, nobody twice, nothing lost."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from kit import workspace
from kit.context import Kit
from kit.errors import KitError
from kit.ops import attendance, events, feedback, live, moving, people, rosters
from tests.ops.test_privacy import START, figures, hold


@pytest.fixture
def laptop(tmp_path: Path) -> Kit:
    """Another computer with a workspace and a key of its own."""
    return Kit(workspace.new(tmp_path / "laptop", bytes(reversed(range(32)))), now=lambda: START + timedelta(hours=2))


def moved(source: Kit, target: Kit, folder: Path, code: str = "ABC234") -> moving.Taken:
    """Pack at one, take in at the other."""
    return moving.take(target, moving.pack(source, code, folder / f"{code}.lectern"))


def test_an_event_arrives_whole_and_twice_is_once(either_kit: Kit, laptop: Kit, tmp_path: Path) -> None:
    hold(laptop, "ABC234", START)
    first = moved(laptop, either_kit, tmp_path)
    assert (first.new, first.people, first.lines, first.responses) == (True, 7, 5, 2)
    assert figures(either_kit, "ABC234") == figures(laptop, "ABC234")
    assert [r.n for r in feedback.results(either_kit, "ABC234").questions] == [r.n for r in feedback.results(laptop, "ABC234").questions]
    again = moved(laptop, either_kit, tmp_path)
    assert (again.new, again.lines, again.responses) == (False, 0, 0)
    assert figures(either_kit, "ABC234") == figures(laptop, "ABC234")
    laptop.close()


def test_both_go_on_and_meet_again(either_kit: Kit, laptop: Kit, tmp_path: Path) -> None:
    server = either_kit
    server.now = laptop.now
    hold(laptop, "ABC234", START, closed=False)
    moved(laptop, server, tmp_path)
    sixth, seventh = (entry for entry in rosters.all(laptop, "ABC234") if not entry.present)
    attendance.check_in(laptop, "ABC234", badge=sixth.badge)
    attendance.check_in(server, "ABC234", badge=sixth.badge)  # the same person at two doors
    attendance.check_in(server, "ABC234", badge=seventh.badge)
    attendance.walk_in(server, "ABC234", "王小二", nonce="w1")
    present = next(entry for entry in attendance.all(laptop, "ABC234") if entry.present and entry.person.name == "李四")
    assert present.checkin_id
    attendance.void(laptop, present.checkin_id, "wrong person")
    moved(laptop, server, tmp_path)
    moved(server, laptop, tmp_path)
    assert figures(server, "ABC234") == figures(laptop, "ABC234")
    counts = events.overview(server, "ABC234").counts
    assert (counts.present, counts.walk_ins, counts.voided) == (7, 1, 1)
    assert moved(laptop, server, tmp_path).lines == 0
    laptop.close()


def test_polls_questions_and_merged_people_move_too(either_kit: Kit, laptop: Kit, tmp_path: Path) -> None:
    hold(laptop, "ABC234", START, closed=False)
    one, other = (entry.person.id for entry in rosters.all(laptop, "ABC234") if entry.present and entry.person.name in ("张三", "李四"))
    people.merge(laptop, one, other)
    poll = live.open_poll(laptop, "ABC234", "A or B?", ["A", "B"])
    for n in range(5):
        live.vote(laptop, "ABC234", poll.id, n % 2, f"phone {n}")
    live.ask(laptop, "ABC234", "Why?", nonce="ask", device="phone 1")
    (asked,) = live.look(laptop, "ABC234").asks
    live.judge(laptop, "ABC234", asked.id, "shown")
    live.support(laptop, "ABC234", asked.id, True, "phone 2")
    for _time in range(2):
        moved(laptop, either_kit, tmp_path)
        assert figures(either_kit, "ABC234") == figures(laptop, "ABC234")
        here = live.look(either_kit, "ABC234")
        assert [bar.n for bar in here.polls[0].bars] == [3, 2]
        assert (len(here.polls), here.polls[0].open) == (1, False)
        assert [(ask.text, ask.n, str(ask.state)) for ask in here.asks] == [("Why?", 1, "shown")]
    laptop.close()


def test_people_known_by_number_are_not_made_twice(kit: Kit, laptop: Kit, tmp_path: Path) -> None:
    hold(kit, "DEF234", START)
    hold(laptop, "ABC234", START)
    moved(laptop, kit, tmp_path)
    names = {entry.person.id for code in ("ABC234", "DEF234") for entry in attendance.all(kit, code)}
    assert len(names) == 7
    laptop.close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda doc: doc | {"lectern": 2},
        lambda doc: {key: value for key, value in doc.items() if key != "people"},
        lambda doc: doc | {"people": 7},
        lambda doc: doc | {"lines": [doc["lines"][0] | {"outcome": "king"}]},
        lambda doc: doc | {"lines": [doc["lines"][0] | {"happened_at": "yesterday"}]},
        lambda doc: doc | {"lines": [doc["lines"][0] | {"ref": 999}]},
        lambda doc: doc | {"merges": [{"kept": 1, "gone": 999, "at": "2026-05-04T06:00:00+00:00", "actor": ""}]},
        lambda doc: doc | {"polls": [{"question": "?"}]},
        lambda doc: doc | {"polls": 3},
        lambda doc: doc | {"asks": [{"nonce": "n", "marker": "m", "text": "t", "state": "king", "at": "2026-05-04T06:00:00+00:00"}]},
        lambda doc: doc | {"event": doc["event"] | {"starts_at": "2026-01-01T00:00:00"}},
        lambda doc: doc | {"responses": [doc["responses"][0] | {"id": {"x": 1}}]},
        lambda doc: [doc],
    ],
)
def test_spoilt_files_are_refused_and_change_nothing(kit: Kit, laptop: Kit, tmp_path: Path, spoil: object) -> None:
    hold(laptop, "ABC234", START)
    path = moving.pack(laptop, "ABC234", tmp_path / "e.lectern")
    laptop.close()
    path.write_text(json.dumps(spoil(json.loads(path.read_text("utf-8")))), "utf-8")  # type: ignore[operator]
    with pytest.raises(KitError, match=r"damaged|not written by"):
        moving.take(kit, path)
    assert events.all(kit) == ()
    path.write_bytes(b"{" * 100_000)
    with pytest.raises(KitError, match="damaged"):
        moving.take(kit, path)


def test_badges_of_another_event_are_refused(kit: Kit, laptop: Kit, tmp_path: Path) -> None:
    hold(kit, "ABC234", START)
    path = moving.pack(kit, "ABC234", tmp_path / "e.lectern")
    doc = json.loads(path.read_text("utf-8")) | {"code": "XYZ234"}
    path.write_text(json.dumps(doc), "utf-8")
    with pytest.raises(KitError, match="damaged"):
        moving.take(kit, path)
    laptop.close()
