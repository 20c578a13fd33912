"""The feedback's first sheet tells the usability score, before and after, another event and groups, each with n and interval."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kit.context import Kit
from kit.errors import KitError
from kit.events.event import Draft
from kit.ops import events, feedback, people, rosters, sheets
from tests import trial

START = datetime(2026, 11, 3, 6, 0, tzinfo=UTC)


@pytest.fixture
def code(kit: Kit, tmp_path: Path) -> str:
    """An event whose 18 answers fall into groups of 9, 6, 2 and 1 that did not say."""
    trial.save(kit, tmp_path)
    first = events.create(kit, Draft("先前一场", START - timedelta(days=30), form="trial", lang="zh")).code
    for n in range(10):
        trial.answer(kit, first, n, {"use": 5 if n < 3 else 2, "can": "no"})
    made = events.create(kit, Draft("这一场", START, form="trial", lang="zh")).code
    for n in range(18):
        role = "d" if n < 9 else "o" if n < 15 else "p" if n < 17 else ""
        sus = {f"ease.{i}": value for i, value in enumerate(trial.GOOD if n < 4 else [3] * (10 if n < 6 else 9 if n < 7 else 0), 1)}
        trial.answer(
            kit, made, n, {"use": 5 if n % 3 else 2, "was": 1 + n % 2, "is": 3 + n % 2, "again": 9 if n < 9 else 4, "role": role, **sus}
        )
    return made


def lines(path: Path) -> list[list[Any]]:
    book = openpyxl.load_workbook(path)
    return [list(row) for row in book[book.sheetnames[0]].iter_rows(values_only=True)]


def line(rows: list[list[Any]], start: str, after: str = "") -> list[Any]:
    """Return the first row that starts with these words, below the row that starts with `after`."""
    begin = next(n for n, row in enumerate(rows) if str(row[0] or "").startswith(after))
    return next(row for row in rows[begin:] if str(row[0] or "").startswith(start))


def test_the_usability_score_has_n_and_interval_and_every_statement(kit: Kit, code: str, tmp_path: Path) -> None:
    rows = lines(sheets.feedback(kit, code, tmp_path / "f.xlsx", "en"))
    head = next(n for n, row in enumerate(rows) if row[0] == "Usability (SUS): The platform")
    assert rows[head][1:5] == ["SUS", "n", "95 % from", "95 % to"]
    score = rows[head + 1]
    assert score[1:5] == [pytest.approx(73.333, abs=1e-3), 6, pytest.approx(54.37, abs=0.01), pytest.approx(92.30, abs=0.01)]
    assert line(rows, "Answered in part")[2] == 1
    assert line(rows, "I would be glad to use it often")[1:8] == [0, 0, 3, 4, 0, 7, pytest.approx(25 / 7)]
    assert not any("The platform · " in str(row[0]) for row in rows), "statements stand in no other table"


def test_before_and_after_in_the_same_people(kit: Kit, code: str, tmp_path: Path) -> None:
    rows = lines(sheets.feedback(kit, code, tmp_path / "f.xlsx", "en"))
    found = line(rows, "Today (before: Back then)")
    assert found[1:4] == [1.5, 3.5, 2.0]
    assert found[4:] == [None, None, 18, 18, 0, 0], "all moved alike: no interval can be told"


def test_groups_are_shown_from_five_answers_on(kit: Kit, code: str, tmp_path: Path) -> None:
    rows = lines(sheets.feedback(kit, code, tmp_path / "f.xlsx", "en"))
    start = next(n for n, row in enumerate(rows) if row[0] == "By Role")
    end = next(n for n, row in enumerate(rows[start:], start) if str(row[0]).startswith("No group below 5"))
    shown = [(row[0], row[1], row[2]) for row in rows[start + 1 : end]]
    assert [(name, n) for name, _value, n in shown if n] == [("Dev", 9), ("Others (3 groups)", 9)] * 4, "18 - 9 - 6 would be 3 people"
    assert ("Recommend", "NPS", None) in shown
    assert ("Dev", 100, 9) in shown
    assert not any(str(row[0]) == "By Language" for row in rows), (
        "one person wrote English: there is nothing to compare without naming them"
    )


def test_an_earlier_event_is_compared_as_another_group(kit: Kit, code: str, tmp_path: Path) -> None:
    first = feedback.comparable(kit, code)[0]
    rows = lines(sheets.feedback(kit, code, tmp_path / "f.xlsx", "en", first.code))
    assert any(str(row[0]).startswith(f"Compared with 先前一场, 2026-10-04 ({first.code})") for row in rows)
    found = line(rows, "Useful", "Compared with")
    assert found[1:4] == [0.3, pytest.approx(2 / 3), pytest.approx(36.67, abs=0.01)]
    # Wilson's intervals of 3 of 10 and 12 of 18 are 0.108 to 0.603 and 0.437 to 0.837
    assert found[4:6] == [pytest.approx(-1.34, abs=0.01), pytest.approx(62.36, abs=0.01)]
    assert found[6:8] == [10, 18]
    assert line(rows, "Can you: too few answers to compare")
    assert line(rows, "Shares (top 2, or yes)")[0].endswith("Questions compared: 1.")


def test_several_events_are_told_apart_and_not_compared_with_an_earlier_one(kit: Kit, code: str, tmp_path: Path) -> None:
    rows = lines(sheets.feedback(kit, "all", tmp_path / "f.xlsx", "en"))
    start = next(n for n, row in enumerate(rows) if row[0] == "By Event")
    assert [row[2] for row in rows[start + 1 : start + 4]] == [None, 18, 10]
    with pytest.raises(KitError, match="Only the feedback of one event"):
        sheets.feedback(kit, "all", tmp_path / "g.xlsx", "en", code)


def test_in_chinese(kit: Kit, code: str, tmp_path: Path) -> None:
    first = feedback.comparable(kit, code)[0]
    rows = lines(sheets.feedback(kit, code, tmp_path / "f.xlsx", "zh", first.code))
    said = [str(row[0]) for row in rows if row[0]]
    assert {"可用性（SUS）：平台好用吗", "前后对比（同一批人）", "现在（之前：以前）", "按“角色”分组", "我愿意经常用它"} <= set(said)
    assert any(word.startswith("与《先前一场》比较") for word in said)


def test_people_who_answered_both_times_with_their_names_are_compared_as_pairs(kit: Kit, tmp_path: Path) -> None:
    (kit.workspace.workshops / "forms" / "signed.yaml").write_text(
        "title: {zh: 反馈, en: Feedback}\nanonymity: named\nquestions:\n  - {code: use, type: scale, label: {zh: 有用吗, en: Useful}}\n",
        "utf-8",
    )
    (tmp_path / "r.csv").write_text("工号,姓名\n001,张三\n002,李四\n003,王五\n", "utf-8")
    codes = []
    for title, days, given in (("先前", 30, {"001": 2, "002": 3}), ("这次", 0, {"001": 4, "002": 4, "003": 5})):
        code = events.create(kit, Draft(title, START - timedelta(days=days), form="signed")).code
        rosters.import_(kit, code, tmp_path / "r.csv")
        for number, value in given.items():
            person = people.of(kit, code, number).id
            assert feedback.submit(kit, code, {"use": [f"{value}"]}, nonce=f"{code}{number}", device=f"d{number}", person=person).ok
        codes.append(code)
    assert [(one.code, one.n_after, one.difference) for one in feedback.compared(kit, codes[1], codes[0]).paired] == [("use", 2, 1.5)]
    rows = lines(sheets.feedback(kit, codes[1], tmp_path / "f.xlsx", "en", codes[0]))
    found = line(rows, "Useful", "The same people at both events, by name")
    assert (found[1:4], found[6:10]) == ([2.5, 4, 1.5], [2, 2, 0, 0])
