"""Many units are compiled by all cores with the same result; a worker that is lost or stopped leaves nothing behind."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kit import workspace
from kit.decks import crew
from kit.decks.assembly import units
from kit.decks.assembly.compiled import Made
from kit.decks.assembly.units import Unit
from kit.decks.author import theme as themes
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Bullets, Item, Run
from kit.decks.module.model import SlideSource
from kit.errors import KitError


@pytest.fixture
def some(tmp_path: Path) -> tuple[Unit, ...]:
    """Six units of two slides each."""
    theme = themes.read(workspace.program() / "assets" / "themes" / "lectern" / "theme.yaml")

    def slide(number: int) -> SlideSource:
        return SlideSource((Run(f"标题 {number}"),), blocks=(Bullets((Item((Run(f"第 {number} 点"),)),)),), line=number)

    return tuple(Unit("T", (slide(2 * n), slide(2 * n + 1)), theme, Bindings({}), tmp_path, "zh") for n in range(6))


@pytest.fixture
def hiring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let even a little work be worth two workers."""
    monkeypatch.setattr(crew, "ENOUGH", 4)
    monkeypatch.setattr(crew, "cores", lambda: 3)


def run(some: tuple[Unit, ...]) -> dict[int, Made]:
    made: dict[int, Made] = {}
    crew.compile(some, made.__setitem__)
    return made


def alive() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "compile"]


def test_workers_make_the_same_as_one_process(some, hiring, monkeypatch):
    shared = run(some)
    assert not alive()
    monkeypatch.setattr(crew, "cores", lambda: 1)
    assert shared == run(some)
    assert sorted(shared) == list(range(6))


def test_what_a_lost_worker_had_taken_is_compiled_here(some, hiring, monkeypatch):
    monkeypatch.setattr(crew.worker, "COMMAND", "import sys; sys.stdin.buffer.read(20)")
    assert sorted(run(some)) == list(range(6))
    monkeypatch.setattr(crew.worker, "COMMAND", "no python")
    assert sorted(run(some)) == list(range(6))
    monkeypatch.setattr(crew.sys, "executable", str(Path("no") / "such" / "program"))
    assert sorted(run(some)) == list(range(6))


def test_stopping_ends_the_workers(some, hiring):
    with pytest.raises(KitError) as refused:
        crew.compile(some, lambda _index, _made: None, lambda: True)
    assert refused.value.code == "deck.cancelled"
    assert not alive()


def test_little_work_hires_nobody(some):
    assert crew.hire(len(some)) == []


@pytest.mark.parametrize("slides", [0, 1, 24, 25, 300, 301])
def test_shares_are_even(slides):
    made = units.shares(slides)
    assert sum(made) == slides
    assert not made or max(made) - min(made) <= 1
    assert max(made, default=0) <= units.SIZE


def test_workers_hired_before_are_used_and_dismissed(some, hiring):
    early = crew.hire(100)
    early[0].practise(units.practice(some[0].theme, "zh"))
    made: dict[int, Made] = {}
    crew.compile(some, made.__setitem__, hired=early)
    assert sorted(made) == list(range(6))
    for one in early:
        one.dismiss()
    assert [one._process.poll() is not None for one in early] == [True, True]
    for one in (idle := crew.hire(100)):
        one.practise(units.practice(some[0].theme, "zh"))
        one.dismiss()
        one.dismiss()
    assert len(idle) == 2
    assert not alive()


def test_practice_leaves_nothing_to_mend(some):
    made = units.practice(some[0].theme, "en").made()
    assert len(made.compiled.slides) == 4
    assert not made.compiled.findings
