"""The rules a sound deck keeps: each finding names the rule, the part and how to mend it."""

from __future__ import annotations

from pathlib import Path

from kit.decks.invariants import contents, graph, packaging, structure
from kit.decks.invariants.graph import Graph
from kit.decks.opc import Package
from kit.errors import Finding

__all__ = ["check", "check_graph"]


def check(source: Package | Path | bytes, name: str = "") -> tuple[Finding, ...]:
    """Return every rule that a deck breaks; refuse what is no deck."""
    if isinstance(source, Package):
        return check_graph(graph.of_package(source))
    with Package.open(source, name) as package:
        return check_graph(graph.of_package(package))


def check_graph(seen: Graph) -> tuple[Finding, ...]:
    """Return every rule that the parts of a package break."""
    return (*seen.findings, *packaging.check(seen), *structure.check(seen), *contents.check(seen))
