"""Joining real decks: all of them join, one by one and all together, and nothing outside the output is touched."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest

from kit.decks import link
from kit.decks.opc import Package, contenttypes
from kit.errors import KitError


def sound(shared: Path) -> list[Path]:
    return sorted(p for p in (shared / "corpus" / "decks").iterdir() if p.is_file())


def test_all_sound_decks_become_one(shared: Path, tmp_path: Path) -> None:
    decks = sound(shared)
    report = link.join([link.Source(path) for path in decks], tmp_path / "全部 decks.pptx")
    assert len(report.slides) == sum(link.count(path) for path in decks) == link.count(report.path)
    assert len(pptx.Presentation(str(report.path)).slides) == len(report.slides)


def test_selection_keeps_order_and_repeats(shared: Path, tmp_path: Path) -> None:
    deck = shared / "corpus" / "decks" / "apache--customGeo.pptx"
    report = link.join([link.Source(deck, slides=(3, 1, 3))], tmp_path / "out.pptx")
    assert [slide.source_slide for slide in report.slides] == [3, 1, 3]


def test_slide_that_is_not_there_is_refused(shared: Path, tmp_path: Path) -> None:
    deck = shared / "corpus" / "decks" / "plutext--table.pptx"
    with pytest.raises(KitError, match="has 1 slides, slide 2 was asked for"):
        link.join([link.Source(deck, slides=(2,))], tmp_path / "out.pptx")
    assert not (tmp_path / "out.pptx").exists()


KINDS = {
    "alfresco--quick.ppsm": False,
    "aspose--withActiveX-edited.pptm": True,
    "kaisery--strict_ooxml.pptx": False,
    "microsoft--SystemforAI-3-Framework.ppsx": False,
    "officedev--QuizShow_TP10176929.potx": False,
}


@pytest.mark.parametrize("name", KINDS)
def test_other_kinds_become_plain_decks(shared: Path, tmp_path: Path, name: str) -> None:
    report = link.join([link.Source(shared / "corpus" / "decks" / name)], tmp_path / "out.pptx")
    with Package.open(report.path) as made:
        assert made.content_type(made.main) == contenttypes.PRESENTATION
        assert not any(b"purl.oclc.org/ooxml" in made.read(part) for part in made.part_names() if part.endswith(".xml"))
    assert any("macros" in str(finding) for finding in report.findings) == KINDS[name]
