"""What people would notice in a finished deck, without reading those of its slides again that were looked at when they were compiled."""

from __future__ import annotations

from dataclasses import replace

from kit.decks import findings, scene
from kit.decks.assembly import Assembled
from kit.decks.findings import titling
from kit.decks.link import Report
from kit.errors import Finding


def at(report: Report, whole: Assembled) -> tuple[Finding, ...]:
    """Return the findings of the deck that was linked from `whole`, in the order of its slides."""
    count = sum(len(source.slides or ()) for source in whole.sources)
    if len(report.slides) != count:  # some were left out: the numbers no longer agree
        return findings.check(scene.read(report.path))
    made = [finding if finding.file else replace(finding, file=report.path.name) for finding in whole.noticed]
    rest = set(range(1, count + 1)) - whole.seen
    if rest:
        made += [finding for finding in findings.check(scene.read(report.path, only=rest)) if finding.code != titling.TWICE]
    again = _again(whole)
    titles = [(slide.number, slide.title) for slide in report.slides if not slide.hidden and slide.number not in again]
    made += [_written(finding, whole) for finding in titling.twice(titles, report.path.name)]
    return _once(sorted(made, key=lambda finding: finding.slide))


def _again(whole: Assembled) -> set[int]:
    """Return the slides made of words that an earlier slide was made of: their module is in the deck twice."""
    first: dict[tuple[str, int], int] = {}
    return {number for number, place in sorted(whole.places.items()) if place[0] and first.setdefault(place, number) != number}


def _written(finding: Finding, whole: Assembled) -> Finding:
    """Return a finding about a slide at the line that the slide is written on."""
    file, line = whole.places.get(finding.slide, ("", 0))
    return replace(finding, file=file, line=line) if file else finding


def _once(found: list[Finding]) -> tuple[Finding, ...]:
    """Return findings with each uncommon font told once, where it comes first; modules were looked at one by one."""
    kept: dict[object, Finding] = {}
    for place, finding in enumerate(found):
        kept.setdefault(finding.fields["font"] if finding.code == "deck.font" else place, finding)
    return tuple(kept.values())
