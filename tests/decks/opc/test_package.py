"""Packages: what opens, what is refused in one sentence, what is put up with."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from pptx import Presentation

from kit.decks import link
from kit.decks.opc import Package, names, rels, strict
from kit.decks.opc.archive import Archive
from kit.decks.opc.writer import ZipWriter, pack
from kit.errors import KitError

PPTX = "ppt/presentation.xml"


def plain() -> bytes:
    buffer = io.BytesIO()
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Hello"
    deck.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, edits: dict[str, bytes | None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            new = edits.get(name, source.read(name))
            if new is not None:
                target.writestr(name, new)
    return buffer.getvalue()


def test_parts_relationships_and_types() -> None:
    with Package.open(plain()) as package:
        assert package.main == "/ppt/presentation.xml"
        assert package.has("/PPT/Slides/SLIDE1.xml")
        assert package.related("/ppt/slides/slide1.xml", "slideLayout") == "/ppt/slideLayouts/slideLayout1.xml"
        assert package.content_type("/ppt/slides/slide1.xml").endswith("slide+xml")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "deck.not-pptx"),
        (b"hello", "deck.not-pptx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "deck.encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "PowerPoint Document".encode("utf-16-le"), "deck.old-format"),
        (plain()[:4000], "deck.damaged"),
        (changed(plain(), {PPTX: None}), "deck.not-pptx"),
        (changed(plain(), {"[Content_Types].xml": None}), "deck.not-pptx"),
    ],
)
def test_what_is_no_deck_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(KitError) as refused:
        Package.open(data)
    assert refused.value.code == code


def test_lock_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "~$talk.pptx"
    path.write_bytes(plain())
    with pytest.raises(KitError, match="lock file"):
        Package.open(path)


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "deck.unsafe-xml"),
        (b"<x>", "deck.damaged"),
    ],
)
def test_unsafe_and_broken_xml_is_refused(xml: bytes, code: str) -> None:
    with Package.open(changed(plain(), {"ppt/slides/slide1.xml": xml})) as package, pytest.raises(KitError) as refused:
        package.root("/ppt/slides/slide1.xml")
    assert refused.value.code == code


def test_bomb_is_refused_by_its_directory() -> None:
    began = time.process_time()
    with pytest.raises(KitError) as refused:
        Package.open(changed(plain(), {"ppt/slides/slide1.xml": bytes(70_000_000)}))
    assert refused.value.code == "deck.too-large"
    assert time.process_time() - began < 5


def test_entry_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(changed(plain(), {"ppt/slides/slide1.xml": b"<x>" + b" " * 100_000 + b"</x>"}))
    at = data.rindex(b"ppt/slides/slide1.xml") - 46 + 24
    data[at : at + 4] = (1000).to_bytes(4, "little")
    with Package.open(bytes(data)) as package, pytest.raises(KitError):
        package.read("/ppt/slides/slide1.xml")


def test_trailing_bytes_are_put_up_with() -> None:
    with Package.open(plain() + b"x" * 200_000) as package:
        assert package.has("/ppt/slides/slide1.xml")
        assert [f.code for f in package.oddities] == ["zip.trailing-bytes"]


def test_targets_with_backslashes_and_absolute_paths() -> None:
    assert names.resolve("/ppt/slides/slide1.xml", "..\\media\\a b.png") == "/ppt/media/a b.png"
    assert names.resolve("/ppt/slides/slide1.xml", "/ppt/media/a.png") == "/ppt/media/a.png"
    assert names.key("/ppt/media/A%20b.PNG") == names.key("ppt\\media\\a b.png")


def test_relationship_with_awkward_characters_comes_back() -> None:
    rel = rels.Rel("rId1", "http://x/hyperlink", 'https://a.b/?q="<&>"', external=True)
    assert rels.parse(rels.dump([rel], "/ppt/slides/slide1.xml"), "/ppt/slides/slide1.xml", "deck") == [rel]


def test_strict_words_become_transitional() -> None:
    data = b'<a xmlns="http://purl.oclc.org/ooxml/drawingml/main"><b val="50.5%"/></a>'
    told = strict.transitional(data)
    assert b"schemas.openxmlformats.org/drawingml/2006/main" in told
    assert b'val="50500"' in told


def test_writer_makes_zips_that_others_read_and_always_the_same_bytes() -> None:
    made = []
    for _ in range(2):
        buffer = io.BytesIO()
        zipped = ZipWriter(buffer)
        zipped.add("/a.xml", pack(b"<a/>" * 1000))
        zipped.add("/中.bin", pack(b"x"))
        zipped.close()
        made.append(buffer.getvalue())
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as read:
        assert read.testzip() is None
        assert read.read("中.bin") == b"x"


def test_many_entries_need_the_large_directory() -> None:
    buffer = io.BytesIO()
    zipped = ZipWriter(buffer)
    body = pack(b"x")
    for number in range(66_000):
        zipped.add(f"/{number}", body)
    zipped.close()
    with zipfile.ZipFile(buffer) as read:
        assert len(read.namelist()) == 66_000
    assert len(Archive(buffer, "many").entries) == 66_000


def test_unchanged_parts_pass_through_raw(tmp_path: Path) -> None:
    noise = bytes(zlib.crc32(str(n).encode()) & 0xFF for n in range(50_000))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("ppt/media/unused.bin", noise)
    (tmp_path / "stored.pptx").write_bytes(buffer.getvalue())
    report = link.join([link.Source(tmp_path / "stored.pptx")], tmp_path / "out.pptx")
    with zipfile.ZipFile(report.path) as read:
        assert read.getinfo("ppt/slides/slide1.xml").compress_type == zipfile.ZIP_STORED
        assert "ppt/media/unused.bin" not in read.namelist()


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n{}',
        "\ufeff{}",
        "<!-- by hand -->{}",
        "{}<!-- end -->",
    ],
)
def test_relationships_are_read_alike_however_they_are_spelled(text: str) -> None:
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    rows = '<Relationship Id="a" Type="urn:t/x" Target="../m/1.png"/>\n<Relationship Target="http://e/" Id="b" Type="urn:t/y"/>'
    data = text.format(head + rows + "</Relationships>").encode()
    wanted = [rels.Rel("a", "urn:t/x", "/ppt/m/1.png"), rels.Rel("b", "urn:t/y", "http://e/", external=True)]
    assert rels.parse(data, "/ppt/slides/s.xml", "f") == wanted
    assert rels.parse(data.replace(b"http://e/", b"http://e/?a=1&amp;b=2"), "/ppt/slides/s.xml", "f")[1].target == "http://e/?a=1&b=2"


def test_relationships_may_not_declare_entities() -> None:
    data = b'<!DOCTYPE r [<!ENTITY e "x">]><Relationships xmlns="u"><Relationship Id="a" Type="t" Target="&e;"/></Relationships>'
    with pytest.raises(KitError, match="document type"):
        rels.parse(data, "/x", "f")
