"""Put the bound values into a slide's words; code stays as written, a name without a value is a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kit.decks import bindings as bound
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Block, Bullets, Callout, Column, Columns, Paragraph, Picture, QrCode, Quote, Run, Runs, Table
from kit.decks.module.model import SlideSource
from kit.errors import Finding
from kit.i18n import N_


def filled(source: SlideSource, bindings: Bindings, number: int) -> tuple[SlideSource, list[Finding]]:
    """Return the slide with values for its `{{names}}`, and a finding for each name that has none."""
    missing: dict[str, int] = {}
    line = source.line

    def put(text: str, at: int = line) -> str:
        text = bound.filled(text, bindings) if "{{" in text else text
        for name in bound.names(text):
            missing.setdefault(name, at or line)
        return text

    made = replace(
        source,
        title=_runs(source.title, put),
        blocks=tuple(_block(block, put) for block in source.blocks),
        notes=put(source.notes),
    )
    return made, [_unbound(name, at, number) for name, at in missing.items()]


def _unbound(name: str, line: int, slide: int) -> Finding:
    text = N_("`{name}` has no value here: it stands on the slide as written.")
    return Finding("author.unbound", text, {"name": "{{" + name + "}}"}, line=line, slide=slide)


Put = Callable[..., str]


def _runs(runs: Runs, put: Put, line: int = 0) -> Runs:
    joined = "".join(run.text for run in runs)
    if "{{" not in joined:
        return runs
    return tuple(run if run.code or run.math else _run(run, put, line) for run in runs)


def _run(run: Run, put: Put, line: int) -> Run:
    return run._replace(text=put(run.text, line), link=put(run.link, line))


def _block(block: Block, put: Put) -> Block:
    match block:
        case Paragraph() | Quote():
            block = replace(block, runs=_runs(block.runs, put, block.line))
            return replace(block, by=put(block.by, block.line)) if isinstance(block, Quote) else block
        case Bullets():
            return replace(block, items=tuple(item._replace(runs=_runs(item.runs, put, block.line)) for item in block.items))
        case Table():
            header = tuple(_runs(cell, put, block.line) for cell in block.header)
            return replace(block, header=header, rows=tuple(tuple(_runs(cell, put, block.line) for cell in row) for row in block.rows))
        case Picture():
            return replace(block, alt=put(block.alt, block.line), caption=put(block.caption, block.line))
        case QrCode():
            return replace(block, alt=put(block.alt, block.line), target=put(block.target, block.line))
        case Callout():
            inner = tuple(_block(one, put) for one in block.blocks)
            return replace(block, title=_runs(block.title, put, block.line), blocks=inner)
        case Columns():
            columns = tuple(Column(tuple(_block(inner, put) for inner in column.blocks), column.width) for column in block.columns)
            return replace(block, columns=columns)
    return block
