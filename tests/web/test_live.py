"""Polls and questions during a talk, on one's own phone: one voice a phone, nothing seen before the host lets it."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from kit.context import Kit
from kit.errors import KitError
from kit.events.event import Event
from kit.ops import events, live
from kit.web.server import Server
from tests.web.conftest import Phone

Phones = Callable[..., Phone]


def path(event: Event) -> str:
    return f"/f/{event.code}/live"


def test_a_phone_answers_once_and_may_change_its_mind(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    poll = live.open_poll(kit, event.code, "Who has a platform?", ["We do", "We do not", "What is it?"])
    page = phone.get(path(event))
    assert "Who has a platform?" in page.text
    assert "· 0" not in page.text  # hidden until shown
    for choice in ("0", "2", "2"):
        assert "Your answer is in" in phone.fill(path(event), poll=str(poll.id), vote=choice).text
    another().fill(path(event), poll=str(poll.id), vote="0")
    assert [bar.n for bar in live.look(kit, event.code).polls[0].bars] == [1, 0, 1]
    live.show_poll(kit, event.code, poll.id, True)
    assert "What is it? · 1" in phone.get(path(event)).text
    live.close_poll(kit, event.code)
    refused = phone.fill(path(event), poll=str(poll.id), vote="1")
    assert refused.status_code == 422
    assert "This poll is closed." in refused.text
    assert [bar.n for bar in live.look(kit, event.code).polls[0].bars] == [1, 0, 1]


def test_forged_votes_are_refused(kit: Kit, event: Event, phone: Phone) -> None:
    poll = live.open_poll(kit, event.code, "A or B?", ["A", "B"])
    for vote, number in (("2", str(poll.id)), ("-1", str(poll.id)), ("x", str(poll.id)), ("0", "999"), ("0", ""), ("9" * 40, str(poll.id))):
        assert phone.fill(path(event), poll=number, vote=vote).status_code == 422
    assert live.look(kit, event.code).polls[0].n == 0


def test_a_room_at_once_is_counted_exactly(kit: Kit, event: Event, server: Server) -> None:
    poll = live.open_poll(kit, event.code, "A or B?", ["A", "B"])

    def one(n: int) -> int:
        with Phone(server) as phone:
            return phone.fill(path(event), poll=str(poll.id), vote=str(n % 2)).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(one, range(40))) == {200}
    assert [bar.n for bar in live.look(kit, event.code).polls[0].bars] == [20, 20]


def test_questions_are_seen_when_the_host_lets_them_and_supported_once(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    other = another()
    assert "has arrived" in phone.fill(path(event), text="<b>Costs</b>?").text
    phone.fill(path(event), text="When?")
    assert "Costs" not in other.get(path(event)).text
    first, second = live.look(kit, event.code).asks
    live.judge(kit, event.code, first.id, "shown")
    live.judge(kit, event.code, second.id, "hidden")
    page = other.get(path(event)).text
    assert "&lt;b&gt;Costs&lt;/b&gt;?" in page
    assert "When?" not in page
    for _n in range(2):
        other.fill(path(event), support=str(first.id))
    assert live.look(kit, event.code).asks[0].n == 1
    assert 'aria-pressed="true"' in other.get(path(event)).text
    other.fill(path(event), drop=str(first.id))
    assert live.look(kit, event.code).asks[0].n == 0
    assert other.fill(path(event), support=str(second.id)).status_code == 422
    live.judge(kit, event.code, first.id, "answered")
    assert "(answered)" in other.get(path(event)).text


def test_what_was_written_stays_when_it_is_refused(event: Event, phone: Phone) -> None:
    assert "Write your question first." in phone.fill(path(event), text="  ").text
    long = phone.fill(path(event), text="w" * 301)
    assert long.status_code == 422
    assert "w" * 301 in long.text
    for n in range(10):
        assert phone.fill(path(event), text=f"Question {n}").status_code == 200
    assert "enough" in phone.fill(path(event), text="One more").text


def test_the_same_form_twice_is_one_question(kit: Kit, event: Event, phone: Phone) -> None:
    page = phone.get(path(event))
    token = re.search(r'name="token" value="([^"]+)"', page.text)
    assert token
    for _n in range(2):
        assert phone.post(path(event), data={"token": token[1], "text": "Once?"}).status_code == 200
    assert len(live.look(kit, event.code).asks) == 1


def test_a_closed_event_takes_nothing(kit: Kit, event: Event, phone: Phone) -> None:
    events.close(kit, event.code)
    assert phone.get(path(event)).status_code == 410


@pytest.mark.parametrize(
    ("question", "choices"), [("", ["a", "b"]), ("Q", ["a"]), ("Q", ["a", "a"]), ("Q", ["a", " "]), ("Q", list("abcdefghi"))]
)
def test_polls_that_are_none_are_refused(kit: Kit, event: Event, question: str, choices: list[str]) -> None:
    with pytest.raises(KitError, match="two to eight"):
        live.open_poll(kit, event.code, question, choices)


def test_only_one_poll_is_open(kit: Kit, event: Event) -> None:
    live.open_poll(kit, event.code, "A?", ["a", "b"])
    live.open_poll(kit, event.code, "B?", ["a", "b"])
    assert [(poll.question, poll.open) for poll in live.look(kit, event.code).polls] == [("B?", True), ("A?", False)]


def test_the_other_language_before_and_after_a_form(event: Event, phone: Phone) -> None:
    assert 'href="/f/' in phone.get(path(event)).text
    sent = phone.fill(path(event), text="Why?")
    assert "向讲者提问" in phone.get(f"{path(event)}?lang=zh").text
    assert "formaction" in sent.text or 'method="post" action="/f/' in sent.text
