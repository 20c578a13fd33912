"""Compile slide sources: bind, choose a layout, arrange, fit, draw, and save with the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kit.decks.author import (
    Compiled,
    CompiledSlide,
    arranging,
    binding,
    callouts,
    changes,
    choosing,
    columns,
    drawing,
    formulas,
    galleries,
    pictures,
    settling,
    shelves,
    titles,
)
from kit.decks.author.binder import Binder
from kit.decks.author.canvas import Canvas, Job
from kit.decks.author.flowing import flow
from kit.decks.author.grid import INCH
from kit.decks.author.layouts import Layout
from kit.decks.author.pieces import Flow, Page, Plan, Region
from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Run, Runs
from kit.decks.module.model import SlideSource
from kit.i18n import N_

COVERS = ("title", "section", "closing")


def compile(title: str, slides: Sequence[SlideSource], theme: Theme, bindings: Bindings, *, base: Path, lang: str) -> Compiled:
    """Compile slides into a package; see `kit.decks.author.compile`."""
    binder = Binder(shelves.package(theme), title)
    job = Job(theme, bindings, base, lang)
    made: list[CompiledSlide] = []
    for index, source in enumerate(slides):
        made += [replace(slide, source_index=index) for slide in _slide(binder, source, job, len(made) + 1)]
    return Compiled(binder.data(), tuple(made), tuple(job.findings))


def _slide(binder: Binder, source: SlideSource, job: Job, number: int) -> list[CompiledSlide]:
    """Compile one source slide into as many slides as it needs."""
    job.slide, job.line = number, source.line
    source, unbound = binding.filled(source, job.bindings, number)
    source = replace(source, blocks=callouts.titled(columns.tidy(pictures.present(source.blocks, job)), job.lang))
    source = changes.compared(source, job.lang)
    formulas.check(source, job)
    known = shelves.layouts(job.theme)
    name, unknown = choosing.choose(source, known, number)
    job.findings += [*unbound, *unknown]
    parts = _parts(known, name, source, job)
    for i, (layout, page, title, whole) in enumerate(parts):
        said = source.title if len(parts) == 1 else (*source.title, Run(f" ({i + 1}/{len(parts)})"))
        canvas = Canvas(binder.sheet(layout.called or layout.name), job)
        drawing.draw(canvas, layout, said, title, page, number + i)
        drawing.extras(canvas, layout, replace(source, notes=source.notes if i == 0 or not whole else ""), i == 0)
        canvas.flush()
    return [CompiledSlide(_title(source, i, len(parts)), layout.name, 0, source.line) for i, (layout, *_) in enumerate(parts)]


def _title(source: SlideSource, i: int, count: int) -> str:
    return source.heading if count == 1 else f"{source.heading} ({i + 1}/{count})"


Part = tuple[Layout, Page, titles.Fit, bool]


def _parts(known: dict[str, Layout], name: str, source: SlideSource, job: Job, further: bool = False) -> list[Part]:
    """Return the slides of one source: the pages of its layout, then (`further`) what the layout had no place for."""
    layout, plan = _planned(known, name, source, job)
    said = source.title
    if titles.grows(layout, said, job) and (further or plan.rest or _count(plan, layout, said, job) > 1):
        said = (*said, titles.COUNTER)
    title = titles.fitted(layout, said, job)
    pages = [
        galleries.settled(layout.name, settling.settled(layout.name, page), job)
        for page in _pages(_lowered(plan.regions, layout, title.down), job)
    ]
    parts: list[Part] = [(layout, page, title, True) for page in pages]
    if plan.rest:
        sentence = N_("The layout “{layout}” has no place for all of this: the rest follows on a slide of its own.")
        job.note("author.rest", sentence, layout=layout.name)
        rest = replace(source, layout="", blocks=plan.rest, notes="")
        parts += _parts(known, choosing.further(name, rest), rest, job, True)
    return parts


def _count(plan: Plan, layout: Layout, title: Runs, job: Job) -> int:
    """Return how many slides a plan takes, without a word about it."""
    down = titles.fitted(layout, title, replace(job, findings=[])).down
    return max((len(flow(region, job.theme).pages) for region in _lowered(plan.regions, layout, down)), default=1)


def _planned(known: dict[str, Layout], name: str, source: SlideSource, job: Job) -> tuple[Layout, Plan]:
    """Return the layout and its plan; one that could hold nothing of the slide gives way to the one its content asks for."""
    layout = known[name]
    plan = arranging.plan(layout, source.blocks)
    useless = not plan.regions and plan.rest and (layout.like or name) not in COVERS
    if not useless and (layout.slot("title") or not source.title):
        return layout, plan
    chosen = choosing.fitting(source)
    job.note(
        "author.unfit", N_("The layout “{layout}” has no place for what is here: the slide took “{chosen}”."), layout=name, chosen=chosen
    )
    return known[chosen], arranging.plan(known[chosen], source.blocks)


def _lowered(regions: tuple[Region, ...], layout: Layout, down: int) -> tuple[Region, ...]:
    """Return the regions below the title moved down where it needs a third line."""
    title = layout.slot("title")
    if not down or title is None:
        return regions
    edge = title.box.bottom - round(0.1 * INCH)
    return tuple(
        replace(region, box=region.box.lowered(max(title.box.bottom + down - region.box.y, 0))) if region.box.y >= edge else region
        for region in regions
    )


def _pages(regions: tuple[Region, ...], job: Job) -> list[Page]:
    flows = [flow(region, job.theme) for region in regions]
    count = max((len(one.pages) for one in flows), default=1)
    for one in flows:
        _tell(one, job)
    shown = settling.evened(regions, [_shown(region, made.pages, count) for region, made in zip(regions, flows, strict=True)])
    return [tuple(placed for pages in shown for placed in pages[i]) for i in range(count)]


def _shown(region: Region, pages: Sequence[Page], count: int) -> list[Page]:
    """Return what a region shows on each of `count` slides."""
    missing = count - len(pages)
    if region.on == "every" and len(pages) == 1:
        return [pages[0]] * count
    empty: list[Page] = [()] * missing
    return [*empty, *pages] if region.on == "last" else [*pages, *empty]


def _tell(made: Flow, job: Job) -> None:
    """Say what was done to make a region fit."""
    size = f"{made.size:g}"
    if made.over:
        job.note("author.overflow", N_("Text does not fit its place even at {size} pt: shorten it."), size=size, severity="error")
    if len(made.pages) > 1:
        job.note("author.split", N_("The content did not fit one slide: it was split over {count}."), count=len(made.pages))
    elif made.shrunk:
        job.note("author.shrunk", N_("Text was set smaller, {size} pt, to fit its place."), size=size, severity="note")
