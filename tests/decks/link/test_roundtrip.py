"""A joined deck that other programs open and save: it keeps its slides, notes and, where the program knows them, its sections."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest

from kit.content import office
from kit.decks import link, scene
from tests.decks.invariants import seeds
from tests.decks.link import making


@pytest.fixture
def joined(tmp_path: Path) -> Path:
    sound, linked = seeds.sound(tmp_path / "a.pptx"), making.linked(tmp_path / "b.pptx")
    sources = [link.Source(sound), link.Source(linked, section="End"), link.Source(sound, slides=(1,))]
    return link.join(sources, tmp_path / "joined.pptx").path


def told(path: Path) -> list[tuple[str, str]]:
    return [(slide.title, slide.notes) for slide in scene.read(path).slides]


def test_python_pptx_opens_and_saves_it(joined: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pptx"
    pptx.Presentation(str(joined)).save(str(again))
    assert told(again) == told(joined)
    assert [slide.section for slide in scene.read(again).slides] == ["All"] * 3 + ["End"] * 4 + ["All"]


def test_libreoffice_opens_and_saves_it(joined: Path, tmp_path: Path) -> None:
    """LibreOffice 7 writes no sections, not even those of PowerPoint's own decks."""
    again = office.convert(joined, "pptx", tmp_path / "out", tmp_path / "profile")
    assert told(again) == told(joined)
