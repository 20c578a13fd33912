"""A deck as it is seen: frozen slides, shapes and runs with everything inherited already resolved; lengths in EMU, sizes in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kit.decks.opc import Package
from kit.decks.scene.plots import Chart

EMU_PER_POINT = 12700


class Run(NamedTuple):
    """Text of one look; `link` is the address or "slide" when it leads somewhere, `field` the kind of a field (slidenum …).

    `caps` shows it in capitals, `spaced` is the space added after each letter in points; `assumed` when nothing in the deck names its font;
    `blended` when its colour stands for a gradient of letters that only the master's text style names, which not every program shows.
    """

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "000000"
    font: str = ""
    east_asian: str = ""
    link: str = ""
    field: str = ""
    underline: bool = False
    strike: bool = False
    raised: float = 0.0
    caps: bool = False
    spaced: float = 0.0
    opacity: float = 1.0
    assumed: bool = False
    blended: bool = False


class Paragraph(NamedTuple):
    """Runs of one paragraph; `spacing` is in lines when positive, in points when negative; `before`, `after` in points.

    `mark_colour` is the bullet's own RRGGBB, `mark_font` its font, `mark_size` its size in parts of the text's, `mark_start` the first
    number; `rtl` text runs from right to left; a full stop `hangs` out of a full line.
    """

    runs: tuple[Run, ...]
    level: int = 0
    align: str = "l"
    bullet: str = ""
    left: int = 0
    indent: int = 0
    spacing: float = 1.0
    before: float = 0.0
    after: float = 0.0
    size: float = 18.0
    mark_colour: str = ""
    mark_font: str = ""
    mark_size: float = 1.0
    mark_start: int = 1
    rtl: bool = False
    hangs: bool = False

    @property
    def text(self) -> str:
        """Return the paragraph's words."""
        return "".join(run.text for run in self.runs)


class Edge(NamedTuple):
    """One border of a cell: RRGGBB ("" for none) and width in EMU."""

    colour: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, its place in EMU, its fill ("" when none), its edges (left, top, right, bottom)."""

    row: int
    column: int
    x: int
    y: int
    w: int
    h: int
    paragraphs: tuple[Paragraph, ...] = ()
    fill: str = ""
    edges: tuple[Edge, Edge, Edge, Edge] = (Edge(), Edge(), Edge(), Edge())
    anchor: str = "t"
    insets: tuple[int, int, int, int] = (91440, 45720, 91440, 45720)


@dataclass(frozen=True, slots=True)
class Gradient:
    """A run of colours: stops of place (0–1), RRGGBB and opacity.

    `angle` is in degrees clockwise, `path` "circle" or "rect" when it radiates, from `centre` (parts of its box).
    """

    stops: tuple[tuple[float, str, float], ...]
    angle: float = 0.0
    path: str = ""
    centre: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Shadow:
    """A shadow: RRGGBB, opacity, how far right and down it falls and how far it fades, in EMU."""

    colour: str
    opacity: float
    x: int
    y: int
    blur: int


@dataclass(frozen=True, slots=True)
class Outline:
    """One path of a drawn shape in a space of `w` × `h`: commands (move, line, cubic, quad, arc, close) with their numbers."""

    w: float
    h: float
    steps: tuple[tuple[str, tuple[float, ...]], ...]
    filled: bool = True
    stroked: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape in slide coordinates.

    `kind` is text, picture, table, chart, diagram, media, object, line or other; groups are taken apart and `group` names the outermost.
    `autofit` is none, shrink or grow; sizes of runs already hold the shrinking. `fill` and `line` are RRGGBB, "" for none;
    where a `gradient` is, `fill` is its first colour. `adjust` are the handles of the geometry by name, `outlines` the paths of a custom
    one, `inside` what a diagram shows, in slide coordinates; `ground` fills it with the slide's background. `gap` lies between columns;
    `centred` words stand as a block amid their shape, a `warp` (textPlain …) bends them.
    """

    kind: str
    id: int
    name: str
    x: int = 0
    y: int = 0
    w: int = 0
    h: int = 0
    rotation: float = 0.0
    description: str = ""
    decorative: bool = False
    placeholder: str = ""
    index: int = 0
    paragraphs: tuple[Paragraph, ...] = ()
    cells: tuple[Cell, ...] = ()
    picture: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    fill: str = ""
    line: str = ""
    line_width: int = 0
    geometry: str = "rect"
    anchor: str = "t"
    insets: tuple[int, int, int, int] = (91440, 45720, 91440, 45720)
    wrap: bool = True
    autofit: str = "none"
    columns: int = 1
    group: str = ""
    hidden: bool = False
    placed: bool = True
    flip: tuple[bool, bool] = (False, False)
    gradient: Gradient | None = None
    opacity: float = 1.0
    dash: str = ""
    ends: tuple[str, str] = ("", "")
    adjust: tuple[tuple[str, int], ...] = ()
    outlines: tuple[Outline, ...] = ()
    shadow: Shadow | None = None
    vertical: str = ""
    chart: Chart | None = None
    inside: tuple[Shape, ...] = ()
    ground: bool = False
    gap: int = 0
    centred: bool = False
    warp: str = ""

    @property
    def text(self) -> str:
        """Return the shape's words, one line a paragraph."""
        return "\n".join(p.text for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a slide: name, alternative text, part; `read` gives its bytes."""

    name: str
    descr: str
    part: str
    deck: Path | None = None

    def read(self) -> bytes:
        """Return the bytes of the picture out of its deck."""
        if self.deck is None:
            return b""
        with Package.open(self.deck) as package:
            return package.read(self.part)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, all other texts in reading order, notes, and its shapes from back to front.

    `behind` are the shapes of its layout and master that show through, `background` is RRGGBB or "", `background_picture` a part.
    Words that shrink stand on `natural` lines, as high as their fonts, where no others were set before them in the deck.
    """

    number: int
    title: str
    texts: tuple[str, ...]
    notes: str
    layout: str
    hidden: bool
    section: str
    pictures: tuple[Picture, ...] = ()
    fonts: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    behind: tuple[Shape, ...] = ()
    background: str = ""
    background_picture: str = ""
    background_gradient: Gradient | None = None
    part: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    animated: bool = False
    natural: bool = False


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole deck: slides in the order of the show, slide size in EMU, fonts it carries inside."""

    slides: tuple[Slide, ...]
    width: int
    height: int
    path: Path | None = None
    title: str = ""
    embedded: tuple[str, ...] = ()
