"""Read a deck into frozen slides: the one reader that search, findings, lineage and preview share."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace
from pathlib import Path

from kit.decks.opc import Package, xml
from kit.decks.opc.xml import q
from kit.decks.scene import shapes, sheets, shelf
from kit.decks.scene.sheets import Sheet
from kit.decks.scene.shelf import Below
from kit.decks.scene.values import Deck, Gradient, Picture, Shape, Slide
from kit.errors import KitError
from kit.i18n import N_

_DM_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


@dataclass
class _Reader:
    """An open deck with the layouts and masters read so far."""

    package: Package
    path: Path | None
    defaults: xml.Element | None
    below: dict[str, Below] = field(default_factory=dict)


def read(source: Path | bytes, name: str = "", only: Container[int] | None = None) -> Deck:
    """Return the deck at `source`, with all its slides or those whose numbers are in `only`; refuse what cannot be read."""
    path = source if isinstance(source, Path) else None
    with Package.open(source, name) as package:
        root = package.root(package.main)
        size = root.find(q("p:sldSz"))
        width, height = (int(size.get("cx") or 0), int(size.get("cy") or 0)) if size is not None else (9144000, 6858000)
        reader = _Reader(package, path, root.find(q("p:defaultTextStyle")))
        fonts = tuple(n.get("typeface") or "" for n in root.iterfind(f"{q('p:embeddedFontLst')}/{q('p:embeddedFont')}/{q('p:font')}"))
        return Deck(tuple(_slides(reader, root, only)), width, height, path, _title(package), fonts)


def _slides(reader: _Reader, root: xml.Element, only: Container[int] | None) -> list[Slide]:
    sections = {n.get("id"): s.get("name") or "" for s in root.iter(q("p14:section")) for n in s.iter(q("p14:sldId"))}
    rels = reader.package.rels(reader.package.main)
    found = []
    for number, node in enumerate(root.iterfind(f"{q('p:sldIdLst')}/{q('p:sldId')}"), 1):
        if only is not None and number not in only:
            continue
        rel = rels.get(node.get(q("r:id")) or "")
        if rel is None or not reader.package.has(rel.target):
            text = N_("{file} is damaged: slide {slide} is missing in it; open it in PowerPoint, let it repair, and save it again.")
            raise KitError("deck.damaged", text, file=reader.package.file, slide=number)
        found.append(_slide(reader, rel.target, number, sections.get(node.get("id"), "")))
    return _natural(found) if all(below.shrinks for below in reader.below.values()) else found


def _natural(slides: list[Slide]) -> list[Slide]:
    """Mark the slides up to the first on which words stand that do not shrink."""
    for n, slide in enumerate(slides):
        slides[n] = replace(slide, natural=True)
        if any(shape.autofit != "shrink" and shape.text.strip() for shape in (*slide.behind, *slide.shapes)):
            break
    return slides


def _slide(reader: _Reader, part: str, number: int, section: str) -> Slide:
    package = reader.package
    rels, root = package.rels(part), package.root(part)
    below = _layout(reader, package.related(part, "slideLayout"))
    mapping = root.find(f"{q('p:clrMapOvr')}/{q('a:overrideClrMapping')}")
    on = below.sheet if below is not None else None
    seen = sheets.recoloured(on, mapping, reader.defaults) if on is not None and mapping is not None else on
    sheet = sheets.above(package, part, seen, root)
    drawn = shapes.of(sheet, rels, package)
    title, texts = _texts(drawn)
    pictures = tuple(Picture(s.name, s.description, s.picture, reader.path) for s in drawn if s.picture)
    colour, image, gradient = _background(package, sheet)
    return Slide(
        number=number,
        title=title,
        texts=tuple(texts + _diagrams(package, part)),
        notes=_notes(package, part),
        layout=on.name if on is not None else "",
        hidden=root.get("show") in ("0", "false"),
        section=section,
        pictures=pictures,
        fonts=_fonts(drawn),
        shapes=drawn,
        behind=below.behind if below is not None and sheet.shows_below else (),
        background=colour,
        background_picture=image,
        background_gradient=gradient,
        part=part,
        tags=_tags(package, part, root),
        animated=root.find(q("p:timing")) is not None,
    )


def _layout(reader: _Reader, part: str) -> Below | None:
    if part and part not in reader.below:
        reader.below[part] = shelf.layout(reader.package, part, reader.defaults)
    return reader.below.get(part)


def _texts(drawn: tuple[Shape, ...]) -> tuple[str, list[str]]:
    """Return the title and every other text, paragraph by paragraph."""
    title, texts = "", []
    for shape in drawn:
        lines = [" ".join(p.text.replace("\v", " ").split()) for p in shape.paragraphs]
        lines += [" ".join(p.text.replace("\v", " ").split()) for cell in shape.cells for p in cell.paragraphs]
        if shape.placeholder in ("title", "ctrTitle") and not title:
            title = " ".join(line for line in lines if line)
        else:
            texts += [line for line in lines if line]
    return title, texts


def _diagrams(package: Package, part: str) -> list[str]:
    """Return the texts of the slide's diagrams."""
    found: list[str] = []
    for rel in package.rels(part).values():
        if rel.kind == "diagramData" and package.has(rel.target):
            lines = ("".join(t.text or "" for t in node.iter(_DM_TEXT)).strip() for node in package.root(rel.target).iter(q("a:p")))
            found.extend(line for line in lines if line)
    return found


