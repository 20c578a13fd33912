"""A module written in the window: its slides repaint as one types, drafts outlive a crash, what came with the program is copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from kit.errors import Finding, KitError
from kit.gui import jobs
from kit.gui.slides import mending
from kit.gui.slides.page import SlidesPage
from kit.gui.slides.writer import Writer
from kit.gui.window import Window
from kit.i18n import said
from kit.ops import slides, writing

Settle = Callable[[], None]
WAIT = 30_000
WORDS = "---\ntitle: Two\nminutes: 3\n---\n# First\n- one\n\n---\n<!-- depth: deep -->\n# Second\n- two\n"


@pytest.fixture
def page(window: Window, settle: Settle) -> SlidesPage:
    made = window.go("slides")
    settle()
    assert isinstance(made, SlidesPage)
    return made


@pytest.fixture
def writer(page: SlidesPage, qtbot: QtBot) -> Writer:
    """A module of the workspace's own, being written."""
    page.desk.show_file(writing.new(page.kit, "mine/two", "en", WORDS))
    made = page.desk.writer()
    qtbot.waitUntil(lambda: made.proofs.quiet and len(made.strip.sheets.pages) == 2, timeout=WAIT)
    return made


def type_(writer: Writer, text: str, line: int, qtbot: QtBot) -> None:
    writer.source.go(line)
    writer.source.moveCursor(QTextCursor.MoveOperation.EndOfLine)
    qtbot.keyClicks(writer.source, text)  # type: ignore[no-untyped-call]


def test_a_key_press_repaints_the_slide_it_changed_and_no_other(writer: Writer, qtbot: QtBot) -> None:
    before = [page.image.cacheKey() for page in writer.strip.sheets.pages]
    type_(writer, " more", 6, qtbot)
    qtbot.waitUntil(lambda: writer.proofs.quiet and writer.strip.sheets.pages[0].image.cacheKey() != before[0], timeout=WAIT)
    assert writer.strip.sheets.pages[1].image.cacheKey() == before[1]
    assert writer.strip.sheets.at == 0
    type_(writer, " too", 11, qtbot)
    qtbot.waitUntil(lambda: writer.strip.sheets.at == 1, timeout=WAIT)


def test_words_nobody_saved_outlive_a_crash(page: SlidesPage, writer: Writer, qtbot: QtBot) -> None:
    type_(writer, " kept", 6, qtbot)
    draft = page.kit.workspace.records / "drafts" / "slides" / "mine" / "two.en.md"
    qtbot.waitUntil(lambda: draft.is_file() and " kept" in draft.read_text("utf-8"), timeout=WAIT)
    assert writer.file is not None
    again = writing.open_(page.kit, writer.file.path)
    assert "- one kept" in again.text
    assert "kept" not in again.saved


def test_saving_writes_the_file_and_lets_the_draft_go(page: SlidesPage, writer: Writer, qtbot: QtBot, settle: Settle) -> None:
    type_(writer, " saved", 6, qtbot)
    assert page.can_save()
    page.save()
    qtbot.waitUntil(lambda: not writer.dirty, timeout=WAIT)
    settle()
    assert writer.file is not None
    assert "- one saved" in writer.file.path.read_text("utf-8")
    assert not list((page.kit.workspace.records / "drafts").rglob("*.md"))
    page.undo()
    assert writer.dirty


def test_what_came_with_the_program_is_copied_at_the_first_key(page: SlidesPage, qtbot: QtBot, settle: Settle) -> None:
    row = next(row for row in slides.modules(page.kit, "en") if not row.own and row.kind == "markdown")
    words = row.path.read_text("utf-8")
    page.desk.show_module(row.path, row.id)
    writer = page.desk.writer()
    qtbot.waitUntil(lambda: writer.file is not None and writer.proofs.quiet, timeout=WAIT)
    assert not writing.stamp(page.kit.workspace.slides / "nothing")[0]
    type_(writer, " mine", len(words.splitlines()), qtbot)
    qtbot.waitUntil(lambda: writer.file is not None and writer.file.own, timeout=WAIT)
    page.save()
    qtbot.waitUntil(lambda: not writer.dirty, timeout=WAIT)
    assert writer.file is not None
    assert writer.file.path.is_relative_to(page.kit.workspace.slides)
    assert row.path.read_text("utf-8") == words


