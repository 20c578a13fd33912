"""What the outline writes itself: the agenda, the section's name on a divider, the table of sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kit.decks import bindings
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Block, Bullets, Item, Paragraph, Run, Runs, Table, plain
from kit.decks.module.model import SlideSource
from kit.i18n import _

EVIDENCE = "ev:"


@dataclass(frozen=True)
class Evidence:
    """A number that a deck may use, as the programme keeps it."""

    key: str
    value: str
    statement: str = ""
    source: str = ""
    period: str = ""
    owner: str = ""


def put(slides: Sequence[SlideSource], generated: Mapping[str, Block], values: Mapping[str, str]) -> tuple[SlideSource, ...]:
    """Return slides where a paragraph `{{name}}` is the block generated under that name, and `values` are filled in."""
    bound = Bindings(dict(values))
    return tuple(_slide(slide, generated, bound) for slide in slides)


def _slide(slide: SlideSource, generated: Mapping[str, Block], bound: Bindings) -> SlideSource:
    blocks = tuple(_block(block, generated, bound) for block in slide.blocks)
    return replace(slide, title=_runs(slide.title, bound), blocks=blocks, notes=bindings.filled(slide.notes, bound))


def _block(block: Block, generated: Mapping[str, Block], bound: Bindings) -> Block:
    if isinstance(block, Paragraph):
        found = bindings.NAME.fullmatch(plain(block.runs).strip())
        if found and found[1] in generated:
            return replace(generated[found[1]], line=block.line)
        return replace(block, runs=_runs(block.runs, bound))
    if isinstance(block, Bullets):
        return replace(block, items=tuple(item._replace(runs=_runs(item.runs, bound)) for item in block.items))
    return block


def _runs(runs: Runs, bound: Bindings) -> Runs:
    return tuple(run if run.code else run._replace(text=bindings.filled(run.text, bound)) for run in runs)


def agenda(parts: Sequence[tuple[str, float]]) -> Bullets:
    """Return the agenda: each part with its minutes."""
    items = []
    for number, (title, minutes) in enumerate(parts, 1):
        lasting = _(" · {n} min").format(n=round(minutes)) if round(minutes) else ""
        items.append(Item((Run(title + lasting),), ordered=True, number=number))
    return Bullets(tuple(items))


def used(slides: Sequence[SlideSource]) -> tuple[str, ...]:
    """Return the keys of evidence that slides use, in order, each once."""
    found: dict[str, None] = {}
    for slide in slides:
        text = "\n".join((slide.heading, slide.text, slide.notes))
        if "{{" in text:
            found.update(dict.fromkeys(name[len(EVIDENCE) :] for name in bindings.names(text) if name.startswith(EVIDENCE)))
    return tuple(found)


def sources(keys: Sequence[str], evidence: Mapping[str, Evidence]) -> Table:
    """Return the table of where the numbers of a deck come from."""
    header = (_("What"), _("Value"), _("Source"), _("Period"), _("Owner"))
    rows = []
    for key in keys:
        one = evidence.get(key) or Evidence(key, "", statement=key, source=_("no evidence yet"))
        rows.append((one.statement or one.key, one.value or "–", one.source or "–", one.period or "–", one.owner or "–"))
    return Table(_cells(header), tuple(_cells(row) for row in rows), widths=(0.32, 0.16, 0.22, 0.16, 0.14))


def _cells(texts: Sequence[str]) -> tuple[Runs, ...]:
    return tuple((Run(text),) if text else () for text in texts)
