"""Texts in the person's language: gettext catalogues behind a ContextVar, so each phone, deck and window has its own."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

DOMAIN = "lectern"
LOCALE = Path(__file__).parent / "locale"
LANGUAGES = {"zh": "zh_CN", "en": "en"}
NAMES = {"zh": "中文", "en": "English"}

_current: ContextVar[str] = ContextVar("language", default="en")


def current() -> str:
    """Return the language in force: "zh" or "en"."""
    return _current.get()


def use(lang: str) -> None:
    """Set the language of this context for good (a process, the window); see `language` for a block."""
    _current.set(known(lang))


@contextmanager
def language(lang: str) -> Iterator[None]:
    """Say everything inside the block in `lang`."""
    token = _current.set(known(lang))
    try:
        yield
    finally:
        _current.reset(token)


def known(lang: str | None) -> str:
    """Return "zh" for any Chinese tag ("zh-CN", "zh_Hans"), else "en"."""
    return "zh" if (lang or "").lower().replace("_", "-").split("-")[0] == "zh" else "en"


def _(text: str) -> str:
    """Translate one sentence; fill its {placeholders} afterwards: `_("{n} slides").format(n=3)`."""
    return str(_catalogue(_current.get()).gettext(text)) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a sentence that depends on a count."""
    return str(_catalogue(_current.get()).ngettext(one, many, n))


def N_(text: str) -> str:
    """Mark a sentence for the catalogue without translating it now (labels kept in tables)."""
    return text


class Sayable(Protocol):
    """An error or a finding: something that can say itself through a translation."""

    def said(self, translate: Callable[[str], str]) -> str:
        """Return the sentence as `translate` has it."""


def said(thing: Sayable) -> str:
    """Say an error or a finding in the language in force, without its place."""
    return thing.said(_)


@lru_cache
def _catalogue(lang: str) -> Any:
    path = LOCALE / LANGUAGES[lang] / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:  # read directly: asking gettext to look for it loads `locale`, which a quick start can do without
        with path.open("rb") as file:
            return _gettext.GNUTranslations(file)
    except OSError:
        return _gettext.NullTranslations()
