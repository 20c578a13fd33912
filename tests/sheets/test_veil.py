"""Beside a single answer stands nothing that tells whose it is."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kit.events import event as events
from kit.forms import answer, response, version
from kit.forms.model import Choice, Form, Question
from kit.ops import sheets
from tests.sheets.conftest import Evening
from tests.sheets.test_books import rows

DEPTS = tuple(Choice(code, {"zh": code, "en": code}) for code in ("Platform", "Payments", "HR"))
ASKED = (
    Question("dept", "single", {"zh": "部门", "en": "Department"}, choices=DEPTS, split=True),
    Question("more", "text", {"zh": "还有什么", "en": "Anything else"}),
)
PEOPLE = [("Platform", "zh", 0)] * 8 + [("Payments", "zh", 0)] * 6 + [("HR", "en", 5)] * 2 + [("Platform", "en", 0)]


@pytest.fixture(params=["anonymous", "pseudonymous", "named"])
def path(request: pytest.FixtureRequest, evening: Evening, tmp_path: Path) -> Path:
    """The feedback of seventeen people, two of them of one small department, one of them late at night."""
    event = evening.event()
    form = Form("small", {"zh": "小", "en": "Small"}, ASKED, anonymity=request.param)
    frozen = evening.kit.db.write(lambda tx: version.freeze(tx, form, at=event.starts_at))
    evening.kit.db.write(lambda tx: events.freeze(tx, event.id, frozen.id))
    for n, (dept, lang, hour) in enumerate(PEOPLE):
        checked, _wrong = answer.check(form, {"dept": [dept], "more": [f"words {n}"]})
        told = {"id_": f"{n:032x}", "nonce": f"n{n}", "marker": "", "lang": lang, "at": event.starts_at + timedelta(hours=hour)}
        evening.kit.db.write(lambda tx, c=checked, t=told: response.submit(tx, event.id, frozen.id, c, **t))
    return sheets.feedback(evening.kit, event.code, tmp_path / f"{request.param}.xlsx", "en")


def test_small_groups_cannot_be_found_by_filtering(path: Path) -> None:
    found = rows(path, "Responses")
    assert len({row["Anything else"] for row in found}) == len(found) == len(PEOPLE)
    told = Counter((row["Department"], row["Language"], row["Channel"], row["Handed in, hour (Asia/Shanghai)"]) for row in found)
    long_ = Counter(row["Choice"] for row in rows(path, "Long") if row["Question code"] == "dept")
    languages = Counter(row["Language"] for row in rows(path, "Comments"))
    if path.stem == "named":
        assert (min(told.values()), long_["HR"], languages["English"]) == (1, 2, 3)
        return
    assert min(told.values()) >= 5
    assert {row["Department"] for row in found} == {"Platform", "not shown"}
    assert set(long_) == {"Platform"}
    assert languages == {"not shown": len(PEOPLE)}  # one English answer among nine of a department: telling eight would tell the ninth


def test_the_event_of_three_tells_their_answers_and_nothing_beside_them(evening: Evening, tmp_path: Path) -> None:
    event = evening.event(at=datetime(2026, 12, 2, 6, tzinfo=UTC))
    evening.answers(event, 3)
    found = rows(sheets.feedback(evening.kit, event.code, tmp_path / "f.xlsx", "zh"), "反馈")
    assert [(row["语言"], row["渠道"]) for row in found] == [("未显示", "未显示")] * 3
    assert all(row["这次内容对您有多大用处？"] for row in found)
