"""Slides: search as you type, facets, a picked module in full, import, thousands that scroll."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kit.decks.library import Card, CardSlide
from kit.gui.slides import facets, gallery, tiles, work
from kit.gui.slides.page import SlidesPage
from kit.gui.slides.tiles import Tile, Tiles
from kit.gui.window import Window
from kit.ops.slides import ModuleRow
from tests.conftest import ROOT
from tests.gui.conftest import Settle


@pytest.fixture
def slides(window: Window, settle: Settle) -> SlidesPage:
    page = window.go("slides")
    settle()
    assert isinstance(page, SlidesPage)
    return page


def row(n: int, **more: object) -> ModuleRow:
    shown = tuple(CardSlide(k, f"Slide {n}.{k}", text="one\ntwo") for k in range(1, 4))
    card = Card(f"m/{n}", "en", f"Module {n}", Path(f"m{n}.md"), slides=shown, version=str(n))
    values = {"track": "value", "tags": ("a",), "kind": "markdown", "own": True, "stale": False} | more
    return ModuleRow(
        card.id,
        "en",
        card.title,
        values["track"],
        "",
        "",
        {},
        3,
        values["tags"],
        values["kind"],
        card.path,
        values["own"],
        values["stale"],
        (),
        card,
    )  # type: ignore[arg-type]


def test_the_page_shows_the_library(slides: SlidesPage) -> None:
    assert len(slides.gallery.tiles.tiles) == len(slides.rows) > 20
    assert slides.inspector.title.text()
    assert slides.middle.currentWidget() is slides.gallery


def test_search_as_you_type_finds_slides_in_chinese_and_marks_them(slides: SlidesPage, qtbot: QtBot, settle: Settle) -> None:
    slides.search()
    slides.field.setText("架构")
    qtbot.waitUntil(lambda: slides.query == "架构")
    settle()
    shown = slides.gallery.tiles.tiles
    assert shown
    assert all(not tile.whole for tile in shown)
    assert any(gallery.spans(tile.title + tile.snippet, "架构") for tile in shown)
    slides.field.setText("zzqqxx")
    qtbot.waitUntil(lambda: slides.query == "zzqqxx")
    settle()
    assert slides.middle.currentWidget() is slides.empty
    assert slides.empty.action is not None
    slides.empty.action.click()
    qtbot.waitUntil(lambda: len(slides.gallery.tiles.tiles) == len(slides.rows))


def test_a_facet_narrows_down_as_its_count_promises(slides: SlidesPage, qtbot: QtBot) -> None:
    button = slides.facets.buttons["track", "architecture"]
    promised = button._count
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(slides.gallery.tiles.tiles) == promised
    assert {tile.row.track for tile in slides.gallery.tiles.tiles} == {"architecture"}
    slides.open_("state:program")
    assert slides.facets.chosen == {"state": frozenset({"program"})}


def test_a_module_is_picked_by_id_and_shown_in_full(slides: SlidesPage, settle: Settle, qtbot: QtBot) -> None:
    slides.open_("architecture/overview")
    tile = slides.gallery.tile()
    assert tile is not None
    assert tile.row.id == "architecture/overview"
    assert slides.inspector.notes.text()
    settle()
    slides.inspector.on.click()
    assert slides.inspector.place.text().startswith("2 / ")
    assert slides.inspector.used.count() > 0


def test_single_slides_and_list_show_the_same_library(slides: SlidesPage) -> None:
    slides.single.click()
    assert len(slides.gallery.tiles.tiles) == sum(row.slides for row in slides.rows)
    slides.list.click()
    assert not slides.gallery.grid
    slides.grid.click()
    slides.modules.click()
    assert len(slides.gallery.tiles.tiles) == len(slides.rows)


def test_a_dropped_deck_is_imported_and_found_by_its_slides(
    slides: SlidesPage, window: Window, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    source = next((ROOT / "slides" / "imported").glob("*.pptx"))
    mine = tmp_path / "我的 讲稿.pptx"
    mine.write_bytes(source.read_bytes())
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(b"no zip")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(mine)), QUrl.fromLocalFile(str(broken))])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    slides.dropEvent(event)
    settle()
    assert (window.kit.workspace.imported / mine.name).is_file()
    assert "broken.pptx" in window.messages.text.text()
    qtbot.waitUntil(lambda: any(row.card.file.endswith(mine.name) for row in slides.rows))


def test_editing_the_programs_module_copies_it_first(slides: SlidesPage, window: Window) -> None:
    theirs = next(row for row in slides.rows if row.id == "architecture/overview" and not row.own)
    path = work.editable(window.kit, theirs)
    assert path.is_relative_to(window.kit.workspace.slides)
    assert path.read_bytes() == theirs.path.read_bytes()
    assert list(path.parent.glob("*.png"))


def test_thousands_of_tiles_are_a_sound_model_and_paint_at_once(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    shown = tiles.of_slides(tuple(row(n) for n in range(1700)))
    model = Tiles()
    model.show(shown[:50])
    qtmodeltester.check(model)
    view = gallery.Gallery()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    view.show_tiles(shown)
    view.grab()
    began = time.perf_counter()
    for step in range(20):
        view.verticalScrollBar().setValue(step * 4000)
        view.viewport().repaint()
    assert (time.perf_counter() - began) / 20 < 0.15
    assert len(shown) == 5100


@given(st.text(max_size=30), st.text(max_size=12))
def test_marked_places_hold_words_of_the_query(text: str, query: str) -> None:
    found = gallery.spans(text, query)
    assert found == sorted(found)
    assert all(end <= start for (_a, end), (start, _b) in itertools.pairwise(found))
    assert all(0 <= start < end <= len(text) for start, end in found)


@given(
    st.lists(st.tuples(st.sampled_from(["value", "future", ""]), st.booleans(), st.lists(st.sampled_from("abc"), max_size=2)), max_size=12),
    st.data(),
)
def test_counts_of_facets_keep_their_promise(made: list[tuple[str, bool, list[str]]], data: st.DataObject) -> None:
    rows = [row(n, track=track, own=own, tags=tuple(tags)) for n, (track, own, tags) in enumerate(made)]
    chosen: facets.Chosen = {"state": frozenset(data.draw(st.sets(st.sampled_from(["own", "program"]), max_size=1)))}
    counted = facets.counts(rows, chosen)
    for value, n in counted["tag"]:
        also = {**chosen, "tag": frozenset({value})}
        assert n == sum(facets.passes(one, also) for one in rows)


def test_a_tile_tells_what_it_is() -> None:
    one = row(1, stale=True)
    whole, single = tiles.of_modules([one])[0], Tile(one, one.card.slides[1], whole=False)
    assert (whole.under, whole.mark) == ("3 slides", ("Review due", "warning"))
    assert single.under == "Slide 2 · Module 1"


def test_the_details_name_the_file_from_its_folder_on(slides: SlidesPage) -> None:
    told = slides.inspector.path
    assert told.text().splitlines()[1].startswith("slides/")
    assert Path(told.toolTip()).is_absolute()


def test_what_was_imported_can_be_shown_and_what_was_refused_is_named(
    slides: SlidesPage, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    source = next((ROOT / "slides" / "imported").glob("*.pptx"))
    good, *bad = (tmp_path / name for name in ("mine.pptx", "broken.pptx", "empty.pptx"))
    good.write_bytes(source.read_bytes())
    for path in bad:
        path.write_bytes(b"")
    with qtbot.waitSignal(slides.says, timeout=30_000) as told:
        slides.import_files([good, *bad])
    text, kind, action, call = told.args
    assert (kind, action) == ("warning", "Show")
    assert "Also refused: empty.pptx." in text
    assert str(tmp_path) not in text
    settle()
    call()
    qtbot.waitUntil(lambda: (tile := slides.gallery.tile()) is not None and tile.row.card.file == "imported/mine.pptx", timeout=30_000)


@pytest.mark.parametrize("width", [960, 1024, 1280, 1920])
def test_nothing_of_the_search_line_is_cut_off_in_a_narrow_window(slides: SlidesPage, window: Window, qtbot: QtBot, width: int) -> None:
    window.resize(width, 700)
    parts = (slides.field, slides.count, slides.modules, slides.single, slides.grid, slides.list)
    qtbot.waitUntil(lambda: slides.width() + window.rail.width() == width, timeout=20_000)
    qtbot.waitUntil(lambda: all(part.width() >= part.minimumSizeHint().width() for part in parts), timeout=20_000)
    qtbot.waitUntil(lambda: slides.field.width() > 200, timeout=20_000)
