"""A form comes back only from the phone and the page it was given to, and a cookie says only what we signed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import KitError
from kit.web import tokens
from kit.web.tokens import Phone

KEY, OTHER = bytes(range(32)), bytes(32)
NOW = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
PHONE = Phone("device-1", 7, known=True)


def test_a_cookie_recognises_its_phone() -> None:
    assert tokens.phone_of(KEY, tokens.cookie_of(KEY, PHONE)) == PHONE


@given(st.text(max_size=200))
def test_anything_else_is_a_new_phone(cookie: str) -> None:
    assert not tokens.phone_of(KEY, cookie).known


def test_a_cookie_of_another_workspace_is_a_new_phone() -> None:
    phone = tokens.phone_of(KEY, tokens.cookie_of(OTHER, PHONE))
    assert (phone.known, phone.person) == (False, 0)


def test_a_form_comes_back_with_its_nonce() -> None:
    token = tokens.form_token(KEY, "c/K7Q2MX", PHONE, NOW)
    sent = tokens.opened(KEY, token, "c/K7Q2MX", PHONE, NOW + timedelta(hours=3))
    assert sent == tokens.opened(KEY, token, "c/K7Q2MX", PHONE, NOW + timedelta(hours=4))
    assert sent.phone == PHONE
    assert sent.nonce != tokens.opened(KEY, tokens.form_token(KEY, "c/K7Q2MX", PHONE, NOW), "c/K7Q2MX", PHONE, NOW).nonce


def test_a_phone_without_cookies_is_recognised_by_the_form() -> None:
    token = tokens.form_token(KEY, "c/K7Q2MX", Phone("fresh"), NOW)
    assert tokens.opened(KEY, token, "c/K7Q2MX", Phone("another"), NOW).phone == Phone("fresh")


@pytest.mark.parametrize(
    ("page", "phone", "later"),
    [
        ("f/K7Q2MX", PHONE, timedelta()),
        ("c/K7Q2MY", PHONE, timedelta()),
        ("c/K7Q2MX", Phone("device-2", known=True), timedelta()),
        ("c/K7Q2MX", PHONE, timedelta(hours=25)),
    ],
)
def test_a_form_of_another_page_phone_or_day_is_refused(page: str, phone: Phone, later: timedelta) -> None:
    token = tokens.form_token(KEY, "c/K7Q2MX", PHONE, NOW)
    with pytest.raises(KitError, match="scan the code again"):
        tokens.opened(KEY, token, page, phone, NOW + later)


@given(st.text(max_size=120))
def test_a_forged_token_is_refused(token: str) -> None:
    with pytest.raises(KitError, match="scan the code again"):
        tokens.opened(KEY, token, "c/K7Q2MX", PHONE, NOW)


def test_the_mark_of_a_phone_differs_by_purpose_and_key() -> None:
    marks = {tokens.trace(KEY, PHONE, "device"), tokens.trace(KEY, PHONE, "other"), tokens.trace(OTHER, PHONE, "device")}
    assert len(marks) == 3
    assert all(PHONE.device not in mark for mark in marks)
