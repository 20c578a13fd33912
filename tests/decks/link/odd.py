"""Odd but real decks: what exporters other than PowerPoint write, and what years of editing leave behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.decks.invariants import seeds
from tests.decks.invariants.seeds import MASTER, PML, PRES, RELS, SLIDE, SLIDE_RELS, TYPES, Parts, R, override, sub, swap
from tests.decks.link import making, objects
from tests.decks.link.pieces import BOX, each, frame, put, relate, shape

NOTES_RELS, LAYOUT = "ppt/notesSlides/_rels/notesSlide1.xml.rels", "ppt/slideLayouts/slideLayout6.xml"
GOOGLE = "http://customooxmlschemas.google.com/"


def absolute_targets(parts: Parts) -> None:
    each(parts, ".rels", lambda b: b.replace(b'Target="../', b'Target="/ppt/'))
    each(parts, "presentation.xml.rels", lambda b: re.sub(rb'Target="(?!/)', b'Target="/ppt/', b))
    parts["_rels/.rels"] = re.sub(rb'Target="(?!/)', b'Target="/', parts["_rels/.rels"])


def backslash_targets(parts: Parts) -> None:
    each(parts, ".rels", lambda b: re.sub(rb'Target="([^":]*)"', lambda m: b'Target="' + m[1].replace(b"/", b"\\") + b'"', b))


def bare_package(parts: Parts) -> None:
    """Google Slides: no properties, no printer settings, no thumbnail, no styles of tables."""
    gone = re.compile("docProps|printerSettings|viewProps|tableStyles")
    for name in [name for name in parts if gone.search(name)]:
        del parts[name]
    for name in ("_rels/.rels", RELS):
        parts[name] = re.sub(rb"<Relationship [^>]*(docProps|printerSettings|viewProps|tableStyles)[^>]*/>", b"", parts[name])
    parts[TYPES] = re.sub(rb"<Override [^>]*(docProps|viewProps|tableStyles)[^>]*/>", b"", parts[TYPES])


def types_by_override(parts: Parts) -> None:
    sub(parts, TYPES, r'<Default Extension="png"[^>]*/>', "")
    override(parts, "/ppt/media/image1.png", "image/png")


def upper_case_names(parts: Parts) -> None:
    """Zip, types and relationships spell one part in three ways."""
    parts["ppt/media/IMAGE1.PNG"] = parts.pop("ppt/media/image1.png")
    parts["ppt/Slides/Slide2.xml"] = parts.pop("ppt/slides/slide2.xml")
    swap(parts, TYPES, 'Extension="png"', 'Extension="PNG"')


def odd_ids(parts: Parts) -> None:
    """Relationship ids as other programs make them."""
    for name in (SLIDE, PRES, MASTER):
        owner = f"{name.rpartition('/')[0]}/_rels/{name.rpartition('/')[2]}.rels"
        for path in (name, owner):
            parts[path] = re.sub(rb'((?:r:\w+|\bId)=")rId(\d+)"', rb'\1R_x-\2.abcdef0123456789"', parts[path])


def names_with_spaces(parts: Parts) -> None:
    parts["ppt/media/图 1.png"] = parts.pop("ppt/media/image1.png")
    parts[SLIDE_RELS] = parts[SLIDE_RELS].replace(b"image1.png", b"%E5%9B%BE%201.png")


def unknown_extensions(parts: Parts) -> None:
    """Extensions that name relationships which are not there, as Google writes them."""
    google = f'<p:ext uri="{GOOGLE}"><go:slidesCustomData xmlns:go="{GOOGLE}" r:id="{{}}"/></p:ext>'
    gone = '<p:ext uri="{D42A27DB-BD31-4B8C-83A1-F6EECF244321}"><x:y xmlns:x="urn:x" r:id="rId778"/></p:ext>'
    swap(parts, PRES, "<p:extLst>", "<p:extLst>" + google.format("rId777"))
    swap(parts, SLIDE, "</p:sld>", f"<p:extLst>{google.format('')}{gone}</p:extLst></p:sld>")


def notes_without_master(parts: Parts) -> None:
    """Notes in a deck that has no notes master at all."""
    sub(parts, NOTES_RELS, rf'<Relationship [^>]*{R}/notesMaster"[^>]*/>', "")
    sub(parts, PRES, "<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", "")
    sub(parts, RELS, rf'<Relationship [^>]*{R}/notesMaster"[^>]*/>', "")
    for name in [n for n in parts if "notesMaster" in n]:
        del parts[name]
    sub(parts, TYPES, "<Override [^>]*notesMaster[^>]*/>", "")


def second_master(parts: Parts) -> None:
    """A second master with its own layout, whose ids are those of the first."""
    parts["ppt/slideMasters/slideMaster2.xml"] = re.sub(
        rb"<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>",
        b'<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>',
        parts[MASTER].replace(b'sz="4400"', b'sz="3000"'),
        flags=re.DOTALL,
    )
    override(parts, "/ppt/slideMasters/slideMaster2.xml", PML + "slideMaster+xml")
    owner = "ppt/slideMasters/_rels/slideMaster2.xml.rels"
    put(parts, "ppt/slideLayouts/slideLayout21.xml", parts[LAYOUT], PML + "slideLayout+xml", owner=owner, rid="rId1", rel="slideLayout")
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    put(parts, "ppt/theme/theme9.xml", parts["ppt/theme/theme1.xml"], theme, owner=owner, rid="rId2", rel="theme")
    relate(parts, "ppt/slideLayouts/_rels/slideLayout21.xml.rels", "rId1", "slideMaster", "../slideMasters/slideMaster2.xml")
    relate(parts, RELS, "rId91", "slideMaster", "slideMasters/slideMaster2.xml")
    swap(parts, PRES, "</p:sldMasterIdLst>", '<p:sldMasterId id="2147483648" r:id="rId91"/></p:sldMasterIdLst>')
    each(parts, "slides/_rels/slide2.xml.rels", lambda b: b.replace(b"slideLayout6.xml", b"slideLayout21.xml"))


def masters_without_ids(parts: Parts) -> None:
    parts[PRES] = re.sub(rb'<p:sldMasterId id="\d+"', b"<p:sldMasterId", parts[PRES])
    parts[MASTER] = re.sub(rb'<p:sldLayoutId id="\d+"', b"<p:sldLayoutId", parts[MASTER])


def largest_ids(parts: Parts) -> None:
    parts[PRES] = parts[PRES].replace(b'id="257"', b'id="2147483647"')
    parts[MASTER] = re.sub(rb'<p:sldLayoutId id="\d+"', b'<p:sldLayoutId id="4294967295"', parts[MASTER], count=1)
    shape(parts, BOX.format(id=4294967295, fill="", text="huge"))


def dead_targets(parts: Parts) -> None:
    """Relationships that lead nowhere: NULL, nothing at all, a part that is gone, one id twice."""
    relate(parts, SLIDE_RELS, "rId30", "hyperlink", "NULL")
    relate(parts, SLIDE_RELS, "rId31", "image", "")
    relate(parts, SLIDE_RELS, "rId32", "image", "../media/gone.png")
    relate(parts, SLIDE_RELS, "rId33", "image", "file:///C:/pictures/linked.png", "External")
    relate(parts, SLIDE_RELS, "rId33", "image", "../media/image1.png")
    fill = '<a:blipFill><a:blip r:link="rId33"/><a:stretch/></a:blipFill>'
    shape(parts, BOX.format(id=70, fill=fill, text="linked"))


def foreign_encoding(parts: Parts) -> None:
    """Parts in UTF-16, and UTF-8 with a byte order mark."""
    parts[SLIDE] = re.sub(rb"^<\?xml.*?\?>", b"", parts[SLIDE]).decode().encode("utf-16")
    parts["ppt/slides/slide2.xml"] = b"\xef\xbb\xbf" + parts["ppt/slides/slide2.xml"]


def other_prefixes(parts: Parts) -> None:
    """The namespaces under prefixes of someone's own choice."""
    for name in (SLIDE, PRES):
        text = parts[name].decode()
        text = re.sub(r"<(/?)p:", r"<\1ns0:", text).replace("xmlns:p=", "xmlns:ns0=")
        parts[name] = re.sub(r"\br:(\w+=)", r"rel0:\1", text).replace("xmlns:r=", "xmlns:rel0=").encode()


