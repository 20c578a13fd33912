"""Check the new deck against every rule before it is saved; what a source already had wrong is told apart."""

from __future__ import annotations

from dataclasses import replace

from kit.decks import invariants
from kit.decks.invariants import graph
from kit.decks.invariants.facts import Facts
from kit.decks.link.build import Build
from kit.decks.link.output import Part, relationships
from kit.decks.opc import Package, names
from kit.errors import Finding


def prove(build: Build) -> tuple[list[Finding], list[Finding]]:
    """Return what is wrong by our doing, and what sources brought along."""
    nodes = (graph.Node(part.name, part.type, tuple(relationships(part)), part.facts or Facts()) for part in build.output.parts)
    found = invariants.check_graph(graph.of_nodes(relationships(build.output.root), nodes))
    parts = {part.name: part for part in build.output.parts} if found else {}
    known: dict[int, set[tuple[str, str]]] = {}
    ours: list[Finding] = []
    inherited: list[Finding] = []
    for finding in found:
        part = parts.get(finding.part)
        if part is not None and part.origin is not None and _had(part, finding, known):
            inherited.append(replace(finding, file=_label(build, part.origin[0])))
        else:
            ours.append(finding)
    return ours, inherited


def _had(part: Part, finding: Finding, known: dict[int, set[tuple[str, str]]]) -> bool:
    """Tell whether the source part breaks the same rule."""
    assert part.origin is not None
    package, name = part.origin
    if id(package) not in known:
        known[id(package)] = {(one.code, names.key(one.part)) for one in invariants.check(package)}
    return (finding.code, names.key(name)) in known[id(package)]


def _label(build: Build, package: Package) -> str:
    return next((deck.label for deck in (build.base, *build.decks) if deck.package is package), "")
