"""Each row gets a verdict: nobody is merged by guess, nothing is overwritten by a blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.people import matching
from kit.people.matching import Import
from kit.people.person import Person, sort_key
from kit.people.roster import Header, Roster, Row
from kit.store.ids import PersonId

ZHANG = Person(PersonId(1), "张三", "zhang san", "001", "支付", "z@x.com", "13800138000")
PLAIN = Person(PersonId(2), "李四", "li si", "", "支付")


def judge(
    *rows: dict[str, str], known: Sequence[Person] = (), here: Mapping[PersonId, str] | None = None, apart: tuple[int, ...] = ()
) -> Import:
    cells = {"name": "A1", "emp_no": "B1", "dept": "C1", "email": "D1", "phone": "E1"}
    listed = tuple(Row(number, texts, cells) for number, texts in enumerate(rows, 2))
    return matching.verdicts(Roster("a.xlsx", "s", Header(0, (), {}), listed, (), ()), known, here or {}, apart)


def kinds(found: Import) -> list[str]:
    return [verdict.kind for verdict in found.verdicts]


def codes(found: Import) -> list[str]:
    return [verdict.reason.code if verdict.reason else "" for verdict in found.verdicts]


def test_new_people() -> None:
    assert kinds(judge({"name": "张三"}, {"name": "李四"})) == ["new", "new"]


@pytest.mark.parametrize(
    "same", [{"emp_no": "001"}, {"emp_no": "００１"}, {"email": "Z@X.com"}, {"phone": "+86 138 0013 8000"}, {"dept": "支付"}]
)
def test_one_person_is_known_by(same: dict[str, str]) -> None:
    found = judge({"name": "张 三", **same}, known=[ZHANG])
    assert found.verdicts[0].person_id == 1
    assert found.verdicts[0].kind == "update"


def test_a_list_brought_again_changes_nothing() -> None:
    again = {"name": "张三", "emp_no": "001", "dept": "支付", "email": "", "phone": ""}
    found = judge(again, known=[ZHANG], here={PersonId(1): "roster"})
    assert (kinds(found), codes(found), found.taken) == (["duplicate"], ["roster.same"], ())


def test_new_details_are_taken_and_blanks_overwrite_nothing() -> None:
    found = judge({"name": "李四", "dept": "支付", "emp_no": "002", "email": ""}, known=[PLAIN], here={PersonId(2): "roster"})
    assert found.verdicts[0].changes == (("emp_no", "", "002"),)
    assert found.verdicts[0].draft.dept == "支付"


def test_a_number_with_another_name_is_asked_not_renamed() -> None:
    found = judge({"name": "王五", "emp_no": "001"}, known=[ZHANG])
    assert (kinds(found), codes(found)) == (["error"], ["roster.other-name"])
    assert "张三" in str(found.verdicts[0].reason)


def test_two_of_one_name_in_one_department_are_asked_not_merged() -> None:
    rows = ({"name": "张三", "dept": "支付"}, {"name": "张三", "dept": "支付"})
    assert (kinds(judge(*rows)), codes(judge(*rows))) == (["new", "error"], ["", "roster.twice"])
    assert kinds(judge(*rows, apart=(3,))) == ["new", "new"]


@pytest.mark.parametrize("other", [{"emp_no": "2"}, {"email": "b@x.com"}, {"phone": "13900139000"}])
def test_what_differs_tells_two_apart(other: dict[str, str]) -> None:
    one = {"name": "张三", "dept": "支付", "emp_no": "1", "email": "a@x.com", "phone": "13800138000"}
    mine = {key: one[key] for key in ("name", "dept", *other)}
    assert kinds(judge(mine, {"name": "张三", "dept": "支付", **other})) == ["new", "new"]


def test_one_phone_of_an_assistant_does_not_merge_three_people() -> None:
    rows = [{"name": name, "phone": "13800138000"} for name in ("甲", "乙", "丙")]
    assert kinds(judge(*rows)) == ["new"] * 3


def test_the_same_person_twice_in_a_list() -> None:
    row = {"name": "张三", "emp_no": "1"}
    found = judge(row, row, {"name": "李四", "emp_no": "1"})
    assert kinds(found) == ["new", "duplicate", "error"]
    assert codes(found) == ["", "roster.repeated", "roster.two-names"]


def test_several_on_record_need_a_number() -> None:
    twins = [Person(PersonId(n), "张三", sort_key("张三"), str(n), "支付") for n in (1, 2)]
    assert codes(judge({"name": "张三", "dept": "支付"}, known=twins)) == ["roster.several"]


def test_a_walk_in_whose_name_is_sent_in_later_joins_the_roster() -> None:
    found = judge({"name": "李四", "dept": "支付"}, known=[PLAIN], here={PersonId(2): "walk_in"})
    assert (found.verdicts[0].kind, found.verdicts[0].registered) == ("update", True)


FIELD = st.sampled_from(["", "a", "b", "A"])
ROW = st.fixed_dictionaries(
    dict.fromkeys(("emp_no", "dept", "email", "phone"), FIELD) | {"name": st.sampled_from(["张三", "张 三", "李四"])}
)


@given(st.lists(ROW, max_size=8))
def test_no_row_is_lost_and_no_number_is_given_twice(rows: list[dict[str, str]]) -> None:
    found = judge(*rows)
    assert len(found.verdicts) == len(rows)
    numbers = [verdict.draft.emp_no.casefold() for verdict in found.verdicts if verdict.kind == "new" and verdict.draft.emp_no]
    assert len(numbers) == len(set(numbers))
