"""The window starts light: nothing heavy before the first paint, one window a workspace, a workspace made when there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kit import workspace
from kit.context import Kit
from tests.conftest import ROOT

HEAVY = ("sqlalchemy", "alembic", "pptx", "openpyxl", "pyqtgraph", "numpy", "pypinyin", "typer", "starlette")
PAINT = """
import sys, time
from contextlib import ExitStack
from pathlib import Path
from kit.gui import app
application = app.application()
with ExitStack() as held:
    start = app.Start(application, held, Path(sys.argv[1]), "en")
    start.begin()
    assert start.window is not None
    def painted():
        print(time.time(), " ".join(sorted(m for m in sys.modules if "." not in m)))
        sys.stdout.flush()
        application.quit()
    start.window.painted.connect(painted)
    application.exec()
    start.window.close()
    from kit.gui import jobs
    jobs.wait()
"""
REFUSED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from kit.gui import app
application = app.application()
def close():
    box = application.activeModalWidget()
    if isinstance(box, QMessageBox):
        print(box.text(), flush=True)
        box.close()
timer = QTimer()
timer.timeout.connect(close)
timer.start(20)
sys.exit(app.run(Path(sys.argv[1]), "en"))
"""


def run(code: str, *args: str, more: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **(more or {})}
    if more:
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # as on a person's machine: compiled at the first start
    return subprocess.run([sys.executable, "-c", code, *args], cwd=ROOT, capture_output=True, text=True, env=env, timeout=60)


def test_after_the_first_paint_nothing_heavy_is_loaded(kit: Kit) -> None:
    done = run(PAINT, str(kit.workspace.root))
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split()[1:])
    assert "PySide6" in loaded
    assert loaded & set(HEAVY) == set()


def test_a_second_window_is_refused_in_one_sentence(kit: Kit) -> None:
    code = PAINT.replace("start.begin()", "\n    try: start.begin()\n    except Exception as e: print(e); sys.exit(2)")
    with workspace.lock(kit.workspace, "window"):
        done = run(code, str(kit.workspace.root))
    assert done.returncode == 2
    assert done.stdout.startswith("This workspace is already open in another window")


def test_without_a_workspace_one_is_made_with_an_event_to_try(tmp_path: Path) -> None:
    from kit.gui import app
    from kit.ops import events

    root = tmp_path / "讲台"
    made = app.first(root, "zh")
    kit = Kit(made)
    rows = events.all(kit)
    kit.close()
    assert [row.event.tryout for row in rows] == [True]
    assert rows[0].counts.registered > 0
    assert sorted(path.name for path in made.decks.glob("*.yaml"))


def test_a_workspace_that_cannot_be_made_is_said_in_one_dialog(tmp_path: Path) -> None:
    folder = tmp_path / "Lectern"
    folder.mkdir()
    (folder / "somebody's.txt").write_text("mine", "utf-8")
    done = run(REFUSED, str(folder))
    assert done.returncode == 2, done.stderr
    assert "holds other files" in done.stdout
    assert [path.name for path in folder.iterdir()] == ["somebody's.txt"]
