"""Feedback workbooks of many responses against a bare openpyxl loop that writes the same cells with the same styles; memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from kit.events.event import Event
from kit.forms.answer import Answer
from kit.forms.model import Choice, Form, Question
from kit.forms.response import Response
from kit.sheets import feedback
from kit.sheets.answers import Feedback, Version
from kit.store.ids import EventId, VersionId
from tests import bench
from tests.peak import peak as peak_

ROOT = Path(__file__).resolve().parent.parent.parent
RESPONSES, FEW = 100_000, 10_000
MOST, MEMORY_MOST = 1.3, 1.5
AT = datetime(2026, 12, 1, 6, tzinfo=UTC)
KINDS = ("scale", "nps", "single", "yesno", "text")
WORDS = ("内容很扎实，例子再多一点", "Too fast at the end", "好", "=1+1", "")


def form() -> Form:
    """Return a form of fifteen questions, three of each kind."""
    choices = tuple(Choice(f"c{n}", {"zh": f"选项{n}", "en": f"Choice {n}"}) for n in range(5))
    made = []
    for n in range(15):
        kind = KINDS[n % 5]
        bounds = {"scale": (1, 5), "nps": (0, 10)}.get(kind, (0, 0))
        labels = {"zh": f"问题{n}：{kind}", "en": f"Question {n}: {kind}"}
        made.append(Question(f"q{n}", kind, labels, choices=choices if kind == "single" else (), minimum=bounds[0], maximum=bounds[1]))
    return Form("bench", {"zh": "反馈", "en": "Feedback"}, tuple(made))


def held(count: int) -> Feedback:
    """Return an event with `count` responses, every question answered."""
    event = Event(
        EventId(1), "ABC234", "大型分享", AT, 90, "Asia/Shanghai", "zh", "", "", "", "", "feedback", VersionId(1), 10, False, AT, None
    )  # fmt: skip
    asked = form()
    responses = tuple(
        Response(
            f"{n * 2654435761 % 2**40:010x}", EventId(1), VersionId(1), "zh", AT + timedelta(hours=n % 9),
            answers={q.code: given(q, n + k) for k, q in enumerate(asked.questions)},
        )
        for n in range(count)
    )  # fmt: skip
    return Feedback(event, responses, {VersionId(1): Version(asked, "bench 0123")}, present=count)


def given(question: Question, n: int) -> Answer:
    """Return the n-th answer to a question."""
    if question.type in ("scale", "nps"):
        return Answer(question.code, number=float(n % 5 + 1))
    if question.type == "single":
        return Answer(question.code, choices=(f"c{n % 5}",))
    if question.type == "yesno":
        return Answer(question.code, choices=("yes" if n % 3 else "no",))
    return Answer(question.code, text=WORDS[n % len(WORDS)] or str(n))


def ours(count: int, out: Path) -> float:
    """Write the workbook; returns the seconds it takes."""
    one = held(count)
    began = time.perf_counter()
    feedback.write([one], out, "zh", zone="Asia/Shanghai", at=AT)
    return time.perf_counter() - began


def bare(source: Path, out: Path) -> float:
    """Write the cells of `source` again, styles too, and nothing else; returns the seconds of writing alone."""
    book = Workbook(write_only=True)
    read = load_workbook(source, read_only=True)
    inner: Any = book
    for name in ("_fonts", "_fills", "_borders", "_alignments", "_protections", "_number_formats", "_cell_styles"):
        setattr(inner, name, getattr(read, name))
    took = 0.0
    for sheet in read.worksheets:
        ws: Any = book.create_sheet(sheet.title)
        for block in blocks(sheet.iter_rows()):
            began = time.perf_counter()
            for row in block:
                cells = []
                for held_ in row:
                    if held_ is None:
                        cells.append(None)
                        continue
                    value, style = held_
                    cell: Any = WriteOnlyCell(ws)
                    cell._value, cell.data_type = value, "s" if isinstance(value, str) else "d" if isinstance(value, datetime) else "n"
                    cell._style = style
                    cells.append(cell)
                ws.append(cells)
            took += time.perf_counter() - began
    began = time.perf_counter()
    book.save(out)
    return took + time.perf_counter() - began


def blocks(rows: Iterator[Any]) -> Iterator[list[list[tuple[Any, Any] | None]]]:
    """Yield a thousand rows at a time as (value, style)."""
    block: list[list[tuple[Any, Any] | None]] = []
    styles: dict[int, Any] = {}
    for row in rows:
        line = []
        for cell in row:
            number = getattr(cell, "_style_id", None)
            if number is not None and number not in styles:
                styles[number] = cell.parent.parent._cell_styles[number]
            line.append(None if number is None or cell.value is None else (cell.value, styles[number]))
        block.append(line)
        if len(block) == 1000:
            yield block
            block = []
    yield block


def peak(count: int) -> float:
    """Return the megabytes that writing `count` responses takes at its peak beyond holding them, in a process of its own."""
    words = [sys.executable, "-m", "tests.bench.sheets", str(count)]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return float(done[-1])


def alone(count: int) -> None:
    """Print how much memory grows while the workbook is written."""
    one = held(count)
    before = peak_()
    with tempfile.TemporaryDirectory() as folder:
        feedback.write([one], Path(folder) / "a.xlsx", "zh", zone="Asia/Shanghai", at=AT)
    print((peak_() - before) / 1e6)


def main() -> int:
    """Measure and say."""
    count = FEW if "--quick" in sys.argv else RESPONSES
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = Path(folder) / "ours.xlsx", Path(folder) / "bare.xlsx"
        took = ours(count, mine)
        floor = bare(mine, theirs)
    figures = [bench.Figure(f"{count:,} responses x 15 questions / bare loop", took, floor, most=MOST)]
    figures.append(bench.Figure("memory of writing 10,000 / of a tenth as many", peak(FEW), peak(FEW // 10), "MB", most=MEMORY_MOST))
    return bench.say(figures)


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1].isdigit():
        alone(int(sys.argv[1]))
    else:
        sys.exit(main())
