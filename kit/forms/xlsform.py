"""Forms from XLSForm workbooks (sheets survey, choices, settings), as ODK, Kobo and others write them.

Source: xlsform.org. What we cannot ask is a finding with its cell; a question is never lost without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kit.content import typed
from kit.content.tables import Cell, Sheet
from kit.errors import Finding, KitError
from kit.forms.form import CODE, LANGS
from kit.forms.model import Choice, Form, Labels, Question, ShowIf
from kit.i18n import N_

TYPES = {
    "select_one": "single", "select_multiple": "multi", "rank": "ranking", "integer": "number", "decimal": "number", "range": "scale",
    "text": "text", "note": "info", "date": "date", "acknowledge": "consent", "trigger": "consent",
}  # fmt: skip
SILENT = ("start", "end", "today", "deviceid", "username", "calculate", "audit", "begin group", "end group", "begin_group", "end_group")
LANG = re.compile(r"::?\s*(?:.*\((?P<code>[A-Za-z-]+)\)|(?P<name>.+))\s*\Z")
NAMES = {"zh": ("zh", "zh-cn", "zh-hans", "中文", "chinese", "简体中文"), "en": ("en", "english", "英文")}
ONE_OF = re.compile(r"\$\{(\w[\w.-]*)\}\s*=\s*['\"]?([^'\"]*?)['\"]?\s*\Z")
SELECTED = re.compile(r"selected\(\s*\$\{(\w[\w.-]*)\}\s*,\s*['\"]([^'\"]+)['\"]\s*\)\s*\Z")
POINTS_MOST = 11

Row = Mapping[str, Cell]


def read(sheets: Sequence[Sheet], name: str) -> Form:
    """Return the form in the sheets of an XLSForm, called `name`; what is not asked the same way is in its findings.

    Raises KitError when there is no sheet `survey` with the columns type and name.
    """
    by_name = {sheet.name.strip().lower(): sheet for sheet in sheets}
    survey = list(_rows(by_name["survey"])) if "survey" in by_name else []
    if not survey or "type" not in survey[0] or "name" not in survey[0]:
        raise KitError("xlsform.survey", "This workbook is no XLSForm: it needs a sheet survey with the columns type and name.")
    lists = _lists(by_name.get("choices"))
    settings = next(_rows(by_name["settings"]), {}) if "settings" in by_name else {}
    findings: list[Finding] = []
    questions: dict[str, Question] = {}
    for row in survey:
        question = _question(row, lists, questions, findings)
        if question is not None:
            questions[question.code] = question
    title = _labels(settings, "form_title") or dict.fromkeys(LANGS, name)
    return Form(name, title, tuple(questions.values()), findings=tuple(findings))


def _rows(sheet: Sheet) -> Iterator[Row]:
    """Yield the rows below the header by the header's words; empty rows are left out."""
    heads = [typed.plain(cell.text) for cell in sheet.rows[0]] if sheet.rows else []
    for row in sheet.rows[1:]:
        found = {head: cell for head, cell in zip(heads, row, strict=False) if head and cell.text.strip()}
        if found:
            yield found


def _lists(sheet: Sheet | None) -> dict[str, list[Choice]]:
    found: dict[str, list[Choice]] = {}
    for row in _rows(sheet) if sheet else ():
        code = _text(row, "name") or _text(row, "value")
        listed = _text(row, "list_name") or _text(row, "list name")
        if code and listed:
            other = code.lower() in ("other", "others")
            found.setdefault(listed, []).append(Choice(code, _labels(row, "label") or dict.fromkeys(LANGS, code), other=other))
    return found


def _question(row: Row, lists: Mapping[str, Sequence[Choice]], earlier: Mapping[str, Question], findings: list[Finding]) -> Question | None:
    words = _text(row, "type").split()
    kind, code = (words[0].lower() if words else ""), _text(row, "name")
    if _text(row, "type").lower() in SILENT or kind in SILENT:
        return None
    if kind not in TYPES:
        findings.append(
            _told(row, "type", "xlsform.type", N_("{cell}: the question type {name} is not known here: the question is left out."))
        )
        return None
    if not CODE.match(code) or code in earlier:
        findings.append(_told(row, "name", "xlsform.name", N_("{cell}: the name {name} is missing, used twice, or holds other signs.")))
        return None
    choices = tuple(lists.get(words[1], ())) if len(words) > 1 else ()
    if kind in ("select_one", "select_multiple", "rank") and not choices:
        findings.append(_told(row, "type", "xlsform.choices", N_("{cell}: the choices of {name} are missing: the question is left out.")))
        return None
    made = Question(
        code, TYPES[kind], _labels(row, "label") or dict.fromkeys(LANGS, code), _labels(row, "hint"), choices,
        required=_text(row, "required").lower() in ("yes", "true", "true()") and kind != "note",
        show_if=_show_if(row, earlier, findings),
    )  # fmt: skip
    if kind == "text" and "multiline" in _text(row, "appearance").lower():
        made = replace(made, type="longtext")
    if kind == "range":
        made = _scaled(made, _text(row, "parameters"))
    rules = [column for column in ("constraint", "calculation", "choice_filter", "repeat_count") if column in row]
    text = N_("{cell}: this rule is not understood and does not hold: {name}.")
    findings.extend(_told(row, column, "xlsform.rule", text) for column in rules)
    return made


def _scaled(question: Question, parameters: str) -> Question:
    """Return a range as the scale it is: short ones as steps (0 to 10 as a recommendation), long ones as a number."""
    given = dict(part.split("=", 1) for part in re.split(r"[;,\s]+", parameters) if "=" in part)
    try:
        first, last = (int(float(given.get(name, default))) for name, default in (("start", "0"), ("end", "10")))
    except ValueError:
        first, last = 0, 10
    if (first, last) == (0, 10):
        return replace(question, type="nps", minimum=0, maximum=10)
    steps = first in (0, 1) and 2 <= last - first + 1 <= POINTS_MOST
    return replace(question, type="scale" if steps else "number", minimum=first, maximum=last)


def _show_if(row: Row, earlier: Mapping[str, Question], findings: list[Finding]) -> ShowIf | None:
    text = _text(row, "relevant")
    if not text:
        return None
    parts = [ONE_OF.match(part.strip()) or SELECTED.match(part.strip()) for part in re.split(r"\bor\b", text)]
    codes = {match[1] for match in parts if match}
    if all(parts) and len(codes) == 1 and (code := codes.pop()) in earlier:
        return ShowIf(code, tuple(match[2] for match in parts if match))
    findings.append(
        _told(row, "relevant", "xlsform.relevant", N_("{cell}: this condition is not understood, the question is always asked: {name}."))
    )
    return None


def _labels(row: Row, column: str) -> Labels:
    """Return the texts of a column by language: `label`, `label::中文 (zh)`, `label::English (en)`."""
    found: dict[str, str] = {}
    for head, cell in row.items():
        if head == column:
            found |= {lang: cell.text.strip() for lang in LANGS if lang not in found}
        elif head.startswith(column) and (match := LANG.match(head.removeprefix(column))):
            word = (match["code"] or match["name"] or "").strip().lower()
            lang = next((lang for lang, names in NAMES.items() if word in names), "")
            found |= {lang: cell.text.strip()} if lang else {}
    return found


def _text(row: Row, column: str) -> str:
    return row[column].text.strip() if column in row else ""


def _told(row: Row, column: str, code: str, text: str) -> Finding:
    cell = row.get(column) or next(iter(row.values()))
    return Finding(code, text, {"cell": cell.address, "name": cell.text.strip()[:80]}, part=cell.address)
