"""A form as an XLSForm workbook (xlsform.org), which ODK, Kobo and other form tools read.

What an XLSForm has no place for stands in columns of our own, which other tools pass over, so that the form comes back as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kit.forms import condition, surplus
from kit.forms.form import LANGS
from kit.forms.model import Choice, Form, Labels, Question, said
from kit.forms.surplus import PREFIX, Names
from kit.sheets import text as texts
from kit.sheets.book import Book, refuse_other_suffixes

TYPES = {
    "single": "select_one", "multi": "select_multiple", "ranking": "rank", "scale": "range", "nps": "range", "number": "decimal",
    "text": "text", "longtext": "text", "date": "date", "yesno": "select_one", "consent": "acknowledge", "info": "note",
}  # fmt: skip
HEADS = {"zh": "中文 (zh)", "en": "English (en)"}
YESNO = (Choice("yes", {"zh": "是", "en": "Yes"}), Choice("no", {"zh": "否", "en": "No"}))
RULES = ("required", "relevant", "constraint", "parameters", "appearance", "disabled")
Row = dict[str, str]


def write(form: Form, out: Path, *, at: datetime) -> Path:
    """Write the form to `out`; returns where it is.

    Questions about the modules of an event are switched off for other tools; `default` belongs to a workspace and is left out.
    """
    refuse_other_suffixes(out)
    names = surplus.names(form)
    with Book(form.name, "en", zone="UTC", at=at) as book:
        _fill(book, "survey", ("type", "name", *_heads("label"), *_heads("hint"), *RULES), _survey(form, names))
        _fill(book, "choices", ("list_name", "name", *_heads("label")), _choices(form, names))
        _fill(book, "settings", ("form_title", "form_id", "default_language"), [_settings(form)])
        return book.save(out)


def _settings(form: Form) -> Row:
    lang = next((lang for lang in LANGS if form.titles.get(lang)), LANGS[0])
    found = {"form_title": said(form.titles, lang), "form_id": form.name, "default_language": HEADS[lang]}
    if dict(form.titles) != dict.fromkeys(LANGS, found["form_title"]):
        found |= {f"{PREFIX}title_{lang}": text for lang, text in form.titles.items() if text}
    if not form.anonymous:
        found[f"{PREFIX}anonymity"] = form.anonymity
    return found | ({f"{PREFIX}opens": form.opens} if form.early else {})


def _survey(form: Form, names: Names) -> list[Row]:
    off = {question.code for question in surplus.only_here(form)}
    rows = [_question(form, question, names) for question in form.questions]
    for row, question in zip(rows, form.questions, strict=True):
        row |= {"disabled": "yes", f"{PREFIX}only": "yes"} if question.code in off else {}
    return [*_note(form.intro, "intro", names), *rows, *_note(form.thanks, "thanks", names)]


def _note(labels: Labels, what: str, names: Names) -> list[Row]:
    """Return what the form says before or after its questions as a note, which other tools show too."""
    taken = set(names.questions.values())
    name = next(name for n in range(len(taken) + 1) if (name := f"form_{what}{n or ''}") not in taken)
    row = {"type": "note", "name": name, **_by_lang("label", labels), f"{PREFIX}type": what}
    return [row] if any(labels.values()) else []


def _question(form: Form, question: Question, names: Names) -> Row:
    name = names.questions[question.code]
    labels = {lang: question.titled(lang) for lang in question.labels}
    named = bool(question.steps and question.choices)
    found = {"type": _type(question, names), "name": name, **_by_lang("label", labels), **_by_lang("hint", question.help)}
    found["required"] = "yes" if question.required else ""
    found["constraint"] = condition.constraint(question, lambda choice: names.choices[question.code, choice.code])
    found["appearance"] = "likert" if named else "multiline" if question.type == "longtext" else ""
    if question.steps and not named:
        found["parameters"] = f"start={question.minimum:g} end={question.maximum:g} step=1"
    earlier = form.question(question.show_if.question) if question.show_if else None
    if question.show_if and earlier:
        answers = tuple(names.choices.get((earlier.code, code), code) for code in question.show_if.answers)
        found["relevant"] = condition.relevant(names.questions[earlier.code], earlier, answers)
    return found | ({f"{PREFIX}name": question.code} if name != question.code else {}) | surplus.put(question)


def _type(question: Question, names: Names) -> str:
    if question.type == "yesno":
        return f"select_one {_yes_no(names)}"
    kind = "select_one" if question.steps and question.choices else TYPES[question.type]
    return f"{kind} {names.questions[question.code]}" if kind in ("select_one", "select_multiple", "rank") else kind


def _yes_no(names: Names) -> str:
    taken = set(names.questions.values())
    return next(name for n in range(len(taken) + 1) if (name := f"yes_no{n or ''}") not in taken)


def _choices(form: Form, names: Names) -> list[Row]:
    rows: list[Row] = [{"list_name": _yes_no(names), "name": one.code, **_by_lang("label", one.labels)} for one in YESNO]
    for question in form.questions:
        for choice in question.choices:
            name = names.choices[question.code, choice.code]
            rows.append({"list_name": names.questions[question.code], "name": name, **_by_lang("label", choice.labels)})
            rows[-1] |= {f"{PREFIX}code": choice.code} if name != choice.code else {}
            rows[-1] |= {f"{PREFIX}other": "yes"} if choice.other else {}
    return rows


def _heads(column: str) -> list[str]:
    return [f"{column}::{HEADS[lang]}" for lang in LANGS]


def _by_lang(column: str, labels: Labels) -> Row:
    return {f"{column}::{HEADS[lang]}": labels[lang] for lang in LANGS if labels.get(lang)}


def _fill(book: Book, name: str, heads: Sequence[str], rows: Sequence[Row]) -> None:
    """Fill a sheet; of our own columns and of those that may be missing only the ones that say something."""
    said = {head for row in rows for head, text in row.items() if text}
    more = sorted({head for row in rows for head in row} - set(heads))
    shown = [head for head in (*heads, *more) if head in said or (head not in RULES and head in heads)]
    if name == "choices" and f"{PREFIX}other" not in shown:
        shown.append(f"{PREFIX}other")  # its being there says that "other" is a code like any other
    sheet = book.sheet(name, widths=[_width(head, rows) for head in shown])
    sheet.ws.freeze_panes = "C2" if name == "survey" else "A2"
    sheet.add(*(sheet.text(head, bold=True) for head in shown))
    for row in rows:
        sheet.add(*(sheet.text(row.get(head, ""), wrap=True) for head in shown))


def _width(head: str, rows: Sequence[Row]) -> float:
    longest = max((texts.width(row.get(head, "")) for row in rows), default=0)
    return min(max(len(head), longest, 8) + 2.0, 46.0)
