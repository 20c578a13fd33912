"""A form as an XLSForm workbook (xlsform.org), which ODK, Kobo and other form tools read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kit.forms.form import LANGS
from kit.forms.model import Form, Labels, Question, said
from kit.sheets.book import Book, refuse_other_suffixes

TYPES = {
    "single": "select_one", "multi": "select_multiple", "ranking": "rank", "scale": "range", "nps": "range", "number": "decimal",
    "text": "text", "longtext": "text", "date": "date", "yesno": "select_one", "consent": "acknowledge", "info": "note",
}  # fmt: skip
HEADS = {"zh": "中文 (zh)", "en": "English (en)"}
YESNO = {"yes": {"zh": "是", "en": "Yes"}, "no": {"zh": "否", "en": "No"}}


def write(form: Form, out: Path, *, at: datetime) -> Path:
    """Write the form to `out`; returns where it is.

    What an XLSForm has no place for is left out: `apart`, `short`, `before`, `split`, the score of a usability scale (its statements
    go), and questions about the modules of an event.
    """
    refuse_other_suffixes(out)
    with Book(form.name, "en", zone="UTC", at=at) as book:
        _survey(book, form)
        _choices(book, form)
        _fill(book, "settings", [["form_title", "form_id", "default_language"], [said(form.titles, "en"), form.name, HEADS["zh"]]])
        return book.save(out)


def _survey(book: Book, form: Form) -> None:
    langs = [f"{column}::{HEADS[lang]}" for column in ("label", "hint") for lang in LANGS]
    rows: list[list[str]] = [["type", "name", *langs, "required", "relevant", "parameters", "appearance"]]
    for question in (one for one in form.questions if not one.source):  # the modules of an event are known only there
        texts = [question.titled(lang) if lang in question.labels else "" for lang in LANGS]
        rows.append([
            _type(question), question.code, *texts, *_by_lang(question.help), "yes" if question.required else "", _relevant(form, question),
            f"start={question.minimum:g} end={question.maximum:g} step=1" if question.steps else "",
            "multiline" if question.type == "longtext" else "",
        ])  # fmt: skip
    _fill(book, "survey", rows)


def _type(question: Question) -> str:
    kind = TYPES[question.type]
    if question.type == "yesno":
        return f"{kind} yes_no"
    return f"{kind} {question.code}" if question.type in ("single", "multi", "ranking") else kind


def _relevant(form: Form, question: Question) -> str:
    if question.show_if is None:
        return ""
    earlier = form.question(question.show_if.question)
    several = earlier is not None and earlier.type == "multi"
    name = f"${{{question.show_if.question}}}"
    tests = [f"selected({name}, '{code}')" if several else f"{name} = '{code}'" for code in question.show_if.answers]
    return " or ".join(tests)


def _choices(book: Book, form: Form) -> None:
    rows = [["list_name", "name", *(f"label::{HEADS[lang]}" for lang in LANGS)]]
    rows += [["yes_no", code, *_by_lang(labels)] for code, labels in YESNO.items()]
    for question in form.questions:
        if question.type in ("single", "multi", "ranking"):
            rows += [[question.code, choice.code, *_by_lang(choice.labels)] for choice in question.choices]
    _fill(book, "choices", rows)


def _by_lang(labels: Labels) -> list[str]:
    return [labels.get(lang, "") for lang in LANGS]


def _fill(book: Book, name: str, rows: Sequence[Sequence[str]]) -> None:
    sheet = book.sheet(name, widths=[18] * len(rows[0]))
    sheet.ws.freeze_panes = "A2"
    for n, row in enumerate(rows):
        sheet.add(*(sheet.text(value, **({"bold": True} if n == 0 else {})) for value in row))
