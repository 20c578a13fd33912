"""Links that lead nowhere, and pictures, sound and film that are not in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.decks.findings.report import found
from kit.decks.opc import Package
from kit.decks.opc.rels import Rel
from kit.decks.opc.xml import q
from kit.decks.scene import Deck, Slide
from kit.errors import Finding
from kit.i18n import N_

WEB = re.compile(r"(https?|mailto|tel|ftp|ms-[a-z]+|onenote|zoommtg|tencent|weixin)[:/]", re.IGNORECASE)
SPOILED = re.compile(r"(https?|ftp)://(/|\Z)|[a-z]+:/*\Z|(https?|mailto):.*[\s<>\"]|mailto:[^@]*\Z", re.IGNORECASE | re.DOTALL)
SITE = re.compile(r"//[\w-]+(\.[\w-]+)+(/\S*)?\Z|www\.[\w-]+\.[\w./?=&%#-]+\Z|[\w.-]+\.(com|cn|org|net|io|gov|edu)(/\S*)?\Z", re.IGNORECASE)
TYPO = re.compile(r"(?!https?://)[htps]{3,6}[:;]?/{1,3}(?=\w)", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
MEDIA = ("audio", "video", "media")
WITHIN = ("ppaction://hlinksldjump",)


def check(deck: Deck, slides: Sequence[Slide]) -> list[Finding]:
    """Return the findings about what slides lead to; of slides that lie in no file yet only the links of their words are known."""
    if deck.path is None:
        return [finding for slide in slides for finding in _written(slide, deck)]
    made = []
    with Package.open(deck.path) as package:
        for slide in slides:
            rels = package.rels(slide.part)
            made += [finding for rel in rels.values() if (finding := _outside(rel, slide, deck))]
            made += _links(package, slide, rels, deck)
    return made


def _written(slide: Slide, deck: Deck) -> list[Finding]:
    pars = [par for shape in slide.shapes for par in (*shape.paragraphs, *(par for cell in shape.cells for par in cell.paragraphs))]
    targets = dict.fromkeys(run.link for par in pars for run in par.runs if run.link and run.link != "slide")
    return [finding for target in targets if (finding := _address(target, slide, deck))]


def _outside(rel: Rel, slide: Slide, deck: Deck) -> Finding | None:
    """Find pictures and media that are linked to instead of kept."""
    if not rel.external:
        return None
    if rel.kind == "image":
        text = N_("A picture is only linked to {target}: elsewhere it stays empty. Insert it into the slide.")
        return found(deck, slide, "deck.picture-outside", text, target=_short(rel.target))
    if rel.kind in MEDIA and not WEB.match(rel.target):
        text = N_("Sound or film is only linked to {target}: elsewhere it does not play. Insert it into the slide.")
        return found(deck, slide, "deck.media-outside", text, target=_short(rel.target))
    return None


def _links(package: Package, slide: Slide, rels: dict[str, Rel], deck: Deck) -> list[Finding]:
    made: dict[str, Finding] = {}
    for node in package.root(slide.part).iter(q("a:hlinkClick"), q("a:hlinkMouseOver")):
        action, rel = node.get("action") or "", rels.get(node.get(q("r:id")) or "")
        target = rel.target if rel else ""
        if rel is not None and rel.external:
            finding = _address(target, slide, deck)
            made |= {target: finding} if finding else {}
        elif _astray(package, action, rel):
            made[action] = found(deck, slide, "deck.link", N_("A link leads to a slide that is not in this deck."))
    return list(made.values())


def _astray(package: Package, action: str, rel: Rel | None) -> bool:
    """Tell whether a jump has lost its slide."""
    jump = action.startswith(WITHIN)
    return (jump and rel is None) or (rel is not None and rel.kind == "slide" and not package.has(rel.target))


def _address(target: str, slide: Slide, deck: Deck) -> Finding | None:
    if target.startswith(("#", "slide:")):  # a slide of another module is known when the deck is joined
        return None
    if not target.strip() or SPOILED.match(target.strip()):
        return found(deck, slide, "deck.link", N_("The link {target} leads nowhere: mend its address."), target=_short(target))
    bare = target.strip()
    if SITE.match(bare) or TYPO.match(bare):
        text = N_("The link {target} leads nowhere: mend its address.")
        return found(deck, slide, "deck.link", text, fix=N_("Write {better}."), target=_short(target), better=_webbed(bare))
    if WEB.match(target):
        return None
    if SCHEME.match(bare) and not bare.lower().startswith("file:"):  # a program of its own answers it
        return None
    text = N_("The link {target} leads to a file of one computer: it breaks when the deck is given away.")
    return found(deck, slide, "deck.link-file", text, severity="note", target=_short(target))


def _webbed(target: str) -> str:
    """Return what a web address was meant to be."""
    return "https://" + _short(TYPO.sub("", target).lstrip(":/"))


def _short(target: str) -> str:
    text = " ".join(target.split())
    return text if len(text) <= 60 else text[:28] + "…" + text[-28:]
