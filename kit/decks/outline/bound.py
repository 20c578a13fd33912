"""The values that a deck gets from outside for its `{{names}}`, and structure pages that leave out what has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kit.decks import bindings
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Paragraph, Run, Runs
from kit.decks.module.model import SlideSource
from kit.decks.outline.generated import EVIDENCE, Evidence
from kit.i18n import _

BETWEEN = " · "


def day(at: datetime, lang: str) -> str:
    """Return a date as people write it: 2026年11月24日, 24 November 2026."""
    from babel.dates import format_date

    return str(
        format_date(at.date(), "y年M月d日" if lang.startswith("zh") else "d MMMM y", locale="zh_CN" if lang.startswith("zh") else "en")
    )


def evidence(known: Mapping[str, Evidence], used: Sequence[str]) -> dict[str, str]:
    """Return the values of `{{ev:key}}`; a key without evidence says so instead of showing braces."""
    return {EVIDENCE + key: known[key].value if key in known and known[key].value else _("no data yet") for key in (*known, *used)}


def without_gaps(slides: Sequence[SlideSource], bound: Bindings) -> tuple[SlideSource, ...]:
    """Return slides whose lines of facts between dots (`{{speaker}} · {{event.date}}`) leave out the facts that have no value."""
    return tuple(
        replace(slide, blocks=tuple(replace(b, runs=_kept(b.runs, bound)) if isinstance(b, Paragraph) else b for b in slide.blocks))
        for slide in slides
    )


def _kept(runs: Runs, bound: Bindings) -> Runs:
    return tuple(made for run in runs if (made := _run(run, bound)).text)


def _run(run: Run, bound: Bindings) -> Run:
    if "{{" not in run.text or BETWEEN not in run.text:
        return run
    facts = [fact for fact in run.text.split(BETWEEN) if all(name in bound.values for name in bindings.names(fact))]
    return run._replace(text=BETWEEN.join(facts))
