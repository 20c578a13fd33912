"""What may stand beside a single answer: nothing that, alone or combined, holds for fewer people than a group that is shown.

The first sheet hides small groups; with the language, the hour or the department beside each answer everybody could count them again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kit.forms import groups
from kit.forms.model import Question
from kit.forms.response import Response
from kit.sheets.answers import Asked, Feedback


def of(one: Feedback, asked: Sequence[Asked]) -> Veil:
    """Return what may be told of the responses of an event; where answers are kept with names, all of it.

    Groups are made first by the questions marked `split`, then by language, way in and hour.
    """
    if one.versions and all(version.form.named for version in one.versions.values()):
        return Veil()
    splits = tuple(a.question for a in asked if a.question.split)
    sizes = Counter(_marks(response, splits) for response in one.responses)
    return Veil(splits, {marks: _told(splits, told) for marks, told in groups.veil(sizes).items()})


def _marks(response: Response, splits: Sequence[Question]) -> tuple[str, ...]:
    chosen = (groups.code(response, question) for question in splits)
    return (*chosen, response.lang, response.channel, response.submitted_at.isoformat())


def _told(splits: Sequence[Question], shown: Sequence[bool]) -> Told:
    hidden = frozenset(question.code for question, open_ in zip(splits, shown, strict=False) if not open_)
    return Told(hidden, *shown[-3:])


@dataclass(frozen=True)
class Told:
    """Whether language, way in and hour may stand beside an answer, and the codes of the questions whose answers may not."""

    hidden: frozenset[str] = frozenset()
    lang: bool = True
    channel: bool = True
    hour: bool = True


ALL = Told()


@dataclass(frozen=True)
class Veil:
    """What may be told of responses, by the marks they have: the choices at `splits`, language, way in and hour."""

    splits: tuple[Question, ...] = ()
    known: Mapping[tuple[str, ...], Told] = field(default_factory=dict)

    def told(self, response: Response) -> Told:
        """Return what may stand beside the answers of a response."""
        return self.known[_marks(response, self.splits)] if self.known else ALL
