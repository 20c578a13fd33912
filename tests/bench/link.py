"""Joining decks, invariants included, against python-pptx opening and saving them and zipfile rewriting them; growth; memory."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from pptx import Presentation

from kit.decks import link
from tests import bench

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
RESAVE = """
import sys
from pptx import Presentation
for n, name in enumerate(sys.argv[2:]):
    Presentation(name).save(f"{sys.argv[1]}/{n}.pptx")
"""
JOIN = """
import sys
from pathlib import Path
from kit.decks import link
from tests.peak import peak
link.join([link.Source(Path(name)) for name in sys.argv[2:]], Path(sys.argv[1]) / "joined.pptx")
print(peak())
"""


def largest(count: int = 10) -> list[Path]:
    """Return the largest decks of the corpus that python-pptx opens."""
    with (CORPUS / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["file"] for row in csv.DictReader(file) if row["opens_in_python_pptx"] == "y"]
    return sorted((CORPUS / "decks" / name for name in rows), key=lambda path: -path.stat().st_size)[:count]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def rewrite(decks: list[Path], out: Path) -> None:
    """Read and deflate every part of the decks with zipfile."""
    for number, deck in enumerate(decks):
        with zipfile.ZipFile(deck) as source, zipfile.ZipFile(out / f"{number}.zip", "w", zipfile.ZIP_DEFLATED) as target:
            for info in source.infolist():
                target.writestr(info.filename, source.read(info.filename))


def resave(decks: list[Path], out: Path) -> None:
    """Open and save the decks with python-pptx."""
    for number, deck in enumerate(decks):
        Presentation(str(deck)).save(str(out / f"{number}.pptx"))


def process(*words: str) -> str:
    """Run a process and return what it printed."""
    return subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def xml_size(decks: list[Path]) -> int:
    """Return the bytes of XML in the decks."""
    total = 0
    for deck in decks:
        with zipfile.ZipFile(deck) as zipped:
            total += sum(info.file_size for info in zipped.infolist() if info.filename.endswith((".xml", ".rels")))
    return total


def fifty() -> bytes:
    """Return a deck of fifty slides."""
    deck, buffer = Presentation(), io.BytesIO()
    for number in range(50):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}"
        slide.placeholders[1].text = "\n".join(f"line {n} of slide {number}" for n in range(8))
    deck.save(buffer)
    return buffer.getvalue()


def growth(out: Path) -> list[bench.Figure]:
    """Time per slide of 500 and 5,000 slides against 50."""
    data = fifty()

    def per_slide(times: int) -> float:
        source = link.Source(data=data, name="fifty", slides=tuple(range(1, 51)) * times)
        return timed(lambda: link.join([source], out / "grown.pptx")) / (50 * times) * 1000

    floor = bench.best(lambda: per_slide(1))
    return [
        bench.Figure("time per slide, 500 slides against 50", bench.best(lambda: per_slide(10), 3), floor, "ms", most=1.3),
        bench.Figure("time per slide, 5,000 slides against 50", bench.best(lambda: per_slide(100), 2), floor, "ms", most=1.3),
    ]


def main() -> int:
    """Measure the best of five on the ten largest decks."""
    if not CORPUS.is_dir():
        raise SystemExit("the corpus is missing")
    decks = largest()
    names = [str(path) for path in decks]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        sources = [link.Source(path) for path in decks]
        slides = len(link.join(sources, out / "joined.pptx").slides)
        works = (lambda: link.join(sources, out / "joined.pptx"), lambda: resave(decks, out), lambda: rewrite(decks, out))
        rounds = [[timed(work) for work in works] for _ in range(5)]  # in turn, so that a busy moment hits all of them
        joined, opened, zipped = (min(column) for column in zip(*rounds, strict=True))
        target = str(out / "command.pptx")
        whole = bench.best(lambda: timed(lambda: process("main.py", "--quiet", "deck", "join", *names, "-o", target)))
        floor = bench.best(lambda: timed(lambda: process("-c", RESAVE, folder, *names)))
        peak = int(process("-c", JOIN, folder, *names))
        size, allowed = (out / "joined.pptx").stat().st_size, sum(path.stat().st_size for path in decks) + 2048 * slides
        figures = [
            bench.Figure(f"join {slides} slides, against python-pptx open and save", joined, opened, most=0.6),
            bench.Figure("the same, against rewriting with zipfile", joined, zipped, most=1.0),
            bench.Figure("whole process, against one with python-pptx", whole, floor, most=1.0),
            bench.Figure("peak memory, against 150 MB + 1.5 x XML", peak / 1e6, 150 + 1.5 * xml_size(decks) / 1e6, "MB", most=1.0),
            bench.Figure("size of the deck, against its sources + 2 KB a slide", size / 1e6, allowed / 1e6, "MB", most=1.0),
            *growth(out),
        ]
    return bench.say(figures)


if __name__ == "__main__":
    sys.exit(main())
