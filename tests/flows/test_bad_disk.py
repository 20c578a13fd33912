"""A read-only folder and a full disk: one sentence, exit 2, nothing half-written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
COMMANDS = {
    "join": ["deck", "join", "{deck}", "-o", "{disk}/out.pptx"],
    "new": ["new", "{disk}/w"],
    "backup": ["--workspace", "{workspace}", "backup", "{disk}/b.zip"],
    "template": ["roster", "template", "-o", "{disk}/t.xlsx"],
    "build": ["--workspace", "{workspace}", "deck", "build", "{spec}", "-o", "{disk}/d.pptx"],
}


def on_disk(options: str, words: list[str], disk: Path) -> tuple[int, str, list[str]]:
    """Run lectern with a small or read-only disk mounted at `disk`; returns status, stderr, what is left."""
    unshare = ["unshare", "-m", "--propagation", "unchanged"] + ([] if os.geteuid() == 0 else ["-r"])
    script = f'mount -t tmpfs -o {options} tmpfs "$1" && shift && "$@"; status=$?; ls -A "$0"; umount "$0"; exit $status'
    line = [*unshare, "sh", "-c", script, str(disk), str(disk), sys.executable, str(ROOT / "main.py"), "--quiet", *words]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stderr.strip(), done.stdout.split()


@pytest.mark.parametrize("options", ["ro", "size=4k"])
@pytest.mark.parametrize("name", list(COMMANDS))
def test_a_bad_disk_is_one_sentence_and_nothing_is_left(tmp_path: Path, kit, name: str, options: str) -> None:
    if sys.platform != "linux":
        return
    disk = tmp_path / "盘"
    disk.mkdir()
    deck = next(iter(sorted((ROOT / "slides" / "imported").glob("*.pptx"))))
    spec = next(iter(sorted((ROOT / "slides" / "decks").glob("*.yaml"))))
    (kit.workspace.slides / "big.bin").write_bytes(os.urandom(200_000))
    shutil.copy(deck, tmp_path / "一 张.pptx")
    places = {"deck": tmp_path / "一 张.pptx", "disk": disk, "workspace": kit.workspace.root, "spec": spec}
    status, said, left = on_disk(options, [word.format(**places) for word in COMMANDS[name]], disk)
    assert status == 2, said
    assert len(said.splitlines()) == 1
    assert said.startswith("lectern: ")
    assert [entry for entry in left if entry != "w"] == []
