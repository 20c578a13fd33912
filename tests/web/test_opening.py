"""Feedback opens with the event: before it the page says when, nothing is taken, and what was written or taken is not lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kit.context import Kit
from kit.errors import KitError
from kit.events.event import Draft, Event
from kit.ops import events, feedback
from kit.web.server import Server
from tests.web.conftest import FORM, Phone

Phones = Callable[..., Phone]
START = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)  # 14:00 in Shanghai
GOOD = {"q.use": "4", "q.nps": "9"}


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = START - timedelta(hours=2)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kit(either_kit: Kit, clock: Clock) -> Iterator[Kit]:
    """On SQLite and on PostgreSQL, two hours before the event."""
    made = Kit(either_kit.workspace, either_kit.settings, now=clock, database=either_kit.database_url)
    yield made
    made.close()


def held(kit: Kit, more: str = "") -> Event:
    (kit.workspace.workshops / "forms" / "every.yaml").write_text(more + FORM, "utf-8")
    return events.create(kit, Draft("平台一页纸", START, form="every"))


@pytest.fixture
def event(kit: Kit) -> Event:
    return held(kit)


def opens(page: str, when: str) -> bool:
    """Whether a page says that feedback opens then."""
    return f'Feedback opens<br><b class="who">{when}</b>' in page


def taken(kit: Kit, event: Event) -> int:
    return len(feedback.results(kit, event.code).responses)


def test_before_the_start_the_page_says_when_and_asks_nothing(kit: Kit, event: Event, phone: Phone, clock: Clock) -> None:
    path = f"/f/{event.code}"
    page = phone.get(path)
    assert (page.status_code, opens(page.text, "14:00"), "Was it useful" in page.text) == (200, True, False)
    assert 'http-equiv="refresh"' not in page.text
    assert '反馈开放时间<br><b class="who">14:00</b>' in phone.get(f"{path}?lang=zh").text
    clock.now -= timedelta(days=3)
    assert opens(phone.get(path).text, "Tue, Dec 1 14:00")
    clock.now = START - timedelta(minutes=10)
    assert f"url={path.lower()}" in phone.get(path).text, "shortly before it looks again by itself"
    assert 'content="6' in phone.get(path).text
    clock.now = START
    assert "Was it useful" in phone.get(path).text
    assert "Your answers have arrived" in phone.fill(path, **GOOD).text


def test_answers_sent_before_the_start_are_not_taken_and_not_lost(kit: Kit, event: Event, phone: Phone) -> None:
    token = phone.token(f"/f/{event.code}/live")  # a form of this event that is open before
    page = phone.fill(f"/f/{event.code}", token=token, **GOOD)
    assert (page.status_code, opens(page.text, "14:00"), "data-done" in page.text) == (409, True, False)
    with pytest.raises(KitError, match="2026-12-01 14:00"):
        feedback.submit(kit, event.code, {"use": ["4"], "nps": ["9"]}, nonce="n")
    assert taken(kit, event) == 0


def test_the_receipt_of_who_comes_early_keeps_the_way_to_feedback(kit: Kit, event: Event, phone: Phone, clock: Clock) -> None:
    receipt = phone.fill(f"/c/{event.code}", who="王五", which="部", walk_in="1").text
    for words in ("You are in", "Feedback, from 14:00", f'href="/f/{event.code.lower()}"', "Keep this page"):
        assert words in receipt, words
    assert "Feedback, from 14:00" in phone.get(f"/c/{event.code}").text
    assert "Feedback, from 14:00" in phone.get(f"/f/{event.code}/live").text
    assert "Feedback, from 14:00" in phone.get(f"/s/{event.code}?for=feedback").text
    clock.now = START
    later = phone.get(f"/c/{event.code}").text
    assert ("Give feedback" in later, "from 14:00" in later) == (True, False)


def test_the_host_opens_it_earlier_and_takes_that_back(kit: Kit, event: Event, phone: Phone, another: Phones, clock: Clock) -> None:
    path = f"/f/{event.code}"
    opened = events.open_feedback(kit, event.code)
    assert (opened.feedback_at, opened.asks_from) == (clock.now, clock.now)
    clock.now += timedelta(minutes=1)
    assert events.open_feedback(kit, event.code).feedback_at == opened.feedback_at, "it keeps since when"
    late = another()
    first, second = phone.token(path), late.token(path)
    assert "Your answers have arrived" in phone.fill(path, token=first, **GOOD).text
    assert events.feedback_from_start(kit, event.code).feedback_at is None
    assert late.fill(path, token=second, **GOOD).status_code == 409
    again = phone.fill(path, token=first, **GOOD)
    assert "Your answers have arrived" in again.text, "an answer that was taken is told so when it is sent again"
    assert "You have answered already" in phone.get(path).text
    clock.now = START
    assert "Your answers have arrived" in late.fill(path, token=second, **GOOD).text
    assert taken(kit, event) == 2


def test_what_was_taken_is_told_so_after_closing_too(kit: Kit, event: Event, phone: Phone, clock: Clock) -> None:
    clock.now = START
    token = phone.token(f"/f/{event.code}")
    phone.fill(f"/f/{event.code}", token=token, **GOOD)
    events.close(kit, event.code)
    assert "Your answers have arrived" in phone.fill(f"/f/{event.code}", token=token, **GOOD).text


def test_a_form_about_before_is_answered_before(kit: Kit, phone: Phone) -> None:
    event = held(kit, "opens: early\n")
    assert feedback.opens(kit, event) is None
    receipt = phone.fill(f"/c/{event.code}", who="王五", which="部", walk_in="1").text
    assert ("Give feedback" in receipt, "from 14:00" in receipt) == (True, False)
    assert "Your answers have arrived" in phone.fill(f"/f/{event.code}", **GOOD).text


def test_polls_and_questions_do_not_wait_for_the_start(kit: Kit, event: Event, phone: Phone) -> None:
    assert "Your question has arrived" in phone.fill(f"/f/{event.code}/live", text="When does it begin?").text


def test_an_event_that_is_moved_opens_with_its_new_start(kit: Kit, event: Event, clock: Clock) -> None:
    clock.now = START
    assert feedback.opens(kit, event) is None
    later = START + timedelta(days=1)
    moved = events.change(kit, event.code, Draft("平台一页纸", later, form="every"))
    assert feedback.opens(kit, moved) == later


def test_when_it_was_opened_moves_with_the_event(kit: Kit, event: Event, tmp_path: Path) -> None:
    from kit.events import pack

    events.open_feedback(kit, event.code)
    with kit.db.read() as tx:
        doc = pack.out(tx, events.show(kit, event.code))
    assert doc["event"]["feedback_at"] == kit.now().isoformat()


def test_the_server_says_the_same(server: Server, event: Event) -> None:
    """The page that no phone of ours opens has the same headers as the others."""
    with Phone(server) as phone:
        page = phone.get(f"/f/{event.code}")
    assert "script-src" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
