"""Small decks made for the tests of the linker."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.util import Emu, Inches

from tests.decks.invariants import seeds
from tests.decks.invariants.seeds import Parts, read, write

MODERN = "http://schemas.microsoft.com/office/2018/10/relationships/"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
P188 = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"


def deck(path: Path, titles: list[str], *, logo: str = "", size: tuple[int, int] | None = None, title_size: int = 0) -> Path:
    """Write a deck of titles; `logo` is the colour of a picture on the master, `title_size` changes its text style."""
    made = Presentation()
    if size:
        made.slide_width, made.slide_height = Emu(size[0]), Emu(size[1])
    if logo:
        image = io.BytesIO()
        Image.new("RGB", (8, 8), logo).save(image, "PNG")
        master = made.slide_masters[0]
        _, rid = master.part.get_or_add_image_part(image)
        picture = (
            f'<p:pic xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{seeds.R}">'
            '<p:nvPicPr><p:cNvPr id="90" name="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{rid}"/>'
            '<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="500000" cy="500000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
        master.shapes._spTree.append(etree.fromstring(picture))
    for title in titles:
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = title
    made.save(str(path))
    if title_size:
        edit(path, lambda p: seeds.sub(p, seeds.MASTER, r'(<p:titleStyle>.*?sz=")\d+', rf"\g<1>{title_size}"))
    return path


def edit(path: Path, change: Callable[[Parts], object]) -> Path:
    """Change the parts of a deck."""
    parts = read(path.read_bytes())
    change(parts)
    path.write_bytes(write(parts))
    return path


def linked(path: Path, count: int = 4) -> Path:
    """Write a deck whose slide n links to slide n + 1, the last to the first."""
    made = Presentation()
    slides = [made.slides.add_slide(made.slide_layouts[5]) for _ in range(count)]
    for number, slide in enumerate(slides):
        slide.shapes.title.text = f"S{number + 1}"
        box = slide.shapes.add_textbox(Inches(1), Inches(3), Inches(2), Inches(1))
        box.text_frame.text = "next"
        box.click_action.target_slide = slides[(number + 1) % count]
    made.save(str(path))
    return path


def modern(path: Path, who: str, guid: str) -> Path:
    """Write a deck with one modern comment by `who`."""
    deck(path, ["Commented"])
    comment = (
        f'<p188:cmLst xmlns:p188="{P188}" xmlns:pc="http://schemas.microsoft.com/office/powerpoint/2013/main/command" xmlns:a="{A}">'
        f'<p188:cm id="{{0A4A6C7B-0000-4000-8000-00000000000{len(who) % 10}}}" authorId="{guid}" created="2026-01-01T00:00:00.000">'
        '<pc:sldMkLst><pc:docMk/><pc:sldMk cId="1" sldId="256"/></pc:sldMkLst>'
        "<p188:txBody><a:bodyPr/><a:p><a:r><a:t>Why?</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>"
    )
    author = f'<p188:author id="{guid}" name="{who}" initials="X" userId="{who}" providerId="None"/>'
    authors = f'<p188:authorLst xmlns:p188="{P188}">{author}</p188:authorLst>'

    def change(parts: Parts) -> None:
        parts["ppt/comments/modernComment_1.xml"], parts["ppt/authors.xml"] = comment.encode(), authors.encode()
        seeds.override(parts, "/ppt/comments/modernComment_1.xml", "application/vnd.ms-powerpoint.comments+xml")
        seeds.override(parts, "/ppt/authors.xml", "application/vnd.ms-powerpoint.authors+xml")
        end = "</Relationships>"
        seeds.swap(
            parts,
            seeds.SLIDE_RELS,
            end,
            f'<Relationship Id="rId80" Type="{MODERN}comments" Target="../comments/modernComment_1.xml"/>{end}',
        )
        seeds.swap(parts, seeds.RELS, end, f'<Relationship Id="rId80" Type="{MODERN}authors" Target="authors.xml"/>{end}')

    return edit(path, change)


def parts(path: Path) -> Parts:
    """Return the parts of a deck."""
    return read(path.read_bytes())


def named(path: Path, pattern: str) -> list[str]:
    """Return the names of parts that match."""
    return sorted(name for name in parts(path) if re.search(pattern, name))
