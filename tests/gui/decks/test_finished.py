"""A finished deck in the window: what is out of date is told, updated, compared, skipped, detached; a PDF is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.decks import scene
from kit.gui import jobs
from kit.gui.decks import comparing
from kit.gui.decks.finished import FinishedDialog
from kit.gui.decks.page import DecksPage
from kit.gui.decks.paperwork import ExportDialog
from kit.ops import decks

WAIT = 30_000


@pytest.fixture
def built(kit: Kit, deck: Path) -> Path:
    """The deck, built into the folder out."""
    return decks.build(kit, deck, kit.workspace.out / "Trial.pptx").path


@pytest.fixture
def dialog(made: Callable[[], DecksPage], kit: Kit, built: Path, qtbot: QtBot) -> FinishedDialog:
    """The built deck looked at, with one module changed meanwhile."""
    path = kit.workspace.slides / "own" / "two.en.md"
    path.write_text(path.read_text("utf-8").replace("Two claim", "Two claims"), "utf-8")
    view = FinishedDialog(kit, built, made())
    qtbot.waitUntil(lambda: bool(view.table.records.records) and not view._busy, timeout=WAIT)
    return view


def states(view: FinishedDialog) -> dict[str, str]:
    return {state.origin.module: state.state for state in view.table.records.records if state.origin.module.startswith("own/")}


def pick(view: FinishedDialog, module: str) -> None:
    state = next(state for state in view.table.records.records if state.origin.module == module)
    assert view.table.pick(state.slides)


def settled(view: FinishedDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not view._busy and not jobs._alive, timeout=WAIT)


def test_what_is_out_of_date_is_told_and_updated(dialog: FinishedDialog, built: Path, qtbot: QtBot) -> None:
    assert states(dialog) == {"own/one": "current", "own/two": "outdated", "own/three": "current"}
    assert dialog.told.text() == "1 module has a newer version."
    pick(dialog, "own/one")
    assert (dialog.update_.isEnabled(), dialog.skip_.isEnabled(), dialog.detach_.isEnabled()) == (False, False, True)
    dialog.everything.click()
    settled(dialog, qtbot)
    assert set(states(dialog).values()) == {"current"}
    assert "Two claims" in [slide.title for slide in scene.read(built).slides]
    assert not dialog.everything.isEnabled()


def test_a_version_is_skipped_and_a_module_detached(dialog: FinishedDialog, qtbot: QtBot) -> None:
    pick(dialog, "own/two")
    dialog.skip_.click()
    settled(dialog, qtbot)
    assert states(dialog)["own/two"] == "current"
    pick(dialog, "own/one")
    dialog.detach_.click()
    settled(dialog, qtbot)
    assert states(dialog)["own/one"] == "detached"


def test_slides_edited_by_hand_are_replaced_only_when_agreed(
    dialog: FinishedDialog, built: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pptx import Presentation

    edited = Presentation(str(built))
    next(s for s in edited.slides if s.shapes.title.text == "Two claim").shapes.title.text = "Mine"
    edited.save(str(built))
    dialog.look()
    settled(dialog, qtbot)
    pick(dialog, "own/two")
    assert states(dialog)["own/two"] == "edited"
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.No)
    dialog.update_.click()
    assert "Mine" in [slide.title for slide in scene.read(built).slides]
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    dialog.update_.click()
    settled(dialog, qtbot)
    assert "Mine" not in [slide.title for slide in scene.read(built).slides]


def test_both_versions_are_shown_side_by_side(dialog: FinishedDialog, kit: Kit, built: Path) -> None:
    pick(dialog, "own/two")
    state = dialog.table.record()
    assert state is not None
    pairs = comparing.pairs(kit, built, state)
    assert len(pairs) == 2
    assert pairs[0][0] != pairs[0][1]
    assert comparing.CompareDialog("own/two", pairs, dialog).windowTitle() == "Compare"


def test_a_finished_deck_becomes_a_handout(
    made: Callable[[], DecksPage], kit: Kit, built: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, said = made(), []
    view.says.connect(lambda text, *_more: said.append(text))
    view.built.show_deck(built, "built")
    out = kit.workspace.out / "h.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))

    def agree(dialog: ExportDialog) -> int:
        dialog.group.button(2).setChecked(True)
        dialog.go.click()
        return dialog.result()

    monkeypatch.setattr(ExportDialog, "exec", agree)
    monkeypatch.setattr(view.built, "isVisible", lambda: True)
    view.export()
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT)
    assert said[0].startswith("h.pdf is written. Lectern painted these pages itself")
    assert out.read_bytes().startswith(b"%PDF")


def test_a_finished_deck_becomes_pictures(
    made: Callable[[], DecksPage], kit: Kit, built: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, said = made(), []
    view.says.connect(lambda text, *_more: said.append(text))
    view.built.show_deck(built, "built")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))

    def agree(dialog: ExportDialog) -> int:
        dialog.group.buttons()[-1].setChecked(True)
        dialog.go.click()
        return dialog.result()

    monkeypatch.setattr(ExportDialog, "exec", agree)
    monkeypatch.setattr(view.built, "isVisible", lambda: True)
    view.export()
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT)
    drawn = sorted((tmp_path / built.stem).glob("*.png"))
    assert said[0] == f"{len(drawn)} pictures are in {built.stem}."
    assert len(drawn) > 1
