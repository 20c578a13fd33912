"""The template as a package of its own: one master with its layouts, the made ones beside them, no slides, nothing that hung on slides."""

from __future__ import annotations

import io
import posixpath

from lxml import etree

from kit.decks.author import masters, swapping, templates, themepart, xml
from kit.decks.author.corporate import making, mending
from kit.decks.author.corporate.source import Sheet, Source
from kit.decks.author.layouts import Layout
from kit.decks.author.theme import Theme
from kit.decks.opc import Package, contenttypes, names, rels
from kit.decks.opc import xml as trees
from kit.decks.opc.rels import OFFICE, Rel
from kit.decks.opc.writer import ZipWriter, pack
from kit.decks.opc.xml import q

MAIN = "/ppt/presentation.xml"
KEPT = ("slideMasters", "slideLayouts", "theme", "fonts", "notesMasters")
LEFT = {"slide", "notesSlide", "customXml", "comments", "vbaProject", "handoutMaster", "slideUpdateInfo"}
FIRST_ID = masters.FIRST_ID


def part_of(name: str) -> str:
    """Return the part of a made layout."""
    return f"/ppt/slideLayouts/made-{name}.xml"


def package(opened: Package, source: Source, theme: Theme, made: dict[str, Layout], donor: Sheet) -> bytes:
    """Return the bytes of the template without slides, with the layouts in `made` on its master."""
    copy = _Copy(opened)
    master = copy.bring(source.master.part)
    for sheet in source.layouts:
        copy.replace(sheet.part, making.promoted(mending.mended(opened.root(sheet.part), sheet), sheet, source))
    for name, layout in made.items():
        root = making.promoted(mending.mended(opened.root(donor.part), donor), donor, source)
        wired = [Rel(rel.id, rel.type, copy.bring(rel.target), rel.external) for rel in copy.used(donor.part)]
        copy.put(part_of(name), making.markup(root, layout, theme), contenttypes.LAYOUT, wired)
    _listed(copy, opened, source, master, list(made))
    main = _Main(copy, opened, master)
    main.add("notesMaster", _notes(copy, opened, theme))
    main.add("tableStyles", copy.put("/ppt/tableStyles.xml", _tables(opened, theme), contenttypes.TABLE_STYLES))
    main.add("presProps", copy.put("/ppt/presProps.xml", _empty("presentationPr"), contenttypes.PRES_PROPS))
    main.add("viewProps", copy.put("/ppt/viewProps.xml", _empty("viewPr"), contenttypes.VIEW_PROPS))
    main.add("theme", copy.names[names.key(opened.related(source.master.part, "theme"))])
    copy.put(MAIN, main.markup(opened, source), contenttypes.PRESENTATION, main.rels)
    copy.put("/docProps/app.xml", templates.app().encode(), contenttypes.APP)
    copy.put("/docProps/core.xml", templates.core().encode(), contenttypes.CORE)
    return copy.bytes()


def _listed(copy: _Copy, opened: Package, source: Source, master: str, made: list[str]) -> None:
    """Write the master with the list of all its layouts, numbered anew, and its relationships."""
    root = opened.root(source.master.part)
    wired = list(copy.wired[master])
    old = root.find(q("p:sldLayoutIdLst"))
    assert old is not None
    known = {rel.id for rel in wired}
    ids = [rid for node in old if (rid := node.get(q("r:id")) or "") in known]
    for name in made:
        ids.append(f"rIdMade{len(ids)}")
        wired.append(Rel(ids[-1], OFFICE + "slideLayout", part_of(name)))
    for node in list(old):
        old.remove(node)
    for number, rid in enumerate(ids, FIRST_ID + 1):
        node = etree.SubElement(old, q("p:sldLayoutId"))
        node.set("id", str(number))
        node.set(q("r:id"), rid)
    copy.put(master, trees.dump(root), contenttypes.MASTER, wired)


def _notes(copy: _Copy, opened: Package, theme: Theme) -> str:
    """Return the notes master's part: the template's own, or ours where it has none or one without a theme of its own."""
    own = opened.related(opened.main, "notesMaster")
    look = opened.related(own, "theme") if own else ""
    if look and names.key(look) not in copy.names:
        return copy.bring(own)
    about = copy.put("/ppt/theme/made-notes.xml", themepart.part(theme, f"{theme.name} notes", paper=True).encode(), contenttypes.THEME)
    wired = [Rel("rId1", OFFICE + "theme", about)]
    return copy.put("/ppt/notesMasters/made-notes.xml", masters.notes_master().encode(), contenttypes.NOTES_MASTER, wired)


def _tables(opened: Package, theme: Theme) -> bytes:
    """Return the table styles of the template with ours among them."""
    ours = trees.parse(swapping.swapped(themepart.table_styles(theme), theme).encode(), "tableStyles", opened.file)
    own = opened.related(opened.main, "tableStyles")
    if not own:
        return trees.dump(ours)
    theirs = opened.root(own)
    for node in ours:
        theirs.append(node)
    return trees.dump(theirs)


