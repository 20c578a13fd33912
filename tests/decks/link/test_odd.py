"""Decks of other exporters and of many years: each joins, loses nothing, and what was broken in it is mended or told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.decks import invariants, link, scene
from tests.decks.invariants import seeds
from tests.decks.link import making, odd, pieces

TOLD = {
    "dead_targets": {"link.part-missing"},
    "empty_parts": {"link.layout-missing", "link.part-missing"},
    "missing_chart": {"link.part-missing"},
    "unknown_extensions": {"link.reference-mended"},
    "tagged": {"link.reference-mended"},
}
TWINS = (("901.png", "ppt/media/image1.png", "image"), ("902.mp4", "ppt/media/media64.mp4", "video"))


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("odd")
    return {"sound": seeds.sound(folder / "sound.pptx")} | {name: odd.deck(folder / f"{name}.pptx", name) for name in odd.ODD}


def joined(out: Path, *sources: link.Source) -> link.Report:
    report = link.join(list(sources), out)
    assert [str(f) for f in report.findings if f.severity == "error"] == []
    assert [str(f) for f in report.inherited] == []
    assert [str(f) for f in invariants.check(report.path)] == []
    assert len(pptx.Presentation(str(report.path)).slides) == len(report.slides)
    return report


@pytest.mark.parametrize("name", odd.ODD)
def test_odd_deck_behind_a_sound_one(decks: dict[str, Path], name: str, tmp_path: Path) -> None:
    report = joined(tmp_path / "out.pptx", link.Source(decks["sound"]), link.Source(decks[name]))
    assert {f.code for slide in report.slides for f in (*slide.changed, *slide.dropped)} == TOLD.get(name, set())
    before, after = (scene.read(path).slides for path in (decks[name], report.path))
    assert [(s.title, s.texts, s.notes) for s in after[3:]] == [(s.title, s.texts, s.notes) for s in before]


@pytest.mark.parametrize("name", odd.ODD)
def test_odd_deck_as_the_template(decks: dict[str, Path], name: str, tmp_path: Path) -> None:
    report = joined(tmp_path / "out.pptx", link.Source(decks[name]), link.Source(decks["sound"], look="deck"))
    assert all(slide.layout for slide in report.slides)


def test_all_odd_decks_become_one(decks: dict[str, Path], tmp_path: Path, validator: Callable[..., tuple[str, ...]]) -> None:
    report = joined(tmp_path / "out.pptx", *(link.Source(path) for path in decks.values()))
    assert validator(report.path, [decks["charts"], decks["diagram"]]) == ()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(odd.ODD)), st.lists(st.integers(1, 3), min_size=1, max_size=3)), min_size=1, max_size=5))
def test_any_choice_of_odd_slides(decks: dict[str, Path], tmp_path: Path, picks: list[tuple[str, list[int]]]) -> None:
    joined(tmp_path / "out.pptx", *(link.Source(decks[name], slides=tuple(slides)) for name, slides in picks))


def test_parts_that_cannot_be_read_come_along(decks: dict[str, Path], tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(decks["custom_xml"].read_bytes())
    making.edit(deck, lambda p: p.update({"customXml/item1.xml": b"<a>&nbsp;</b>", "docProps/core.xml": b"<"}))
    report = link.join([link.Source(decks["sound"]), link.Source(deck)], tmp_path / "out.pptx")
    assert making.parts(report.path)["customXml/item1.xml"] == b"<a>&nbsp;</b>"
    assert "link.part-unreadable" in {f.code for f in report.findings}


def test_shapes_of_one_id_are_numbered_anew(tmp_path: Path) -> None:
    """The first keeps its id and its animation; in a group, connectors follow."""
    line = '<p:nvCxnSpPr><p:cNvPr id="31" name="Line"/><p:cNvCxnSpPr><a:stCxn id="2" idx="0"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>'
    inner = pieces.BOX.format(id=2, fill="", text="twin") + f"<p:cxnSp>{line}<p:spPr/></p:cxnSp>"
    name = '<p:nvGrpSpPr><p:cNvPr id="30" name="Group"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    group = f"<p:grpSp>{name}<p:grpSpPr/>{inner}</p:grpSp>"
    branch = pieces.either("p14", seeds.P14, *(pieces.BOX.format(id=2, fill="", text=text) for text in ("new", "old")))
    deck = making.edit(seeds.sound(tmp_path / "1.pptx"), lambda p: pieces.shape(p, group + branch))
    report = joined(tmp_path / "out.pptx", link.Source(deck))
    slide = making.parts(report.path)[seeds.SLIDE]
    assert [f.fields for f in report.slides[0].changed if f.code == "link.shapes-numbered"] == [{"count": 2}]
    assert b'name="Title 1"' in slide
    assert b'<p:cNvPr id="2" name="Title' in slide
    assert b'spTgt spid="2"' in slide
    assert slide.count(b'stCxn id="6"') == slide.count(b'id="6" name="Box"') == 1
    assert slide.count(b'id="7" name="Box"') == 2


def test_addresses_and_shows_come_along(decks: dict[str, Path], tmp_path: Path) -> None:
    report = joined(tmp_path / "out.pptx", *(link.Source(decks[name]) for name in ("sound", "forgotten_mode", "empty_show")))
    found = making.parts(report.path)
    assert b'Target="https://example.com/a?b=1&amp;c=2" TargetMode="External"' in found["ppt/slides/_rels/slide4.xml.rels"]
    assert b'<p:custShow name="None" id="0"><p:sldLst/></p:custShow>' in found[seeds.PRES]


def test_pictures_are_stored_once_films_as_often_as_in_their_source(decks: dict[str, Path], tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(decks["media"].read_bytes())
    making.edit(deck, lambda p: [pieces.put(p, f"ppt/media/{n}", p[old], rid=f"rId{n[:3]}", rel=rel) for n, old, rel in TWINS])
    report = joined(tmp_path / "out.pptx", link.Source(decks["media"]), link.Source(deck))
    assert len(making.named(report.path, r"media/.*\.png")) == 2
    assert len(making.named(report.path, r"media/.*\.mp4")) == 2


def test_masters_and_layouts_are_mended_too(tmp_path: Path) -> None:
    def spoil(parts: seeds.Parts) -> None:
        for name in (seeds.MASTER, "ppt/slideLayouts/slideLayout6.xml"):
            pieces.shape(parts, pieces.BOX.format(id=2, fill="", text=""), name)

    report = joined(tmp_path / "out.pptx", link.Source(making.edit(seeds.sound(tmp_path / "1.pptx"), spoil)))
    assert [(f.code, f.file) for f in report.findings] == [("link.shapes-numbered", "1.pptx")] * 2
