"""Likely doubles are offered by what two records share, never for two employee numbers, and never for what everybody shares."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.people import doubles
from kit.people.person import Person, name_key, sort_key
from kit.store.ids import PersonId


def person(id_: int, name: str, emp_no: str = "", dept: str = "", email: str = "", phone: str = "") -> Person:
    return Person(PersonId(id_), name, sort_key(name), emp_no, dept, email, phone)


def pairs(*here: tuple[Person, bool]) -> list[tuple[int, int, str]]:
    return [(int(one.kept.id), int(one.gone.id), one.why) for one in doubles.among(here)]


def test_a_walk_in_of_a_registered_name_is_offered_and_the_registered_record_stays() -> None:
    walked, listed = person(1, "张 三", dept="外部"), person(2, "张三", "00123", "支付")
    assert pairs((walked, True), (listed, False), (person(3, "李四"), False)) == [(2, 1, "name")]


def test_without_numbers_the_roster_stays_then_the_older_record() -> None:
    assert pairs((person(1, "张三"), True), (person(2, "张三"), False)) == [(2, 1, "name")]
    assert pairs((person(5, "张三"), False), (person(2, "张三"), False)) == [(2, 5, "name")]


def test_two_employee_numbers_are_two_people() -> None:
    same = {"email": "a@b.cn", "phone": "13800138000"}
    assert pairs((person(1, "张三", "001", **same), False), (person(2, "张三", "002", **same), False)) == []
    assert pairs((person(1, "张三", "００1"), False), (person(2, "张三", "001"), False)) == [(1, 2, "name")]


def test_an_address_a_number_and_the_sound_of_a_name_tell_too() -> None:
    one = person(1, "张三", email="Z@x.com", phone="+86 138 0013 8000")
    assert pairs((one, False), (person(2, "Zhang S.", email="z@X.com"), True)) == [(1, 2, "email")]
    assert pairs((one, False), (person(2, "Zhang S.", phone="13800138000"), True)) == [(1, 2, "phone")]
    assert pairs((one, False), (person(2, "San Zhang"), True)) == [(1, 2, "sound")]


def test_a_pair_is_offered_once_by_its_best_reason_and_the_likeliest_come_first() -> None:
    a, b = person(1, "张三", email="z@x.com"), person(2, "张三", email="z@x.com")
    c, d = person(3, "李四"), person(4, "李四")
    assert pairs((c, False), (d, True), (a, False), (b, True)) == [(1, 2, "email"), (3, 4, "name")]


def test_what_everybody_shares_tells_nobody_apart() -> None:
    assert pairs(*((person(n, f"人{n}", phone="010-12345678"), False) for n in range(1, 11))) == []


@given(st.lists(st.tuples(st.sampled_from(["张三", "李四", "Ada"]), st.sampled_from(["", "1", "2"]), st.booleans()), max_size=12))
def test_pairs_are_of_two_records_that_no_number_tells_apart(given_: list[tuple[str, str, bool]]) -> None:
    here = [(person(n, name, emp_no), walked) for n, (name, emp_no, walked) in enumerate(given_)]
    found = doubles.among(here)
    assert len({frozenset((int(one.kept.id), int(one.gone.id))) for one in found}) == len(found)
    for one in found:
        assert one.kept.id != one.gone.id
        assert name_key(one.kept.name) == name_key(one.gone.name)
        assert not one.kept.emp_no or not one.gone.emp_no or one.kept.emp_no == one.gone.emp_no
