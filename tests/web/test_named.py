"""Forms that are not anonymous say so first: with pseudonyms the host sees who has answered, with names also what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from kit.cli import main
from kit.context import Kit
from kit.errors import KitError
from kit.events.event import Draft, Event
from kit.forms import form as forms
from kit.forms import writing
from kit.ops import events, feedback, privacy, rosters
from kit.store import tables
from tests.web.conftest import Phone

Phones = Callable[..., Phone]
FORM = """title: {{zh: 反馈, en: Feedback}}
anonymity: {how}
questions:
  - {{code: use, type: scale, required: yes, points: 5, label: {{zh: 有用吗, en: Was it useful}}}}
  - {{code: why, type: longtext, label: {{zh: 原因, en: Why}}}}
"""


@pytest.fixture
def kit(either_kit: Kit) -> Kit:
    """On SQLite and on PostgreSQL."""
    return either_kit


def held(kit: Kit, folder: Path, how: str) -> Event:
    (kit.workspace.workshops / "forms" / "f.yaml").write_text(FORM.format(how=how), "utf-8")
    made = events.create(kit, Draft("Talk", datetime(2026, 11, 3, 6, tzinfo=UTC), form="f", lang="en"))
    roster = folder / "r.csv"
    roster.write_text("工号,姓名,部门\n001,张三,研发部\n002,张三,测试部\n003,李四,研发部\n004,王五,研发部\n", "utf-8")
    rosters.import_(kit, made.code, roster)
    return made


def answered(kit: Kit, event: Event) -> set[str]:
    return {person.emp_no for person, done in feedback.respondents(kit, event.code) if done}


def test_with_pseudonyms_the_host_sees_who_has_answered_and_not_what(kit: Kit, tmp_path: Path, another: Phones) -> None:
    event = held(kit, tmp_path, "pseudonymous")
    phone = another()
    assert "but not what" in phone.get(f"/f/{event.code}").text
    refused = phone.fill(f"/f/{event.code}", **{"q.use": "5", "q.why": "because"})
    assert (refused.status_code, "Say who you are" in refused.text, "because" in refused.text) == (422, True, True)
    for who in ("张三", "Nobody"):
        assert phone.fill(f"/f/{event.code}", who=who, **{"q.use": "5"}).status_code == 422
    phone.fill(f"/c/{event.code}", who="李四")
    assert "You answer as 李四." in phone.get(f"/f/{event.code}").text
    assert "Thank you" in phone.fill(f"/f/{event.code}", **{"q.use": "5", "q.respondent": "somebody"}).text
    assert "answered already" in phone.get(f"/f/{event.code}").text
    again = another()
    assert "answered already" in again.fill(f"/f/{event.code}", who="003", **{"q.use": "1"}).text
    assert "Your answers have arrived" in again.fill(f"/f/{event.code}", who="001", **{"q.use": "1"}).text
    assert answered(kit, event) == {"001", "003"}
    found = feedback.results(kit, event.code)
    assert [set(response.answers) for response in found.responses] == [{"use"}, {"use"}]
    with kit.db.read() as tx:
        kept = {str(row) for name in ("answer", "response", "responded") for row in tx.execute(sa.select(tables.metadata.tables[name]))}
    assert not any(word in row for row in kept for word in ("李四", "somebody"))
    assert not any(re.search(r"\b003\b", row) for row in kept), "inside a random id it may stand"


def test_with_names_they_stand_by_the_answers_until_they_are_erased(kit: Kit, tmp_path: Path, another: Phones) -> None:
    event = held(kit, tmp_path, "named")
    one, other = another(), another()
    one.fill(f"/c/{event.code}", who="李四")
    page = one.get(f"/f/{event.code}").text
    assert "together with your name" in page
    assert "q.respondent" not in page
    assert "with your name" in one.fill(f"/f/{event.code}", **{"q.use": "5", "q.respondent": "Somebody else"}).text
    other.fill(f"/f/{event.code}", who="004", **{"q.use": "2"})
    said = lambda: {r.answers["respondent"].text for r in feedback.results(kit, event.code).responses if "respondent" in r.answers}  # noqa: E731
    assert said() == {"李四 · 003", "王五 · 004"}
    privacy.delete(kit, privacy.person(kit, "003"))
    assert said() == {"", "王五 · 004"}
    events.close(kit, event.code)
    privacy.anonymise(kit, event.code)
    assert said() == {""}


def test_an_anonymous_form_tells_nobody_who_has_answered(kit: Kit, tmp_path: Path, another: Phones) -> None:
    event = held(kit, tmp_path, "anonymous")
    phone = another()
    assert "Anonymous:" in phone.get(f"/f/{event.code}").text
    assert "Thank you" in phone.fill(f"/f/{event.code}", who="003", **{"q.use": "5"}).text
    with pytest.raises(KitError, match="anonymous"):
        feedback.respondents(kit, event.code)


def test_who_has_answered_is_listed_on_the_command_line(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if kit.database_url:
        return  # a command does the same there
    event = held(kit, tmp_path, "pseudonymous")
    (entry,) = [person for person, _done in feedback.respondents(kit, event.code) if person.emp_no == "003"]
    feedback.submit(kit, event.code, {"use": ["3"]}, nonce="n", device="d", person=entry.id)
    assert main.main(["--workspace", str(kit.workspace.root), "--json", "form", "answered", event.code]) == 0
    assert [row["emp_no"] for row in json.loads(capsys.readouterr().out) if row["answered"]] == ["003"]


def test_how_a_form_keeps_answers_outlives_writing_it_back(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(FORM.format(how="named"), "utf-8")
    form = forms.read(path)
    path.write_text(writing.merged("", form), "utf-8")
    assert forms.read(path).anonymity == "named"
    path.write_text(FORM.format(how="secret"), "utf-8")
    assert (forms.read(path).anonymity, [finding.code for finding in forms.read(path).findings] != []) == ("anonymous", True)
