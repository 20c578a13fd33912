"""The package being made: the template's parts pass through packed, slides, notes, pictures and charts are bound in beside them.

Written straight, because the parts of a slide are text here already: no tree is built to be written out again, and a long module takes
no longer per slide than a short one.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field

from lxml import etree

from kit.decks.author import masters, xml
from kit.decks.author.skeleton import PLACES, Skeleton, read
from kit.decks.opc import contenttypes, names, rels
from kit.decks.opc import xml as trees
from kit.decks.opc.rels import OFFICE, Rel
from kit.decks.opc.writer import Packed, ZipWriter, pack, store
from kit.decks.opc.xml import q

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
FIRST_ID = 256
MAGIC = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"))
DENSE = ("png", "jpg", "gif")  # packed already
OVERRIDE = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
CORE, TITLE = "/docProps/core.xml", "{http://purl.org/dc/elements/1.1/}title"


@dataclass
class Sheet:
    """One slide being made: markup of its pieces, its relationships by id, and the paragraphs of its notes ("" for none)."""

    binder: Binder
    layout: str
    shapes: str = ""
    background: str = ""
    mapping: str = ""
    transition: str = ""
    timing: str = ""
    notes: str = ""
    rels: list[Rel] = field(default_factory=list)

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relationship to a part or an address, one for each target."""
        for rel in self.rels:
            if (rel.kind, rel.target, rel.external) == (kind, target, external):
                return rel.id
        self.rels.append(Rel(f"rId{len(self.rels) + 1}", OFFICE + kind, target, external))
        return self.rels[-1].id

    @property
    def _mapped(self) -> str:
        """What the slide says of the theme's colours: the master's mapping, or light and dark exchanged."""
        own = f"<p:clrMapOvr><a:overrideClrMapping {self.mapping}/></p:clrMapOvr>"
        return own if self.mapping else OVERRIDE

    @property
    def markup(self) -> str:
        """The slide part."""
        return (
            f"{xml.HEAD}<p:sld {xml.NAMES}><p:cSld>{self.background}<p:spTree>{masters.TREE}{self.shapes}</p:spTree></p:cSld>"
            f"{self._mapped}{self.transition}{self.timing}</p:sld>"
        )


