"""Languages are known by any tag, and hold for a block only."""

import contextvars

import pytest

from kit import i18n
from kit.errors import KitError


@pytest.mark.parametrize(
    ("tag", "lang"), [("zh-CN", "zh"), ("zh_Hans_CN", "zh"), ("ZH", "zh"), ("en-GB", "en"), ("fr", "en"), ("", "en"), (None, "en")]
)
def test_any_tag_is_one_of_the_two_languages(tag: str | None, lang: str) -> None:
    assert i18n.known(tag) == lang


def test_a_language_holds_inside_its_block_only() -> None:
    before = i18n.current()
    with i18n.language("zh"):
        assert i18n._("{path} was not found.") == "找不到 {path}。"
        with i18n.language("en"):
            assert i18n._("{path} was not found.") == "{path} was not found."
        assert i18n.current() == "zh"
    assert i18n.current() == before


def test_the_language_travels_with_a_copied_context() -> None:
    with i18n.language("zh"):
        context = contextvars.copy_context()
    assert context.run(i18n.current) == "zh"


def test_an_error_is_said_in_the_language_in_force() -> None:
    with i18n.language("zh"):
        assert i18n.said(KitError("x", "{path} was not found.", path="a.md")) == "找不到 a.md。"
