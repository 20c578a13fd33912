"""The painted preview: how like LibreOffice's pictures, how long a slide takes, how long from a key press to its slide's repaint."""

from __future__ import annotations

import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kit import workspace
from kit.content import office
from kit.context import Kit
from kit.errors import KitError
from kit.gui import app, jobs
from kit.gui.preview.film import Film
from kit.gui.slides.writer import Writer
from kit.ops import decks, writing
from kit.settings import Settings
from tests import bench
from tests.gallery import making
from tests.oracle import likeness, references

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "decks"
WIDTH, COUNT, KEYS = 960, 50, 30
WORDS = "---\ntitle: Typed\n---\n" + "\n---\n".join(
    f"# Slide {n} says something\n- first point of it\n- second **point** of it\n- third\n" for n in range(8)
)


def own(kit: Kit, out: Path) -> list[tuple[Path, int]]:
    """Build the program's decks; returns fifty of their slides, evenly spread."""
    found: list[tuple[Path, int]] = []
    for row in decks.specs(kit):
        path = out / f"{row.path.stem}.pptx"
        decks.build(kit, row.path, path)
        with Film(path) as film:
            found += [(path, slide.number) for slide in film.deck.slides]
    return spread(found)


def corpus() -> list[tuple[Path, int]]:
    """Return the middle slide that shows something of fifty decks, evenly spread over the corpus by name."""
    found = []
    for path in sorted(CORPUS.glob("*.p*")):
        try:
            with Film(path) as film:
                shown = [slide.number for slide in film.deck.slides if not slide.hidden and (slide.shapes or slide.behind)]
        except KitError:
            continue
        if shown:
            found.append((path, shown[len(shown) // 2]))
    return spread(found)


def spread(found: list[tuple[Path, int]]) -> list[tuple[Path, int]]:
    """Return COUNT of them, evenly spread."""
    return [found[n * len(found) // COUNT] for n in range(min(COUNT, len(found)))]


def gallery(out: Path) -> list[tuple[Path, int]]:
    """Build the gallery's decks; returns fifty of their slides, evenly spread."""
    drawn, found = making.draw(out / "gallery"), []
    for wanted in making.all_():
        path = drawn / f"{wanted.name}.pptx"
        path.write_bytes(making.compiled(wanted, drawn).data)
        with Film(path) as film:
            found += [(path, slide.number) for slide in film.deck.slides]
    return spread(found)


def compared(slides: list[tuple[Path, int]]) -> Iterator[tuple[str, float, float]]:
    """Yield each slide's name, likeness and milliseconds; slides without anything to compare are left out."""
    for path, number in slides:
        with Film(path) as film:
            film.image(number, WIDTH)
            began = time.process_time()
            image = film.image(number, WIDTH)
            took = (time.process_time() - began) * 1000
            page = sum(not slide.hidden for slide in film.deck.slides[:number])
        wanted = references.picture(path, page, WIDTH)
        if wanted is None:
            continue
        shown = grey(image)
        value = likeness.likeness(shown, np.asarray(wanted.resize((shown.shape[1], shown.shape[0])), dtype=float))
        if value is not None:
            yield f"{path.stem}-{number}", value, took


def grey(image: QImage) -> Any:
    """Return a picture as greys, weighed as in the reference."""
    made = image.convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(made.constBits(), dtype=np.uint8).reshape(made.height(), made.bytesPerLine())
    colours = data[:, : made.width() * 3].reshape(made.height(), made.width(), 3)
    return np.asarray(Image.fromarray(colours.copy()).convert("L"), dtype=float)


def typed(kit: Kit) -> float:
    """Return the median milliseconds from a key press to the new picture of its slide in the window."""
    writer, took = Writer(kit), []
    writer.resize(1200, 760)
    writer.show()
    writer.show_file(writing.new(kit, "typed", "en", WORDS))
    settle(writer)
    for key in range(KEYS):
        writer.source.go(5 + key % 3)
        shown = [page.image.cacheKey() for page in writer.strip.sheets.pages]
        began = time.perf_counter()
        writer.source.insertPlainText("x")
        while [page.image.cacheKey() for page in writer.strip.sheets.pages] == shown and time.perf_counter() - began < 20:
            QApplication.processEvents()
        writer.strip.sheets.repaint()
        took.append((time.perf_counter() - began) * 1000)
        settle(writer)
    writer.close()
    return statistics.median(took)


def settle(writer: Writer) -> None:
    """Wait until what was typed is shown."""
    end = time.monotonic() + 30
    while time.monotonic() < end and (not writer.proofs.quiet or jobs._alive or not writer.strip.sheets.pages):
        QApplication.processEvents()


def figures(kind: str, rows: list[tuple[str, float, float]]) -> list[bench.Figure]:
    """Return the likeness of one kind of slides, and name those that are least like."""
    rows = sorted(rows, key=lambda row: row[1])
    if "--json" not in sys.argv:
        print(f"least like, {kind}:", ", ".join(f"{name} {value:.2f}" for name, value, _took in rows[:8]))
    values = [value for _name, value, _took in rows]
    return [
        bench.Figure(f"likeness to LibreOffice, median of {len(rows)} slides, {kind}", statistics.median(values), 0.75, "", least=1),
        bench.Figure(f"the least like, {kind}", values[0], 0.4, "", least=1),
    ]


def main() -> int:
    """Compare fifty slides each of the program's decks, the gallery and the corpus; time painting and typing."""
    if not office.program():
        raise SystemExit("LibreOffice is missing")
    app.application()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = place
        kit = Kit(workspace.new(folder / "Lectern", secrets.token_bytes(32)), Settings(lang="en", exact=False))
        ours, shown = list(compared(own(kit, folder))), list(compared(gallery(folder)))
        theirs = list(compared(corpus())) if CORPUS.is_dir() else []
        press = bench.best(lambda: typed_anew(kit), 3)
        kit.close()
    took = statistics.median(row[2] for row in (*ours, *shown, *theirs))
    return bench.say(
        [
            *figures("its own decks", ours),
            *figures("gallery", shown),
            *(figures("corpus", theirs) if theirs else []),
            bench.Figure("painting a ready scene at 960 px, median", took, 30, "ms", most=1),
            bench.Figure("key press to repaint, median, best of three", press, 150, "ms", most=1),
        ]
    )


def typed_anew(kit: Kit) -> float:
    """Type into a module that is new each time."""
    (kit.workspace.slides / "typed.en.md").unlink(missing_ok=True)
    return typed(kit)


if __name__ == "__main__":
    sys.exit(main())
