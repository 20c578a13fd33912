"""Sheets of labels and cards that shops sell: their measures in mm, and where each label lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kit.errors import KitError
from kit.i18n import N_

NUDGE_MOST = 20.0


def named(name: str) -> Stock:
    """Return the stock called `name`; raises KitError that lists all."""
    if name not in STOCKS:
        raise KitError("print.stock", "There is no label sheet {name}: choose one of {names}.", name=name, names=", ".join(STOCKS))
    return STOCKS[name]


def moved(stock: Stock, x: float = 0.0, y: float = 0.0, scale: float = 100.0) -> Stock:
    """Return the stock as this printer puts it: moved by `x`, `y` mm, its pitch and labels stretched by `scale` per cent.

    The calibration page tells both figures. Raises KitError beyond 20 mm and 90 to 110 %.
    """
    if not (abs(x) <= NUDGE_MOST and abs(y) <= NUDGE_MOST and 90 <= scale <= 110):
        raise KitError("print.calibration", "A print can be moved by at most 20 mm and scaled from 90 to 110 per cent.")
    k = scale / 100
    return replace(
        stock, left=stock.left * k + x, top=stock.top * k + y, width=stock.width * k, height=stock.height * k,
        pitch_x=stock.pitch_x * k, pitch_y=stock.pitch_y * k,
    )  # fmt: skip


def places(stock: Stock, count: int, first: int = 1) -> Iterator[tuple[int, float, float]]:
    """Yield (page from 0, x, y) of `count` labels in reading order; `first` is the first free label of the first sheet.

    Raises KitError when the sheet has no such label.
    """
    if not 1 <= first <= stock.columns * stock.rows:
        raise KitError("print.first", "The sheet has labels 1 to {n}: start at one of them.", n=stock.columns * stock.rows)
    for n in range(first - 1, first - 1 + count):
        page, place = divmod(n, stock.columns * stock.rows)
        row, column = divmod(place, stock.columns)
        yield page, stock.left + column * stock.pitch_x, stock.top + row * stock.pitch_y


@dataclass(frozen=True)
class Stock:
    """A sheet: its page, how many labels across and down, where the first lies, and how far apart they are."""

    title: str
    page: tuple[float, float]
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    pitch_x: float
    pitch_y: float


STOCKS = {
    "badge-2x5": Stock(N_("Name badges 80 × 50 mm, 10 on A4"), (210, 297), 2, 5, 17.5, 13.5, 80, 50, 95, 55),
    "label-3x7": Stock(N_("Labels 63.5 × 38.1 mm, 21 on A4"), (210, 297), 3, 7, 7.21, 15.15, 63.5, 38.1, 66.04, 38.1),
    "label-3x8": Stock(N_("Labels 63.5 × 33.9 mm, 24 on A4"), (210, 297), 3, 8, 7.21, 12.9, 63.5, 33.9, 66.04, 33.9),
    "card": Stock(N_("Plastic card 85.6 × 54 mm"), (85.6, 53.98), 1, 1, 0, 0, 85.6, 53.98, 85.6, 53.98),
    "a6": Stock(N_("Badge A6 upright"), (105, 148), 1, 1, 0, 0, 105, 148, 105, 148),
    "roll-62": Stock(N_("Label roll 62 mm, each 62 × 100 mm"), (62, 100), 1, 1, 0, 0, 62, 100, 62, 100),
}
