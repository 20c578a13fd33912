"""Speaker notes: each slide's own, all on one notes master."""

from __future__ import annotations

from kit.decks.link import parts
from kit.decks.link.build import REL, Build, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.opc import Rel, names
from kit.errors import Finding


def master(build: Build, deck: Deck) -> Part | None:
    """Return the one notes master: the template's own, else that of the first deck which has notes."""
    known: Part | None = build.state.get("notes master")
    if known is None:
        for candidate in (build.base, deck):
            if name := _name(candidate):
                known = build.state["notes master"] = parts.copy(build, Scope(), candidate, name)
                break
    return known


def finish(build: Build) -> Part | None:
    """Return the notes master of the new deck; the template's is kept even when no slide has notes."""
    if not build.strips("notes") and _name(build.base):
        return master(build, build.base)
    found: Part | None = build.state.get("notes master")
    return found


def handout(build: Build) -> Part | None:
    """Return the handout master: that of the first source which has one."""
    for deck in (build.base, *build.decks):
        name = deck.package.related(deck.presentation, "handoutMaster")
        if name:
            return parts.copy(build, Scope(), deck, name)
    return None


def _name(deck: Deck) -> str:
    """Return the notes master of a source; decks that do not list it still have it behind a slide's notes."""
    if ("notes master",) not in deck.memo:
        found = deck.package.related(deck.presentation, "notesMaster")
        for slide in deck.slides if not found else ():
            note = deck.package.related(slide, "notesSlide") if slide else ""
            found = deck.package.related(note, "notesMaster") if note else ""
            if found:
                break
        deck.memo[("notes master",)] = found
    return str(deck.memo[("notes master",)])


def point_notes(build: Build, scope: Scope, deck: Deck, rel: Rel, owner: str) -> Part | Finding | None:
    """A slide leads to its own page of notes, which is bound to the one notes master."""
    placed = scope.placed
    if placed is None or names.key(owner) != names.key(placed.name) or "notes" in scope.memo:
        return None
    if not deck.package.has(rel.target):
        return Finding(
            "link.part-missing", "The file names a part that it does not hold ({kind}); the reference was taken out.", {"kind": rel.kind}
        )
    if build.strips("notes"):
        return Finding("link.stripped", "Taken out on request: {what}.", {"what": "notes"}, severity="note")
    made = scope.memo["notes"] = parts.copy(build, scope, deck, rel.target)
    if made.first("slide") is None:
        made.link(REL + "slide", placed.part)
    if made.first("notesMaster") is None and (owner_of_all := master(build, deck)):
        made.link(REL + "notesMaster", owner_of_all)
    return made


def point_master(build: Build, scope: Scope, deck: Deck, rel: Rel, owner: str) -> Part | Finding | None:
    """Every page of notes leads to the one notes master."""
    return master(build, deck)
