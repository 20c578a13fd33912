"""Speaker notes: each slide's own, all on one notes master."""

from __future__ import annotations

from kit.decks.invariants import facts as facts_of
from kit.decks.link import parts, policy
from kit.decks.link.build import REL, Build, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.opc import Rel, contenttypes, names, xml
from kit.errors import Finding

_HOLDER = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{}" name="{}"/><p:cNvSpPr>{}</p:cNvSpPr><p:nvPr><p:ph type="{}" idx="{}"/></p:nvPr></p:nvSpPr>'
    '<p:spPr><a:xfrm><a:off x="685800" y="{}"/><a:ext cx="5486400" cy="{}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>{}</p:sp>'
)
_TEXT = "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody>"
_PLAIN = (
    xml.DECLARATION
    + (
        f'<p:notesMaster xmlns:a="{xml.NS["a"]}" xmlns:r="{xml.NS["r"]}" xmlns:p="{xml.NS["p"]}"><p:cSld>'
        '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>'
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        + _HOLDER.format(2, "Slide Image", '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>', "sldImg", 2, 1143000, 3086100, "")
        + _HOLDER.format(3, "Notes", '<a:spLocks noGrp="1"/>', "body", 3, 4400550, 3600450, _TEXT)
        + '</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
        ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/></p:notesMaster>'
    ).encode()
)


def master(build: Build, deck: Deck) -> Part | None:
    """Return the one notes master: the template's own, else that of the first deck which has one, else a plain one."""
    known: Part | None = build.state.get("notes master")
    if known is None:
        found = next(((one, name) for one in (build.base, deck, *build.decks) if (name := _name(one))), None)
        known = parts.copy(build, Scope(), *found) if found else _plain(build, deck)
        build.state["notes master"] = known
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


def _plain(build: Build, deck: Deck) -> Part | None:
    """Make the notes master that no source has, with a copy of a source's theme; None when there is no theme."""
    above = [rel.target for rel in deck.package.rels(deck.presentation).values() if rel.kind == "slideMaster" and not rel.external]
    theme = next((found for name in above if (found := deck.package.related(name, "theme"))), "")
    if not theme:
        return None
    made = build.output.part("/ppt/notesMasters/notesMaster1.xml", contenttypes.NOTES_MASTER)
    made.link(REL + "theme", parts.copy(build, Scope(), deck, theme))
    made.fill(_PLAIN)
    made.facts = facts_of.read(_PLAIN, made.name, deck.package.file)
    return made


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
            "link.part-missing",
            "The file names a part that it does not hold ({kind}); the reference was taken out.",
            {"kind": policy.name(rel.kind)},
        )
    if build.strips("notes"):
        return Finding("link.stripped", "Taken out on request: {what}.", {"what": policy.name(rel.kind)}, severity="note")
    made = scope.memo["notes"] = parts.copy(build, scope, deck, rel.target)
    if made.first("slide") is None:
        made.link(REL + "slide", placed.part)
    if made.first("notesMaster") is None and (owner_of_all := master(build, deck)):
        made.link(REL + "notesMaster", owner_of_all)
    return made


def point_master(build: Build, scope: Scope, deck: Deck, rel: Rel, owner: str) -> Part | Finding | None:
    """Every page of notes leads to the one notes master."""
    return master(build, deck)
