"""What a deck's choice of modules leaves open: needs, order, audience, groups and minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kit.content import files, yamltext
from kit.decks.library import Library
from kit.decks.outline import formats, generated
from kit.decks.outline.generated import Evidence
from kit.decks.outline.values import Entry, Outline
from kit.decks.refs import MARKDOWN
from kit.decks.spec import DeckSpec
from kit.errors import Finding
from kit.i18n import N_


def of(outline: Outline, library: Library) -> tuple[Finding, ...]:
    """Return the findings of a decided outline."""
    spec, body = outline.spec, [entry for entry in outline.entries if not entry.role]
    found: list[Finding] = []
    for place, entry in enumerate(body):
        if entry.module is not None:
            found += _order(entry, [e.id for e in body[:place]], [e.id for e in body], spec)
        card = library.card(entry.id, spec.lang)
        if card is not None and spec.audience and card.audience.get(spec.audience) == 0:
            text = N_("`{id}` is not meant for the audience {audience}.")
            found.append(_at(entry, spec, "outline.audience", text, audience=spec.audience))
        if card is not None and card.formats.get(spec.format) == 0:
            found.append(_at(entry, spec, "outline.format", N_("`{id}` does not suit the format {format}."), format=spec.format))
    twice = [entry for place, entry in enumerate(body) if any(e.id == entry.id for e in body[:place])]
    found += [_at(entry, spec, "outline.twice", N_("`{id}` is in the deck twice.")) for entry in twice]
    return (*found, *_switches(spec, library), *_minutes(outline))


def stale(outline: Outline, library: Library, today: date) -> tuple[Finding, ...]:
    """Return a finding for each module of the deck whose review is overdue."""
    found = {}
    for entry in outline.entries:
        card = library.card(entry.id, outline.lang)
        if card is not None and card.reviewed and card.stale(today):
            found[entry.id] = overdue(entry.id, card.path, card.reviewed, card.review_days, today)
    return tuple(found.values())


def overdue(module: str, path: Path, reviewed: date, days: int, today: date) -> Finding:
    """Return the finding that a module's review is overdue, at the line that says when it was."""
    text = N_("`{id}` was last reviewed on {reviewed}; it is to be looked at every {days} days.")
    fields = {"id": module, "reviewed": reviewed.isoformat(), "days": days, "today": today.isoformat()}
    line = _line(path) if path.suffix.lower() in MARKDOWN else 0
    return Finding("outline.stale", text, fields, file=str(path), line=line, severity="note")


def _line(path: Path) -> int:
    """Return the line on which a module says when it was reviewed."""
    lines = files.read_text(path).split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith("reviewed:")), 0)


def _switches(spec: DeckSpec, library: Library) -> list[Finding]:
    """Find switches of roles that neither the formats know nor a module of the library has."""
    found = []
    for role in spec.structure:
        if role in formats.NAMES or library.role(role, spec.lang) is not None:
            continue
        near = ", ".join(yamltext.nearest(role, formats.NAMES))
        text = (
            N_("`structure` knows no page `{role}`: did you mean `{near}`?")
            if near
            else N_("`structure` knows no page `{role}`: use one of {known}.")
        )
        fields = {"role": role, "near": near, "known": ", ".join(formats.NAMES)}
        found.append(Finding("outline.structure", text, fields, file=str(spec.path or ""), line=spec.lines.get(role, 0)))
    return found


def evidence(outline: Outline, known: Mapping[str, Evidence]) -> tuple[Finding, ...]:
    """Return a finding for each slide that uses a number without evidence."""
    found = []
    for entry in outline.entries:
        for slide in entry.slides if not entry.role else ():
            for key in generated.used([slide.source] if slide.source else []):
                if key not in known or not known[key].value:
                    text = N_("There is no evidence `{key}` yet: the slide says so until the programme has it.")
                    line = slide.source.line if slide.source else 0
                    found.append(Finding("outline.evidence", text, {"key": key}, file=str(entry.path or ""), line=line))
    return tuple(found)


def _order(entry: Entry, before: list[str], all_: list[str], spec: DeckSpec) -> list[Finding]:
    found = []
    assert entry.module is not None
    for need in entry.module.needs:
        if need not in all_:
            found.append(_at(entry, spec, "outline.needs", N_("`{id}` needs `{need}`, which is not in this deck."), need=need))
        elif need not in before:
            found.append(_at(entry, spec, "outline.needs-before", N_("`{id}` needs `{need}` before it."), need=need))
    late = [earlier for earlier in entry.module.after if earlier in all_ and earlier not in before]
    return found + [_at(entry, spec, "outline.after", N_("`{id}` should come after `{earlier}`."), earlier=earlier) for earlier in late]


def _minutes(outline: Outline) -> list[Finding]:
    if not outline.budget:
        return []
    over = outline.minutes - outline.budget
    file = str(outline.spec.path or "")
    if over > 0:
        fields = {"minutes": f"{outline.minutes:g}", "over": f"{over:g}", "budget": outline.budget}
        return [Finding("outline.over", "The deck takes {minutes} minutes, {over} more than the {budget} planned.", fields, file=file)]
    if over > -outline.buffer:
        fields = {"left": f"{-over:g}", "buffer": outline.buffer}
        return [Finding("outline.tight", "Only {left} minutes stay free; {buffer} are good to have.", fields, file=file, severity="note")]
    return []


def _at(entry: Entry, spec: DeckSpec, code: str, text: str, **fields: object) -> Finding:
    return Finding(code, text, {"id": entry.id, **fields}, file=str(spec.path or ""), line=entry.line)
