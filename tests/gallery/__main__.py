"""`make gallery`: build, render and check every deck of the gallery, write shots/gallery/ and the contact sheets of the README.

`python -m tests.gallery night-en` takes only the decks whose names hold one of the words given.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.gallery import looking, making, rendering, sheet
from tests.gallery.making import THEMES, Wanted
from tests.gallery.pages import MAKERS
from tests.gallery.words import LANGS

ROOT = Path(__file__).resolve().parent.parent.parent
OUT = ROOT / "shots" / "gallery"


def run(wanted: Wanted, folder: Path, profile: Path) -> tuple[int, list[str]]:
    """Build, render and check one deck; return its pages and its faults."""
    made = making.compiled(wanted, folder)
    deck = folder / f"{wanted.name}.pptx"
    deck.write_bytes(made.data)
    faults = looking.faults(made, making.module(wanted, folder))
    rendered = rendering.pdf(deck, profile)
    shots = rendering.pictures(rendered, OUT)
    return len(shots), [*faults, *rendering.faults(deck, rendered, shots)]


def sheets() -> None:
    """Write the contact sheets: each layout once, the three themes in turn."""
    for lang in LANGS:
        names = [f"{THEMES[place % len(THEMES)]}-{lang}-plain-{place + 1:02d}.png" for place in range(len(MAKERS))]
        if all((OUT / name).is_file() for name in names):
            mark = "" if lang == "en" else f".{lang}"
            sheet.write([OUT / name for name in names], ROOT / "docs" / f"gallery{mark}.png")


def main(words: list[str]) -> int:
    """Run the gallery and say what is wrong."""
    total = pages = 0
    with tempfile.TemporaryDirectory() as place:
        folder = making.draw(Path(place) / "gallery")
        for wanted in making.all_():
            if words and not any(word in wanted.name for word in words):
                continue
            count, faults = run(wanted, folder, Path(place) / "profile")
            pages, total = pages + count, total + len(faults)
            print(f"{wanted.name}: {count} pages, {len(faults)} faults", flush=True)
            for fault in faults:
                print(f"  {fault}")
    sheets()
    print(f"{pages} pages, {total} faults")
    return 1 if total else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
