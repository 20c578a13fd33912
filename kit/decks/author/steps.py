"""Steps and dates read out of a list: bold words or words before a colon head them."""

from __future__ import annotations

from dataclasses import dataclass

from kit.decks.author import text
from kit.decks.module.blocks import Bullets, Item, Runs, plain

MOST = 10
HEAD = 24  # characters before a colon that can still be a heading


def figure(kind: str, groups: list[Bullets]) -> Figure:
    """Return the figure of a list that was cut at its first level; where one bare item is too long for a heading, none of them is one."""
    made = [_step(group.items) for group in groups]
    if any(not step.head for step in made):
        made = [Step((), (text.Par(step.head),)) if step.head and not step.pars else step for step in made]
    return Figure(kind, tuple(made), groups[0].line)


def _step(items: tuple[Item, ...]) -> Step:
    """Return an item as a step: bold words at its start, or words before a colon, are the heading."""
    first, *below = items
    inner = tuple(text.Par(item.runs, max(item.level - 1, 0), "dot" if item.level > 1 else "plain") for item in below)
    runs = first.runs
    heavy = next((i for i, run in enumerate(runs) if not run.bold), len(runs))
    if heavy:
        return Step(tuple(run._replace(bold=False) for run in runs[:heavy]), (*_rest(runs[heavy:]), *inner))
    whole = plain(runs)
    for mark in ("：", ": "):
        at = whole.find(mark)
        if 0 < at <= HEAD and len(runs[0].text) > at:
            head = (runs[0]._replace(text=runs[0].text[:at]),)
            return Step(head, (*_rest((runs[0]._replace(text=runs[0].text[at + len(mark) :]), *runs[1:])), *inner))
    return Step(runs, inner) if inner or len(whole) <= HEAD else Step((), (text.Par(runs),))


def _rest(runs: Runs) -> tuple[text.Par, ...]:
    if not plain(runs).strip(" :：—–-\n"):
        return ()
    return (text.Par((runs[0]._replace(text=runs[0].text.lstrip(" :：—–-\n")), *runs[1:])),)


@dataclass(frozen=True)
class Step:
    """One step or date: its heading and what it says."""

    head: Runs
    pars: tuple[text.Par, ...]


@dataclass(frozen=True)
class Figure:
    """A row of steps ("steps") or dates ("timeline")."""

    kind: str
    steps: tuple[Step, ...]
    line: int = 0
