"""The values between words and drawing: regions that blocks flow through, and pieces in their places."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kit.decks.author.grid import Box
from kit.decks.author.layouts import Slot
from kit.decks.author.steps import Figure
from kit.decks.author.text import Par
from kit.decks.module.blocks import Block, Chart, Code, Picture, QrCode, Table


@dataclass(frozen=True)
class Initials:
    """Somebody without a photo: letters of the name in a disc."""

    said: str


Content = Block | Figure | Initials


@dataclass(frozen=True)
class Region:
    """A part of the slide that blocks flow through: text goes to `slots` in order, objects to `objects`; what is over stands free.

    Where a slide is split, `on` tells which parts carry a region that needs fewer: the first ones, the last ones, or every one.
    """

    box: Box
    blocks: tuple[Content, ...]
    slots: tuple[Slot, ...]
    objects: tuple[Slot, ...] = ()
    on: str = "first"

    def shown(self, on: str) -> Region:
        """Return the region for other parts of a split slide."""
        return replace(self, on=on)


@dataclass(frozen=True)
class Plan:
    """The regions of one slide, and blocks that its layout has no place for."""

    regions: tuple[Region, ...]
    rest: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Words:
    """A stretch of text in a region."""

    pars: tuple[Par, ...]


@dataclass(frozen=True)
class Boxed:
    """A callout's text in its box."""

    kind: str
    pars: tuple[Par, ...]


Piece = Words | Boxed | Initials | Table | Code | Picture | QrCode | Chart | Figure


@dataclass(frozen=True)
class Placed:
    """A piece in its place: the placeholder it fills (None: it stands free), and for text its size and spacing."""

    piece: Piece
    slot: Slot | None
    box: Box
    size: float = 0.0
    gap: float = 1.0


Page = tuple[Placed, ...]


@dataclass(frozen=True)
class Flow:
    """The pages a region's blocks take, whether text had to be set smaller, and whether something stays too large."""

    pages: tuple[Page, ...]
    size: float = 0.0
    shrunk: bool = False
    over: bool = False
