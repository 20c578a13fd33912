"""What stands on a slide, as values: paragraphs, bullets, tables, pictures, code, formulas, QR codes, charts, callouts, columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Run(NamedTuple):
    """One stretch of text in one style; `link` is a web address or `slide:ID`; the character \\n inside is a line break.

    With `math` the text is LaTeX.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    math: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text; `level` 1–6 marks a heading below the slide's title, 0 plain text."""

    runs: Runs
    level: int = 0
    line: int = 0


class Item(NamedTuple):
    """One list item at `level` 0…; `checked` is None unless it is a task."""

    runs: Runs
    level: int = 0
    ordered: bool = False
    number: int = 0
    checked: bool | None = None


@dataclass(frozen=True)
class Bullets:
    """A list, flattened: nesting is in each item's level. `incremental` shows one item after another."""

    items: tuple[Item, ...]
    incremental: bool = False
    line: int = 0


@dataclass(frozen=True)
class Table:
    """A table: header cells, rows of cells, one alignment ("left", "center", "right", "") per column, widths as shares.

    `look` may hold "zebra" (every other row tinted) and "heads" (the first column set as headings).
    """

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    align: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    line: int = 0
    look: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture by path (relative to its module) with alt text; `fit` is "contain" or "cover"."""

    path: str
    alt: str = ""
    caption: str = ""
    fit: str = "contain"
    options: dict[str, str] = field(default_factory=dict, hash=False)
    line: int = 0


@dataclass(frozen=True)
class QrCode:
    """A QR code: `target` is "checkin", "feedback" or a web address."""

    target: str
    alt: str = ""
    line: int = 0


@dataclass(frozen=True)
class Code:
    """Source code with its language and the lines (from 1) to stress."""

    text: str
    lang: str = ""
    stress: tuple[int, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Formula:
    """A formula on a line of its own, in LaTeX."""

    latex: str
    line: int = 0


@dataclass(frozen=True)
class Chart:
    """A native chart: `kind` as written after ```chart, and CSV rows (first row: series names)."""

    kind: str
    rows: tuple[tuple[str, ...], ...]
    options: dict[str, str] = field(default_factory=dict, hash=False)
    line: int = 0


@dataclass(frozen=True)
class Quote:
    """Somebody's words and who said them."""

    runs: Runs
    by: str = ""
    line: int = 0


@dataclass(frozen=True)
class Callout:
    """A box that stands out: `kind` is note, tip, important, warning or caution; `title` replaces the word for its kind."""

    kind: str
    blocks: tuple[Block, ...]
    title: Runs = ()
    line: int = 0


@dataclass(frozen=True)
class Column:
    """One column: its blocks and its width as a share of the whole (0: equal share)."""

    blocks: tuple[Block, ...]
    width: float = 0.0


@dataclass(frozen=True)
class Columns:
    """Columns side by side."""

    columns: tuple[Column, ...]
    line: int = 0


Block = Paragraph | Bullets | Table | Picture | QrCode | Code | Formula | Chart | Quote | Callout | Columns


def every(blocks: Sequence[Block]) -> Iterator[Block]:
    """Return all blocks, those inside columns and callouts in place of them."""
    for block in blocks:
        match block:
            case Columns():
                for column in block.columns:
                    yield from every(column.blocks)
            case Callout():
                yield from every(block.blocks)
            case _:
                yield block


def plain(runs: Runs) -> str:
    """Return the text of runs without their style."""
    return "".join(run.text for run in runs)


def words(blocks: Iterable[Block]) -> list[str]:
    """Return the words of blocks, one line a paragraph, item or row."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Paragraph() | Quote():
                lines.append(plain(block.runs))
            case Bullets():
                lines += [plain(item.runs) for item in block.items]
            case Table():
                lines += [" ".join(plain(cell) for cell in row) for row in (block.header, *block.rows)]
            case Picture() | QrCode():
                lines.append(block.alt)
            case Code():
                lines.append(block.text)
            case Chart():
                lines += [" ".join(row) for row in block.rows]
            case Formula():
                lines.append(block.latex)
            case Callout():
                lines += [plain(block.title), *words(block.blocks)]
            case Columns():
                lines += [line for column in block.columns for line in words(column.blocks)]
    return [line for line in lines if line]
