"""Names stay as typed; keys make them comparable and findable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.content import typed
from kit.people import person
from kit.people.person import Person
from kit.store.ids import PersonId


def someone(name: str, emp_no: str = "") -> Person:
    return Person(PersonId(1), name, person.sort_key(name), emp_no)


@pytest.mark.parametrize(
    ("one", "two"), [("张三", "张　三"), ("ADA Lovelace", "ada  lovelace"), ("阿卜杜·热合曼", "阿卜杜•热合曼"), ("Ａda", "ada")]
)
def test_spellings_of_one_name(one: str, two: str) -> None:
    assert person.name_key(one) == person.name_key(two)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("张三", "zhang san"),
        ("单谷雨", "shan gu yu"),
        ("曾小贤", "zeng xiao xian"),
        ("尉迟冬至", "yu chi dong zhi"),
        ("Ada Lovelace", "ada lovelace"),
    ],
)
def test_pinyin_with_family_names_read_right(name: str, key: str) -> None:
    assert person.sort_key(name) == key


@pytest.mark.parametrize("query", ["张三", "张", "三", "zs", "ZS", "zhangsan", "zhang s", "san", "A7", "a70"])
def test_a_person_is_found_by(query: str) -> None:
    assert person.rank(someone("张三", "A7001"), query) is not None


@pytest.mark.parametrize("query", ["", " ", "李", "sz", "A8", "hang"])
def test_a_person_is_not_found_by(query: str) -> None:
    assert person.rank(someone("张三", "A7001"), query) is None


def test_the_whole_name_ranks_before_a_part() -> None:
    assert person.rank(someone("王伟"), "王伟") < person.rank(someone("王伟东"), "王伟")  # type: ignore[operator]


@pytest.mark.parametrize("text", ["13800138000", "+86 138-0013-8000", "0086 138 0013 8000", "１３８００１３８０００"])
def test_one_phone_number(text: str) -> None:
    assert person.digits(text) == "13800138000"


@given(st.text())
def test_cleaning_keeps_everything_but_control_characters(text: str) -> None:
    cleaned = typed.clean(text, 10_000)
    assert "\0" not in cleaned
    assert typed.clean(cleaned, 10_000) == cleaned


def test_joined_emoji_stay_whole() -> None:
    assert typed.clean(" 👩\u200d💻 小明\x0b ") == "👩\u200d💻 小明"
