"""Put a deck together as a person does: with keys, drags and the drawer; undo, drafts, building, joining."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kit.context import Kit
from kit.decks import scene, spec
from kit.errors import Finding
from kit.gui import jobs
from kit.gui.decks import budget, built, joining, model, work
from kit.gui.decks.findings import FIX, offered
from kit.gui.decks.joining import JoinDialog
from kit.gui.decks.model import LINES, MODULES
from kit.gui.decks.page import DecksPage
from kit.gui.decks.report import ReportDialog
from kit.gui.slides import conflict

Lines = Callable[..., None]
WAIT = 30_000


def drop(view: DecksPage, data: QMimeData, key: tuple[object, ...], row: int = -1) -> None:
    tree = view.editor.tree.outline
    tree.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, tree.index_of(key))


def mime(kind: str, payload: object) -> QMimeData:
    data = QMimeData()
    data.setData(kind, json.dumps(payload).encode())
    return data


def test_the_list_opens_a_deck(made: Callable[[], DecksPage], deck: Path, kit: Kit, qtbot: QtBot) -> None:
    (kit.workspace.decks / "broken.yaml").write_text("title: [\n", "utf-8")
    view = made()
    rows = {row.id.stem: row for row in view.list.table.records.records}
    assert (rows["trial"].deck.title, rows["trial"].deck.modules) == ("Trial", 3)
    assert rows["broken"].deck.error is not None
    assert view.primary.text() == "New deck"
    view.list.table.pick(deck)
    qtbot.keyClick(view.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.is_open() and view.editor.outline is not None)
    assert (view.title.text(), view.primary.text()) == ("Trial", "Build")
    view.back()
    assert view.stack.currentWidget() is view.list


def test_the_outline_shows_sections_modules_minutes_and_clock(view: DecksPage, qtmodeltester: object) -> None:
    tree = view.editor.tree
    qtmodeltester.check(tree.outline)  # type: ignore[attr-defined]
    shown = [[tree.outline.index(row, column).data() for column in (0, 2, 3)] for row in range(tree.outline.rowCount())]
    assert shown == [["Opening", "1", "00:00"], ["Why", "6", "01:00"], ["How", "1", "07:00"], ["Closing", "7", "08:00"]]
    index = tree.outline.index_of(("item", 1, 0))
    assert [index.siblingAtColumn(c).data() for c in range(4)] == ["Three", "Short", "1", "07:00"]
    assert budget.said(view.editor.outline) == "15 of 20 min · 5 min free · 9 slides"  # type: ignore[arg-type]


def test_picking_a_line_shows_slide_and_notes(view: DecksPage) -> None:
    view.editor.tree.pick(("item", 0, 0))
    slide = view.editor.side.slide
    assert (slide.title.text(), slide.notes.text(), slide.place.text()) == ("One claim", "say one", "1 / 2")
    slide.step(1)
    assert slide.title.text() == "More"


def test_alt_arrows_move_and_ctrl_z_takes_back(view: DecksPage, lines: Lines, qtbot: QtBot) -> None:
    tree = view.editor.tree
    lines(["own/one", "own/two"], ["own/three"])
    tree.pick(("item", 0, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    lines(["own/two", "own/one"], ["own/three"])
    assert tree.node().key == ("item", 0, 1)
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    lines(["own/two"], ["own/one", "own/three"])
    assert tree.node().key == ("item", 1, 0)
    view.undo()
    view.undo()
    lines(["own/one", "own/two"], ["own/three"])
    assert not view.can_save()
    view.redo()
    lines(["own/two", "own/one"], ["own/three"])
    assert view.subtitle.text() == "not saved"


def test_dragging_moves_lines_and_sections(view: DecksPage, lines: Lines) -> None:
    drop(view, mime(LINES, {"places": [[0, 0]]}), ("item", 1, 0))
    lines(["own/two"], ["own/three", "own/one"])
    drop(view, mime(LINES, {"section": 1}), ("section", 0))
    lines(["own/three", "own/one"], ["own/two"])
    drop(view, mime(LINES, {"section": 0}), (), 3)
    lines(["own/two"], ["own/three", "own/one"])
    drop(view, mime(LINES, {"section": 1}), (), 1)
    lines(["own/three", "own/one"], ["own/two"])
    node = view.editor.tree.outline.node(view.editor.tree.outline.index_of(("item", 0, 0)))
    assert node.entry is not None
    data = view.editor.tree.outline.mimeData([view.editor.tree.outline.index_of(("item", 0, 0))])
    assert json.loads(bytes(data.data(LINES).data())) == {"places": [[0, 0]]}


def test_the_drawer_offers_searches_and_adds(view: DecksPage, lines: Lines, qtbot: QtBot) -> None:
    drawer = view.editor.drawer
    titles = [offer.title for offer in drawer.offers.offers]
    assert {"One", "Two", "Three", "Zebrafour"} <= set(titles)
    qtbot.keyClicks(drawer.field, "zebraf claim")
    qtbot.waitUntil(lambda: [offer.ref for offer in drawer.offers.offers] == ["own/four"])
    view.editor.tree.pick(("item", 0, 0))
    drawer.list.setCurrentIndex(drawer.offers.index(0, 0))
    qtbot.keyClick(drawer.list, Qt.Key.Key_Return)
    lines(["own/one", "own/four", "own/two"], ["own/three"])
    assert view.editor.tree.node().key == ("item", 0, 1)
    assert "own/four" in drawer.offers.used
    drop(view, mime(MODULES, ["own/four"]), ("section", 1))
    lines(["own/one", "own/four", "own/two"], ["own/three", "own/four"])
    assert any(f.code == "outline.twice" for f in view.editor.findings.table.records.records)


def test_a_click_on_a_fix_takes_it(view: DecksPage, lines: Lines, deck: Path, qtbot: QtBot) -> None:
    panel = view.editor.findings
    drop(view, mime(MODULES, ["own/one"]), ("section", 1))
    lines(["own/one", "own/two"], ["own/three", "own/one"])
    qtbot.waitUntil(lambda: any(f.code == "outline.twice" for f in panel.table.records.records), timeout=20_000)
    row = next(n for n, f in enumerate(panel.table.records.records) if f.code == "outline.twice")
    panel.table.pick(str(panel.table.records.records[row]))
    assert offered(panel.table.record()) == "Take the second one out"
    panel.table.clicked.emit(panel.table.model().index(panel.table.currentIndex().row(), FIX))
    lines(["own/one", "own/two"], ["own/three"])
    view.undo()
    lines(["own/one", "own/two"], ["own/three", "own/one"])


def test_a_fix_in_a_module_is_written_there(view: DecksPage, deck: Path, kit: Kit, qtbot: QtBot) -> None:
    path = kit.workspace.slides / "own" / "one.en.md"
    before = path.read_text("utf-8")
    spoilt = before.replace("minutes:", "minute:")
    path.write_text(spoilt, "utf-8")
    view.refresh()
    table = view.editor.findings.table
    qtbot.waitUntil(lambda: any(f.code == "yaml.unknown-near" for f in table.records.records), timeout=20_000)
    table.pick(str(next(f for f in table.records.records if f.code == "yaml.unknown-near")))
    view.editor.findings.mend()
    qtbot.waitUntil(lambda: path.read_text("utf-8") == before, timeout=20_000)
    qtbot.waitUntil(lambda: not any(f.code == "yaml.unknown-near" for f in table.records.records), timeout=20_000)


def test_variants_removal_and_titles(view: DecksPage, lines: Lines, qtbot: QtBot) -> None:
    tree = view.editor.tree
    tree.pick(("item", 0, 0))
    assert list(model.DEPTHS) == ["short", "standard", "deep"]
    tree.varied.emit(tree.node(), "short")
    qtbot.waitUntil(lambda: view.editor.spec.sections[0].items[0].depth == "short")
    qtbot.waitUntil(lambda: tree.outline.index_of(("item", 0, 0)).siblingAtColumn(2).data() == "1")
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    lines(["own/two"], ["own/three"])
    index = tree.outline.index_of(("section", 0))
    assert not tree.outline.setData(index, "Because", Qt.ItemDataRole.EditRole)
    qtbot.waitUntil(lambda: tree.outline.index_of(("section", 0)).data() == "Because")
    view.add_section()
    lines(["own/two"], [], ["own/three"])
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    lines(["own/two"], ["own/three"])
    tree.pick(("placed", "closing", "feedback"))
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: view.editor.spec.structure.get("feedback") == "off")
    assert not view.editor.side.deck.switches["feedback"].isChecked()


def test_the_form_edits_the_deck_and_typing_is_one_step(view: DecksPage, qtbot: QtBot) -> None:
    form = view.editor.side.deck
    form.title.selectAll()
    qtbot.keyClicks(form.title, "A better title")
    assert (view.editor.spec.title, view.title.text()) == ("A better title", "A better title")
    form.minutes.setValue(10)
    qtbot.waitUntil(lambda: bool(view.editor.outline and view.editor.outline.budget == 10))
    assert budget.state(view.editor.outline) == "over"  # type: ignore[arg-type]
    form.switches["checkin"].click()
    assert "checkin" not in view.editor.spec.structure
    view.undo()
    view.undo()
    view.undo()
    assert view.editor.spec.title == "Trial"
    assert not view.can_undo()
    assert form.title.text() == "Trial"


def test_saving_keeps_what_the_person_wrote(view: DecksPage, deck: Path, lines: Lines, qtbot: QtBot) -> None:
    view.editor.tree.pick(("item", 0, 0))
    view.move_down()
    lines(["own/two", "own/one"], ["own/three"])
    with qtbot.waitSignal(view.says) as told:
        view.save()
    assert told.args[0] == "Saved."
    text = deck.read_text("utf-8")
    assert text.startswith("# kept\n")
    assert "- own/one   # first" in text
    assert not view.can_save()


def test_a_draft_is_kept_and_brought_back(view: DecksPage, made: Callable[[], DecksPage], deck: Path, kit: Kit, qtbot: QtBot) -> None:
    view.editor.add(["own/four"])
    draft = work.draft_of(kit, deck)
    qtbot.waitUntil(draft.is_file)
    assert "own/four" not in deck.read_text("utf-8")
    other = made()
    assert [row.draft for row in other.list.table.records.records] == [True]
    with qtbot.waitSignal(other.says) as told:
        other.open_(deck)
    assert told.args[2] == "Discard them"
    assert [item.ref for item in other.editor.spec.items][-1] == "own/four"
    told.args[3]()
    qtbot.waitUntil(lambda: not other.can_save())
    assert not draft.exists()


def test_undoing_everything_lets_the_draft_go(view: DecksPage, deck: Path, kit: Kit, qtbot: QtBot) -> None:
    view.editor.add(["own/four"])
    qtbot.waitUntil(work.draft_of(kit, deck).is_file)
    view.undo()
    qtbot.waitUntil(lambda: not work.draft_of(kit, deck).exists())


def test_what_another_program_wrote_is_read(view: DecksPage, deck: Path, lines: Lines) -> None:
    deck.write_text(deck.read_text("utf-8").replace("own/two", "own/four"), "utf-8")
    view.shown()
    lines(["own/one", "own/four"], ["own/three"])


def test_a_missing_module_is_shown_and_found(view: DecksPage, kit: Kit, qtbot: QtBot) -> None:
    view.editor.add(["own/fourr"])
    qtbot.waitUntil(lambda: any(f.severity == "error" for f in view.editor.findings.table.records.records))
    (finding,) = (f for f in view.editor.findings.table.records.records if f.severity == "error")
    assert "own/four" in str(finding)
    with qtbot.waitSignal(view.says) as told:
        view.build()
    assert told.args[1] == "error"
    assert not list(kit.workspace.out.glob("*.pptx"))
    qtbot.waitUntil(view.can_build)


def test_building_tells_where_the_deck_is(view: DecksPage, kit: Kit, qtbot: QtBot) -> None:
    view.build()
    assert not view.primary.isEnabled()
    qtbot.waitUntil(view.built.isVisible, timeout=20_000)
    assert view.built.path == kit.workspace.out / "Trial.pptx"
    assert len(scene.read(view.built.path).slides) == 9
    assert view.built.text.text() == "Trial.pptx is built: 9 slides."
    assert view._told is not None
    dialog = ReportDialog(*view._told, view)
    qtbot.addWidget(dialog)
    assert len(dialog.slides.records.records) == 9


def test_files_dropped_on_the_outline_are_brought_in(view: DecksPage, kit: Kit, tmp_path: Path, qtbot: QtBot) -> None:
    view.build()
    qtbot.waitUntil(view.built.isVisible, timeout=20_000)
    source = tmp_path / "old deck.pptx"
    source.write_bytes(view.built.path.read_bytes())  # type: ignore[union-attr]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(source))])
    drop(view, data, ("section", 1))
    qtbot.waitUntil(lambda: any(item.file == "imported/old deck.pptx" for item in view.editor.spec.items), timeout=10_000)
    qtbot.waitUntil(lambda: bool(view.editor.outline and view.editor.outline.slides == 18))


def test_dropped_files_are_joined(view: DecksPage, kit: Kit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view.build()
    qtbot.waitUntil(view.built.isVisible, timeout=20_000)
    first = view.built.path
    assert first is not None
    view.back()
    out = kit.workspace.out / "both.pptx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(out), ""))
    monkeypatch.setattr(JoinDialog, "exec", lambda dialog: (dialog.slides.setText("1-2"), dialog._typed("1-2"), dialog._save(), 1)[-1])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(first)), QUrl.fromLocalFile(str(first))])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    view.dropEvent(event)
    qtbot.waitUntil(lambda: view.built.path == out, timeout=20_000)
    assert len(scene.read(out).slides) == 11


def test_the_join_dialog_orders_and_checks(view: DecksPage, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = joining.JoinDialog([tmp_path / "a.pptx", tmp_path / "b.pptx"], tmp_path, view)
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.slides, "2-")
    assert dialog.problem.text()
    assert not dialog.join.isEnabled()
    qtbot.keyClicks(dialog.slides, "3")
    assert dialog.join.isEnabled()
    dialog.list.shift(1)
    dialog.deck.click()
    assert (dialog.texts, dialog.look) == ((str(tmp_path / "b.pptx"), str(tmp_path / "a.pptx") + "#2-3"), "deck")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert len(dialog.texts) == 1


def test_decks_are_made_copied_removed_and_brought_back(made: Callable[[], DecksPage], deck: Path, kit: Kit, qtbot: QtBot) -> None:
    view = made()
    view.list.table.pick(deck)
    view.duplicate()
    qtbot.waitUntil(lambda: view.title.text() == "Trial (copy)")
    with qtbot.waitSignal(view.says) as told:
        view.delete()
    assert told.args[2] == "Bring it back"
    assert [path.name for path in kit.workspace.decks.glob("*.yaml")] == ["trial.yaml"]
    told.args[3]()
    qtbot.waitUntil(lambda: len(list(kit.workspace.decks.glob("*.yaml"))) == 2)
    view.new()
    qtbot.waitUntil(lambda: view.title.text() == "New deck")
    assert view.editor.side.deck.title.selectedText() == "New deck"
    assert spec.read(view.desk.opened.path).sections[0].title == "First part"  # type: ignore[union-attr]


def test_a_change_of_language_keeps_the_deck_open(view: DecksPage, made: Callable[[], DecksPage], deck: Path, qtbot: QtBot) -> None:
    view.editor.add(["own/four"])
    kept = view.keep()
    other = made()
    other.bring_back(kept)
    qtbot.waitUntil(lambda: other.is_open() and other.can_save())
    assert other.editor.tree.visualRect(other.editor.tree.outline.index(0, 0)).topLeft() != QPoint(-1, -1)


def test_an_edited_module_is_seen_when_the_window_comes_back(view: DecksPage, kit: Kit, qtbot: QtBot) -> None:
    path = kit.workspace.slides / "own" / "one.en.md"
    path.write_text(path.read_text("utf-8").replace("One claim", "Another claim"), "utf-8")
    view.shown()
    qtbot.waitUntil(lambda: bool(view.editor.outline and view.editor.outline.sections[1].entries[0].slides[0].title == "Another claim"))


def test_coming_back_to_the_window_does_not_disturb_a_drag(view: DecksPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.editor.drawer.offers.modelReset), qtbot.assertNotEmitted(view.editor.tree.outline.modelReset):
        with qtbot.waitSignal(view.desk.changed):
            view.shown()
        view.desk.offer()
        qtbot.wait(300)


def test_a_finding_of_the_finished_deck_leads_to_its_slide(view: DecksPage, lines: Lines, kit: Kit, qtbot: QtBot) -> None:
    path = kit.workspace.slides / "own" / "two.en.md"
    qtbot.waitUntil(lambda: view.editor.outline is not None, timeout=20_000)
    slide = next(e for e in view.editor.outline.entries if e.id == "own/two").slides[0]
    assert slide.source is not None
    found = Finding("deck.small", "small", file=str(path), line=slide.source.line, slide=3)
    view.editor.findings.opened.emit(found)
    assert view.editor.tree.node().key == ("item", 0, 1, 0)
    view.editor.findings.opened.emit(Finding("deck.small", "small", file="out.pptx", slide=2))
    assert view.editor.tree.node().key == ("item", 0, 0, 0)


@pytest.mark.parametrize("answer", ["mine", "theirs", "later"])
def test_saving_over_what_another_program_wrote_is_asked(
    view: DecksPage, deck: Path, lines: Lines, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    deck.write_text(deck.read_text("utf-8").replace("own/two", "own/four"), "utf-8")
    view.editor.add(["own/two"])
    asked: list[object] = []
    monkeypatch.setattr(conflict, "ask", lambda parent: asked.append(parent) or answer)
    view.save()
    qtbot.waitUntil(lambda: bool(asked) and not jobs._alive, timeout=WAIT)
    qtbot.waitUntil(lambda: view.can_save() is (answer == "later"), timeout=WAIT)
    assert ("own/four" in deck.read_text("utf-8")) is (answer != "mine")
    if answer == "theirs":
        lines(["own/one", "own/four"], ["own/three"])
        view.undo()
        assert [item.ref for item in view.editor.spec.items].count("own/two") == 2
    assert len(asked) == 1


def test_a_deck_opens_with_its_first_slide_shown_and_a_long_title_from_its_beginning(view: DecksPage, qtbot: QtBot) -> None:
    assert view.editor.side.slide.title.text() == "Trial"
    assert view.focusWidget() is view.editor.tree
    view.editor.side.deck.edited.emit(replace(view.editor.spec, title="A title that goes on and on " * 5), "Change the deck", "deck.title")
    assert view.editor.side.deck.title.cursorPosition() == 0


def test_a_file_that_no_program_opens_is_said(view: DecksPage, deck: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built, "open_file", lambda _path: False)
    view.built.show_deck(deck, "x")
    for ask in (view.built.open_deck, view.built.open_folder):
        with qtbot.waitSignal(view.says) as told:
            ask()
        assert told.args[1] == "warning"


def test_drafts_are_kept_by_a_page_made_later(view: DecksPage, made: Callable[[], DecksPage], deck: Path, kit: Kit, qtbot: QtBot) -> None:
    for name in ("four", "four", "four"):
        view.editor.add([f"own/{name}"])
        view.desk._keep()
    view.back()
    other = made()
    other.open_(deck)
    qtbot.waitUntil(lambda: other.editor.outline is not None, timeout=WAIT)
    other.editor.add(["own/one"])
    qtbot.waitUntil(lambda: work.draft_of(kit, deck).read_text("utf-8").count("own/one") == 2, timeout=WAIT)


@pytest.mark.parametrize("width", [888, 952, 1208])
def test_titles_of_the_outline_keep_room_in_a_narrow_window(view: DecksPage, qtbot: QtBot, width: int) -> None:
    view.resize(width, 640)
    qtbot.waitUntil(lambda: view.editor.parts.width() == width, timeout=WAIT)
    assert view.editor.tree.columnWidth(model.TITLE) >= 140
    assert sum(view.editor.parts.sizes()) <= width


def test_modules_are_put_in_by_key_alone_one_after_the_other(view: DecksPage, lines: Lines, qtbot: QtBot) -> None:
    view.activateWindow()
    view.search()
    qtbot.waitUntil(lambda: view.focusWidget() is view.editor.drawer.field, timeout=WAIT)
    drawer = view.editor.drawer
    qtbot.keyClick(drawer.field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: view.focusWidget() is drawer.list, timeout=WAIT)
    before = len(view.editor.spec.items)
    refs = [offer.ref for offer in drawer.offers.offers]
    qtbot.keyClick(drawer.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(view.editor.spec.items) == before + 1 and not jobs._alive, timeout=WAIT)
    assert drawer.picked() == refs[:1]
    qtbot.keyClick(drawer.list, Qt.Key.Key_Down)
    qtbot.keyClick(drawer.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(view.editor.spec.items) == before + 2, timeout=WAIT)
    assert {item.ref for item in view.editor.spec.items} >= set(refs[:2])


def test_what_is_found_keeps_room_for_its_sentence(view: DecksPage, qtbot: QtBot) -> None:
    view.resize(888, 640)
    view.editor.findings.show_findings([Finding("x.y", "A long sentence that has to be read. " * 3)])
    table = view.editor.findings.table
    qtbot.waitUntil(lambda: view.editor.parts.width() == 888 and table.viewport().width() > 100, timeout=WAIT)
    qtbot.waitUntil(lambda: table.columnWidth(1) >= table.viewport().width() * 0.35, timeout=WAIT)
    assert table.horizontalScrollBar().maximum() == 0
