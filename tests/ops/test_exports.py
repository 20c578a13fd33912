"""Decks become pictures and PDFs, with LibreOffice and without it; what cannot be read or written is refused and leaves nothing behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kit import workspace
from kit.errors import KitError
from kit.gui.preview import paper, prints
from kit.ops import exports

DECK = workspace.program() / "slides" / "imported" / "platform-on-a-page.pptx"
Office = Callable[[str], None]


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Let the window's application be there first: a process has but one, and the tests of the window need that."""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return a function that puts a program of so many lines in LibreOffice's place."""

    def put(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        (folder / "soffice").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (folder / "soffice").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return put


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice."""
    from kit.content import office

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "PLACES", ())


def pages(path: Path) -> int:
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    return data.count(b"/Type /Page\n") + data.count(b"/Type/Page/")


def code(work: Callable[[], object]) -> str:
    with pytest.raises(KitError) as refused:
        work()
    return refused.value.code


def test_every_slide_becomes_a_picture_of_the_width_asked_for(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    made = exports.render(DECK, tmp_path / "out", prints.pictures, width=320, progress=lambda done, total: steps.append((done, total)))
    assert [path.name for path in made.pictures] == [f"platform-on-a-page-{n:02}.png" for n in range(1, 7)]
    assert {QImage(str(path)).size() for path in made.pictures} == {QSize(320, 180)}
    assert steps[-1] == (6, 6)


def test_libreoffice_makes_notes_and_says_nothing(tmp_path: Path) -> None:
    made = exports.export(DECK, tmp_path / "notes.pdf", paper.write, what="notes")
    assert (made.engine, made.findings, pages(made.path)) == ("libreoffice", (), 6)


@pytest.mark.parametrize(("what", "each", "count"), [("slides", 3, 6), ("notes", 3, 6), ("handout", 3, 2), ("handout", 6, 1)])
def test_without_libreoffice_lectern_paints_and_says_so(tmp_path: Path, bare: None, what: str, each: int, count: int) -> None:
    made = exports.export(DECK, tmp_path / "a.pdf", paper.write, what=what, each=each)
    assert (made.engine, pages(made.path)) == ("own", count)
    assert [finding.code for finding in made.findings] == ["export.own"]


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$", "exec sleep 600"])
def test_a_libreoffice_that_fails_or_hangs_is_replaced(tmp_path: Path, office: Office, script: str) -> None:
    office(script)
    made = exports.export(DECK, tmp_path / "a.pdf", paper.write, seconds=0.5)
    assert (made.engine, pages(made.path), made.findings[0].severity) == ("own", 6, "warning")


def test_what_cannot_be_read_or_written_is_refused(tmp_path: Path, bare: None) -> None:
    locked = tmp_path / "locked.pptx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    (tmp_path / "file").write_text("in the way", "utf-8")
    out = tmp_path / "a.pdf"
    assert code(lambda: exports.export(tmp_path / "none.pptx", out, paper.write)) == "file.missing"
    assert code(lambda: exports.export(locked, out, paper.write)) == "deck.encrypted"
    assert code(lambda: exports.render(locked, tmp_path / "b", prints.pictures)) == "deck.encrypted"
    assert code(lambda: exports.export(DECK, DECK, paper.write)) == "export.same-file"
    assert code(lambda: exports.export(DECK, tmp_path / "a.docx", paper.write)) == "file.ending"
    assert code(lambda: exports.render(DECK, tmp_path / "b", prints.pictures, width=9)) == "export.width"
    assert code(lambda: exports.render(DECK, tmp_path / "b", prints.pictures, engine="libreoffice")) == "office.missing"
    for refused in (
        lambda: exports.export(DECK, tmp_path / "file" / "a.pdf", paper.write),
        lambda: exports.render(DECK, tmp_path / "file", prints.pictures),
    ):
        assert code(refused).startswith("file.")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["file", "locked.pptx"]


def test_stopping_leaves_no_pdf(tmp_path: Path, bare: None) -> None:
    assert code(lambda: exports.export(DECK, tmp_path / "a.pdf", paper.write, cancelled=lambda: True)) == "deck.cancelled"
    assert not (tmp_path / "a.pdf").exists()
