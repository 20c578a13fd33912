"""Workspaces: made whole, read with their settings, guarded by a lock that dies with its process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit import workspace as workspaces
from kit.content import files
from kit.errors import KitError

KEY = bytes(32)


def test_a_new_workspace_has_its_places_and_its_key(tmp_path: Path) -> None:
    made = workspaces.new(tmp_path / "我的 讲台", KEY, zone="Europe/Berlin", lang="en")
    assert (made.zone, made.lang, made.port) == ("Europe/Berlin", "en", workspaces.PORT)
    assert workspaces.read_key(made) == KEY
    assert made.imported.is_dir()
    if os.name != "nt":
        assert made.key.stat().st_mode & 0o777 == 0o600


def test_the_decks_of_the_program_are_copied(tmp_path: Path) -> None:
    made = workspaces.new(tmp_path / "w", KEY)
    own = sorted(path.name for path in made.decks.glob("*.yaml"))
    assert own == sorted(path.name for path in (workspaces.program() / "slides" / "decks").glob("*.yaml"))


def test_a_workspace_is_not_made_twice(tmp_path: Path) -> None:
    workspaces.new(tmp_path / "w", KEY)
    with pytest.raises(KitError, match="already"):
        workspaces.new(tmp_path / "w", KEY)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    with pytest.raises(KitError, match="other files"):
        workspaces.new(tmp_path, KEY)
    assert os.listdir(tmp_path) == ["letter.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("there", [True, False])
def test_a_failed_attempt_leaves_nothing_half_made(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "w").mkdir()
    lines = [
        "import pathlib, resource, sys",
        "from kit import workspace",
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8))",  # as on a full disk: no file may hold more
        "workspace.new(pathlib.Path(sys.argv[1]) / 'w', bytes(32))",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines), str(tmp_path)], capture_output=True, text=True, encoding="utf-8")
    assert "KitError" in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == (["w"] if there else [])


def test_settings_of_the_workspace_are_read_as_text(tmp_path: Path) -> None:
    made = workspaces.new(tmp_path / "w", KEY)
    files.write_text(made.root / workspaces.FILE, "port: 9000\ntracks: [a, 架构]\nspeaker: 007\n")
    again = workspaces.open_(made.root)
    assert (again.port, again.tracks, again.speaker) == (9000, ("a", "架构"), "007")


def test_a_plain_folder_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="not a workspace"):
        workspaces.open_(tmp_path)


def test_broken_settings_name_their_line(tmp_path: Path) -> None:
    made = workspaces.new(tmp_path / "w", KEY)
    files.write_text(made.root / workspaces.FILE, "port: 9000\ntracks: [a\n")
    with pytest.raises(KitError, match=r"workspace\.yaml:\d"):
        workspaces.open_(made.root)


def test_lookup_is_workspace_first(tmp_path: Path) -> None:
    for name in ("one", "two"):
        files.write_text(tmp_path / name / "slides" / "a.md", name)
    roots = (tmp_path / "one", tmp_path / "two")
    assert workspaces.find("slides/a.md", roots) == tmp_path / "one" / "slides" / "a.md"
    assert workspaces.find("slides/b.md", roots) is None


def test_one_window_at_a_time_and_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    made = workspaces.new(tmp_path / "w", KEY)
    code = (
        "import sys,time; from pathlib import Path; from kit import workspace as w\n"
        "with w.lock(w.open_(Path(sys.argv[1])), 'window'):\n print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(made.root)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(KitError, match="already open in another window"), workspaces.lock(made, "window"):
        pass
    with workspaces.lock(made, "server"):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with workspaces.lock(made, "window"):
        pass
