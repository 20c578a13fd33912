"""Forms from XLSForm workbooks (sheets survey, choices, settings), as ODK, Kobo, others and `kit.sheets.xlsform` write them.

Source: xlsform.org. What we cannot ask is a finding with its cell; a question is never lost without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.content import typed
from kit.content.tables import Cell, Sheet
from kit.errors import Finding, KitError
from kit.forms import condition, surplus
from kit.forms.answer import YES
from kit.forms.form import CHOICES_MOST, CODE, CODE_MOST, LANGS, QUESTIONS_MOST
from kit.forms.model import ANONYMITY, OPENS, Choice, Form, Labels, Question, ShowIf
from kit.forms.surplus import PREFIX
from kit.i18n import N_

TYPES = {
    "select_one": "single", "select_multiple": "multi", "rank": "ranking", "integer": "number", "decimal": "number", "range": "scale",
    "text": "text", "note": "info", "date": "date", "acknowledge": "consent", "trigger": "consent",
}  # fmt: skip
CHOSEN = ("select_one", "select_multiple", "rank")
SILENT = ("start", "end", "today", "deviceid", "username", "calculate", "audit", "begin group", "end group", "begin_group", "end_group")
OWN = ("intro", "thanks")
TRUE = ("yes", "true", "true()")
RULES = ("calculation", "choice_filter", "repeat_count", "default", "trigger")
KNOWN = ("type", "name", "label", "hint", "required", "relevant", "constraint", "parameters", "appearance", "disabled", *RULES)
TOLD = ("constraint_message", "required_message", "guidance_hint", "read_only", "readonly")  # say nothing that we would ask otherwise
OTHERS = {"zh": "其他", "en": "Other"}
LANG = re.compile(r"::?\s*(?:.*\((?P<code>[A-Za-z-]+)\)|(?P<name>.+))\s*\Z")
NAMES = {"zh": ("zh", "zh-cn", "zh-hans", "中文", "chinese", "简体中文"), "en": ("en", "english", "英文")}
POINTS_MOST = 11

Row = Mapping[str, Cell]


def read(sheets: Sequence[Sheet], name: str) -> Form:
    """Return the form in the sheets of an XLSForm, called `name`; what is not asked the same way is in its findings.

    Raises KitError when there is no sheet `survey` with the columns type and name.
    """
    by_name = {sheet.name.strip().lower(): sheet for sheet in sheets}
    survey = list(_rows(by_name["survey"])) if "survey" in by_name else []
    heads = _heads(by_name["survey"]) if survey else {}
    if "type" not in heads or "name" not in heads:
        raise KitError("xlsform.survey", "This workbook is no XLSForm: it needs a sheet survey with the columns type and name.")
    reading = _Reading()
    reading.columns(heads, survey, (*KNOWN, *TOLD))
    if "choices" in by_name:
        reading.choices(by_name["choices"])
    for row in survey:
        reading.row(row)
    settings = next(_rows(by_name["settings"]), {}) if "settings" in by_name else {}
    return reading.form(name, settings)


def _heads(sheet: Sheet) -> dict[str, Cell]:
    return {typed.plain(cell.text): cell for cell in sheet.rows[0]} if sheet.rows else {}


def _rows(sheet: Sheet) -> Iterator[Row]:
    """Yield the rows below the header by the header's words; empty rows are left out."""
    heads = [typed.plain(cell.text) for cell in sheet.rows[0]] if sheet.rows else []
    for row in sheet.rows[1:]:
        found = {head: cell for head, cell in zip(heads, row, strict=False) if head and cell.text.strip()}
        if found:
            yield found


def _scaled(question: Question, parameters: str) -> Question:
    """Return a range as the scale it is: short ones as steps (0 to 10 as a recommendation), long ones as a number."""
    given = dict(part.split("=", 1) for part in re.split(r"[;,\s]+", parameters) if "=" in part)
    try:
        first, last = (int(float(given.get(name, default))) for name, default in (("start", "0"), ("end", "10")))
    except (ValueError, OverflowError):
        first, last = 0, 10
    if (first, last) == (0, 10):
        return replace(question, type="nps", minimum=0, maximum=10)
    steps = first in (0, 1) and 2 <= last - first + 1 <= POINTS_MOST
    return replace(question, type="scale" if steps else "number", minimum=first, maximum=last)


