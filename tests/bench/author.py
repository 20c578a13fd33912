"""Building 300 slides from words: cold against python-pptx drawing the same shapes and against pandoc, and again after one change."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kit import workspace
from kit.context import Kit
from kit.decks import author, link
from kit.decks.author import theme as themes
from kit.decks.fit import lines
from kit.decks.library import cards
from kit.ops import decks
from kit.settings import Settings
from tests import bench
from tests.bench import redraw, talks

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES, SLIDES = 30, 10
ROUNDS = 3


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def opened(folder: Path) -> Kit:
    """Make a workspace with the talks in it."""
    kit = Kit(workspace.new(folder / "workspace", bytes(32)), Settings())
    modules = talks.write(kit.workspace.slides / "bench", MODULES, SLIDES)
    names = tuple(f"bench/{path.name.split('.')[0]}" for path in modules)
    (kit.workspace.decks / "bench.yaml").write_text(talks.spec(names), "utf-8")
    return kit


def forget(kit: Kit) -> None:
    """Forget every slide that was compiled and every line that was measured."""
    shutil.rmtree(kit.workspace.cache / "compiled", ignore_errors=True)
    cards._module.cache_clear()
    lines._broken.cache_clear()


def change(kit: Kit, turn: int) -> None:
    """Write one module anew."""
    path = kit.workspace.slides / "bench" / "m07.zh.md"
    path.write_text(talks.module(7, SLIDES).replace("# 第", f"# 第（{turn}）"), "utf-8")


def rounds(kit: Kit, folder: Path) -> list[tuple[float, float, float, float, float]]:
    """Return for each round: the deck cold and its author's share, drawn by python-pptx, again after a change and the author's share."""
    spec, out = kit.workspace.decks / "bench.yaml", folder / "deck.pptx"
    theme = author.template(themes.read(themes.find(kit.workspace.theme, kit.workspace.roots)))
    decks.build(kit, spec, out)
    pages = redraw.told(out)
    return [_round(kit, spec, out, theme, pages, turn) for turn in range(ROUNDS)]


def _round(kit: Kit, spec: Path, out: Path, theme: bytes, pages: list[redraw.Page], turn: int) -> tuple[float, float, float, float, float]:
    """Measure everything once, in turn, so that a busy moment hits all of it."""
    shares: list[float] = []
    forget(kit)
    cold = timed(lambda: _built(kit, spec, out, shares))
    drawn = timed(lambda: redraw.draw(theme, pages))
    change(kit, turn)
    again = timed(lambda: _built(kit, spec, out, shares))
    return cold, shares[0], drawn, again, shares[1]


def _built(kit: Kit, spec: Path, out: Path, shares: list[float]) -> None:
    """Build the deck; the author's share is the time until the linker begins."""
    began, join = time.perf_counter(), link.join

    def joined(*args: Any, **options: Any) -> Any:
        shares.append(time.perf_counter() - began)
        return join(*args, **options)

    link.join = joined
    try:
        decks.build(kit, spec, out)
    finally:
        link.join = join


def against_pandoc(folder: Path) -> list[bench.Figure]:
    """Return the same file of 300 slides as two commands; nothing where pandoc is not installed."""
    if shutil.which("pandoc") is None:
        print("pandoc is not installed: not compared with it", file=sys.stderr)
        return []
    root = workspace.new(folder / "one", bytes(32)).root
    (text,) = talks.write(root / "slides" / "bench", 1, MODULES * SLIDES, talks.SHARED)
    (root / "slides" / "decks" / "one.yaml").write_text(talks.spec(("bench/m00",)) + "structure: {divider: off}\n", "utf-8")
    command = [sys.executable, "main.py", "--quiet", "--workspace", str(root), "deck", "build", "one", "-o", str(folder / "one.pptx")]
    pandoc = ["pandoc", "--slide-level=1", str(text), "-o", str(folder / "pandoc.pptx")]
    pairs = []
    subprocess.run(command, cwd=ROOT, check=True)
    for _ in range(ROUNDS):
        shutil.rmtree(root / "cache" / "compiled", ignore_errors=True)
        ours = timed(lambda: subprocess.run(command, cwd=ROOT, check=True))
        pairs.append((ours, timed(lambda: subprocess.run(pandoc, cwd=text.parent, check=True))))
    ours, floor = (min(column) for column in zip(*pairs, strict=True))
    return [bench.Figure("the same 300 slides as a command, against pandoc", ours, floor, most=1.0)]


def main() -> int:
    """Measure the best of three."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kit = opened(folder)
        cold, author_cold, drawn, again, author_again = (min(column) for column in zip(*rounds(kit, folder), strict=True))
        kit.close()
        figures = [
            bench.Figure(f"python-pptx drawing {MODULES * SLIDES} slides, against the whole build cold", drawn, cold, least=0.4),
            bench.Figure("the same, against its author alone", drawn, author_cold, least=0.4),
            bench.Figure("author again after one changed module, against cold", author_again, author_cold, most=0.1),
            bench.Figure("whole build after one changed module, against cold", again, cold, most=0.6),
            *against_pandoc(folder),
        ]
    return bench.say(figures)


if __name__ == "__main__":
    sys.exit(main())
