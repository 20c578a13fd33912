"""The page: twelve columns between outer margins, and boxes in EMU."""

from __future__ import annotations

from dataclasses import dataclass

from kit.decks.author.theme import Theme

INCH = 914400
POINT = 12700
GUTTER = 0.2
COLUMNS = 12
TALL = 6858000  # EMU: the height of the page that the layouts are drawn on


def grid(theme: Theme) -> Grid:
    """Return the grid of a theme's page."""
    width, height = theme.size
    return Grid(width, height, round(width * theme.margin / 100))


@dataclass(frozen=True)
class Box:
    """A rectangle in EMU."""

    x: int
    y: int
    w: int
    h: int

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.h

    @property
    def right(self) -> int:
        """The right edge."""
        return self.x + self.w

    def lowered(self, by: int) -> Box:
        """Return the box with its top edge moved down and its bottom edge kept."""
        return Box(self.x, self.y + by, self.w, max(self.h - by, 0))

    def part(self, y: int, h: int) -> Box:
        """Return the horizontal strip of height `h` that begins `y` below the top."""
        return Box(self.x, self.y + y, self.w, h)

    def inset(self, by: int) -> Box:
        """Return the box made smaller on every side."""
        return Box(self.x + by, self.y + by, max(self.w - 2 * by, 0), max(self.h - 2 * by, 0))

    def split(self, shares: tuple[float, ...], gap: int) -> tuple[Box, ...]:
        """Return boxes side by side with widths by shares, `gap` apart."""
        room = self.w - gap * (len(shares) - 1)
        total = sum(shares) or 1.0
        boxes, x = [], self.x
        for share in shares:
            w = round(room * share / total)
            boxes.append(Box(x, self.y, w, self.h))
            x += w + gap
        return tuple(boxes)


@dataclass(frozen=True)
class Grid:
    """A page of `width` × `height` EMU with an outer margin and twelve columns."""

    width: int
    height: int
    margin: int

    def box(self, first: int, last: int, y: float, h: float) -> Box:
        """Return the box over columns `first` to `last` (from 1), `y` and `h` in inches."""
        gutter = round(GUTTER * INCH)
        column = (self.width - 2 * self.margin - gutter * (COLUMNS - 1)) / COLUMNS
        x = self.margin + (first - 1) * (column + gutter)
        w = (last - first + 1) * column + (last - first) * gutter
        return Box(round(x), round(y * INCH), round(w), round(h * INCH))

    @property
    def whole(self) -> Box:
        """The whole slide."""
        return Box(0, 0, self.width, self.height)
