"""Starting is cheap: a command loads only what it needs."""

import subprocess
import sys
from pathlib import Path

from kit.context import Kit

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("sqlalchemy", "alembic", "pptx", "openpyxl", "pyqtgraph", "numpy", "pypinyin", "typer", "starlette")


def loaded_after(code: str, *args: str) -> set[str]:
    probe = code + "\nimport sys\nprint('\\n'.join(m for m in sys.modules if '.' not in m), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", probe, *args], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_every_verb_can_be_imported_without_the_heavy_libraries() -> None:
    ops = [f"import kit.ops.{path.stem}" for path in sorted((ROOT / "kit" / "ops").glob("[a-z]*.py"))]
    assert loaded_after("\n".join(ops)) & set(HEAVY) == set()


def test_joining_decks_loads_none_of_the_heavy_libraries(tmp_path: Path, kit: Kit) -> None:
    deck = next(iter(sorted((ROOT / "slides" / "imported").glob("*.pptx"))))
    code = (
        "import sys; from kit.cli import main; assert main.main(['deck', 'join', sys.argv[1], sys.argv[1] + '#2', '-o', sys.argv[2]]) == 0"
    )
    assert loaded_after(code, str(deck), str(tmp_path / "out.pptx")) & set(HEAVY) == set()
    assert (tmp_path / "out.pptx").stat().st_size > 1000
