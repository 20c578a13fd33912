"""The codebook of the feedback workbook: what each column of its responses asks, and what its codes mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from kit.forms.model import Question, said
from kit.i18n import N_, _
from kit.sheets import answers, records
from kit.sheets.answers import Asked, Feedback
from kit.sheets.book import Book
from kit.sheets.records import Column

TYPES = {
    "single": N_("one choice"),
    "multi": N_("several choices"),
    "ranking": N_("ranking"),
    "date": N_("date"),
    "scale": N_("scale"),
    "nps": N_("recommendation 0 to 10"),
    "number": N_("number"),
    "text": N_("short text"),
    "longtext": N_("text"),
    "yesno": N_("yes or no"),
    "consent": N_("consent"),
}


def add(book: Book, held: Sequence[Feedback], asked: Sequence[Asked], about: int) -> None:
    """Add one row for each column of Responses after its first `about`: which question it is, what its codes mean."""
    columns = [
        Column(_("Column")),
        Column(_("Header"), width=40, wrap=True),
        Column(_("Code")),
        Column(_("Choice code")),
        Column(_("Type")),
        Column("中文", width=32, wrap=True),
        Column("English", width=32, wrap=True),
        Column(_("Choices or scale"), width=46, wrap=True),
        Column(_("Required")),
        Column(_("Shown if")),
        Column(_("Form versions")),
        Column(_("Answered (n)"), "integer"),
    ]
    records.add(book, _("Codebook"), "Codebook", columns, _codes(book, held, asked, about), freeze=2)


def _codes(book: Book, held: Sequence[Feedback], asked: Sequence[Asked], place: int) -> Iterator[list[Any]]:
    chosen, places = _("1 = chosen, 0 = not chosen, empty = not asked"), _("its place, 1 is the best; empty = no place")
    for one in asked:
        question, n = one.question, answers.result(held, one, book.lang).n
        for head, _kind, code in answers.columns(one, book.lang):
            place += 1
            shown = f"{question.show_if.question} = {', '.join(question.show_if.answers)}" if question.show_if else ""
            meaning = _meaning(question, book.lang) if not code else places if question.type == "ranking" else chosen
            labels = [question.titled(lang) if lang in question.labels else "" for lang in ("zh", "en")]
            about = [get_column_letter(place), head, question.code, code, _(TYPES.get(question.type, question.type)), *labels, meaning]
            yield [*about, _("yes") if question.required else "", shown, ", ".join(one.marks), n]


def _meaning(question: Question, lang: str) -> str:
    if question.steps:
        named = {choice.code: said(choice.labels, lang) for choice in question.choices}
        ends = {str(question.steps[0]): said(question.low, lang), str(question.steps[-1]): said(question.high, lang)}
        points = {code: named.get(code) or ends.get(code) or "" for code in map(str, question.steps)}
        told = "; ".join(f"{code} = {words}" for code, words in points.items() if words)
        if question.scored and int(question.code.rpartition(".")[2]) % 2 == 0:
            told += "; " + _("turned round in the SUS score")
        return told or f"{question.steps[0]} … {question.steps[-1]}"
    if question.type in ("yesno", "consent"):
        return f"yes = {_('yes')}; no = {_('no')}"
    return "; ".join(f"{choice.code} = {answers.label(choice, lang)}" for choice in question.choices)
