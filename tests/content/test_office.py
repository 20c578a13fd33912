"""LibreOffice turns files into others, is stopped when nobody wants it, and says when it cannot."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kit.content import office
from kit.errors import KitError


def test_a_table_becomes_a_pdf(tmp_path: Path) -> None:
    source = tmp_path / "a name with spaces.csv"
    source.write_text("some,words", "utf-8")
    made = office.convert(source, "pdf", tmp_path / "out", tmp_path / "profile")
    assert made.read_bytes().startswith(b"%PDF")


def test_what_nobody_wants_is_stopped(tmp_path: Path) -> None:
    source, stop = tmp_path / "a.csv", threading.Event()
    source.write_text("some,words", "utf-8")
    stop.set()
    with pytest.raises(KitError) as refused:
        office.convert(source, "pdf", tmp_path / "out", tmp_path / "profile", cancelled=stop.is_set)
    assert refused.value.code == "office.cancelled"
    assert not list((tmp_path / "out").iterdir())


def test_a_run_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("some,words", "utf-8")
    with pytest.raises(KitError) as refused:
        office.convert(source, "pdf", tmp_path / "out", tmp_path / "profile", seconds=0.0)
    assert refused.value.code == "office.slow"


def test_without_libreoffice_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "PLACES", ())
    with pytest.raises(KitError) as refused:
        office.convert(tmp_path / "a.csv", "pdf", tmp_path, tmp_path / "profile")
    assert refused.value.code == "office.missing"
