"""What may stand beside a single answer: nothing that, alone or combined, holds for fewer people than a group that is shown.

The first sheet hides small groups; with the language, the hour or the department beside each answer everybody could count them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.forms import groups
from kit.sheets.answers import Asked, Feedback


def of(one: Feedback, asked: Sequence[Asked]) -> dict[str, Told]:
    """Return by response id what may be told; where answers are kept with names, all of it.

    Groups are made first by the questions marked `split`, then by language, way in and hour.
    """
    if one.versions and all(version.form.named for version in one.versions.values()):
        return {}
    splits = [a.question for a in asked if a.question.split]
    ways = [groups.by_question(question, one.responses, "").groups for question in splits]
    ways += [{r.id: value for r, value in zip(one.responses, values, strict=True)} for values in _known(one)]
    known: dict[tuple[bool, ...], Told] = {}
    found = groups.veil((r.id for r in one.responses), ways)
    for told in found.values():
        if told not in known:
            hidden = frozenset(q.code for q, shown in zip(splits, told, strict=False) if not shown)
            known[told] = Told(hidden, *told[-3:])
    return {id_: known[told] for id_, told in found.items()}


def _known(one: Feedback) -> tuple[list[str], list[str], list[str]]:
    hours = [r.submitted_at.isoformat() for r in one.responses]
    return [r.lang for r in one.responses], [r.channel for r in one.responses], hours


@dataclass(frozen=True)
class Told:
    """Whether language, way in and hour may stand beside an answer, and the codes of the questions whose answers may not."""

    hidden: frozenset[str] = frozenset()
    lang: bool = True
    channel: bool = True
    hour: bool = True


ALL = Told()
