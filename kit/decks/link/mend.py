"""Mend what a source brought along broken and a join can put right: references that lead nowhere, shapes with one id."""

from __future__ import annotations

from collections.abc import Iterator

from kit.decks.invariants.facts import Facts
from kit.decks.link import unlink
from kit.decks.link.output import Part
from kit.decks.opc import xml
from kit.decks.opc.xml import q
from kit.errors import Finding
from kit.i18n import N_

_CONNECTORS = (q("a:stCxn"), q("a:endCxn"))


def mend(made: Part, root: xml.Element, facts: Facts) -> list[Finding]:
    """Put right what `facts` show to be wrong with a part and tell of it; an empty list means that nothing changed."""
    told = []
    known = {link.id for link in made.links}
    if lost := {ref.rid: "" for ref in facts.refs if ref.rid and ref.rid not in known}:
        unlink.unlink(root, lost)
        text = N_("References that led nowhere in the file were taken out: {ids}.")
        told.append(Finding("link.reference-mended", text, {"ids": ", ".join(sorted(lost))}, severity="note"))
    if len(set(facts.shape_ids)) < len(facts.shape_ids) and (count := _number_anew(root)):
        text = N_("Shapes that shared an id were numbered anew ({count}); animations stay with the first of them.")
        told.append(Finding("link.shapes-numbered", text, {"count": count}, severity="note"))
    return told


def _number_anew(root: xml.Element) -> int:
    """Give every shape but the first of its id a free one, both branches of alternate content alike; return how many."""
    names = list(_names(root))
    taken = {name.get("id") for name in root.iter(q("p:cNvPr"))}
    seen: dict[str, xml.Element | None] = {}
    free, count = 2, 0
    for name, branch in names:
        old = name.get("id") or ""
        if old not in seen:
            seen[old] = branch
        elif branch is None or seen[old] is not branch:
            while str(free) in taken:
                free += 1
            taken.add(str(free))
            _renumber(name, branch, old, str(free))
            count += 1
    return count


def _names(root: xml.Element) -> Iterator[tuple[xml.Element, xml.Element | None]]:
    """Yield the names of shapes with the alternate content they lie in, the tree's own left out."""
    tree, alternate = q("p:spTree"), q("mc:AlternateContent")
    for name in root.iter(q("p:cNvPr")):
        above = holder.getparent() if (holder := name.getparent()) is not None else None
        if above is not None and above.tag != tree:
            yield name, next((up for up in name.iterancestors() if up.tag == alternate), None)


def _renumber(name: xml.Element, branch: xml.Element | None, old: str, new: str) -> None:
    """Give a shape its new id, with its twins in the other branches and the connectors of its own group."""
    twins = [name] if branch is None else [one for one in branch.iter(q("p:cNvPr")) if one.get("id") == old]
    for one in twins:
        one.set("id", new)
    group = next((up for up in name.iterancestors() if up.tag == q("p:grpSp")), None)
    for end in group.iter(*_CONNECTORS) if group is not None else ():
        if end.get("id") == old:
            end.set("id", new)
