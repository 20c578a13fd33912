"""How often somebody failed lately, counted for all server processes together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.failure import Count, Mark


def marks(kit: Kit, whose: Sequence[tuple[str, int, int]]) -> tuple[Mark, ...]:
    """Return the marks under which failures are counted, of (whose, most, seconds): nobody can tell whose they are."""
    from kit.events import failure, token

    return tuple(failure.Mark(token.failing(kit.key, text), most, seconds) for text, most, seconds in whose)


def add(kit: Kit, marks: Sequence[Mark]) -> None:
    """Count a failure under each of these marks."""
    from kit.events import failure

    kit.db.write(lambda tx: failure.add(tx, marks, kit.now()))


def noted(kit: Kit) -> dict[str, tuple[Count, ...]]:
    """Return the failures that may hold somebody up, by mark."""
    from kit.events import failure

    with kit.db.read() as tx:
        return failure.noted(tx, kit.now())


def reached(kit: Kit, found: dict[str, tuple[Count, ...]], marks: Sequence[Mark]) -> bool:
    """Return whether any of these marks failed as often as it may."""
    from kit.events import failure

    return any(failure.level(found, mark, kit.now()) >= mark.most for mark in marks)


def forget(kit: Kit, mark: Mark) -> None:
    """Forget the failures under a mark."""
    from kit.events import failure

    kit.db.write(lambda tx: failure.forget(tx, mark.name))
