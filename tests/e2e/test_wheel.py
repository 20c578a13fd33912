"""The wheel, installed elsewhere, does the whole chain: its content travels inside."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_wheel_runs_the_demo_elsewhere(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.startswith("kit/_content/slides/imported/")]
    assert not [name for name in names if name.startswith("tests/")]
    place = tmp_path / "elsewhere"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(place), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    env = {**os.environ, "PYTHONPATH": str(place)}
    lectern = [sys.executable, "-c", "import sys; from kit.cli.main import entry; sys.exit(entry())"]
    done = subprocess.run(
        [*lectern, "demo", "--json", "--out", str(tmp_path / "演示")], capture_output=True, text=True, env=env, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["present"] == 30
    assert (place / "bin" / "lectern").exists() or (place / "Scripts" / "lectern.exe").exists()
