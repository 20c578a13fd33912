"""`lectern deck`, `slides` and `check` as a person types them: exit status, one line for a refusal, JSON, nothing loaded in vain."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kit.ops import decks

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("sqlalchemy", "alembic", "pptx", "openpyxl", "numpy", "pypinyin", "starlette", "PySide6")


@pytest.fixture
def deck(kit, tmp_path):
    (kit.workspace.slides / "own.zh.md").write_text("# 一\n\n---\n# 二\n", "utf-8")
    path = kit.workspace.decks / "talk.yaml"
    path.write_text("title: 试讲\nminutes: 20\nsections:\n  - title: A\n    modules: [own]\n", "utf-8")
    return decks.build(kit, path, tmp_path / "built.pptx").path


def test_build_by_name_with_report(lectern, deck, tmp_path):
    said = lectern("deck", "build", "talk", "-o", tmp_path / "x.pptx", "--report", tmp_path / "r.json")
    assert said.splitlines()[-1].startswith(f"{tmp_path / 'x.pptx'}: 8 slides, ")
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert len(report["slides"]) == 8
    assert json.loads(lectern("deck", "build", "talk", "-o", tmp_path / "y.pptx", "--json"))["minutes"] == report["minutes"]


def test_a_spec_is_found_from_anywhere_and_a_missing_one_names_the_others(lectern, deck, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert lectern("deck", "outline", "slides/decks/talk.yaml") == lectern("deck", "outline", "talk")
    assert "There is no deck “none”: use a file, or one of " in lectern("deck", "build", "none", "-o", tmp_path / "n.pptx", status=2)
    assert "talk" in lectern("deck", "build", "none.yaml", "-o", tmp_path / "n.pptx", status=2)


def test_the_event_of_the_spec_counts_without_an_option(lectern, deck, kit, tmp_path):
    from datetime import UTC, datetime

    from kit.decks import scene
    from kit.events.event import Draft
    from kit.ops import events

    code = events.create(kit, Draft("Lab", datetime(2026, 12, 1, 6, 0, tzinfo=UTC))).code
    path = kit.workspace.decks / "talk.yaml"
    path.write_text(path.read_text("utf-8") + f"event: {code}\n", "utf-8")
    lectern("deck", "build", "talk", "-o", tmp_path / "x.pptx", "--address", "http://192.0.2.3:8000")
    names = [picture.name for slide in scene.read(tmp_path / "x.pptx").slides for picture in slide.pictures]
    assert names == [f"qr:checkin:{code}", f"qr:feedback:{code}"]
    assert f"http://192.0.2.9:1/c/{code.lower()}" in lectern(
        "deck", "qr", tmp_path / "x.pptx", "--event", code, "--address", "http://192.0.2.9:1"
    )


def test_outline_is_printed(lectern, deck):
    assert lectern("deck", "outline", "talk").startswith("试讲 · zh")


def test_join_and_check(lectern, deck, tmp_path):
    assert lectern("deck", "join", f"{deck}#4-5", f"{deck}:1", "-o", tmp_path / "j.pptx").splitlines()[-1].endswith("3 slides")
    lectern("deck", "check", tmp_path / "j.pptx")
    assert "was not found" in lectern("deck", "join", tmp_path / "no.pptx", "-o", tmp_path / "k.pptx", status=2)
    assert "names no slides" in lectern("deck", "join", f"{deck}#x", "-o", tmp_path / "k.pptx", status=2)
    assert "8 slides" in lectern("deck", "join", f"{deck}#9", "-o", tmp_path / "k.pptx", status=2)
    assert not (tmp_path / "k.pptx").exists()


def test_refusals_are_one_line(lectern, kit, tmp_path):
    (kit.workspace.decks / "bad.yaml").write_text("title: [\n", "utf-8")
    said = lectern("deck", "build", "bad", "-o", tmp_path / "x.pptx", status=2)
    assert said.startswith("lectern: ")
    assert "bad.yaml:1" in said
    assert said.count("\n") == 1
    assert "There is no deck “nothing”" in lectern("deck", "build", "nothing", "-o", tmp_path / "x.pptx", status=2)
    assert "There is no module" in lectern("slides", "show", "nothing/here", status=2)
    assert not (tmp_path / "x.pptx").exists()


def test_slides_are_listed_searched_shown_and_imported(lectern, deck):
    assert "own " in lectern("slides", "list", "--lang", "zh")
    assert any(row["id"] == "own" for row in json.loads(lectern("slides", "list", "--json")))
    assert json.loads(lectern("slides", "search", "二", "--json"))
    assert "nothing found" in lectern("slides", "search", "qqqqqq")
    assert "1. 一" in lectern("slides", "show", "own")
    assert "now " in lectern("slides", "import", deck)
    assert "already there as" in lectern("slides", "import", deck, deck.with_suffix(".txt"), status=1)
    refused = lectern("--quiet", "slides", "import", deck.with_suffix(".txt"), status=2)
    assert refused == f"lectern: {deck.with_suffix('.txt')} is no PowerPoint file (.pptx).\n"


def test_check_tells_file_and_line(lectern, kit):
    assert "nothing to mend" in lectern("check")
    (kit.workspace.slides / "own.md").write_text("text\n---\n", "utf-8")
    assert "own.md:2: `---` right below text" in lectern("check", status=1)
    assert json.loads(lectern("check", "--json", status=1))[0]["line"] == 2


def test_join_needs_no_workspace_and_loads_nothing_in_vain(deck, tmp_path):
    code = (
        "import sys; from kit.cli import main; "
        f"assert main.main(['--workspace', 'nowhere', 'deck', 'join', {str(deck)!r}, '-o', {str(tmp_path / 'j.pptx')!r}, '--quiet']) == 0; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="folders are protected otherwise there")
def test_a_folder_that_may_not_be_written_is_refused(lectern, deck, tmp_path):
    (tmp_path / "taken").write_text("a file", "utf-8")
    assert "not a folder" in lectern("deck", "join", deck, "-o", tmp_path / "taken" / "x.pptx", status=2)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
def test_a_killed_build_leaves_the_old_deck_or_the_new_one(kit, deck, tmp_path):
    from kit.decks import scene

    out = tmp_path / "out" / "x.pptx"
    words = [sys.executable, str(ROOT / "main.py"), "--workspace", str(kit.workspace.root), "deck", "build", "talk", "-o", str(out)]
    for wait in (0.4, 0.8, 1.1):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        assert not out.exists() or len(scene.read(out).slides) == 8
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    assert len(scene.read(out).slides) == 8
