"""The shelf paints off the window's thread what views ask for, keeps it on disk, and says when it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.gui.preview.shelf import Shelf, pictures
from kit.gui.slides import work
from kit.gui.slides.inspector import Preview
from kit.gui.slides.page import SlidesPage
from kit.gui.window import Window
from kit.ops import pages, slides
from kit.ops.pages import Pages

Settle = Callable[[], None]


@pytest.fixture
def module(kit: Kit) -> slides.ModuleRow:
    return next(row for row in slides.modules(kit, "en") if row.slides > 1 and not row.role)


def test_a_picture_comes_after_it_was_asked_for(kit: Kit, module: slides.ModuleRow, qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    shelf, threads = Shelf(tmp_path / "t", owner), []

    def find() -> Pages:
        threads.append(threading.current_thread() is threading.main_thread())
        return pages.of_module(kit, module.card)

    with qtbot.waitSignal(shelf.painted, timeout=30_000):
        assert shelf.pixmap("a", 1, find, 320, 1.0) is None
    made = shelf.pixmap("a", 1, find, 320, 1.0)
    assert made is not None
    assert (made.width(), made.height()) == (320, 180)
    assert threads == [False]
    assert len(list((tmp_path / "t").glob("*.png"))) == 1


def test_what_lies_on_disk_is_not_painted_again(kit: Kit, module: slides.ModuleRow, tmp_path: Path) -> None:
    found = pictures(lambda: pages.of_module(kit, module.card), (1, 2), tmp_path)
    assert set(found) == {(1, 0), (2, 0)}
    marked = QImage(8, 8, QImage.Format.Format_RGB32)
    marked.fill(0)
    for file in tmp_path.glob("*.png"):
        assert marked.save(str(file))
    assert {image.width() for image in pictures(lambda: pages.of_module(kit, module.card), (1, 2), tmp_path).values()} == {8}


def test_a_slide_that_is_not_there_is_asked_for_once(kit: Kit, module: slides.ModuleRow, qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    shelf, calls = Shelf(tmp_path, owner), []

    def find() -> Pages:
        calls.append(1)
        return pages.of_module(kit, module.card)

    with qtbot.waitSignal(shelf.painted, timeout=30_000):
        shelf.pixmap("a", 999, find, 320, 1.0)
    assert shelf.pixmap("a", 999, find, 320, 1.0) is None
    qtbot.wait(100)
    assert calls == [1]


def test_the_slides_page_shows_pictures_of_modules(window: Window, qtbot: QtBot, settle: Settle) -> None:
    page = window.go("slides")
    settle()
    folder = window.kit.workspace.cache / "thumbnails"
    qtbot.waitUntil(lambda: any(folder.glob("*.png")), timeout=30_000)
    assert isinstance(page, SlidesPage)
    tile, shown = page.gallery.tile(), page.gallery.pictures
    assert tile is not None
    assert shown is not None
    qtbot.waitUntil(lambda: shown(tile.row.card, tile.slide.number, 300, 1.0) is not None, timeout=30_000)


def test_a_slide_that_was_split_shows_every_part(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    path = kit.workspace.slides / "long.en.md"
    path.write_text("---\ntitle: Long\n---\n# Many\n" + "".join(f"- point {n} of many that are here\n" for n in range(40)), "utf-8")
    card = slides.show(kit, "long", "en")
    owner = QWidget()
    qtbot.addWidget(owner)
    look = work.look(kit, Shelf(tmp_path / "t", owner), card, 1)
    assert look is not None
    preview = Preview()
    qtbot.addWidget(preview)
    preview.show_(card.slides[0], card.version, look)
    with qtbot.waitSignal(look.shelf.painted, timeout=30_000):
        assert look.pixmap(320, 1.0) is None
    assert look.parts >= 2
    assert preview.placed(0, 1).endswith(f"part 1 of {look.parts}")
    first, second = look.pixmap(320, 1.0, 0), look.pixmap(320, 1.0, 1)
    assert first is not None
    assert second is not None
    assert first.toImage() != second.toImage()
    assert preview.step(1)
    assert not preview.step(look.parts)


def test_libreoffice_draws_the_slide_one_looks_at(kit: Kit, module: slides.ModuleRow, qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    shelf = Shelf(tmp_path / "t", owner, lambda: True)
    look = work.look(kit, shelf, module.card, 2)
    assert look is not None
    with qtbot.waitSignal(shelf.exact.made, timeout=120_000):
        look.pixmap(320, 1.0)
    kept = list((tmp_path / "t").glob("*-office.png"))
    assert len(kept) == 1
    assert QImage(str(kept[0])).width() == 1280
    found = pictures(lambda: pages.of_module(kit, module.card), (2,), tmp_path / "t", exact=True)
    assert found[2, 0].width() == 1280


def test_nobody_asks_libreoffice_where_its_pictures_are_not_wanted(
    kit: Kit, module: slides.ModuleRow, qtbot: QtBot, tmp_path: Path
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    shelf = Shelf(tmp_path / "t", owner, lambda: False)
    look = work.look(kit, shelf, module.card, 1)
    assert look is not None
    with qtbot.waitSignal(shelf.painted, timeout=30_000):
        look.pixmap(320, 1.0)
    assert not shelf.exact.on
    assert not list((tmp_path / "t").glob("*-office.png"))
