"""Copy a part with everything it needs: the relationship closure under the policy table, ids kept so that every reference stays right."""

from __future__ import annotations

from dataclasses import replace

from kit.decks.invariants import facts as facts_of
from kit.decks.link import mend, named, policy, unlink
from kit.decks.link.build import Build, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Link, Part
from kit.decks.link.policy import Policy
from kit.decks.opc import Rel, contenttypes, names, xml
from kit.errors import Finding, KitError
from kit.i18n import N_

XML = frozenset({"xml", "vml"})
_INERT = frozenset(  # tables of looks that name nothing and nobody changes: need not be parsed
    {
        "application/vnd.openxmlformats-officedocument.drawingml.diagramLayout+xml",
        "application/vnd.openxmlformats-officedocument.drawingml.diagramStyle+xml",
        "application/vnd.openxmlformats-officedocument.drawingml.diagramColors+xml",
        "application/vnd.ms-office.chartstyle+xml",
        "application/vnd.ms-office.chartcolorstyle+xml",
    }
)
_READ = frozenset({contenttypes.SLIDE, contenttypes.LAYOUT, contenttypes.MASTER})  # no deck without these


def copy(build: Build, scope: Scope, deck: Deck, name: str) -> Part:
    """Return the copy of a part that belongs to `scope`, making it with its closure the first time."""
    known = scope.memo.get(names.key(name))
    if known is None:
        known = build.output.part(name, deck.kind(name))
        scope.memo[names.key(name)] = known
        carry(build, scope, deck, name, known)
    return known


def share(build: Build, scope: Scope, deck: Deck, name: str) -> Part:
    """Return the one part of the new deck with these bytes."""
    known: Part | None = deck.memo.get(("shared", names.key(name)))
    if known is None:
        known = build.output.share(deck.package, name, deck.kind(name))
        deck.memo["shared", names.key(name)] = known
    return known


def carry(build: Build, scope: Scope, deck: Deck, name: str, made: Part) -> None:
    """Fill `made` with the content and the relationships of the source part `name`."""
    made.origin = (deck.package, name)
    if scope.placed is not None:
        scope.placed.parts.append(made)
    lost = links(build, scope, deck, name, made)
    if names.extension(name) not in XML or (made.type in _INERT and not lost and not made.links):
        made.body = build.output.body(deck.package, name)
        return
    if names.extension(name) == "vml" or not _size(deck, name):
        made.body, made.facts = build.output.body(deck.package, name), facts_of.of_vml(deck.package.read(name))
        return
    try:
        root, data = deck.take(name)
    except KitError as error:
        if error.code != "deck.damaged" or made.type in _READ:
            raise
        made.body = build.output.body(deck.package, name)
        text = N_("A part that cannot be read came along as it is ({kind}).")
        _say(build, scope, Finding("link.part-unreadable", text, {"kind": made.type.rsplit(".", 1)[-1]}, file=deck.label, part=name))
        return
    changed = bool(lost) and unlink.unlink(root, lost)
    edit = build.edits.get(made.type)
    changed = bool(edit and edit(build, scope, deck, made, root, data)) or changed
    settle(build, deck, name, made, root, data, changed=changed)
    assert made.facts is not None
    if told := mend.mend(made, root, made.facts):
        settle(build, deck, name, made, root, data, changed=True)
        (scope.placed.changed if scope.placed is not None else build.findings).extend(replace(one, file=deck.label) for one in told)


def settle(build: Build, deck: Deck, name: str, made: Part, root: xml.Element, data: bytes, *, changed: bool) -> None:
    """Give the part its bytes, the source's own when nothing changed, and keep its facts."""
    if changed:
        data = xml.dump(root)
        made.fill(data)
    else:
        made.body = build.output.body(deck.package, name)
    made.facts = facts_of.of(root, data)


def links(build: Build, scope: Scope, deck: Deck, name: str, made: Part) -> dict[str, str]:
    """Give `made` the relationships of `name`; return the ids that lead nowhere now, with their kind."""
    lost: dict[str, str] = {}
    for rel in deck.package.rels(name).values():
        if named.is_named(rel):
            target: Part | Finding | str | None = named.point(build, scope, rel)
        else:
            target = rel.target if rel.external else _target(build, scope, deck, rel, name)
        if isinstance(target, (Part, str)):
            made.links.append(Link(rel.id, rel.type, target))
            continue
        lost[rel.id] = rel.kind
        if target is not None:
            _say(build, scope, target)
    return lost


def _target(build: Build, scope: Scope, deck: Deck, rel: Rel, owner: str) -> Part | Finding | None:
    """Return what a relationship leads to in the new deck, or what to say about its end."""
    if is_hollow(deck, rel.target) and policy.of(rel.kind) is not Policy.POINT:
        return _missing(rel, deck)
    if point := build.points.get(rel.kind):
        return point(build, scope, deck, rel, owner)
    rule = policy.of(rel.kind)
    if rule is Policy.DROP:
        return None if rel.kind in policy.QUIET else _dropped(rel, deck)
    if not deck.package.has(rel.target):
        return _missing(rel, deck)
    if rule is Policy.SHARE and not deck.package.rels(rel.target):
        made = share(build, scope, deck, rel.target)
        if scope.placed is not None:
            scope.placed.parts.append(made)
        return made
    return copy(build, scope, deck, rel.target)


def is_hollow(deck: Deck, name: str) -> bool:
    """Tell whether a part of XML holds not one byte: no program accepts that."""
    return names.extension(name) == "xml" and deck.package.has(name) and not _size(deck, name)


def _size(deck: Deck, name: str) -> int:
    entry = deck.package.entry(name)
    return entry.size if entry is not None else 0


def _say(build: Build, scope: Scope, finding: Finding) -> None:
    (scope.placed.dropped if scope.placed is not None else build.findings).append(finding)


def _dropped(rel: Rel, deck: Deck) -> Finding:
    return Finding(
        "link.part-dropped",
        "Left out, because it cannot be joined: {kind}.",
        {"kind": policy.name(rel.kind)},
        file=deck.label,
        part=rel.target,
    )


def _missing(rel: Rel, deck: Deck) -> Finding:
    text = N_("The file names a part that it does not hold ({kind}); the reference was taken out.")
    if deck.package.has(rel.target):
        text = N_("A part of the file is empty ({kind}); the reference to it was taken out.")
    return Finding("link.part-missing", text, {"kind": policy.name(rel.kind)}, file=deck.label, part=rel.target)
