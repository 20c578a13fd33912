"""Read a list of people from a table: the header is found below titles, the columns are known by their names in Chinese and English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as field_

from kit.content import tables, typed
from kit.content.tables import Cell, Sheet
from kit.errors import Finding, KitError
from kit.i18n import N_

ROW, BASE = "_row", "_base"  # hidden columns of our own workbooks: whose row it is, and what stood in it
FIELDS = ("name", "emp_no", "dept", "email", "phone")
NAMES = {
    "name": "姓名 名字 名称 参会人 参会人员 参加人 参会者 学员 学员姓名 员工姓名 人员 人员姓名 中文名 name fullname attendee participant "
    "employeename displayname attendeename participantname chinesename",
    "emp_no": "工号 员工号 员工编号 员工工号 人员编号 职工号 员工id employeeid employeeno employeenumber empno empid staffid staffno "
    "badgeid badgeno",
    "dept": "部门 所属部门 所在部门 部门名称 单位 所在单位 公司 团队 组织 机构 班组 department dept team company organization organisation "
    "org unit group division",
    "email": "邮箱 电子邮箱 邮件 电子邮件 邮箱地址 工作邮箱 公司邮箱 email emailaddress mail workemail",
    "phone": "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话 phone phonenumber mobile mobilephone mobileno tel "
    "telephone cell",
    "signed": "签到时间 签到 到场时间 到达时间 首次签到 时间 checkintime checkin arrived arrivaltime arrival signedin signintime time "
    "firstin",
}
KNOWN = {name: (field, place) for field, names in NAMES.items() for place, name in enumerate(names.split())}
SUMS = {"合计", "总计", "小计", "共计", "total", "sum", "subtotal"}
LOOKED_AT = 30
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\Z")
SCIENTIFIC = re.compile(r"\d(\.\d+)?e\+\d+\Z", re.IGNORECASE)


def read(sheets: Sequence[Sheet], file: str, mapping: Mapping[str, str] | None = None) -> Roster:
    """Return the people in the first sheet whose header names them.

    `mapping` ({"name": "B" or a header's text}) says which columns to use instead of those recognised.
    Raises KitError when no column holds names.
    """
    for sheet in sheets:
        header = _header(sheet, mapping or {})
        if header and "name" in header.columns:
            return _roster(sheet, header, file)
    seen = next((row for sheet in sheets for row in sheet.rows if any(cell.text.strip() for cell in row)), ())
    titles = ", ".join(cell.text.strip() for cell in seen if cell.text.strip())[:200]
    text = N_("{path} has no column of names: head one column 姓名 or Name. The first row reads: {titles}.")
    raise KitError("roster.no-name", text, path=file, titles=titles or "–")


def field_of(title: str) -> tuple[str, int] | None:
    """Return the field that a column title means and how usual the title is (0 most), None when it is not known."""
    whole = re.sub(r"[\s_.\-*:：/／]|[（(].*?[)）]", "", typed.plain(title))
    chinese, latin = re.sub(r"[a-z]", "", whole), re.sub(r"[^a-z]", "", whole)
    return next((KNOWN[key] for key in (whole, chinese, latin) if key in KNOWN), None)


def _header(sheet: Sheet, mapping: Mapping[str, str]) -> Header | None:
    """Return the first row with at least two known titles; the row below it if it knows more (a header of two rows)."""
    rows = sheet.rows[:LOOKED_AT]
    found = [_recognised(row) for row in rows]
    place = next((n for n, columns in enumerate(found) if len(columns) >= 2), None)
    if place is None:
        place = next((n for n, columns in enumerate(found) if "name" in columns), None)
    if place is None:
        place = next((n for n, row in enumerate(rows) if any(cell.text.strip() for cell in row)), None) if mapping else None
    if place is None:
        return None
    if place + 1 < len(found) and len(found[place + 1]) > len(found[place]):
        place += 1
    return Header(
        place, tuple(cell.text.strip() for cell in rows[place]), found[place] | _mapped(rows[place], mapping, max(map(len, sheet.rows)))
    )


def _recognised(row: Sequence[Cell]) -> dict[str, int]:
    best: dict[str, tuple[int, int]] = {}
    for cell in row:
        known = field_of(cell.text)
        if known:
            field, place = known
            best[field] = min(best.get(field, (place, cell.column)), (place, cell.column))
    return {field: column for field, (_place, column) in best.items()}


def _mapped(row: Sequence[Cell], mapping: Mapping[str, str], width: int) -> dict[str, int]:
    """Return the columns a person named by letter or by title; refuse what is not in a table of this `width`."""
    columns: dict[str, int] = {}
    for field, wanted in mapping.items():
        by_title = next((cell.column for cell in row if typed.plain(cell.text) == typed.plain(wanted)), None)
        letters = wanted.strip().upper()
        if by_title is None and re.fullmatch(r"[A-Z]{1,3}", letters) and tables.column_number(letters) < width:
            by_title = tables.column_number(letters)
        if field not in FIELDS:
            raise KitError("roster.field", "A list of people has no {field}: use one of {known}.", field=field, known=", ".join(FIELDS))
        if by_title is None:
            text = N_("There is no column “{column}” for {field}: name one by its letter or its title.")
            raise KitError("roster.column", text, column=wanted, field=field)
        columns[field] = by_title
    return columns


def _roster(sheet: Sheet, header: Header, file: str) -> Roster:
    below = (row for row in sheet.rows[header.row + 1 :] if any(cell.text.strip() for cell in row))
    rows = tuple(_row(row, header) for row in below if tuple(cell.text.strip() for cell in row) != header.titles)
    used = set(header.columns.values())
    unused = tuple(title for n, title in enumerate(header.titles) if title and n not in used and title not in (ROW, BASE))
    return Roster(file, sheet.name, header, rows, unused, sheet.findings)


def _row(row: Sequence[Cell], header: Header) -> Row:
    at = {field: row[column] for field, column in header.columns.items() if column < len(row)}
    texts = {
        field: typed.clean(cell.text) if field in ("name", "dept") else typed.half(typed.clean(cell.text)) for field, cell in at.items()
    }
    own = {title: row[n].text for n, title in enumerate(header.titles) if title in (ROW, BASE) and n < len(row)}
    cells = {field: cell.address for field, cell in at.items()}
    return Row(row[0].row + 1, texts, cells, own.get(ROW, ""), _base(own.get(BASE, "")))


def _base(text: str) -> dict[str, str]:
    """Return what a row of our own workbook held when it was written, nothing when the cell was spoilt."""
    try:
        values = json.loads(text or "[]")
    except ValueError:
        return {}
    whole = isinstance(values, list) and len(values) == len(FIELDS) and all(isinstance(value, str) for value in values)
    return dict(zip(FIELDS, values, strict=True)) if whole else {}


def problems(row: Row) -> Iterator[Finding]:
    """Yield what keeps a row from being taken, each with its cell."""
    if not row.texts.get("name"):
        yield _wrong(row, "name", "roster.row-name", N_("{cell}: there is no name in this row."))
    name = typed.plain(row.texts.get("name", ""))
    if name in SUMS or re.fullmatch(r"[\d\s.,]+", name):  # the sum itself stands there when its word stands in another column
        yield _wrong(row, "name", "roster.row-sum", N_("{cell}: this looks like a sum, not like a person."))
    email = row.texts.get("email", "")
    if email and not EMAIL.match(email):
        yield _wrong(row, "email", "roster.row-email", N_("{cell}: “{value}” is no e-mail address."))
    for field in ("emp_no", "phone"):
        if SCIENTIFIC.match(row.texts.get(field, "")):
            text = N_("{cell}: Excel has shortened this number ({value}): format the column as text and type it again.")
            yield _wrong(row, field, "roster.row-number", text)


def _wrong(row: Row, field: str, code: str, text: str) -> Finding:
    cell = row.cells.get(field, f"A{row.number}")
    return Finding(code, text, {"cell": cell, "value": row.texts.get(field, "")}, line=row.number, part=cell, severity="error")


@dataclass(frozen=True)
class Header:
    """The row (from 0) whose cells name the columns, its titles, and the column of each field."""

    row: int
    titles: tuple[str, ...]
    columns: dict[str, int]


@dataclass(frozen=True)
class Row:
    """One line of the list: its number as Excel counts, its texts and cells by field; of our own workbook, whose it is and what it held."""

    number: int
    texts: dict[str, str]
    cells: dict[str, str]
    ref: str = ""
    base: Mapping[str, str] = field_(default_factory=dict)


@dataclass(frozen=True)
class Roster:
    """A list of people as it was read; `unused` are the titles of columns that are not taken."""

    file: str
    sheet: str
    header: Header
    rows: tuple[Row, ...]
    unused: tuple[str, ...]
    findings: tuple[Finding, ...]
