"""Slide modules: listed, searched, shown; PowerPoint files are imported with a verdict each and never overwritten."""

from __future__ import annotations

import pytest

from kit import happenings
from kit.decks.spec import DeckSpec, Item, Section
from kit.errors import KitError
from kit.ops import decks, slides


@pytest.fixture
def deck(kit, tmp_path):
    (kit.workspace.slides / "own.zh.md").write_text("---\ntitle: 一\nreviewed: 2020-01-01\nreview_days: 30\n---\n# 渠道切换演练\n", "utf-8")
    return decks.build(kit, DeckSpec("x", sections=(Section("A", (Item("own"),)),)), tmp_path / "季度 汇报.pptx").path


def test_modules_are_rows(kit, deck):
    rows = {(row.id, row.lang): row for row in slides.modules(kit)}
    assert (rows["own", "zh"].own, rows["own", "zh"].stale, rows["own", "zh"].slides) == (True, True, 1)
    assert any(not row.own for row in rows.values())
    assert {row.lang for row in slides.modules(kit, "zh")} <= {"zh", ""}


def test_search_finds_slides(kit, deck):
    assert [(hit.id, hit.slide) for hit in slides.search(kit, "切换演练")] == [("own", 1)]


def test_show_names_the_nearest(kit, deck):
    assert slides.show(kit, "own").slides[0].title == "渠道切换演练"
    with pytest.raises(KitError, match="nearest: own"):
        slides.show(kit, "owm")


def test_import_gives_each_file_its_verdict(kit, deck, tmp_path):
    heard = []
    kit.bus.listen(heard.append)
    (tmp_path / "bad.pptx").write_bytes(b"no deck")
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    found = slides.import_files(kit, [deck, tmp_path / "bad.pptx", tmp_path / "notes.txt", tmp_path / "none.pptx"])
    assert [one.error.code if one.error else one.into.name for one in found] == [
        "季度 汇报.pptx",
        "deck.not-pptx",
        "slides.not-pptx",
        "file.missing",
    ]
    assert found[0].into.read_bytes() == deck.read_bytes()
    assert heard == [happenings.LibraryChanged()]
    assert any(hit.file == "imported/季度 汇报.pptx" for hit in slides.search(kit, "切换演练"))


def test_import_never_overwrites(kit, deck, tmp_path):
    slides.import_files(kit, [deck])
    (again,) = slides.import_files(kit, [deck])
    assert again.known
    other = tmp_path / "other" / deck.name
    other.parent.mkdir()
    decks.join([f"{deck}#1"], other)
    (second,) = slides.import_files(kit, [other])
    assert second.into.name == "季度 汇报 (2).pptx"
    assert len(list(kit.workspace.imported.glob("*.pptx"))) == 2
