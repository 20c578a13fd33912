"""Checking in on one's own phone: opening a page changes nothing, one button does, and every answer says what happened."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kit import happenings
from kit.context import Kit
from kit.events.event import Event
from kit.ops import attendance, events
from tests.web.conftest import Phone

Phones = Callable[..., Phone]


def path(event: Event) -> str:
    return f"/c/{event.code}"


def receipt(text: str) -> str:
    found = re.search(r"<b>([2-9A-Z]{5})</b>", text)
    assert found, text
    return found[1]


def test_opening_the_page_changes_nothing(kit: Kit, event: Event, phone: Phone) -> None:
    page = phone.get(path(event))
    assert page.status_code == 200
    assert "平台一页纸" in page.text
    assert "三号会议室" in page.text
    assert "Tue, Dec 1 14:00" in page.text
    assert "王主持" in page.text
    assert attendance.log(kit, event.code) == ()


def test_a_name_checks_in(kit: Kit, event: Event, phone: Phone) -> None:
    heard: list[happenings.Happening] = []
    kit.bus.listen(heard.append)
    page = phone.fill(path(event), who="李四")
    assert page.status_code == 200
    assert "You are in" in page.text
    assert "李四" in page.text
    line = attendance.log(kit, event.code)[0]
    assert (line.outcome, line.proof, line.receipt) == ("ok", "wall", receipt(page.text))
    assert happenings.CheckedIn(event.id, line.id) in heard
    assert f"/f/{event.code.lower()}" in page.text


@pytest.mark.parametrize("who", ["00103", "badge", " 李 四 "])
def test_a_personal_code_or_a_number_checks_in(kit: Kit, event: Event, phone: Phone, who: str) -> None:
    badge = next(entry.badge for entry in attendance.all(kit, event.code) if entry.person.name == "李四")
    assert "You are in" in phone.fill(path(event), who=badge.lower() if who == "badge" else who).text


def test_a_second_phone_hears_since_when(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    first = receipt(phone.fill(path(event), who="李四").text)
    page = another().fill(path(event), who="00103")
    assert "Already in" in page.text
    assert receipt(page.text) == first
    assert "First check-in at" in page.text
    assert [line.outcome for line in attendance.log(kit, event.code)] == ["ok", "already"]


def test_the_same_form_twice_is_one_check_in(kit: Kit, event: Event, phone: Phone) -> None:
    token = phone.token(path(event))
    pages = [phone.fill(path(event), token=token, who="李四") for _ in range(3)]
    assert len({receipt(page.text) for page in pages}) == 1
    assert all("You are in" in page.text for page in pages)
    assert len(attendance.log(kit, event.code)) == 1


def test_the_same_form_with_another_name_is_another_person(kit: Kit, event: Event, phone: Phone) -> None:
    token = phone.token(path(event))
    assert "李四" in phone.fill(path(event), token=token, who="李四").text
    assert "尉迟冬" in phone.fill(path(event), token=token, who="尉迟冬").text
    assert sum(entry.present for entry in attendance.all(kit, event.code)) == 2


def test_a_known_phone_needs_one_tap(kit: Kit, event: Event, phone: Phone) -> None:
    phone.fill(path(event), who="李四")
    attendance.void_of(kit, event.code, "李四", "wrong door")
    page = phone.get(path(event))
    assert "Check in as 李四" in page.text
    assert "You are in" in phone.fill(path(event), known="1").text
    page = phone.get(path(event))
    assert "You are in since" in page.text
    assert "Check in as" not in page.text


def test_a_phone_remembers_its_owner_not_whom_it_helped(kit: Kit, event: Event, phone: Phone) -> None:
    phone.fill(path(event), who="李四")
    phone.fill(path(event), who="尉迟冬")
    assert "<b>李四</b>" in phone.get(path(event)).text


def test_people_of_one_name_are_asked_apart(kit: Kit, event: Event, phone: Phone) -> None:
    page = phone.fill(path(event), who="张三")
    assert "Several people here are called 张三" in page.text
    again = phone.fill(path(event), who="张三", which="没有的部")
    assert "Nobody of that name is listed with “没有的部”" in again.text
    page = phone.fill(path(event), who="张三", which="测试部")
    assert "You are in" in page.text
    assert [e.person.emp_no for e in attendance.all(kit, event.code) if e.present] == ["00102"]


def test_people_of_one_name_may_give_their_number(kit: Kit, event: Event, phone: Phone) -> None:
    assert "You are in" in phone.fill(path(event), who="张三", which="00101").text
    assert [e.person.emp_no for e in attendance.all(kit, event.code) if e.present] == ["00101"]


def test_who_is_not_on_the_list_walks_in_with_a_department(kit: Kit, event: Event, phone: Phone) -> None:
    page = phone.fill(path(event), who="王五")
    assert "“王五” is not on the list" in page.text
    assert phone.fill(path(event), who="王五", walk_in="1").status_code == 400
    assert all(not entry.present for entry in attendance.all(kit, event.code))
    page = phone.fill(path(event), who="王五", which="访客部", walk_in="1")
    assert "You are in" in page.text
    walked = [entry for entry in attendance.all(kit, event.code) if entry.walk_in]
    assert [(entry.person.name, entry.person.dept) for entry in walked] == [("王五", "访客部")]


def test_an_empty_name_is_asked_for(kit: Kit, event: Event, phone: Phone) -> None:
    page = phone.fill(path(event), who="  ")
    assert page.status_code == 400
    assert "Write your name" in page.text
    assert attendance.log(kit, event.code) == ()


def test_a_closed_event_lets_nobody_in(kit: Kit, event: Event, phone: Phone) -> None:
    token = phone.token(path(event))
    events.close(kit, event.code)
    for page in (phone.get(path(event)), phone.fill(path(event), token=token, who="李四")):
        assert page.status_code == 410
        assert "is closed" in page.text
    assert all(not entry.present for entry in attendance.all(kit, event.code))


def test_a_script_in_a_name_stays_text(kit: Kit, event: Event, phone: Phone) -> None:
    for page in (
        phone.fill(path(event), who="<script>alert(1)</script>"),
        phone.fill(path(event), who='"><img src=x onerror=alert(2)>'),
        phone.fill(path(event), who="{{ 7*7 }}", which="<b>", walk_in="1"),
        phone.get(path(event)),
    ):
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert "49" not in re.sub(r'value="[^"]*"', "", page.text.split("<main>")[1])


def test_a_phone_without_cookies_checks_in(kit: Kit, event: Event, phone: Phone) -> None:
    token = phone.token(path(event))
    phone.cookies.clear()
    page = phone.fill(path(event), token=token, who="李四")
    assert "You are in" in page.text


def test_every_page_is_small_and_in_both_languages(event: Event, phone: Phone, another: Phones) -> None:
    chinese = another(**{"accept-language": "zh-CN,zh;q=0.9,en;q=0.5"})
    for words in ({"who": "李四"}, {"who": "张三"}, {"who": "王五"}, {"who": "王五", "which": "访", "walk_in": "1"}):
        page, seite = phone.fill(path(event), **words), chinese.fill(path(event), **words)
        assert len(page.content) < 50_000
        assert 'lang="en"' in page.text
        assert '<html lang="zh-CN">' in seite.text
    assert "已签到" in seite.text


def test_the_language_can_be_switched_and_stays(event: Event, phone: Phone) -> None:
    page = phone.get(path(event))
    assert f'href="{path(event).lower()}?lang=zh"' in page.text
    page = phone.get(f"{path(event)}?lang=zh")
    assert '<html lang="zh-CN">' in page.text
    assert f'action="{path(event).lower()}?lang=zh"' in page.text


def test_without_a_wish_the_page_speaks_the_language_of_the_event(event: Event, another: Phones) -> None:
    assert '<html lang="zh-CN">' in another(**{"accept-language": "fr-FR, de;q=0.9"}).get(path(event)).text
