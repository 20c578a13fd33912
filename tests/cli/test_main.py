"""The command line as a whole: options anywhere, misuse in one line, refusals as text and as JSON."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent


def lectern(*words: str, env: dict[str, str] | None = None, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        cwd=cwd,
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("lectern: ")
    return lines[0]


@pytest.mark.parametrize("words", [("--help",), *[(noun, "--help") for noun in main.NOUNS]])
def test_every_command_has_help(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main.main(words)
    assert stopped.value.code == 0
    assert "usage: lectern" in capsys.readouterr().out


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from commands(below)


def test_every_command_says_what_it_does_and_what_each_word_after_it_means() -> None:
    for parser in commands(main.parser([])):
        assert parser.description, parser.prog
        silent = [action.dest for action in parser._actions if not action.help and not isinstance(action, argparse._SubParsersAction)]
        assert not silent, parser.prog


@pytest.mark.parametrize("words", [("fly",), ("deck",), ("deck", "fly"), ("new",), ("--ui", "fr"), ("serve", "--port", "many")])
def test_misuse_is_one_line(words: tuple[str, ...]) -> None:
    assert "--help" in one_line(lectern(*words))


def test_without_a_display_the_window_says_so_and_offers_the_demo() -> None:
    env = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    assert "lectern demo" in one_line(lectern(env=env))


def test_a_refusal_is_one_json_document_too(tmp_path: Path) -> None:
    done = lectern("--json", "slides", "list", "--workspace", str(tmp_path / "无"))
    assert done.returncode == 2
    said = json.loads(done.stdout)
    assert said["code"] == "workspace.missing"
    assert "无" in said["fields"]["path"]


@pytest.mark.parametrize("before", [True, False])
def test_global_options_stand_anywhere(tmp_path: Path, before: bool) -> None:
    made = tmp_path / "工作 区"
    assert lectern("new", str(made), "--quiet").stdout == ""
    options = ["--workspace", str(made), "--json"]
    done = lectern(*(options if before else []), "slides", "list", *([] if before else options))
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) >= 8


def test_a_workspace_may_be_called_like_a_command(tmp_path: Path) -> None:
    assert lectern("new", "demo", cwd=tmp_path).returncode == 0
    done = lectern("--workspace", "demo", "event", "list", cwd=tmp_path)
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "no events yet")


def test_the_next_command_can_be_copied_from_what_is_said(tmp_path: Path) -> None:
    made = tmp_path / "我的 讲台"
    assert f'lectern slides list --workspace "{made}"' in lectern("new", str(made)).stdout


def test_one_is_one() -> None:
    assert [main.many(n, "slide") for n in (0, 1, 2.5)] == ["0 slides", "1 slide", "2.5 slides"]


def test_a_place_that_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    one_line(lectern("new", str(tmp_path / "file" / "w")))
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_bug_says_it_is_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(main, "window", lambda args: 1 // 0)
    assert main.main([]) == 3
    assert "bug" in capsys.readouterr().err