def remarks(parts: Parts) -> None:
    """Comments and processing instructions wherever XML allows them."""
    for name in (SLIDE, PRES, MASTER, LAYOUT):
        head, gap, tail = parts[name].partition(b"?>")
        tail = re.sub(rb"(<p:\w+Lst>)", rb"\1<!-- list -->", tail)
        parts[name] = head + gap + b"<!-- made by hand --><?mso-application progid?>" + tail + b"<!-- end -->"


def loose_sections(parts: Parts) -> None:
    """Sections that miss a slide, name one twice, and an empty one."""
    swap(parts, PRES, '<p14:sldId id="257"/><p14:sldId id="258"/>', '<p14:sldId id="256"/><p14:sldId id="999"/>')
    empty = '<p14:section name="Empty" id="{AAAAAAAA-0000-4000-8000-000000000000}"><p14:sldIdLst/></p14:section>'
    swap(parts, PRES, "</p14:sectionLst>", empty + "</p14:sectionLst>")


def slide_listed_twice(parts: Parts) -> None:
    sub(parts, PRES, r'<p:sldId id="257" (r:id="\w+")/>', r'<p:sldId id="257" \1/><p:sldId id="300" \1/>')


def empty_parts(parts: Parts) -> None:
    """Parts without a byte: relationships, properties of the view, tags."""
    parts["ppt/viewProps.xml"] = b""
    parts["ppt/slides/_rels/slide3.xml.rels"] = b""
    put(parts, "ppt/tags/tag1.xml", b"", PML + "tags+xml", rid="rId46", rel="tags")
    sub(parts, SLIDE, r"(<p:nvPr>)(?=<p:ph)", r"\1")


