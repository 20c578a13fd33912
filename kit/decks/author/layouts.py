"""What a layout is: its slots (placeholders with their text style), its ornaments and its background."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kit.decks.author.grid import Box

TEXT_KINDS = frozenset({"title", "ctrTitle", "subTitle", "body", ""})
RATIO = (1.0, 0.88, 0.8, 0.8, 0.8)
INDENT = 0.3  # inches a level
FLOOR = 5897880  # EMU: 6.45 inches


@dataclass(frozen=True)
class Level:
    """One list level as a template sets it: size and space before in points, indents in EMU, its sign ("#…" a number, "" none) with
    that's font; `given` is the size that it has without being told.
    """

    size: float
    left: int = 0
    first: int = 0
    mark: str = ""
    mark_font: str = ""
    before: float = 0.0
    spacing: float = 1.0
    given: float = 0.0


@dataclass(frozen=True)
class Style:
    """How the text of a slot is set: sizes in points, `colour` a theme slot or RRGGBB, `inset` in inches (left, top, right, bottom).

    A placeholder that belongs to somebody's template has its own `levels`: its text then states only what differs from them. `face` is
    a typeface other than the theme's, `wide` how much wider than Arial it runs.
    """

    size: float
    floor: float = 14.0
    bold: bool = False
    colour: str = "tx1"
    align: str = "l"
    anchor: str = "t"
    bullets: str = ""
    major: bool = False
    mono: bool = False
    spacing: float = 1.05
    before: float = 10.0
    inset: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    head: str = ""
    levels: tuple[Level, ...] = ()
    face: str = ""
    wide: float = 1.0

    def at(self, level: int, size: float | None = None) -> float:
        """Return the size of a list level, in half points, never under the floor."""
        first = size or self.size
        if self.levels and first == self.size:
            return self.levels[min(level, len(self.levels) - 1)].size
        ratio = self.levels[min(level, len(self.levels) - 1)].size / self.size if self.levels else RATIO[min(level, 4)]
        return max(round(first * ratio * 2) / 2, min(self.floor, first))

    def given(self, level: int) -> float:
        """Return the size that text of a level has when none is stated."""
        return self.levels[min(level, len(self.levels) - 1)].given if self.levels else self.at(level)

    def mark(self, level: int) -> str:
        """Return how a level of the slot is marked by itself: "dot", "number" or ""."""
        if self.levels:
            mark = self.levels[min(level, len(self.levels) - 1)].mark
            return "number" if mark.startswith("#") else "dot" if mark else ""
        return self.bullets if level == 0 else "dot" if self.bullets else ""


@dataclass(frozen=True)
class Slot:
    """A placeholder: `role` is its name in the author, `kind` and `idx` what the file says ("" kind: any content).

    `box` is where its content goes, `home` where the layout has it when that is elsewhere.
    """

    role: str
    kind: str
    idx: int
    box: Box
    style: Style
    prompt: str = ""
    fill: str = ""
    shape: str = "rect"
    home: Box | None = None

    @property
    def name(self) -> str:
        """The shape's name."""
        return f"{self.role.capitalize()} {self.idx}" if self.idx else self.role.capitalize()

    def moved(self, box: Box) -> Slot:
        """Return the slot elsewhere."""
        return replace(self, box=box)


@dataclass(frozen=True)
class Ornament:
    """A shape of the layout itself: a preset geometry filled with a colour, or a text in one."""

    box: Box
    colour: str
    shape: str = "rect"
    text: str = ""
    size: float = 0.0


@dataclass(frozen=True)
class Foot:
    """A date, footer or slide number of a template: its placeholder, its own words ("" none), and how they are set."""

    kind: str
    idx: int
    words: str = ""
    style: Style = Style(10)


@dataclass(frozen=True)
class Layout:
    """A slide layout. `fill` is its background ("" the master's); `kind` the standard layout type where there is one.

    `like` is the layout after whose plan it is filled when that is not its own, `called` its name in a template of somebody else's,
    `floor` how far down pictures may reach (EMU), `feet` what that template's slides carry at their foot.
    """

    name: str
    slots: tuple[Slot, ...]
    kind: str = ""
    fill: str = ""
    ornaments: tuple[Ornament, ...] = ()
    marked: bool = True
    numbered: bool = True
    page: tuple[int, int] = (12192000, 6858000)
    like: str = ""
    called: str = ""
    floor: int = FLOOR
    feet: tuple[Foot, ...] | None = None
    roles: dict[str, Slot] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", {slot.role: slot for slot in self.slots})

    def slot(self, role: str) -> Slot | None:
        """Return the slot of a role."""
        return self.roles.get(role)
