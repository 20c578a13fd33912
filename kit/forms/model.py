"""What a form is: questions with stable codes, labels in each language, and the order in which they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.errors import Finding

ANONYMITY = ("anonymous", "pseudonymous", "named")
"""How answers are kept: without a way to people; so too, but the host sees who has answered; with the name."""

OPENS = ("start", "early")
"""From when on a form is answered: from the event's start, or as soon as the event is there, since it asks about before."""

RESPONDENT = "respondent"
"""The question that a form with names asks first; the phone fills it in."""

TYPES = ("single", "multi", "ranking", "scale", "nps", "number", "date", "text", "longtext", "yesno", "consent", "info")
Labels = Mapping[str, str]


def said(labels: Labels, lang: str) -> str:
    """Return the label in `lang`, or in whichever language there is one."""
    return labels.get(lang) or next((text for text in labels.values() if text), "")


@dataclass(frozen=True)
class Choice:
    """One answer to choose; an exclusive one ("none of these") goes with no other, an `other` one asks for a few words."""

    code: str
    labels: Labels = field(hash=False)
    exclusive: bool = False
    other: bool = False


@dataclass(frozen=True)
class ShowIf:
    """Ask a question only when an earlier one was answered with one of these codes."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question.

    `scale` and `nps` run from minimum to maximum; `low` and `high` name their ends, choices "1", "2" … every point if all are named.
    `least` and `most` are how many of `multi` or `ranking` may be chosen (0: any number); `group` is the matrix it is a row of;
    `apart` answers are kept without a way to the other answers. `scored` names the published scale it belongs to ("sus"), `before` the
    earlier question that asks the same about the time before; `split` questions tell groups apart in the results.
    """

    code: str
    type: str
    labels: Labels = field(hash=False)
    help: Labels = field(default_factory=dict, hash=False)
    choices: tuple[Choice, ...] = ()
    required: bool = False
    show_if: ShowIf | None = None
    minimum: float = 0
    maximum: float = 0
    low: Labels = field(default_factory=dict, hash=False)
    high: Labels = field(default_factory=dict, hash=False)
    most: int = 0
    source: str = ""
    short: bool = False
    apart: bool = False
    least: int = 0
    group: Labels = field(default_factory=dict, hash=False)
    scored: str = ""
    before: str = ""
    split: bool = False

    @property
    def other(self) -> Choice | None:
        """The choice that asks for a few words."""
        return next((choice for choice in self.choices if choice.other), None)

    def titled(self, lang: str) -> str:
        """Return the label as it stands alone: a row of a matrix with the matrix before it."""
        group = said(self.group, lang)
        return f"{group} · {said(self.labels, lang)}" if group else said(self.labels, lang)

    @property
    def asks(self) -> bool:
        """Whether it takes an answer at all."""
        return self.type != "info"

    @property
    def steps(self) -> tuple[int, ...]:
        """The numbers of a scale or of a recommendation, none for other types."""
        return tuple(range(int(self.minimum), int(self.maximum) + 1)) if self.type in ("scale", "nps") else ()

    def choice(self, code: str) -> Choice | None:
        """Return the choice with this code."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True)
class Form:
    """A form as it is asked."""

    name: str
    titles: Labels = field(hash=False)
    questions: tuple[Question, ...] = ()
    intro: Labels = field(default_factory=dict, hash=False)
    thanks: Labels = field(default_factory=dict, hash=False)
    default: bool = field(default=False, compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False, repr=False, hash=False)
    anonymity: str = ANONYMITY[0]
    opens: str = OPENS[0]

    @property
    def anonymous(self) -> bool:
        """Whether nobody learns who has answered."""
        return self.anonymity == ANONYMITY[0]

    @property
    def named(self) -> bool:
        """Whether answers are kept with the name."""
        return self.anonymity == ANONYMITY[2]

    @property
    def early(self) -> bool:
        """Whether it is meant to be answered before the event begins."""
        return self.opens != OPENS[0]

    def question(self, code: str) -> Question | None:
        """Return the question with this code."""
        return next((question for question in self.questions if question.code == code), None)

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages in which it has a title."""
        return tuple(self.titles)
