"""The stage: where one slide is painted, at which scale, and where its pictures and letters come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from kit.content import office
from kit.decks.scene.values import EMU_PER_POINT, Gradient, Run
from kit.gui.preview import faces

Media = Callable[[str, int, int], QImage | None]
DARK = 62  # of 255: what LibreOffice writes on in white where nobody names a colour
FINE = 4  # Qt rounds the size of a font to whole pixels: they are made as many times larger and drawn smaller


@dataclass
class Stage:
    """A painter on an image; `unit` is pixels per EMU, `media(part, width, height)` gives the pictures of the deck.

    `ground` is the colour of the slide. Words that shrink stand on `natural` lines, as high as their fonts, until others are set.
    """

    painter: QPainter
    image: QImage
    unit: float
    media: Media
    number: int = 0
    natural: bool = False
    ground: str = ""
    fonts: dict[tuple[object, ...], faces.Face] = field(default_factory=dict)
    widths: dict[int, dict[str, float]] = field(default_factory=dict)

    def box(self, x: int, y: int, w: int, h: int) -> QRectF:
        """Return a box of the slide in pixels."""
        return QRectF(x * self.unit, y * self.unit, w * self.unit, h * self.unit)

    def points(self, points: float) -> float:
        """Return points in pixels."""
        return points * EMU_PER_POINT * self.unit

    def ink(self, run: Run) -> QColor:
        """Return the colour of a run; where LibreOffice's picture will take this one's place, a master's gradient is no colour."""
        if run.blended and office.program():
            ground = colour(self.ground or "FFFFFF")
            dark = ground.red() * 76 + ground.green() * 151 + ground.blue() * 29 <= DARK << 8
            return colour("FFFFFF" if dark else "000000")
        return colour(run.colour, run.opacity)

    def font(self, run: Run, size: float, east_asian: bool, name: str = "") -> faces.Face:
        """Return the font of a run at `size` pixels; the face for Chinese comes first where `east_asian`."""
        face = name or (run.east_asian if east_asian else run.font)
        key = (face, east_asian, round(size, 2), run.bold, run.italic, run.underline, run.strike, run.spaced, run.assumed)
        if key not in self.fonts:
            size = max(size, 0.5)
            whole = max(round(size * FINE), 1)
            families = faces.families(name or run.font, run.east_asian, east_asian, run.assumed and not name)
            font = faces.font(families, whole, bold=run.bold, italic=run.italic, underline=run.underline, strike=run.strike)
            self.fonts[key] = faces.Face(font, QFontMetricsF(font, self.image), size / whole, self.points(run.spaced))
        return self.fonts[key]

    def advances(self, run: Run, size: float, east_asian: bool, text: str) -> list[float]:
        """Return how wide each letter of `text` is in the font of a run, in pixels, less what the next one is drawn closer."""
        face = self.font(run, size, east_asian)
        known = self.widths.setdefault(id(face), {})
        found = []
        for char, after in zip(text, [*text[1:], ""], strict=True):
            both = char if east_asian else char + after
            if both not in known:
                known[both] = face.wide(both) - (0.0 if east_asian else face.wide(after))
            found.append(known[both])
        return found


def colour(value: str, opacity: float = 1.0) -> QColor:
    """Return RRGGBB as Qt's colour; what is no colour is grey."""
    made = QColor("#" + value) if len(value) == 6 else QColor()
    if not made.isValid():
        made = QColor(128, 128, 128)
    made.setAlphaF(min(max(opacity, 0.0), 1.0))
    return made


def stops(gradient: Gradient) -> list[tuple[float, QColor]]:
    """Return the stops of a gradient as Qt takes them."""
    return [(min(max(place, 0.0), 1.0), colour(value, opacity)) for place, value, opacity in gradient.stops]
