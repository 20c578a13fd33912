"""Document properties: counts and titles are made anew, what describes the deck comes from the options and the template."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from lxml import etree

from kit.decks.link import masters, parts, policy
from kit.decks.link.build import REL, Build, Scope
from kit.decks.opc import contenttypes, xml
from kit.errors import Finding
from kit.i18n import N_

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_EP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_KEPT = ((_DC, "subject"), (_DC, "description"), (_CP, "keywords"), (_CP, "category"))
_CARRIED = ("custom-properties", "classificationlabels")
_GONE = frozenset({"webextensiontaskpanes", "origin"})


def finish(build: Build) -> None:
    """Write the properties, carry labels along and say what the package as a whole loses."""
    core = build.output.part("/docProps/core.xml", contenttypes.CORE, number=False)
    core.fill(xml.dump(_core(build)))
    build.output.root.link(_CORE_REL, core)
    app = build.output.part("/docProps/app.xml", contenttypes.APP, number=False)
    app.fill(xml.dump(_app(build)))
    build.output.root.link(REL + "extended-properties", app)
    if not build.strips("properties"):
        _carry(build)
    for deck in build.decks:
        for rel in deck.package.rels().values():
            if rel.kind in _GONE:
                text = N_("Left out, because it cannot be joined: {kind}.")
                build.findings.append(Finding("link.part-dropped", text, {"kind": policy.name(rel.kind)}, file=deck.label, part=rel.target))


def _core(build: Build) -> xml.Element:
    options, strip = build.options, build.strips("properties")
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    old = _old_core(build)
    _text(root, _DC, "title", options.title or ("" if strip else old.get((_DC, "title"), "")))
    for space, name in () if strip else _KEPT:
        _text(root, space, name, old.get((space, name), ""))
    hide = strip or build.strips("authors")
    author = options.author or ("" if hide else old.get((_DC, "creator"), ""))
    _text(root, _DC, "creator", author)
    _text(root, _CP, "lastModifiedBy", author)
    _text(root, _DC, "language", options.lang)
    if options.at is not None:
        for name in ("created", "modified"):
            node = _text(root, _TERMS, name, _w3c(options.at))
            if node is not None:
                node.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return root


def _old_core(build: Build) -> dict[tuple[str, str], str]:
    root = build.base.package.root_or_none(build.base.package.related("/", "core-properties"))
    nodes = [node for node in root if isinstance(node.tag, str)] if root is not None else []
    return {(etree.QName(node).namespace or "", xml.local(node)): node.text or "" for node in nodes}


def _text(root: xml.Element, space: str, name: str, text: str) -> xml.Element | None:
    if not text:
        return None
    node = etree.SubElement(root, f"{{{space}}}{name}")
    node.text = text
    return node


def _w3c(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at.tzinfo else at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _app(build: Build) -> xml.Element:
    root = etree.Element(f"{{{_EP}}}Properties", nsmap=cast("dict[str, str]", {None: _EP, "vt": _VT}))
    themes = [_theme_name(master) for master in masters.of(build)]
    titles = [placed.title or f"Slide {placed.number}" for placed in build.placed]
    counts = {
        "Application": "Lectern",
        "Slides": len(build.placed),
        "Notes": sum(1 for placed in build.placed if placed.part.first("notesSlide")),
        "HiddenSlides": sum(1 for placed in build.placed if placed.hidden),
    }
    for name, value in counts.items():
        _text(root, _EP, name, str(value))
    groups = [(name, listed) for name, listed in (("Theme", themes), ("Slide Titles", titles)) if listed]
    pairs = _vector(_child(root, _EP, "HeadingPairs"), len(groups) * 2, "variant")
    for name, listed in groups:
        _text(_child(pairs, _VT, "variant"), _VT, "lpstr", name)
        _text(_child(pairs, _VT, "variant"), _VT, "i4", str(len(listed)))
    parts_ = _vector(_child(root, _EP, "TitlesOfParts"), len(themes) + len(titles), "lpstr")
    for text in themes + titles:
        _child(parts_, _VT, "lpstr").text = _plain(text)
    return root


def _child(node: xml.Element, space: str, name: str) -> xml.Element:
    return etree.SubElement(node, f"{{{space}}}{name}")


def _vector(node: xml.Element, size: int, kind: str) -> xml.Element:
    return etree.SubElement(node, f"{{{_VT}}}vector", size=str(size), baseType=kind)


def _theme_name(master: masters.Master) -> str:
    theme = master.part.first("theme")
    root = theme.origin[0].root_or_none(theme.origin[1]) if theme and theme.origin else None
    return (root.get("name") if root is not None else "") or "Theme"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _carry(build: Build) -> None:
    """Carry custom properties and sensitivity labels of the first source that has them; tell of the others."""
    for kind in _CARRIED:
        done: bytes | None = None
        for deck in dict.fromkeys((build.base, *build.decks)):
            rel = next((r for r in deck.package.rels().values() if r.kind == kind and not r.external and deck.package.has(r.target)), None)
            if rel is None:
                continue
            mark = masters.digest(build, deck, rel.target)
            if done is None:
                build.output.root.link(rel.type, parts.copy(build, Scope(), deck, rel.target))
                done = mark
            elif mark != done:
                text = N_("Left out: {kind} of this deck; the first deck's stay. Check that they still fit.")
                fields = {"kind": policy.name(kind)}
                build.findings.append(Finding("link.properties-dropped", text, fields, file=deck.label))
