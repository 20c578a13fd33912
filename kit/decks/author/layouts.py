"""What a layout is: its slots (placeholders with their text style), its ornaments and its background."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kit.decks.author.grid import Box

TEXT_KINDS = frozenset({"title", "ctrTitle", "subTitle", "body", ""})
RATIO = (1.0, 0.88, 0.8, 0.8, 0.8)
INDENT = 0.3  # inches a level


@dataclass(frozen=True)
class Style:
    """How the text of a slot is set: sizes in points, `colour` a theme slot or RRGGBB, `inset` in inches (left, top, right, bottom)."""

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

    def at(self, level: int, size: float | None = None) -> float:
        """Return the size of a list level, in half points, never under the floor."""
        first = size or self.size
        return max(round(first * RATIO[min(level, 4)] * 2) / 2, min(self.floor, first))


@dataclass(frozen=True)
class Slot:
    """A placeholder: `role` is its name in the author, `kind` and `idx` what the file says ("" kind: any content)."""

    role: str
    kind: str
    idx: int
    box: Box
    style: Style
    prompt: str = ""
    fill: str = ""
    shape: str = "rect"

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
class Layout:
    """A slide layout. `fill` is its background ("" the master's); `kind` the standard layout type where there is one."""

    name: str
    slots: tuple[Slot, ...]
    kind: str = ""
    fill: str = ""
    ornaments: tuple[Ornament, ...] = ()
    marked: bool = True
    numbered: bool = True
    page: tuple[int, int] = (12192000, 6858000)
    roles: dict[str, Slot] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", {slot.role: slot for slot in self.slots})

    def slot(self, role: str) -> Slot | None:
        """Return the slot of a role."""
        return self.roles.get(role)
