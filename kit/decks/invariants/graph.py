"""A package as the rules see it: parts with their types, relationships and facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kit.decks.invariants import facts as facts_of
from kit.decks.invariants.facts import Facts
from kit.decks.opc import Package, Rel, names
from kit.errors import Finding, KitError

XML = frozenset({"xml", "vml"})
_EMPTY = Facts()


@dataclass(eq=False)
class Node:
    """A part: `rels` in the order of the file, `facts` empty for parts that are no XML."""

    name: str
    type: str
    rels: tuple[Rel, ...] = ()
    facts: Facts = field(default_factory=Facts)

    def related(self, kind: str) -> list[Rel]:
        """Return the relationships of one kind."""
        return [rel for rel in self.rels if rel.kind == kind]


@dataclass(eq=False)
class Graph:
    """All parts of a package; `findings` are what reading it already told."""

    root: tuple[Rel, ...]
    nodes: dict[str, Node]
    main: Node
    findings: list[Finding] = field(default_factory=list)
    phantoms: tuple[str, ...] = ()

    def get(self, name: str) -> Node | None:
        """Return the part of this name, None when there is none."""
        return self.nodes.get(names.key(name))

    def of(self, kind: str) -> list[Node]:
        """Return the parts of a content type."""
        return [node for node in self.nodes.values() if node.type == kind]

    def target(self, node: Node, rid: str) -> Node | None:
        """Return the part behind a relationship id of `node`."""
        rel = next((rel for rel in node.rels if rel.id == rid), None)
        return None if rel is None or rel.external else self.get(rel.target)


def of_nodes(root: Iterable[Rel], nodes: Iterable[Node]) -> Graph:
    """Return the graph of parts that are in memory."""
    known = {names.key(node.name): node for node in nodes}
    listed = tuple(root)
    main = next((rel.target for rel in listed if rel.kind == "officeDocument"), "")
    return Graph(listed, known, known[names.key(main)])


def of_package(package: Package) -> Graph:
    """Read every part of a package once; what cannot be read is a finding."""
    nodes, findings = {}, list(package.oddities)
    for name in package.part_names():
        try:
            node = Node(name, package.content_type(name), tuple(package.rels(name).values()), _facts(package, name))
        except KitError as error:
            findings.append(Finding(error.code, error.text, error.fields, part=name, severity="error"))
            node = Node(name, package.content_type(name))
        nodes[names.key(name)] = node
    phantoms = tuple(name for name in package.types.overrides if name not in nodes and not name.endswith(".rels"))
    return Graph(tuple(package.rels().values()), nodes, nodes[names.key(package.main)], findings, phantoms)


def _facts(package: Package, name: str) -> Facts:
    kind = package.content_type(name)
    if names.extension(name) not in XML or (kind and not kind.endswith(("xml", "vmlDrawing"))):
        return _EMPTY
    data = package.read(name)
    if not data.strip():
        return _EMPTY
    return facts_of.read(data, name, package.file)
