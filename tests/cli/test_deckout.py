"""`lectern deck render | export | status` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kit.ops import decks


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Let the window's application be there first: a process has but one, and the tests of the window need that."""


@pytest.fixture
def deck(kit, tmp_path) -> Path:
    (kit.workspace.slides / "own.zh.md").write_text("# 一\n\n---\n# 二\n", "utf-8")
    path = kit.workspace.decks / "talk.yaml"
    path.write_text("title: 试讲\nminutes: 20\nsections:\n  - title: A\n    modules: [own]\n", "utf-8")
    return decks.build(kit, path, tmp_path / "built.pptx").path


def test_render_writes_one_picture_a_slide(lectern, deck, tmp_path):
    told = json.loads(lectern("deck", "render", deck, "-o", tmp_path / "out", "--width", 200, "--json"))
    assert (told["engine"], len(told["pictures"])) == ("own", 8)
    assert len(list((tmp_path / "out").glob("built-*.png"))) == 8
    assert lectern("deck", "render", deck, "-o", tmp_path / "out", "--width", 1, status=2).startswith("lectern: A picture 1 pixels wide")


def test_export_says_who_made_it(lectern, deck, tmp_path):
    said = lectern("deck", "export", deck, "-o", tmp_path / "h.pdf", "--what", "handout", "--each", 6).splitlines()
    assert said == ["Lectern painted these pages itself: look at them before you print.", str(tmp_path / "h.pdf")]
    assert (tmp_path / "h.pdf").read_bytes().startswith(b"%PDF")


def test_status_tells_what_to_do_and_does_it(lectern, kit, deck):
    assert "current" in lectern("deck", "status", deck)
    (kit.workspace.slides / "own.zh.md").write_text("# 一\n\n---\n# 二，新\n", "utf-8")
    assert "outdated  slides 4-5: own" in lectern("deck", "status", deck, status=1)
    assert f"{deck}: updated own" in lectern("deck", "status", deck, "--update")
    told = json.loads(lectern("deck", "status", deck, "--json"))
    assert {state["state"] for state in told} == {"current"}
    assert "Nothing in" in lectern("deck", "status", deck, "--update", status=2)
    lectern("deck", "status", deck, "--detach", "own")
    assert "detached" in lectern("deck", "status", deck)
