"""Build the gallery: pictures drawn here, one deck for each theme, language and amount."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from kit import workspace
from kit.decks import author
from kit.decks.author import Compiled
from kit.decks.author import theme as themes
from kit.decks.bindings import Bindings, QrTarget
from kit.decks.module import Module, read
from tests.gallery import pages
from tests.gallery.words import AMOUNTS, LANGS

THEMES = ("lectern", "night", "graphite")
QR = QrTarget("HTTP://192.168.1.20:8642/F/K7M2", "192.168.1.20:8642/f/K7M2", "K7M2")
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240" rx="16" fill="#e7eef0"/>
<g fill="#12665e"><rect x="30" y="30" width="260" height="44" rx="8"/><rect x="30" y="98" width="260" height="44" rx="8"/>
<rect x="30" y="166" width="260" height="44" rx="8"/></g></svg>"""


class Wanted(NamedTuple):
    """One deck of the gallery."""

    theme: str
    lang: str
    amount: str

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.theme}-{self.lang}-{self.amount}"


def all_() -> Iterator[Wanted]:
    """Yield every deck of the gallery."""
    for amount in AMOUNTS:
        for theme in THEMES:
            for lang in LANGS:
                yield Wanted(theme, lang, amount)


def draw(folder: Path) -> Path:
    """Draw the pictures that the slides use and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, size, dark in (
        ("wide.png", (1600, 900), True),
        ("bright.png", (1600, 900), False),
        ("tall.png", (2400, 4000), True),
        ("face.png", (600, 600), False),
    ):
        _picture(size, dark).save(folder / name, compress_level=1)
    (folder / "drawing.svg").write_text(SVG, "utf-8")
    return folder


def module(wanted: Wanted, folder: Path) -> Module:
    """Write and read the Markdown of a deck."""
    path = folder / f"{wanted.name}.{wanted.lang}.md"
    path.write_text(pages.markdown(wanted.lang, wanted.amount), "utf-8")
    return read.read(path)


def compiled(wanted: Wanted, folder: Path) -> Compiled:
    """Compile a deck of the gallery."""
    theme = themes.read(workspace.program() / "assets" / "themes" / wanted.theme)
    return author.compile(wanted.name, module(wanted, folder).slides, theme, Bindings({}, {"feedback": QR}), base=folder, lang=wanted.lang)


def _picture(size: tuple[int, int], dark: bool) -> Image.Image:
    """Return hills under a sky: a picture with dark and bright parts."""
    wide, high = size
    top, low = ((18, 40, 66), (214, 140, 96)) if dark else ((222, 236, 244), (250, 246, 232))
    column = [tuple(round(a + (b - a) * y / high) for a, b in zip(top, low, strict=True)) for y in range(high)]
    made = Image.new("RGB", (1, high))
    made.putdata(column)
    made = made.resize(size)
    drawn = ImageDraw.Draw(made)
    drawn.ellipse((wide * 0.62, high * 0.3, wide * 0.62 + wide * 0.12, high * 0.3 + wide * 0.12), fill=(255, 236, 200))
    drawn.polygon(
        [(0, high), (0, high * 0.72), (wide * 0.35, high * 0.5), (wide * 0.7, high * 0.78), (wide, high * 0.66), (wide, high)],
        fill=(28, 60, 66),
    )
    drawn.polygon([(0, high), (0, high * 0.86), (wide * 0.5, high * 0.74), (wide, high * 0.88), (wide, high)], fill=(16, 36, 42))
    return made