@pytest.mark.parametrize("mine", [True, False])
def test_a_file_changed_by_another_program_is_asked_about(
    writer: Writer, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch, mine: bool
) -> None:
    assert writer.file is not None
    path = writer.file.path
    path.write_text(WORDS + "- theirs\n", "utf-8")
    type_(writer, " ours", 6, qtbot)
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        role = QMessageBox.ButtonRole.DestructiveRole if mine else QMessageBox.ButtonRole.AcceptRole
        next(button for button in box.buttons() if box.buttonRole(button) == role).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    writer.save()
    qtbot.waitUntil(lambda: bool(asked) and not jobs._alive and not writer.dirty, timeout=WAIT)
    assert ("theirs" in path.read_text("utf-8")) is not mine
    assert ("ours" in writer.source.toPlainText()) is mine


def test_problems_stand_in_the_margin_with_a_mending(writer: Writer, qtbot: QtBot) -> None:
    writer.source.go(5)
    writer.source.insertPlainText("<!-- layout: tabel -->\n")
    qtbot.waitUntil(lambda: 5 in writer.source.problems, timeout=WAIT)
    found = next(one for one in writer.problems.findings if mending.mending(one) == ("tabel", "table"))
    writer.problems.mended.emit(found.line, "tabel", "table")
    qtbot.waitUntil(lambda: writer.proofs.quiet and 5 not in writer.source.problems, timeout=WAIT)
    assert "<!-- layout: table -->" in writer.source.toPlainText()


def test_words_that_cannot_be_read_are_said_and_the_slides_stay(writer: Writer, qtbot: QtBot) -> None:
    writer.source.setPlainText("---\ntitle: [broken\n---\n# One\n")
    qtbot.waitUntil(lambda: any(one.severity == "error" for one in writer.problems.findings), timeout=WAIT)
    assert len(writer.strip.sheets.pages) == 2


def test_variants_say_which_slides_they_have(writer: Writer) -> None:
    sheets = writer.strip.sheets
    assert [sheets.left_out(page.slide) for page in sheets.pages] == [False, False]
    writer.variant.setCurrentIndex(writer.variant.findData("short"))
    assert [sheets.left_out(page.slide) for page in sheets.pages] == [False, True]


