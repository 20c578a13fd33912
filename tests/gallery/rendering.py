"""Look at what LibreOffice makes of a deck: every letter there, inside its box and the slide, apart from others, readable in pixels."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

from kit.content import office
from kit.decks import scene
from kit.decks.author import contrast
from kit.decks.findings import measuring
from kit.decks.findings.measuring import Area
from kit.decks.scene import Shape, Slide
from kit.decks.scene.values import EMU_PER_POINT

DPI = 110
LARGE = 17.5  # points of height from which letters count as large
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'"}
FIELD = "‹#›"
HANGING = tuple(",.，。、：；！？:;!?”")


class Word(NamedTuple):
    """One word as it was set: its text and its rectangle in points."""

    text: str
    x: float
    y: float
    right: float
    bottom: float

    @property
    def high(self) -> float:
        """Its height in points."""
        return self.bottom - self.y

    def shared(self, other: Word) -> float:
        """Return how much of the smaller of two words the other covers, in parts of it."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        least = min((w.right - w.x) * w.high for w in (self, other))
        return max(wide, 0) * max(high, 0) / max(least, 0.01)


def pdf(deck: Path, profile: Path) -> Path:
    """Render a deck into a PDF beside it."""
    return office.convert(deck, "pdf", deck.parent, profile)


def pictures(made: Path, folder: Path, dpi: int = DPI) -> list[Path]:
    """Return one PNG for each page."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{made.stem}-*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(made), str(folder / made.stem)], check=True)
    return sorted(folder.glob(f"{made.stem}-*.png"))


def pages(made: Path) -> list[tuple[float, float, list[Word]]]:
    """Return width, height and words of each page."""
    told = subprocess.run(["pdftotext", "-bbox", str(made), "-"], check=True, capture_output=True).stdout.decode("utf-8", "replace")
    return [(float(p[1]), float(p[2]), [_word(w) for w in WORD.finditer(p[3])]) for p in PAGE.finditer(told)]


def faults(deck: Path, made: Path, shots: Sequence[Path]) -> list[str]:
    """Return what is wrong with a rendered deck, one sentence each."""
    slides, found = scene.read(deck).slides, []
    told = pages(made)
    if len(told) != len(slides):
        return [f"{len(slides)} slides became {len(told)} pages"]
    for slide, (wide, high, words), shot in zip(slides, told, shots, strict=True):
        texts = [*_strays(slide, words, wide, high), *_missing(slide, words), *_over(words), *_pale(words, shot, wide)]
        found += [f"slide {slide.number}: {text}" for text in texts]
    return found


def _word(found: re.Match[str]) -> Word:
    text = found[5]
    for entity, char in ENTITIES.items():
        text = text.replace(entity, char)
    return Word(unicodedata.normalize("NFKC", text), *(float(found[n]) for n in range(1, 5)))


def _shapes(slide: Slide) -> tuple[Shape, ...]:
    return (*slide.behind, *slide.shapes)


def _strays(slide: Slide, words: Sequence[Word], wide: float, high: float) -> Iterator[str]:
    """Yield words beyond the slide, and words that lie in the box of no shape that has them."""
    boxes = [(_letters(shape, slide), _box(shape)) for shape in _shapes(slide) if shape.placed and not shape.hidden]
    for word in words:
        if word.x < -1 or word.y < -1 or word.right > wide + 1 or word.bottom > high + 1:
            yield f"“{word.text}” leaves the slide"
        letters = "".join(word.text.split())
        homes = [box for text, box in boxes if text is None or letters in text]
        if homes and not any(_inside(word, box) for box in homes):
            yield f"“{word.text}” leaves its box"


def _inside(word: Word, box: Area) -> bool:
    """Tell whether a word lies in a box; ascent and descent of the font may stand out a little."""
    least = word.high * 0.3 + 2
    hanging = word.high if word.text[-1:] in HANGING else 0  # a full stop may stand outside the line
    return (
        word.x >= box.x / EMU_PER_POINT - 3
        and word.right <= box.right / EMU_PER_POINT + 3 + hanging
        and word.y >= box.y / EMU_PER_POINT - least
        and word.bottom <= box.bottom / EMU_PER_POINT + least
    )


def _box(shape: Shape) -> Area:
    """Return where the words of a shape belong."""
    box = measuring.of(shape)
    if shape.kind != "table":
        return box
    return Area(box.x, box.y, box.right, max(box.bottom, max(cell.y + cell.h for cell in shape.cells)))


def _letters(shape: Shape, slide: Slide) -> str | None:
    """Return the letters of a shape without spaces; None for charts, whose words come from numbers."""
    if shape.kind == "chart":
        return None
    pars = [*shape.paragraphs, *(par for cell in shape.cells for par in cell.paragraphs)]
    text = "".join(f"{par.bullet if par.bullet else ''}{par.text}" for par in pars).replace(FIELD, str(slide.number))
    return _plain(text)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _missing(slide: Slide, words: Sequence[Word]) -> Iterator[str]:
    """Yield letters that a slide has and its page has not."""
    shown = Counter(_plain("".join(word.text for word in words)))
    wanted: Counter[str] = Counter()
    for shape in slide.shapes:
        if shape.placed and not shape.hidden and shape.kind != "chart":
            pars = [*shape.paragraphs, *(par for cell in shape.cells for par in cell.paragraphs)]
            wanted.update(c for c in _plain("".join(par.text for par in pars if FIELD not in par.text)) if _told(c))
    gone = wanted - shown
    if gone:
        yield f"missing: {''.join(sorted(gone.elements()))[:40]}"


def _told(char: str) -> bool:
    """Tell whether a PDF can be asked for a character: pictographs and joined Arabic letters come out as drawings or others."""
    return ord(char) < 0x2600 or 0x2E80 <= ord(char) < 0xFB00 if not 0x0590 <= ord(char) < 0x0780 else False


def _over(words: Sequence[Word]) -> Iterator[str]:
    for place, word in enumerate(words):
        for other in words[place + 1 :]:
            if word.shared(other) > 0.3 and word.text != other.text and _told(word.text[0]) and _told(other.text[0]):
                yield f"“{word.text}” lies over “{other.text}”"


def _pale(words: Sequence[Word], shot: Path, wide: float) -> Iterator[str]:
    """Yield words whose letters do not stand out in the picture of the page."""
    with Image.open(shot) as opened:
        pixels = np.asarray(opened.convert("RGB"))
    scale = pixels.shape[1] / wide
    for word in words:
        part = pixels[max(round(word.y * scale), 0) : round(word.bottom * scale), max(round(word.x * scale), 0) : round(word.right * scale)]
        if part.size and not any(ord(char) >= 0x2190 for char in word.text if not char.isalpha()):
            ratio = _ratio(part)
            least = 3.0 if word.high >= LARGE * 1.15 else 4.5
            if ratio < least - 0.25:
                yield f"“{word.text}” stands out by {ratio:.1f} only"


def _ratio(part: np.ndarray) -> float:
    """Return the contrast between the commonest colour of a patch and the one that stands out most from it."""
    flat = part.reshape(-1, 3).astype(int)
    colours, counts = np.unique(flat // 4, axis=0, return_counts=True)
    ground = colours[counts.argmax()] * 4 + 2
    order = np.abs(colours * 4 + 2 - ground).sum(axis=1).argsort()[-3:]
    return max(contrast.ratio(_hex(ground), _hex(colours[place] * 4 + 2)) for place in order)


def _hex(colour: np.ndarray) -> str:
    return "".join(f"{min(int(part), 255):02X}" for part in colour)
