"""A run of show: cues with their times and steps, read from workshops/<name>.<lang>.md and frozen as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.content import files
from kit.errors import Finding
from kit.workshops import grammar


def read(path: Path) -> Plan:
    """Return the run of show at `path`; what it gets wrong is in its findings.

    Raises KitError when the file cannot be read or its front matter is not YAML.
    """
    return parse(files.read_text(path), str(path))


def parse(text: str, file: str = "") -> Plan:
    """Return the run of show that `text` holds; `file` names it in findings and gives its name and language."""
    script = grammar.parse(text, file)
    head, found = script.front, list(script.findings)
    minutes = head.integer("minutes", 0, least=0, most=24 * 60)
    cues = _lasting([_cue(written) for written in script.cues], minutes)
    name, lang = name_and_lang(Path(file))
    plan = Plan(
        name=name,
        lang=lang or head.text("lang"),
        title=head.text("title") or script.title or name,
        minutes=minutes,
        seats=head.integer("seats", 0, least=0),
        helper_ratio=head.number("helper_ratio", 0, least=0),
        form=head.text("form"),
        audience=head.texts("audience"),
        cues=cues,
        intro=script.intro,
        path=file,
    )
    head.only(grammar.FRONT)
    return dataclasses.replace(plan, findings=(*found, *head.findings, *_sums(plan)))


def name_and_lang(path: Path) -> tuple[str, str]:
    """Split "first-lab.zh.md" into ("first-lab", "zh"); the language is "" when the file has none."""
    stem = path.name.removesuffix(".md")
    name, dot, lang = stem.rpartition(".")
    return (name, lang) if dot and lang.isalpha() and len(lang) <= 3 else (stem, "")


def as_doc(plan: Plan) -> dict[str, Any]:
    """Return the plan as JSON values, without findings, for freezing."""
    doc = dataclasses.asdict(dataclasses.replace(plan, findings=()))
    doc.pop("findings")
    return doc


def from_doc(doc: dict[str, Any]) -> Plan:
    """Return the plan that `as_doc` froze; fields it does not know are left out, fields it lacks get their defaults."""
    cues = tuple(
        Cue(**{**_known(Cue, cue), "steps": tuple(Step(**_known(Step, step)) for step in cue.get("steps", ()))})
        for cue in doc.get("cues", ())
    )
    return Plan(**{**_known(Plan, doc), "cues": cues, "audience": tuple(doc.get("audience", ())), "findings": ()})


def _known(kind: type[Any], doc: dict[str, Any]) -> dict[str, Any]:
    names = {f.name for f in dataclasses.fields(kind)}
    return {key: value for key, value in doc.items() if key in names}


def _cue(written: grammar.WrittenCue) -> Cue:
    return Cue(
        id=written.id,
        title=written.title,
        at=written.at,
        kind=written.kind,
        value=written.value,
        minutes=-1 if written.minutes is None else written.minutes,
        role=written.role,
        phase=written.phase,
        optional=written.optional,
        text=written.text,
        notes=written.notes,
        steps=tuple(Step(s.id, s.text, s.must, s.verify, s.owner, s.line) for s in written.steps),
        line=written.line,
    )


def _lasting(cues: list[Cue], total: int) -> tuple[Cue, ...]:
    """Give a cue without minutes the time until the next one, or until the end; what cannot be known is 0."""
    timed = [place for place, cue in enumerate(cues) if cue.timed]
    for here, there in zip(timed, [*timed[1:], -1], strict=False):
        cue, after = cues[here], cues[there] if there >= 0 else None
        if cue.minutes < 0 and cue.kind == "offset" and (after is None or after.kind == "offset"):
            end = after.value if after else total * 60
            cues[here] = dataclasses.replace(cue, minutes=max(0, end - cue.value) / 60)
    return tuple(dataclasses.replace(cue, minutes=max(0.0, cue.minutes)) for cue in cues)


def _sums(plan: Plan) -> Iterable[Finding]:
    """Find cues that overlap or run past the announced minutes."""
    end = 0
    for cue in plan.timed:
        if cue.kind == "offset" and cue.value < end and cue.value >= 0:
            fields = {"cue": cue.title, "minutes": (end - cue.value + 59) // 60}
            yield Finding("workshop.overlap", "“{cue}” begins {minutes} min before the cue above it ends.", fields, plan.path, cue.line)
        begins = cue.value if cue.kind == "offset" else end
        end = max(end, begins + round(cue.minutes * 60)) if cue.kind != "clock" else end
    if plan.minutes and end > plan.minutes * 60:
        fields = {"sum": end // 60, "minutes": plan.minutes}
        yield Finding("workshop.long", "The cues take {sum} min, the plan announces {minutes} min.", fields, plan.path, 1)


@dataclass(frozen=True)
class Step:
    """One thing to do and tick. `id` is unique in its plan; `verify` is a kind or "kind:value" (tick, code:7F3A …)."""

    id: str
    text: str
    must: bool = False
    verify: str = "tick"
    owner: str = ""
    line: int = 0


@dataclass(frozen=True)
class Cue:
    """One block of the run of show.

    `kind` says what `value` is: "offset" (seconds from the start), "clock" (seconds after midnight of the event's day),
    "days" (days from the event: prepared before or done after it) or "next" (begins when the cue above ends).
    """

    id: str
    title: str
    at: str = ""
    kind: str = "next"
    value: int = 0
    minutes: float = 0
    role: str = ""
    phase: str = ""
    optional: bool = False
    text: str = ""
    notes: str = ""
    steps: tuple[Step, ...] = ()
    line: int = 0

    @property
    def timed(self) -> bool:
        """Whether it belongs to the event itself, not to the days around it."""
        return self.kind != "days"

    @property
    def droppable(self) -> bool:
        """Whether it may go when time is short: said to be optional, or it has steps and none is a must."""
        return self.optional or (bool(self.steps) and not any(step.must for step in self.steps))


@dataclass(frozen=True)
class Plan:
    """A whole run of show in one language."""

    name: str
    lang: str
    title: str
    minutes: int = 0
    seats: int = 0
    helper_ratio: float = 0
    form: str = ""
    audience: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    intro: str = ""
    path: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def timed(self) -> tuple[Cue, ...]:
        """The cues of the event itself, in the order they are run."""
        return tuple(cue for cue in self.cues if cue.timed)

    @property
    def before(self) -> tuple[Cue, ...]:
        """What is done on days before the event."""
        return tuple(cue for cue in self.cues if cue.kind == "days" and cue.value < 0)

    @property
    def after(self) -> tuple[Cue, ...]:
        """What is done on days after the event."""
        return tuple(cue for cue in self.cues if cue.kind == "days" and cue.value >= 0)

    def cue(self, cue_id: str) -> Cue | None:
        """Return the cue with this id."""
        return next((cue for cue in self.cues if cue.id == cue_id), None)

    def step(self, step_id: str) -> Step | None:
        """Return the step with this id."""
        return next((step for cue in self.cues for step in cue.steps if step.id == step_id), None)

    def nominal(self, cue_id: str) -> int:
        """Return the seconds from the start at which a cue is due; a cue tied to the clock counts as following the one before it."""
        end = 0
        for cue in self.timed:
            begins = cue.value if cue.kind == "offset" else end
            if cue.id == cue_id:
                return begins
            end = begins + round(cue.minutes * 60)
        return 0
