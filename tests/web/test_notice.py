"""What a phone says about people's data: kept word for word, and named by each check-in that was made under it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kit import workspace as workspaces
from kit.cli import main
from kit.context import Kit
from kit.events.event import Event
from kit.ops import attendance, moving, notices, sheets
from tests.web.conftest import Phone

Phones = Callable[..., Phone]
KEPT = "365 days"


def checked_in(phone: Phone, event: Event, who: str, **more: str) -> None:
    page = phone.get(f"/c/{event.code}").text
    digest = page.split('name="notice" value="')[1].split('"')[0]
    assert phone.fill(f"/c/{event.code}", who=who, notice=digest, **more).status_code == 200


def test_each_wording_is_kept_with_how_many_came_under_it(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    assert KEPT in phone.get(f"/c/{event.code}").text
    checked_in(phone, event, "李四")
    chinese = another(**{"accept-language": "zh"})
    checked_in(chinese, event, "尉迟冬")
    checked_in(another(), event, "00101")
    found = notices.shown(kit, event.code)
    assert [one.lines for one in found] == [2, 1]
    assert KEPT in found[0].notice.text
    assert "365 天" in found[1].notice.text
    assert "<" not in found[0].notice.text


def test_another_wording_stands_only_under_what_came_after_it(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    checked_in(phone, event, "李四")
    old = phone.get(f"/c/{event.code}").text.split('name="notice" value="')[1].split('"')[0]
    kit.workspace = dataclasses.replace(kit.workspace, notice={"en": "We note <who> you are."})
    late = another()
    assert "We note &lt;who&gt; you are." in late.get(f"/c/{event.code}").text
    late.fill(f"/c/{event.code}", who="尉迟冬", notice=old)  # its page was opened before: nobody can say which words it showed
    checked_in(another(), event, "00101")
    assert [(one.lines, one.notice.text[:7]) for one in notices.shown(kit, event.code)] == [(1, "王主持 not"), (1, "We note")]


def test_who_is_asked_for_more_stands_under_the_same_words(kit: Kit, event: Event, phone: Phone) -> None:
    page = phone.get(f"/c/{event.code}").text
    digest = page.split('name="notice" value="')[1].split('"')[0]
    asked = phone.fill(f"/c/{event.code}", who="Nobody Known", notice=digest)
    assert f'name="notice" value="{digest}"' in asked.text
    phone.fill(f"/c/{event.code}", who="Nobody Known", which="x", walk_in="1", notice=digest)
    (one,) = notices.shown(kit, event.code)
    assert one.lines == 2


def test_the_words_move_with_the_event_and_are_listed(
    kit: Kit, event: Event, phone: Phone, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked_in(phone, event, "李四")
    file = moving.pack(kit, event.code, tmp_path / "event.json")
    other = Kit(workspaces.new(tmp_path / "Other", bytes(32)))
    moving.take(other, file)
    moving.take(other, file)
    assert [(one.lines, one.notice) for one in notices.shown(other, event.code)] == [(1, notices.shown(kit, event.code)[0].notice)]
    other.close()
    assert main.main(["--workspace", str(tmp_path / "Other"), "--json", "privacy", "notices", event.code]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["lines"], KEPT in row["text"]) == (1, True)


def test_workspace_yaml_says_other_words(kit: Kit) -> None:
    path = kit.workspace.root / "workspace.yaml"
    path.write_text(path.read_text("utf-8") + "notice: {zh: 只记姓名, en: Only your name}\nkeep_days: {names: 0}\n", "utf-8")
    assert dict(workspaces.open_(kit.workspace.root).notice) == {"zh": "只记姓名", "en": "Only your name"}


def test_the_attendance_sheet_says_which_wording_each_person_saw(
    kit: Kit, event: Event, phone: Phone, another: Phones, tmp_path: Path
) -> None:
    checked_in(phone, event, "李四")
    kit.workspace = dataclasses.replace(kit.workspace, notice={"en": "=We note you."})
    checked_in(another(), event, "00101")
    attendance.check_in(kit, event.code, name="尉迟冬", nonce="desk", proof="desk")
    first, second = notices.shown(kit, event.code)
    for lang, sheet, column, notes in (("en", "Log", "Notice", "Notes"), ("zh", "签到流水", "告知", "说明")):
        book = openpyxl.load_workbook(sheets.attendance(kit, event.code, tmp_path / f"{lang}.xlsx", lang))
        head, *lines = book[sheet].iter_rows(values_only=True)
        marks = [line[head.index(column)] for line in lines]
        assert marks == [first.notice.digest[:6], second.notice.digest[:6], None]
        told = {row[0]: str(row[1]) for row in book[notes].iter_rows(values_only=True) if row[0]}
        assert told[marks[0]].endswith(first.notice.text)
        assert told[marks[1]].endswith("=We note you.")