class Binder:
    """Collects slides on a template and gives the package's bytes; equal input gives equal bytes."""

    def __init__(self, template: bytes, title: str) -> None:
        self.skeleton: Skeleton = read(template)
        self.title = title
        self.sheets: list[Sheet] = []
        self._parts: list[tuple[str, Packed, str]] = []
        self._media: dict[bytes, str] = {}
        self._charts = 0

    def sheet(self, layout: str) -> Sheet:
        """Begin a slide on the layout of that name, or of that part."""
        made = Sheet(self, self.skeleton.layouts.get(layout, layout))
        made.relate("slideLayout", made.layout)
        self.sheets.append(made)
        return made

    def media(self, data: bytes, kind: str = "") -> str:
        """Add a picture's bytes, equal ones once, and return the part's name; `kind` is its ending where the bytes do not tell."""
        if data not in self._media:
            kind = kind or next((ending for magic, ending in MAGIC if data.startswith(magic)), "png")
            self._media[data] = f"/ppt/media/image{len(self._media) + 1}.{kind}"
            packed = store(data) if kind in DENSE else pack(data)
            self._parts.append((self._media[data], packed, contenttypes.USUAL[kind]))
        return self._media[data]

    def chart(self, data: bytes, workbook: bytes) -> str:
        """Add a chart part whose `rId1` is its workbook, and return the part's name."""
        self._charts += 1
        name, book = f"/ppt/charts/chart{self._charts}.xml", f"/ppt/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx"
        self._parts.append((name, pack(data), CHART))
        self._parts.append((names.rels_of(name), pack(rels.dump([Rel("rId1", OFFICE + "package", book)], name)), contenttypes.RELS))
        self._parts.append((book, store(workbook), contenttypes.USUAL["xlsx"]))
        return name

    def data(self) -> bytes:
        """Return the package."""
        base, slides = self.skeleton, self._slides()
        parts = [*self._titled(), *slides, *self._parts]
        listed = [(base.main, base.main_type), *((name, kind) for name, _, kind in parts if not name.endswith(".rels"))]
        wired = [*base.main_rels, *self._wires()]
        buffer = io.BytesIO()
        zipped = ZipWriter(buffer)
        zipped.add(names.CONTENT_TYPES, pack(contenttypes.dump(listed)))
        zipped.add(base.main, pack(self._main()))
        zipped.add(names.rels_of(base.main), pack(rels.dump(wired, base.main)))
        for name, packed, _ in parts:
            zipped.add(name, packed)
        zipped.close()
        return buffer.getvalue()

    def _titled(self) -> list[tuple[str, Packed, str]]:
        """Return the template's parts with the title in the document's properties."""
        return [(name, self._core(packed) if name == CORE else packed, kind) for name, packed, kind in self.skeleton.parts]

    def _core(self, packed: Packed) -> Packed:
        data = zlib.decompress(packed.data, -15) if packed.method else packed.data
        root = trees.parse(data, CORE, "the template")
        node = root.find(TITLE)
        if node is None:
            node = etree.SubElement(root, TITLE)
        node.text = xml.FORBIDDEN.sub("", self.title)
        return pack(trees.dump(root))

    def _slides(self) -> list[tuple[str, Packed, str]]:
        made: list[tuple[str, Packed, str]] = []
        pages = 0
        for number, sheet in enumerate(self.sheets, 1):
            name = f"/ppt/slides/slide{number}.xml"
            if sheet.notes:
                pages += 1
                made += self._notes(sheet, name, f"/ppt/notesSlides/notesSlide{pages}.xml")
            made.append((name, store(sheet.markup.encode("utf-8")), contenttypes.SLIDE))  # the linker stamps and packs it
            made.append((names.rels_of(name), store(rels.dump(sheet.rels, name)), contenttypes.RELS))
        return made

    def _notes(self, sheet: Sheet, slide: str, name: str) -> list[tuple[str, Packed, str]]:
        sheet.relate("notesSlide", name)
        wired = [Rel("rId1", OFFICE + "notesMaster", self.skeleton.notes), Rel("rId2", OFFICE + "slide", slide)]
        shapes = "".join(_frame(number, frame, sheet.notes) for number, frame in enumerate(self.skeleton.frames, 2))
        text = f"{xml.HEAD}<p:notes {xml.NAMES}><p:cSld><p:spTree>{masters.TREE}{shapes}</p:spTree></p:cSld>{OVERRIDE}</p:notes>"
        return [
            (name, pack(text.encode("utf-8")), contenttypes.NOTES),
            (names.rels_of(name), pack(rels.dump(wired, name)), contenttypes.RELS),
        ]

    def _wires(self) -> list[Rel]:
        """Return the relationships of the presentation to the slides."""
        return [Rel(rid, OFFICE + "slide", f"/ppt/slides/slide{n}.xml") for n, rid in enumerate(self._ids(), 1)]

    def _ids(self) -> list[str]:
        taken = {rel.id for rel in self.skeleton.main_rels}
        free = (f"rId{n}" for n in range(1, len(taken) + len(self.sheets) + 1) if f"rId{n}" not in taken)
        return [next(free) for _ in self.sheets]

    def _main(self) -> bytes:
        """Return the presentation part with the list of slides where the schema wants it."""
        root = trees.parse(self.skeleton.main_xml, self.skeleton.main, "the template")
        listed = root.find(q("p:sldIdLst"))
        if listed is None:
            listed = etree.Element(q("p:sldIdLst"))
            [node for node in root if node.tag in PLACES][-1].addnext(listed)
        for n, rid in enumerate(self._ids()):
            node = etree.SubElement(listed, q("p:sldId"))
            node.set("id", str(FIRST_ID + n))
            node.set(q("r:id"), rid)
        return trees.dump(root)


def _frame(number: int, frame: tuple[str, int, str], notes: str) -> str:
    """Return one placeholder of a page of notes: the slide's picture, the words, the number."""
    kind, idx, name = frame
    if kind == "sldImg":
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={xml.attribute(name)}/>'
            '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
            f"{xml.held(kind, idx)}</p:nvSpPr><p:spPr/></p:sp>"
        )
    body = xml.number_field() if kind == "sldNum" else f"<p:txBody><a:bodyPr/><a:lstStyle/>{notes}</p:txBody>"
    return xml.placeholder(number, name, kind, idx, "", body)