def test_names_are_offered_where_they_fit(writer: Writer, qtbot: QtBot) -> None:
    writer.source.go(5)
    writer.source.insertPlainText("\n")
    writer.source.go(5)
    qtbot.keyClicks(writer.source, "<!-- layout: ti")  # type: ignore[no-untyped-call]
    assert writer.source.known()[0] == "ti"
    assert writer.source.completer.completionCount() == 2
    qtbot.keyClick(writer.source.offered, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert "layout: ti" in writer.source.toPlainText()


def test_a_module_is_copied_and_renamed(page: SlidesPage, writer: Writer) -> None:
    assert writer.file is not None
    copy = writing.duplicate(page.kit, writer.file.path, "other/three", WORDS)
    assert copy.path == page.kit.workspace.slides / "other" / "three.en.md"
    moved = writing.rename(page.kit, copy.path, "other/four")
    assert not copy.path.exists()
    assert moved.text == WORDS
    with pytest.raises(KitError) as refused:
        writing.rename(page.kit, moved.path, "mine/two")
    assert refused.value.code == "writing.taken"
    with pytest.raises(KitError):
        writing.new(page.kit, " / ", "en", WORDS)


def test_leaving_keeps_the_draft_and_the_library_comes_back(page: SlidesPage, writer: Writer, qtbot: QtBot, settle: Settle) -> None:
    type_(writer, " left", 6, qtbot)
    page.leave()
    settle()
    assert page.stack.currentWidget() is page.browse
    assert page.primary.isVisibleTo(page.header)
    draft: Path = page.kit.workspace.records / "drafts" / "slides" / "mine" / "two.en.md"
    assert "left" in draft.read_text("utf-8")


def test_a_new_module_goes_by_its_name_and_its_heading_is_to_be_typed(
    page: SlidesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: ("talks/API-gateway", True))
    page.new()
    writer = page.desk.writer()
    qtbot.waitUntil(lambda: writer.quiet and bool(writer.strip.sheets.pages), timeout=WAIT)
    assert writer.row_id == "talks/api-gateway"
    assert page.title.text() == "api-gateway"
    assert writer.strip.sheets.pages[0].slide.title == "API gateway"
    assert writer.source.textCursor().block().text() == "# API gateway"


def test_a_module_that_cannot_be_read_opens_at_its_line_and_shows_no_slides_of_another(
    page: SlidesPage, writer: Writer, qtbot: QtBot
) -> None:
    broken = page.kit.workspace.slides / "mine" / "broken.en.md"
    broken.write_text("---\ntitle: [bad\nminutes: {short\n---\n# Bad\n", "utf-8")
    page.desk.leave()
    page.refresh()
    qtbot.waitUntil(lambda: any(row.id == "mine/broken" for row in page.rows), timeout=WAIT)
    page.open_("mine/broken")
    page.edit()
    qtbot.waitUntil(lambda: bool(writer.problems.findings), timeout=WAIT)
    assert page.desk.open
    assert not writer.strip.sheets.pages
    (one,) = writer.problems.findings
    assert said(one).startswith("broken.en.md:3: this is not valid YAML")


def test_a_mended_problem_leaves_the_cursor_in_the_words(page: SlidesPage, writer: Writer, qtbot: QtBot) -> None:
    writer.source.setPlainText(WORDS.replace("depth: deep", "layout: two-contnet"))
    qtbot.waitUntil(lambda: bool(writer.problems.findings), timeout=WAIT)
    mend = next(button for button in writer.problems.findChildren(QPushButton) if button.text().startswith("Change to"))
    mend.setFocus()
    mend.click()
    assert "layout: two-content" in writer.source.toPlainText()
    assert writer.source.line() == 9
    assert page.focusWidget() is writer.source
    qtbot.waitUntil(lambda: not writer.problems.findings, timeout=WAIT)


def test_long_problems_are_shortened_to_their_room(writer: Writer, qtbot: QtBot) -> None:
    words = "A very long problem that goes on and on and on and on. " * 6
    writer.problems.show_findings([Finding("x.long", words, line=3)])
    line = next(button for button in writer.problems.findChildren(QPushButton) if button.property("tight"))
    qtbot.waitUntil(lambda: line.text().endswith("…"), timeout=WAIT)
    assert words.strip() in line.accessibleName()


def test_a_picture_that_is_dropped_or_pasted_lies_beside_the_words_and_stands_on_the_slide(
    page: SlidesPage, writer: Writer, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x337799)
    image.save(str(tmp_path / "our plan (2).png"))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "our plan (2).png"))])
    writer.source.go(6)
    assert writer.source.canInsertFromMimeData(dropped)
    writer.source.insertFromMimeData(dropped)
    qtbot.waitUntil(lambda: "- one\n\n![](our-plan-2-.png)" in writer.source.toPlainText(), timeout=WAIT)
    qtbot.keyClicks(writer.source, "Plan")  # type: ignore[no-untyped-call]
    pasted = QMimeData()
    image.fill(0x993377)
    pasted.setImageData(image)
    writer.source.insertFromMimeData(pasted)
    qtbot.waitUntil(lambda: "![Plan](our-plan-2-.png)\n![](picture.png)" in writer.source.toPlainText(), timeout=WAIT)
    assert (page.kit.workspace.slides / "mine" / "picture.png").is_file()
    qtbot.waitUntil(lambda: writer.quiet, timeout=WAIT)
    assert not [one for one in writer.problems.findings if "found" in str(one)]
    deck = QMimeData()
    deck.setUrls([QUrl.fromLocalFile(str(tmp_path / "talk.pptx"))])
    deck.setText("file:///talk.pptx")
    assert not writer.source.canInsertFromMimeData(deck)


def test_the_same_picture_is_one_file_and_another_of_its_name_a_second(page: SlidesPage, writer: Writer, tmp_path: Path) -> None:
    assert writer.file is not None
    one, two = tmp_path / "a" / "map.png", tmp_path / "b" / "map.png"
    for path, words in ((one, b"one"), (two, b"two")):
        path.parent.mkdir()
        path.write_bytes(words)
    names = [writing.bring(page.kit, writer.file.path, path) for path in (one, one, two)]
    assert names[:2] == ["map.png", "map.png"]
    assert names[2] not in ("map.png", "")
    assert (writer.file.path.parent / names[2]).read_bytes() == b"two"


