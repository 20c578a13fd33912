"""The package is written straight: template parts as they are, everything related, equal bytes; a template without notes gets a master."""

from __future__ import annotations

import io
import zipfile

import pytest
from pptx import Presentation

from kit import workspace
from kit.decks import author, invariants
from kit.decks.author import binder, skeleton
from kit.decks.author import theme as themes
from kit.decks.opc import Package

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def template() -> bytes:
    return author.template(themes.read(workspace.program() / "assets" / "themes" / "lectern"))


def bound(template: bytes) -> bytes:
    made = binder.Binder(template, "A & <B>")
    for number in range(3):
        sheet = made.sheet("claim-text")
        sheet.notes = f"<a:p><a:r><a:t>said {number}</a:t></a:r></a:p>" if number != 1 else ""
        for data in (PNG, PNG, PNG + b"1"):
            sheet.relate("image", made.media(data))
        sheet.relate("hyperlink", "https://example.org/?a=1&b=2", external=True)
    return made.data()


def without_notes(template: bytes) -> bytes:
    """Return the template as many corporate ones are: without a notes master."""
    deck = Presentation(io.BytesIO(template))
    part = deck.part
    rid = next(rel.rId for rel in part.rels.values() if rel.reltype.endswith("/notesMaster"))
    listed = deck.element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}notesMasterIdLst")
    deck.element.remove(listed)
    part.drop_rel(rid)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def test_equal_pictures_and_addresses_are_related_once(template, tmp_path):
    data = bound(template)
    assert data == bound(template)
    deck = Presentation(io.BytesIO(data))
    assert deck.core_properties.title == "A & <B>"
    assert [slide.has_notes_slide for slide in deck.slides] == [True, False, True]
    assert deck.slides[2].notes_slide.notes_text_frame.text == "said 2"
    assert [len(slide.part.rels) for slide in deck.slides] == [5, 4, 5]
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert len([name for name in names if name.startswith("ppt/media/")]) == 2
    path = tmp_path / "a.pptx"
    path.write_bytes(data)
    assert not invariants.check(path)


def test_parts_of_the_template_pass_through_packed(template):
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (template, bound(template)))
    kept = {info.filename: (info.CRC, info.compress_size) for info in after.infolist()}
    for info in before.infolist():
        if info.filename.startswith(("ppt/slideLayouts", "ppt/slideMasters", "ppt/theme")):
            assert kept[info.filename] == (info.CRC, info.compress_size)


def test_a_template_without_notes_master_gets_one(template, tmp_path):
    bare = without_notes(template)
    assert skeleton.read(bare).notes == skeleton.OWN
    path = tmp_path / "a.pptx"
    path.write_bytes(bound(bare))
    assert not invariants.check(path)
    with Package.open(path) as package:
        assert package.related(package.main, "notesMaster") == skeleton.OWN
    assert Presentation(str(path)).slides[0].notes_slide.notes_text_frame.text == "said 0"
