"""A sound deck with a little of everything, and the twenty-four ways to break it that are known to reach users."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from pptx import Presentation
from pptx.util import Inches

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PML = "application/vnd.openxmlformats-officedocument.presentationml."
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
PRES, RELS, TYPES = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "[Content_Types].xml"
SLIDE, SLIDE_RELS = "ppt/slides/slide1.xml", "ppt/slides/_rels/slide1.xml.rels"
MASTER, MASTER_RELS = "ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
Parts = dict[str, bytes]

TIMING = (
    '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst><p:set><p:cBhvr>'
    '<p:cTn id="2" dur="1" fill="hold"/><p:tgtEl><p:spTgt spid="SPID"/></p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName>'
    '</p:attrNameLst></p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>'
)
COMMENTS = (
    '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0" dt="2026-01-01T10:00:00.000" idx="1">'
    '<p:pos x="10" y="10"/><p:text>Nice</p:text></p:cm></p:cmLst>'
)
AUTHORS = (
    '<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:cmAuthor id="0" name="Ada Example" initials="AE" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'
)
SECTIONS = (
    f'<p:extLst><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst xmlns:p14="{P14}">'
    '<p14:section name="All" id="{8A4E1C52-6A5D-4E6E-9D5E-0C4B2F0B7A11}"><p14:sldIdLst><p14:sldId id="256"/>'
    '<p14:sldId id="257"/><p14:sldId id="258"/>'
    "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
)


def sound(path: Path) -> Path:
    """Write a sound deck: picture, table, notes, slide link, animation, comment, section."""
    deck = Presentation()
    slides = [deck.slides.add_slide(deck.slide_layouts[5]) for _ in range(3)]
    for number, slide in enumerate(slides, 1):
        slide.shapes.title.text = f"Slide {number}"
    image = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(image, "PNG")
    slides[0].shapes.add_picture(image, Inches(1), Inches(2))
    slides[0].shapes.add_table(2, 2, Inches(3), Inches(2), Inches(4), Inches(1))
    box = slides[0].shapes.add_textbox(Inches(1), Inches(5), Inches(2), Inches(1))
    box.text_frame.text = "to slide two"
    box.click_action.target_slide = slides[1]
    slides[0].notes_slide.notes_text_frame.text = "Say hello"
    buffer = io.BytesIO()
    deck.save(buffer)
    parts = read(buffer.getvalue())
    spid = re.search(rb'<p:cNvPr id="(\d+)" name="Title', parts[SLIDE])[1].decode()  # type: ignore[index]
    swap(parts, SLIDE, "</p:sld>", TIMING.replace("SPID", spid) + "</p:sld>")
    swap(
        parts,
        SLIDE_RELS,
        "</Relationships>",
        f'<Relationship Id="rId90" Type="{R}/comments" Target="../comments/comment1.xml"/></Relationships>',
    )
    swap(
        parts, RELS, "</Relationships>", f'<Relationship Id="rId90" Type="{R}/commentAuthors" Target="commentAuthors.xml"/></Relationships>'
    )
    parts["ppt/comments/comment1.xml"], parts["ppt/commentAuthors.xml"] = COMMENTS.encode(), AUTHORS.encode()
    override(parts, "/ppt/comments/comment1.xml", PML + "comments+xml")
    override(parts, "/ppt/commentAuthors.xml", PML + "commentAuthors+xml")
    master = re.search(rf'Id="(\w+)" Type="{R}/notesMaster"'.encode(), parts[RELS])[1].decode()  # type: ignore[index]
    notes = f'</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="{master}"/></p:notesMasterIdLst>'
    swap(parts, PRES, "</p:sldMasterIdLst>", notes)
    parts[PRES] = re.sub(rb"<p:extLst>.*</p:extLst>", b"", parts[PRES], flags=re.DOTALL)
    swap(parts, PRES, "</p:presentation>", SECTIONS + "</p:presentation>")
    path.write_bytes(write(parts))
    return path


def read(data: bytes) -> Parts:
    """Return the parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def write(parts: Parts) -> bytes:
    """Return parts as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    return buffer.getvalue()


def swap(parts: Parts, name: str, old: str, new: str) -> None:
    """Replace the first `old` in a part; it must be there."""
    assert old.encode() in parts[name], (name, old)
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)


def sub(parts: Parts, name: str, pattern: str, new: str) -> None:
    """Replace the first match in a part; there must be one."""
    parts[name], count = re.subn(pattern.encode(), new.encode(), parts[name], count=1, flags=re.DOTALL)
    assert count, (name, pattern)


def override(parts: Parts, name: str, kind: str) -> None:
    """Declare a content type."""
    swap(parts, TYPES, "</Types>", f'<Override PartName="{name}" ContentType="{kind}"/></Types>')


def _orphan(parts: Parts) -> None:
    parts["ppt/slides/slide9.xml"], parts["ppt/slides/_rels/slide9.xml.rels"] = (
        parts["ppt/slides/slide2.xml"],
        parts["ppt/slides/_rels/slide2.xml.rels"],
    )
    override(parts, "/ppt/slides/slide9.xml", PML + "slide+xml")


def _second_master(parts: Parts) -> None:
    """Add a copy of the master that leads to the same theme."""
    parts["ppt/slideMasters/slideMaster2.xml"] = re.sub(rb"<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>", b"", parts[MASTER], flags=re.DOTALL)
    theme = re.search(rb"<Relationship [^>]*/theme\"[^>]*>", parts[MASTER_RELS])[0]  # type: ignore[index]
    head = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts["ppt/slideMasters/_rels/slideMaster2.xml.rels"] = head + theme + b"</Relationships>"
    override(parts, "/ppt/slideMasters/slideMaster2.xml", PML + "slideMaster+xml")
    swap(
        parts,
        RELS,
        "</Relationships>",
        f'<Relationship Id="rId91" Type="{R}/slideMaster" Target="slideMasters/slideMaster2.xml"/></Relationships>',
    )
    swap(parts, PRES, "</p:sldMasterIdLst>", '<p:sldMasterId id="2147484000" r:id="rId91"/></p:sldMasterIdLst>')


def _extra_layout(parts: Parts) -> None:
    swap(
        parts,
        SLIDE_RELS,
        "</Relationships>",
        f'<Relationship Id="rId92" Type="{R}/slideLayout" Target="../slideLayouts/slideLayout2.xml"/></Relationships>',
    )


def _notes_out_of_order(parts: Parts) -> None:
    found = re.search(rb"<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", parts[PRES])[0].decode()  # type: ignore[index]
    swap(parts, PRES, found, "")
    sub(parts, PRES, r"(<p:notesSz [^>]*/>)", r"\1" + found)


def _layout_link(parts: Parts) -> None:
    layout = re.search(rf'Id="(\w+)" Type="{R}/slideLayout"|Type="{R}/slideLayout"[^>]*Id="(\w+)"'.encode(), parts[SLIDE_RELS])
    rid = (layout[1] or layout[2]).decode()  # type: ignore[index]
    sub(parts, SLIDE, r'(<a:hlinkClick [^>]*r:id=")[^"]*', r"\g<1>" + rid)


def _short_list(parts: Parts) -> None:
    fill = '<a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst>'
    sub(parts, "ppt/theme/theme1.xml", "<a:fillStyleLst>.*?</a:fillStyleLst>", fill)


def _notes_alone(parts: Parts) -> None:
    sub(parts, "ppt/notesSlides/_rels/notesSlide1.xml.rels", rf'<Relationship [^>]*{R}/notesMaster"[^>]*/>', "")


def _strange_table(parts: Parts) -> None:
    sub(parts, SLIDE, "<a:tableStyleId>.*?<", "<a:tableStyleId>{11111111-2222-4333-8444-555555555555}<")


SEEDS: dict[str, tuple[str, Callable[[Parts], None]]] = {
    "01 embed without relationship": ("ref.dangling", lambda p: sub(p, SLIDE, r'r:embed="[^"]*"', 'r:embed="rId77"')),
    "02 target missing": ("part.missing", lambda p: p.pop("ppt/media/image1.png") and None),
    "03 slide id twice": ("slide.id-twice", lambda p: swap(p, PRES, '<p:sldId id="257"', '<p:sldId id="256"')),
    "04 layout id equals master id": (
        "master.id-twice",
        lambda p: sub(p, MASTER, r'<p:sldLayoutId id="\d+"', '<p:sldLayoutId id="2147483648"'),
    ),
    "05 section lists an unknown slide": (
        "section.unknown-slide",
        lambda p: swap(p, PRES, '<p14:sldId id="258"/>', '<p14:sldId id="258"/><p14:sldId id="999"/>'),
    ),
    "06 shape id twice": ("shape.id-twice", lambda p: sub(p, SLIDE, r'<p:cNvPr id="\d+" name="Picture', '<p:cNvPr id="2" name="Picture')),
    "07 animation of a missing shape": ("timing.no-shape", lambda p: sub(p, SLIDE, r'spTgt spid="\d+"', 'spTgt spid="4711"')),
    "08 part without content type": ("part.no-type", lambda p: sub(p, TYPES, r'<Default Extension="png"[^>]*/>', "")),
    "09 orphan slide": ("part.orphan", _orphan),
    "10 zip name twice": ("zip.duplicate-name", lambda p: None),
    "11 two layouts": ("slide.layout", _extra_layout),
    "12 no layout": ("slide.layout", lambda p: sub(p, SLIDE_RELS, rf'<Relationship [^>]*{R}/slideLayout"[^>]*/>', "")),
    "13 notes without master": ("notes.master", _notes_alone),
    "14 notes master list out of order": ("part.order", _notes_out_of_order),
    "14b notes master unlisted": ("notes-master.unlisted", lambda p: sub(p, PRES, "<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", "")),
    "15 extension not ignorable": (
        "mc.undeclared",
        lambda p: swap(p, SLIDE, "<p:timing>", f'<p:transition xmlns:p14="{P14}" p14:dur="700"/><p:timing>'),
    ),
    "16 phantom override": ("part.phantom", lambda p: override(p, "/ppt/slides/slide77.xml", PML + "slide+xml")),
    "17 link leads to a layout": ("ref.wrong-kind", _layout_link),
    "18 theme list with one entry": ("theme.short-list", _short_list),
    "19 layout unlisted": ("layout.unlisted", lambda p: sub(p, MASTER, r"<p:sldLayoutId [^>]*/>", "")),
    "20 slide link without slide": ("link.empty", lambda p: sub(p, SLIDE, r'(<a:hlinkClick [^>]*r:id=")[^"]*', r"\1")),
    "21 two masters share a theme": ("theme.shared", _second_master),
    "22 table style undefined": ("table.style-unknown", _strange_table),
    "23 comment author unknown": ("comment.author-unknown", lambda p: swap(p, "ppt/comments/comment1.xml", 'authorId="0"', 'authorId="7"')),
}


def broken(path: Path, name: str) -> bytes:
    """Return the sound deck broken in one way."""
    parts = read(path.read_bytes())
    SEEDS[name][1](parts)
    data = write(parts)
    return _with_twin(data) if name.startswith("10") else data


def _with_twin(data: bytes) -> bytes:
    """Return the zip with its second entry listed twice."""
    end = data.rindex(b"PK\5\6")
    count, size, start = struct.unpack("<H", data[end + 10 : end + 12])[0], *struct.unpack("<LL", data[end + 12 : end + 20])
    first = struct.unpack("<3H", data[start + 28 : start + 34])
    row = data[start : start + 46 + sum(first)]
    tail = bytearray(data[end:])
    tail[8:12] = struct.pack("<HH", count + 1, count + 1)
    tail[12:16] = struct.pack("<L", size + len(row))
    return data[:end] + row + bytes(tail)