def test_a_question_put_off_is_not_asked_again_before_somebody_saves(
    page: SlidesPage, writer: Writer, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert writer.file is not None
    asked: list[str] = []

    def put_off(box: QMessageBox) -> int:
        asked.append(box.text())
        page.desk.look_again()  # as the window does when it comes to the front, behind the question
        settle()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", put_off)
    writer.file.path.write_text(WORDS + "- theirs\n", "utf-8")
    type_(writer, " ours", 6, qtbot)
    page.desk.look_again()
    qtbot.waitUntil(lambda: bool(asked), timeout=WAIT)
    page.desk.look_again()
    settle()
    assert len(asked) == 1
    page.save()
    qtbot.waitUntil(lambda: len(asked) == 2, timeout=WAIT)
    assert "ours" in writer.source.toPlainText()
    assert "theirs" in writer.file.path.read_text("utf-8")


def test_words_let_go_for_the_files_come_back_with_undo(writer: Writer, qtbot: QtBot, settle: Settle) -> None:
    type_(writer, " ours", 6, qtbot)
    writer.discard()
    qtbot.waitUntil(lambda: not writer.dirty, timeout=WAIT)
    assert "ours" not in writer.source.toPlainText()
    writer.source.undo()
    assert "- one ours" in writer.source.toPlainText()
    assert writer.dirty


def test_words_are_kept_after_a_change_of_language_too(
    window: Window, page: SlidesPage, writer: Writer, qtbot: QtBot, settle: Settle
) -> None:
    for n in range(4):
        type_(writer, f" before{n}", 6, qtbot)
        writer.keep()
    window.switch_language()
    again = window.pages["slides"]
    assert isinstance(again, SlidesPage)
    made = again.desk.writer()
    assert "before3" in made.source.toPlainText()
    type_(made, " after", 6, qtbot)
    draft = page.kit.workspace.records / "drafts" / "slides" / "mine" / "two.en.md"
    qtbot.waitUntil(lambda: draft.is_file() and "after" in draft.read_text("utf-8"), timeout=WAIT)
    settle()


def test_the_other_language_stays_offered_once_one_is_the_workspaces_own(page: SlidesPage) -> None:
    row = next(row for row in slides.modules(page.kit, "en") if not row.own and row.kind == "markdown" and not row.role)
    mine = slides.own_file(page.kit, row.path)
    found = writing.languages(page.kit, mine)
    assert found["en"] == mine
    assert found["zh"].is_file()
    assert set(writing.languages(page.kit, found["zh"])) == {"en", "zh"}


def test_words_are_found_with_their_key(page: SlidesPage, writer: Writer, qtbot: QtBot) -> None:
    writer.source.go(6)
    writer.source.moveCursor(QTextCursor.MoveOperation.EndOfLine)
    writer.source.insertPlainText(" \U0001f600 One")
    writer.source.go(1)
    page.search()
    seeker = writer.seeker
    assert seeker.isVisibleTo(writer)
    seeker.field.setText("one")
    assert writer.source.textCursor().selectedText() == "one"
    assert seeker.count.text() == "1 / 2"
    qtbot.keyClick(seeker.field, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert (writer.source.textCursor().selectedText(), seeker.count.text()) == ("One", "2 / 2")
    qtbot.keyClick(seeker.field, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert seeker.count.text() == "1 / 2"
    seeker.field.setText("nowhere")
    assert seeker.count.text() == "Not found"
    qtbot.keyClick(seeker.field, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]
    assert not seeker.isVisibleTo(writer)
    assert page.focusWidget() is writer.source


def test_a_draft_that_cannot_be_kept_is_said_and_tried_again(page: SlidesPage, writer: Writer, qtbot: QtBot) -> None:
    drafts = page.kit.workspace.records / "drafts"
    drafts.write_text("in the way", "utf-8")
    with qtbot.waitSignal(writer.failed, timeout=WAIT):
        type_(writer, " ours", 6, qtbot)
    assert "no draft could be kept" in writer.state.text()
    drafts.unlink()
    writer.keep()
    qtbot.waitUntil(lambda: "kept as a draft" in writer.state.text(), timeout=WAIT)
    assert "ours" in (drafts / "slides" / "mine" / "two.en.md").read_text("utf-8")