def _empty(name: str) -> bytes:
    return f"{xml.HEAD}<p:{name} {xml.NAMES}/>".encode()


class _Main:
    """The presentation part: its relationships in order."""

    def __init__(self, copy: _Copy, opened: Package, master: str) -> None:
        self.copy, self.rels = copy, [Rel("rId1", OFFICE + "slideMaster", master)]

    def add(self, kind: str, part: str) -> str:
        """Relate to a part and return the id."""
        self.rels.append(Rel(f"rId{len(self.rels) + 1}", OFFICE + kind, part))
        return self.rels[-1].id

    def markup(self, opened: Package, source: Source) -> bytes:
        """Return the part with the page, the fonts inside and the text defaults of the template."""
        old = opened.root(opened.main)
        notes = next(rel.id for rel in self.rels if rel.kind == "notesMaster")
        size, paper = old.find(q("p:sldSz")), old.find(q("p:notesSz"))
        text = (
            f'<p:presentation {xml.NAMES} saveSubsetFonts="1" autoCompressPictures="0">'
            f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_ID}" r:id="rId1"/></p:sldMasterIdLst>'
            f'<p:notesMasterIdLst><p:notesMasterId r:id="{notes}"/></p:notesMasterIdLst><p:sldIdLst/></p:presentation>'
        )
        root = trees.parse(text.encode(), MAIN, opened.file)
        if size is None:
            size = etree.Element(q("p:sldSz"), cx=str(source.page[0]), cy=str(source.page[1]))
        if paper is None:
            paper = etree.Element(q("p:notesSz"), cx="6858000", cy="9144000")
        root.extend([size, paper, *self._fonts(opened, old), *old.findall(q("p:defaultTextStyle"))])
        return trees.dump(root)

    def _fonts(self, opened: Package, old: trees.Element) -> list[trees.Element]:
        found = old.find(q("p:embeddedFontLst"))
        wired = opened.rels(opened.main)
        for node in found.iter() if found is not None else ():
            rid = node.get(q("r:id"))
            if rid is not None and rid in wired and opened.has(wired[rid].target):
                node.set(q("r:id"), self.add("font", self.copy.bring(wired[rid].target)))
        return [found] if found is not None else []


class _Copy:
    """Parts brought over with all that they lead to, under names that slides will not want."""

    def __init__(self, opened: Package) -> None:
        self.opened = opened
        self.names: dict[str, str] = {}
        self.parts: dict[str, tuple[bytes, str]] = {}
        self.wired: dict[str, list[Rel]] = {}

    def bring(self, part: str) -> str:
        """Bring a part and return its new name."""
        known = self.names.get(names.key(part))
        if known is not None:
            return known
        folder, base = posixpath.split(names.clean(part))
        stem, ending = base.rsplit(".", 1) if "." in base else (base, "bin")
        kept = posixpath.basename(folder) in KEPT
        made = f"{folder}/{base}" if kept else f"{folder}/own-{stem}-{len(self.names)}.{ending}"
        self.names[names.key(part)] = made
        wired = [Rel(rel.id, rel.type, rel.target if rel.external else self.bring(rel.target), rel.external) for rel in self.used(part)]
        return self.put(made, self.opened.read(part), self.opened.content_type(part), wired)

    def used(self, part: str) -> list[Rel]:
        """Return the relationships of a part that are brought over."""
        return [rel for rel in self.opened.rels(part).values() if rel.kind not in LEFT and (rel.external or self.opened.has(rel.target))]

    def replace(self, part: str, root: trees.Element) -> None:
        """Put another tree into a part that was brought."""
        name = self.names[names.key(part)]
        self.parts[name] = (trees.dump(root), self.parts[name][1])

    def put(self, name: str, data: bytes, kind: str, wired: list[Rel] | None = None) -> str:
        """Add or replace a part."""
        self.parts[name] = (data, kind)
        self.wired[name] = wired or []
        return name

    def bytes(self) -> bytes:
        """Return the package."""
        buffer = io.BytesIO()
        zipped = ZipWriter(buffer)
        zipped.add(names.CONTENT_TYPES, pack(contenttypes.dump((name, kind) for name, (_, kind) in self.parts.items())))
        top = [
            Rel("rId1", OFFICE + "officeDocument", MAIN),
            Rel("rId2", rels.PACKAGE + "metadata/core-properties", "/docProps/core.xml"),
            Rel("rId3", OFFICE + "extended-properties", "/docProps/app.xml"),
        ]
        zipped.add("/_rels/.rels", pack(rels.dump(top, "/")))
        for name, (data, _) in self.parts.items():
            zipped.add(name, pack(data))
            if self.wired[name]:
                zipped.add(names.rels_of(name), pack(rels.dump(self.wired[name], name)))
        zipped.close()
        return buffer.getvalue()
