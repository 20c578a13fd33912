"""Further figures of the feedback's first sheet: the usability score, before and after, another event, and groups."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from kit import measures
from kit.forms import groups, pairs, usability
from kit.forms.groups import Group, Split, Way
from kit.forms.model import Form
from kit.forms.pairs import Shift
from kit.forms.results import Result
from kit.forms.usability import Usability
from kit.i18n import _
from kit.sheets import answers
from kit.sheets import text as texts
from kit.sheets.answers import Asked, Earlier, Feedback
from kit.sheets.book import Book, Sheet

SOFT, ALERT = "52606D", "B45309"
BOLD, LABEL = 1.12, 46  # how much wider bold words are; the width of the first column
Found = Sequence[tuple[Asked, Result]]


def scales(held: Sequence[Feedback], asked: Sequence[Asked], lang: str) -> tuple[Usability, ...]:
    """Return the score of each usability scale over all events."""
    by_code = {one.question.code: one for one in asked}
    blocks = usability.blocks(one.question for one in asked)
    wanted = [by_code[q.code] for block in blocks for q in block]
    rows = [
        {one.question.code: a.number for one in wanted if (a := answers.given(f, r, one)) and a.number is not None}
        for f in (held if wanted else ())
        for r in f.responses
    ]
    return tuple(usability.scored(block, lang, rows) for block in blocks)


def usable(sheet: Sheet, found: Usability, results: Found) -> None:
    """Add a usability score with its interval and how each statement was answered."""
    score = found.score
    sheet.add()
    sheet.heading(_("Usability (SUS): {title}").format(title=found.title), _("SUS"), _("n"), _("95 % from"), _("95 % to"))
    if score.mean is None:
        sheet.add(sheet.text(_("no data"), colour=SOFT), None, sheet.value(0, "integer"))
    else:
        few = score.n < measures.FEW
        told = _("Few answers: read the counts, not the score.") if few else _("From 0 to 100, no percentage; about 68 is average")
        numbers = (sheet.value(n, "tenth", bold=not place, vertical="top") for place, n in enumerate((score.mean, score.low, score.high)))
        mean, low, high = numbers
        sheet.add(sheet.text(told, colour=ALERT if few else SOFT, wrap=True), mean, sheet.value(score.n, "integer"), low, high)
    if found.partial:
        sheet.add(sheet.text(_("Answered in part: no score"), colour=SOFT), None, sheet.value(found.partial, "integer"))
    sheet.heading(_("Statement"), *"12345", _("n"), _("Mean"))
    for one, result in results:
        if one.question.code in found.codes:
            counts = [bar.n for bar in result.bars]
            words = one.question.labels.get(sheet.book.lang) or result.label
            cells = (sheet.value(n, "integer", vertical="top") for n in (*counts, result.n))
            sheet.add(sheet.text(words, wrap=True), *cells, sheet.value(result.mean, "number", vertical="top"))


def within(held: Sequence[Feedback], asked: Sequence[Asked], lang: str) -> tuple[Shift, ...]:
    """Return the changes in people who answered about before and now, over all events."""
    by_code = {one.question.code: one for one in asked}
    found = []
    for after in asked:
        before = by_code.get(after.question.before)
        if before is not None:
            twice = ((answers.given(f, r, before), answers.given(f, r, after)) for f in held for r in f.responses)
            both = [(one, two) for one, two in twice if one and two]
            found.append(pairs.matched(before.question, after.question, both, lang))
    return tuple(found)


def changed(sheet: Sheet, shifts: Sequence[Shift]) -> None:
    """Add what changed in the same people."""
    if not shifts:
        return
    sheet.add()
    _same(sheet, _("Before and after, in the same people"), _("After"), shifts)
    sheet.add(sheet.text(_("Both asked at one time, looking back: how people see the change themselves."), colour=SOFT))


def _same(sheet: Sheet, title: str, now: str, shifts: Sequence[Shift]) -> None:
    heads = (_("Before"), now, _("Change"), _("95 % from"), _("95 % to"), _("n"), _("Higher"), _("Same"), _("Lower"))
    sheet.heading(title, *heads)
    for shift in shifts:
        counts = (shift.n_after, shift.better, shift.same, shift.worse)
        sheet.add(*_shift(sheet, shift), *(sheet.value(n, "integer", vertical="top") for n in counts))


def compared(sheet: Sheet, earlier: Earlier) -> None:
    """Add what differs from an earlier event, whose answers are another group."""
    event = earlier.event
    title = _("Compared with {title}, {day} ({code})")
    heads = (_("Before"), _("This time"), _("Change"), _("95 % from"), _("95 % to"), _("n before"), _("n this time"))
    sheet.add()
    sheet.heading(title.format(title=event.title, day=f"{sheet.book.local(event.starts_at):%Y-%m-%d}", code=event.code), *heads)
    for shift in earlier.shifts:
        counts = (sheet.value(n, "integer", vertical="top") for n in (shift.n_before, shift.n_after))
        sheet.add(*_shift(sheet, shift), *counts)
    if not earlier.shifts:
        sheet.add(sheet.text(_("No question can be compared."), colour=SOFT))
    for one in earlier.unlike:
        sheet.add(sheet.text(f"{one.title}: {_(one.why)}", colour=SOFT, wrap=True))
    told = _("Shares (top 2, or yes) of two groups of answers, not pairs of people. Questions compared: {n}.")
    sheet.add(sheet.text(told.format(n=len(earlier.shifts)), colour=SOFT))
    if earlier.paired:
        sheet.add()
        _same(sheet, _("The same people at both events, by name"), _("This time"), earlier.paired)


def _shift(sheet: Sheet, shift: Shift) -> list[Any]:
    kind = "number" if shift.unit == "mean" else "percent"
    points = 1 if shift.unit == "mean" else 100
    ends = [None if end is None else end * points for end in (shift.difference, shift.low, shift.high)]
    return [
        sheet.text(pairs.named(shift), wrap=True),
        *(sheet.value(n, kind, vertical="top") for n in (shift.before, shift.after)),
        *(sheet.value(n, f"{kind}-change", bold=not place and shift.significant, vertical="top") for place, n in enumerate(ends)),
    ]


def ways(held: Sequence[Feedback], asked: Sequence[Asked], lang: str) -> tuple[Way, ...]:
    """Return how the answers of all events fall into groups: by event, by audience, and as those of one form do."""
    responses = [r for f in held for r in f.responses]
    events = {r.id: f.event for f in held for r in f.responses} if len(held) > 1 else {}
    found = []
    if events:
        found.append(groups.told(_("Event"), responses, lambda r: f"{events[r.id].title} · {events[r.id].code}"))
        found.append(groups.told(_("Audience"), responses, lambda r: events[r.id].audience))
    form = Form("", {}, tuple(one.question for one in asked))
    return (*(way for way in found if way.tells), *groups.ways(form, responses, lang))


def split(sheet: Sheet, way: Way, found: Sequence[tuple[Result, Split]]) -> None:
    """Add the figures of each question by one way of telling answers apart."""
    sheet.add()
    sheet.heading(_("By {way}").format(way=way.name), _("Value"), _("n"), _("95 % from"), _("95 % to"))
    for result, one in found:
        kinds = {"nps": _("NPS"), "yesno": _("Yes")}
        measure = kinds.get(result.question.type, _("Top 2"))
        tall = 15.0 * math.ceil(texts.width(result.label) * BOLD / LABEL)  # not every program makes room for bold words by itself
        sheet.add(sheet.text(result.label, bold=True, wrap=True), sheet.text(measure, colour=SOFT, align="right"), height=tall)
        for group in one.groups:
            sheet.add(sheet.text(groups.named(group), indent=1, wrap=True), *_figures(sheet, group))
    told = _("No group below {n} answers is shown: small ones are put together.")
    sheet.add(sheet.text(told.format(n=groups.LEAST), colour=SOFT))


def splits(book: Book, held: Sequence[Feedback], asked: Sequence[Asked], found: Found) -> list[tuple[Way, list[tuple[Result, Split]]]]:
    """Return by each way the questions whose figures may be shown by its groups."""
    ways_ = ways(held, asked, book.lang)
    shown: list[tuple[Way, list[tuple[Result, Split]]]] = [(way, []) for way in ways_]
    for one, result in found if ways_ else ():
        if one.question.type in groups.MEASURED:
            given = [(r.id, a) for f in held for r in f.responses if (a := answers.given(f, r, one))]
            for way, inner in shown:
                if made := groups.split(one.question, given, way):
                    inner.append((result, made))
    return [(way, inner) for way, inner in shown if inner]


def _figures(sheet: Sheet, group: Group) -> list[Any]:
    n = sheet.value(group.n, "integer", vertical="top")
    if group.nps:
        value, low, high = (sheet.value(round(v or 0), "integer", vertical="top") for v in (group.nps.score, group.nps.low, group.nps.high))
    else:
        assert group.share
        value, low, high = (sheet.value(v, "percent", vertical="top") for v in (group.share.share, group.share.low, group.share.high))
    return [value, n, low, high]
