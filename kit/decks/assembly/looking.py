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
    made += titling.twice([(slide.number, slide.title) for slide in report.slides if not slide.hidden], report.path.name)
    return _once(sorted(made, key=lambda finding: finding.slide))


def _once(found: list[Finding]) -> tuple[Finding, ...]:
    """Return findings with each uncommon font told once, where it comes first; modules were looked at one by one."""
    kept: dict[object, Finding] = {}
    for place, finding in enumerate(found):
        kept.setdefault(finding.fields["font"] if finding.code == "deck.font" else place, finding)
    return tuple(kept.values())
