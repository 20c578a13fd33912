"""Before and after as a table: what changed is worked out beside each pair of numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from kit.decks.module.blocks import Columns, Paragraph, Run, Runs, Table, plain
from kit.decks.module.model import SlideSource
from kit.i18n import _, language

AMOUNT = re.compile(r"\s*[~≈约]?\s*(?P<sign>[-−+]?)\s*(?P<before>[¥$€£]?)\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[^\d\s]*)\s*\Z")
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
TIMES = {
    **dict.fromkeys(("ms", "毫秒"), 0.001),
    **dict.fromkeys(("s", "秒", "sec", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "分钟", "分", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "小时", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "天", "日", "day", "days"), DAY),
    **dict.fromkeys(("w", "周", "week", "weeks"), 7 * DAY),
    **dict.fromkeys(("月", "个月", "month", "months"), 30 * DAY),
    **dict.fromkeys(("年", "year", "years"), 365 * DAY),
}
MANY = 3.0  # from so many times on a change is told as a factor


def compared(source: SlideSource, lang: str) -> SlideSource:
    """Return a comparison written as one table (what, before, after) with a column of changes, on the layout for tables."""
    tables = [block for block in source.blocks if isinstance(block, Table)]
    other = any(isinstance(block, Columns) or (isinstance(block, Paragraph) and block.level) for block in source.blocks)
    if source.layout != "comparison" or len(tables) != 1 or len(tables[0].header) < 3 or other:
        return source
    made = _changed(tables[0], lang) if len(tables[0].header) == 3 else tables[0]
    return replace(source, layout="table", blocks=tuple(made if block is tables[0] else block for block in source.blocks))


def change(before: str, after: str, lang: str) -> str:
    """Return what changed between two amounts as written, "" where they cannot be compared."""
    first, second = AMOUNT.match(before), AMOUNT.match(after)
    if not first or not second:
        return ""
    old, new = _value(first), _value(second)
    if first["unit"] == second["unit"] == "%":
        with language(lang):
            return _("{count} pp").format(count=_signed(new - old, 1))
    scale = _scale(first, second)
    if not scale or old <= 0 or new < 0:
        return ""
    ratio = new * scale / old
    return f"×{ratio:.1f}".removesuffix(".0") if ratio >= MANY else f"{_signed((ratio - 1) * 100, 0)}%"


def _changed(table: Table, lang: str) -> Table:
    rows = tuple((*row, _said(row, lang)) if len(row) == 3 else row for row in table.rows)
    if not any(len(row) == 4 and row[3] for row in rows):
        return table
    with language(lang):
        head = (Run(_("Change")),)
    align = (*table.align, "right") if any(table.align) else ("", "right", "right", "right")
    widths = tuple(width * 0.8 for width in table.widths) + ((0.2,) if table.widths else ())
    return replace(table, header=(*table.header, head), rows=rows, align=align, widths=widths)


def _said(row: tuple[Runs, ...], lang: str) -> Runs:
    told = change(plain(row[1]), plain(row[2]), lang)
    return (Run(told, bold=True),) if told else ()


def _value(found: re.Match[str]) -> float:
    return float(found["number"].replace(",", "")) * (-1 if found["sign"] in ("-", "−") else 1)


def _scale(first: re.Match[str], second: re.Match[str]) -> float:
    """Return what turns the second unit into the first, 0 where they are different things."""
    if first["before"] != second["before"]:
        return 0.0
    one, other = first["unit"].lower(), second["unit"].lower()
    if one == other:
        return 1.0
    return TIMES[other] / TIMES[one] if one in TIMES and other in TIMES else 0.0


def _signed(value: float, decimals: int) -> str:
    shown = f"{abs(value):.{decimals}f}"
    shown = shown.removesuffix(".0") if decimals else shown
    return shown if not float(shown) else ("−" if value < 0 else "+") + shown
