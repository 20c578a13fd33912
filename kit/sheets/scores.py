"""The first sheet of the feedback workbook: response rate, recommendation, each question's figures and distribution."""

from __future__ import annotations

from collections.abc import Sequence

from kit import measures
from kit.forms.results import Bar, Result
from kit.i18n import _
from kit.measures import Score
from kit.sheets import answers, breakdown, charts, summary
from kit.sheets.answers import Asked, Earlier, Feedback
from kit.sheets.book import Book, Sheet

WIDTHS = (46, 11, 11, 11, 11, 11, 11, 11, 11, 11)
CHART = "E"
PAGE = 32  # rows that fit on a printed page of this sheet
BLOCK = 10  # rows that a chart beside a distribution needs


def add(book: Book, title: str, held: Sequence[Feedback], asked: Sequence[Asked], earlier: Earlier | None = None) -> None:
    """Add the Summary sheet; with an `earlier` event its answers are compared with those."""
    sheet = book.sheet(_("Summary"), widths=WIDTHS)
    sheet.title(title)
    summary.protect(sheet)
    if len(held) == 1:
        event = held[0].event
        words = (f"{book.local(event.starts_at):%Y-%m-%d %H:%M} ({book.zone})", event.place, event.host, event.code)
        sheet.add(sheet.text(" · ".join(word for word in words if word), colour="52606D"))
    sheet.add()
    _rate(sheet, held)
    found = [(one, answers.result(held, one, book.lang)) for one in asked]
    for _one, result in found:
        if result.nps:
            _recommend(sheet, result, result.nps)
    scales = breakdown.scales(held, asked, book.lang)
    for scale in scales:
        breakdown.usable(sheet, scale, found)
    breakdown.changed(sheet, breakdown.within(held, asked, book.lang))
    if earlier:
        breakdown.compared(sheet, earlier)
    whole = {code for scale in scales for code in scale.codes}
    found = [(one, result) for one, result in found if one.question.code not in whole]
    if found or not whole:
        _table(sheet, held, found)
    _distributions(sheet, [result for _one, result in found if result.bars])
    for way, inner in breakdown.splits(book, held, asked, found):
        breakdown.split(sheet, way, inner)


def _rate(sheet: Sheet, held: Sequence[Feedback]) -> None:
    handed, present = sum(len(one.responses) for one in held), sum(one.present for one in held)
    sheet.heading(_("Figure"), _("Value"), _("of (n)"), _("95 % from"), _("95 % to"))
    sheet.add(sheet.text(_("Responses")), sheet.value(handed, "integer", bold=True))
    sheet.add(sheet.text(_("Present")), sheet.value(present, "integer", bold=True))
    answered = sum(min(len(one.responses), one.present) for one in held)
    summary.share(sheet, _("Response rate"), measures.wilson(answered, present))


def _recommend(sheet: Sheet, result: Result, score: Score) -> None:
    sheet.add()
    sheet.heading(_("Recommendation (NPS): {question}").format(question=result.label), _("NPS"), _("n"), _("95 % from"), _("95 % to"))
    if score.score is None:
        sheet.add(sheet.text(_("no data"), colour="52606D"), None, sheet.value(0, "integer"))
        return
    numbers = [
        sheet.value(round(n), "integer", bold=place == 0) for place, n in ((0, score.score), (1, score.n), (2, score.low), (3, score.high))
    ]
    few = _("Few answers: read the counts, not the score.") if score.n < measures.FEW else _("Score with its 95 % interval")
    sheet.add(sheet.text(few, colour="B45309" if score.n < measures.FEW else "52606D"), *numbers)
    for name, n in (
        (_("Promoters (9–10)"), score.promoters),
        (_("Passives (7–8)"), score.passives),
        (_("Detractors (0–6)"), score.detractors),
    ):
        sheet.add(sheet.text(name), sheet.value(n, "integer"), sheet.value(n / score.n, "percent"))
    sheet.bars(3, sheet.row - 2, sheet.row)


def _table(sheet: Sheet, held: Sequence[Feedback], found: Sequence[tuple[Asked, Result]]) -> None:
    if not found:
        sheet.add()
        sheet.add(sheet.text(_("This event asks no feedback."), colour="52606D"))
        return
    sheet.add()
    heads = (_("n"), _("Missing"), _("Mean"), _("SD"), _("Median"), _("Top 2"), _("95 % from"), _("95 % to"))
    sheet.heading(_("Question"), *heads)
    for one, result in found:
        share = result.top2 if result.top2 and result.top2.share is not None else None
        shares = [share.share, share.low, share.high] if share else [None, None, None]
        numbers = [result.mean, result.deviation, answers.middle(held, one)]
        sheet.add(
            sheet.text(result.label, wrap=True),
            *(sheet.value(n, "integer", vertical="top") for n in (result.n, result.missing)),
            *(sheet.value(n, "number", vertical="top") for n in numbers),
            *(sheet.value(n, "percent", vertical="top") for n in shares),
        )


def _distributions(sheet: Sheet, results: Sequence[Result]) -> None:
    """Add how each question was answered; no chart is cut where a printed page ends."""
    first = sheet.row
    for result in results:
        rows = max(len(result.bars) + 2, BLOCK + 2 if result.question.steps and result.n else 0)
        if sheet.row + rows - first > PAGE or result is results[0]:
            sheet.page()
            first = sheet.row
        _distribution(sheet, result)
    if results:
        sheet.page()


def _distribution(sheet: Sheet, result: Result) -> None:
    sheet.add()
    sheet.heading(result.label, _("n = {n}").format(n=result.n), _("Share"))
    top, first = sheet.row, sheet.row + 1
    for bar in result.bars:
        sheet.add(sheet.text(_name(result, bar), wrap=True), sheet.value(bar.n, "integer"), sheet.value(bar.share, "percent"))
    sheet.bars(3, first, sheet.row)
    if result.question.steps and result.n:
        charts.bars(sheet, f"{CHART}{top}", result.label[:80], labels=1, values=2, first=first, last=sheet.row, width=15, height=5.2)
        while sheet.row < top + BLOCK:
            sheet.add()


def _name(result: Result, bar: Bar) -> str:
    if result.question.type in ("yesno", "consent"):
        return {"yes": _("yes"), "no": _("no")}.get(bar.code, bar.code)
    return bar.label or bar.code