def untyped_slides(parts: Parts) -> None:
    """A slide whose content type is only that of XML."""
    sub(parts, TYPES, r'<Override PartName="/ppt/slides/slide2.xml"[^>]*/>', "")


def parts_in_other_folders(parts: Parts) -> None:
    """Nothing says that parts must lie where PowerPoint puts them."""
    parts["pres.xml"], parts["_rels/pres.xml.rels"] = parts.pop(PRES), parts.pop(RELS).replace(b'Target="', b'Target="ppt/')
    parts["deck/s.one.xml"] = parts.pop(SLIDE)
    rels = parts.pop(SLIDE_RELS).replace(b'Target="slide2', b'Target="../slides/slide2')
    parts["deck/_rels/s.one.xml.rels"] = rels.replace(b'Target="../', b'Target="../ppt/')
    each(parts, ".rels", lambda b: b.replace(b"ppt/slides/slide1.xml", b"deck/s.one.xml"))
    each(parts, ".rels", lambda b: b.replace(b"../slides/slide1.xml", b"/deck/s.one.xml"))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"ppt/presentation.xml", b"pres.xml")
    parts[TYPES] = parts[TYPES].replace(b"/ppt/presentation.xml", b"/pres.xml").replace(b"/ppt/slides/slide1.xml", b"/deck/s.one.xml")


def unlisted_master(parts: Parts) -> None:
    """A presentation that names neither masters nor sizes; its slides still lead to theirs."""
    sub(parts, PRES, "<p:sldMasterIdLst>.*?</p:sldMasterIdLst>", "")
    sub(parts, PRES, "<p:sldSz [^>]*/>", "")


def nameless_layout(parts: Parts) -> None:
    parts[LAYOUT] = re.sub(rb'<p:cSld name="[^"]*"', b"<p:cSld", parts[LAYOUT])
    parts[MASTER] = re.sub(rb"<p:txStyles>.*</p:txStyles>", b"", parts[MASTER], flags=re.DOTALL)


def strange_actions(parts: Parts) -> None:
    """Links by action only, to shows that do not exist, to macros and to programs."""
    for number, action in enumerate(("hlinkshowjump?jump=nextslide", "customshow?id=9", "macro?name=Run", "program")):
        link = f'<a:hlinkClick r:id="" action="ppaction://{action}"/>'
        shape(parts, BOX.format(id=80 + number, fill="", text=action).replace('name="Box"/>', f'name="Box">{link}</p:cNvPr>'))


def untyped_presentation(parts: Parts) -> None:
    """The main part is only said to be XML."""
    sub(parts, TYPES, r'<Override PartName="/ppt/presentation.xml"[^>]*/>', "")


def forgotten_mode(parts: Parts) -> None:
    """A web address that nothing says lies outside the package."""
    relate(parts, SLIDE_RELS, "rId30", "hyperlink", "https://example.com/a?b=1&amp;c=2")
    shape(parts, BOX.format(id=80, fill="", text="web").replace('name="Box"/>', 'name="Box"><a:hlinkClick r:id="rId30"/></p:cNvPr>'))


def missing_chart(parts: Parts) -> None:
    """A frame whose chart is gone."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    relate(parts, SLIDE_RELS, "rId50", "chart", "../charts/gone.xml")
    shape(parts, frame(50, space, f'<c:chart xmlns:c="{space}" r:id="rId50"/>'))


def empty_show(parts: Parts) -> None:
    """A custom show without a slide."""
    show = '<p:custShowLst><p:custShow name="None" id="0"><p:sldLst/></p:custShow></p:custShowLst>'
    sub(parts, PRES, r"(<p:notesSz [^>]*/>)", r"\1" + show)


ODD: dict[str, Callable[[Parts], None]] = {
    made.__name__: made
    for made in (
        absolute_targets, backslash_targets, bare_package, types_by_override, upper_case_names, odd_ids, names_with_spaces,
        unknown_extensions, notes_without_master, second_master, masters_without_ids, largest_ids, dead_targets, foreign_encoding,
        other_prefixes, remarks, loose_sections, slide_listed_twice, empty_parts, untyped_slides, parts_in_other_folders,
        unlisted_master, nameless_layout, strange_actions, untyped_presentation, forgotten_mode, missing_chart, empty_show,
    )
} | objects.OBJECTS  # fmt: skip


def deck(path: Path, name: str) -> Path:
    """Write the sound deck made odd in one way."""
    seeds.sound(path)
    return making.edit(path, ODD[name])
