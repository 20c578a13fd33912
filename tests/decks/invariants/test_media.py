"""Films and sounds: a file, its pair, a picture; and the count of slides in the properties."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.decks import invariants
from tests.decks.invariants import seeds
from tests.decks.invariants.seeds import SLIDE, sub
from tests.decks.link import making, objects


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return making.edit(seeds.sound(tmp_path / "deck.pptx"), objects.media)


def codes(path: Path) -> list[str]:
    found = invariants.check(path)
    assert all(f.fix and f.part for f in found)
    return [f.code for f in found]


def test_whole_media_raise_nothing(deck: Path) -> None:
    assert codes(deck) == []


@pytest.mark.parametrize(
    ("pattern", "new", "code"),
    [
        ("<a:videoFile [^>]*/>", "", "media.no-file"),
        (r"(<a:audioFile [^>]*/>)<p:extLst>.*?</p:extLst>", r"\1", "media.no-pair"),
        (r'(name="Picture"/><p:cNvPicPr/><p:nvPr><a:videoFile.*?<a:blip) r:embed="rId66"', r"\1", "media.no-poster"),
    ],
)
def test_part_of_the_media_is_missing(deck: Path, pattern: str, new: str, code: str) -> None:
    assert codes(making.edit(deck, lambda p: sub(p, SLIDE, pattern, new))) == [code]


def test_linked_file_needs_no_pair(deck: Path) -> None:
    def outside(parts: seeds.Parts) -> None:
        sub(parts, SLIDE, r"(<a:videoFile [^>]*/>)<p:extLst>.*?</p:extLst>", r"\1")
        sub(parts, seeds.SLIDE_RELS, r'(Id="rId64" [^>]*) Target="[^"]*"', r'\1 Target="file:///film.mp4" TargetMode="External"')

    assert codes(making.edit(deck, outside)) == []


def test_properties_may_not_count_slides_that_are_not_there(deck: Path) -> None:
    def count(parts: seeds.Parts) -> None:
        sub(parts, "docProps/app.xml", r"<Slides>\d+</Slides>", "<Slides>9</Slides>")

    assert codes(making.edit(deck, count)) == ["app.count"]


def test_branches_of_alternate_content_may_share_an_id(deck: Path) -> None:
    box = objects.BOX.format(id=70, fill="", text="new")
    choices = "".join(f'<mc:Choice xmlns:x{n}="urn:x{n}" Requires="x{n}">{box}</mc:Choice>' for n in (1, 2))
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    branch = f'<mc:AlternateContent xmlns:mc="{space}">{choices}<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    assert codes(making.edit(deck, lambda p: objects.shape(p, branch))) == []
