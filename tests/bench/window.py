"""From process start to the first paint of Today, against an empty QMainWindow; and what is loaded by then."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kit import workspace
from tests import bench

ROOT = Path(__file__).resolve().parent.parent.parent
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print("painted", flush=True)
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
TODAY = """
import sys
from pathlib import Path
from kit.gui import app
from kit.gui.today import page
def painted(self, event):
    print("painted", *sorted(name for name in sys.modules if "." not in name), flush=True)
page.TodayPage.paintEvent = painted
sys.exit(app.run(workspace=Path(sys.argv[1]), lang="zh"))
"""


def first_paint(code: str, *args: str) -> tuple[float, set[str]]:
    """Return the seconds from starting the process to its first paint, and the top-level modules loaded by then."""
    began = time.perf_counter()
    words = [sys.executable, "-c", code, *args]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        took = time.perf_counter() - began
        child.kill()
    if not line.startswith("painted"):
        raise SystemExit("the window painted nothing")
    return took, set(line.split()[1:])


def main() -> int:
    """Measure the best of five, after one start of each that is not counted."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = home
        made = workspace.new(Path(home) / "Lectern", secrets.token_bytes(32))
        first_paint(EMPTY), first_paint(TODAY, str(made.root))
        floor = bench.best(lambda: first_paint(EMPTY)[0])
        took = bench.best(lambda: first_paint(TODAY, str(made.root))[0])
    return bench.say([bench.Figure("process start to first paint of Today", took, floor, most=3)])


if __name__ == "__main__":
    sys.exit(main())
