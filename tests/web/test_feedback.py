"""Feedback on one's own phone: every type of question, checked on the server, anonymous, once per phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit import happenings
from kit.context import Kit
from kit.events.event import Draft, Event
from kit.forms.response import Response
from kit.ops import events, feedback
from tests.web.conftest import Phone

Phones = Callable[..., Phone]
GOOD = {"q.use": "4", "q.nps": "9"}


def path(event: Event) -> str:
    return f"/f/{event.code}"


def answers(kit: Kit, event: Event) -> tuple[Response, ...]:
    return feedback.results(kit, event.code).responses


def test_the_page_asks_every_question_and_says_it_is_anonymous(event: Event, phone: Phone) -> None:
    page = phone.get(path(event))
    assert page.status_code == 200
    for words in ("Was it useful", "Would you recommend it", "Why", "What did you hear", "Do you use it", "City", "People in your team"):
        assert words in page.text
    assert "Anonymous" in page.text
    assert "Kept apart from your other answers" in page.text
    assert page.text.count('name="q.nps"') == 11
    assert "<select" in page.text
    assert len(page.content) < 50_000


def test_answers_of_every_type_are_kept(kit: Kit, event: Event, phone: Phone) -> None:
    heard: list[happenings.Happening] = []
    kit.bus.listen(heard.append)
    given = GOOD | {
        "q.why": "因为\r\n<b>快</b>",
        "q.heard": ["cost", "speed"],
        "q.uses": "yes",
        "q.which": "甲",
        "q.city": "k",
        "q.people": "12",
    }
    page = phone.fill(path(event), **given, **{"q.contact": "me@example.org"})
    assert page.status_code == 200
    assert "Thank you" in page.text
    assert "We thank you." in page.text
    assert "What happens next" in page.text
    (kept,) = answers(kit, event)
    assert kept.answers["use"].number == 4
    assert kept.answers["why"].text == "因为\n<b>快</b>"
    assert kept.answers["heard"].choices == ("cost", "speed")
    assert kept.answers["which"].choices == ("甲",)
    assert kept.answers["people"].number == 12
    assert "contact" not in kept.answers
    assert feedback.results(kit, event.code).contacts == ("me@example.org",)
    assert happenings.Responded(event.id) in heard


def test_wrong_answers_are_told_and_nothing_is_lost(kit: Kit, event: Event, phone: Phone) -> None:
    page = phone.fill(
        path(event), **{"q.use": "3", "q.why": "Weil & <so>", "q.heard": ["cost", "none"], "q.uses": "yes", "q.people": "900"}
    )
    assert page.status_code == 422
    assert "4 questions need another look" in page.text
    assert "Please answer this question." in page.text
    assert 'name="q.use" value="3" aria-label="3 Fair" checked' in page.text
    assert "Weil &amp; &lt;so&gt;</textarea>" in page.text
    assert 'value="900"' in page.text
    assert "<details open>" in page.text
    assert answers(kit, event) == ()


def test_a_question_that_is_not_shown_is_not_required_and_not_kept(kit: Kit, event: Event, phone: Phone) -> None:
    assert "Thank you" in phone.fill(path(event), **GOOD, **{"q.uses": "no", "q.which": "甲"}).text
    assert "which" not in answers(kit, event)[0].answers


def test_a_browser_hides_what_is_not_asked_and_an_old_one_says_when(event: Event, phone: Phone) -> None:
    text = phone.get(path(event)).text
    assert "form:has(#o-6-0:checked) #q-7{display:block}" in text
    assert "Only if you answered “Yes” to “Do you use it”." in text


def test_once_per_phone(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    token = phone.token(path(event))
    for _again in range(3):
        assert "Your answers have arrived" in phone.fill(path(event), token=token, **GOOD).text
    assert "You have answered already" in phone.get(path(event)).text
    other_tab = another()
    other_tab.cookies = phone.cookies
    assert "You have answered already" in other_tab.get(path(event)).text
    assert "Your answers have arrived" in another().fill(path(event), **GOOD).text
    assert len(answers(kit, event)) == 2


def test_two_forms_open_on_one_phone_count_once(kit: Kit, event: Event, phone: Phone) -> None:
    first, second = phone.token(path(event)), phone.token(path(event))
    phone.fill(path(event), token=first, **GOOD)
    assert "You have answered already" in phone.fill(path(event), token=second, **GOOD).text
    assert len(answers(kit, event)) == 1


def test_the_other_language_shows_the_same_thanks_and_keeps_one_answer(kit: Kit, event: Event, phone: Phone) -> None:
    token = phone.token(path(event))
    phone.fill(path(event), token=token, **GOOD)
    page = phone.fill(f"{path(event)}?lang=zh", token=token, **GOOD)
    assert "谢谢您。" in page.text
    assert len(answers(kit, event)) == 1


def test_a_form_of_the_check_in_page_is_no_form_of_this_one(event: Event, phone: Phone) -> None:
    assert phone.fill(path(event), token=phone.token(f"/c/{event.code}"), **GOOD).status_code == 403


def test_a_closed_event_takes_no_answers_but_still_thanks(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    phone.fill(path(event), **GOOD)
    late = another()
    token = late.token(path(event))
    events.close(kit, event.code)
    assert late.get(path(event)).status_code == 410
    assert late.fill(path(event), token=token, **GOOD).status_code == 410
    assert "You have answered already" in phone.get(path(event)).text
    assert len(answers(kit, event)) == 1


def test_an_event_without_a_form_asks_nothing(kit: Kit, event: Event, phone: Phone) -> None:
    silent = events.create(kit, Draft("静默", event.starts_at, form="none"))
    page = phone.get(path(silent))
    assert page.status_code == 404
    assert "asks for no feedback" in page.text
    assert "Give feedback" not in phone.fill(f"/c/{silent.code}", who="王五", which="部", walk_in="1").text


@pytest.mark.parametrize("name", ["q.nothing", "q.", "q.use.x", "zzz"])
def test_fields_that_nobody_asked_are_ignored(kit: Kit, event: Event, phone: Phone, name: str) -> None:
    assert "Thank you" in phone.fill(path(event), **GOOD, **{name: "1"}).text
    assert set(answers(kit, event)[0].answers) == {"use", "nps"}


ORDERED = """
title: {zh: 排序, en: Ordering}
questions:
  - code: order
    type: ranking
    label: {zh: 排个序, en: Put in order}
    choices: [{code: a, zh: 甲, en: A}, {code: b, zh: 乙, en: B}]
  - {code: when, type: date, label: {zh: 哪天, en: Which day}}
  - code: how
    type: matrix
    label: {zh: 如何, en: How were these}
    rows: [{code: pace, zh: 节奏, en: Pace}]
  - code: one
    type: single
    label: {zh: 哪个, en: Which}
    choices: [{code: x, zh: 一, en: One}, {code: z, zh: 其他, en: Other, other: yes}]
"""


def test_rankings_dates_matrices_and_other_words(kit: Kit, phone: Phone) -> None:
    (kit.workspace.workshops / "forms" / "ordered.yaml").write_text(ORDERED, "utf-8")
    event = events.create(kit, Draft("T", kit.now(), form="ordered"))
    page = phone.get(path(event))
    for words in ("How were these", "Pace", 'type="date"', 'value="a:2"', 'name="q.one:other"'):
        assert words in page.text, words
    wrong = phone.fill(path(event), **{"q.order": ["a:1", "b:1"], "q.when": "2026-12-01", "q.one:other": "words"})
    assert wrong.status_code == 422
    assert "Give each place once" in wrong.text
    assert 'value="words"' in wrong.text
    right = {"q.order": ["a:2", "b:1"], "q.when": "2026-12-01", "q.how.pace": "3", "q.one:other": "words"}
    assert phone.fill(path(event), **right).status_code == 200
    (kept,) = answers(kit, event)
    assert kept.answers["order"].choices == ("b", "a")
    assert (kept.answers["one"].choices, kept.answers["one"].text) == (("z",), "words")