def _notes(package: Package, part: str) -> str:
    note = package.related(part, "notesSlide")
    for shape in package.root(note).iter(q("p:sp")) if note else ():
        mark = sheets.holder_of(shape)
        if mark is not None and mark.get("type") == "body":
            lines = (
                "".join(n.text or "" if xml.local(n) == "t" else "\n" for n in p.iter(q("a:t"), q("a:br"))) for p in shape.iter(q("a:p"))
            )
            return "\n".join(lines).strip()
    return ""


def _fonts(drawn: tuple[Shape, ...]) -> tuple[str, ...]:
    texts = [p for shape in drawn for p in shape.paragraphs] + [p for s in drawn for cell in s.cells for p in cell.paragraphs]
    found = {name for p in texts for run in p.runs if run.text.strip() for name in (run.font, run.east_asian) if name}
    return tuple(sorted(found))


def _background(package: Package, sheet: Sheet) -> tuple[str, str, Gradient | None]:
    """Return the background of a slide: its own, else the layout's, else the master's."""
    at: Sheet | None = sheet
    while at is not None:
        node = at.root.find(f"{q('p:cSld')}/{q('p:bg')}")
        if node is not None and len(node):
            return _painted(package, at, node[0], sheet)
        at = at.below
    return "FFFFFF", "", None


def _painted(package: Package, at: Sheet, node: xml.Element, sheet: Sheet) -> tuple[str, str, Gradient | None]:
    blip = next(node.iter(q("a:blip")), None)
    rel = package.rels(at.part).get(blip.get(q("r:embed")) or "") if blip is not None else None
    picture = rel.target if rel is not None and not rel.external else ""
    if xml.local(node) == "bgPr":
        return sheet.theme.fill(node) or "", picture, sheet.theme.gradient(node)
    own, number = sheet.theme.colour(node), int(node.get("idx") or 0)
    wrapped = sheet.theme.styled(number)
    if wrapped is None:
        return own, "", None
    return sheet.theme.fill(wrapped, own) or own, "", sheet.theme.gradient(wrapped, own)


def _tags(package: Package, part: str, root: xml.Element) -> dict[str, str]:
    node = root.find(f"{q('p:cSld')}/{q('p:custDataLst')}/{q('p:tags')}")
    rel = package.rels(part).get(node.get(q("r:id")) or "") if node is not None else None
    if rel is None or not package.has(rel.target):
        return {}
    return {tag.get("name") or "": tag.get("val") or "" for tag in package.root(rel.target).iterfind(q("p:tag"))}


def _title(package: Package) -> str:
    name = package.related("/", "core-properties")
    if not name or not package.read(name).strip():
        return ""
    return next((node.text or "" for node in package.root(name) if xml.local(node) == "title"), "")
