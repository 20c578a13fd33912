"""An unchanged module is compiled once; whatever its slides depend on compiles it anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kit import workspace
from kit.decks.assembly import compiled
from kit.decks.author import theme as themes
from kit.decks.bindings import Bindings, QrTarget
from kit.decks.module.blocks import Paragraph, Picture, QrCode, Run
from kit.decks.module.model import SlideSource

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SLIDES = (
    SlideSource((Run("A {{speaker}}"),), blocks=(Paragraph((Run("x"),)), QrCode("feedback"))),
    SlideSource((Run("B"),), blocks=(Picture("p.png", "p"),), line=9),
)
BOUND = Bindings({"speaker": "王工", "other": "1"}, {"feedback": QrTarget("HTTP://X", "http://x", "C")})


@pytest.fixture
def theme():
    return themes.read(workspace.program() / "assets" / "themes" / "lectern" / "theme.yaml")


@pytest.fixture
def make(tmp_path: Path, theme):
    (tmp_path / "p.png").write_bytes(PNG)

    def run(slides=SLIDES, bound=BOUND, look=theme, lang="zh", title="T"):
        return compiled.module(title, slides, look, bound, base=tmp_path, lang=lang, cache=tmp_path / "cache")

    return run


def kept(tmp_path: Path) -> int:
    return len(list((tmp_path / "cache").glob("*.pptx")))


def test_equal_input_is_compiled_once(make, tmp_path, monkeypatch):
    first = make()
    monkeypatch.setattr(compiled.author, "compile", None)
    assert make() == first
    assert make(bound=replace(BOUND, values={**BOUND.values, "other": "2"})) == first
    assert kept(tmp_path) == 1


def test_whatever_it_depends_on_compiles_it_anew(make, tmp_path, theme):
    make()
    make(slides=(SLIDES[0],))
    make(bound=replace(BOUND, values={"speaker": "李工"}))
    make(bound=replace(BOUND, qr={}))
    make(look=replace(theme, footer="x"))
    make(lang="en")
    make(title="U")
    (tmp_path / "p.png").write_bytes(PNG + b"\0")
    make()
    assert kept(tmp_path) == 8


def test_a_damaged_or_missing_cache_costs_only_time(make, tmp_path):
    first = make()
    (pptx,) = (tmp_path / "cache").glob("*.pptx")
    pptx.write_bytes(b"cut")
    assert make() == first
    pptx.with_suffix(".json").write_text("{", "utf-8")
    assert make() == first
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    (tmp_path / "cache").rmdir()
    (tmp_path / "cache").write_text("in the way", "utf-8")
    assert make() == first


def test_the_oldest_go_when_there_are_too_many(make, tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "KEPT", 2)
    for title in ("A", "B", "C"):
        make(title=title)
    assert kept(tmp_path) == 2
