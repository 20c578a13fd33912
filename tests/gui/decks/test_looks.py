"""Choose how a deck looks: own themes and templates are offered, a new theme is made from a logo, a template is brought in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.gui.decks import looks
from kit.gui.decks.looks import NewTheme
from kit.gui.decks.page import DecksPage

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="300" height="90" fill="#0B5FA5"/></svg>'


def offered(view: DecksPage) -> list[str]:
    box = view.editor.side.deck.look
    return [box.itemText(row) for row in range(box.count())]


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "mark.svg"
    path.write_text(SVG, "utf-8")
    return path


def test_a_new_theme_can_be_made_once_it_has_a_name_and_a_source(qtbot: QtBot, view: DecksPage, logo: Path) -> None:
    dialog = NewTheme(view, lambda *_told: "")
    assert not dialog.do.isEnabled()
    dialog.named.setText("acme")
    assert not dialog.do.isEnabled()
    dialog.take(logo)
    assert dialog.do.isEnabled()
    dialog.first.setText("#8A1538")
    assert dialog.told() == ("acme", logo, ("#8A1538",), False)


def test_the_deck_wears_a_theme_that_was_just_made(
    view: DecksPage, kit: Kit, logo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(self: NewTheme) -> bool:
        self.named.setText("acme")
        self.take(logo)
        self.first.setText("red")
        self.do.click()
        qtbot.waitUntil(lambda: bool(self.problem.text()), timeout=20_000)
        assert "#RRGGBB" in self.problem.text()
        assert not self.made
        self.first.setText("")
        self.do.click()
        qtbot.waitUntil(lambda: bool(self.made), timeout=20_000)
        return True

    monkeypatch.setattr(NewTheme, "exec", fill)
    view.editor.side.deck.looks.new_asked.emit()
    qtbot.waitUntil(lambda: view.editor.spec.theme == "acme", timeout=20_000)
    qtbot.waitUntil(lambda: "Acme" in offered(view), timeout=20_000)
    assert (kit.workspace.root / "assets" / "themes" / "acme" / "theme.yaml").is_file()


def test_a_template_is_brought_in_and_worn(
    view: DecksPage, kit: Kit, shared: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(shared / "corpus" / "decks" / "office--blank.pptx", tmp_path / "house.pptx"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(path), ""))
    view.editor.side.deck.looks.bring_asked.emit()
    qtbot.waitUntil(lambda: view.editor.spec.theme == "house.pptx", timeout=20_000)
    qtbot.waitUntil(lambda: "house (template)" in offered(view), timeout=20_000)
    assert (kit.workspace.root / "assets" / "themes" / "house.pptx").is_file()


def test_the_page_is_chosen(view: DecksPage, made: Callable[[], DecksPage]) -> None:
    page = view.editor.side.deck.page
    page.setCurrentIndex(page.findData("4:3"))
    page.activated.emit(page.currentIndex())
    assert view.editor.spec.ratio == "4:3"


def test_names_are_said_for_people() -> None:
    assert (looks.said("lectern"), looks.said("acme/Acme 2026.potx")) == ("Lectern", "Acme 2026 (template)")
