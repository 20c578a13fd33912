"""Typefaces: which families stand in for a deck's where it is not installed, as other programs on the machine choose them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

PLAIN = ["Liberation Sans", "Arial", "Helvetica"]  # where nothing is named
SANS = ["DejaVu Sans", "Arial", "Liberation Sans", "Helvetica"]
SERIF = ["DejaVu Serif", "Times New Roman", "Liberation Serif", "Times"]
MONO = ["DejaVu Sans Mono", "Consolas", "Liberation Mono", "Menlo", "Courier New"]
CHINESE = ["Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "SimHei"]
CHINESE_SERIF = ["SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC"]
TWINS = {  # the same widths
    "calibri": ["Carlito"],
    "cambria": ["Caladea"],
    "georgia": ["Gelasio"],
    "arial": ["Liberation Sans", "Helvetica"],
    "helvetica": ["Arial", "Liberation Sans"],
    "arial narrow": ["Liberation Sans Narrow"],
    "times new roman": ["Liberation Serif", "Times"],
    "times": ["Times New Roman", "Liberation Serif"],
    "courier new": ["Liberation Mono", "Courier"],
    "courier": ["Courier New", "Liberation Mono"],
}
SERIFS = ("times", "serif", "cambria", "georgia", "garamond", "palatino", "book antiqua", "century", "bodoni", "roman", "minion")
CHINESE_SERIFS = ("宋", "song", "simsun", "ming", "明", "serif", "楷", "kai", "仿")
MONOS = ("mono", "consolas", "courier", "menlo", "code", "monaco")


@dataclass(frozen=True, slots=True)
class Face:
    """A font with its metrics; Qt makes fonts in whole pixels, `part` is how large its letters are drawn to have their true size.

    `apart` pixels are left after each letter: Qt leaves none on pictures of 72 dots an inch.
    """

    font: QFont
    metric: QFontMetricsF
    part: float
    apart: float = 0.0

    @property
    def ascent(self) -> float:
        """Return how high its letters stand above their line, in pixels."""
        return self.metric.ascent() * self.part

    @property
    def descent(self) -> float:
        """Return how deep its letters hang below their line, in pixels."""
        return self.metric.descent() * self.part

    def wide(self, text: str) -> float:
        """Return how wide `text` is in pixels."""
        return self.metric.horizontalAdvance(text) * self.part + self.apart * len(text)

    def draw(self, painter: QPainter, x: float, y: float, text: str, squeeze: float = 1.0) -> None:
        """Draw `text` on the line at `y` in the colour of the painter's pen, pressed to `squeeze` of its width."""
        if self.apart and len(text) > 1:
            joined = replace(self, apart=0.0)
            for n, char in enumerate(text):
                joined.draw(painter, x + self.wide(text[:n]) * squeeze, y, char, squeeze)
            return
        painter.setFont(self.font)
        if squeeze > 0.995 and abs(self.part - 1) < 0.001:
            painter.drawText(QPointF(x, y), text)
            return
        painter.save()
        painter.translate(x, y)
        painter.scale((squeeze if squeeze <= 0.995 else 1.0) * self.part, self.part)
        painter.drawText(QPointF(0, 0), text)
        painter.restore()


@lru_cache(maxsize=512)
def _families(latin: str, chinese: str, east_asian: bool, assumed: bool) -> tuple[str, ...]:
    low = latin.lower()
    general = MONO if mono(latin) else SERIF if any(word in low for word in SERIFS) and "sans" not in low else SANS
    general = PLAIN + general if assumed else general
    own = [latin, *TWINS.get(low, ()), *general] if latin else [*general]
    serif = any(word in chinese.lower() for word in CHINESE_SERIFS) and "sans" not in chinese.lower()
    wide = ([chinese, *TWINS.get(chinese.lower(), ())] if chinese else []) + (CHINESE_SERIF + CHINESE if serif else CHINESE)
    return tuple(dict.fromkeys([*wide, *own] if east_asian else [*own, *wide]))


def font(families: list[str], size: float, *, bold: bool, italic: bool, underline: bool, strike: bool) -> QFont:
    """Return the first of `families` that is here at `size` points, its letters as wide as they are drawn to be."""
    made = QFont()
    made.setFamilies(families)
    made.setPointSizeF(size)
    made.setBold(bold)
    made.setItalic(italic)
    made.setUnderline(underline)
    made.setStrikeOut(strike)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def families(latin: str, chinese: str, east_asian: bool, assumed: bool = False) -> list[str]:
    """Return the families to look for, the wanted one first; `assumed` when the Latin one is only taken for granted."""
    return list(_families(latin, chinese, east_asian, assumed))


def mono(name: str) -> bool:
    """Tell whether a typeface is one for code."""
    low = name.lower()
    return any(word in low for word in MONOS)
