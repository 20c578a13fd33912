"""Layouts are read once for decks that share them, and anew where one byte of what they are read from differs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from kit.decks import scene
from kit.decks.scene import shelf


def deck(path: Path) -> bytes:
    show = Presentation()
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "A title"
    show.save(str(path))
    return path.read_bytes()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return the deck with other words in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            said = before.read(name)
            if name == part:
                assert old in said
                said = said.replace(old, new)
            after.writestr(name, said)
    return out.getvalue()


@pytest.fixture
def plain(tmp_path: Path) -> bytes:
    shelf._shelf.clear()
    return deck(tmp_path / "a.pptx")


def test_two_decks_of_one_template_share_its_layout(plain: bytes) -> None:
    first = scene.read(plain)
    assert len(shelf._shelf) == 1
    assert scene.read(plain) == first
    assert len(shelf._shelf) == 1


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("ppt/slideLayouts/slideLayout1.xml", b'name="Title Slide"', b'name="Other Slide"'),
        ("ppt/slideMasters/slideMaster1.xml", b'sz="4400"', b'sz="2000"'),
        ("ppt/theme/theme1.xml", b"Calibri", b"Georgia"),
    ],
)
def test_another_layout_master_or_theme_is_read_anew(plain: bytes, part: str, old: bytes, new: bytes) -> None:
    before, after = scene.read(plain), scene.read(changed(plain, part, old, new))
    assert len(shelf._shelf) == 2
    assert before.slides[0] != after.slides[0]


def test_the_shelf_stays_small(plain: bytes) -> None:
    for number in range(shelf.KEPT + 5):
        scene.read(changed(plain, "ppt/slideLayouts/slideLayout1.xml", b'name="Title Slide"', b'name="Slide %d"' % number))
    assert len(shelf._shelf) <= shelf.KEPT