def _lang(head: str, column: str) -> str:
    """Return the language of a column such as `label::中文 (zh)`, "" when it is none of ours."""
    match = LANG.match(head.removeprefix(column)) if head.startswith(column) else None
    word = (match["code"] or match["name"] or "").strip().lower() if match else ""
    return next((lang for lang, names in NAMES.items() if word in names), "")


def _labels(row: Row, column: str) -> Labels:
    """Return the texts of a column by language: `label`, `label::中文 (zh)`, `label::English (en)`."""
    found = dict.fromkeys(LANGS, _text(row, column)) if column in row else {}
    return found | {lang: cell.text.strip() for head, cell in row.items() if (lang := _lang(head, column))}


def _text(row: Row, column: str) -> str:
    return row[column].text.strip() if column in row else ""


def _own(row: Row) -> dict[str, str]:
    return {head: cell.text.strip() for head, cell in row.items() if head.startswith(PREFIX)}


@dataclass
class _Reading:
    """What has been read so far."""

    lists: dict[str, dict[str, Choice]] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    texts: dict[str, Labels] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def form(self, name: str, settings: Row) -> Form:
        """Return the form that was read."""
        own = _own(settings)
        titles = {lang: text for lang in LANGS if (text := own.get(f"{PREFIX}title_{lang}"))}
        titles = titles or dict(_labels(settings, "form_title")) or dict.fromkeys(LANGS, name)
        anonymity, opens = (self.setting(settings, *one) for one in (("anonymity", ANONYMITY), ("opens", OPENS)))
        intro, thanks = (self.texts.get(key, {}) for key in OWN)
        asked = tuple(self.questions.values())
        return Form(name, titles, asked, intro, thanks, False, tuple(self.findings), anonymity, opens)

    def setting(self, settings: Row, key: str, known: Sequence[str]) -> str:
        """Return one of the words that a setting may be, the first one where it is missing or another."""
        found = _text(settings, PREFIX + key) or known[0]
        if found in known:
            return found
        text = N_("{cell}: {name} is none of {known}; the form is taken with {first}.")
        self.tell(settings, PREFIX + key, "xlsform.setting", text, known=", ".join(known), first=known[0])
        return known[0]

    def columns(self, heads: Mapping[str, Cell], rows: Sequence[Row], known: Sequence[str]) -> None:
        """Tell the columns with content that are not understood: other languages, pictures, columns of other tools."""
        for head, cell in heads.items():
            ours = not head or head in known or head.startswith(PREFIX) or any(_lang(head, column) for column in ("label", "hint"))
            if not ours and any(head in row for row in rows):
                text = N_("{cell}: the column {name} is not understood here: what it says is left out.")
                self.tell({head: cell}, head, "xlsform.column", text)

    def choices(self, sheet: Sheet) -> None:
        """Read the lists of choices by the names that the survey uses."""
        rows, heads = list(_rows(sheet)), _heads(sheet)
        # any further column is a filter or another tool's and is told where a question uses it
        self.columns({head: cell for head, cell in heads.items() if ":" in head}, rows, ())
        for row in rows:
            name, listed = _text(row, "name") or _text(row, "value"), _text(row, "list_name") or _text(row, "list name")
            if not name or not listed:
                continue
            found = self.lists.setdefault(listed, {})
            if name in found or len(found) == CHOICES_MOST:
                self.tell(
                    row, "name", "xlsform.choice", N_("{cell}: the choice {name} stands here twice or is one too many: it is left out.")
                )
                continue
            code = (_text(row, f"{PREFIX}code") or name)[:CODE_MOST]
            other = name.lower() in ("other", "others") if f"{PREFIX}other" not in heads else f"{PREFIX}other" in row
            found[name] = Choice(code, _labels(row, "label") or dict.fromkeys(LANGS, code), other=other)

    def row(self, row: Row) -> None:
        """Read a row of the survey: a question, or what the form says before and after them."""
        words = _text(row, "type").split()
        kind = words[0].lower() if words else ""
        if _text(row, "disabled").lower() in TRUE and not _text(row, f"{PREFIX}only"):
            return
        if _text(row, "type").lower() in SILENT or kind in SILENT:
            if kind.startswith("begin") and "relevant" in row:
                self.rule(row, "relevant")
            return
        if kind == "note" and (own := _text(row, f"{PREFIX}type")) in OWN:
            self.texts[own] = _labels(row, "label")
            return
        code = _text(row, f"{PREFIX}name") or _text(row, "name")
        if kind not in TYPES:
            text = N_("{cell}: the question type {name} is not known here: the question is left out.")
            self.tell(row, "type", "xlsform.type", text)
        elif not CODE.match(code) or code in self.questions:
            text = N_("{cell}: the name {name} is missing, used twice, or holds other signs.")
            self.tell(row, "name", "xlsform.name", text)
        elif len(self.questions) == QUESTIONS_MOST:
            text = N_("{cell}: a form has at most {most} questions: {name} is left out.")
            self.tell(row, "name", "xlsform.many", text, most=QUESTIONS_MOST)
        else:
            self.question(row, kind, words, code)

    def question(self, row: Row, kind: str, words: Sequence[str], code: str) -> None:
        """Take a question over."""
        listed = dict(self.lists.get(words[1], {})) if len(words) > 1 else {}
        if words[2:] == ["or_other"]:
            listed.setdefault("other", Choice("other", OTHERS, other=True))
        if kind in CHOSEN and not listed and not _text(row, f"{PREFIX}source"):
            text = N_("{cell}: the choices of {name} are missing: the question is left out.")
            self.tell(row, "type", "xlsform.choices", text)
            return
        made = Question(
            code, TYPES[kind], _labels(row, "label") or dict.fromkeys(LANGS, code), _labels(row, "hint"), tuple(listed.values()),
            required=_text(row, "required").lower() in TRUE and kind != "note", show_if=self.show_if(row),
        )  # fmt: skip
        if kind == "text" and "multiline" in _text(row, "appearance").lower():
            made = replace(made, type="longtext")
        if kind == "range":
            made = _scaled(made, _text(row, "parameters"))
        codes = {name: choice.code for name, choice in listed.items()}
        made = self.ruled(surplus.take(self.bounded(made, row, codes), _own(row), self.questions), row, kind)
        self.questions[code] = made
        self.codes[_text(row, "name")] = code
        self.answers[code] = codes

    def bounded(self, question: Question, row: Row, codes: Mapping[str, str]) -> Question:
        """Return the question with its constraint; one that is not understood is told."""
        made = condition.bounded(question, _text(row, "constraint"), codes) if "constraint" in row else question
        if made is None:
            self.rule(row, "constraint")
        return made or question

    def ruled(self, question: Question, row: Row, kind: str) -> Question:
        """Tell the rules of a question that do not hold here."""
        for column in (column for column in RULES if column in row):
            self.rule(row, column)
        if _text(row, "required").lower() not in (*TRUE, "", "no", "false", "false()"):
            self.rule(row, "required")
        return question

    def show_if(self, row: Row) -> ShowIf | None:
        """Return when the question is asked, in our codes."""
        text = _text(row, "relevant")
        found = condition.shown(text) if text else None
        code = self.codes.get(found.question, "") if found else ""
        if found and code:
            known = self.answers[code] | ({condition.OK: YES} if self.questions[code].type == "consent" else {})
            return ShowIf(code, tuple(known.get(answer, answer) for answer in found.answers))
        if text:
            unknown = N_("{cell}: this condition is not understood, the question is always asked: {name}.")
            self.tell(row, "relevant", "xlsform.relevant", unknown)
        return None

    def rule(self, row: Row, column: str) -> None:
        """Tell a rule that does not hold here."""
        self.tell(row, column, "xlsform.rule", N_("{cell}: this rule is not understood and does not hold: {name}."))

    def tell(self, row: Row, column: str, code: str, text: str, **more: object) -> None:
        """Note what is not asked the same way, with its cell."""
        cell = row.get(column) or next(iter(row.values()))
        self.findings.append(Finding(code, text, {"cell": cell.address, "name": cell.text.strip()[:80], **more}, part=cell.address))
